"""Addresses of the queue."""

from django.urls import path

from thidua.foundation.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("<uuid:pk>/chay-lai/", views.job_retry, name="retry"),
]

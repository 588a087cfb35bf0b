"""Addresses of the movement room."""

from django.urls import path

from thidua.movement import views

app_name = "movement"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("cach-hieu/<slug:switch>/", views.decide_reading, name="decide_reading"),
]

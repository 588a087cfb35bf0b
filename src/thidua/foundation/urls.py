"""Addresses of the foundation."""

from django.urls import path

from thidua.foundation.audit import views

app_name = "foundation"
urlpatterns = [path("", views.audit_list, name="audit")]

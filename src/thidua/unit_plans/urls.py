"""Addresses of the room."""

from django.urls import URLPattern

app_name = "unit_plans"
urlpatterns: list[URLPattern] = []

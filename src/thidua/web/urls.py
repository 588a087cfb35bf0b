"""Addresses of the frame. The home page is `home`, without a namespace."""

from django.urls import path

from thidua.web import views

app_name = "web"
urlpatterns = [
    path("tim/", views.palette, name="palette"),
    path("thanh-phan/", views.components, name="components"),
]

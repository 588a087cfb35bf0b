"""Addresses of the awards room."""

from django.urls import path

from thidua.awards import views, what_if

app_name = "awards"
urlpatterns = [
    path("don-vi/<str:code>/", views.unit_page, name="unit"),
    path("don-vi/<str:code>/in/", views.unit_sheet, name="unit_sheet"),
    path("trien-vong/", views.outlook_page, name="outlook"),
    path("trien-vong/thu/", what_if.what_if, name="what_if"),
]

"""Addresses for everybody."""

from django.urls import path

from thidua.portal import views

app_name = "portal"
urlpatterns = [
    path("xep-hang/", views.public_ranking_page, name="ranking"),
    path("xep-hang/tai-ve.csv", views.public_ranking_csv, name="ranking_csv"),
]

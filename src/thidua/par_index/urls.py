"""Addresses under /chi-so/."""

from django.urls import path

from thidua.par_index import import_views, views

app_name = "par_index"

urlpatterns = [
    path("xep-hang/", views.ranking_page, name="ranking"),
    path("xep-hang/bieu-do.svg", views.ranking_chart, name="ranking_chart"),
    path("xep-hang/tai-ve.csv", views.ranking_download, {"suffix": "csv"}, name="ranking_csv"),
    path("xep-hang/tai-ve.xlsx", views.ranking_download, {"suffix": "xlsx"}, name="ranking_xlsx"),
    path("ban-cong-bo/", import_views.release_list, name="releases"),
    path("ban-cong-bo/moi/", import_views.upload, name="upload"),
    path("ban-cong-bo/<int:pk>/", import_views.release_page, name="release"),
    path("ban-cong-bo/<int:pk>/luu-nhap/", import_views.store, name="release_store"),
    path("ban-cong-bo/<int:pk>/xac-nhan/", import_views.confirm, name="release_confirm"),
    path("ban-cong-bo/<int:pk>/bo/", import_views.discard, name="release_discard"),
    path("ban-cong-bo/<int:pk>/tep/", import_views.release_file, name="release_file"),
]

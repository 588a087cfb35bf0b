"""Addresses of the awards room."""

from django.urls import path

from thidua.awards import version_views, views, what_if
from thidua.awards.base_level import views as base_views
from thidua.awards.base_level import write_views as base_write_views

app_name = "awards"
urlpatterns = [
    path("don-vi/<str:code>/", views.unit_page, name="unit"),
    path("don-vi/<str:code>/in/", views.unit_sheet, name="unit_sheet"),
    path("trien-vong/", views.outlook_page, name="outlook"),
    path("trien-vong/thu/", what_if.what_if, name="what_if"),
    path("trien-vong/so-sanh/<int:pk>/", version_views.comparison_page, name="version_comparison"),
    path("khen-thuong-co-so/", base_views.register_page, name="base_register"),
    path("khen-thuong-co-so/tai-ve.csv", base_views.register_download, {"suffix": "csv"}, name="base_csv"),
    path("khen-thuong-co-so/tai-ve.xlsx", base_views.register_download, {"suffix": "xlsx"}, name="base_xlsx"),
    path("khen-thuong-co-so/thong-ke/", base_views.statistics_page, name="base_statistics"),
    path("khen-thuong-co-so/moi/", base_write_views.new, name="base_new"),
    path("khen-thuong-co-so/nhap/", base_write_views.bring, name="base_bring"),
    path("khen-thuong-co-so/nhap/mau.xlsx", base_write_views.sample, name="base_sample"),
    path("khen-thuong-co-so/nhap/<int:pk>/", base_write_views.import_page, name="base_import"),
    path("khen-thuong-co-so/nhap/<int:pk>/luu/", base_write_views.store, name="base_store"),
    path("khen-thuong-co-so/<int:pk>/", base_views.award_page, name="base_award"),
    path("khen-thuong-co-so/<int:pk>/sua/", base_write_views.change, name="base_change"),
    path("khen-thuong-co-so/<int:pk>/bo/", base_write_views.remove, name="base_remove"),
    path("khen-thuong-co-so/<int:pk>/tep/", base_views.award_file, name="base_file"),
]

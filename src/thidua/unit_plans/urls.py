"""Addresses under /ke-hoach-don-vi/."""

from django.urls import path

from thidua.unit_plans import indicator_views, measure_views, overview_views, views
from thidua.unit_plans.numbers_in import views as numbers_in_views

app_name = "unit_plans"

urlpatterns = [
    path("", views.start, name="start"),
    path("tong-quan/", overview_views.overview, name="overview"),
    path("tong-quan/tai-ve.csv", overview_views.overview_download, {"suffix": "csv"}, name="overview_csv"),
    path("tong-quan/tai-ve.xlsx", overview_views.overview_download, {"suffix": "xlsx"}, name="overview_xlsx"),
    path("ban-da-ky/<int:pk>/", views.plan_file, name="plan_file"),
    path("bien-phap/<int:pk>/", measure_views.measure_page, name="measure"),
    path("bien-phap/<int:pk>/sua/", measure_views.change, name="measure_change"),
    path("bien-phap/<int:pk>/chu-giu-lai/<int:kept>/", measure_views.settle, name="measure_settle"),
    path("bien-phap/<int:pk>/bo/", measure_views.remove, name="measure_remove"),
    path("minh-chung/<int:pk>/", measure_views.evidence_file, name="evidence"),
    path("chi-so-so/", indicator_views.indicators, name="indicators"),
    path("chi-so-so/tai-ve.csv", indicator_views.indicators_download, name="indicators_csv"),
    path("chi-so-so/them/", indicator_views.define, name="define"),
    path("chi-so-so/minh-chung/<int:pk>/", indicator_views.number_evidence, name="number_evidence"),
    path("chi-so-so/nhap/", numbers_in_views.bring, name="numbers_bring"),
    path("chi-so-so/nhap/mau.xlsx", numbers_in_views.template, name="numbers_template"),
    path("chi-so-so/nhap/<int:pk>/", numbers_in_views.rehearsal, name="numbers_file"),
    path("chi-so-so/nhap/<int:pk>/luu/", numbers_in_views.store, name="numbers_store"),
    path("chi-so-so/<slug:slug>/", indicator_views.indicator, name="indicator"),
    path("chi-so-so/<slug:slug>/bieu-do.svg", indicator_views.indicator_chart, name="indicator_svg"),
    path("chi-so-so/<slug:slug>/so-lieu.csv", indicator_views.indicator_download, name="indicator_csv"),
    path("chi-so-so/<slug:slug>/ngung/", indicator_views.end, name="end"),
    path("<str:code>/<int:year>/", views.plan_page, name="plan"),
    path("<str:code>/<int:year>/lap/", views.begin, name="begin"),
    path("<str:code>/<int:year>/so-ngay/", views.details, name="details"),
    path("<str:code>/<int:year>/bien-phap/", measure_views.add, name="measure_add"),
    path("<str:code>/<int:year>/trinh-ky/", views.hand_over, name="hand_over"),
    path("<str:code>/<int:year>/ky/", views.sign, name="sign"),
    path("<str:code>/<int:year>/dieu-chinh/", views.amend, name="amend"),
    path("<str:code>/<int:year>/bo-nhap/", views.discard, name="discard"),
    path("<str:code>/<int:year>/so-sanh/", views.compare, name="compare"),
    path("<str:code>/<int:year>/chi-so/", indicator_views.unit_numbers, name="numbers"),
]

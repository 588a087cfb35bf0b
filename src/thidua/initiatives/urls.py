"""Addresses under /sang-kien/."""

from django.urls import path

from thidua.initiatives import views
from thidua.initiatives.adoption import views as adoption_views
from thidua.initiatives.bringing_in import views as file_views
from thidua.initiatives.description import views as writing_views
from thidua.initiatives.likeness import views as likeness_views

app_name = "initiatives"

urlpatterns = [
    path("", views.listing, name="list"),
    path("tai-ve.csv", views.listing_download, {"suffix": "csv"}, name="csv"),
    path("tai-ve.xlsx", views.listing_download, {"suffix": "xlsx"}, name="xlsx"),
    path("theo-mau-nhap.xlsx", views.as_list, name="as_list"),
    path("so-lan-dung.csv", views.ledger_download, {"suffix": "csv"}, name="ledger_csv"),
    path("so-lan-dung.xlsx", views.ledger_download, {"suffix": "xlsx"}, name="ledger_xlsx"),
    path("moi/", writing_views.new, name="new"),
    path("nhap/", file_views.bring, name="bring"),
    path("nhap/mau.xlsx", file_views.sample, name="sample"),
    path("nhap/<int:pk>/", file_views.rehearsal, name="rehearsal"),
    path("nhap/<int:pk>/luu/", file_views.store, name="store"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/sua/", writing_views.change, name="change"),
    path("<int:pk>/bo/", views.drop, name="drop"),
    path("<int:pk>/bien-nhan/", views.receipt, name="receipt"),
    path("<int:pk>/viec/<slug:name>/", views.act, name="act"),
    path("<int:pk>/tuong-tu/", likeness_views.compare, name="likeness"),
    path("<int:pk>/tuong-tu/<int:other>/", likeness_views.say, name="likeness_say"),
    path("xac-nhan/<int:pk>/tep/", views.proof_file, name="proof_file"),
    path("xac-nhan/<int:pk>/bo/", views.proof_remove, name="proof_remove"),
    path("cong-nhan/<int:pk>/tep/", views.recognition_file, {"what": "file"}, name="decision_file"),
    path("cong-nhan/<int:pk>/bien-ban/", views.recognition_file, {"what": "minutes"}, name="minutes_file"),
    path("nhan-rong/<int:pk>/xac-nhan/", adoption_views.confirm, name="adoption_confirm"),
    path("nhan-rong/<int:pk>/khong/", adoption_views.decline, name="adoption_decline"),
    path("nhan-rong/<int:pk>/thoi/", adoption_views.end, name="adoption_end"),
    path("nhan-rong/<int:pk>/tep/", adoption_views.file, name="adoption_file"),
]

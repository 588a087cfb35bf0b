"""Addresses under /hoi-nghi/."""

from django.urls import path

from thidua.conferences import award_views, pack_views, views

app_name = "conferences"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.new, name="new"),
    path("sang-kien/", pack_views.initiatives, name="initiatives"),
    path("trao-thuong/mau.xlsx", award_views.sample, name="award_sample"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/sua/", views.change, name="change"),
    path("<int:pk>/chuong-trinh/", views.line_add, name="line_add"),
    path("<int:pk>/chuong-trinh/<int:line>/bo/", views.line_drop, name="line_drop"),
    path("<int:pk>/gui-giay-moi/", views.invite, name="invite"),
    path("<int:pk>/da-to-chuc/", views.hold, name="hold"),
    path("<int:pk>/huy/", views.call_off, name="call_off"),
    path("<int:pk>/ket-luan/", views.file, name="file"),
    path("<int:pk>/giay-moi.docx", views.letter, name="letter"),
    path("<int:pk>/tra-loi/", views.answers, name="answers"),
    path("<int:pk>/tra-loi/tai-ve.csv", views.answers_csv, name="answers_csv"),
    path("<int:pk>/tra-loi/<int:unit>/", views.answer, name="answer"),
    path("<int:pk>/so-lieu/", pack_views.pack, name="pack"),
    path("<int:pk>/so-lieu/lay/", pack_views.pack_draw, name="pack_draw"),
    path("<int:pk>/so-lieu/tai-ve.xlsx", pack_views.pack_xlsx, name="pack_xlsx"),
    path("<int:pk>/trao-thuong/", award_views.awards, name="awards"),
    path("<int:pk>/trao-thuong/them/", award_views.add, name="award_add"),
    path("<int:pk>/trao-thuong/tu-quyet-dinh/", award_views.add_from_decision, name="award_from_decision"),
    path("<int:pk>/trao-thuong/tai-ve.xlsx", award_views.awards_xlsx, name="awards_xlsx"),
    path("<int:pk>/trao-thuong/<int:award>/da-trao/", award_views.present, name="award_present"),
    path("<int:pk>/trao-thuong/<int:award>/bo/", award_views.drop, name="award_drop"),
    path("<int:pk>/trao-thuong/<int:award>/xac-nhan/", award_views.confirm, name="award_confirm"),
    path("<int:pk>/trao-thuong/nhap/", award_views.bring, name="bring"),
    path("<int:pk>/trao-thuong/nhap/<int:file>/", award_views.award_file, name="award_file"),
    path("<int:pk>/trao-thuong/nhap/<int:file>/luu/", award_views.store, name="award_store"),
]

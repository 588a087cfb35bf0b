"""Addresses of this room."""

from django.urls import path

from thidua.decisions import frozen_views, paper_views, views
from thidua.decisions.bonus import views as bonus_views
from thidua.decisions.certificates import views as certificate_views
from thidua.decisions.correcting import outcome_views
from thidua.decisions.correcting import views as correcting_views
from thidua.decisions.outside import views as outside_views
from thidua.decisions.register import views as register_views
from thidua.decisions.revoking import views as revoking_views

app_name = "decisions"
urlpatterns = [
    path("", register_views.register_page, name="register"),
    path("so-khen-thuong.xlsx", register_views.register_xlsx, name="register_xlsx"),
    path("khen-thuong/<int:pk>/", register_views.award_page, name="award"),
    path(
        "khen-thuong/<int:pk>/giay-chung-nhan.<slug:suffix>",
        certificate_views.certificate_file,
        name="certificate_file",
    ),
    path("khen-thuong/<int:pk>/ca-nhan/", register_views.person_record, name="person_record"),
    path("kiem-tra/<str:code>/", register_views.check_page, name="check"),
    path("don-vi/<str:code>/", register_views.unit_record, name="unit_record"),
    path("khen-thuong/<int:pk>/huy-bo/", revoking_views.new, name="revoke"),
    path("huy-bo/<int:pk>/", revoking_views.revocation_page, name="revocation"),
    path("huy-bo/<int:pk>/tep/", revoking_views.revocation_file, name="revocation_file"),
    path("huy-bo/<int:pk>/xac-nhan/", revoking_views.confirm, name="revocation_confirm"),
    path("huy-bo/<int:pk>/bo/", revoking_views.discard, name="revocation_discard"),
    path("huy-bo/<int:pk>/ghi-nham/", revoking_views.mistake, name="revocation_mistake"),
    path("huy-bo/<int:pk>/ghi-nham/dung/", revoking_views.undo, name="revocation_undo"),
    path("huy-bo/<int:pk>/ghi-nham/khong/", revoking_views.keep, name="revocation_keep"),
    path("huy-bo/<int:pk>/thu-hoi/", revoking_views.recovery, name="revocation_recovery"),
    path("tien-thuong/", bonus_views.parameters, name="bonus_parameters"),
    path("danh-sach/", views.decision_list, name="list"),
    path("moi/", views.new, name="new"),
    path("<int:pk>/", views.decision_page, name="decision"),
    path("<int:pk>/tep/", views.decision_file, name="file"),
    path("<int:pk>/da-xem/", views.acknowledge, name="acknowledge"),
    path("<int:pk>/xac-nhan/", views.confirm, name="confirm"),
    path("<int:pk>/bo/", views.discard, name="discard"),
    path("<int:pk>/ho-so/<int:outcome>/", views.outcome, name="outcome"),
    path("<int:pk>/ho-so/<int:outcome>/dinh-chinh/", outcome_views.correct, name="correct_outcome"),
    path(
        "<int:pk>/ho-so/<int:outcome>/dinh-chinh/<int:correction>/xac-nhan/",
        outcome_views.confirm,
        name="outcome_correction_confirm",
    ),
    path(
        "<int:pk>/ho-so/<int:outcome>/dinh-chinh/<int:correction>/bo/",
        outcome_views.discard,
        name="outcome_correction_discard",
    ),
    path("<int:pk>/khac-hom-nay/", frozen_views.differences, name="differences"),
    path("<int:pk>/ket-qua-xet.json", frozen_views.content_json, name="content_json"),
    path("<int:pk>/dinh-chinh/", correcting_views.new, name="correct"),
    path("<int:pk>/dinh-chinh/<int:correction>/tep/", correcting_views.right_file, name="correction_file"),
    path(
        "<int:pk>/dinh-chinh/<int:correction>/tep-cu/",
        correcting_views.old_file,
        name="correction_old_file",
    ),
    path(
        "<int:pk>/dinh-chinh/<int:correction>/xac-nhan/",
        correcting_views.confirm,
        name="correction_confirm",
    ),
    path("<int:pk>/dinh-chinh/<int:correction>/bo/", correcting_views.discard, name="correction_discard"),
    path("<int:pk>/tien-thuong/", bonus_views.decision_bonus, name="bonus"),
    path("<int:pk>/giay-chung-nhan/", certificate_views.certificates, name="certificates"),
    path(
        "<int:pk>/giay-chung-nhan/<int:run>/tep/",
        certificate_views.certificates_file,
        name="certificates_file",
    ),
    path("<int:pk>/van-ban/quyet-dinh.<slug:suffix>", paper_views.decision_paper, name="paper"),
    path("<int:pk>/thong-bao/<str:code>.<slug:suffix>", paper_views.notice_paper, name="notice"),
    path("du-thao/ngoai-danh-sach/", outside_views.drafts, name="draft_outside"),
    path(
        "du-thao/ngoai-danh-sach/<slug:paper>.<slug:suffix>",
        outside_views.draft_file,
        name="draft_outside_file",
    ),
    path("du-thao/<int:pk>/quyet-dinh.<slug:suffix>", paper_views.draft_paper, name="draft"),
]

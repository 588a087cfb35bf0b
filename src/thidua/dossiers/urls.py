"""Addresses under /ho-so/."""

from django.urls import path

from thidua.dossiers import (
    views_acts,
    views_check,
    views_dossier,
    views_evidence,
    views_filing,
    views_list,
    views_signed,
    views_start,
    views_write,
)
from thidua.dossiers.checklist import views as checklist
from thidua.dossiers.earlier import views as earlier
from thidua.dossiers.expected import views as expected
from thidua.dossiers.leader_list import views as leader_list
from thidua.dossiers.report import views as report
from thidua.dossiers.unit_council import views as unit_council

app_name = "dossiers"
urlpatterns = [
    path("", views_list.listing, name="list"),
    path("du-kien/", expected.listing, name="expected"),
    path("du-kien/<int:pk>/", expected.change, name="expected_change"),
    path("du-kien/<int:pk>/bo/", expected.remove, name="expected_remove"),
    path("lap/", views_start.routes, name="routes"),
    path("lap/tu-danh-sach/<int:pk>/", views_start.from_candidate, name="from_candidate"),
    path("lap/<str:award_id>/", views_start.start, name="start"),
    path("thanh-phan/", checklist.versions, name="checklist"),
    path("thanh-phan/moi/", checklist.new, name="checklist_new"),
    path("dieu-kien-hop/", unit_council.quorum, name="quorum"),
    path("dieu-kien-hop/moi/", unit_council.quorum_new, name="quorum_new"),
    path("dan-dau-tam-thoi/<str:cycle>/", leader_list.leader_list, name="leader_list"),
    path("bien-nhan/<int:pk>/", views_filing.receipt, name="receipt"),
    path("bien-nhan/<int:pk>/to-trinh-da-ky/", views_signed.sent_letter, name="sent_letter"),
    path("bien-nhan/<int:pk>/to-trinh.<str:form>", views_filing.sent_letter_file, name="sent_letter_file"),
    path("don-vi/<int:pk>/", views_filing.filing_page, name="filing"),
    path("don-vi/<int:pk>/kiem-tra/", views_check.filing, name="filing_check"),
    path("don-vi/<int:pk>/so-to-trinh/", views_filing.letter, name="letter"),
    path("don-vi/<int:pk>/to-trinh.<str:form>", views_filing.letter_file, name="letter_file"),
    path("don-vi/<int:pk>/to-trinh-da-ky/", views_signed.letter, name="signed_letter"),
    path("don-vi/<int:pk>/bien-ban/", views_filing.minutes, name="minutes"),
    path("don-vi/<int:pk>/bien-ban/<int:minutes>/da-ky/", views_signed.minutes, name="signed_minutes"),
    path(
        "don-vi/<int:pk>/bien-ban/<int:minutes>/ghi-nham/", unit_council.set_aside, name="minutes_set_aside"
    ),
    path("don-vi/<int:pk>/bien-ban/<int:minutes>.<str:form>", views_filing.minutes_file, name="minutes_file"),
    path("don-vi/<int:pk>/gui/", views_filing.send, name="send"),
    path("<int:pk>/", views_dossier.dossier_page, name="dossier"),
    path("<int:pk>/ket-qua/", views_dossier.panel, name="panel"),
    path("<int:pk>/doi-tuong/", views_write.subject, name="subject"),
    path("<int:pk>/thong-tin-xet/", views_write.facts, name="facts"),
    path("<int:pk>/sang-kien/", views_write.initiatives, name="initiatives"),
    path("<int:pk>/qua-trinh/", views_write.work, name="work"),
    path("<int:pk>/cam-ket/", views_write.bars, name="bars"),
    path("<int:pk>/truong-hop-moi/", views_dossier.report_bar, name="report_bar"),
    path("<int:pk>/tai-lieu/", views_evidence.evidence, name="evidence"),
    path("<int:pk>/tai-lieu/<int:file>/", views_evidence.file_download, name="file"),
    path("<int:pk>/tai-lieu/<int:file>/bo/", views_evidence.file_remove, name="file_remove"),
    path("<int:pk>/muc/<str:section>/", views_write.section, name="section"),
    path("<int:pk>/chu-giu-lai/<int:kept>/", views_write.settle, name="settle"),
    path("<int:pk>/bao-cao-thanh-tich.<str:form>", report.download, name="report_file"),
    path("<int:pk>/bao-cao-thanh-tich/", report.upload, name="report_upload"),
    path("<int:pk>/bao-cao-thanh-tich/lay/", report.take, name="report_take"),
    path("<int:pk>/kiem-tra/", views_check.one, name="check"),
    path("<int:pk>/ho-so-truoc/", earlier.earlier, name="earlier"),
    path("<int:pk>/ho-so-truoc/<int:taken>/da-kiem-tra/", earlier.checked, name="taken_checked"),
    path("<int:pk>/trinh-ky/", views_acts.hand_over, name="hand_over"),
    path("<int:pk>/chuyen-lai/", views_acts.hand_back, name="hand_back"),
    path("<int:pk>/thu-hoi/", views_acts.recall, name="recall"),
    path("<int:pk>/rut/", views_acts.withdraw, name="withdraw"),
    path("<int:pk>/gui/", views_acts.send_own, name="send_own"),
]

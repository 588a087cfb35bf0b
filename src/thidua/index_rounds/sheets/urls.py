"""Addresses of sheets, under /cham-diem/."""

from django.urls import path

from thidua.index_rounds.sheets import views, views_evidence, views_offline, views_round, views_send

urlpatterns = [
    path("<int:pk>/mo-phieu/", views_round.open_all, name="sheets_open"),
    path("<int:pk>/bo-tieu-chi/<slug:block>/", views_round.adopt, name="adopt"),
    path("phieu/<int:pk>/", views.sheet_page, name="sheet"),
    path("phieu/<int:pk>/tieu-chi/<str:code>/", views.answer_page, name="answer"),
    path("phieu/<int:pk>/tieu-chi/<str:code>/diem/", views.points, name="points"),
    path("phieu/<int:pk>/tieu-chi/<str:code>/ghim/", views_evidence.pin, name="pin"),
    path("phieu/<int:pk>/tieu-chi/<str:code>/dung-lai/<int:row>/", views_evidence.again, name="pin_again"),
    path("phieu/<int:pk>/ghim/<int:row>/bo/", views_evidence.unpin, name="unpin"),
    path("phieu/<int:pk>/chu-giu-lai/<int:kept>/", views.settle, name="settle"),
    path("phieu/<int:pk>/lay-so-lieu/", views.refresh, name="refresh"),
    path("phieu/<int:pk>/tai-lieu/", views_evidence.add, name="evidence_add"),
    path("tai-lieu/<int:pk>/", views_evidence.file, name="evidence"),
    path("tai-lieu/<int:pk>/bo/", views_evidence.remove, name="evidence_remove"),
    path("phieu/<int:pk>/tai-ve.xlsx", views_offline.download_workbook, name="xlsx"),
    path("phieu/<int:pk>/tai-len/", views_offline.upload, name="upload"),
    path("phieu/<int:pk>/lay-tu-tep/", views_offline.take, name="take"),
    path("phieu/<int:pk>/kiem-tra/", views_send.check, name="check"),
    path("phieu/<int:pk>/trinh-ky/", views_send.hand_over, name="hand_over"),
    path("phieu/<int:pk>/chuyen-lai/", views_send.hand_back, name="hand_back"),
    path("phieu/<int:pk>/gui/", views_send.send, name="send"),
    path("phieu/<int:pk>/bien-nhan/", views_send.receipt, name="receipt"),
    path("phieu/<int:pk>/mo-lai/", views.reopen, name="reopen"),
]

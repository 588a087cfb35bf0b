"""Addresses under /bao-cao/."""

from django.urls import path

from thidua.reports import views_office, views_offline, views_send, views_write

app_name = "reports"
urlpatterns = [
    path("", views_office.report_list, name="list"),
    path("bat-dau/", views_write.start, name="start"),
    path("<int:pk>/", views_write.report_page, name="report"),
    path("<int:pk>/muc/<str:section>/", views_write.part_page, name="part"),
    path("<int:pk>/lay-so-lieu/", views_write.refresh, name="refresh"),
    path("<int:pk>/chu-giu-lai/<int:kept>/", views_write.settle, name="settle"),
    path("<int:pk>/tep/", views_write.file_add, name="file_add"),
    path("<int:pk>/tep/<int:file>/", views_write.file_download, name="file"),
    path("<int:pk>/tep/<int:file>/bo/", views_write.file_remove, name="file_remove"),
    path("<int:pk>/tai-ve.docx", views_offline.download_file, name="docx"),
    path("<int:pk>/tai-ve.xlsx", views_offline.download_workbook, name="xlsx"),
    path("<int:pk>/tai-len/", views_offline.upload_file, name="upload"),
    path("<int:pk>/lay-tu-tep/", views_offline.take, name="take"),
    path("<int:pk>/kiem-tra/", views_send.check, name="check"),
    path("<int:pk>/trinh-ky/", views_send.hand_over, name="hand_over"),
    path("<int:pk>/chuyen-lai/", views_send.hand_back, name="hand_back"),
    path("<int:pk>/gui/", views_send.send, name="send"),
    path("<int:pk>/bien-nhan/", views_send.receipt, name="receipt"),
    path("<int:pk>/doc/", views_office.read, name="read"),
    path("<int:pk>/tra-lai/", views_office.give_back, name="return"),
]

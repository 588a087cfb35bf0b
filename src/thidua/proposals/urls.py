"""Addresses under /danh-sach-trinh/."""

from django.urls import path

from thidua.proposals import choosing_views, leader_views, views
from thidua.proposals import proposal_views as frozen

app_name = "proposals"
urlpatterns = [
    path("", views.cycles, name="list"),
    path("doi-chieu/", frozen.check, name="check"),
    path("ban/<int:pk>/", frozen.proposal, name="proposal"),
    path("ban/<int:pk>/xac-nhan/", frozen.confirm, name="confirm"),
    path("ban/<int:pk>/bo/", frozen.discard, name="discard"),
    path("ban/<int:pk>/so-to-trinh/", frozen.name_letter, name="name_letter"),
    path("ban/<int:pk>/to-trinh-da-ky/", frozen.signed_letter, name="signed_letter"),
    path("ban/<int:pk>/da-xem-phan-rieng/", frozen.acknowledge, name="acknowledge"),
    path("ban/<int:pk>/khac-hom-nay/", frozen.differences, name="differences"),
    path("ban/<int:pk>/noi-dung.json", frozen.content_json, name="content"),
    path("ban/<int:pk>/to-trinh.docx", frozen.letter_docx, name="letter_docx"),
    path("ban/<int:pk>/to-trinh.pdf", frozen.letter_pdf, name="letter_pdf"),
    path("<str:cycle>/", views.the_set, name="set"),
    path("<str:cycle>/theo-goi-y/", choosing_views.follow, name="follow"),
    path("<str:cycle>/quan-he/", choosing_views.relations, name="relations"),
    path("<str:cycle>/so-lieu/", choosing_views.progress, name="progress"),
    path("<str:cycle>/dan-dau/", leader_views.leaders, name="leaders"),
    path("<str:cycle>/dan-dau/cong-bo/", leader_views.publish, name="publish_leaders"),
    path("<str:cycle>/co-cau/", views.shares, name="shares"),
    path("<str:cycle>/khoa/", frozen.freeze, name="freeze"),
    path("<str:cycle>/ho-so/<int:pk>/", choosing_views.line, name="line"),
]

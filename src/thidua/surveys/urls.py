"""Addresses under /dieu-tra/."""

from django.urls import path

from thidua.surveys import import_views, views
from thidua.surveys.questionnaire import link_views, public_views

app_name = "surveys"

urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/<slug:source>/", views.new, name="new"),
    path("<int:pk>/", views.survey, name="survey"),
    path("<int:pk>/sua/", views.change, name="change"),
    path("<int:pk>/khoa/", views.close, name="close"),
    path("<int:pk>/bo/", views.discard, name="discard"),
    path("<int:pk>/ket-qua.xlsx", views.download_results, name="results_xlsx"),
    path("<int:pk>/tep-mau.xlsx", import_views.template, name="template"),
    path("<int:pk>/tep/", import_views.original, name="file"),
    path("<int:pk>/tep/nhan/", import_views.receive, name="file_receive"),
    path("<int:pk>/doc-thu/", import_views.rehearsal, name="rehearsal"),
    path("<int:pk>/luu/", import_views.store, name="store"),
    path("<int:pk>/mo/", link_views.open_it, name="open"),
    path("<int:pk>/gia-han/", link_views.extend, name="extend"),
    path("<int:pk>/xem-thu/", link_views.preview, name="preview"),
    path("<int:pk>/duong-dan/", link_views.links, name="links"),
    path("<int:pk>/duong-dan/tao/", link_views.make, name="links_make"),
    path("<int:pk>/duong-dan/bang.xlsx", link_views.sheet, name="links_sheet"),
    path("<int:pk>/duong-dan/thu-hoi/", link_views.revoke, name="links_revoke"),
    path("cam-on/", public_views.thanks, name="thanks"),
    # Short, so that its QR code is coarse enough for any phone.
    path("p/<str:secret>/", public_views.answer_page, name="answer"),
]

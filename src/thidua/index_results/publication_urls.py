"""Addresses of the council's session and of what is published, under /ket-qua-chi-so/."""

from django.urls import path

from thidua.index_results import class_views, council_views, session_views
from thidua.index_results import publication_views as views

urlpatterns = [
    path("muc-xep-loai/", class_views.classes, name="classes"),
    path("<int:pk>/", session_views.outcome, name="outcome"),
    path("<int:pk>/phien-hop-moi/", session_views.session_new, name="session_new"),
    path("<int:pk>/diem-hoi-dong/", council_views.points, name="council_points"),
    path("phien-hop/<int:pk>/bien-ban/", session_views.minutes_file, name="minutes"),
    path("phien-hop/<int:pk>/khoa/", session_views.freeze, name="freeze"),
    path("cong-bo/<int:pk>/", views.publication, name="publication"),
    path("cong-bo/<int:pk>/xac-nhan/", views.confirm, name="confirm"),
    path("cong-bo/<int:pk>/bo/", views.discard, name="discard"),
    path("cong-bo/<int:pk>/doi-chieu/", views.verify, name="verify"),
    path("cong-bo/<int:pk>/quyet-dinh/", views.decision_file, name="decision"),
    path("cong-bo/<int:pk>/ket-qua.json", views.results_json, name="results_json"),
    path("cong-bo/<int:pk>/ket-qua.xlsx", views.results_xlsx, name="results_xlsx"),
]

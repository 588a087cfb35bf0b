"""Addresses of the movement room."""

from django.urls import path

from thidua.movement import calendar_views, views
from thidua.movement.versions import views as version_views

app_name = "movement"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("moc-thoi-gian/", calendar_views.calendar, name="calendar"),
    path("moc-thoi-gian/doi/", calendar_views.move, name="move"),
    path("moc-thoi-gian/du-thao/", calendar_views.draft, name="draft"),
    path("moc-thoi-gian/<int:pk>/thong-bao.docx", calendar_views.notice_paper, name="notice_paper"),
    path("moc-noi-bo/<slug:code>/<int:year>/", calendar_views.set_office_date, name="set_office_date"),
    path("lich/tao/", calendar_views.renew_feed, name="renew_feed"),
    path("lich/<str:token>.ics", calendar_views.feed, name="feed"),
    path("phien-ban/", version_views.listing, name="versions"),
    path("phien-ban/moi/", version_views.new, name="version_new"),
    path("phien-ban/nap/", version_views.upload, name="version_upload"),
    path("phien-ban/<int:pk>/", version_views.one, name="version"),
    path("phien-ban/<int:pk>/ke-hoach.yaml", version_views.programme_file, name="version_file"),
    path("phien-ban/<int:pk>/quyet-dinh/", version_views.decision_file, name="version_decision"),
    path("phien-ban/<int:pk>/xac-nhan/", version_views.confirm, name="version_confirm"),
    path("phien-ban/<int:pk>/bo/", version_views.drop, name="version_drop"),
    path("cach-hieu/<slug:switch>/", views.decide_reading, name="decide_reading"),
]

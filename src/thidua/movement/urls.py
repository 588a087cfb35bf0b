"""Addresses of the movement room."""

from django.urls import path

from thidua.movement import calendar_views, views

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
    path("cach-hieu/<slug:switch>/", views.decide_reading, name="decide_reading"),
]

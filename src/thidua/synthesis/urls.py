"""Addresses of the city's report."""

from django.urls import path

from thidua.synthesis import act_views, views

app_name = "synthesis"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("lap/", act_views.start, name="start"),
    path("<int:year>/", views.report, name="report"),
    path("<int:year>/phu-luc/", views.annexes, name="annexes"),
    path("<int:year>/tien-do/", views.progress, name="progress"),
    path("<int:year>/muc/<str:section>/", act_views.part, name="part"),
    path("<int:year>/so-lieu/<str:code>/", views.figure, name="figure"),
    path("<int:year>/lay-so-lieu/", act_views.refresh, name="refresh"),
    path("<int:year>/nhan-so-lieu/", act_views.accept, name="accept"),
    path("<int:year>/duyet/", act_views.approve, name="approve"),
    path("<int:year>/mo-lai/", act_views.reopen, name="reopen"),
    path("<int:year>/bao-cao.docx", views.paper, name="paper"),
]

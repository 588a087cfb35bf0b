"""Addresses of the city's report."""

from django.urls import path

from thidua.synthesis import views

app_name = "synthesis"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("lap/", views.start, name="start"),
    path("<int:year>/", views.report, name="report"),
    path("<int:year>/tien-do/", views.progress, name="progress"),
    path("<int:year>/muc/<str:section>/", views.part, name="part"),
    path("<int:year>/so-lieu/<str:code>/", views.figure, name="figure"),
    path("<int:year>/lay-so-lieu/", views.refresh, name="refresh"),
    path("<int:year>/nhan-so-lieu/", views.accept, name="accept"),
    path("<int:year>/duyet/", views.approve, name="approve"),
    path("<int:year>/mo-lai/", views.reopen, name="reopen"),
    path("<int:year>/bao-cao.docx", views.paper, name="paper"),
]

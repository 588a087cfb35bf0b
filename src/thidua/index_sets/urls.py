"""Addresses under /bo-tieu-chi/."""

from django.urls import path

from thidua.index_sets import line_views, views

app_name = "index_sets"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.new, name="new"),
    path("mau.xlsx", views.template, name="template"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/sua/", views.describe, name="describe"),
    path("<int:pk>/xac-nhan/", views.confirm, name="confirm"),
    path("<int:pk>/bo/", views.discard, name="discard"),
    path("<int:pk>/so-voi/<int:other>/", views.compare, name="compare"),
    path("<int:pk>/tai-ve.csv", views.take, {"suffix": "csv"}, name="csv"),
    path("<int:pk>/tai-ve.xlsx", views.take, {"suffix": "xlsx"}, name="xlsx"),
    path("<int:pk>/dong/", line_views.add, name="line_add"),
    path("<int:pk>/dong/<str:code>/", line_views.change, name="line"),
    path("<int:pk>/dong/<str:code>/bo/", line_views.remove, name="line_remove"),
]

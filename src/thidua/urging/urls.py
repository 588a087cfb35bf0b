"""Addresses under /don-doc/."""

from django.urls import path

from thidua.urging import act_views, views

app_name = "urging"
urlpatterns = [
    path("", views.board, name="board"),
    path("tai-ve.csv", views.board_download, {"suffix": "csv"}, name="board_csv"),
    path("tai-ve.xlsx", views.board_download, {"suffix": "xlsx"}, name="board_xlsx"),
    path("nhac/", act_views.remind, name="remind"),
    path("cong-van/", act_views.letter_new, name="letter_new"),
    path("cong-van/<int:pk>/", act_views.letter_page, name="letter"),
    path("cong-van/<int:pk>/tai-ve/", act_views.letter_download, name="letter_download"),
]

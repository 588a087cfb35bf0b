"""Addresses under /hoi-dong/."""

from django.urls import path

from thidua.councils import ballot_views, council_views, desk_views, session_views

app_name = "councils"
urlpatterns = [
    path("", session_views.listing, name="list"),
    path("phien-moi/", session_views.new, name="plan"),
    path("thanh-lap/", council_views.new, name="council_new"),
    path("thanh-vien/<int:pk>/", council_views.council, name="council"),
    path("thanh-vien/<int:pk>/sua/", council_views.change, name="council_change"),
    path("thanh-vien/<int:pk>/bo/<int:seat>/", council_views.seat_drop, name="seat_drop"),
    path("quy-tac/", council_views.rules, name="rules"),
    path("quy-tac/dat/", council_views.rule_set, name="rule_set"),
    path("quy-tac/co-hop/", council_views.choose, name="choose"),
    path("muc/<int:pk>/", ballot_views.materials, name="materials"),
    path("muc/<int:pk>/<slug:name>/", desk_views.item_act, name="item_act"),
    path("<int:pk>/", session_views.one, name="session"),
    path("<int:pk>/tien-do/", session_views.progress, name="progress"),
    path("<int:pk>/quan-he/", ballot_views.relations, name="relations"),
    path("<int:pk>/phieu/", ballot_views.ballot, name="ballot"),
    path("<int:pk>/bien-nhan/", session_views.receipt, name="receipt"),
    path("<int:pk>/ban-thu-ky/", desk_views.desk, name="desk"),
    path("<int:pk>/chuong-trinh/", desk_views.add_items, name="add_items"),
    path("<int:pk>/kiem-phieu/", desk_views.count, name="count"),
    path("<int:pk>/bien-ban-da-ky/", session_views.signed_minutes, name="signed_minutes"),
    path("<int:pk>/bien-ban.<str:form>", session_views.minutes, name="minutes"),
    path("<int:pk>/ket-qua.json", session_views.result_json, name="result"),
    path("<int:pk>/viec/<slug:name>/", desk_views.act, name="act"),
]

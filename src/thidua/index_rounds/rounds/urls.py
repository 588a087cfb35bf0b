"""Addresses of rounds, under /cham-diem/."""

from django.urls import path

from thidua.index_rounds.rounds import views

urlpatterns = [
    path("", views.listing, name="rounds"),
    path("moi/", views.new, name="round_new"),
    path("<int:pk>/", views.one, name="round"),
    path("<int:pk>/ngay/", views.dates, name="round_dates"),
    path("<int:pk>/huy/", views.call_off, name="round_call_off"),
    path("<int:pk>/nguoi-tham-dinh/", views.people, name="appraisers"),
    path("<int:pk>/nguoi-tham-dinh/<int:row>/bo/", views.release, name="appraiser_release"),
]

"""Addresses of appraisal, under /cham-diem/."""

from django.urls import path

from thidua.index_rounds.appraisal import views, views_second

urlpatterns = [
    path("tham-dinh/", views.my_queue, name="queue"),
    path("tham-dinh/<int:pk>/", views.appraise, name="appraise"),
    path("tham-dinh/<int:pk>/lan-hai/", views_second.give, name="second"),
    path("tham-dinh/<int:pk>/khac-biet/", views_second.settle, name="settle_difference"),
    path("phieu/<int:pk>/chap-nhan/<str:area>/", views.accept_rest, name="accept_rest"),
    path("<int:pk>/mau-lan-hai/", views_second.sample, name="sample"),
    path("<int:pk>/mau-lan-hai/rut/", views_second.draw, name="sample_draw"),
]

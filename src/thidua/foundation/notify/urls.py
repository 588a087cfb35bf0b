"""Addresses of notifications."""

from django.urls import path

from thidua.foundation.notify import trouble_views, views

app_name = "notify"
urlpatterns = [
    path("", views.notification_list, name="list"),
    path("<int:pk>/", views.follow, name="follow"),
    path("da-doc/", views.read_all, name="read_all"),
    path("nhan-thu/", views.choose, name="choose"),
    path("thu-chua-gui/", trouble_views.trouble_list, name="troubles"),
    path("thu-chua-gui/<int:pk>/gui-lai/", trouble_views.trouble_send, name="trouble_send"),
    path("thoi-nhan/<str:token>/", views.refuse, name="refuse"),
]

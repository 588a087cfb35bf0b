"""Addresses of accounts, hats and delegations."""

from django.urls import path

from thidua.people import delegation_views, views

app_name = "people"
urlpatterns = [
    path("", views.account_list, name="accounts"),
    path("them/", views.account_new, name="account_new"),
    path("<int:pk>/", views.account_page, name="account"),
    path("<int:pk>/sua/", views.account_edit, name="account_edit"),
    path("<int:pk>/khoa/", views.account_close, name="account_close"),
    path("<int:pk>/mo-lai/", views.account_open, name="account_open"),
    path("<int:pk>/dat-mat-khau/", views.password_link_page, name="password_link"),
    path("<int:pk>/giao-vai-tro/", views.role_grant, name="role_grant"),
    path("vai-tro/<int:pk>/ket-thuc/", views.role_end, name="role_end"),
    path("uy-quyen/", delegation_views.delegation_list, name="delegations"),
    path("uy-quyen/vai-tro/<int:pk>/", delegation_views.delegation_new, name="delegation_new"),
    path("uy-quyen/<int:pk>/ket-thuc/", delegation_views.delegation_end, name="delegation_end"),
]

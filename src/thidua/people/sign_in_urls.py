"""The addresses of django-allauth that we offer; the others answer 404.

`account_signup` and `account_email` must have an address because allauth's pages ask for it.
"""

from typing import Any, NoReturn

from allauth.account import views
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, re_path

from thidua.foundation.access import PUBLIC, SIGNED_IN, page


@page(SIGNED_IN)
def own_account(request: Any) -> HttpResponse:
    """One's own account page, wherever allauth would list e-mail addresses."""
    return redirect("people:account", pk=request.user.pk)


@page(PUBLIC)
def not_offered(request: HttpRequest) -> NoReturn:
    """Nobody signs up: a technical administrator makes the accounts."""
    raise Http404


urlpatterns = [
    path("dang-nhap/", views.login, name="account_login"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("dang-khoa/", views.account_inactive, name="account_inactive"),
    path("xac-nhan/", views.reauthenticate, name="account_reauthenticate"),
    path("doi-mat-khau/", views.password_change, name="account_change_password"),
    path("dat-mat-khau/", views.password_reset, name="account_reset_password"),
    path("dat-mat-khau/da-gui/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "dat-mat-khau/xong/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    re_path(
        r"^dat-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("dang-ky/", not_offered, name="account_signup"),
    path("", own_account, name="account_email"),
]

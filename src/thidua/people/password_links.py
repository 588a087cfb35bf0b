"""One-time links to set a password, for people without an e-mail address."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from thidua.people.models import User


def password_link(request: HttpRequest, user: User) -> str:
    """The address where `user` sets a password; void after use, after a sign-in or after its time."""
    return request.build_absolute_uri(password_path(user))


def password_path(user: User) -> str:
    """The path of such an address, for where there is no request (`thidua init`)."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})

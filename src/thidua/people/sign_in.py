"""Signing in: no sign-up, and every sign-in, failure and lock in the audit trail.

A failed name is personal data, sometimes even a password typed into the wrong box: the trail keeps
only a keyed hash of it, by which repeated tries can be told to be the same.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import get_user_by_username
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import record
from thidua.foundation.moment import Installation
from thidua.people.models import User

LOCK_SECONDS = 5 * 60
"""How long one line about a lock stands for all tries of the same name."""


def login_trace(name: str) -> str:
    """16 hex digits that stand for a login name and cannot be turned back without the secret key."""
    return salted_hmac("thidua.people.sign_in", nfc(name).lower(), algorithm="sha256").hexdigest()[:16]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What django-allauth asks of us."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi thử lại."),
        "email_password_mismatch": _("Thư điện tử hoặc mật khẩu không đúng. Hãy kiểm tra rồi thử lại."),
        "too_many_login_attempts": _(
            "Đã thử sai quá nhiều lần. Hãy đợi 5 phút, hoặc nhờ quản trị kỹ thuật cấp đường dẫn đặt mật khẩu."
        ),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        """Accounts are made by a technical administrator only."""
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The login name as it is stored: NFC, small letters."""
        return nfc(username).lower()

    def pre_authenticate(self, request: Any, **credentials: Any) -> None:
        """Stops too many tries, and notes the stop once in five minutes for each name."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            trace = login_trace(_name(credentials))
            if cache.add(f"sign-in-locked:{trace}", True, timeout=LOCK_SECONDS):
                _record(request, "people.sign_in_locked", _name(credentials))
            raise

    def authentication_failed(self, request: Any, **credentials: Any) -> None:
        """Notes a failed try."""
        _record(request, "people.sign_in_failed", _name(credentials))


def _name(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username") or credentials.get("email") or "")


@transaction.atomic
def _record(request: Any, action: str, name: str) -> None:
    user = get_user_by_username(name)
    record(
        by=None,
        at=request.moment,
        action=action,
        subject=user or Installation(),
        before=None,
        after={"login_trace": login_trace(name)},
    )


def note_sign_in(sender: object, request: Any, user: User, **kwargs: object) -> None:
    """Receiver of allauth's `user_logged_in`."""
    _note("people.signed_in", request, user)


def note_sign_out(sender: object, request: Any, user: User | None, **kwargs: object) -> None:
    """Receiver of Django's `user_logged_out`; nobody signs out of no session."""
    if user is not None and hasattr(request, "moment"):
        _note("people.signed_out", request, user)


def note_password_change(sender: object, request: Any, user: User, **kwargs: object) -> None:
    """Receiver of allauth's `password_changed` and `password_reset`."""
    _note("people.password_changed", request, user)


@transaction.atomic
def _note(action: str, request: Any, user: User) -> None:
    record(by=user, at=request.moment, action=action, subject=user, before=None, after=None)

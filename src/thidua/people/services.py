"""Every change to accounts: made, changed, closed, opened again. Each is one act with one audit event."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.core.text import nfc, search_key, sort_key
from thidua.foundation.access import Refused
from thidua.foundation.audit.services import record
from thidua.people.access import require_admin
from thidua.people.models import User
from thidua.people.role_services import (
    delegate,
    end_delegation,
    end_role,
    grant_role,
    has_other_admin,
    required_text,
)

__all__ = [
    "change_account",
    "create_account",
    "deactivate_account",
    "delegate",
    "end_delegation",
    "end_role",
    "grant_role",
    "issue_password_link",
    "reactivate_account",
    "set_password",
]


@transaction.atomic
def create_account(
    *,
    by: User | None,
    at: datetime,
    username: str,
    full_name: str,
    position_title: str = "",
    email: str = "",
    password: str | None = None,
) -> User:
    """A new account without any hat. `password` None: the person sets one by a link of `issue_password_link`.

    `by` None is the set-up command. Raises Refused unless `by` is a technical administrator,
    ValidationError with Vietnamese sentences for bad or taken values.
    """
    require_admin(by, timezone.localdate(at))
    user = User(date_joined=at)
    _fill(user, username, full_name, position_title, email)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save(force_insert=True)
    record(
        by=by, at=at, action="people.account_created", subject=user, before=None, after=_account_facts(user)
    )
    return user


@transaction.atomic
def change_account(
    *,
    by: User | None,
    at: datetime,
    user: User,
    full_name: str,
    position_title: str = "",
    email: str = "",
) -> User:
    """New name, position or e-mail of `user`; the login name stays. Same errors as `create_account`."""
    require_admin(by, timezone.localdate(at))
    row = User.objects.select_for_update().get(pk=user.pk)
    before = _account_facts(row)
    _fill(row, row.username, full_name, position_title, email)
    row.full_clean(exclude=["password"])
    row.save(update_fields=["full_name", "position_title", "email", "folded", "sort_key"])
    record(
        by=by, at=at, action="people.account_changed", subject=row, before=before, after=_account_facts(row)
    )
    return row


@transaction.atomic
def deactivate_account(*, by: User | None, at: datetime, user: User, reason: str) -> User:
    """Closes an account: no sign-in and no hats from now on; its assignments stay as history.

    Refused for one's own account and for the last technical administrator.
    """
    on = timezone.localdate(at)
    require_admin(by, on)
    if by is not None and by.pk == user.pk:
        raise Refused(
            _("Không ai tự khóa tài khoản của mình."),
            _("Đề nghị một quản trị kỹ thuật khác khóa tài khoản này."),
        )
    reason = required_text(reason, _("Hãy ghi lý do khóa tài khoản."))
    if user.has_role(on, Role.TECHNICAL_ADMIN) and not has_other_admin(on, than=user):
        raise Refused(
            _("Đây là quản trị kỹ thuật duy nhất nên không khóa được."),
            _("Giao vai trò quản trị kỹ thuật cho một người khác trước."),
        )
    row = User.objects.select_for_update().get(pk=user.pk)
    if not row.is_active:
        raise ValidationError(_("Tài khoản này đã khóa từ trước."))
    row.is_active = False
    row.save(update_fields=["is_active"])
    user.is_active = False
    user.forget_hats()
    record(
        by=by,
        at=at,
        action="people.account_deactivated",
        subject=row,
        before={"is_active": True},
        after={"is_active": False},
        note=reason,
    )
    return row


@transaction.atomic
def reactivate_account(*, by: User | None, at: datetime, user: User) -> User:
    """Opens a closed account again, with the hats that are still in force."""
    require_admin(by, timezone.localdate(at))
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.is_active:
        raise ValidationError(_("Tài khoản này đang hoạt động."))
    row.is_active = True
    row.save(update_fields=["is_active"])
    user.is_active = True
    user.forget_hats()
    record(
        by=by,
        at=at,
        action="people.account_reactivated",
        subject=row,
        before={"is_active": False},
        after={"is_active": True},
    )
    return row


@transaction.atomic
def issue_password_link(*, by: User | None, at: datetime, user: User) -> datetime:
    """Notes that `by` was shown a one-time link to set the password of `user`; gives its expiry.

    The link itself never enters the database or the audit trail.
    """
    require_admin(by, timezone.localdate(at))
    if not user.is_active:
        raise Refused(_("Tài khoản này đang khóa."), _("Mở lại tài khoản trước khi cấp đường dẫn."))
    expires = at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    record(
        by=by,
        at=at,
        action="people.password_link_issued",
        subject=user,
        before=None,
        after={"expires": expires},
    )
    return expires


@transaction.atomic
def set_password(*, by: User | None, at: datetime, user: User, password: str) -> None:
    """Sets a password without any rule on it: for set-up and demonstration only, never from a page."""
    require_admin(by, timezone.localdate(at))
    user.set_password(password)
    user.save(update_fields=["password"])
    record(by=by, at=at, action="people.password_changed", subject=user, before=None, after=None)


def _fill(user: User, username: str, full_name: str, position_title: str, email: str) -> None:
    user.username = nfc(username).lower()
    user.full_name = nfc(full_name)
    user.position_title = nfc(position_title)
    user.email = nfc(email).lower()
    user.folded = search_key(f"{user.full_name} {user.username}")
    user.sort_key = sort_key(user.full_name)


def _account_facts(user: User) -> dict[str, object]:
    # The e-mail address is personal data: the trail only says whether there is one.
    return {
        "username": user.username,
        "full_name": user.full_name,
        "position_title": user.position_title,
        "has_email": bool(user.email),
    }

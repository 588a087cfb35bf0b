"""Giving and ending hats, lending them and taking them back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.core.text import format_date, nfc
from thidua.foundation.access import Refused
from thidua.foundation.audit.services import record
from thidua.people.access import require_admin, require_may_end, require_own_head_hat
from thidua.people.models import Delegation, RoleAssignment, User

LONE_ROLES = frozenset({Role.TECHNICAL_ADMIN, Role.AUDITOR})
"""Hats nobody wears beside another: who keeps the keys or checks the trail takes no part in the work."""


@transaction.atomic
def grant_role(
    *,
    by: User | None,
    at: datetime,
    user: User,
    role: Role,
    unit_id: int | None = None,
    valid_from: date,
    valid_to: date | None = None,
    note: str = "",
) -> RoleAssignment:
    """Gives `user` a hat from `valid_from` to the end of `valid_to` (None: until somebody ends it).

    `by` None is the set-up command. Raises Refused unless `by` is a technical administrator and
    another person than `user`; ValidationError when unit and role do not fit, the days are the wrong
    way round, the person has the hat already, or the hat may not be worn beside another one.
    """
    require_admin(by, timezone.localdate(at))
    if by is not None and by.pk == user.pk:
        raise Refused(
            _("Không ai tự giao vai trò cho chính mình."),
            _("Đề nghị một quản trị kỹ thuật khác giao vai trò này cho bạn."),
        )
    # The row of the person is the lock under which overlaps are looked for.
    if not User.objects.select_for_update().get(pk=user.pk).is_active:
        raise ValidationError(_("Tài khoản này đang khóa; hãy mở lại trước khi giao vai trò."))
    row = RoleAssignment(
        user=user,
        role=role,
        unit_id=unit_id,
        valid_from=valid_from,
        valid_to=valid_to,
        granted_at=at,
        granted_by=by,
    )
    _check_unit(row)
    _check_days(valid_from, valid_to)
    _check_others(row)
    row.save(force_insert=True)
    user.forget_hats()
    record(
        by=by,
        at=at,
        action="people.role_granted",
        subject=row,
        before=None,
        after={
            "person": user.full_name,
            "role": role,
            "unit": row.unit.code if row.unit else None,
            "valid_from": valid_from,
            "valid_to": valid_to,
        },
        note=nfc(note),
    )
    return row


@transaction.atomic
def end_role(
    *, by: User, at: datetime, assignment: RoleAssignment, reason: str, on: date | None = None
) -> RoleAssignment:
    """Ends a hat: `on` (default: the day of `at`) is the first day without it; lent days end with it.

    Raises Refused unless `by` is a technical administrator or when no other one would remain;
    ValidationError when it has ended already, `on` lies before today, or the reason is missing.
    """
    today = timezone.localdate(at)
    require_admin(by, today)
    reason = required_text(reason, _("Hãy ghi lý do kết thúc vai trò."))
    row = RoleAssignment.objects.select_for_update(of=("self",)).select_related("user").get(pk=assignment.pk)
    if row.ended_on is not None or (row.valid_to is not None and row.valid_to < today):
        raise ValidationError(_("Vai trò này đã kết thúc từ trước."))
    if on is not None and on < today:
        raise ValidationError(
            _("Ngày kết thúc không thể ở trước hôm nay (%(today)s).") % {"today": format_date(today)}
        )
    if row.role == Role.TECHNICAL_ADMIN and not has_other_admin(today, than=row.user):
        raise Refused(
            _("Đây là quản trị kỹ thuật duy nhất nên không kết thúc vai trò được."),
            _("Giao vai trò quản trị kỹ thuật cho một người khác trước."),
        )
    row.ended_on = max(on or today, row.valid_from)
    row.ended_at = at
    row.ended_by = by
    row.end_reason = reason
    row.save(update_fields=["ended_on", "ended_at", "ended_by", "end_reason"])
    row.user.forget_hats()
    assignment.user.forget_hats()
    record(
        by=by,
        at=at,
        action="people.role_ended",
        subject=row,
        before={"ended_on": None},
        after={"ended_on": row.ended_on},
        note=reason,
    )
    return row


@transaction.atomic
def delegate(
    *,
    by: User,
    at: datetime,
    assignment: RoleAssignment,
    to_user: User,
    valid_from: date,
    valid_to: date,
    document_number: str,
) -> Delegation:
    """A head (`by`) lends the own hat `assignment` to `to_user` for the days given, both included.

    Raises Refused when the hat is not `by`'s own, not a head's or not in force; ValidationError for
    oneself, a stranger to the unit or the standing office, a closed account, days outside the
    assignment, days already lent to the same person, or a missing document number.
    """
    today = timezone.localdate(at)
    row = RoleAssignment.objects.select_for_update(of=("self",)).select_related("unit").get(pk=assignment.pk)
    require_own_head_hat(by, row, today)
    document_number = required_text(document_number, _("Hãy ghi số văn bản ủy quyền."))
    _check_delegate(row, to_user, valid_from)
    _check_days(valid_from, valid_to)
    if valid_from < row.valid_from or (row.valid_to is not None and valid_to > row.valid_to):
        raise ValidationError(
            _("Ủy quyền không thể dài hơn vai trò được ủy quyền (từ %(start)s đến %(end)s).")
            % {
                "start": format_date(row.valid_from),
                "end": format_date(row.valid_to) if row.valid_to else _("khi có thay đổi"),
            }
        )
    if row.ended_on is not None and valid_to >= row.ended_on:
        raise ValidationError(
            _("Vai trò này kết thúc ngày %(day)s; hãy chọn ngày cuối trước ngày đó.")
            % {"day": format_date(row.ended_on)}
        )
    if _overlapping(row.delegations.filter(to_user=to_user), valid_from, valid_to):
        raise ValidationError(_("Người này đã được ủy quyền vai trò đó trong những ngày bị trùng."))
    delegation = Delegation(
        assignment=row,
        from_user=by,
        to_user=to_user,
        valid_from=valid_from,
        valid_to=valid_to,
        document_number=document_number,
        granted_at=at,
    )
    delegation.save(force_insert=True)
    to_user.forget_hats()
    record(
        by=by,
        at=at,
        action="people.delegated",
        subject=delegation,
        before=None,
        after={
            "to_person": to_user.full_name,
            "role": row.role,
            "unit": row.unit.code if row.unit else None,
            "valid_from": valid_from,
            "valid_to": valid_to,
            "document_number": document_number,
        },
    )
    return delegation


@transaction.atomic
def end_delegation(*, by: User, at: datetime, delegation: Delegation) -> Delegation:
    """Takes a lent hat back from today on; the giver, the receiver or a technical administrator may.

    ValidationError when it has ended already.
    """
    today = timezone.localdate(at)
    row = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("assignment__user", "to_user")
        .get(pk=delegation.pk)
    )
    require_may_end(by, row, today)
    if row.ended_on is not None or row.valid_to < today:
        raise ValidationError(_("Ủy quyền này đã kết thúc từ trước."))
    row.ended_on = max(today, row.valid_from)
    row.ended_at = at
    row.ended_by = by
    row.save(update_fields=["ended_on", "ended_at", "ended_by"])
    row.to_user.forget_hats()
    delegation.to_user.forget_hats()
    record(
        by=by,
        at=at,
        action="people.delegation_ended",
        subject=row,
        before={"ended_on": None},
        after={"ended_on": row.ended_on},
    )
    return row


def has_other_admin(on: date, *, than: User) -> bool:
    """Whether a lasting technical administrator other than `than` remains; locks what it looks at."""
    rows = RoleAssignment.objects.in_force(on).filter(
        role=Role.TECHNICAL_ADMIN, valid_to__isnull=True, ended_on__isnull=True, user__is_active=True
    )
    holders = rows.select_for_update(of=("self",)).values_list("user_id", flat=True)
    return any(holder != than.pk for holder in holders)


def required_text(text: str, complaint: str) -> str:
    """`text` in NFC; ValidationError with `complaint` when nothing is left of it."""
    clean = nfc(text)
    if not clean:
        raise ValidationError(complaint)
    return clean


def _check_unit(row: RoleAssignment) -> None:
    if row.role in UNIT_ROLES and row.unit_id is None:
        raise ValidationError({"unit": _("Vai trò này gắn với một đơn vị; hãy chọn đơn vị.")})
    if row.role not in UNIT_ROLES and row.unit_id is not None:
        raise ValidationError({"unit": _("Vai trò này là của thành phố; hãy để trống đơn vị.")})
    try:
        _unit = row.unit
    except ObjectDoesNotExist:
        raise ValidationError({"unit": _("Không có đơn vị này.")}) from None


def _check_days(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise ValidationError({"valid_to": _("Ngày cuối phải sau hoặc trùng ngày đầu.")})


def _check_others(row: RoleAssignment) -> None:
    others = [
        other
        for other in RoleAssignment.objects.filter(user=row.user)
        if _overlaps(other, row.valid_from, row.valid_to)
    ]
    if any(other.role == row.role and other.unit_id == row.unit_id for other in others):
        raise ValidationError(_("Người này đã có đúng vai trò đó trong những ngày bị trùng."))
    lone = [role for role in (row.role, *(other.role for other in others)) if role in LONE_ROLES]
    if lone and any(other.role != row.role for other in others):
        raise ValidationError(
            _(
                "Quản trị kỹ thuật và người kiểm tra, giám sát không kiêm vai trò nào khác."
                " Hãy kết thúc vai trò kia trước, hoặc giao cho người khác."
            )
        )


def _check_delegate(row: RoleAssignment, to_user: User, on: date) -> None:
    if to_user.pk == row.user_id:
        raise ValidationError({"to_user": _("Không thể ủy quyền cho chính mình.")})
    if not to_user.is_active:
        raise ValidationError({"to_user": _("Tài khoản của người này đang khóa.")})
    colleagues = RoleAssignment.objects.in_force(on).filter(user=to_user)
    if row.role in UNIT_ROLES:
        colleagues = colleagues.filter(unit=row.unit)
    else:
        colleagues = colleagues.filter(role__in=STANDING_OFFICE)
    if not colleagues.exists():
        raise ValidationError(
            {
                "to_user": _(
                    "Người này không có vai trò nào ở cùng đơn vị vào ngày bắt đầu."
                    " Đề nghị quản trị kỹ thuật giao vai trò cho người đó trước."
                )
            }
        )


def _overlaps(row: RoleAssignment | Delegation, first: date, last: date | None) -> bool:
    ends_before = row.valid_to is not None and row.valid_to < first
    ended_before = row.ended_on is not None and row.ended_on <= max(first, row.valid_from)
    begins_after = last is not None and row.valid_from > last
    return not (ends_before or ended_before or begins_after)


def _overlapping(rows: Iterable[Delegation], first: date, last: date) -> bool:
    return any(_overlaps(row, first, last) for row in rows)

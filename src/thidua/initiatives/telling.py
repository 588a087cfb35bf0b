"""Whom a correction of what the register says of an initiative is told to, in Vietnamese."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.core.text import format_date
from thidua.foundation.notify import notify
from thidua.initiatives.models import FormerNames, Initiative, InitiativeUse
from thidua.initiatives.notification_kinds import CORRECTED
from thidua.initiatives.proofs.models import ProofOfUse
from thidua.initiatives.recognition.models import Recognition
from thidua.people.selectors import holders

READERS = (*sorted(STANDING_OFFICE), Role.EMULATION_BOARD, Role.COUNCIL_SECRETARY)
"""Those who appraise dossiers, put them on lists and before the council."""


def corrected(found: Recognition, before: Recognition, at: datetime) -> None:
    """Those who handle dossiers, where some that were sent stand on the initiative."""
    with override("vi"):
        _tell(
            found.initiative,
            at,
            key=f"initiatives.corrected:{before.pk}",
            title=_("Sáng kiến %(code)s: đơn vị đính chính quyết định công nhận"),
            body=_("Trước: %(before)s. Nay: %(now)s. Đang dùng cho: %(uses)s. Lý do: %(why)s"),
            words={"before": _said(before), "now": _said(found), "why": before.reason},
        )


def struck(found: Recognition, at: datetime) -> None:
    """The same of a decision that was never about this initiative."""
    with override("vi"):
        _tell(
            found.initiative,
            at,
            key=f"initiatives.struck:{found.pk}",
            title=_("Sáng kiến %(code)s: đơn vị bỏ quyết định công nhận ghi nhầm"),
            body=_("Đã bỏ: %(before)s. Đang dùng cho: %(uses)s. Lý do: %(why)s"),
            words={"before": _said(found), "why": found.reason},
        )


def first_day_corrected(row: Initiative, before: date | None, why: str, at: datetime) -> None:
    """The same of the first day of use."""
    with override("vi"):
        _tell(
            row,
            at,
            key=f"initiatives.first_day_corrected:{row.pk}:{at.isoformat()}",
            title=_("Sáng kiến %(code)s: đơn vị đính chính ngày áp dụng"),
            body=_("Trước: %(before)s. Nay: %(now)s. Đang dùng cho: %(uses)s. Lý do: %(why)s"),
            words={"before": _day(before), "now": _day(row.applied_on), "why": why},
        )


def proof_removed(found: ProofOfUse, row: Initiative, at: datetime) -> None:
    """The same of a proof of use that counts no longer; `row` as the register has it now."""
    with override("vi"):
        _tell(
            row,
            at,
            key=f"initiatives.proof_removed:{found.pk}",
            title=_("Sáng kiến %(code)s: đơn vị bỏ một xác nhận áp dụng"),
            body=_(
                "Đã bỏ: %(before)s. Sổ ghi áp dụng từ ngày: %(now)s. Đang dùng cho: %(uses)s. Lý do: %(why)s"
            ),
            words={
                "before": f"{found.place}, {_day(found.since)}",
                "now": _day(row.applied_on),
                "why": found.removal_reason,
            },
        )


def names_corrected(row: Initiative, before: FormerNames, what: str, at: datetime) -> None:
    """The same of title and authors: `what` was put right. The page has the names, the notice none."""
    with override("vi"):
        _tell(
            row,
            at,
            key=f"initiatives.names_corrected:{before.pk}",
            title=_("Sáng kiến %(code)s: đơn vị đính chính tên, tác giả"),
            body=_("Đã sửa: %(what)s. Đang dùng cho: %(uses)s. Lý do: %(why)s"),
            words={"what": what, "why": before.reason},
        )


def _tell(row: Initiative, at: datetime, *, key: str, title: str, body: str, words: dict[str, str]) -> None:
    uses = InitiativeUse.objects.filter(initiative=row, ended_at=None).order_by("source")
    named = list(dict.fromkeys(uses.values_list("source", flat=True)))
    if not named:
        return
    notify(
        at=at,
        user_ids={one.pk for one in holders(localdate(at), *READERS)},
        kind=CORRECTED,
        key=key,
        title=title % {"code": row.code},
        body=body % {**words, "uses": ", ".join(named)},
        url=reverse("initiatives:one", args=[row.pk]),
    )


def _said(row: Recognition) -> str:
    return f"{row.decision}, {row.get_level_display()}"


def _day(day: date | None) -> str:
    return format_date(day) if day else _("chưa rõ")

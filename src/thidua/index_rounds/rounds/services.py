"""Beginning a round, moving its dates, calling it off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.text import format_date, nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import notify
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Phase, Round, RoundBlock
from thidua.index_rounds.notification_kinds import ROUND
from thidua.index_rounds.rounds.dates import Days, check_days, days_of
from thidua.index_sets.models import CriteriaSet
from thidua.index_sets.selectors import set_in_force
from thidua.people.selectors import people_of_units
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, history


@dataclass(frozen=True, slots=True)
class NewRound:
    """What the standing office says of a round it begins."""

    year: int
    title: str
    days: Mapping[PhaseKind, Days]
    document_number: str = ""


def sets_for(year: int, on: date) -> dict[Block, CriteriaSet | None]:
    """For each block that has units on `on`: its set in force of `year`, or None."""
    peopled = {unit.block for unit in history(on).living()}
    return {block: set_in_force(year, block) for block in INDEX_BLOCKS if block in peopled}


@transaction.atomic
def begin_round(*, by: Actor, at: datetime, new: NewRound) -> Round:
    """A round with its phases and the set in force of every block.

    RoundRefused: the year has one, a block has no set in force, or the days cannot be.
    """
    title = nfc(new.title)
    if not title:
        raise RoundRefused(_("Hãy ghi tên kỳ chấm, ví dụ “Chấm điểm Chỉ số cải cách hành chính năm 2026”."))
    check_days(new.days)
    if Round.objects.filter(year=new.year, called_off_at__isnull=True).exists():
        raise RoundRefused(_("Năm %d đã có kỳ chấm. Mở kỳ đó để đổi ngày, hoặc hủy rồi lập lại.") % new.year)
    found = sets_for(new.year, at.date())
    without = [str(BlockChoice(block).label) for block, one in found.items() if one is None]
    if without or not found:
        raise RoundRefused(
            _(
                "Chưa có bộ tiêu chí năm %(year)d đang dùng của khối: %(blocks)s. Soạn và xác nhận"
                " bộ tiêu chí của khối đó trước, ở trang Bộ tiêu chí."
            )
            % {"year": new.year, "blocks": ", ".join(without) or _("(không khối nào có đơn vị)")}
        )
    made = Round.objects.create(
        year=new.year,
        title=title[:300],
        document_number=nfc(new.document_number)[:80],
        begun_by_id=by.pk,
        begun_at=at,
    )
    RoundBlock.objects.bulk_create(
        RoundBlock(round=made, block=block.value, criteria_set=one) for block, one in found.items() if one
    )
    Phase.objects.bulk_create(
        Phase(round=made, kind=kind, opens_at=span.opens_at, closes_at=span.closes_at)
        for kind, span in new.days.items()
    )
    record(
        by=by, at=at, action="index_rounds.begun", subject=made, before=None,
        after={
            "year": made.year,
            "round_title": made.title,
            "sets": {block.value: one.version for block, one in found.items() if one},
            "days": _told(new.days),
        },
    )  # fmt: skip
    return made


@transaction.atomic
def change_dates(
    *, by: Actor, at: datetime, found: Round, days: Mapping[PhaseKind, Days], reason: str
) -> list[PhaseKind]:
    """Moves phases; units and appraisers are told. Gives the phases that moved, none when nothing changed.

    RoundRefused without a reason, for days that cannot be, for a round that was called off.
    """
    locked = _present(found)
    check_days(days)
    rows = {PhaseKind(phase.kind): phase for phase in locked.phases.all()}
    before = {kind: days_of(row) for kind, row in rows.items()}
    moved = [kind for kind in PhaseKind if before.get(kind) != days[kind]]
    if not moved:
        return []
    why = nfc(reason)
    if not why:
        raise RoundRefused(_("Hãy ghi lý do đổi ngày; các đơn vị đọc được lý do này."))
    for kind in moved:
        Phase.objects.update_or_create(
            round=locked,
            kind=kind,
            defaults={
                "opens_at": days[kind].opens_at,
                "closes_at": days[kind].closes_at,
                "reason": why[:300],
            },
        )
    lines = [
        _("%(name)s: %(first)s – %(last)s")
        % {
            "name": kind.label,
            "first": format_date(days[kind].first),
            "last": format_date(days[kind].last),
        }
        for kind in moved
    ]
    _tell(
        locked, at, "dates",
        _("Đổi ngày kỳ chấm chỉ số năm %d") % locked.year, "\n".join([*lines, _("Lý do: %s") % why]),
    )  # fmt: skip
    record(
        by=by, at=at, action="index_rounds.dates_changed", subject=locked,
        before={"days": _told({kind: before[kind] for kind in moved if kind in before})},
        after={"days": _told({kind: days[kind] for kind in moved}), "reason": why},
    )  # fmt: skip
    return moved


@transaction.atomic
def call_off(*, by: Actor, at: datetime, found: Round, reason: str) -> Round:
    """Gives the round up; what was entered stays readable. RoundRefused without a reason, and twice."""
    locked = _present(found)
    why = nfc(reason)
    if not why:
        raise RoundRefused(_("Hãy ghi lý do hủy; các đơn vị đọc được lý do này."))
    locked.called_off_at, locked.called_off_reason = at, why[:500]
    locked.save(update_fields=["called_off_at", "called_off_reason"])
    _tell(locked, at, "called_off", _("Hủy kỳ chấm chỉ số năm %d") % locked.year, why)
    record(by=by, at=at, action="index_rounds.called_off", subject=locked, before=None, after={"reason": why})
    return locked


def ranked_units(found: Round, on: date) -> list[UnitRecord]:
    """The living units of the round's blocks, by the block they have on `on`; one query."""
    blocks = set(found.blocks.values_list("block", flat=True))
    return [unit for unit in history(on).living() if unit.block.value in blocks]


def _present(found: Round) -> Round:
    locked = Round.objects.select_for_update().get(pk=found.pk)
    if locked.called_off_at is not None:
        raise RoundRefused(_("Kỳ chấm này đã hủy. Lập kỳ mới nếu cần chấm lại."))
    return locked


def _tell(found: Round, at: datetime, what: str, title: str, body: str) -> None:
    """The people of every ranked unit, and the appraisers."""
    people = people_of_units([unit.id for unit in ranked_units(found, at.date())], at.date())
    appraisers = found.appraisers.values_list("user_id", flat=True)
    notify(
        at=at,
        user_ids=frozenset(appraisers).union(*people.values()),
        kind=ROUND,
        key=f"index_rounds.{what}.{found.pk}.{int(at.timestamp())}",
        title=title,
        body=body,
        url=reverse("index_rounds:round", kwargs={"pk": found.pk}),
    )


def _told(days: Mapping[PhaseKind, Days] | Iterable[tuple[PhaseKind, Days]]) -> dict[str, str]:
    return {str(kind): f"{span.first}/{span.last}" for kind, span in dict(days).items()}

"""What is read about conferences: who answered, what a unit still owes an answer to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.conferences.enums import Answer, State
from thidua.conferences.models import Conference, HandedAward, Invitation
from thidua.core.text import format_date
from thidua.foundation.tables import Cell
from thidua.units.selectors import UnitRecord, history


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One invited unit. `answer` is None while it has said nothing."""

    unit: UnitRecord
    answer: Answer | None
    invitation: Invitation


@dataclass(frozen=True, slots=True)
class Answers:
    """Everybody who is invited."""

    rows: tuple[AnswerRow, ...]

    def figures(self) -> list[dict[str, object]]:
        """Key figures."""
        coming = [row for row in self.rows if row.answer is Answer.YES]
        return [
            {"label": _("Đơn vị được mời"), "value": len(self.rows)},
            {"label": _("Sẽ dự"), "value": len(coming)},
            {"label": _("Số người dự"), "value": sum(row.invitation.count for row in coming)},
            {"label": _("Không dự được"), "value": sum(row.answer is Answer.NO for row in self.rows)},
            {"label": _("Chưa trả lời"), "value": sum(row.answer is None for row in self.rows)},
        ]


def answers_of(conference: Conference, on: date) -> Answers:
    """Who answered what: those who come first, then in the order of names; one query beside `history`."""
    units = history(on).by_id()
    order = {Answer.YES: 0, Answer.NO: 1, None: 2}
    rows = [
        AnswerRow(units[row.unit_id], Answer(row.answer) if row.answer else None, row)
        for row in conference.invitations.select_related("answered_by")
    ]
    return Answers(tuple(sorted(rows, key=lambda row: (order[row.answer], row.unit.sort_key))))


def answers_table(answers: Answers) -> Iterator[list[Cell]]:
    """Heading and rows."""
    yield [_("Mã"), _("Đơn vị"), _("Khối"), _("Trả lời"), _("Số người"), _("Người dự"), _("Lý do")]
    for row in answers.rows:
        said = str(row.answer.label) if row.answer else _("chưa trả lời")
        invitation = row.invitation
        yield [
            row.unit.code, row.unit.full_name, row.unit.block_name, said, invitation.count,
            invitation.people, invitation.reason,
        ]  # fmt: skip


def waiting_invitations(unit_ids: Iterable[int], at: datetime) -> QuerySet[Invitation]:
    """Invitations to coming conferences that these units have not answered."""
    rows = Invitation.objects.filter(unit__in=list(unit_ids), answer="", conference__starts_at__gt=at)
    return rows.filter(conference__state=State.INVITED).select_related("conference")


@dataclass(frozen=True, slots=True)
class HandedRow:
    """One award on the handing list with its unit in words; empty for somebody outside."""

    award: HandedAward
    unit: str


def handing_list(rows: QuerySet[HandedAward], on: date) -> list[HandedRow]:
    """The awards in the order in which they were entered; one query beside `history`."""
    units = history(on).by_id()
    return [
        HandedRow(row, units[row.unit_id].full_name if row.unit_id else "") for row in rows.order_by("pk")
    ]


def handing_table(rows: Iterable[HandedRow]) -> Iterator[list[Cell]]:
    """Heading and rows, to take along."""
    yield [
        _("Tập thể, cá nhân"), _("Đơn vị"), _("Hình thức"), _("Số quyết định"), _("Ngày quyết định"),
        _("Đã trao"), _("Người nhận"), _("Ngày nhận"), _("Đơn vị xác nhận"),
    ]  # fmt: skip
    for row in rows:
        one = row.award
        yield [
            one.recipient, row.unit, one.award, one.decision, format_date(one.decided_on),
            _("có") if one.is_presented else _("chưa"), one.received_by,
            format_date(one.received_on) if one.received_on else "", _("có") if one.confirmed_at else "",
        ]  # fmt: skip

"""What other rooms read about criteria sets."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.scorecard.card import Scorecard
from thidua.core.scorecard.given import NotArising
from thidua.core.scorecard.tree import Level, Line, SetFault, faults_of, scorecard_of
from thidua.core.text import format_decimal
from thidua.foundation.audit.models import AuditEvent
from thidua.index_sets.enums import SetState
from thidua.index_sets.lines import code_key
from thidua.index_sets.models import CriteriaSet, SetLine
from thidua.index_sets.ways import texts_of


def set_in_force(year: int, block: Block) -> CriteriaSet | None:
    """The version that counts for a block and year."""
    return CriteriaSet.objects.filter(year=year, block=block.value, state=SetState.IN_FORCE).first()


def writers_of(criteria_set: CriteriaSet) -> set[int]:
    """The people who began a draft or changed a line of it, by the audit trail; one query."""
    events = AuditEvent.objects.filter(
        subject_type=criteria_set._meta.label_lower,
        subject_pk=str(criteria_set.pk),
        action__in=("index_sets.line_saved", "index_sets.line_removed"),
    )
    people = {criteria_set.begun_by_id, *events.order_by().values_list("actor_id", flat=True)}
    return {person for person in people if person is not None}


def lines_of(criteria_set: CriteriaSet) -> list[SetLine]:
    """The lines in their order; one query."""
    return list(criteria_set.lines.order_by("order", "pk"))


def as_line(row: SetLine) -> Line:
    """A stored line as the core reads it."""
    return Line(
        code=row.code,
        parent=row.parent,
        level=Level(row.level),
        name=row.name,
        maximum=row.maximum,
        kind=row.kind,
        params=row.params,
        not_arising=NotArising(row.not_arising),
    )


def card_of(criteria_set: CriteriaSet) -> Scorecard:
    """The set as a scorecard; a version that is no draft is never changed, and is kept in the process."""
    return _card(criteria_set.pk) if criteria_set.state != SetState.DRAFT else _made(criteria_set.pk)


@lru_cache(maxsize=32)
def _card(pk: int) -> Scorecard:
    return _made(pk)


def _made(pk: int) -> Scorecard:
    rows = SetLine.objects.filter(criteria_set=pk).order_by("order", "pk")
    return scorecard_of([as_line(row) for row in rows])


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that is another in `new` than in `old`; None on the side where it is missing.

    `fields`: (name in words, text before, text after) of what differs.
    """

    code: str
    old: SetLine | None
    new: SetLine | None
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def kind(self) -> str:
        """`added`, `removed` or `changed`."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"


def differences(old: CriteriaSet, new: CriteriaSet) -> list[Difference]:
    """What differs between two sets, by code in order; two queries."""
    before = {row.code: row for row in lines_of(old)}
    after = {row.code: row for row in lines_of(new)}
    found = []
    for code in sorted(before.keys() | after.keys(), key=code_key):
        one, other = before.get(code), after.get(code)
        fields = _fields(one, other) if one and other else ()
        if one is None or other is None or fields:
            found.append(Difference(code, one, other, fields))
    return found


def _fields(old: SetLine, new: SetLine) -> tuple[tuple[str, str, str], ...]:
    pairs = [(_name_of(name), _shown(old, name), _shown(new, name)) for name in COMPARED]
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _name_of(name: str) -> str:
    field: Any = SetLine._meta.get_field(name)
    return str(field.verbose_name)


def _shown(row: SetLine, name: str) -> str:
    if name == "params":
        return "; ".join(filter(None, texts_of(row.kind, row.params).values()))
    if name == "maximum":
        return "" if row.maximum is None else format_decimal(row.maximum.normalize())
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else getattr(row, name))


COMPARED = (
    "name",
    "maximum",
    "kind",
    "params",
    "not_arising",
    "clause",
    "evidence_asked",
    "appraised_by",
    "indicator",
    "survey_group",
)


def faults_in(criteria_set: CriteriaSet) -> list[SetFault]:
    """What is wrong with a stored set; one query."""
    lines = [as_line(row) for row in lines_of(criteria_set)]
    if not lines:
        return [SetFault("", _("bộ tiêu chí chưa có dòng nào; thêm lĩnh vực, hoặc nhập từ tệp"))]
    return faults_of(lines, criteria_set.stated_total)

"""The numbers in force on a day, and what the awards of a decision come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from thidua.awards.models import AwardRecord
from thidua.decisions.bonus.defaults import DEFAULTS, KIND_OF, KINDS, Kind
from thidua.decisions.bonus.estimate import Bonus, bonus_of
from thidua.decisions.models import BonusParameter, Decision
from thidua.dossiers.routes import is_of_state

_Candidate = tuple[str, date, int, Decimal, str, bool, BonusParameter | None]


@dataclass(frozen=True, slots=True)
class Setting:
    """One number in force: a shipped one, or what the office set (`row`)."""

    kind: Kind
    value: Decimal
    valid_from: date
    source: str
    is_confirmed: bool
    row: BonusParameter | None = None


@dataclass(frozen=True, slots=True)
class BonusLine:
    """One award with its bonus; None where it cannot be worked out."""

    award: AwardRecord
    bonus: Bonus | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """All lines of a decision; `total` is of the awards that stand, `taken_back` of those that were revoked.

    `settings` are the numbers behind it, `unconfirmed` those of them that the office has still to confirm.
    """

    lines: tuple[BonusLine, ...]
    total: Decimal
    unknown: int
    settings: tuple[Setting, ...]
    taken_back: Decimal = Decimal(0)
    revoked: int = 0
    is_settled: bool = False
    """Whether it was frozen when the decision was confirmed."""

    @property
    def unconfirmed(self) -> tuple[Setting, ...]:
        """What rests on no text that was read."""
        return tuple(one for one in self.settings if not one.is_confirmed)


def settings_on(on: date, known_at: datetime | None = None) -> list[Setting]:
    """Every number in force on a day, in the order of the page; one query. `known_at`: as it was set until
    then.

    A row of the office stands before a shipped value of the same day.
    """
    rows = BonusParameter.objects.filter(valid_from__lte=on).select_related("set_by")
    if known_at is not None:
        rows = rows.filter(set_at__lte=known_at)
    candidates: list[_Candidate] = [
        (default.name, default.valid_from, 0, default.value, str(default.source), default.is_read, None)
        for default in DEFAULTS
        if default.valid_from <= on
    ]
    candidates += [(row.name, row.valid_from, row.pk, row.value, row.source, True, row) for row in rows]
    found = []
    for kind in KINDS:
        named = [one for one in candidates if one[0] == kind.name]
        if named:
            _name, since, _pk, value, source, is_confirmed, row = max(named, key=lambda one: (one[1], one[2]))
            found.append(Setting(kind, value, since, source, is_confirmed, row))
    return found


def history_of_settings() -> list[tuple[Kind, BonusParameter]]:
    """All that the office has set, the latest first; one query."""
    rows = BonusParameter.objects.select_related("set_by").order_by("-valid_from", "-pk")
    return [(KIND_OF[row.name], row) for row in rows]


def awards_of(decision: Decision) -> QuerySet[AwardRecord]:
    """The awards of a decision, by award and unit."""
    rows = AwardRecord.objects.filter(outcome__decision=decision).select_related("unit")
    return rows.order_by("award", "unit__code", "pk")


def expected_awards(decision: Decision) -> list[AwardRecord]:
    """What a decision that waits would enter into the register, not stored; one query."""
    rows = decision.outcomes.filter(is_awarded=True).select_related("dossier__filing__unit")
    ordered = rows.order_by("dossier__award", "dossier__filing__unit__code", "pk")
    return [
        AwardRecord(
            unit=one.dossier.filing.unit,
            award=one.dossier.award,
            title=decision.state_form if is_of_state(one.dossier.award) else "",
            person_name=one.dossier.subject_name,
        )
        for one in ordered
    ]


def estimate(awards: Iterable[AwardRecord], on: date, known_at: datetime | None = None) -> Estimate:
    """The bonus of awards decided on `on` (the base salary of that day); one query.

    Before the first shipped day nothing is known, and every line stays without a sum.
    """
    settings = settings_on(on, known_at)
    values = {one.kind.name: one.value for one in settings}
    is_known = len(values) == len(KINDS)
    return summed(
        [BonusLine(row, bonus_of(row.award, values) if is_known else None) for row in awards], settings
    )


def summed(lines: Sequence[BonusLine], settings: Sequence[Setting]) -> Estimate:
    """The lines with their sums: what was revoked is counted apart."""
    standing = [line for line in lines if not line.award.is_revoked]
    gone = [line for line in lines if line.award.is_revoked]
    return Estimate(
        lines=tuple(lines),
        total=_sum(standing),
        unknown=sum(line.bonus is None for line in standing),
        settings=tuple(settings),
        taken_back=_sum(gone),
        revoked=len(gone),
    )


def _sum(lines: Iterable[BonusLine]) -> Decimal:
    return sum((line.bonus.amount for line in lines if line.bonus), Decimal(0))

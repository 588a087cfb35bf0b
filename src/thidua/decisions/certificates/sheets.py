"""The sheets of a decision: one for each award that stands, with the address where it can be checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from thidua.awards.models import AwardRecord
from thidua.core.programme import Award
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.papers import CITY, DEMO_MARK, movement_of, signer_of, split_number
from thidua.decisions.selectors import OF_STATE, OutcomeLine, as_lines, outcomes_of
from thidua.documents.papers.certificate import Certificate
from thidua.dossiers.merit import merit_words
from thidua.dossiers.routes import is_ad_hoc
from thidua.movement.selectors import programme_for


def certified(decision: Decision) -> QuerySet[Outcome]:
    """What gets a sheet of the city: awards that stand, but for those that the State gave."""
    return _by_city(decision).filter(award__revoked_on__isnull=True)


@dataclass(frozen=True, slots=True)
class Lapse:
    """From when until when (None: still) an award of the city did not stand: no sheet was made of it."""

    award: int
    name: str
    since: datetime
    until: datetime | None


def lapses_of(decision: Decision) -> list[Lapse]:
    """Of its awards, in the order of the paper. The number of queries does not grow with them."""
    counted = Q(award__revocations__state=DecisionState.CONFIRMED)
    rows = _by_city(decision).filter(counted | Q(award__revocations__undone_at__isnull=False))
    rows = rows.annotate(
        since=F("award__revocations__confirmed_at"), until=F("award__revocations__undone_at")
    )
    lines = as_lines(rows, decision)
    return [Lapse(line.row.award.pk, _name(line), line.row.since, line.row.until) for line in lines]  # type: ignore[union-attr]


def since_made(asked_at: datetime, lapses: Sequence[Lapse]) -> tuple[list[str], list[str]]:
    """Whose sheets, of those asked for at that moment, no longer stand; and whose are not among them though
    the award stands: its revocation had been recorded by mistake.
    """
    without = {
        one.award for one in lapses if one.since < asked_at and (not one.until or asked_at <= one.until)
    }
    gone = {one.award: one.name for one in lapses if one.until is None}
    missing = {one.award: one.name for one in lapses if one.award in without and one.award not in gone}
    return [name for award, name in gone.items() if award not in without], list(missing.values())


def _by_city(decision: Decision) -> QuerySet[Outcome]:
    return outcomes_of(decision).filter(is_awarded=True).exclude(dossier__award__startswith=OF_STATE)


def sheets_of(decision: Decision, address: str, *, is_demo: bool) -> list[Certificate]:
    """In the order of the paper, collectives first. `address`: scheme and host of the installation."""
    return _sheets(certified(decision), decision, address, is_demo=is_demo)


def sheet_of(award: AwardRecord, address: str, *, is_demo: bool) -> Certificate | None:
    """The sheet of one award; None for what no decision of the city gave here, or was taken back."""
    outcome = Outcome.objects.select_related("decision").filter(award=award).first()
    if outcome is None:
        return None
    rows = certified(outcome.decision).filter(award=award)
    return next(iter(_sheets(rows, outcome.decision, address, is_demo=is_demo)), None)


def _sheets(rows: QuerySet[Outcome], decision: Decision, address: str, *, is_demo: bool) -> list[Certificate]:
    programme = programme_for(decision.cycle, decision.decided_on)
    lines = sorted(as_lines(rows, decision), key=lambda line: line.is_person)
    number, symbol = split_number(decision.number)
    movement = movement_of(programme, decision.cycle)
    return [
        Certificate(
            form=_form(line.award),
            conferred_by=CITY.upper(),
            name=_name(line),
            of=_of(line),
            achievement=f"Đã có {merit_words(movement, is_ad_hoc=is_ad_hoc(line.award.id))}",
            check_url=address + reverse("decisions:check", args=[line.row.award.check_code]),  # type: ignore[union-attr]
            signer=signer_of(decision),
            number=number,
            symbol=symbol,
            on=decision.decided_on,
            marks=(DEMO_MARK,) if is_demo else (),
        )
        for line in lines
    ]


def _form(award: Award) -> str:
    """“Bằng khen”, “Cờ thi đua”: what stands in large letters."""
    return next(
        (short for short in ("Bằng khen", "Cờ thi đua") if award.form.name.startswith(short)),
        "Giấy chứng nhận",
    )


def _name(line: OutcomeLine) -> str:
    return line.row.award.person_name or line.unit  # type: ignore[union-attr]


def _of(line: OutcomeLine) -> str:
    if not line.dossier.subject_name:
        return ""
    return ", ".join(filter(None, (line.row.award.position, line.unit)))  # type: ignore[union-attr]

"""The register of awards: filtered rows, counts, and all that stands of one unit or person."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.awards.models import AwardRecord
from thidua.core.text import fold, format_date, nfc, search_key
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Outcome
from thidua.decisions.selectors import name_of, title_of
from thidua.initiatives.ledger.selectors import award_names
from thidua.initiatives.models import InitiativeUse
from thidua.movement.selectors import programme_for
from thidua.units.selectors import UnitHistory, history, names_borne, names_ever

STANDING, REVOKED = "con-hieu-luc", "huy-bo"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What is asked of the register; empty asks for all."""

    cycle: str = ""
    award: str = ""
    standing: str = ""
    text: str = ""
    decision: str = ""
    """Its key: a number that is searched for is found inside other numbers too."""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "RegisterFilter":
        """From the address; unknown values find nothing rather than everything."""
        return cls(
            query.get("dot", "")[:9],
            query.get("hinh-thuc", "")[:40],
            query.get("hieu-luc", "")[:20],
            query.get("q", "")[:100].replace("\x00", ""),
            query.get("quyet-dinh", "")[:12],
        )


@dataclass(frozen=True, slots=True)
class Given:
    """An award as it was given: unit and award by their names of that day.

    `unit_now`: what the unit is called today, where that is another name.
    """

    unit: str
    unit_now: str
    award: str


def as_given(row: AwardRecord, on: date) -> Given:
    """The names as they stand on the certificate."""
    then, now = history(row.decided_on).by_id(), history(on).by_id()
    today = name_of(now, row.unit)
    unit = name_of(then, row.unit) if row.unit_id in then else today
    award = programme_for(row.cycle, row.decided_on).award_by_id.get(row.award)
    name = title_of(row, {row.award: award.name} if award else {})
    return Given(unit, "" if unit == today else today, name)


def units_given(rows: Collection[AwardRecord], units: UnitHistory) -> dict[int, tuple[str, str]]:
    """Award → what its unit was called on the day of the decision, and today's name where that is another.
    One query.
    """
    then, now = names_borne((row.unit_id, row.decided_on) for row in rows), units.by_id()
    told = {}
    for row in rows:
        today = name_of(now, row.unit)
        name = then.get((row.unit_id, row.decided_on), today)
        told[row.pk] = (name, "" if name == today else today)
    return told


def matching(rows: QuerySet[AwardRecord], asked: RegisterFilter) -> QuerySet[AwardRecord]:
    """The rows asked for, the newest decision first; text is found in names, units, as they are called or
    were, and numbers.
    """
    if asked.cycle:
        rows = rows.filter(cycle=asked.cycle)
    if asked.award:
        rows = rows.filter(award=asked.award)
    if asked.standing:
        rows = rows.filter(revoked_on__isnull=asked.standing != REVOKED)
    if asked.decision:
        key = int(asked.decision) if asked.decision.isdecimal() else None
        rows = rows.filter(pk__in=Outcome.objects.filter(decision=key).values("award"))
    if asked.text:
        names, known = Q(), [(unit, search_key(name)) for unit, name in names_ever()]
        for word in search_key(asked.text).split():
            named = {unit for unit, key in known if word in key}
            names &= Q(subject_key__contains=fold(word)) | Q(unit__in=named)
        rows = rows.filter(names | Q(decision_number__icontains=nfc(asked.text)))
    return rows.order_by("-decided_on", "decision_number", "unit__code", "award", "pk")


def figures(rows: QuerySet[AwardRecord]) -> dict[str, int]:
    """Standing awards of collectives and of people, and how many were revoked; one query."""
    stands = Q(revoked_on__isnull=True)
    person = Q(award__endswith=".individual")
    return rows.order_by().aggregate(
        collectives=Count("pk", filter=stands & ~person),
        individuals=Count("pk", filter=stands & person),
        revoked=Count("pk", filter=~stands),
    )


def choices(rows: QuerySet[AwardRecord], on: date) -> tuple[list[str], list[tuple[str, str]]]:
    """The cycles and awards that occur, for the filters; two queries."""
    names = award_names(on)
    cycles = list(rows.order_by("-cycle").values_list("cycle", flat=True).distinct())
    awards = sorted(rows.order_by().values_list("award", flat=True).distinct())
    return cycles, [(award, names.get(award, award)) for award in awards]


def of_person(rows: QuerySet[AwardRecord], award: AwardRecord) -> QuerySet[AwardRecord]:
    """All awards of the same person: same unit, folded name and year of birth."""
    return rows.filter(unit=award.unit_id, subject_key=award.subject_key).order_by("-decided_on", "-pk")


def of_namesakes(rows: QuerySet[AwardRecord], award: AwardRecord) -> QuerySet[AwardRecord]:
    """Awards of people of other units with the same folded name and year of birth: it may be the same person,
    who changed unit. Without a year nobody is found.
    """
    if award.birth_year is None:
        return rows.none()
    found = rows.filter(subject_key=award.subject_key).exclude(unit=award.unit_id)
    return found.order_by("-decided_on", "-pk")


def refused_of(unit_ids: Iterable[int]) -> QuerySet[Outcome]:
    """Dossiers of these units that a confirmed decision did not award, the newest decision first."""
    rows = Outcome.objects.filter(
        is_awarded=False,
        is_chosen=False,
        is_void=False,
        decision__state=DecisionState.CONFIRMED,
        dossier__filing__unit__in=list(unit_ids),
    )
    return rows.select_related("decision", "dossier__filing__unit").order_by("-decision__decided_on", "pk")


def uses_of_unit(unit_id: int) -> QuerySet[InitiativeUse]:
    """Every use of the unit's initiatives, the newest first."""
    rows = InitiativeUse.objects.filter(initiative__unit=unit_id).select_related("initiative")
    return rows.order_by("-recorded_at", "-pk")


HEAD = (
    "Đơn vị",
    "Họ và tên, tập thể",
    "Chức vụ",
    "Hình thức",
    "Đợt xét",
    "Số quyết định",
    "Ngày quyết định",
    "Tình trạng",
    "Quyết định hủy bỏ",
)
WIDTHS = (34, 30, 30, 34, 12, 20, 16, 14, 24)


def table(rows: Collection[AwardRecord], units: UnitHistory, on: date) -> list[list[str]]:
    """The rows of the register with their heading, for Excel; in Vietnamese like every list that is filed."""
    names, given = award_names(on), units_given(rows, units)
    told = [list(HEAD)]
    for row in rows:
        unit, today = given[row.pk]
        told.append(
            [
                f"{unit} (nay là {today})" if today else unit,
                row.person_name or unit,
                row.position,
                title_of(row, names),
                row.cycle,
                row.decision_number,
                format_date(row.decided_on),
                "Đã hủy bỏ" if row.revoked_on else "Còn hiệu lực",
                f"{row.revocation_number}, {format_date(row.revoked_on)}" if row.revoked_on else "",
            ]
        )
    return told

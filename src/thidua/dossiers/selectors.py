"""What is read of dossiers: those of a cycle, how each came, who else is put forward. No bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.awards.models import AwardRecord, BaseAward
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.text import fold
from thidua.dossiers.enums import HANDED_IN, ON_THE_TABLE, DossierState
from thidua.dossiers.models import Dossier, DossierReturn, Filing, SentDossier
from thidua.movement.selectors import plan_on, programme_for
from thidua.units.selectors import UnitRecord, history


def cycles() -> list[str]:
    """Every cycle, the latest first, the period on top."""
    return list(reversed(plan_on(date.max).cycles()))


def dossiers_on_table(cycle: str) -> "QuerySet[Dossier]":
    """The dossiers of a cycle that count against limits, each with its filing and unit."""
    return Dossier.objects.filter(filing__cycle=cycle, state__in=ON_THE_TABLE).select_related("filing__unit")


def filings_of(cycle: str) -> "QuerySet[Filing]":
    """The filings of a cycle from which something was handed in, with `handed` and `received` counted."""
    handed = Count("dossiers", filter=Q(dossiers__state__in=HANDED_IN))
    received = Count("dossiers", filter=Q(dossiers__state=DossierState.RECEIVED))
    rows = Filing.objects.filter(cycle=cycle).select_related("unit")
    return rows.annotate(handed=handed, received=received).filter(handed__gt=0).order_by("unit__code")


def last_sendings(rows: Iterable[Dossier]) -> dict[int, SentDossier]:
    """Dossier → its last sending with the receipt; one query."""
    found = SentDossier.objects.filter(dossier__in=[row.pk for row in rows])
    ordered = found.select_related("submission__signed_by").order_by("submission__ordinal")
    return {one.dossier_id: one for one in ordered}


def last_sending(row: Dossier) -> SentDossier | None:
    """What was sent last and not recalled, with its submission."""
    rows = row.sendings.filter(recalled_at__isnull=True).select_related("submission")
    return rows.order_by("submission__ordinal", "pk").last()


def last_return(row: Dossier) -> DossierReturn | None:
    """Why the dossier is open again; None when it was never given back or was sent again since."""
    if row.state in (DossierState.SENT, DossierState.RECEIVED):
        return None
    found = DossierReturn.objects.filter(sent__dossier=row).select_related("by")
    return found.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Twin:
    """The same subject somewhere else: another dossier, or an award that was given."""

    title: str
    cycle: str
    where: str
    dossier: Dossier | None = None


def twins_of(row: Dossier, unit: UnitRecord, on: date, *, is_own: bool = False) -> list[Twin]:
    """Where the subject stands already: in other dossiers of any cycle and unit (people by folded name and
    year of birth), among awards of the base level. Two queries.

    Of what was not handed in nobody knows but the unit itself: `is_own`, for its own people.
    """
    if not row.subject_name:
        same = Dossier.objects.filter(filing__unit=row.filing.unit_id, subject_name="")
    else:
        key, year = fold(row.subject_name), row.birth_year
        # Without a year on either side it may be the same person.
        alike = Q(subject_key=f"{key}|") if year else Q(subject_key__startswith=f"{key}|")
        same = Dossier.objects.filter(alike | Q(subject_key=f"{key}|{year or ''}"))
    known = Q(state__in=HANDED_IN)
    if is_own:
        known |= Q(filing__unit=row.filing.unit_id) & ~Q(state=DossierState.WITHDRAWN)
    found = same.filter(known).exclude(pk=row.pk).select_related("filing__unit")
    by_id = history(on).by_id()
    twins = [
        Twin(
            title=programme_for(one.filing.cycle, on).award_by_id[one.award].name,
            cycle=one.filing.cycle,
            where=f"{by_id[one.filing.unit_id].full_name}, {one.code}",
            dossier=one,
        )
        for one in found.order_by("-filing__cycle", "filing__unit__code", "number")
    ]
    base = [one for one in base_awards_of(row, unit) if one.year in _years_of(row)]
    twins += [
        Twin(str(one.get_form_display()), str(one.year), f"{one.decision_number}: {one.achievement}")
        for one in base
    ]
    return twins


def given_to_each(rows: Sequence[Dossier]) -> dict[int, list[AwardRecord]]:
    """Dossier of one unit → the awards that its subject has, the newest first; one query."""
    by_name: dict[str, list[AwardRecord]] = {}
    for one in AwardRecord.objects.filter(unit=rows[0].filing.unit_id):
        by_name.setdefault(fold(one.person_name), []).append(one)
    return {row.pk: by_name.get(fold(row.subject_name), []) for row in rows}


def base_awards_of(row: Dossier, unit: UnitRecord) -> list[BaseAward]:
    """The base-level awards of the subject, the newest first; one query."""
    return base_awards_of_each([row], unit)[row.pk]


def base_awards_of_each(rows: Sequence[Dossier], unit: UnitRecord) -> dict[int, list[BaseAward]]:
    """Dossier → the same, for dossiers of one unit; one query."""
    names = {row.pk: _base_names(row, unit) for row in rows}
    found = BaseAward.objects.filter(
        unit=unit.id, removed_at__isnull=True, folded_name__in=set().union(*names.values())
    )
    awards = list(found)
    return {pk: [one for one in awards if one.folded_name in wanted] for pk, wanted in names.items()}


def _base_names(row: Dossier, unit: UnitRecord) -> set[str]:
    names = [row.subject_name] if row.subject_name else [unit.full_name, f"UBND {unit.full_name}"]
    return {fold(name) for name in names}


def _years_of(row: Dossier) -> list[int]:
    if row.filing.cycle == PERIOD_CYCLE:
        first, last = row.filing.cycle.split("-")
        return list(range(int(first), int(last) + 1))
    return [int(row.filing.cycle)]

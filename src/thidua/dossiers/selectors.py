"""What is read of dossiers: those of a cycle, how each came, who else is put forward. No bars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.awards.models import AwardRecord
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.text import fold, format_date
from thidua.dossiers.enums import ON_THE_TABLE, DossierState, Proposer, is_handed_in
from thidua.dossiers.given import SubjectAwards
from thidua.dossiers.models import Dossier, DossierFile, DossierReturn, SentDossier
from thidua.dossiers.routes import is_for_a_person
from thidua.movement.selectors import plan_on, programme_for
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.selectors import UnitRecord, history

OF_STANDING_OFFICE = Q(filing__unit__code=STANDING_OFFICE_UNIT) | Q(proposer=Proposer.OFFICE)
"""Of dossiers: those of `is_of_standing_office`."""


def is_of_standing_office(row: Dossier) -> bool:
    """Whether the dossier is the standing office's own, as a competitor or since it proposes the subject: the
    board appraises it, and it needs a leader's opinion too (D07).
    """
    return row.proposer == Proposer.OFFICE or row.filing.unit.code == STANDING_OFFICE_UNIT


def cycles() -> list[str]:
    """Every cycle, the latest first, the period on top."""
    return list(reversed(plan_on(date.max).cycles()))


def known_to_office() -> Q:
    """What the office proposes itself and what was handed in. A unit's unsent dossier is the unit's own."""
    return Q(proposer=Proposer.OFFICE) | is_handed_in()


def dossiers_on_table(cycle: str) -> "QuerySet[Dossier]":
    """The dossiers of a cycle that count against limits, each with its filing and unit."""
    return Dossier.objects.filter(filing__cycle=cycle, state__in=ON_THE_TABLE).select_related("filing__unit")


def last_sendings(rows: Iterable[Dossier]) -> dict[int, SentDossier]:
    """Dossier → its last sending that was not recalled, with the receipt; one query."""
    found = SentDossier.objects.filter(dossier__in=[row.pk for row in rows], recalled_at__isnull=True)
    ordered = found.select_related("submission__signed_by").order_by("submission__ordinal")
    return {one.dossier_id: one for one in ordered}


def last_sending(row: Dossier) -> SentDossier | None:
    """What was sent last and not recalled, with its submission."""
    rows = row.sendings.filter(recalled_at__isnull=True).select_related("submission")
    return rows.order_by("submission__ordinal", "pk").last()


def files_sent(sent: SentDossier, *, sees_bars: bool) -> list[DossierFile]:
    """The files that a sending holds, each once, whatever the unit took out or added since; one query."""
    digests = [one["sha256"] for one in sent.frozen["files"]]
    rows = sent.dossier.files.filter(file__sha256__in=digests).select_related("file")
    read = [one for one in rows if sees_bars or not one.is_about_bars]
    return list({one.file.sha256: one for one in read}.values())  # taken out and added again: two rows


def was_sent(found: DossierFile) -> bool:
    """Whether a file is in a sending of its dossier that was not recalled; one query."""
    sendings = SentDossier.objects.filter(dossier=found.dossier_id, recalled_at__isnull=True)
    digests = (
        one["sha256"] for sent in sendings.select_related("submission") for one in sent.frozen["files"]
    )
    return found.file.sha256 in digests


def last_return(row: Dossier) -> DossierReturn | None:
    """Why the dossier is open again; None when it was never given back or was sent again since."""
    if row.state in (DossierState.SENT, DossierState.RECEIVED):
        return None
    found = DossierReturn.objects.filter(sent__dossier=row).select_related("by")
    return found.order_by("-pk").first()


def known_beside(row: Dossier, *, is_writer: bool = True) -> "QuerySet[Dossier]":
    """The dossiers of the unit in the cycle that a reader of this one may know of, itself among them: those
    handed in, and for its writers their own.
    """
    known = Q(pk=row.pk) | is_handed_in()
    if is_writer:
        known |= Q(proposer=row.proposer) & ~Q(state=DossierState.WITHDRAWN)
    return Dossier.objects.filter(known, filing=row.filing_id)


@dataclass(frozen=True, slots=True)
class Twin:
    """The same subject somewhere else: another dossier, or an award that was given."""

    title: str
    cycle: str
    where: str
    dossier: Dossier | None = None


def twins_of(row: Dossier, on: date, awards: SubjectAwards, *, is_own: bool = False) -> list[Twin]:
    """Where the subject stands already: in other dossiers of any cycle (a collective in those of its unit,
    people by folded name and year of birth in those of any), among `awards` of the same years. One query.

    Of what was not handed in nobody knows but the unit itself: `is_own`, for its own people.
    """
    if not is_for_a_person(row.award):
        # Every unit may have a “Trung tâm Phục vụ hành chính công”.
        own = Dossier.objects.filter(filing__unit=row.filing.unit_id, subject_key=row.subject_key)
        same = own.exclude(award__endswith=".individual")
    else:
        key, year = fold(row.subject_name), row.birth_year
        # Without a year on either side it may be the same person.
        alike = Q(subject_key=f"{key}|") if year else Q(subject_key__startswith=f"{key}|")
        people = Dossier.objects.filter(award__endswith=".individual")
        same = people.filter(alike | Q(subject_key=f"{key}|{year or ''}"))
    known = is_handed_in()
    if is_own:
        known |= Q(filing__unit=row.filing.unit_id) & ~Q(state=DossierState.WITHDRAWN)
    others = same.filter(known).exclude(pk=row.pk).select_related("filing__unit")
    found = list(others.order_by("-filing__cycle", "filing__unit__code", "number"))
    by_id = history(on).by_id()
    twins = [
        Twin(
            title=programme_for(one.filing.cycle, on).award_by_id[one.award].name,
            cycle=one.filing.cycle,
            where=f"{by_id[one.filing.unit_id].full_name}, {one.code}",
            dossier=one,
        )
        for one in found
    ]
    dossiers = {(one.filing.unit_id, one.award, one.filing.cycle, one.subject_key) for one in (row, *found)}
    years = {*map(str, _years_of(row)), PERIOD_CYCLE}
    for held in awards.city:
        award = held.record
        told_there = (award.unit_id, award.award, award.cycle, award.subject_key) in dossiers
        if award.cycle in years and not told_there:
            where = where_given(award, row, by_id)
            doubt = "" if held.is_certain else "; " + _("có thể là người này")
            twins.append(Twin(award.title, award.cycle, where + doubt))
    base = [one for one in awards.base if one.year in _years_of(row)]
    twins += [
        Twin(str(one.get_form_display()), str(one.year), f"{one.decision_number}: {one.achievement}")
        for one in base
    ]
    return twins


def where_given(award: AwardRecord, row: Dossier, units: Mapping[int, UnitRecord]) -> str:
    """The decision that gave an award, with the unit where it is another one, and the one that revoked it."""
    told = _("Quyết định %s") % f"{award.decision_number}, {format_date(award.decided_on)}"
    if award.unit_id != row.filing.unit_id:
        told = f"{units[award.unit_id].full_name}, {told}"
    if award.revoked_on is not None:
        gone = f"{award.revocation_number}, {format_date(award.revoked_on)}"
        told += "; " + _("hủy bỏ theo Quyết định %s") % gone
    return told


def _years_of(row: Dossier) -> list[int]:
    if row.filing.cycle == PERIOD_CYCLE:
        first, last = row.filing.cycle.split("-")
        return list(range(int(first), int(last) + 1))
    return [int(row.filing.cycle)]

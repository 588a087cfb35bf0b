"""Dossiers as the rules read them: nominations with facts, and the verdict on the day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from thidua.awards.snapshot import Snapshot, snapshot_on
from thidua.core.eligibility import Assessor, Verdict
from thidua.core.facts import PERIOD_CYCLE, Cycle, Facts, Initiative, Nomination, Unit
from thidua.core.limits import Violation, find_violations
from thidua.core.notices import notices_among, shared_initiatives
from thidua.core.programme import Programme
from thidua.dossiers.enums import is_handed_in
from thidua.dossiers.models import Dossier, code_of
from thidua.dossiers.writing.counting import months_on
from thidua.initiatives.models import InitiativeUse

FACT_KEYS = tuple(Facts.__dataclass_fields__)


def cycle_of(text: str) -> Cycle:
    """A cycle as the rules name it: a year as a number."""
    return text if text == PERIOD_CYCLE else int(text)


def nominations_of(rows: "QuerySet[Dossier]", on: date | None = None) -> dict[int, Nomination]:
    """Dossier → its nomination, in the order of filing and number; two queries however many rows.

    `on`: as they would go out on this day, one query more. Without it as they went out, or were last written.
    """
    named: dict[int, list[str]] = {}
    links = Dossier.initiatives.through.objects.filter(dossier__in=rows.order_by().values("pk"))
    for dossier_id, code in links.order_by("pk").values_list("dossier_id", "initiative__code"):
        named.setdefault(dossier_id, []).append(code)
    columns = ("pk", "filing__unit__code", "filing__cycle", "award", "subject_name", "birth_year", *FACT_KEYS)
    found = {}
    months = months_on(rows, on) if on else {}
    ordered = rows.order_by("filing__unit__code", "number", "pk").values_list(*columns)
    for pk, unit, cycle, award, name, born, *values in ordered:
        found[pk] = Nomination(
            id=str(pk),
            award=award,
            cycle=cycle_of(cycle),
            unit=unit,
            name=name,
            born=born,
            initiatives=tuple(named.get(pk, ())),
            facts=Facts(**dict(zip(FACT_KEYS, values, strict=True))),
        )
        if pk in months:
            found[pk] = replace(found[pk], facts=replace(found[pk].facts, par_months=months[pk]))
    return found


def nomination_of(dossier: Dossier, on: date | None = None) -> Nomination:
    """The nomination of one dossier, as `nominations_of`."""
    return nominations_of(Dossier.objects.filter(pk=dossier.pk), on)[dossier.pk]


def handed_in(cycle: str) -> "QuerySet[Dossier]":
    """The dossiers of a cycle that the office has, or gave back and waits for."""
    return Dossier.objects.filter(is_handed_in(), filing__cycle=cycle)


def without_bars(verdict: Verdict) -> Verdict:
    """The same for whoever may not know of bars: as if nothing were known of them."""
    one = verdict.nomination
    return verdict.assessor.assess(replace(one, facts=replace(one.facts, barred=None)))


def notices_beside(verdict: Verdict, others: Iterable[Nomination]) -> list[str]:
    """What a reader should know beside a verdict; `others`: what the unit puts forward in the cycle."""
    shared = shared_initiatives([verdict.nomination, *others], verdict.assessor.programme)
    return notices_among(verdict, shared)


class NominationSet:
    """Nominations judged together on one day. Initiatives count as used by earlier cycles and other awards,
    not by the nominations of the set themselves.
    """

    def __init__(self, nominations: Iterable[Nomination], on: date, snapshot: Snapshot | None = None) -> None:
        self.nominations: Sequence[Nomination] = tuple(nominations)
        self.snapshot = snapshot or snapshot_on(on)

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Nomination → verdict, by the plan of its cycle."""
        return {one.id: self.snapshot.assess(one) for one in self.nominations}

    @cached_property
    def violations(self) -> list[Violation]:
        """Broken limits, by the plan and the readings of the cycle; all nominations are of one cycle."""
        return self.violations_of(self.nominations)

    def violations_of(self, nominations: Sequence[Nomination]) -> list[Violation]:
        """The limits that some of the set break. Uses noted for the set itself are none elsewhere."""
        if not nominations:
            return []
        return find_violations(
            self.programme,
            nominations,
            units={**self.snapshot.ledger.former, **self.units},
            initiatives=self.initiatives,
            readings=self.assessor.readings,
            parts=self.parts,
        )

    def used_before(self, id_: str) -> list[str]:
        """In words, which initiatives of a nomination may not serve again, where the reading forbids it."""
        return [
            one.text
            for one in self.violations
            if one.initiatives and one.effect == "block" and id_ in one.nominations
        ]

    @cached_property
    def assessor(self) -> Assessor:
        """The assessor of the set's cycle."""
        return self.snapshot.assessor_for(self.nominations[0].cycle)

    @property
    def programme(self) -> Programme:
        """The version of the plan that the cycle follows."""
        return self.assessor.programme

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The units of today by code."""
        return self.snapshot.ledger.units

    @cached_property
    def parts(self) -> frozenset[str]:
        """The nominations of a named part of a unit: a room, a centre (B26)."""
        kinds = self.programme.award_by_id
        return frozenset(
            one.id for one in self.nominations if one.name and kinds[one.award].subject == "collective"
        )

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        """The initiatives that the set names, each with its uses outside the set; two queries at most.

        Those that are the same share their uses (`known_initiatives`), so they lose the same ones here.
        """
        known = self.snapshot.ledger.initiatives
        named = dict.fromkeys(code for one in self.nominations for code in one.initiatives if code in known)
        own: dict[str, list[str]] = {}
        if any(known[code].used_for for code in named):  # else there is nothing to take away
            for code, award in self._own_uses():
                own.setdefault(known[code].same_as or code, []).append(award)
        return {
            code: replace(
                known[code], used_for=_less(known[code].used_for, own.get(known[code].same_as or code, ()))
            )
            for code in named
        }

    def _own_uses(self) -> list[tuple[str, str]]:
        """The uses (initiative, award) that stand in the ledger for the dossiers of the set; two queries."""
        cycle = str(self.nominations[0].cycle)
        rows = Dossier.objects.filter(filing__cycle=cycle)
        uses = InitiativeUse.objects.filter(ended_at__isnull=True, cycle=cycle)
        units = {one.unit for one in self.nominations}
        is_of_one_unit = len(units) == 1  # the page of one unit does not read those of the whole country
        if is_of_one_unit:
            rows = rows.filter(filing__unit__code__in=units)
        mine = {int(one.id) for one in self.nominations}
        numbers = {
            code_of(cycle, unit, number)
            for pk, unit, number in rows.values_list("pk", "filing__unit__code", "number")
            if pk in mine
        }
        if is_of_one_unit:
            uses = uses.filter(source__in=numbers)
        return [
            (code, award)
            for code, award, source in uses.values_list("initiative__code", "award", "source")
            if source in numbers
        ]


def _less(uses: Sequence[str], taken: Iterable[str]) -> tuple[str, ...]:
    """`uses` without one of each of `taken`."""
    left = list(uses)
    for use in taken:
        if use in left:
            left.remove(use)
    return tuple(left)

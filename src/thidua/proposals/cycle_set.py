"""All dossiers of a cycle judged together: verdicts, limits, opinions, suggestions and what was chosen.

Loaded once, with a number of queries that does not grow with the dossiers.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from thidua.appraising.selectors import Appraisal, appraisals_of, reuse_rulings, unconfirmed_in
from thidua.awards.snapshot import snapshot_on
from thidua.core.eligibility import Assessor, Verdict
from thidua.core.facts import Nomination
from thidua.core.limits import Violation, is_asked_now
from thidua.core.programme import Award
from thidua.councils.selectors import CouncilResult, is_council_on, results_of
from thidua.dossiers.nominations import NominationSet, cycle_of, handed_in, nominations_of, without_bars
from thidua.dossiers.sending.given_back import as_sent, sent_of_given_back
from thidua.proposals.leaders import LeaderTable, leader_tables
from thidua.proposals.models import ProposalChoice
from thidua.proposals.near_ties import NearTie, near_ties
from thidua.proposals.reuse import Rulings
from thidua.proposals.rows import SetRow, rows_of
from thidua.proposals.suggesting import Known, Suggestion, suggest

NO_OPINION = Appraisal()


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier with everything a person needs to choose. `is_proposed` None: nobody has chosen.

    `open_suggestion`: what would be suggested if nothing were known of bars, for those who may not know.
    `dropped`: it fell by itself, with the reason (the second person of a unit whose flag fell).
    """

    row: SetRow
    verdict: Verdict
    appraisal: Appraisal
    council: CouncilResult | None
    suggestion: Suggestion
    open_suggestion: Suggestion
    choice: ProposalChoice | None
    dropped: str = ""

    @property
    def is_proposed(self) -> bool | None:
        """What holds now."""
        if self.dropped:
            return False
        return None if self.choice is None else self.choice.is_proposed

    @property
    def reason(self) -> str:
        """Why it is not proposed, or why against the suggestion."""
        return self.dropped or (self.choice.reason if self.choice else "")

    @property
    def own_reason(self) -> str:
        """The words of the person who chose; "" where the reasons of the suggestion stand for them."""
        return self.choice.reason if self.choice and self.choice.has_own_words else ""

    @property
    def is_outdated(self) -> bool:
        """Whether it is left out for reasons of the suggestion that are not those of today's any more."""
        made = self.choice
        return (
            made is not None
            and not self.dropped
            and not (made.is_proposed or made.has_own_words)
            and made.reason != self.suggestion.reason
        )

    @property
    def differs(self) -> bool:
        """Whether what was chosen is not what is suggested today."""
        return self._differs_from(self.suggestion)

    @property
    def differs_openly(self) -> bool:
        """The same as those may read it who may not know of bars."""
        return self._differs_from(self.open_suggestion)

    def _differs_from(self, told: Suggestion) -> bool:
        wanted = told.is_proposed
        return not self.dropped and self.choice is not None and wanted not in (None, self.choice.is_proposed)


@dataclass(frozen=True, slots=True)
class Limit:
    """A broken limit. `is_settled`: rulings allow the initiative that it is about."""

    violation: Violation
    is_settled: bool = False

    @property
    def code(self) -> str:
        """The initiative it is about, "" for none; the first where several count as one."""
        return self.violation.initiatives[0] if self.violation.initiatives else ""


class CycleSet:
    """The set of one cycle on one day. `keep`: dossiers that stay in it although they were decided; `only`:
    of those that wait it holds no others.

    `given_back`: what was sent of those that their unit has back (dossier → `sending.content`); they stand in
    the set with it, not with what the unit writes meanwhile.

    Of the others that had their decision (`decided`) nobody chooses any more; what was awarded (`awarded`)
    counts against the limits of those that still wait.
    """

    def __init__(
        self, cycle: str, on: date, keep: Collection[int] = (), only: Collection[int] | None = None
    ) -> None:
        self.cycle, self.on = cycle, on
        self._snapshot = snapshot_on(on)
        self.assessor: Assessor = self._snapshot.assessor_for(cycle_of(cycle))
        ledger = self._snapshot.ledger
        self.given_back = sent_of_given_back(cycle)
        found = rows_of(
            cycle, self.assessor.programme, ledger.units, ledger.former, keep, only, self.given_back
        )
        self.rows, self.gone, self.decided = found.rows, found.gone, found.decided
        # A unit that is no more stands in no case, and shares no limit but the flag of its block.
        self.awarded = tuple(
            row for row in found.decided if row.counts_before and row.unit.code in ledger.units
        )

    @cached_property
    def nominations(self) -> dict[int, Nomination]:
        """Dossier → nomination, those that were awarded before last; of those given back what was sent."""
        found = nominations_of(handed_in(self.cycle))
        found |= {pk: as_sent(found[pk], told) for pk, told in self.given_back.items() if pk in found}
        return {row.pk: found[row.pk] for row in (*self.rows, *self.awarded)}

    @cached_property
    def judged(self) -> NominationSet:
        """All of them, judged together."""
        return NominationSet(self.nominations.values(), self.on, self._snapshot)

    @cached_property
    def rulings(self) -> Mapping[tuple[int, str], bool]:
        """(dossier, initiative) → whether using it again was allowed."""
        return reuse_rulings(self.cycle)

    @cached_property
    def limits(self) -> list[Limit]:
        """The limits that all dossiers together break."""
        return self._limits([row.pk for row in self.rows])

    @cached_property
    def limits_of_choice(self) -> list[Limit]:
        """The limits that those who are proposed break: what stands in the way of freezing."""
        return self._limits([line.row.pk for line in self.lines if line.is_proposed])

    def _limits(self, keys: Sequence[int]) -> list[Limit]:
        """Those that some dossiers break, alone or with what was awarded before."""
        rulings, wanted = Rulings(self.rulings), set(keys)
        asking = {str(row.pk): str(row.award.family) for row in self.rows if row.pk in wanted}
        together = [*keys, *(row.pk for row in self.awarded)]
        return [
            Limit(one, rulings.settle(one, self.judged.initiatives))
            for one in self.judged.violations_of([self.nominations[pk] for pk in together])
            if is_asked_now(one, asking, self.assessor.programme)
        ]

    def ruled(self, pk: int, one: Violation) -> bool | None:
        """What was ruled on a dossier's use of the initiative that a limit is about; None: nothing yet."""
        return Rulings(self.rulings).of(pk, one)

    @cached_property
    def is_council_on(self) -> bool:
        """Whether the council votes in this cycle."""
        return is_council_on(self.cycle, self.on)

    @cached_property
    def choices(self) -> Mapping[int, ProposalChoice]:
        """Dossier → what was chosen of it."""
        rows = ProposalChoice.objects.filter(cycle=self.cycle).select_related("by")
        return {one.dossier_id: one for one in rows}

    @cached_property
    def lines(self) -> list[Line]:
        """Every dossier, in the order of unit and number."""
        opinions, results = appraisals_of(self.cycle), results_of(self.cycle)
        chosen = self.choices
        suggested = _Suggesting(self)
        lines = [
            Line(
                row=row,
                verdict=(verdict := self.judged.verdicts[str(row.pk)]),
                appraisal=(opinion := opinions.get(row.pk, NO_OPINION)),
                council=(result := results.get(row.pk)),
                suggestion=(told := suggested.of(row, verdict, opinion, result)),
                open_suggestion=suggested.of(row, without_bars(verdict), opinion, result)
                if verdict.is_suspended
                else told,
                choice=chosen.get(row.pk),
            )
            for row in self.rows
        ]
        return with_conditions(lines, self.decided)

    @cached_property
    def by_pk(self) -> dict[int, Line]:
        """Dossier → its line."""
        return {line.row.pk: line for line in self.lines}

    @cached_property
    def unconfirmed(self) -> set[int]:
        """Dossiers of which the office has not said since the last sending if something bars the subject."""
        return unconfirmed_in(self.cycle)

    def decided_one(self, pk: int) -> SetRow | None:
        """A dossier on which nobody chooses any more; None for others."""
        return next((row for row in self.decided if row.pk == pk), None)

    @cached_property
    def leaders(self) -> list[LeaderTable]:
        """The leader tables, where the cycle gives flags."""
        if not any(award.family == "flag" for award in self.awards):
            return []
        rows = (*self.rows, *self.decided)
        flags = {row.unit.code for row in rows if row.is_flag}
        of_units = [row for row in (*self.rows, *self.awarded) if not (row.subject_name or row.is_apart)]
        # What was handed in for the flag says most of the unit, so it stands last and stays.
        of_units.sort(key=lambda row: row.is_flag)
        filed = {row.unit.code: self.nominations[row.pk] for row in of_units}
        return leader_tables(self.assessor, flags, filed)

    @cached_property
    def near(self) -> list[NearTie]:
        """The close cuts at which a unit with a dossier stands."""
        return near_ties(self.assessor, cycle_of(self.cycle), {row.unit.code for row in self.rows})

    @property
    def awards(self) -> list[Award]:
        """The awards that can be had in this cycle."""
        kind = "year" if self.cycle.isdecimal() else "period"
        return [award for award in self.assessor.programme.awards if award.cycle in (kind, "either")]


class _Suggesting:
    """The suggestions of one set; the limits are sorted by dossier once."""

    def __init__(self, whole: CycleSet) -> None:
        self._whole = whole
        self._limits: dict[int, list[Limit]] = {}
        for limit in whole.limits:
            if not limit.is_settled:
                for pk in limit.violation.nominations:
                    self._limits.setdefault(int(pk), []).append(limit)

    def of(
        self, row: SetRow, verdict: Verdict, opinion: Appraisal, result: CouncilResult | None
    ) -> Suggestion:
        limits = self._limits.get(row.pk, [])
        # Where the reading is "never", reuse breaks a limit as any other: nobody's word is waited for.
        asked = [limit for limit in limits if limit.code and limit.violation.effect == "ask"]
        ruled = {limit.code: self._whole.ruled(row.pk, limit.violation) for limit in asked}
        return suggest(
            Known(
                verdict=verdict,
                appraisal=opinion,
                council=result,
                is_council_on=self._whole.is_council_on,
                is_late=row.is_late,
                is_returned=row.is_returned,
                is_recommended=row.is_recommended,
                disallowed=[code for code, allowed in ruled.items() if allowed is False],
                unruled=[code for code, allowed in ruled.items() if allowed is None],
                broken=[limit.violation.text for limit in limits if limit not in asked],
            )
        )


def with_conditions(lines: Sequence[Line], decided: Sequence[SetRow] = ()) -> list[Line]:
    """The same with every conditional person dropped whose unit gets no flag (III.2.2.b.CO.CN, B25): none is
    proposed, none of those `decided` before was awarded.

    While nobody has chosen about the flag, nothing falls.
    """
    flags: dict[str, list[bool | None]] = {}
    for row in decided:
        if row.is_flag:
            flags.setdefault(row.unit.code, []).append(bool(row.decision))
    for line in lines:
        if line.row.is_flag:
            flags.setdefault(line.row.unit.code, []).append(line.is_proposed)
    found = []
    for line in lines:
        states = flags.get(line.row.unit.code, [])
        if line.row.is_conditional and True not in states and None not in states:
            words = _("Đề nghị kèm điều kiện đơn vị được tặng Cờ; Cờ của đơn vị không được đề nghị.")
            line = replace(line, dropped=words)
        found.append(line)
    return found

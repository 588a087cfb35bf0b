"""What is read of decisions: lists that wait, the lines of one decision, its counts."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from thidua.appraising.selectors import appraisals_of
from thidua.awards.models import AwardRecord
from thidua.awards.services import subject_key_of
from thidua.core.programme import Award
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.rows import first_day_of
from thidua.dossiers.bars.selectors import standing_kind
from thidua.dossiers.enums import DossierState, is_handed_in
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import FLAG_ENDS, KIND_OF, Route, is_flag, is_of_state
from thidua.movement.selectors import programme_for
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import MAY_BE_DECIDED, Proposal, ProposalLine
from thidua.proposals.since_frozen import AS_FROZEN, has_moved, with_last_sending
from thidua.units.models import Unit
from thidua.units.selectors import UnitRecord, history

OUTSIDE_A_LIST = tuple(route for route, kind in KIND_OF.items() if kind.needs_ground)
"""Routes on which a decision may be made without a consolidated list."""
_DECIDED = Outcome.objects.filter(is_void=False)
FAVOURED = Q(is_awarded=True) | Q(is_chosen=True)
"""Of outcomes: in favour of the dossier."""
OF_STATE = f"{Route.STATE}."
"""How the awards begin that the State gives."""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One dossier of a decision, or of a list that waits for one (then `row` is None), in words."""

    dossier: Dossier
    is_awarded: bool
    reason: str
    award: Award
    unit: str
    row: Outcome | None = None
    is_chosen: bool = False
    """Chosen to be put forward to the State."""

    @property
    def name(self) -> str:
        """Who it is: a name, or the unit itself."""
        return self.dossier.subject_name or self.unit

    @property
    def is_refused(self) -> bool:
        """Whether it leads to nothing."""
        return not self.is_awarded and not self.is_chosen

    @property
    def is_given_by_city(self) -> bool:
        """Whether it is awarded by the city: its decision names it, its certificate is the city's."""
        return self.is_awarded and not is_of_state(self.dossier.award)

    @property
    def is_person(self) -> bool:
        """Whether it is for a person."""
        return self.award.subject == "individual"


def lists_to_record() -> QuerySet[Proposal]:
    """Lists with lines that a decision may still decide: `left` are so many, `has_proposed` where some of
    them are to be awarded. Confirmed ones, and those that a later one replaced while their Tờ trình was with
    the Chairman: what he signed over it is recorded all the same.
    """
    lines = to_decide(ProposalLine.objects.filter(proposal=OuterRef("pk")))
    left = lines.order_by().values("proposal").annotate(left=Count("pk", distinct=True)).values("left")
    rows = Proposal.objects.filter(MAY_BE_DECIDED).annotate(
        left=Subquery(left), has_proposed=Exists(lines.filter(is_proposed=True))
    )
    return rows.filter(left__gt=0).order_by("-cycle", "-ordinal")


def lists_to_add(decision: Decision) -> list[Proposal]:
    """Lists with lines that the paper of a decision may decide too: its own, and those of other cycles that
    could be before whoever signed it on that day.
    """
    rows = lists_to_record().defer("content")
    return [row for row in rows if first_day_of(row) <= decision.decided_on]


def waiting_lists() -> QuerySet[Proposal]:
    """Of them those that wait for their decision."""
    return lists_to_record().filter(state=ProposalState.CONFIRMED)


def undecided(lines: QuerySet[ProposalLine]) -> QuerySet[ProposalLine]:
    """Lines that no decision has decided."""
    return lines.filter(~Exists(_DECIDED.filter(dossier=OuterRef("dossier"))))


def to_decide(lines: QuerySet[ProposalLine]) -> QuerySet[ProposalLine]:
    """Undecided lines that a decision may decide: a dossier that was withdrawn, or is proposed and no longer
    as it was frozen, would stop the decision on all the others. Who was left out as his consideration was
    paused is not refused by it: he waits for a later list or, the pause over, for a refusal of his own. Nor
    is a dossier refused for what was so before its unit got it back, sent it anew or was told that its
    lateness is accepted, nor by a list that was replaced. The second person of a unit waits with its flag.
    """
    found = _to_decide_themselves(lines)
    same = ProposalLine.objects.filter(
        proposal=OuterRef("proposal"),
        dossier__filing=OuterRef("dossier__filing"),
        dossier__award__endswith=FLAG_ENDS,
    )
    hangs = Q(dossier__is_conditional=True) & flag_waits("dossier__filing")
    return found.exclude(hangs & ~Exists(_to_decide_themselves(same)))


def flag_waits(filing: str) -> Q:
    """Of rows from which `filing` leads to a filing: the unit's flag of the cycle is not decided yet."""
    flags = Dossier.objects.filter(
        is_handed_in(), filing=OuterRef(filing), award__endswith=FLAG_ENDS, decided_at__isnull=True
    )
    return Q(Exists(flags))


def _to_decide_themselves(lines: QuerySet[ProposalLine]) -> QuerySet[ProposalLine]:
    with_office = with_last_sending(undecided(lines)).filter(is_handed_in("dossier__"))
    judged: QuerySet[ProposalLine] = with_office.alias(pause=standing_kind("dossier", "proposal__frozen_at"))
    was_paused = Q(pause__isnull=False) & ~Q(pause="")
    decided = Decision.objects.filter(proposal=OuterRef("proposal"), state=DecisionState.CONFIRMED)
    waits = was_paused & (Q(dossier__barred=True) | ~Exists(decided))
    refused = Q(is_proposed=False, proposal__state=ProposalState.CONFIRMED) & ~waits & ~has_moved()
    return judged.filter((Q(is_proposed=True) & AS_FROZEN) | refused)


def on_routes_outside(path: str = "") -> Q:
    """Awards of the routes without a list; `path` leads from the row to its dossier ("dossier__")."""
    found = Q()
    for route in OUTSIDE_A_LIST:
        found |= Q(**{f"{path}award__startswith": f"{route}."})
    return found


def undecided_outside() -> QuerySet[Dossier]:
    """Received dossiers of the routes without a list that no decision has decided and no list holds, and
    those chosen for the State, of which the State decides.
    """
    listed = ProposalLine.objects.filter(
        dossier=OuterRef("pk"), proposal__state__in=(ProposalState.FROZEN, ProposalState.CONFIRMED)
    )
    chosen = _DECIDED.filter(dossier=OuterRef("pk"), is_chosen=True, decision__state=DecisionState.CONFIRMED)
    rows = Dossier.objects.filter(on_routes_outside(), state=DossierState.RECEIVED).filter(
        ~Exists(_DECIDED.filter(dossier=OuterRef("pk"), is_chosen=False)), ~Exists(listed) | Exists(chosen)
    )
    return rows.select_related("filing__unit").order_by("-filing__cycle", "filing", "number")


def with_counts(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Decisions with `awarded`, of them `by_city`, `chosen` and `refused`, the newest first."""
    return rows.order_by("-decided_on", "-pk").annotate(
        awarded=Count("outcomes", filter=Q(outcomes__is_awarded=True)),
        by_city=Count(
            "outcomes",
            filter=Q(outcomes__is_awarded=True) & ~Q(outcomes__dossier__award__startswith=OF_STATE),
        ),
        chosen=Count("outcomes", filter=Q(outcomes__is_chosen=True)),
        refused=Count("outcomes", filter=Q(outcomes__is_awarded=False, outcomes__is_chosen=False)),
    )


def counted(decision: Decision) -> Decision:
    """One decision with its counts."""
    return with_counts(Decision.objects.filter(pk=decision.pk)).get()


def lists_to_draft() -> QuerySet[Proposal]:
    """Confirmed lists with somebody to award."""
    lines = to_decide(ProposalLine.objects.filter(proposal=OuterRef("pk"), is_proposed=True))
    return Proposal.objects.filter(Exists(lines), state=ProposalState.CONFIRMED)


def is_giving(decision: Decision) -> bool:
    """Whether the signed paper awards or chooses somebody, by this or by a confirmed part of it: an answer
    that awards nobody is no decision on awards. One query.
    """
    paper = Q(decision=decision.whole_id) | Q(decision__part_of=decision.whole_id)
    counts = Q(decision=decision) | Q(decision__state=DecisionState.CONFIRMED)
    return Outcome.objects.filter(FAVOURED, paper, counts).exists()


def part_words(decision: Decision) -> str:
    """What a list or a sum of one decision says where its paper was recorded in parts, as others of the same
    number say something else; "" where it was not. One query at most; not translated, for papers.
    """
    if decision.part_of_id is not None:
        return "phần ghi thêm"
    has_parts = decision.parts.exclude(state=DecisionState.DISCARDED).exists()
    return "chưa gồm phần ghi thêm" if has_parts else ""


def outcomes_of(decision: Decision) -> QuerySet[Outcome]:
    """The outcomes of a decision in the order of the paper: collectives of each award first."""
    rows = decision.outcomes.select_related("dossier__filing__unit", "award")
    return rows.order_by("-is_awarded", "-is_chosen", "dossier__award", "dossier__filing", "dossier__number")


def refused_in(decision: Decision) -> QuerySet[Outcome]:
    """The outcomes of a decision that led to nothing, in the order of the paper."""
    return outcomes_of(decision).filter(is_awarded=False, is_chosen=False)


def refused_units(decision: Decision) -> list[tuple[str, str, int]]:
    """Code, name and number of such dossiers of each unit that a decision refuses something; one query."""
    units = history(decision.decided_on).by_id()
    rows = [one.dossier.filing.unit for one in refused_in(decision)]
    return [(unit.code, name_of(units, unit), count) for unit, count in Counter(rows).items()]


def as_lines(outcomes: Iterable[Outcome], decision: Decision) -> list[OutcomeLine]:
    """With the names of the units and awards as they were on the day of the decision."""
    units = history(decision.decided_on).by_id()
    awards = programme_for(decision.cycle, decision.decided_on).award_by_id
    return [
        OutcomeLine(
            one.dossier,
            one.is_awarded,
            one.reason,
            awards[one.dossier.award],
            name_of(units, one.dossier.filing.unit),
            one,
            is_chosen=one.is_chosen,
        )
        for one in outcomes
    ]


def already_given(decision: Decision, lines: Iterable[OutcomeLine]) -> dict[int, str]:
    """Dossier → number of the decision by which the same subject has the same award of the cycle; one query.
    Told to who confirms: one achievement is awarded once (III.1.2.2). `decision` gave it to none of `lines`,
    but another part of its paper may have, which has its number.
    """
    rows = AwardRecord.objects.filter(cycle=decision.cycle, revoked_on__isnull=True)
    given = {
        (unit_id, award, key): number
        for unit_id, award, key, number in rows.values_list(
            "unit_id", "award", "subject_key", "decision_number"
        )
    }
    found = {}
    for line in lines:
        row = line.dossier
        key = (row.filing.unit_id, row.award, subject_key_of(row.subject_name, row.birth_year))
        if line.is_awarded and key in given:
            found[row.pk] = given[key]
    return found


def expected_lines(proposal: Proposal, on: date, held: Collection[int]) -> list[OutcomeLine]:
    """The lines of a list that a decision may decide, as it would have them, without those that are `held`
    (their keys, see `holds.foreseen_in`), nor second persons whose flag is not in it. Two queries.
    """
    units, awards = history(on).by_id(), programme_for(proposal.cycle, on).award_by_id
    lines = to_decide(proposal.lines.select_related("dossier__filing__unit"))
    lines = lines.exclude(is_proposed=True, dossier__in=held)
    lines = lines.order_by("dossier__award", "dossier__filing", "dossier__number")
    flagged = {
        line.dossier.filing.unit_id for line in lines if line.is_proposed and is_flag(line.dossier.award)
    }
    flagged |= flagged_units(proposal.cycle)
    return [
        OutcomeLine(
            line.dossier,
            line.is_proposed and not is_of_state(line.dossier.award),
            line.reason,
            awards[line.dossier.award],
            name_of(units, line.dossier.filing.unit),
            is_chosen=line.is_proposed and is_of_state(line.dossier.award),
        )
        for line in lines
        if not (line.is_proposed and line.dossier.is_conditional) or line.dossier.filing.unit_id in flagged
    ]


def flagged_units(cycle: str) -> set[int]:
    """The units whose flag of the cycle was given and stands."""
    given = AwardRecord.objects.filter(award__endswith=FLAG_ENDS, cycle=cycle, revoked_on__isnull=True)
    return set(given.order_by().values_list("unit_id", flat=True))


def name_of(units: Mapping[int, UnitRecord], unit: Unit) -> str:
    """The full name of a unit among `units`; its code where it was founded later than their day."""
    found = units.get(unit.pk)
    return found.full_name if found else unit.code


def not_appraised(dossiers: Iterable[Dossier]) -> set[int]:
    """Those whose appraisal is not finished; two queries or so for each cycle."""
    rows = list(dossiers)
    found: set[int] = set()
    for cycle in {row.filing.cycle for row in rows}:
        known = appraisals_of(cycle)
        found |= {
            row.pk
            for row in rows
            if row.filing.cycle == cycle and not (row.pk in known and known[row.pk].is_done)
        }
    return found


def title_of(row: AwardRecord, names: Mapping[str, str]) -> str:
    """What an award is called: of State level as its decision has it, else by `names` of the plan."""
    return (row.title if is_of_state(row.award) else "") or names.get(row.award, row.title)


def award_names(cycles: Iterable[str], on: date) -> dict[tuple[str, str], str]:
    """(cycle, award) → its name in the plan that the cycle follows."""
    return {(cycle, award.id): award.name for cycle in cycles for award in programme_for(cycle, on).awards}

"""Flags in a decision: one in each block, and second persons who hang on the flag of their unit (B25)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thidua.awards.models import AwardRecord
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.selectors import flag_waits, flagged_units
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import FLAG_ENDS, is_flag
from thidua.movement.selectors import programme_for
from thidua.units.selectors import history

FALLEN_FLAG = _(
    "Người thứ hai của đơn vị chỉ được tặng khi đơn vị được tặng Cờ, mà Cờ không được tặng (III.2.2.b.CO.CN)."
)


@dataclass(frozen=True, slots=True)
class Rivals:
    """The block of a flag has another one. `others`: the units, in words; `at_most`: so many it may have."""

    others: str
    at_most: int
    clause: str


def rivals_of(rows: Iterable[Dossier], on: date, *, blocks_on: date) -> Mapping[int, Rivals]:
    """Of dossiers that one decision awards, all of one cycle: the flags of blocks that would have too many,
    with those that were given before and stand. `blocks_on`: the day on which it was judged who leads which
    block; a unit that changed its own since has its flag of that one. A constant number of queries; none
    without a flag.
    """
    flags = [row for row in rows if is_flag(row.award)]
    if not flags:
        return {}
    cycle = flags[0].filing.cycle
    quota = next((one for one in programme_for(cycle, on).quotas if one.rule == "quota.flag"), None)
    if quota is None:  # an amendment may lift the limit
        return {}
    known = history(blocks_on).by_id()
    blocks: dict[str, set[int]] = {}
    for pk in {*(row.filing.unit_id for row in flags), *flagged_units(cycle)} & known.keys():
        blocks.setdefault(known[pk].block, set()).add(pk)
    found = {}
    for row in flags:
        unit = known.get(row.filing.unit_id)
        rivals = blocks[unit.block] - {unit.id} if unit else set()
        if unit and len(rivals) >= quota.at_most:
            names = ", ".join(sorted(known[one].full_name for one in rivals))
            clause = dict(quota.clauses or {}).get(unit.block) or quota.clause or ""
            found[row.pk] = Rivals(names, quota.at_most, clause)
    return found


def rivals_again(flag: AwardRecord, on: date) -> Rivals | None:
    """The flags that its block was given since it was taken back, when with it there would be too many; none
    for what no decision gave here. A constant number of queries; none for any other award.
    """
    if not is_flag(flag.award):
        return None
    rows = Outcome.objects.filter(award=flag).select_related("decision__proposal", "dossier__filing")
    given = rows.defer("decision__proposal__content", "decision__content").first()
    if given is None:
        return None
    made = given.decision.proposal
    led_on = localdate(made.frozen_at) if made else flag.decided_on
    return rivals_of([given.dossier], on, blocks_on=led_on).get(given.dossier_id)


@dataclass(frozen=True, slots=True)
class Hanging:
    """Second persons of a decision. `fallen`: awarded though the flag is not given; `waiting`: of the flag
    nothing is decided yet, so that nothing is of them; `risen`: they fell with a flag that is given after
    all.
    """

    fallen: frozenset[int]
    waiting: frozenset[int]
    risen: frozenset[int]


def given_with(flag: AwardRecord) -> list[Outcome]:
    """The second persons of the unit who were awarded because it had this flag, by whichever decision, and
    whose awards stand; nobody for any other award. One query.
    """
    if not is_flag(flag.award):
        return []
    standing = Outcome.objects.filter(
        award__unit=flag.unit_id,
        award__cycle=flag.cycle,
        award__revoked_on__isnull=True,
        dossier__is_conditional=True,
    )
    return list(standing.select_related("award", "decision", "dossier__filing__unit").order_by("pk"))


def fallen_without(flag: Outcome) -> list[Outcome]:
    """The second persons of the unit whom a confirmed decision, the same or another, refuses for want of this
    flag, which is given now; nobody for any other outcome. One query.
    """
    if not flag.is_awarded or not is_flag(flag.dossier.award):
        return []
    rows = Outcome.objects.filter(dossier__filing=flag.dossier.filing_id, dossier__is_conditional=True)
    fell = rows.filter(decision__state=DecisionState.CONFIRMED, is_awarded=False, reason=fallen_words())
    return list(fell.select_related("dossier__filing__unit").order_by("pk"))


def fallen_words() -> str:
    """The reason of who falls with the flag, as it is kept: it goes into the notice to the unit."""
    with override("vi"):
        return str(FALLEN_FLAG)


def hanging_in(decision: Decision) -> Hanging:
    """Those of a decision. The flag may be of the same decision, or given before and still standing; whom the
    signed paper refuses for a reason of its own is in none. Two or three queries.
    """
    here = decision.outcomes.filter(is_void=False)
    with_flag = here.filter(Q(is_awarded=True) | Q(reason=fallen_words()), dossier__is_conditional=True)
    columns = ("dossier_id", "dossier__filing__unit_id", "is_awarded")
    found = {dossier: (unit, is_awarded) for dossier, unit, is_awarded in with_flag.values_list(*columns)}
    if not found:
        return Hanging(frozenset(), frozenset(), frozenset())
    second = {dossier: unit for dossier, (unit, _is_awarded) in found.items()}
    flags = dict(
        here.filter(dossier__award__endswith=FLAG_ENDS).values_list("dossier__filing__unit_id", "is_awarded")
    )
    given = {*flagged_units(decision.cycle), *(unit for unit, is_awarded in flags.items() if is_awarded)}
    without = {dossier for dossier, unit in second.items() if unit not in given}
    unsaid = [dossier for dossier in without if second[dossier] not in flags]
    waiting = set(Dossier.objects.filter(flag_waits("filing"), pk__in=unsaid).values_list("pk", flat=True))
    awarded = {dossier for dossier, (_unit, is_awarded) in found.items() if is_awarded}
    return Hanging(
        fallen=frozenset((without - waiting) & awarded),
        waiting=frozenset(waiting),
        risen=frozenset(second.keys() - without - awarded),
    )

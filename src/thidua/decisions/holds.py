"""What keeps a dossier from being awarded now, each with clause and way out: what a list asks too.

A bar holds every dossier, also one that was proposed before the bar was known (NĐ 152/2025 Điều 4), and so
does one that the office found meanwhile in another dossier of the subject. Whether the office has spoken of
bars at all, and reuse of an initiative, is asked of those that no list proposes; of the others it was asked
when the list was frozen, and they must still be what was frozen: received, not sent anew, no use refused
since. A unit must have been there on the day of the decision (B09).
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.appraising.selectors import unconfirmed_in, uses_refused_since
from thidua.core.text import format_count
from thidua.decisions import hold
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.flags import rivals_of
from thidua.decisions.hold import Hold, Holds
from thidua.decisions.models import Decision
from thidua.decisions.reused import Reuse
from thidua.decisions.selectors import FAVOURED, flag_waits, to_decide, undecided
from thidua.dossiers.bars.elsewhere import barred_elsewhere
from thidua.dossiers.bars.selectors import standing_bars
from thidua.dossiers.enums import BAR_ENDS, BarKind, DossierState, is_handed_in
from thidua.dossiers.models import Dossier, SentDossier
from thidua.dossiers.routes import FLAG_ENDS
from thidua.proposals.models import Proposal, ProposalLine
from thidua.proposals.since_frozen import has_moved, how_loose, loosened

NAMED = 6
"""So many dossiers are named in a refusal; the rest is counted."""


def holds_of(awarded: Iterable[Dossier], proposal: Proposal | None, on: date, *, signed_on: date) -> Holds:
    """What holds those that one decision awards, taken together; all are of one cycle. `proposal`: the list
    of the decision, signed on `signed_on`. A constant number of queries.
    """
    rows = list(awarded)
    keys = [row.pk for row in rows]
    unlisted, why = unlisted_in(proposal, keys), loosened(proposal, keys) if proposal else {}
    rivals = rivals_of(rows, on, blocks_on=localdate(proposal.frozen_at) if proposal else signed_on)
    asked = [row for row in rows if row.pk in unlisted]
    found = _merged(
        bars_of(rows),
        _found_elsewhere(rows),
        _without_unit(rows, signed_on, is_signed=True),
        {row.pk: [hold.loose(row, why[row.pk])] for row in rows if row.pk in why},
        _reuse_refused_since([row for row in rows if row.pk not in unlisted], proposal, on),
        {row.pk: [hold.not_received(row)] for row in asked if row.state != DossierState.RECEIVED},
        {row.pk: [hold.one_of_many(row, rivals[row.pk])] for row in rows if row.pk in rivals},
    )
    if not asked:
        return found
    reuse = Reuse([row.pk for row in asked], on, signed_on=signed_on)
    together = [*reuse.wanted.values(), *reuse.claims]
    asked_of = [row for row in asked if row.pk not in found or not any(one.is_bar for one in found[row.pk])]
    return _merged(found, _unconfirmed(asked_of), {row.pk: reuse.holds(row, together) for row in asked})


def holds_of_signed(row: Dossier, proposal: Proposal | None, on: date, *, signed_on: date) -> Holds:
    """What holds one that a confirmed decision awards after all. It is decided: neither a ruling on reuse nor
    a return is possible any more, so what asks for one must not keep the register from what was signed.
    """
    rivals = rivals_of([row], on, blocks_on=localdate(proposal.frozen_at) if proposal else signed_on)
    flags = {row.pk: [hold.one_of_many(row, rivals[row.pk])]} if row.pk in rivals else {}
    return _merged({row.pk: [hold.still_barred(row)]} if row.barred else {}, flags)


def holds_one_by_one(rows: Iterable[Dossier], on: date) -> Holds:
    """What would hold each of them if it alone were awarded, for a page on which one chooses; a number of
    queries for each cycle.
    """
    found: dict[int, list[Hold]] = {}
    cycles: dict[str, list[Dossier]] = {}
    for row in rows:
        cycles.setdefault(row.filing.cycle, []).append(row)
    for of_cycle in cycles.values():
        reuse, unconfirmed = Reuse([row.pk for row in of_cycle], on), _unconfirmed(of_cycle)
        gone = _without_unit(of_cycle, on, is_signed=False)
        for row in of_cycle:
            mine = reuse.wanted[row.pk]
            # Of another award it is in the ledger as a use elsewhere; of the same one it may come later.
            others = [one for one in reuse.wanted.values() if one.award != mine.award]
            held = [
                *([hold.bar(row)] if row.barred else []),
                *gone.get(row.pk, ()),
                *unconfirmed.get(row.pk, ()),
                *reuse.holds(row, [mine, *others, *reuse.claims]),
            ]
            if held:
                found[row.pk] = held
    return found


def holds_in(decision: Decision, on: date) -> Holds:
    """What holds those that a recorded decision awards or chooses; a constant number of queries."""
    favoured = decision.outcomes.filter(FAVOURED).values("dossier")
    rows = Dossier.objects.filter(pk__in=favoured)
    if decision.proposal is not None:
        listed = decision.proposal.lines.filter(is_proposed=True, dossier=OuterRef("pk"))
        doubtful = Q(pk__in=list(loosened(decision.proposal))) | Q(barred=True) | ~Exists(listed)
        elsewhere = barred_elsewhere(SentDossier.objects.filter(dossier__in=favoured))
        refused = uses_refused_since(decision.proposal.frozen_at, favoured)
        gone = Q(filing__unit__dissolved_on__lte=decision.decided_on)
        rows = rows.filter(doubtful | gone | Q(award__endswith=FLAG_ENDS) | Q(pk__in={*elsewhere, *refused}))
    return holds_of(_in_order(rows), decision.proposal, on, signed_on=decision.decided_on)


def told(holds: Holds, *, sees_bars: bool) -> dict[int, list[Hold]]:
    """What a page tells of them: bars, and what they are, only to those who must know; one query."""
    if sees_bars:
        return _with_details(holds)
    left = {pk: [one for one in held if not one.is_bar] for pk, held in holds.items()}
    return {pk: held for pk, held in left.items() if held}


def refuse_held(holds: Holds) -> None:
    """DecisionRefused when anything holds any of them: which, why, by which clause, and what to do."""
    held = [one for several in holds.values() for one in several]
    if not held:
        return
    said = [f"{one.code}: {one.reason} ({one.clause})." for one in held[:NAMED]]
    if (more := len(held) - NAMED) > 0:
        said.append(_("Còn %s vướng mắc khác.") % format_count(more))
    steps = dict.fromkeys(one.next_step for one in held)
    raise DecisionRefused(" ".join([_("Chưa tặng được:"), *said, *steps]))


def unlisted_in(proposal: Proposal | None, awarded: Collection[int]) -> set[int]:
    """Of those that are awarded, the dossiers that the list of the decision does not propose; one query."""
    if proposal is None:
        return set(awarded)
    lines = ProposalLine.objects.filter(proposal=proposal, is_proposed=True, dossier__in=awarded)
    return set(awarded) - set(lines.values_list("dossier_id", flat=True))


def foreseen_in(proposal: Proposal, on: date) -> Holds:
    """What already holds those that a decision over this list would award: bars, also those found in other
    dossiers of theirs, and a unit that is no more; four queries at most.
    """
    lines = to_decide(proposal.lines.filter(is_proposed=True)).values("dossier")
    rows = list(_in_order(Dossier.objects.filter(pk__in=lines)))
    return _merged(bars_of(rows), _found_elsewhere(rows), _without_unit(rows, on, is_signed=False))


def left_out_of(proposal: Proposal) -> Holds:
    """The undecided dossiers of a list that a decision over it leaves out, each with why; five queries."""
    loose = loosened(proposal)
    gone = undecided(proposal.lines.all()).exclude(is_handed_in("dossier__")).values("dossier")
    rows = Dossier.objects.filter(Q(pk__in=list(loose)) | Q(pk__in=gone))
    rows = _in_order(rows.exclude(outcomes__is_void=False))
    waiting = undecided(proposal.lines.filter(is_proposed=False, dossier__barred=True)).values("dossier")
    paused = _in_order(Dossier.objects.filter(is_handed_in(), pk__in=waiting))
    second = undecided(proposal.lines.filter(dossier__is_conditional=True)).exclude(
        pk__in=to_decide(proposal.lines.filter(dossier__is_conditional=True)).values("pk")
    )
    hanging = _in_order(
        Dossier.objects.filter(flag_waits("filing"), is_handed_in(), pk__in=second.values("dossier")).exclude(
            barred=True
        )
    )
    refused = undecided(proposal.lines.filter(has_moved(), is_proposed=False)).values("dossier")
    moved = _in_order(Dossier.objects.filter(is_handed_in(), pk__in=refused))
    since = _("đơn vị gửi lại, hoặc nộp muộn mà được chấp nhận, sau khi khóa danh sách")
    return _merged(
        {row.pk: [hold.left_out(row, loose.get(row.pk) or how_loose(row.state_for_office))] for row in rows},
        {row.pk: [hold.left_out(row, how_loose(row.state_for_office) or since)] for row in moved},
        {row.pk: [hold.paused_out(row)] for row in paused},
        {row.pk: [hold.hanging(row)] for row in hanging if row.pk not in loose},
    )


def _in_order(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.select_related("filing__unit").order_by("filing", "number")


def bars_of(rows: Iterable[Dossier]) -> Holds:
    """The bars alone."""
    return {row.pk: [hold.bar(row)] for row in rows if row.barred}


def _without_unit(rows: Iterable[Dossier], on: date, *, is_signed: bool) -> Holds:
    """Those whose unit was no more by this day, that of the signed paper or (`is_signed` False) today. Not
    those chosen for the State: the State decides of them.
    """
    gone = ((row, row.filing.unit.dissolved_on) for row in rows if row.decided_at is None)
    return {
        row.pk: [hold.unit_gone(row, since, is_signed=is_signed)]
        for row, since in gone
        if since is not None and since <= on
    }


def _merged(*several: Holds) -> Holds:
    found: dict[int, list[Hold]] = {}
    for holds in several:
        for pk, held in holds.items():
            if held:
                found.setdefault(pk, []).extend(held)
    return found


def _reuse_refused_since(rows: Sequence[Dossier], proposal: Proposal | None, on: date) -> Holds:
    """Those of a list of which the office said after it was frozen that an initiative may not serve again,
    as far as the rules still ask; one query while there is none.
    """
    if proposal is None or not rows:
        return {}
    refused = uses_refused_since(proposal.frozen_at, [row.pk for row in rows])
    if not refused:
        return {}
    reuse = Reuse(list(refused), on)
    together = [*reuse.wanted.values(), *reuse.claims]
    return {row.pk: reuse.refused(row, together) for row in rows if row.pk in refused}


def _found_elsewhere(rows: Sequence[Dossier]) -> Holds:
    """Those not paused of whose subject the office found a bar in another dossier, also since a list was
    frozen; three queries at most.
    """
    asked = _still_asked(rows)
    waiting = barred_elsewhere(SentDossier.objects.filter(dossier__in=[row.pk for row in asked]))
    return {row.pk: [hold.not_confirmed(row)] for row in asked if row.pk in waiting}


def _unconfirmed(rows: Sequence[Dossier]) -> Holds:
    """Those not paused of whom the office has not said if something bars them; one cycle, four queries at
    most.
    """
    asked = _still_asked(rows)
    if not asked:
        return {}
    waiting = unconfirmed_in(asked[0].filing.cycle, [row.pk for row in asked])
    return {row.pk: [hold.not_confirmed(row)] for row in asked if row.pk in waiting}


def _still_asked(rows: Sequence[Dossier]) -> list[Dossier]:
    """Not those that were chosen for the State: of them it was asked before, the State decides now."""
    return [row for row in rows if not row.barred and row.decided_at is None]


def _with_details(holds: Holds) -> dict[int, list[Hold]]:
    barred = [pk for pk, held in holds.items() if any(one.is_bar for one in held)]
    standing = standing_bars(barred)
    return {
        pk: [_detailed(one, standing[pk].kind) if one.is_bar and pk in standing else one for one in held]
        for pk, held in holds.items()
    }


def _detailed(one: Hold, kind: str) -> Hold:
    if kind not in BAR_ENDS:
        return one
    words = _("%(kind)s; xét lại khi %(end)s") % {"kind": BarKind(kind).label, "end": BAR_ENDS[kind]}
    return Hold(one.code, one.reason, one.clause, one.next_step, is_bar=True, detail=words)

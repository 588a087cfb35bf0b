"""Who sees the set of a cycle, who chooses, who freezes, who confirms.

Nobody chooses on a dossier of his own unit, the standing office not on its own nor on what it proposes (D07):
see `dossiers.access`.
Whoever chooses says before whether he has to do with the unit, as where he appraises.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.appraising.access import ACTORS, appraisals, sides_of
from thidua.appraising.conflicts.models import ConflictStatement
from thidua.appraising.selectors import cleared_of, stated_units, turn_of
from thidua.awards.access import APPRAISERS
from thidua.awards.models import AwardRecord
from thidua.core.roles import DOMAIN_READERS, STANDING_OFFICE, UNIT_ROLES, Role
from thidua.dossiers.access import BAR_READERS, dossiers, is_of, is_of_proposer, is_own_case
from thidua.dossiers.enums import Proposer, is_handed_in
from thidua.dossiers.models import Dossier, Filing
from thidua.dossiers.moves import RECEIVERS
from thidua.dossiers.routes import FLAG_ENDS
from thidua.dossiers.selectors import OF_STANDING_OFFICE
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.movement.selectors import PlanOnDay
from thidua.people.selectors import holders, people_of_units, people_wearing
from thidua.proposals.after_pause import freed
from thidua.proposals.cycle_set import CycleSet, Line
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import Proposal
from thidua.proposals.since_frozen import left_behind
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.selectors import history

READERS = tuple(role for role in Role if role in APPRAISERS)
"""Who sees the sets and the lists: those who appraise, vote, decide and audit."""
CHOOSERS = tuple(role for role in Role if role in RECEIVERS)
OFFICE = tuple(role for role in Role if role in STANDING_OFFICE)
PUBLISHERS = (Role.STANDING_HEAD, Role.EMULATION_BOARD)
"""Who publishes who leads for now; the board where the office itself is named."""
HOLDERS = tuple(role for role in Role if role in DOMAIN_READERS)
"""Who may hold a file against the lists: everybody with a hat."""


def cycle_for(cycle: str) -> str:
    """The cycle of an address; Http404 when the plan has none of that name."""
    if cycle not in PlanOnDay.cycles():
        raise Http404
    return cycle


def sees_bars(user: Person, on: date) -> bool:
    """Whether the person must know whose consideration is paused."""
    return user.has_role(on, *BAR_READERS)


def lines_to_choose(user: Person, on: date, whole: CycleSet) -> list[Line]:
    """The dossiers the person may choose on: none of his own unit, of the office's own or proposed by it
    (D07), of a unit from whose consideration he stepped aside or of which he has not stated that yet; a
    constant number of queries.
    """
    if not user.has_role(on, *RECEIVERS):
        return []
    stated = stated_units(user.pk, whole.cycle)
    return [line for line in _not_own(user, on, whole) if stated.get(line.row.unit_pk) is False]


def to_choose(user: Person, on: date) -> dict[str, int]:
    """Cycle → so many dossiers wait for a choice that this person may make, where no frozen list waits: for
    the board those alone that the office leaves to it. Two queries at most.
    """
    made = Proposal.objects.order_by().filter(state=ProposalState.CONFIRMED).values("cycle")
    rows = Dossier.objects.filter(
        is_handed_in(), decided_at__isnull=True, proposal_choice__isnull=True
    ).exclude(
        # After the list of a cycle an ad hoc one has a decision of its own.
        filing__cycle__in=made,
        award__startswith="adhoc.",
    )
    # Who fell with the flag of his unit fell by himself (`cycle_set.with_conditions`): nobody can choose.
    rows = rows.exclude(Q(is_conditional=True) & ~Exists(_flags_that_may_be()) & ~Exists(_flags_given()))
    return _counted(rows, user, on)


def _flags_that_may_be() -> QuerySet[Dossier]:
    """Of a dossier: its unit is put forward for the flag, and nobody has said no to that."""
    rows = Dossier.objects.filter(is_handed_in(), filing=OuterRef("filing"), award__endswith=FLAG_ENDS)
    return rows.filter(decided_at__isnull=True).exclude(proposal_choice__is_proposed=False)


def _flags_given() -> QuerySet[AwardRecord]:
    """Of a dossier: the flag of its unit was given and stands."""
    return AwardRecord.objects.filter(
        unit=OuterRef("filing__unit"),
        cycle=OuterRef("filing__cycle"),
        award__endswith=FLAG_ENDS,
        revoked_on__isnull=True,
    )


def to_look_at_again(user: Person, on: date) -> dict[str, int]:
    """Cycle → so many whose pause ended after a list was decided (`after_pause`), for the same people."""
    return _counted(freed(), user, on)


def to_list_again(user: Person, on: date) -> dict[str, int]:
    """Cycle → so many that moved after their list was frozen wait for a later one (`left_behind`)."""
    return _counted(left_behind(), user, on)


def _counted(rows: QuerySet[Dossier], user: Person, on: date) -> dict[str, int]:
    is_office = user.has_role(on, *STANDING_OFFICE)
    if not is_office and not user.has_role(on, Role.EMULATION_BOARD):
        return {}
    closed = Proposal.objects.order_by().filter(state=ProposalState.FROZEN).values("cycle")
    aside = ConflictStatement.objects.filter(person=user.pk, is_recused=True).values("filing")
    rows = (
        rows.exclude(filing__cycle__in=closed)
        .exclude(filing__unit__in=user.unit_ids(on, *UNIT_ROLES))
        .exclude(filing__in=aside)
    )
    if is_office:
        rows = rows.exclude(OF_STANDING_OFFICE)
    else:
        rows = rows.filter(Q(filing__in=_left_to_the_board(on)) | OF_STANDING_OFFICE)
    counted = rows.values("filing__cycle").annotate(left=Count("pk")).order_by("filing__cycle")
    return dict(counted.values_list("filing__cycle", "left"))


def units_of_the_board(whole: CycleSet) -> frozenset[int]:
    """The units on whose dossiers nobody of the office may choose: its own (D07), and those from which all of
    it stepped aside. Two queries.
    """
    rows = Filing.objects.filter(pk__in=_left_to_the_board(whole.on), cycle=whole.cycle)
    return frozenset(rows.values_list("unit_id", flat=True))


def _left_to_the_board(on: date) -> QuerySet[Filing]:
    office = [one.pk for one in holders(on, *OFFICE)]
    aside = ConflictStatement.objects.filter(is_recused=True, person__in=office).order_by()
    by_all = aside.values("filing").annotate(people=Count("person", distinct=True)).filter(people=len(office))
    return Filing.objects.filter(
        Q(unit__code=STANDING_OFFICE_UNIT) | Q(pk__in=by_all.values("filing"))
    ).order_by()


def without_appraiser(whole: CycleSet, lines: Collection[Line]) -> frozenset[int]:
    """Of dossiers whose appraisal is not done (by key): those of which nobody may give the opinion whose turn
    it is: all who have the hat stepped aside or are of the unit, or nobody has it. A fixed number of queries.
    """
    if not lines:
        return frozenset()
    own = people_of_units({line.row.unit_pk for line in lines}, whole.on)
    aside: dict[int, set[int]] = {unit: set(people) for unit, people in own.items()}
    rows = ConflictStatement.objects.filter(is_recused=True, filing__cycle=whole.cycle, filing__unit__in=own)
    for unit, person in rows.values_list("filing__unit", "person"):
        aside[unit].add(person)
    wearing = {role: people_wearing(whole.on, role) for role in sorted(ACTORS)}
    office = frozenset().union(*(wearing[role] for role in STANDING_OFFICE))
    found = set()
    for line in lines:
        row, stage = line.row, turn_of(line.appraisal)
        of_office = row.proposer == Proposer.OFFICE or row.unit.code == STANDING_OFFICE_UNIT
        roles = sides_of(stage, of_office=of_office) if stage else ()
        there = frozenset().union(*(wearing[role] for role in roles)) - aside[row.unit_pk]
        if stage and not (there - office if of_office else there):
            found.add(row.pk)
    return frozenset(found)


def unstated(user: Person, on: date, whole: CycleSet) -> list[Filing]:
    """The filings of the set that somebody who chooses must state his relation to first, by unit; none for
    others. Two queries.
    """
    if not user.has_role(on, *RECEIVERS):
        return []
    stated = stated_units(user.pk, whole.cycle)
    units = {line.row.unit_pk for line in _not_own(user, on, whole)} - stated.keys()
    rows = Filing.objects.filter(cycle=whole.cycle, unit__in=units)
    return list(rows.select_related("unit").order_by("unit__code"))


def cleared(user: Person, on: date, whole: CycleSet) -> list[Filing]:
    """The filings of the set to whose units somebody who chooses said he has no relation, by unit: from these
    he can still step aside. Two queries.
    """
    if not user.has_role(on, *RECEIVERS):
        return []
    rows = Filing.objects.filter(cycle=whole.cycle, unit__in={line.row.unit_pk for line in whole.lines})
    return list(cleared_of(rows, user.pk).select_related("unit").order_by("unit__code"))


def _not_own(user: Person, on: date, whole: CycleSet) -> list[Line]:
    return [
        line
        for line in whole.lines
        if not is_own_case(user, on, line.row.unit_pk, line.row.unit.code)
        and not is_of_proposer(user, on, line.row.proposer)
    ]


def line_for(user: Person, on: date, whole: CycleSet, pk: int, *, action: str = "view") -> Line:
    """One dossier of the set; Http404 when it is not in it. Refused for whoever may not open its content:
    people of the unit, who stepped aside, who appraises or votes and has not stated a relation; for `choose`
    where the person may not; for one that had its decision.
    """
    line = whole.by_pk.get(pk)
    if line is None:
        if row := whole.decided_one(pk):
            raise Refused(
                _("Hồ sơ %(code)s %(outcome)s.") % {"code": row.code, "outcome": row.outcome},
                _("Không còn gì để chọn; xem kết quả ở trang các quyết định khen thưởng."),
            )
        raise Http404
    dossier = Dossier.objects.select_related("filing__unit").get(pk=pk)
    appraisals.check_reader(user, on, dossier)
    appraisals.check_stated(user, on, dossier)
    if action == "choose":
        dossiers.check_appraiser(user, on, dossier)
    return line


def publisher_of(codes: Collection[str]) -> Role:
    """Who publishes who leads for now, when the units of `codes` come in or leave: the head of the standing
    office, the board where Sở Nội vụ itself is among them (D07).
    """
    return Role.EMULATION_BOARD if STANDING_OFFICE_UNIT in codes else Role.STANDING_HEAD


def check_publisher(user: Person, on: date, codes: Collection[str]) -> None:
    """Refused for whoever is not the publisher (`publisher_of`), or whose own unit comes in or leaves."""
    publisher = publisher_of(codes)
    if publisher == Role.EMULATION_BOARD and user.has_role(on, *STANDING_OFFICE):
        raise Refused(
            _("Sở Nội vụ có trong danh sách hoặc vừa ra khỏi, nên không tự công bố."),
            _("Đề nghị Ban Thi đua – Khen thưởng mở trang này và công bố."),
        )
    if not user.has_role(on, publisher):
        raise not_for_you(publisher)
    units = history(on)
    if any(is_of(user, on, units[code].id) for code in codes if code in units):
        raise Refused(
            _("Đơn vị của chính bạn có trong danh sách hoặc vừa ra khỏi."),
            _("Đề nghị một người khác cùng vai trò, không thuộc đơn vị đó, công bố."),
        )


def is_publisher(user: Person, on: date, codes: Collection[str]) -> bool:
    """Whether `check_publisher` lets the person publish."""
    try:
        check_publisher(user, on, codes)
    except Refused:
        return False
    return True


class ProposalDoor:
    """Frozen lists. Actions: view; confirm (a second person); write (the office); acknowledge (decider)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Proposal]:
        """All of them, for those who appraise, vote, decide and audit."""
        rows = Proposal.objects.select_related("frozen_by", "confirmed_by", "apart_seen_by", "letter_file")
        return rows if user.has_role(on, *READERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Proposal:
        """One list; Http404 when it is not visible, Refused when the act is somebody else's."""
        found: Proposal = get_object_or_404(self.visible_to(user, on), **lookup)
        if action in ("confirm", "write"):
            self.check_office(user, on)
        if action == "confirm" and found.frozen_by_id == user.pk:
            raise Refused(
                _("Bạn là người khóa danh sách này, nên không được tự xác nhận."),
                _("Đề nghị một người khác của cơ quan thường trực mở trang này và xác nhận."),
            )
        if action == "acknowledge" and not user.has_role(on, Role.DECISION_MAKER):
            raise not_for_you(Role.DECISION_MAKER)
        return found

    def check_office(self, user: Person, on: date) -> None:
        """Refused for everybody but the standing office, which alone puts a list before the decider."""
        if not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)


proposals = ProposalDoor()

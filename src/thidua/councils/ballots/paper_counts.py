"""Ballots on paper: two people type the counting sheet, each alone, until two counts agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.councils.counting import Tally
from thidua.councils.enums import SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import AgendaItem, CouncilSession, PaperCount, Recusal
from thidua.councils.services import wrong_state
from thidua.foundation.audit.services import Actor, record

Numbers = Mapping[int, tuple[int, int]]
"""Item → (agreed, against)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the last two counts do not agree. `item` None: the number of ballots."""

    item: AgendaItem | None
    first: tuple[int, ...]
    second: tuple[int, ...]


@transaction.atomic
def type_count(
    *, by: Actor, at: datetime, session: CouncilSession, ballots: int, numbers: Numbers
) -> PaperCount:
    """Keeps one count. CouncilRefused: more votes than ballots, more ballots than people, the same person
    twice in turn, or two counts agree already.
    """
    row = CouncilSession.objects.select_for_update().get(pk=session.pk)
    if row.state != SessionState.VOTING or row.way != Way.PAPER:
        raise wrong_state(row)
    counts = list(row.paper_counts.all())
    if agreed_pair(counts) is not None:
        raise CouncilRefused(_("Hai lần nhập đã khớp nhau. Kết thúc phiên họp để công bố kết quả."))
    if counts and counts[-1].typed_by_id == by.pk:
        raise CouncilRefused(_("Bạn vừa nhập lần trước. Lần này do một người khác nhập, độc lập với bạn."))
    there = row.attendees.filter(has_vote=True, is_present=True).count()
    if not 1 <= ballots <= there:
        raise CouncilRefused(
            _("Số phiếu thu về phải từ 1 đến %d, là số thành viên biểu quyết có mặt.") % there
        )
    items = list(row.items.all())
    aside = recused_present(row)
    for item in items:
        agreed, against = numbers.get(item.pk, (-1, -1))
        if agreed < 0 or against < 0:
            raise CouncilRefused(_("Nhập số đồng ý và không đồng ý ở mục %d.") % item.place)
        most = min(ballots, there - aside.get(item.pk, 0))
        if agreed + against > most:
            raise CouncilRefused(
                _("Mục %(place)d: đồng ý và không đồng ý cộng lại là %(sum)d, nhiều hơn %(most)d phiếu.")
                % {"place": item.place, "sum": agreed + against, "most": most}
            )
    count = PaperCount.objects.create(
        session=row,
        ordinal=len(counts) + 1,
        ballots=ballots,
        numbers={str(item.pk): list(numbers[item.pk]) for item in items},
        typed_by_id=by.pk,
        typed_at=at,
    )
    after = {"count": count.ordinal, "ballots": ballots}
    record(by=by, at=at, action="councils.count_typed", subject=row, before=None, after=after)
    return count


def recused_present(session: CouncilSession) -> dict[int, int]:
    """Item → how many of those present take no part in it; one query."""
    found: dict[int, int] = {}
    rows = Recusal.objects.filter(item__session=session, attendee__is_present=True, attendee__has_vote=True)
    for item in rows.values_list("item_id", flat=True):
        found[item] = found.get(item, 0) + 1
    return found


def agreed_pair(counts: Sequence[PaperCount]) -> tuple[PaperCount, PaperCount] | None:
    """Two counts by different people that agree in everything; the last one is one of them."""
    if len(counts) < 2:
        return None
    last = counts[-1]
    for other in counts[:-1]:
        is_same = (other.ballots, other.numbers) == (last.ballots, last.numbers)
        if is_same and other.typed_by_id != last.typed_by_id:
            return other, last
    return None


def differences(counts: Sequence[PaperCount], items: Sequence[AgendaItem]) -> list[Difference]:
    """Where the last two counts differ, in the order of the agenda."""
    if len(counts) < 2:
        return []
    first, second = counts[-2:]
    found = []
    if first.ballots != second.ballots:
        found.append(Difference(None, (first.ballots,), (second.ballots,)))
    for item in items:
        one, two = first.numbers[str(item.pk)], second.numbers[str(item.pk)]
        if one != two:
            found.append(Difference(item, tuple(one), tuple(two)))
    return found


def tallies(count: PaperCount, session: CouncilSession) -> dict[int, Tally]:
    """Item → tally; ballots that say neither are blank, those of members without a part are not counted."""
    aside = recused_present(session)
    there = session.attendees.filter(has_vote=True, is_present=True).count()
    found = {}
    for item, (agreed, against) in count.numbers.items():
        most = min(count.ballots, there - aside.get(int(item), 0))
        found[int(item)] = Tally(agreed, against, most - agreed - against)
    return found

"""Closing a session: the box is opened, every item gets its result, all of it is frozen; in one transaction.

Ballots are counted in memory and thrown away. The list of voters is written anew, so that not even the order
of rows on the disk stands beside a ballot.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from thidua.core.frozen import fingerprint
from thidua.core.majority import reaches
from thidua.core.programme_model import Award
from thidua.councils.ballots import paper_counts
from thidua.councils.ballots.casting import read
from thidua.councils.ballots.sealing import CannotOpen, unseal
from thidua.councils.content import content_of
from thidua.councils.counting import Tally, denominator
from thidua.councils.enums import Choice, SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import AgendaItem, Attendee, CouncilSession, OpenVote, Recusal
from thidua.councils.notification_kinds import CLOSED
from thidua.councils.recusals import newly_aside, settle
from thidua.councils.services import locked, note_move
from thidua.councils.sitting import check_quorum, context_of, refuse_few
from thidua.councils.telling import tell
from thidua.foundation.audit.services import Actor
from thidua.movement.selectors import programme_for


@dataclass(frozen=True, slots=True)
class Counted:
    """What came out of the ballots: item → tally, and the digests of the receipts, sorted."""

    tallies: Mapping[int, Tally]
    receipts: Sequence[str] = ()


@transaction.atomic
def close(
    *, by: Actor, at: datetime, session: CouncilSession, code: str = "", knows_missing: bool = False
) -> CouncilSession:
    """Counts, decides and freezes. `code` opens the box of a secret vote.

    CouncilRefused: a wrong code, ballots that are not as many as voters, counts on paper that do not agree,
    members who have not voted without `knows_missing`, fewer than three secret ballots on some item.
    Nothing is changed then.
    """
    row = locked(session, "close")
    items = list(row.items.select_related("dossier__filing__unit"))
    voters = list(row.attendees.filter(has_vote=True))
    check_quorum(voters, row.quorum)
    if row.way != Way.PAPER and not knows_missing:
        _must_have_voted(voters)
    if row.way == Way.PAPER:
        _refuse_newly_aside(row, at.date())
        settle(row, at.date(), [one.pk for one in voters if not one.is_present])
    else:
        # Who stepped aside after the vote began and has not voted leaves the denominator too.
        settle(row, at.date(), [one.pk for one in voters if not one.has_voted])
    counted = _counted(row, items, voters, code)
    _decide(row, items, voters, counted.tallies)
    before, row.state = row.state, SessionState.CLOSED
    row.closed_by_id, row.closed_at, row.box_key = by.pk, at, None
    row.sealed_ballots.all().delete()
    _write_anew(row)
    row.content = content_of(row, items, counted.receipts)
    row.sha256 = fingerprint(row.content)
    row.save()
    passed = sum(bool(item.is_passed) for item in items)
    with override("vi"):
        told = _("%(passed)d trên %(all)d hồ sơ được thông qua.") % {"passed": passed, "all": len(items)}
        tell(row, at, CLOSED, _("Kết quả phiên họp hội đồng"), told)
    more = {"sha256": row.sha256, "items": len(items), "passed": passed}
    note_move(by, at, row, before, "councils.closed", ballots=ballots_cast(row, voters), **more)
    return row


def _refuse_newly_aside(row: CouncilSession, on: date) -> None:
    """On paper nobody can tell whose ballot is in, so who stepped aside meanwhile asks for a new vote."""
    if aside := newly_aside(row, on):
        raise CouncilRefused(
            _("Sau khi bắt đầu bỏ phiếu giấy, có người không tham gia xét: %s. Hủy phiếu rồi bỏ phiếu lại.")
            % "; ".join(aside)
        )


def ballots_cast(row: CouncilSession, voters: Sequence[Attendee]) -> int:
    """How many ballots were cast."""
    if row.way == Way.PAPER:
        # The last count is the one that agreed with another; one before it may hold a slip of the pen.
        return list(row.paper_counts.all())[-1].ballots
    return sum(one.has_voted for one in voters)


def _must_have_voted(voters: Sequence[Attendee]) -> None:
    missing = [one.name for one in voters if one.is_present and not one.has_voted]
    if missing:
        raise CouncilRefused(
            _("Chưa bỏ phiếu: %s. Chờ họ, hoặc đánh dấu “kết thúc dù còn người chưa bỏ phiếu”.")
            % ", ".join(missing)
        )


def _counted(
    row: CouncilSession, items: Sequence[AgendaItem], voters: Sequence[Attendee], code: str
) -> Counted:
    if row.way == Way.PAPER:
        return _of_paper(row)
    if not any(one.has_voted for one in voters):
        raise CouncilRefused(
            _("Chưa ai bỏ phiếu. Chờ thành viên bỏ phiếu, hoặc bỏ phiếu lại bằng phiếu giấy.")
        )
    if row.way == Way.OPEN:
        return _of_the_open(items)
    refuse_few(row, [one for one in voters if one.has_voted], _few_ballots)
    return _of_the_box(row, items, voters, code)


def _few_ballots(places: str) -> str:
    return (
        _("Mục %s chưa đủ 3 phiếu; công bố thì ai cũng biết người khác chọn gì.") % places
        + " "
        + _(
            "Chờ thêm người bỏ phiếu, hoặc hủy các phiếu rồi bỏ phiếu lại: chọn cách công khai, "
            "hoặc đưa mục đó sang phiên khác."
        )
    )


def _of_paper(row: CouncilSession) -> Counted:
    pair = paper_counts.agreed_pair(list(row.paper_counts.all()))
    if pair is None:
        raise CouncilRefused(
            _("Cần hai người nhập kết quả kiểm phiếu khớp nhau trước khi kết thúc. Mở trang Kiểm phiếu.")
        )
    # Who is there can be noted anew after the sheets were typed.
    there, tallies = (
        row.attendees.filter(has_vote=True, is_present=True).count(),
        paper_counts.tallies(pair[1], row),
    )
    if pair[1].ballots > there or any(tally.blank < 0 for tally in tallies.values()):
        raise CouncilRefused(
            _(
                "Kiểm được %(ballots)d phiếu, nay ghi %(there)d thành viên biểu quyết có mặt: không khớp. "
                "Ghi lại người có mặt cho đúng, hoặc hủy các phiếu và bỏ phiếu lại."
            )
            % {"ballots": pair[1].ballots, "there": there}
        )
    return Counted(tallies)


def _of_the_open(items: Sequence[AgendaItem]) -> Counted:
    said = Counter(OpenVote.objects.filter(item__in=items).values_list("item_id", "choice"))
    return Counted({item.pk: _tally({one: said[item.pk, one.value] for one in Choice}) for item in items})


@sensitive_variables()
def _of_the_box(
    row: CouncilSession, items: Sequence[AgendaItem], voters: Sequence[Attendee], code: str
) -> Counted:
    context = context_of(row)
    try:
        ballots = [
            read(unseal(code, bytes(sealed), context), list(items))
            for sealed in row.sealed_ballots.values_list("sealed", flat=True)
        ]
    except CannotOpen:
        raise CouncilRefused(
            _(
                "Mã mở hòm phiếu không đúng. Kiểm tra lại mã đã ghi khi bắt đầu bỏ phiếu; "
                "nếu mất mã, chỉ còn cách bỏ phiếu lại."
            )
        ) from None
    except (ValueError, KeyError):
        raise CouncilRefused(_not_whole()) from None
    if len(ballots) != sum(one.has_voted for one in voters):
        raise CouncilRefused(_not_whole())
    said = Counter((item, choice) for ballot in ballots for item, choice in ballot.choices.items())
    tallies = {item.pk: _tally({one: said[item.pk, one] for one in Choice}) for item in items}
    return Counted(tallies, sorted(ballot.digest for ballot in ballots))


def _not_whole() -> str:
    return _(
        "Số phiếu trong hòm không khớp danh sách đã bỏ phiếu: dữ liệu đã bị can thiệp. "
        "Lập biên bản, báo quản trị và bỏ phiếu lại."
    )


def _tally(said: Mapping[Choice, int]) -> Tally:
    return Tally(said[Choice.AGREE], said[Choice.AGAINST], said[Choice.BLANK])


def _decide(
    row: CouncilSession,
    items: Sequence[AgendaItem],
    voters: Sequence[Attendee],
    tallies: Mapping[int, Tally],
) -> None:
    """Writes tally, denominator and result beside each item."""
    awards = programme_for(row.cycle, row.held_at.date()).award_by_id
    there = {one.pk for one in voters if one.is_present}
    aside: dict[int, set[int]] = {}
    recusals = Recusal.objects.filter(item__session=row, attendee__in=voters)
    for item_id, attendee in recusals.values_list("item_id", "attendee_id"):
        aside.setdefault(item_id, set()).add(attendee)
    for item in items:
        tally, out = tallies[item.pk], aside.get(item.pk, set())
        item.agreed, item.against, item.blank = tally.agreed, tally.against, tally.blank
        item.members = denominator(row.counts, members=len(voters) - len(out), present=len(there - out))
        award = awards.get(item.dossier.award)
        item.is_passed = reaches(tally.agreed, item.members, majority_for(row, award))
    AgendaItem.objects.bulk_update(items, ["agreed", "against", "blank", "members", "is_passed"])


def majority_for(row: CouncilSession, award: Award | None) -> str:
    """The majority asked for an award in this session."""
    return row.flag_majority if award is not None and award.family == "flag" else row.majority


def _write_anew(row: CouncilSession) -> None:
    people = list(row.attendees.order_by("pk"))
    Attendee.objects.bulk_update(people, ["has_voted"])

"""A session from its opening to the vote: who is there, how they vote, what voting is thrown away."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.majority import needed, reaches
from thidua.core.text import nfc
from thidua.councils.agenda import no_longer_ready
from thidua.councils.ballots.models import OpenVote
from thidua.councils.ballots.sealing import box_key, new_code
from thidua.councils.declaring import refuse_undeclared
from thidua.councils.enums import DUTY_ORDER, Majority, SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import Attendee, CouncilSession
from thidua.councils.notification_kinds import VOTE
from thidua.councils.parameters.selectors import rule_on
from thidua.councils.recusals import settle
from thidua.councils.services import locked, note_move, require_council, wrong_state
from thidua.councils.telling import tell
from thidua.foundation.audit.services import Actor, record

LEAST_SECRET = 3
"""Of two, each knows what the other said."""
Said = Callable[[str], str]
"""Places of items in words → what a refusal says of them."""


@transaction.atomic
def open_session(*, by: Actor, at: datetime, session: CouncilSession) -> CouncilSession:
    """The session begins with the seats of its council as they are now. CouncilRefused without an agenda, or
    where the office has switched the council off since.
    """
    row = locked(session, "open")
    on = at.astimezone(VIETNAM_TIME).date()
    require_council(row.cycle, on)
    if not row.items.exists():
        raise CouncilRefused(_("Chương trình họp chưa có hồ sơ nào. Thêm hồ sơ trước khi khai mạc."))
    before, row.state, row.opened_at = row.state, SessionState.OPEN, at
    if row.held_at.astimezone(VIETNAM_TIME).date() > on:
        # They meet before the day that was planned: no minutes may name a day that is still to come.
        row.held_at = at
    row.save(update_fields=["state", "opened_at", "held_at"])
    seats = sorted(row.council.seats.all(), key=lambda seat: (DUTY_ORDER[seat.duty], seat.pk))
    Attendee.objects.bulk_create(
        Attendee(
            session=row,
            account_id=seat.account_id,
            name=seat.name,
            position=seat.position,
            duty=seat.duty,
            has_vote=seat.has_vote,
        )
        for seat in seats
    )
    note_move(by, at, row, before, "councils.opened", held_at=row.held_at.isoformat())
    return row


@transaction.atomic
def note_present(
    *,
    by: Actor,
    at: datetime,
    session: CouncilSession,
    present: Iterable[int],
    seen: Collection[int] | None = None,
) -> CouncilSession:
    """Who is there, by attendee; of whom the page showed so already (`seen`) nothing is said, so that what
    somebody else noted meanwhile stays. CouncilRefused outside a session; who has voted stays present, who
    comes to a vote on paper has stated his relations.
    """
    row = CouncilSession.objects.select_for_update().get(pk=session.pk)
    if row.state not in (SessionState.OPEN, SessionState.VOTING):
        raise wrong_state(row)
    here = set(present)
    people = list(row.attendees.all())
    if seen is not None:
        changed = here ^ set(seen)
        here = {one.pk for one in people if (one.pk in here if one.pk in changed else one.is_present)}
    gone = [one.name for one in people if one.has_voted and one.pk not in here]
    if gone:
        raise CouncilRefused(_("%s đã bỏ phiếu nên không ghi vắng mặt được.") % ", ".join(gone))
    if row.state == SessionState.VOTING and row.way == Way.PAPER:
        come = [one for one in people if one.pk in here and not one.is_present]
        settle(row, at.date(), [one.pk for one in come])
        refuse_undeclared(row, come)
    before = sum(one.is_present for one in people)
    for one in people:
        one.is_present = one.pk in here
    Attendee.objects.bulk_update(people, ["is_present"])
    after = {"present": sum(one.is_present for one in people)}
    record(
        by=by, at=at, action="councils.present_noted", subject=row, before={"present": before}, after=after
    )
    return row


@transaction.atomic
def start_vote(*, by: Actor, at: datetime, session: CouncilSession, way: str) -> str:
    """Voting begins: the rule of the day stands from now on, and who takes no part in what.

    Gives the code of the ballot box of a secret vote, which nobody can have again; else nothing.
    CouncilRefused: no quorum, a dossier that no longer waits, members without an account when voting on
    the screen, too few of them in some item for a secret vote, members who have not stated their relations
    when voting on paper: there nobody asks later.
    """
    row = locked(session, "vote")
    on = at.date()
    rule = rule_on(on)
    voters = list(row.attendees.filter(has_vote=True))
    there = [one for one in voters if one.is_present]
    check_quorum(voters, rule.quorum)
    if gone := no_longer_ready(row):
        raise CouncilRefused(
            _(
                "Không còn chờ hội đồng (đã rút, trả lại, phải thẩm định lại hoặc chưa được xét): %s. "
                "Bỏ khỏi chương trình."
            )
            % ", ".join(gone)
        )
    without = [one.name for one in there if one.account_id is None]
    if way != Way.PAPER and without:
        raise CouncilRefused(
            _("%s chưa có tài khoản nên không chọn trên máy được. Chọn phiếu giấy.") % ", ".join(without)
        )
    if way == Way.SECRET and len(there) < LEAST_SECRET:
        raise CouncilRefused(
            _("Chỉ có %d người biểu quyết nên bỏ phiếu kín không giữ kín được. Chọn cách công khai.")
            % len(there)
        )
    before, row.state = row.state, SessionState.VOTING
    row.way, row.voting_from = Way(way), at
    with override("vi"):  # minutes are Vietnamese
        row.rule_source = str(rule.source)
    row.quorum, row.majority = rule.quorum, rule.majority
    row.flag_majority, row.counts = rule.flag_majority, rule.counts
    code = new_code() if way == Way.SECRET else ""
    row.box_key = box_key(code, context_of(row)) if code else None
    row.save()
    aside = settle(row, on)
    if way == Way.SECRET:
        refuse_few(row, there, _few_there)
    if way == Way.PAPER:
        refuse_undeclared(row, there)
    tell(
        row, at, VOTE, gettext_lazy("Hội đồng đang bỏ phiếu"), gettext_lazy("Mở để xem tài liệu và bỏ phiếu.")
    )
    note_move(
        by, at, row, before, "councils.vote_started", way=str(row.way), present=len(there), recused=aside
    )
    return code


def refuse_few(row: CouncilSession, people: Sequence[Attendee], said: Said) -> None:
    """CouncilRefused when fewer than three of `people` take part in some item: its tally would name a choice
    (ADR 16). Recusals are written by then.
    """
    of_people = Q(recusals__attendee__in=people)
    items = row.items.annotate(aside=Count("recusals", filter=of_people)).order_by("place")
    places = [place for place, out in items.values_list("place", "aside") if len(people) - out < LEAST_SECRET]
    if places:
        raise CouncilRefused(said(", ".join(map(str, places))))


def _few_there(places: str) -> str:
    return (
        _("Mục %s còn chưa đủ 3 người có mặt tham gia xét nên bỏ phiếu kín không giữ kín được.") % places
        + " "
        + _("Chọn cách công khai, hoặc đưa mục đó sang phiên khác.")
    )


def check_quorum(voters: Sequence[Attendee], quorum: str) -> None:
    """CouncilRefused, with numbers, when too few of the members with a vote are there."""
    there = sum(one.is_present for one in voters)
    if not reaches(there, len(voters), quorum):
        raise CouncilRefused(
            _("Có mặt %(there)d trên %(all)d thành viên biểu quyết, cần ít nhất %(needed)d (%(quorum)s).")
            % {
                "there": there,
                "all": len(voters),
                "needed": needed(len(voters), quorum),
                "quorum": str(Majority(quorum).label),
            }
            + " "
            + _("Ghi thêm người có mặt, hoặc chuyển phiên họp sang ngày khác.")
        )


@transaction.atomic
def vote_again(*, by: Actor, at: datetime, session: CouncilSession, reason: str) -> CouncilSession:
    """All that was cast is thrown away unread, the session is open again. CouncilRefused without a reason."""
    row = locked(session, "revote")
    why = nfc(reason).strip()
    if not why:
        raise CouncilRefused(_("Ghi lý do bỏ phiếu lại."))
    cast = row.attendees.filter(has_voted=True).count()
    OpenVote.objects.filter(item__session=row).delete()
    row.sealed_ballots.all().delete()
    row.paper_counts.all().delete()
    row.attendees.update(has_voted=False)
    before, row.state = row.state, SessionState.OPEN
    row.round, row.way, row.box_key, row.voting_from = row.round + 1, "", None, None
    row.save(update_fields=["state", "round", "way", "box_key", "voting_from"])
    note_move(by, at, row, before, "councils.vote_thrown_away", reason=why, ballots=cast)
    return row


def context_of(session: CouncilSession) -> bytes:
    """What binds a sealed ballot to one round of one session."""
    return f"{session.pk}.{session.round}".encode()

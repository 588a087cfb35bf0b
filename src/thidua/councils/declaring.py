"""What members say of their relations before they read and vote: once for all units of a session (D07).

Whoever votes on the screen states it himself. In the room, where ballots are of paper, he may say it aloud:
the desk notes that he did, and beside it in which items he takes no part.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.appraising.selectors import cleared_of
from thidua.core.roles import Role
from thidua.councils.enums import SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import AgendaItem, Attendee, CouncilSession, Recusal
from thidua.councils.services import wrong_state
from thidua.dossiers.models import Filing
from thidua.foundation.access import Person
from thidua.foundation.audit.services import Actor, record


def undeclared(session: CouncilSession, user: Person, on: date) -> list[Filing]:
    """The filings on the agenda of which a member has not said whether he has to do with their unit, by unit;
    of his own unit nothing is asked. Others state one by one where they appraise.
    """
    if not (user.has_role(on, Role.COUNCIL_MEMBER) or _has_vote(session, user)):
        return []
    rows = Filing.objects.filter(dossiers__council_items__session=session)
    rows = rows.exclude(conflict_statements__person=user.pk).exclude(unit__in=user.unit_ids(on))
    return list(rows.select_related("unit").order_by("unit__code").distinct())


def cleared(session: CouncilSession, user: Person) -> list[Filing]:
    """The filings on the agenda to whose units a member said he has no relation, by unit: from these he can
    still step aside, until the session is closed.
    """
    if session.state in (SessionState.CLOSED, SessionState.CALLED_OFF):
        return []
    rows = Filing.objects.filter(dossiers__council_items__session=session).distinct()
    return list(cleared_of(rows, user.pk).select_related("unit").order_by("unit__code"))


def _has_vote(session: CouncilSession, user: Person) -> bool:
    """Whether the person has a seat with a vote; before the opening, on the council."""
    seats = session.council.seats if session.opened_at is None else session.attendees
    found: bool = seats.filter(account=user.pk, has_vote=True).exists()
    return found


def open_items(seat: Attendee, aside: Collection[int]) -> list[AgendaItem]:
    """The items that a member would vote on without having said whether he has to do with the unit;
    `aside`: those in which he takes no part.
    """
    rows = AgendaItem.objects.filter(session=seat.session_id).exclude(pk__in=aside)
    return list(rows.exclude(dossier__filing__conflict_statements__person=seat.account_id))


def refuse_undeclared(session: CouncilSession, people: Iterable[Attendee]) -> None:
    """CouncilRefused when some of those who get a ballot of paper have stated nothing, on the screen or in
    the room, about an item in which they take part; three queries.
    """
    filings = dict(session.items.values_list("pk", "dossier__filing"))
    stated = set(
        ConflictStatement.objects.filter(filing__in=filings.values()).values_list("person_id", "filing_id")
    )
    aside = set(Recusal.objects.filter(item__session=session).values_list("attendee_id", "item_id"))
    missing = [
        one.name
        for one in people
        if one.has_vote
        and not one.has_declared
        and any(
            (one.pk, item) not in aside and (one.account_id, filing) not in stated
            for item, filing in filings.items()
        )
    ]
    if missing:
        raise CouncilRefused(
            _(
                "Chưa khai có quan hệ với đơn vị có hồ sơ hay không: %s. Họ khai ở trang Khai quan hệ của "
                "phiên họp, hoặc khai tại chỗ rồi thư ký ghi ở việc “Ghi thành viên đã khai quan hệ tại "
                "phòng họp”."
            )
            % ", ".join(missing)
        )


@transaction.atomic
def note_declared(
    *, by: Actor, at: datetime, session: CouncilSession, declared: Iterable[int]
) -> CouncilSession:
    """Which members, by attendee, stated their relations in the room. CouncilRefused outside a session, and
    while one votes on the screen, where each states for himself.
    """
    row = CouncilSession.objects.select_for_update().get(pk=session.pk)
    is_paper = row.state == SessionState.VOTING and row.way == Way.PAPER
    if row.state != SessionState.OPEN and not is_paper:
        raise wrong_state(row)
    said, people = set(declared), list(row.attendees.filter(has_vote=True))
    before = [one.name for one in people if one.has_declared]
    for one in people:
        # Who has a ballot of paper in hand has declared; that is not taken back.
        one.has_declared = one.pk in said or (is_paper and one.has_declared)
    Attendee.objects.bulk_update(people, ["has_declared"])
    after = [one.name for one in people if one.has_declared]
    record(
        by=by, at=at, action="councils.declared_noted", subject=row,
        before={"declared": len(before)}, after={"declared": len(after)},
    )  # fmt: skip
    return row

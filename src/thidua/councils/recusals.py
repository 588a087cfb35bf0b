"""Who takes no part in which item: own unit, a stated relation, the office on its own unit (D07)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.core.text import nfc
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import AgendaItem, Attendee, CouncilSession, Recusal
from thidua.councils.moves import BEFORE_VOTE
from thidua.councils.services import wrong_state
from thidua.foundation.audit.services import Actor, record
from thidua.people.models import Delegation, RoleAssignment
from thidua.units.enums import STANDING_OFFICE_UNIT

OWN_UNIT = "Thuộc đơn vị có hồ sơ"
STATED = "Đã khai có quan hệ với đơn vị khi thẩm định"
OF_THE_OFFICE = "Thuộc cơ quan thường trực, hồ sơ của Sở Nội vụ"
"""Reasons stay in minutes, which are Vietnamese."""


def conflicts_of(
    session: CouncilSession, on: date, only: Collection[int] | None = None
) -> dict[tuple[int, int], str]:
    """(item, attendee) → why the attendee takes no part, of all of them or of those in `only`; four queries
    however many there are.
    """
    seats = session.attendees.filter(has_vote=True, account__isnull=False)
    people = {
        account: pk for pk, account in seats.values_list("pk", "account_id") if only is None or pk in only
    }
    items = list(session.items.select_related("dossier__filing__unit"))
    units, office = _hats(people, on)
    filings = {item.dossier.filing_id for item in items}
    stated = set(
        ConflictStatement.objects.filter(filing__in=filings, person__in=people, is_recused=True).values_list(
            "filing_id", "person_id"
        )
    )
    found: dict[tuple[int, int], str] = {}
    for item in items:
        filing = item.dossier.filing
        for account, attendee in people.items():
            if (account, filing.unit_id) in units:
                found[item.pk, attendee] = OWN_UNIT
            elif (filing.pk, account) in stated:
                found[item.pk, attendee] = STATED
            elif account in office and filing.unit.code == STANDING_OFFICE_UNIT:
                found[item.pk, attendee] = OF_THE_OFFICE
    return found


def _hats(people: Iterable[int], on: date) -> tuple[set[tuple[int, int]], set[int]]:
    """(account, unit) for whom they work, and who is of the standing office; a lent hat counts too."""
    accounts = list(people)
    own = RoleAssignment.objects.in_force(on).filter(user__in=accounts)
    lent = Delegation.objects.in_force(on).filter(to_user__in=accounts)
    worn = [
        *own.values_list("user_id", "role", "unit_id"),
        *lent.values_list("to_user_id", "assignment__role", "assignment__unit_id"),
    ]
    units = {(account, unit) for account, role, unit in worn if role in UNIT_ROLES and unit is not None}
    return units, {account for account, role, _unit in worn if Role(role) in STANDING_OFFICE}


def items_aside(seat: Attendee, on: date) -> set[int]:
    """The items in which a member takes no part, by what was written down and by what is known today."""
    written = set(seat.recusals.values_list("item_id", flat=True))
    return written | {item for item, _attendee in conflicts_of(seat.session, on, [seat.pk])}


def settle(session: CouncilSession, on: date, only: Collection[int] | None = None) -> int:
    """Writes the conflicts of the day, of all or of those in `only`, beside what was stated in the session;
    how many there are in all.
    """
    known = set(Recusal.objects.filter(item__session=session).values_list("item_id", "attendee_id"))
    Recusal.objects.bulk_create(
        Recusal(item_id=item, attendee_id=attendee, reason=reason)
        for (item, attendee), reason in conflicts_of(session, on, only).items()
        if (item, attendee) not in known
    )
    return Recusal.objects.filter(item__session=session).count()


def newly_aside(session: CouncilSession, on: date) -> list[str]:
    """Who is there and takes no part in an item by what is known today, though nothing was written down."""
    known = set(Recusal.objects.filter(item__session=session).values_list("item_id", "attendee_id"))
    new = [pair for pair in conflicts_of(session, on) if pair not in known]
    if not new:
        return []
    names = dict(session.attendees.filter(is_present=True).values_list("pk", "name"))
    places = dict(session.items.values_list("pk", "place"))
    return [
        _("%(name)s, mục %(place)d") % {"name": names[attendee], "place": places[item]}
        for item, attendee in new
        if attendee in names
    ]


@transaction.atomic
def step_aside(*, by: Actor, at: datetime, item: AgendaItem, attendee: Attendee, reason: str) -> Recusal:
    """A member says in the session that he takes no part in an item; what was said first stays.

    CouncilRefused: no reason, somebody without a vote, or voting has begun.
    """
    session = CouncilSession.objects.select_for_update().get(pk=item.session_id)
    why = nfc(reason).strip()
    if session.state not in BEFORE_VOTE:
        raise wrong_state(session)
    if not why:
        raise CouncilRefused(_("Ghi lý do không tham gia xét."))
    if attendee.session_id != session.pk or not attendee.has_vote:
        raise CouncilRefused(_("Người này không biểu quyết trong phiên họp nên không cần ghi."))
    row, is_new = Recusal.objects.get_or_create(item=item, attendee=attendee, defaults={"reason": why[:300]})
    if is_new:
        # Not the reason, as of a relation stated before: the trail is read by more people than may know.
        after = {"item": item.place, "name": attendee.name}
        record(by=by, at=at, action="councils.stepped_aside", subject=session, before=None, after=after)
    return row


def noted_at_the_desk(session: CouncilSession, on: date) -> list[Recusal]:
    """What was written down in the session and does not follow from a hat or a statement, in order."""
    rows = Recusal.objects.filter(item__session=session).select_related("item", "attendee")
    known = conflicts_of(session, on) if rows else {}
    return [one for one in rows.order_by("item__place") if (one.item_id, one.attendee_id) not in known]


@transaction.atomic
def undo_aside(*, by: Actor, at: datetime, session: CouncilSession, recusal: int, reason: str) -> None:
    """What the desk wrote down for the wrong member or item is taken back before the vote, with the reason;
    a second press changes nothing. CouncilRefused: no reason, or voting has begun.
    """
    row = CouncilSession.objects.select_for_update().get(pk=session.pk)
    why = nfc(reason).strip()
    if row.state not in BEFORE_VOTE:
        raise wrong_state(row)
    if not why:
        raise CouncilRefused(_("Ghi vì sao bỏ, chẳng hạn ghi nhầm người; lý do được giữ trong nhật ký."))
    found = Recusal.objects.filter(pk=recusal, item__session=row).select_related("item", "attendee").first()
    if found is None:
        return
    before = {"item": found.item.place, "name": found.attendee.name}
    found.delete()
    record(
        by=by, at=at, action="councils.aside_undone", subject=row, before=before, after={"reason": why[:300]}
    )

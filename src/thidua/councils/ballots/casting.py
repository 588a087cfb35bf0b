"""A member votes on all items at once; one transaction marks the seat and puts the ballot in the box.

A secret ballot leaves no audit event, no moment and no number that tells which it is. The seat's row says
that the member voted, as the list of voters on a table does.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from thidua.councils.ballots.sealing import new_receipt, plain, random_number, receipt_digest, seal
from thidua.councils.declaring import open_items
from thidua.councils.enums import Choice, SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import AgendaItem, Attendee, CouncilSession, OpenVote, Recusal, SealedBallot
from thidua.councils.recusals import settle
from thidua.councils.services import wrong_state
from thidua.councils.sitting import context_of
from thidua.foundation.audit.services import Actor, record

LETTERS = {Choice.AGREE: "A", Choice.AGAINST: "N", Choice.BLANK: "B"}
NO_PART = "-"
CHOICES = {letter: choice for choice, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Ballot:
    """What was in the box: the digest of its receipt, and item → choice where the voter takes part."""

    digest: str
    choices: Mapping[int, Choice]


@sensitive_variables()
@transaction.atomic
def cast(
    *, by: Actor, at: datetime, session: CouncilSession, attendee: Attendee, choices: Mapping[int, str]
) -> str:
    """Casts the ballot of a seat; gives the receipt of a secret one, shown once, else nothing.

    `choices`: item → agree, against or blank, for every item in which the member takes part.
    CouncilRefused: no vote is going on, voted already, absent, relations not stated, a line without a choice.
    """
    row = CouncilSession.objects.select_for_update().get(pk=session.pk)
    if row.state != SessionState.VOTING or row.way == Way.PAPER:
        raise wrong_state(row)
    seat = row.attendees.select_for_update().get(pk=attendee.pk)
    _must_be_free(seat, by)
    items = list(row.items.all())
    # Also what he stated since the vote began: he leaves the members of that item.
    settle(row, at.date(), [seat.pk])
    aside = set(Recusal.objects.filter(attendee=seat).values_list("item_id", flat=True))
    if open_items(seat, aside):
        raise CouncilRefused(
            _(
                "Trước khi bỏ phiếu, khai bạn có quan hệ với các đơn vị có hồ sơ hay không. "
                "Mở trang Khai quan hệ của phiên họp, khai một lần, rồi bỏ phiếu."
            )
        )
    said = {item.pk: choices.get(item.pk, "") for item in items if item.pk not in aside}
    without = [str(item.place) for item in items if item.pk in said and said[item.pk] not in LETTERS]
    if without:
        raise CouncilRefused(
            _("Chưa chọn ở mục %s. Mục không muốn có ý kiến thì chọn “Không chọn”.") % ", ".join(without)
        )
    seat.has_voted = True
    seat.save(update_fields=["has_voted"])
    if row.way == Way.SECRET:
        return _into_the_box(row, items, said)
    OpenVote.objects.bulk_create(
        OpenVote(item_id=item, attendee=seat, choice=choice) for item, choice in said.items()
    )
    record(by=by, at=at, action="councils.voted_openly", subject=row, before=None, after={"name": seat.name})
    return ""


def _must_be_free(seat: Attendee, by: Actor) -> None:
    if seat.account_id != by.pk or not seat.has_vote:
        raise CouncilRefused(_("Mỗi thành viên tự bỏ phiếu của mình, bằng tài khoản của mình."))
    if seat.has_voted:
        raise CouncilRefused(_("Bạn đã bỏ phiếu trong phiên họp này; mỗi người một phiếu, không sửa được."))
    if not seat.is_present:
        raise CouncilRefused(_("Bạn chưa được ghi có mặt. Báo thư ký hội đồng ghi có mặt, rồi bỏ phiếu lại."))


@sensitive_variables()
def _into_the_box(row: CouncilSession, items: list[AgendaItem], said: Mapping[int, str]) -> str:
    receipt = new_receipt()
    letters = "".join(LETTERS[Choice(said[item.pk])] if item.pk in said else NO_PART for item in items)
    content = f"{receipt_digest(row.pk, receipt)}{letters}".encode()
    SealedBallot.objects.create(
        pk=random_number(), session=row, sealed=seal(bytes(row.box_key or b""), content, context_of(row))
    )
    return receipt


def read(content: bytes, items: list[AgendaItem]) -> Ballot:
    """A ballot taken from the box; ValueError for one that does not fit the agenda."""
    text, size = content.decode(), hashlib.sha256().digest_size * 2
    digest, letters = text[:size], text[size:]
    if len(letters) != len(items):
        raise ValueError("a ballot of another agenda")
    said = {
        item.pk: CHOICES[letter] for item, letter in zip(items, letters, strict=True) if letter != NO_PART
    }
    return Ballot(digest, said)


def is_counted(session: CouncilSession, receipt: str) -> bool:
    """Whether the receipt stands in the published list of a closed session."""
    if not session.content or not plain(receipt):
        return False
    return receipt_digest(session.pk, receipt) in session.content.get("receipts", ())

"""Who may open what of the lists that are proposed: they choose, freeze, confirm, decide; the rest reads."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.permission_world import World
from tests.permissions.vocabulary import APPRAISERS, DOMAIN, OFFICE_HEAD, STANDING, Row, only

from thidua.appraising.conflicts.services import state_conflict
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.frozen import fingerprint
from thidua.core.roles import Role
from thidua.dossiers.models import Dossier, Filing
from thidua.foundation.files import Kind, inspect_upload, keep_file
from thidua.foundation.files.models import StoredFile
from thidua.people.models import User
from thidua.proposals.content import content_of
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.models import Proposal

CYCLE = "2028"
"""No other room has dossiers of it."""
CHOOSERS = STANDING | only(Role.EMULATION_BOARD)
DECIDER = only(Role.DECISION_MAKER)


def make_things(world: World, at: datetime) -> dict[str, Any]:
    """A dossier of Xã Cẩm Giang that the office has; a list that waits and one that is confirmed."""
    by, head = world.personas[Role.STANDING_SPECIALIST.value], world.personas[Role.STANDING_HEAD.value]
    filing = Filing.objects.create(unit=world.unit, cycle=CYCLE, started_by=by, started_at=at)
    row = Dossier.objects.create(
        filing=filing, number=1, award="annual.collective", state="received", subject_key="",
        started_by=by, started_at=at,
    )  # fmt: skip
    for role in (Role.STANDING_SPECIALIST, Role.STANDING_HEAD, Role.EMULATION_BOARD):
        state_conflict(by=world.personas[role.value], at=at, filing=filing, is_recused=False)
    content = content_of(CycleSet(CYCLE, at.date()))
    values = {"cycle": CYCLE, "content": content, "sha256": fingerprint(content), "frozen_at": at}
    confirmed = Proposal.objects.create(
        ordinal=1, state="confirmed", frozen_by=by, confirmed_by=head, confirmed_at=at,
        letter_file=_signed(by, at), **values,
    )  # fmt: skip
    waiting = Proposal.objects.create(ordinal=2, reason="Bổ sung", frozen_by=by, **values)
    return {
        "proposed": row,
        "proposal_cycle": SimpleNamespace(known=CYCLE, free="2027", unknown="2019", period=PERIOD_CYCLE),
        "proposal_waiting": waiting,
        "proposal_confirmed": confirmed,
    }


def _signed(by: User, at: datetime) -> StoredFile:
    """A signed letter as an image: there are no signatures to read in it."""
    png = SimpleUploadedFile("to-trinh.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    return keep_file(by=by, at=at, upload=inspect_upload(png, kinds={Kind.PNG}))


def _set(name: str, may: frozenset[str] = APPRAISERS, cycle: str = "known", **more: Any) -> Row:
    return Row(f"proposals:{name}", may, args={"cycle": f"proposal_cycle.{cycle}"}, **more)


def _list(name: str, may: frozenset[str] = APPRAISERS, thing: str = "confirmed", **more: Any) -> Row:
    return Row(f"proposals:{name}", may, args={"pk": f"proposal_{thing}.pk"}, **more)


LINE = {"cycle": "proposal_cycle.known", "pk": "proposed.pk"}

ROWS = (
    Row("proposals:list", APPRAISERS),
    Row("proposals:check", DOMAIN),
    _set("set"),
    _set("set", cycle="unknown", ok=404, case="no such cycle"),
    _set("leaders"),
    # The world has no leaders yet: the page says so; where Sở Nội vụ leads it is the board's.
    _set("publish_leaders", OFFICE_HEAD, cycle="period"),
    _set("publish_leaders", OFFICE_HEAD, method="post", ok=302, cycle="period"),
    _set("publish_leaders", OFFICE_HEAD, ok=404, other={"emulation_board": 404}, case="of a year"),
    _set("shares"),
    _set("freeze"),
    # Nobody has chosen: the page comes back with what is missing; those who only read are refused.
    _set("freeze", STANDING, method="post", cycle="free", case="freezing"),
    _set("progress"),
    _set("follow", CHOOSERS, cycle="free", case="what would be chosen"),
    _set("follow", CHOOSERS, method="post", ok=302, cycle="free"),
    _set("relations", CHOOSERS, ok=302, case="nothing left to state"),
    # The council's member has not stated yet whether he has to do with the unit.
    Row("proposals:line", APPRAISERS - only(Role.COUNCIL_MEMBER), args=LINE),
    Row("proposals:line", CHOOSERS, args=LINE, method="post", case="choosing"),
    _list("proposal"),
    _list("proposal", thing="waiting", case="waiting"),
    _list("differences"),
    _list("content"),
    _list("letter_docx"),
    _list("letter_pdf"),
    _list("signed_letter"),
    _list("signed_letter", thing="waiting", ok=404, case="not signed yet"),
    # The specialist froze it and cannot confirm.
    _list("confirm", OFFICE_HEAD, "waiting", method="post", ok=302),
    _list("discard", STANDING, "waiting", method="post", ok=302),
    _list("name_letter", STANDING, method="post"),
    _list("acknowledge", DECIDER, method="post", ok=302),
)

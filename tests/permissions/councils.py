"""Who may open what in the room of councils: readers read, the desk keeps, who has a seat votes."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from tests.councils.world import appraise
from tests.permission_world import START, World
from tests.permissions.vocabulary import APPRAISERS, OFFICE_HEAD, STANDING, Row, only

from thidua.appraising.conflicts.services import state_conflict
from thidua.core.roles import Role
from thidua.councils.ballots.casting import cast
from thidua.councils.closing import close
from thidua.councils.enums import Duty, Way
from thidua.councils.models import AgendaItem, Council, CouncilSession
from thidua.councils.services import NewSeat, add_seat, plan_session, set_up_council
from thidua.councils.signed_minutes import keep_minutes
from thidua.councils.sitting import note_present, open_session, start_vote
from thidua.documents.papers import Paper, Signer, to_pdf
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, Filing
from thidua.foundation.files import Kind, inspect_upload
from thidua.people.models import User
from thidua.people.role_services import grant_role
from thidua.people.services import create_account

DESK = STANDING | only(Role.EMULATION_BOARD, Role.COUNCIL_SECRETARY)
SEATED = only(Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY)
READING = SEATED | only(Role.AUDITOR, Role.DECISION_MAKER)
"""Who reads materials: those who need not state a relation first, and the member who did."""
CYCLE = "2029"


def make_things(world: World, at: datetime) -> dict[str, Any]:
    """A council of three; a session to come, one voting, one counting on paper, one closed."""
    by, chair = (world.personas[role.value] for role in (Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER))
    third = create_account(
        by=None, at=at, username="third", full_name="Người third", password="Hoa-phuong-do-2027"
    )
    grant_role(by=None, at=at, user=third, role=Role.COUNCIL_MEMBER, unit_id=None, valid_from=START)
    council = set_up_council(by=by, at=at, name="Hội đồng thử", number="1/QĐ-HĐ", on=at.date())
    for user, duty in ((chair, Duty.CHAIR), (third, Duty.MEMBER), (by, Duty.SECRETARY)):
        add_seat(by=by, at=at, council=council, new=NewSeat(duty=duty, account=user))
    filing = Filing.objects.create(unit=world.other_unit, cycle=CYCLE, started_by=by, started_at=at)
    for user in (chair, third, by):
        state_conflict(by=user, at=at, filing=filing, is_recused=False)
    planned = _session(by, at, council, filing)
    voting, counting = (_session(by, at, council, filing, way) for way in (Way.OPEN, Way.PAPER))
    return {
        "council": council,
        "council_seat": council.seats.earliest("pk"),
        "council_planned": planned,
        "council_item": planned.items.get(),
        "council_voting": voting,
        "council_counting": counting,
        "council_closed": _closed(by, at, council, filing),
        "council_words": SimpleNamespace(up="len", write="ghi", nothing="khong-co", docx="docx"),
    }


def _session(by: User, at: datetime, council: Council, filing: Filing, way: str = "") -> CouncilSession:
    number = filing.dossiers.count() + 1
    dossier = Dossier.objects.create(
        filing=filing, number=number, award="annual.individual", subject_name=f"Người {number}",
        subject_key=str(number), state=DossierState.RECEIVED, started_by=by, started_at=at,
    )  # fmt: skip
    appraise(dossier, by, at)
    row = plan_session(by=by, at=at, council=council, cycle=CYCLE, held_at=at, place="Phòng họp")
    AgendaItem.objects.create(session=row, dossier=dossier, place=1)
    if way:
        open_session(by=by, at=at, session=row)
        everybody = [one.pk for one in row.attendees.all()]
        note_present(by=by, at=at, session=row, present=everybody)
    if way in (Way.OPEN, Way.PAPER):
        start_vote(by=by, at=at, session=row, way=way)
    row.refresh_from_db()
    return row


def _closed(by: User, at: datetime, council: Council, filing: Filing) -> CouncilSession:
    row = _session(by, at, council, filing, "opened")
    code = start_vote(by=by, at=at, session=row, way=Way.SECRET)
    for seat in row.attendees.select_related("account"):
        said = {item.pk: "agree" for item in row.items.all()}
        cast(by=seat.account, at=at, session=row, attendee=seat, choices=said)
    close(by=by, at=at, session=row, code=code)
    paper = ContentFile(
        to_pdf(Paper("Biên bản", "", "HĐ", "BB", "Họp", Signer(("CHỦ TỊCH",)))), name="ky.pdf"
    )
    return keep_minutes(by=by, at=at, session=row, file=inspect_upload(paper, kinds={Kind.PDF}))


def _of(name: str, may: frozenset[str], thing: str, **more: Any) -> Row:
    args = {"pk": f"{thing}.pk"} | more.pop("args", {})
    return Row(f"councils:{name}", may, args=args, **more)


ROWS = (
    Row("councils:list", APPRAISERS),
    Row("councils:plan", DESK),
    Row("councils:council_new", DESK),
    Row("councils:rules", APPRAISERS),
    Row("councils:rule_set", OFFICE_HEAD),
    Row("councils:choose", OFFICE_HEAD),
    _of("council", APPRAISERS, "council", case="view"),
    # Without a name the page comes back with what is missing.
    _of("council", DESK, "council", method="post", case="add"),
    _of("council_change", DESK, "council"),
    _of("seat_drop", DESK, "council", method="post", ok=302, args={"seat": "council_seat.pk"}),
    _of("materials", READING, "council_item"),
    _of("relations", SEATED, "council_planned", ok=302),
    _of("item_act", DESK, "council_item", method="post", ok=302, args={"name": "council_words.up"}),
    _of("session", APPRAISERS, "council_planned", case="planned"),
    _of("session", APPRAISERS, "council_closed", case="closed"),
    _of("progress", APPRAISERS, "council_voting"),
    _of("ballot", SEATED, "council_voting"),
    _of("receipt", APPRAISERS, "council_closed"),
    _of("desk", DESK, "council_planned", case="planned"),
    _of("desk", DESK, "council_voting", case="voting"),
    _of("add_items", DESK, "council_planned", method="post", ok=302),
    _of("count", DESK, "council_counting"),
    _of("signed_minutes", APPRAISERS, "council_closed"),
    _of("minutes", APPRAISERS, "council_voting", args={"form": "council_words.docx"}),
    _of("result", APPRAISERS, "council_closed"),
    _of("act", DESK, "council_voting", method="post", ok=302, args={"name": "council_words.write"}),
    _of(
        "act", frozenset(), "council_voting", method="post",
        args={"name": "council_words.nothing"}, foreign=DESK, case="nothing",
    ),
)  # fmt: skip

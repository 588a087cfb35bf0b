"""Two phường, a xã and Sở Nội vụ with appraised dossiers, a council of five, on 15/02/2027.

Rows are written as they are after sending and appraisal: how they come there is other rooms' own matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.judging.models import Opinion
from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.councils.agenda import put_on_agenda
from thidua.councils.ballots.casting import cast
from thidua.councils.enums import Duty, Way
from thidua.councils.models import Attendee, Council, CouncilSession
from thidua.councils.services import NewSeat, add_seat, plan_session, set_up_council
from thidua.councils.sitting import note_present, open_session, start_vote
from thidua.dossiers.enums import DossierState, Timing
from thidua.dossiers.models import Dossier, Filing, SentDossier, Submission
from thidua.people.models import User
from thidua.units.enums import UnitKind
from thidua.units.models import Unit
from thidua.units.services import NewUnit, register_unit

CYCLE = "2026"
UNITS = (
    ("P1", UnitKind.PHUONG, "Hồng Bàng", Block.PHUONG),
    ("P2", UnitKind.PHUONG, "An Biên", Block.PHUONG),
    ("X1", UnitKind.XA, "Cẩm Giang", Block.XA),
    ("SNV", UnitKind.AGENCY, "Nội vụ", Block.SO),
)


@dataclass
class World:
    """What the tests work with."""

    at: datetime
    by: User
    head: User
    members: list[User]
    units: dict[str, Unit]
    council: Council
    box_code: str = field(default="")

    def appraised(
        self, code: str, award: str = "annual.collective", name: str = "", **opinions: str
    ) -> Dossier:
        """A dossier of a unit on which both stages agreed, unless `content` or `procedure` say otherwise."""
        filing, _new = Filing.objects.get_or_create(
            unit=self.units[code], cycle=CYCLE, defaults={"started_by": self.by, "started_at": self.at}
        )
        row = Dossier.objects.create(
            filing=filing, number=filing.dossiers.count() + 1, award=award, subject_name=name,
            subject_key=name.casefold(), started_by=self.by, started_at=self.at, state=DossierState.RECEIVED,
        )  # fmt: skip
        appraise(row, self.by, self.at, **opinions)
        return row

    def planned(self, *dossiers: Dossier) -> CouncilSession:
        """A session with these on its agenda."""
        row = plan_session(
            by=self.by, at=self.at, council=self.council, cycle=CYCLE,
            held_at=self.at + timedelta(hours=1, minutes=CouncilSession.objects.count()),
            place="Phòng họp số 2",
        )  # fmt: skip
        if dossiers:
            put_on_agenda(by=self.by, at=self.at, session=row, dossiers=[one.pk for one in dossiers])
        return row

    def opened(self, *dossiers: Dossier, absent: Iterable[User] = ()) -> CouncilSession:
        """The same, opened, with everybody there but `absent`; all have stated their relations."""
        row = open_session(by=self.by, at=self.at, session=self.planned(*dossiers))
        self.state(row)
        out = {one.pk for one in absent}
        here = [one.pk for one in row.attendees.all() if one.account_id not in out]
        return note_present(by=self.by, at=self.at, session=row, present=here)

    def state(self, session: CouncilSession) -> None:
        """Whoever has a seat and has not said anything of a unit has nothing to do with it."""
        filings = Filing.objects.filter(dossiers__council_items__session=session).distinct()
        for seat in session.attendees.filter(account__isnull=False).select_related("account"):
            for filing in filings.exclude(conflict_statements__person=seat.account_id):
                state_conflict(by=seat.account, at=self.at, filing=filing, is_recused=False)

    def voting(self, *dossiers: Dossier, way: str = Way.SECRET, **more: Any) -> CouncilSession:
        """The same, put to the vote; the code of the box is `box_code`."""
        row = self.opened(*dossiers, **more)
        self.box_code = start_vote(by=self.by, at=self.at, session=row, way=way)
        row.refresh_from_db()
        return row

    def seat(self, session: CouncilSession, user: User) -> Attendee:
        """Somebody's seat in a session."""
        return session.attendees.get(account=user)

    def cast(self, session: CouncilSession, user: User, *said: str) -> str:
        """A ballot: what is said of each item in order, the last for all that follow."""
        items = [item.pk for item in session.items.all()]
        choices = {pk: said[min(place, len(said) - 1)] for place, pk in enumerate(items)}
        seat = self.seat(session, user)
        return cast(by=user, at=self.at, session=session, attendee=seat, choices=choices)


def appraise(row: Dossier, by: User, at: datetime, **opinions: str) -> None:
    """Writes the sending of a dossier and the opinions on it; `agree` where `opinions` say nothing."""
    filing = row.filing
    ordinal = filing.submissions.count() + 1
    told = {"id": row.pk, "verdict": {"truth": "met", "clauses": [], "trace": {}}, "initiatives": []}
    submission = Submission.objects.create(
        filing=filing, ordinal=ordinal, receipt=f"KT-{filing.pk}-{ordinal}", sent_at=at,
        signed_by=by, timing=Timing.ON_TIME, content={"dossiers": [told]}, sha256="0" * 64,
    )  # fmt: skip
    sent = SentDossier.objects.create(submission=submission, dossier=row, timing=submission.timing)
    for stage in ("content", "procedure", *(("leader",) if filing.unit.code == "SNV" else ())):
        if say := opinions.get(stage, "agree"):
            Opinion.objects.create(sent=sent, stage=stage, say=say, words="Đủ căn cứ", by=by, at=at)


def build(at: datetime, make_person: Any) -> World:
    """The world; five members with a vote, the first in the chair, the last the secretary."""
    units = {}
    for code, kind, name, block in UNITS:
        full = f"{UnitKind(kind).label} {name}"
        new = NewUnit(code=code, kind=kind, name=name, full_name=full, block=block)
        units[code] = register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))
    by = make_person("thuky", Role.COUNCIL_SECRETARY, full_name="Mai Bích Thảo")
    head = make_person("truongphong", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa")
    members = [
        make_person(f"uyvien{place}", Role.COUNCIL_MEMBER, full_name=f"Ủy viên {place}")
        for place in range(1, 5)
    ]
    council = set_up_council(
        by=by, at=at, name="Hội đồng Thi đua – Khen thưởng thành phố", number="15/QĐ-UBND", on=at.date()
    )
    duties = [Duty.CHAIR, Duty.MEMBER, Duty.MEMBER, Duty.MEMBER]
    for user, duty in [*zip(members, duties, strict=True), (by, Duty.SECRETARY)]:
        add_seat(by=by, at=at, council=council, new=NewSeat(duty=duty, account=user))
    return World(at=at, by=by, head=head, members=members, units=units, council=council)

"""The demonstration's council: one session that voted in secret and is closed, one to come."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from thidua.appraising.conflicts.services import state_many
from thidua.core.roles import Role
from thidua.councils.agenda import offers_for, put_on_agenda
from thidua.councils.ballots.casting import cast
from thidua.councils.closing import close
from thidua.councils.declaring import undeclared
from thidua.councils.enums import Duty, Way
from thidua.councils.models import Council
from thidua.councils.services import NewSeat, add_seat, plan_session, set_up_council, write_down
from thidua.councils.sitting import note_present, open_session, start_vote
from thidua.demo.stages import moment
from thidua.demo.steering import LABEL
from thidua.people.models import User
from thidua.people.role_services import grant_role

DAY, NEXT = date(2030, 2, 14), date(2030, 2, 20)
CYCLE = "2029"
SECRETARY = "thuky"
SEATS = (
    ("lanhdao.tp", Duty.CHAIR, "Lãnh đạo UBND thành phố"),
    ("ban.tdkt", Duty.DEPUTY, "Ban Thi đua – Khen thưởng"),
    ("hoidong", Duty.MEMBER, "Ủy ban MTTQ thành phố"),
    (SECRETARY, Duty.SECRETARY, "Ban Thi đua – Khen thưởng"),
)


def council_acts(people: dict[str, User]) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): the council and its sessions."""
    yield DAY, partial(_sit, people)


def _sit(people: dict[str, User]) -> None:
    by, at = people[SECRETARY], moment(DAY, 15)
    council = _council(people)
    session = plan_session(
        by=by, at=at, council=council, cycle=CYCLE, held_at=moment(DAY, 16), place=f"Phòng họp số 2 {LABEL}"
    )
    offered = [offer.line.dossier.pk for offer in offers_for(session, DAY)]
    if not offered:
        return
    put_on_agenda(by=by, at=at, session=session, dossiers=offered)
    open_session(by=by, at=moment(DAY, 16), session=session)
    everybody = [one.pk for one in session.attendees.all()]
    note_present(by=by, at=moment(DAY, 16, 5), session=session, present=everybody)
    write_down(
        by=by, at=moment(DAY, 16, 30), session=session,
        discussion=f"Thường trực báo cáo kết quả thẩm định {LABEL}.\nCác thành viên nhất trí biểu quyết.",
        conclusions="Trình Chủ tịch UBND thành phố các hồ sơ được thông qua.", version=session.words_version,
    )  # fmt: skip
    for seat in session.attendees.select_related("account"):
        filings = undeclared(session, seat.account, DAY)
        state_many(by=seat.account, at=moment(DAY, 16, 32), filings=filings, aside=(), reason="")
    code = start_vote(by=by, at=moment(DAY, 16, 35), session=session, way=Way.SECRET)
    for seat in session.attendees.select_related("account"):
        aside = set(seat.recusals.values_list("item_id", flat=True))
        said = {item.pk: "agree" for item in session.items.all() if item.pk not in aside}
        cast(by=seat.account, at=moment(DAY, 16, 40), session=session, attendee=seat, choices=said)
    close(by=by, at=moment(DAY, 16, 50), session=session, code=code)
    plan_session(
        by=by, at=moment(DAY, 17), council=council, cycle=CYCLE, held_at=moment(NEXT), place="Phòng họp số 2"
    )


def _council(people: dict[str, User]) -> Council:
    by, at = people[SECRETARY], moment(DAY, 14)
    council = set_up_council(
        by=by, at=at, name="Hội đồng Thi đua – Khen thưởng thành phố", number="120/QĐ-UBND (trình diễn)",
        on=date(2030, 1, 21),
    )  # fmt: skip
    for name in ("lanhdao.tp", "ban.tdkt"):
        grant_role(by=None, at=at, user=people[name], role=Role.COUNCIL_MEMBER, unit_id=None, valid_from=DAY)
    for name, duty, position in SEATS:
        new = NewSeat(duty=duty, account=people[name], position=position)
        add_seat(by=by, at=at, council=council, new=new)
    return council

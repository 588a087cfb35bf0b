"""Who may open what in the calendar of the movement."""

from datetime import date, datetime

from tests.permission_world import World
from tests.permissions.vocabulary import EVERYBODY, OFFICE_HEAD, PEOPLE, STANDING, Row

from thidua.core.roles import Role
from thidua.movement.calendar_services import record_notice, renew_feed


def make_things(world: World, at: datetime) -> dict[str, object]:
    """A notice that moved a deadline, and a calendar."""
    notice = record_notice(
        by=world.personas[Role.STANDING_HEAD.value],
        at=at,
        deadline="annual_dossier",
        cycle=2028,
        day=date(2029, 4, 10),
        number="9/TB-SNV",
        issued=at.date(),
        reason="Chậm công bố chỉ số",
    )
    feed = renew_feed(by=world.personas[Role.UNIT_OFFICER.value], at=at)
    return {"moved": notice, "feed": feed, "office_task": "unit_plan", "office_year": 2028}


DRAFT = {"deadline": "annual_dossier:2028", "day": "2029-04-15", "reason": "Lý do", "scope": "all"}

ROWS: tuple[Row, ...] = (
    Row("movement:calendar", PEOPLE),
    Row("movement:move", OFFICE_HEAD),
    Row("movement:draft", STANDING, method="post", data=DRAFT),
    Row("movement:notice_paper", PEOPLE, args={"pk": "moved.pk"}),
    Row("movement:set_office_date", OFFICE_HEAD, args={"code": "office_task", "year": "office_year"}),
    Row("movement:renew_feed", PEOPLE, ok=302, method="post"),
    Row("movement:feed", EVERYBODY, args={"token": "feed.token"}, case="whoever holds the address"),
    Row("movement:feed", EVERYBODY, args={"token": "wrong_key"}, ok=404, case="an address that ended"),
)

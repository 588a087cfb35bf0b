"""Who may open what in the city's report: the office writes, its head approves, the leaders read."""

from datetime import datetime

from tests.permission_world import World
from tests.permissions.vocabulary import OFFICE_HEAD, STANDING, Row, only

from thidua.core.roles import Role
from thidua.synthesis import services

READERS = STANDING | only(Role.DECISION_MAKER, Role.EMULATION_BOARD, Role.AUDITOR)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """The report of a year, its figures drawn."""
    report = services.start(by=world.personas[Role.STANDING_SPECIALIST.value], at=at, year=2026)
    services.draw_figures(report_id=report.pk, at=at)
    return {"city_report": report, "city_section": "I", "city_figure": "sent.missing"}


YEAR = {"year": "city_report.year"}

ROWS: tuple[Row, ...] = (
    Row("synthesis:list", READERS),
    Row("synthesis:start", STANDING, method="post", ok=302, data={"year": "2026"}),
    Row("synthesis:report", READERS, args=YEAR),
    Row("synthesis:annexes", READERS, args=YEAR),
    Row("synthesis:progress", READERS, args=YEAR),
    Row("synthesis:part", STANDING, args={**YEAR, "section": "city_section"}),
    Row("synthesis:figure", READERS, args={**YEAR, "code": "city_figure"}),
    Row("synthesis:refresh", STANDING, method="post", ok=302, args=YEAR),
    Row("synthesis:accept", STANDING, method="post", ok=302, args=YEAR),
    Row("synthesis:approve", OFFICE_HEAD, method="post", ok=302, args=YEAR),
    Row("synthesis:reopen", OFFICE_HEAD, method="post", ok=302, args=YEAR),
    Row("synthesis:paper", READERS, args=YEAR),
)

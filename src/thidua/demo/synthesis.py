"""The demonstration's reports of the city: one approved, the next a draft that is compared with it."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from thidua.demo.stages import moment
from thidua.people.models import User
from thidua.synthesis.services import approve, draw_figures, save_part, start

APPROVED_YEAR = 2028
DRAFT_YEAR = 2029
WORDS = (
    "Nhìn chung các đơn vị triển khai Phong trào nghiêm túc; lồng ghép với các phong trào khác giúp giảm "
    "cuộc họp và báo cáo (lời của bản trình diễn)."
)


def synthesis_acts(by: User, head: User) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): two reports, drawn a little after the units' own have come."""
    yield date(APPROVED_YEAR, 12, 20), partial(_write, by, APPROVED_YEAR, head)
    yield date(DRAFT_YEAR, 12, 20), partial(_write, by, DRAFT_YEAR, None)


def _write(by: User, year: int, approved_by: User | None) -> None:
    at = moment(date(year, 12, 20), 10)
    report = start(by=by, at=at, year=year)
    draw_figures(report_id=report.pk, at=at)
    save_part(by=by, at=at, report=report, section="I", text=WORDS, version=0)
    if approved_by:
        approve(by=approved_by, at=at, report=report)

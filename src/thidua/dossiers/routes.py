"""The routes to an award (III.2, III.3): which awards they hold, what they ask, who may go them.

A route is what a person chooses; the awards and their criteria stay in the programme.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.blocks import Block
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.programme import Award, Programme
from thidua.core.programme_model import Option, Reading
from thidua.core.programme_nodes import Written
from thidua.units.selectors import UnitRecord


class Route(StrEnum):
    """Each is named as the award families of the programme are, but for the base level."""

    ANNUAL = "annual"
    PERIOD = "period"
    FLAG = "flag"
    DISCRETIONARY = "discretionary"
    ADHOC = "adhoc"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class RouteKind:
    """One route in words. `deadline`: of the programme, empty for none; `has_quota`: within the limits."""

    route: Route
    name: Promise
    asks: Promise
    deadline: str = ""
    has_quota: bool = False
    needs_ground: bool = False
    """A written ground is demanded; such dossiers are counted and shown apart."""
    is_short: bool = False
    """Only the results are told in the report."""
    by_office_alone: bool = False
    """No unit begins it: the standing office puts together whom the Chairman may choose."""


KINDS: tuple[RouteKind, ...] = (
    RouteKind(
        Route.ANNUAL,
        _("Bằng khen hằng năm"),
        _("Tập thể: chỉ số trong nhóm đầu khối và có sáng kiến; cá nhân: theo tiêu chuẩn III.2.1.2.a"),
        deadline="annual_dossier",
        has_quota=True,
    ),
    RouteKind(
        Route.PERIOD,
        _("Bằng khen tổng kết giai đoạn"),
        _("Đơn vị có ít nhất 03 năm trong danh sách dẫn đầu của khối"),
        deadline="period_dossier",
        has_quota=True,
    ),
    RouteKind(
        Route.FLAG,
        _("Cờ thi đua tổng kết giai đoạn"),
        _("Tập thể dẫn đầu khối về chỉ số, mỗi khối một Cờ"),
        deadline="period_dossier",
        has_quota=True,
    ),
    RouteKind(
        Route.DISCRETIONARY,
        _("Ngoài hạn mức (“ngoài ra”)"),
        _("Đóng góp nâng cao chỉ số của thành phố, kể cả cơ quan ngành dọc; phải có căn cứ bằng văn bản"),
        needs_ground=True,
    ),
    RouteKind(
        Route.ADHOC,
        _("Đột xuất"),
        _("Thành tích đột xuất, vào bất cứ lúc nào; phải có căn cứ bằng văn bản, hồ sơ rút gọn"),
        needs_ground=True,
        is_short=True,
    ),
    RouteKind(
        Route.STATE,
        _("Cấp Nhà nước"),
        _("Sở Nội vụ báo cáo Chủ tịch xem xét, lựa chọn; phải có căn cứ bằng văn bản"),
        needs_ground=True,
        by_office_alone=True,
    ),
)
KIND_OF: dict[str, RouteKind] = {kind.route: kind for kind in KINDS}


OFFICE_ALONE = _(
    "Khen thưởng cấp Nhà nước do Sở Nội vụ phối hợp báo cáo để Chủ tịch xem xét, lựa chọn (III.2.2.b.NN), "
    "nên đơn vị không tự lập hồ sơ. Muốn giới thiệu tập thể, cá nhân thì gửi văn bản về Sở Nội vụ; "
    "Sở lập hồ sơ và đề nghị đơn vị bổ sung."
)
"""Why a unit does not begin a dossier on the State's level, with what it can do."""


def kind_of(award: Award) -> RouteKind:
    """The route of an award."""
    return KIND_OF[award.family]


def is_person(award: Award) -> bool:
    """Whether the award is for a person."""
    return award.subject == "individual"


def is_for_a_person(award_id: str) -> bool:
    """Whether an award, by its id, is for a person."""
    return award_id.endswith(".individual")


FLAG_ENDS = f".{Route.FLAG}"
"""How the ids of flags end."""


def is_flag(award_id: str) -> bool:
    """Whether an award, by its id, is a flag: one in each block (III.2.2.b.CO)."""
    return award_id.endswith(FLAG_ENDS)


def is_ad_hoc(award_id: str) -> bool:
    """Whether an award, by its id, is for an act that nobody foresaw (III.3.1.b)."""
    return award_id.partition(".")[0] == Route.ADHOC


def is_of_state(award_id: str) -> bool:
    """Whether an award, by its id, is given by the State and not by the city (III.2.2.b.NN)."""
    return award_id.partition(".")[0] == Route.STATE


WHO_PROPOSES = "B27"
"""The reading of who proposes outside the limits."""


def default_reading(programme: Programme, id_: str) -> tuple[Reading, Option]:
    """A reading that no switch changes, with the option that holds."""
    reading = next(one for one in programme.readings if one.id == id_)
    return reading, next(one for one in reading.options if one.id == reading.default)


def clause_in(award: Award, cycle: str) -> str:
    """Where the plan speaks of an award in a cycle: outside the limits, year and period each have a place."""
    if isinstance(award.criteria, Written):
        return award.criteria.clauses.get("year" if cycle.isdecimal() else "period", award.clause)
    return award.clause


def awards_in(programme: Programme, cycle: str) -> Sequence[Award]:
    """The awards that can be had in a cycle, in the order of the programme."""
    suits = "period" if cycle == PERIOD_CYCLE else "year"
    return [award for award in programme.awards if award.cycle in (suits, "either")]


def is_closed_to(award: Award, unit: UnitRecord, cycle: str) -> bool:
    """Whether a unit outside the three blocks is led to another route (B10, 7.8 case 19). Who left them is
    judged for the years before (B09), so those stay open.
    """
    blocks = {unit.block, unit.block_in(int(cycle)) if cycle.isdecimal() else None}
    return not award.open_to_unranked and blocks <= {Block.NONE, None}

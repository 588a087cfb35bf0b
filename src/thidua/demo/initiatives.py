"""The demonstration's register of initiatives: a list for each December, and a few that are told in full."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from thidua.core.blocks import INDEX_BLOCKS
from thidua.demo.dice import dice
from thidua.demo.names import INVENTED, invent_name, invent_position
from thidua.demo.rankings import InventedRow
from thidua.demo.scans import empty_paper
from thidua.demo.stages import moment
from thidua.demo.titles import AREA, OWNER, InventedInitiative, invent_initiatives
from thidua.initiatives.adoption.services import confirm, declare
from thidua.initiatives.description.services import begin_draft, enter, rewrite
from thidua.initiatives.description.words import Description, NewAuthor, NewEffect
from thidua.initiatives.enums import Capacity, Likeness
from thidua.initiatives.likeness.services import rule
from thidua.initiatives.models import Adoption, Initiative
from thidua.initiatives.proofs.services import add_proof
from thidua.initiatives.recognition.services import Council, lay_before_council, receive
from thidua.initiatives.services import NewInitiative, register_many
from thidua.movement.contents import Area
from thidua.people.models import User
from thidua.units.enums import UnitKind
from thidua.units.models import Unit
from thidua.units.selectors import history

SHOWN, ADOPTER = "11311", "11629"
"""Phường Hồng Bàng tells of its initiatives; phường An Lão works with one of them."""
_REACH = {
    True: "Đã thử ở đơn vị khác và làm được (trình diễn)",
    False: "Chỉ hợp với điều kiện riêng của đơn vị (trình diễn)",
    None: "",
}
_TOLD = Description(
    title="",
    area=Area.PROCEDURES,
    summary="Gộp các bước trùng nhau, một người theo hồ sơ từ đầu đến cuối; người dân biết trước giấy tờ cần "
    "mang (trình diễn).",
    problem="Người dân phải đi lại hai, ba lần vì thiếu giấy tờ; mỗi bước một người, không ai nhắc.",
    novelty="Một đầu mối theo hồ sơ, nhắc giấy tờ còn thiếu từ hôm trước; tổ dân phố nhập hộ người già.",
    reach="Cần một người làm đầu mối và bảng theo dõi dùng chung; không phải mua phần mềm.",
    effects=(
        NewEffect("Thời gian chờ tại quầy", Decimal(42), Decimal(9), "phút"),
        NewEffect("Hồ sơ phải bổ sung", Decimal("18.5"), Decimal("4.2"), "%"),
        NewEffect("Hồ sơ nộp trực tuyến", Decimal(61), Decimal(88), "%"),
    ),
)

_HOME = (
    "Tổ liên gia nhận kết quả tại một cửa rồi đưa đến tận nhà; người cao tuổi ký nhận trên giấy hẹn, "
    "không phải đi lại (trình diễn)."
)
_HOME_AND_TAKE = (
    "Tổ liên gia nhận hồ sơ và đưa kết quả từ một cửa đến tận nhà người già yếu, chụp ảnh giấy tờ, "
    "ký nhận trên giấy hẹn (trình diễn)."
)


def initiative_acts(
    people: dict[str, User],
    by: User,
    units: dict[str, Unit],
    rankings: dict[int, list[InventedRow]],
    seed: int,
) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): the lists of each December; in February 2030 one unit tells more of what it does."""
    for year, ranking in rankings.items():
        yield date(year, 12, 15), _December(by, units, year, ranking, seed)
    yield date(2030, 2, 11), partial(_tell, people, units)
    yield date(2030, 2, 12), partial(_write, people, units)


@dataclass(frozen=True, slots=True)
class _December:
    """The initiatives of a year enter the register."""

    by: User
    units: dict[str, Unit]
    year: int
    ranking: list[InventedRow]
    seed: int

    def __call__(self) -> None:
        at = moment(date(self.year, 12, 15))
        names = {unit.code: unit.full_name for unit in history(at.date())}
        by_rank = sorted(self.ranking, key=lambda row: (row.rank, INDEX_BLOCKS.index(row.block), row.unit))
        invented = invent_initiatives(self.year, [(row.unit, names[row.unit]) for row in by_rank], self.seed)
        register_many(
            by=self.by,
            at=at,
            initiatives=[self._entry(item) for item in invented],
            source=f"Danh sách sáng kiến năm {self.year} (trình diễn)",
        )

    def _entry(self, item: InventedInitiative) -> NewInitiative:
        unit, chance = self.units[item.unit], dice(self.seed, "authors", item.code)
        is_agency = unit.kind == UnitKind.AGENCY
        shares = chance.choice(((100,), (60, 40), (50, 30, 20)))
        return NewInitiative(
            code=item.code,
            unit=unit,
            title=item.title,
            recognised_on=item.recognised_on,
            recognition_decision=item.decision,
            applied_on=item.applied_on,
            replicable=item.replicable,
            replicable_reason=_REACH[item.replicable],
            area=chance.choice((Area.PROCEDURES, Area.PROCEDURES, Area.DIGITAL, Area.SERVICE)),
            authors=tuple(
                NewAuthor(invent_name(chance), invent_position(chance, agency=is_agency), "", Decimal(share))
                for share in shares
            ),
        )


def _tell(people: dict[str, User], units: dict[str, Unit]) -> None:
    """The newest recognised initiative of Hồng Bàng in full, with its proofs and who adopted it."""
    known = Initiative.objects.filter(
        unit=units[SHOWN], recognised_on__isnull=False, applied_on__isnull=False
    )
    row = known.order_by("-recognised_on", "code").first()
    if row is None:
        return
    officer, at = people["canbo.hongbang"], moment(date(2030, 2, 11), 9)
    rewrite(by=officer, at=at, row=row, version=row.edition, said=replace(_TOLD, title=row.title))
    add_proof(
        by=officer,
        at=at,
        initiative=row,
        place="Trung tâm Phục vụ hành chính công phường Hồng Bàng",
        since=row.applied_on or date(2029, 1, 2),
        until=None,
        file=empty_paper("xac-nhan-ap-dung.pdf"),
    )
    how = "Cử đầu mối theo hồ sơ từ đầu năm, số lần người dân đi lại đã giảm (trình diễn)."
    for code, officer_name, head_name in (
        (ADOPTER, "canbo.anlao", "chutich.anlao"),
        ("SNV", "canbo.sonoivu", "giamdoc.sonoivu"),
    ):
        found = declare(
            by=people[officer_name],
            at=moment(date(2030, 2, 11), 10),
            initiative=row,
            unit=units[code],
            since=date(2030, 1, 6),
            how=how,
        )
        confirm(by=people[head_name], at=moment(date(2030, 2, 11), 15), adoption=found)
    # One more that still waits for a head, so that the other side of the page can be seen.
    other = Initiative.objects.filter(replicable=True).exclude(unit=units[SHOWN]).order_by("-code").first()
    if other is not None and not Adoption.objects.filter(initiative=other).exists():
        declare(by=officer, at=at, initiative=other, unit=units[SHOWN], since=date(2030, 2, 3), how=how)


def _write(people: dict[str, User], units: dict[str, Unit]) -> None:
    """Hồng Bàng considers one new initiative and still writes another; An Lão has one before its council."""
    officer, at = people["canbo.hongbang"], moment(date(2030, 2, 12), 9)
    authors = (
        NewAuthor(f"Hoàng Thị Mai ({INVENTED})", "Công chức tư pháp – hộ tịch", "", Decimal(70)),
        NewAuthor(f"Trần Quốc Việt ({INVENTED})", "Chuyên viên", "Sở Tư pháp", Decimal(30)),
    )
    kept_apart = "Danh sách hộ thử nghiệm và số điện thoại (trình diễn)."
    first: Initiative | None = None
    for by, code, title, summary in (
        (officer, SHOWN, "Trả kết quả tận nhà cho người cao tuổi qua tổ liên gia", _HOME),
        (people["canbo.anlao"], ADOPTER, "Tổ liên gia trả kết quả tận nhà cho người già yếu", _HOME_AND_TAKE),
    ):
        said = replace(_TOLD, title=title, summary=summary, authors=authors, confidential=kept_apart)
        row = begin_draft(by=by, at=at, unit=units[code], said=said)
        if first is not None:
            _compare(by, row, first, Capacity.UNIT, "Thêm việc nhận hồ sơ tại nhà, không chỉ trả kết quả.")
        enter(by=by, at=at, initiative=row)
        receive(by=by, at=at, initiative=row, on=date(2030, 2, 12))
        if code == ADOPTER:
            council = Council(date(2030, 2, 12), members=9, present=8, agreed=7)
            lay_before_council(
                by=by, at=at, initiative=row, council=council, minutes=empty_paper("bien-ban-hoi-dong.pdf")
            )
        first = first or row
    unfinished = Description(_like_another(units[SHOWN]), Area.DIGITAL)
    begin_draft(by=officer, at=at, unit=units[SHOWN], said=unfinished)


def _compare(by: User, row: Initiative, other: Initiative, capacity: Capacity, why: str) -> None:
    rule(
        by=by,
        at=moment(date(2030, 2, 12), 9),
        initiative=row,
        other=other,
        verdict=Likeness.BUILDS_ON,
        reason=f"{why} (trình diễn)",
        capacity=capacity,
    )


def _like_another(unit: Unit) -> str:
    """A title that is nearly the one of another unit, so that look-alikes have something to ask."""
    others = Initiative.objects.exclude(unit=unit).filter(code__startswith="SK-").order_by("-code")
    title = others.values_list("title", flat=True)[0]
    return f"{title.split(OWNER)[0].split(AREA)[0]} của phường Hồng Bàng"

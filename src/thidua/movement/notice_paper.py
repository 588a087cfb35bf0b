"""The notice that moves a deadline as an official paper (Thông báo), before it has a number and after."""

from dataclasses import dataclass
from datetime import date

from thidua.core.facts import PERIOD_CYCLE
from thidua.core.programme import Deadline
from thidua.core.text import format_date
from thidua.documents.papers import Annex, Paper, Signer, Table, Text
from thidua.movement.calendar_services import Reach
from thidua.movement.models import DeadlineNotice, Scope
from thidua.movement.selectors import programme_for
from thidua.paper_forms.selectors import paper_docx
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord

MOST_NAMED = 3
"""More units than this are listed in an annex."""


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What the notice says. `number` empty and `issued` None: a draft."""

    deadline: Deadline
    cycle: int | None
    former: date | None
    day: date
    reason: str
    reach: Reach
    units: tuple[UnitRecord, ...]
    number: str = ""
    issued: date | None = None
    is_demo: bool = False


def words_of(notice: DeadlineNotice, is_demo: bool) -> NoticeWords:
    """The words of a recorded notice."""
    reach = Reach(Scope(notice.scope), notice.block, frozenset(notice.units.values_list("pk", flat=True)))
    return NoticeWords(
        deadline=programme_for(notice.cycle or PERIOD_CYCLE, notice.issued).deadline_by_id[notice.deadline],
        cycle=notice.cycle,
        former=notice.former_date,
        day=notice.date,
        reason=notice.reason,
        reach=reach,
        units=tuple(reach.units(notice.issued)),
        number=notice.number.split("/")[0],
        issued=notice.issued,
        is_demo=is_demo,
    )


def draw(words: NoticeWords, on: date) -> bytes:
    """The .docx, in the form that holds that day."""
    what = f"{words.deadline.name.lower()} {words.cycle or PERIOD_CYCLE}"
    named = [unit.full_name for unit in words.units] if words.reach.scope is Scope.UNITS else []
    whom = _whom(words.reach, named)
    marks = ["DỮ LIỆU TRÌNH DIỄN"] if words.is_demo else []
    marks += [] if words.number else ["DỰ THẢO"]
    former = f" thay cho ngày {format_date(words.former)}" if words.former else ""
    body = [
        Text(
            "Căn cứ Kế hoạch phát động phong trào thi đua “Đẩy mạnh cải cách hành chính” giai đoạn "
            "2026 - 2030 ban hành kèm theo Quyết định số 2162/QĐ-UBND ngày 09 tháng 6 năm 2026 của "
            "Chủ tịch Ủy ban nhân dân thành phố, Phần III, mục 3 (thay đổi thời gian có thông báo "
            "cụ thể), Sở Nội vụ thông báo:"
        ),
        Text(
            f"1. Thời hạn {what} của {whom} là trước ngày {format_date(words.day)}{former} "
            f"(điều khoản {words.deadline.clause})."
        ),
        Text(f"2. Lý do: {words.reason.rstrip('.')}."),
        Text(
            "3. Các nội dung khác của Kế hoạch không thay đổi. Đề nghị các cơ quan, đơn vị biết, thực hiện; "
            "khó khăn, vướng mắc gửi về Sở Nội vụ (Phòng Cải cách hành chính và pháp chế) để được "
            "hướng dẫn./."
        ),
    ]
    annexes = []
    if len(named) > MOST_NAMED:
        rows = [(str(place), name) for place, name in enumerate(named, 1)]
        annexes = [Annex("DANH SÁCH ĐƠN VỊ", (Table(("TT", "Đơn vị"), rows, (1, 8)),))]
    return paper_docx(
        Paper(
            kind="Thông báo",
            above="Ủy ban nhân dân\nthành phố Hải Phòng",
            issuer="Sở Nội vụ",
            symbol="TB-SNV",
            number=words.number,
            on=words.issued,
            subject=f"Thay đổi thời hạn {what}",
            body=body,
            signer=Signer(("Giám đốc",)),
            recipients=(
                "UBND thành phố (để báo cáo)",
                whom[0].upper() + whom[1:],
                "Ban Thi đua - Khen thưởng",
                "Lưu: VT, CCHC&PC",
            ),
            annexes=annexes,
            marks=marks,
        ),
        on,
    )


def _whom(reach: Reach, named: list[str]) -> str:
    if reach.scope is Scope.ALL:
        return "các cơ quan, đơn vị, địa phương"
    if reach.scope is Scope.BLOCK:
        return f"các đơn vị khối {str(BlockChoice(reach.block).label).lower()}"
    if len(named) > MOST_NAMED:
        return f"{len(named)} đơn vị có tên trong danh sách kèm theo"
    return "; ".join(named)

"""Invented scores on the sample set: what a unit gives comes to exactly the points of its invented rank."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import NamedTuple

from thidua.index_rounds.sheets.writing import AnswerDraft

HUNDRED = Decimal(100)
SURVEYED = {"8.1": "tthc", "8.2": "thai-do", "8.3": "chung"}
"""Code of a surveyed component → the group of questions behind it; five points each."""
_SURVEY_SHARE, _SURVEY_MOST = 40, range(80, 170)
"""How many percent of what is lost a survey takes, and in 0.01 points where it stops, by group."""
_CARRIES, _CARRY_BASE, _CARRY_MOST = "3.2.1", 6000, 560
"""The component that takes what is left: of 6,000 files one is worth 0.01 points."""


class _Line(NamedTuple):
    """A share in percent that costs points evenly: `top` gives all, each 0.01 points are `step` percent."""

    code: str
    top: int
    step: str
    most: int


class _Step(NamedTuple):
    """Something a unit lacks: what it costs in 0.01 points, what is true, what a unit tends to claim."""

    code: str
    cost: int
    true: AnswerDraft
    claimed: AnswerDraft
    reason: str


def _number(value: str | int | Decimal) -> AnswerDraft:
    return AnswerDraft(Decimal(value))


_LINES = (
    _Line("1.1.2", 100, "0.3", 60),
    _Line("2.2", 100, "0.125", 240),
    _Line("3.1", 100, "0.05", 240),
    _Line("4.1", 100, "0.125", 200),
    _Line("5.1", 100, "0.05", 240),
    _Line("7.3", 80, "0.15", 280),
)
_DIGITAL = (_Line("7.1", 90, "0.15", 60), _Line("7.2", 100, "0.125", 60))
"""What is lost here is lost a second time, a quarter of it, in the formula of 7.5."""
_STEPS = (
    _Step("1.2.1", 25, _number(1), _number(0), "Sổ tiếp nhận ghi báo cáo đến sau hạn một ngày."),
    _Step("1.2.2", 50, _number(0), _number(1), "Báo cáo thiếu phụ lục số liệu theo đề cương."),
    _Step("1.4.1", 30, _number(7), _number(10), "Ba đường dẫn không mở được, chưa tính là tin, bài."),
    _Step("1.4.2", 100, _number(0), _number(1), "Chưa có tài liệu chứng minh hình thức tuyên truyền mới."),
    _Step("1.5", 100, _number(1), _number(2), "Một sáng kiến chưa có quyết định công nhận."),
    _Step("2.1", 100, _number(1), _number(0), "Một văn bản sai thể thức theo kết quả kiểm tra."),
    _Step("3.2.3", 100, _number(2), _number(0), "Danh sách có hai hồ sơ bị trả lại quá một lần."),
    _Step("3.4", 150, _number(1), _number(2), "Một sáng kiến chưa có văn bản áp dụng."),
    _Step("4.2", 300, _number(0), _number(1), "Quy chế làm việc chưa sửa theo mô hình hai cấp."),
    _Step("4.3", 300, _number(0), _number(1), "Chưa có báo cáo rà soát phân cấp, ủy quyền."),
    _Step("5.2", 200, _number(1), _number(0), "Có một kết luận về kỷ luật hành chính trong năm."),
    _Step("6.1", 100, _number("93.5"), _number("96.2"), "Xác nhận của Kho bạc thấp hơn số báo cáo."),
    _Step("6.3", 300, _number(0), _number(1), "Trang công khai không có quyết toán năm trước."),
    _Step("7.4", 50, _number("96.4"), _number(100), "Số liệu hệ thống quản lý văn bản thấp hơn."),
)
_FULL = {
    "1.1.1": _number(0),
    "1.2.1": _number(0),
    "1.2.2": _number(1),
    "1.3.1": _number(35),
    "1.3.2": AnswerDraft(not_arising=True),
    "1.4.1": _number(10),
    "1.4.2": _number(1),
    "1.5": _number(2),
    "2.1": _number(0),
    "3.2.2": AnswerDraft(not_arising=True),
    "3.2.3": _number(0),
    "3.3": _number(100),
    "3.4": _number(2),
    "4.2": _number(1),
    "4.3": _number(1),
    "5.2": _number(0),
    "5.3": _number(100),
    "6.1": _number("96.2"),
    "6.2": AnswerDraft(not_arising=True),
    "6.3": _number(1),
    "7.4": _number(100),
    "9.1": _number(0),
    "9.2": _number(0),
}
"""What gives every point, of what is not a share that costs points evenly."""


@dataclass(slots=True)
class InventedSheet:
    """One unit: what it gives, code → (points after the cut, reason), group → mean of the survey."""

    given: dict[str, AnswerDraft]
    cuts: dict[str, tuple[Decimal, str]] = field(default_factory=dict)
    means: dict[str, Decimal] = field(default_factory=dict)


def invent_sheet(score: Decimal, chance: Random, maxima: Mapping[str, Decimal]) -> InventedSheet:
    """A sheet whose judged points come to `score` (at most 100, at least 70) on the sample set.

    `maxima`: code → most points. A third of what a unit lacks it claims nevertheless, and is cut.
    """
    left = int((HUNDRED - score) * HUNDRED)
    sheet = InventedSheet(dict(_FULL))
    surveyed = left * _SURVEY_SHARE // 100
    for code, group in SURVEYED.items():
        lost = min(chance.choice(_SURVEY_MOST), surveyed // len(SURVEYED))
        sheet.means[group] = HUNDRED - lost * HUNDRED / (maxima[code] * HUNDRED)
        left -= lost
    for step in chance.sample(_STEPS, len(_STEPS)):
        if step.cost > left // 2:
            continue
        left -= step.cost
        if chance.random() < 0.3:
            sheet.given[step.code] = step.claimed
            sheet.cuts[step.code] = (maxima[step.code] - step.cost / HUNDRED, step.reason)
        else:
            sheet.given[step.code] = step.true
    left = _lose_digital(sheet, left, chance)
    left = _lose_lines(sheet, left, chance)
    sheet.given[_CARRIES] = AnswerDraft(Decimal(_CARRY_BASE - left), Decimal(_CARRY_BASE))
    return sheet


def _lose_digital(sheet: InventedSheet, left: int, chance: Random) -> int:
    """In fours, so that the quarter lost in the formula is a whole hundredth too."""
    for line in _DIGITAL:
        fours = chance.randrange(min(line.most, left // 10) + 1)
        sheet.given[line.code] = _number(line.top - fours * 4 * Decimal(line.step))
        left -= fours * 5
    return left


def _lose_lines(sheet: InventedSheet, left: int, chance: Random) -> int:
    lines = chance.sample(_LINES, len(_LINES))
    room = sum(line.most for line in lines)
    for line in lines:
        room -= line.most
        least = max(0, left - room - _CARRY_MOST)
        lost = chance.randrange(least, max(least, min(line.most, left)) + 1)
        sheet.given[line.code] = _number(line.top - lost * Decimal(line.step))
        left -= lost
    return left

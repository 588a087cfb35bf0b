"""An award as somebody states it, and what cannot be true of it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.awards.base_level.enums import BaseForm, Subject
from thidua.core.text import format_date, nfc
from thidua.initiatives.models import Initiative

FIRST_YEAR = 2026
"""The first year of the movement; what came before belongs to another one (C05)."""
LONGEST = {"name": 160, "position": 160, "decision_number": 80, "achievement": 600}


@dataclass(frozen=True, slots=True)
class NewBaseAward:
    """What a person or a row of a file says. `is_leader`, `is_woman` None: not said."""

    year: int
    subject: str
    name: str
    form: str
    decision_number: str
    decided_on: date
    achievement: str
    position: str = ""
    is_leader: bool | None = None
    is_woman: bool | None = None
    initiative: Initiative | None = None


def fault_of(award: NewBaseAward, unit_id: int, on: date) -> str:
    """Why an award of a unit cannot be entered on `on`, with the cure; empty when it can."""
    if not FIRST_YEAR <= award.year <= on.year:
        return _("Năm thành tích phải từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR, "last": on.year}
    if award.subject not in Subject.values:
        return _("Đối tượng là “Tập thể” hoặc “Cá nhân”.")
    if award.form not in BaseForm.values:
        return _("Hình thức không có trong danh mục; ghi “Giấy khen” hoặc “Hình thức khác của đơn vị”.")
    if not nfc(award.name):
        return _("Thiếu tên tập thể hoặc họ và tên.")
    if not nfc(award.decision_number):
        return _("Thiếu số quyết định. Khen thưởng chỉ được ghi khi đã có quyết định.")
    if not nfc(award.achievement):
        return _("Thiếu thành tích. Ghi một câu: làm gì, kết quả gì.")
    for field, most in LONGEST.items():
        if len(nfc(getattr(award, field))) > most:
            return _("Nội dung dài quá %(most)d ký tự; rút gọn lại.") % {"most": most}
    if award.decided_on > on:
        return _("Ngày quyết định %(day)s chưa tới.") % {"day": format_date(award.decided_on)}
    if award.decided_on.year < award.year:
        return _("Quyết định ký ngày %(day)s, trước năm thành tích %(year)s. Sửa ngày hoặc năm.") % {
            "day": format_date(award.decided_on),
            "year": award.year,
        }
    if award.initiative is not None and award.initiative.unit_id != unit_id:
        return _("Sáng kiến %(code)s là của đơn vị khác.") % {"code": award.initiative.code}
    return ""

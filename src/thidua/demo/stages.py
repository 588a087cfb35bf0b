"""The days a demonstration can live on. A stage only names a day: what is dated later is not built."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

CITY_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_DAY = date(2026, 11, 24)
"""No demonstration begins before this day: up to it everything is real."""
LAST_DAY = date(2031, 12, 31)


@dataclass(frozen=True, slots=True)
class Stage:
    """A named day, and in words what there is to see on it."""

    id: str
    on: date
    words: str


STAGES = (
    Stage("start", FIRST_DAY, "mới bắt đầu: đơn vị thật, chỉ số năm 2025 đã công bố, tài khoản"),
    Stage("first-index", date(2027, 2, 15), "chỉ số năm 2026 vừa công bố, đang lập danh sách năm 2026"),
    Stage("mid", date(2028, 2, 15), "đã có chỉ số 2026-2027 và một đợt khen thưởng năm"),
    Stage("period", date(2030, 2, 15), "đã có chỉ số 2026-2029, đang chuẩn bị tổng kết giai đoạn"),
    Stage("closed", date(2031, 2, 15), "đã tổng kết giai đoạn, chỉ số năm 2030 cũng đã công bố"),
)
STAGE_BY_ID = {stage.id: stage for stage in STAGES}
DEFAULT_STAGE = "period"
DEFAULT_SEED = 2162


def moment(on: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of a day in Hải Phòng."""
    return timezone.make_aware(datetime.combine(on, time(hour, minute)), CITY_TIME)

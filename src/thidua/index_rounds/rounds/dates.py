"""The days of a round: what is proposed, what cannot be, and whether a phase is open for an act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import format_date
from thidua.foundation.moment import day_after
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Phase, Round
from thidua.index_rounds.selectors import phases_at

IN_TURN = (
    PhaseKind.SELF,
    PhaseKind.APPRAISAL,
    PhaseKind.EXPLANATION,
    PhaseKind.COUNCIL,
    PhaseKind.PUBLICATION,
)
"""Each of these begins when the one before is over; the survey runs beside them."""


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of a phase, both included."""

    first: date
    last: date

    @property
    def opens_at(self) -> datetime:
        """The first moment, Asia/Ho_Chi_Minh."""
        return datetime.combine(self.first, time.min, VIETNAM_TIME)

    @property
    def closes_at(self) -> datetime:
        """The first moment after it."""
        return day_after(self.last)


def proposed(year: int) -> dict[PhaseKind, Days]:
    """The days an office begins from: the city published the index of 2025 in January 2026."""
    after = year + 1
    return {
        PhaseKind.SURVEY: Days(date(year, 11, 1), date(year, 12, 20)),
        PhaseKind.SELF: Days(date(year, 12, 1), date(year, 12, 20)),
        PhaseKind.APPRAISAL: Days(date(year, 12, 21), date(after, 1, 10)),
        PhaseKind.EXPLANATION: Days(date(after, 1, 11), date(after, 1, 16)),
        PhaseKind.COUNCIL: Days(date(after, 1, 20), date(after, 1, 23)),
        PhaseKind.PUBLICATION: Days(date(after, 1, 24), date(after, 1, 31)),
    }


def days_of(phase: Phase) -> Days:
    """The days of a stored phase."""
    last = localtime(phase.closes_at, VIETNAM_TIME) - timedelta(microseconds=1)
    return Days(localtime(phase.opens_at, VIETNAM_TIME).date(), last.date())


def check_days(days: Mapping[PhaseKind, Days]) -> None:
    """RoundRefused: a phase is missing, ends before it begins, or begins before the one it waits for ends."""
    missing = [str(kind.label) for kind in PhaseKind if kind not in days]
    if missing:
        raise RoundRefused(_("Chưa có ngày của giai đoạn: %s.") % ", ".join(missing))
    for kind, span in days.items():
        if span.last < span.first:
            raise RoundRefused(
                _("Giai đoạn %(name)s kết thúc (%(last)s) trước khi bắt đầu (%(first)s). Hãy đổi một ngày.")
                % {"name": kind.label, "last": format_date(span.last), "first": format_date(span.first)}
            )
    for before, after in pairwise(IN_TURN):
        if days[after].first <= days[before].last:
            raise RoundRefused(
                _(
                    "Giai đoạn %(after)s bắt đầu ngày %(first)s, khi giai đoạn %(before)s chưa xong"
                    " (hết ngày %(last)s). Hãy dời một trong hai."
                )
                % {
                    "after": after.label,
                    "first": format_date(days[after].first),
                    "before": before.label,
                    "last": format_date(days[before].last),
                }
            )


def require_open(found: Round, kind: PhaseKind, at: datetime) -> None:
    """RoundRefused, with the days, when a phase is not open at `at` or the round was called off."""
    if found.called_off_at is not None:
        raise RoundRefused(
            _("Kỳ chấm năm %(year)d đã hủy: %(why)s") % {"year": found.year, "why": found.called_off_reason}
        )
    now = phases_at(found, at).get(kind)
    if now is None:
        raise RoundRefused(
            _("Giai đoạn %s chưa có ngày. Cơ quan thường trực đặt ngày ở trang kỳ chấm.") % kind.label
        )
    if now.is_open:
        return
    span = days_of(now.phase)
    if now.is_past:
        raise RoundRefused(
            _(
                "Giai đoạn %(name)s đã đóng hết ngày %(last)s. Cần thêm thời gian thì đề nghị cơ quan"
                " thường trực gia hạn ở trang kỳ chấm."
            )
            % {"name": kind.label, "last": format_date(span.last)}
        )
    raise RoundRefused(
        _("Giai đoạn %(name)s mở từ ngày %(first)s.") % {"name": kind.label, "first": format_date(span.first)}
    )

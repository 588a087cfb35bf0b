"""What a plan took over from another one: unchanged, changed, new, dropped."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.text import format_date, format_decimal
from thidua.unit_plans.models import Measure


class Change(StrEnum):
    """What became of a measure."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


CHANGE_WORDS: dict[Change, Promise] = {
    Change.SAME: _("giữ nguyên"),
    Change.CHANGED: _("có sửa"),
    Change.NEW: _("mới"),
    Change.DROPPED: _("bỏ"),
}
CHANGE_LOOKS = {
    Change.SAME: ("equal", "plain"),
    Change.CHANGED: ("pencil", "info"),
    Change.NEW: ("plus", "met"),
    Change.DROPPED: ("minus", "not-met"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure then and now; `fields` are the changed ones as (name, then, now)."""

    change: Change
    old: Measure | None
    new: Measure | None
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def words(self) -> Promise:
        """What became of it, in words."""
        return CHANGE_WORDS[self.change]

    @property
    def look(self) -> tuple[str, str]:
        """Icon and look of its badge."""
        return CHANGE_LOOKS[self.change]

    @property
    def text(self) -> str:
        """The measure as it now reads, or as it last read."""
        measure = self.new or self.old
        return measure.text if measure else ""


def target_in_words(measure: Measure) -> str:
    """The target as one phrase: “95,5 %” or the words given."""
    parts = []
    if measure.target_number is not None:
        parts.append(f"{short_number(measure.target_number)} {measure.target_unit}".strip())
    if measure.target_words:
        parts.append(measure.target_words)
    return "; ".join(parts)


def short_number(number: Decimal) -> str:
    """The number without needless zeros, with a decimal comma."""
    exponent = number.normalize().as_tuple().exponent
    return format_decimal(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def typed_number(number: Decimal | None) -> str:
    """A stored number as one types it: no dots between thousands; empty for none."""
    return "" if number is None else short_number(number).replace(".", "")


def against_source(old: list[Measure], new: list[Measure], *, years: int) -> list[Difference]:
    """Measures against those of the plan they were copied from, `years` before. A day that was moved by
    exactly as many years is no change."""
    by_id = {measure.pk: measure for measure in old}
    return _differences(old, new, {m.pk: by_id.get(m.copied_from_id or 0) for m in new}, years)


def against_signed(old: list[Measure], new: list[Measure]) -> list[Difference]:
    """The measures of an amendment against the version before it."""
    by_line = {measure.line_id: measure for measure in old}
    return _differences(old, new, {m.pk: by_line.get(m.line_id) for m in new}, 0)


def _differences(
    old: list[Measure], new: list[Measure], origin: dict[int, Measure | None], years: int
) -> list[Difference]:
    found = []
    kept = set()
    for measure in new:
        before = origin[measure.pk]
        if before is None:
            found.append(Difference(Change.NEW, None, measure))
            continue
        kept.add(before.pk)
        fields = tuple(_changed(before, measure, years))
        found.append(Difference(Change.CHANGED if fields else Change.SAME, before, measure, fields))
    found += [Difference(Change.DROPPED, measure, None) for measure in old if measure.pk not in kept]
    return found


def _changed(before: Measure, now: Measure, years: int) -> list[tuple[str, str, str]]:
    pairs = [
        (str(_("Biện pháp")), before.text, now.text),
        (str(_("Nội dung")), before.get_content_display(), now.get_content_display()),
        (str(_("Phụ trách")), before.owner, now.owner),
        (str(_("Chỉ tiêu")), target_in_words(before), target_in_words(now)),
        (str(_("Lồng ghép")), before.joined_movement, now.joined_movement),
    ]
    expected = years_later(before.due, years) if before.due else None
    if now.due != expected:
        pairs.append((str(_("Hạn")), _day(before), _day(now)))
    return [(name, then, after) for name, then, after in pairs if then != after]


def _day(measure: Measure) -> str:
    return format_date(measure.due) if measure.due else ""


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)

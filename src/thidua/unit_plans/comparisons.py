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


def against_last_year(old: list[Measure], new: list[Measure]) -> list[Difference]:
    """Measures copied from last year's plan against it. A day moved by exactly a year is no change."""
    by_id = {measure.pk: measure for measure in old}
    return _differences(old, new, {m.pk: by_id.get(m.copied_from_id or 0) for m in new}, with_due=False)


def against_signed(old: list[Measure], new: list[Measure]) -> list[Difference]:
    """The measures of an amendment against the version before it."""
    by_line = {measure.line_id: measure for measure in old}
    return _differences(old, new, {m.pk: by_line.get(m.line_id) for m in new}, with_due=True)


def _differences(
    old: list[Measure], new: list[Measure], origin: dict[int, Measure | None], *, with_due: bool
) -> list[Difference]:
    found = []
    kept = set()
    for measure in new:
        before = origin[measure.pk]
        if before is None:
            found.append(Difference(Change.NEW, None, measure))
            continue
        kept.add(before.pk)
        fields = tuple(_changed(before, measure, with_due=with_due))
        found.append(Difference(Change.CHANGED if fields else Change.SAME, before, measure, fields))
    found += [Difference(Change.DROPPED, measure, None) for measure in old if measure.pk not in kept]
    return found


def _changed(before: Measure, now: Measure, *, with_due: bool) -> list[tuple[str, str, str]]:
    pairs = [
        (str(_("Biện pháp")), before.text, now.text),
        (str(_("Nội dung")), before.get_content_display(), now.get_content_display()),
        (str(_("Phụ trách")), before.owner, now.owner),
        (str(_("Chỉ tiêu")), target_in_words(before), target_in_words(now)),
        (str(_("Lồng ghép")), before.joined_movement, now.joined_movement),
    ]
    moved_a_year = before.due is not None and now.due is not None and next_year(before.due) == now.due
    if before.due != now.due and (with_due or not moved_a_year):
        pairs.append((str(_("Hạn")), _day(before), _day(now)))
    return [(name, then, after) for name, then, after in pairs if then != after]


def _day(measure: Measure) -> str:
    return format_date(measure.due) if measure.due else ""


def next_year(day: date) -> date:
    """The same day a year later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)

"""What the plan page shows of measures: cards by content, badges, key figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.movement.contents import Content, areas_in_words
from thidua.unit_plans.comparisons import short_number, target_in_words
from thidua.unit_plans.enums import STATE_LOOKS, MeasureState
from thidua.unit_plans.forms import MeasureForm
from thidua.unit_plans.models import KeptMeasureWords, Measure, ProgressNote
from thidua.unit_plans.selectors import by_content, is_late


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """One measure with its words ready."""

    measure: Measure
    target: str
    areas: list[str | Promise]
    is_late: bool
    icon: str
    look: str

    @property
    def state(self) -> str:
        """How far it is, in words."""
        return self.measure.line.get_state_display()


def card(measure: Measure, on: date, *, is_duty: bool) -> MeasureCard:
    """One measure ready to be shown; only units with a duty are late."""
    icon, look = STATE_LOOKS[measure.line.state]
    late = is_duty and is_late(measure, on)
    return MeasureCard(measure, target_in_words(measure), areas_in_words(measure.areas), late, icon, look)


def content_cards(
    measures: Iterable[Measure], on: date, *, is_duty: bool
) -> list[tuple[Content, list[MeasureCard]]]:
    """The six contents, each with its measures."""
    return [
        (content, [card(measure, on, is_duty=is_duty) for measure in group])
        for content, group in by_content(measures)
    ]


def figures_of(measures: list[Measure], on: date, *, is_duty: bool) -> list[dict[str, object]]:
    """Key figures of a signed plan."""
    done = sum(measure.line.state == MeasureState.DONE for measure in measures)
    doing = sum(measure.line.state == MeasureState.DOING for measure in measures)
    covered = len({measure.content for measure in measures})
    return [
        {"label": _("Biện pháp"), "value": len(measures)},
        {"label": _("Đã xong"), "value": done},
        {"label": _("Đang làm"), "value": doing},
        {"label": _("Quá hạn"), "value": sum(is_duty and is_late(measure, on) for measure in measures)},
        {"label": _("Nội dung có biện pháp"), "value": f"{covered}/6"},
    ]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note of the timeline."""

    note: ProgressNote
    icon: str
    look: str
    result: str


def timeline(notes: Iterable[ProgressNote], unit_of_measure: str) -> list[NoteLine]:
    """Notes with their badges and results in words."""
    lines = []
    for note in notes:
        icon, look = STATE_LOOKS[note.state]
        result = "" if note.result is None else f"{short_number(note.result)} {unit_of_measure}".strip()
        lines.append(NoteLine(note, icon, look, result))
    return lines


@dataclass(frozen=True, slots=True)
class KeptLine:
    """Words that could not be saved, as (label, words), beside the row they are kept in."""

    row: KeptMeasureWords
    words: list[tuple[str, str]]


def kept_words_of(measure: Measure) -> list[KeptLine]:
    """What was kept of this measure and nobody has put away yet; one query."""
    rows = measure.kept_words.filter(settled_at__isnull=True).select_related("by")
    return [KeptLine(row, list(_labelled(row.fields))) for row in rows]


def _labelled(fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, field in MeasureForm.base_fields.items():
        words = fields.get(name, "")
        if name == "content":
            words = str(Content(words).label)
        elif name == "areas":
            words = "; ".join(str(area) for area in areas_in_words(words.split("\n")))
        elif name == "due" and words:
            words = format_date(date.fromisoformat(words))
        if words:
            yield str(field.label), words

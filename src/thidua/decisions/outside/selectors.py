"""Dossiers that a decision without a list may decide, in words and as lines of its papers."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _

from thidua.decisions.papers import ground_doubts
from thidua.decisions.selectors import OutcomeLine, award_names, name_of, not_appraised
from thidua.dossiers.models import Dossier
from thidua.dossiers.papers import typed_doubts
from thidua.movement.selectors import programme_for
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.selectors import form_doubts
from thidua.units.selectors import history


def dossier_choices(rows: Sequence[Dossier], holds: Collection[int], on: date) -> list[tuple[int, str]]:
    """The dossiers in words, with a warning where the appraisal is not finished or something holds it."""
    units, unfinished = history(on).by_id(), not_appraised(rows)
    names = award_names({row.filing.cycle for row in rows}, on)
    found = []
    for row in rows:
        unit = units[row.filing.unit_id].full_name
        named = f"{row.subject_name} ({unit})" if row.subject_name else unit
        words = f"{named}: {names[row.filing.cycle, row.award]} · {row.code}"
        if row.pk in unfinished:
            words += " · " + _("chưa đủ hai ý kiến thẩm định")
        if row.pk in holds:
            words += " · " + _("chưa tặng được")
        found.append((row.pk, words))
    return found


def draft_lines(rows: Sequence[Dossier], on: date) -> list[OutcomeLine]:
    """The lines of a decision that awards all of these; they are of one cycle."""
    units, awards = history(on).by_id(), programme_for(rows[0].filing.cycle, on).award_by_id
    return [
        OutcomeLine(
            row,
            is_awarded=True,
            reason="",
            award=awards[row.award],
            unit=name_of(units, row.filing.unit),
        )
        for row in rows
    ]


def draft_doubts(rows: Sequence[Dossier], on: date) -> list[str]:
    """What is doubtful about the grounds of the two papers, to be shown before anybody prints them."""
    cycle = rows[0].filing.cycle
    programme = programme_for(cycle, on)
    typed = [f"{row.code}: {words}" for row in rows for words in typed_doubts(row, programme, on)]
    return [*ground_doubts(cycle, on), *form_doubts(Kind.PROPOSAL, on, cycle), *typed]

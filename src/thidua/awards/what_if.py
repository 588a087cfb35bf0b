"""What-if: change a reading, a rank or a deadline and see whose verdict changes; nothing is stored."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET

from thidua.awards.access import APPRAISERS
from thidua.awards.outlook import changes, matrix_on
from thidua.awards.snapshot import Snapshot, snapshot_on
from thidua.core.facts import Notice
from thidua.core.periods import PERIOD_DOSSIER
from thidua.core.programme import load_programme
from thidua.foundation.access import page
from thidua.foundation.fields import DayField
from thidua.movement.selectors import open_yearly_cycle
from thidua.units.errors import UnitRefused
from thidua.units.selectors import find_one

SHOWN = 200
EFFECTIVE = (
    "annual_collective_logic",
    "period_collective_logic",
    "annual_individual_gate",
    "period_individual_gate",
    "period_years",
    "flag_metric",
)
"""Switches that decide verdicts; the other two concern deadlines and sets of nominations."""


class WhatIfForm(forms.Form):
    """A change to try. Readings start from those in force."""

    unit = forms.CharField(label=gettext_lazy("Đơn vị"), required=False, max_length=120)
    year = forms.IntegerField(label=gettext_lazy("Năm"), required=False, min_value=2026, max_value=2030)
    rank = forms.IntegerField(
        label=gettext_lazy("Hạng giả định"), required=False, min_value=1, max_value=5000
    )
    period_dossier = DayField(label=gettext_lazy("Dời mốc hồ sơ giai đoạn đến ngày"), required=False)

    def __init__(self, data: Any, *, in_force: dict[str, str], on: date) -> None:
        super().__init__(data)
        self.on = on
        self.found_unit = ""
        programme = load_programme()
        for switch in EFFECTIVE:
            reading = programme.reading_by_switch[switch]
            self.fields[switch] = forms.ChoiceField(
                label=f"{reading.id}. {reading.question}",
                choices=[
                    (option.id, self._label(option.label, option.id == in_force[switch]))
                    for option in reading.options
                ],
                initial=in_force[switch],
                widget=forms.RadioSelect,
                required=False,
            )

    @staticmethod
    def _label(words: str, is_in_force: bool) -> str:
        return _("%(option)s (đang dùng)") % {"option": words} if is_in_force else words

    def reading_fields(self) -> list[forms.BoundField]:
        """The fields of the switches."""
        return [self[switch] for switch in EFFECTIVE]

    def clean(self) -> dict[str, Any]:
        """A rank needs its unit and year; the unit must be one and only one."""
        values = super().clean() or {}
        given = [bool(values.get(name)) for name in ("unit", "year", "rank")]
        if any(given) and not all(given):
            raise forms.ValidationError(_("Muốn thử một thứ hạng, điền đủ đơn vị, năm và hạng."))
        if values.get("unit"):
            try:
                self.found_unit = find_one(values["unit"], self.on).code
            except UnitRefused as refusal:
                self.add_error("unit", str(refusal))
        return values

    def apply(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with the change."""
        values = self.cleaned_data
        moved = values.get("period_dossier")
        return snapshot.changed(
            readings={switch: values[switch] for switch in EFFECTIVE if values.get(switch)},
            notices=(Notice(PERIOD_DOSSIER, moved, _("giả định")),) if moved else (),
            ranks={(self.found_unit, values["year"]): values["rank"]} if self.found_unit else None,
        )


@page(*APPRAISERS)
@require_GET
def what_if(request: Any) -> HttpResponse:
    """The form, and whose verdict the change would change."""
    snapshot = snapshot_on(request.today)
    asked = bool(request.GET)
    in_force = snapshot.readings
    form = WhatIfForm(request.GET or None, in_force=in_force, on=request.today)
    found = []
    if asked and form.is_valid():
        before = matrix_on(request.today, open_yearly_cycle(request.moment))
        found = changes(before, form.apply(before.snapshot))
    gains = sum(change.is_gain for change in found)
    context = {
        "form": form,
        "asked": asked and form.is_valid(),
        "found": found[:SHOWN],
        "total": len(found),
        "figures": [
            {"label": _("Tốt hơn"), "value": gains, "note": ""},
            {"label": _("Kém hơn hoặc chưa rõ"), "value": len(found) - gains, "note": ""},
            {
                "label": pgettext("nhiều", "Đơn vị"),
                "value": len({change.unit.code for change in found}),
                "note": "",
            },
        ],
    }
    return render(request, "awards/what_if.html", context)

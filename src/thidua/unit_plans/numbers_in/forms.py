"""A file of numbers, and why it corrects some."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField
from thidua.foundation.spreadsheets.sheets import MAX_BYTES
from thidua.unit_plans.selectors import plan_years
from thidua.units.models import Unit
from thidua.units.selectors import history

ALL_UNITS = "tat-ca"


class NumbersFileForm(forms.Form):
    """Whose numbers, of which year, from where, and the file."""

    unit = forms.ChoiceField(label=_("Số liệu của"))
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int)
    source = CleanCharField(
        label=_("Nguồn số liệu"),
        max_length=200,
        required=False,
        help_text=_("Cho những dòng không ghi nguồn riêng. Ví dụ: Phần mềm một cửa, xuất ngày 05/01."),
    )
    file = InspectedField(
        label=_("Tệp số liệu"),
        kinds=(Kind.XLSX, Kind.CSV),
        max_bytes=MAX_BYTES,
        help_text=_("XLSX hoặc CSV, không quá 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, *args: Any, units: list[Unit], with_all: bool, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        names = {unit.id: unit.full_name for unit in history(on)}
        choices: list[tuple[str, Any]] = [(ALL_UNITS, _("Mọi đơn vị"))] if with_all else []
        choices += [(unit.code, names.get(unit.pk, unit.code)) for unit in units]
        unit_field, year_field = self.fields["unit"], self.fields["year"]
        assert isinstance(unit_field, forms.ChoiceField)
        assert isinstance(year_field, forms.ChoiceField)
        unit_field.choices = choices
        if len(choices) == 1:
            unit_field.widget = forms.HiddenInput()
            unit_field.initial = choices[0][0]
        year_field.choices = [(year, str(year)) for year in reversed(plan_years()) if year <= on.year]

    @property
    def chosen_unit(self) -> Unit | None:
        """The unit; None for all of them."""
        return self.units.get(self.cleaned_data["unit"])


class ReasonForm(forms.Form):
    """Why numbers that were given are corrected."""

    reason = CleanCharField(
        label=_("Lý do sửa số đã nhập"),
        max_length=300,
        help_text=_("Số cũ được giữ lại cùng lý do, người sửa và ngày sửa."),
    )

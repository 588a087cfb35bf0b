"""Form fields that every room uses."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.text import nfc


class CleanCharField(forms.CharField):
    """Text in NFC with single blanks, whatever keyboard it came from."""

    def to_python(self, value: Any) -> str:
        """What was typed, normalised. A line break is one letter, as the browser counts against the limit."""
        return nfc((super().to_python(value) or "").replace("\r\n", "\n"))


class DayInput(forms.DateInput):
    """The browser's own date picker, filled in ISO as it wants."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


FIRST_YEAR, LAST_YEAR = 1900, 2199


class DayField(forms.DateField):
    """A day, picked or typed as 2026-06-09 or 09/06/2026. A browser takes the year 27 for the year 0027: such
    a day is refused, as it would stand on papers and cannot be a moment in the database.
    """

    widget = DayInput
    input_formats = ("%Y-%m-%d", "%d/%m/%Y")

    def validate(self, value: date | None) -> None:
        """A day of these times."""
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            words = _("Năm %(year)s không đúng. Ghi năm đủ bốn chữ số, ví dụ 15/02/2027.")
            raise forms.ValidationError(words, params={"year": f"{value.year:04}"})


def typed_in(form: forms.Form) -> list[str]:
    """What was typed into a form that the page offers no longer, since somebody else was first."""
    return [
        f"{field.label}: {typed}"
        for field in form.visible_fields()
        if isinstance(field.field, forms.CharField) and (typed := (field.value() or "").strip())
    ]

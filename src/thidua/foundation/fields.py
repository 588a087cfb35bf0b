"""Form fields that every room uses."""

from typing import Any

from django import forms

from thidua.core.text import nfc


class CleanCharField(forms.CharField):
    """Text in NFC with single blanks, whatever keyboard it came from."""

    def to_python(self, value: Any) -> str:
        """What was typed, normalised."""
        return nfc(super().to_python(value) or "")


class DayInput(forms.DateInput):
    """The browser's own date picker, filled in ISO as it wants."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, picked or typed as 2026-06-09 or 09/06/2026."""

    widget = DayInput
    input_formats = ("%Y-%m-%d", "%d/%m/%Y")

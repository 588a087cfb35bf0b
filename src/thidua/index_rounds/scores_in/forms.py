"""The form for a workbook of scores."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.blocks import Block
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField
from thidua.foundation.spreadsheets.sheets import MAX_BYTES
from thidua.units.enums import BlockChoice


class ScoresFileForm(forms.Form):
    """Which block, and the file."""

    block = forms.TypedChoiceField(label=_("Khối"), coerce=Block)
    file = InspectedField(
        label=_("Bảng điểm"),
        kinds=(Kind.XLSX, Kind.CSV),
        max_bytes=MAX_BYTES,
        help_text=_("XLSX hoặc CSV, không quá 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, *args: Any, blocks: list[Block], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["block"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(block.value, BlockChoice(block).label) for block in blocks]

"""What the standing office chooses about links, and another last day."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.blocks import INDEX_BLOCKS
from thidua.foundation.fields import DayField
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, history

MOST_LINKS_EACH = 1000


class ExtendForm(forms.Form):
    """Another last day."""

    closes_on = DayField(label=_("Nhận ý kiến đến hết ngày"))


class LinksForm(forms.Form):
    """For which units, how many links each, and in which form they are handed out."""

    PRINT, SHEET = "in", "bang"
    units = forms.MultipleChoiceField(
        label=_("Đơn vị"),
        widget=forms.SelectMultiple(attrs={"size": 10}),
        required=False,
        help_text=_("Giữ Ctrl (hoặc Cmd) để chọn nhiều. Bỏ trống nếu chọn cả khối ở dưới."),
    )
    blocks = forms.MultipleChoiceField(
        label=_("Hoặc cả khối"), widget=forms.CheckboxSelectMultiple, required=False
    )
    each = forms.IntegerField(
        label=_("Số phiếu cho mỗi đơn vị"),
        min_value=1,
        max_value=MOST_LINKS_EACH,
        initial=20,
        help_text=_("Nên phát nhiều hơn số cần thu: không phải ai cũng trả lời."),
    )
    form_of = forms.ChoiceField(
        label=_("Nhận bằng"),
        choices=[
            (PRINT, _("Trang in mã QR, cắt ra phát từng người (tối đa 600 phiếu)")),
            (SHEET, _("Bảng XLSX các đường dẫn, để gửi thư, tin nhắn")),
        ],
        widget=forms.RadioSelect,
        initial=PRINT,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ranked = [unit for block in INDEX_BLOCKS for unit in history(on).living(block)]
        units: Any = self.fields["units"]
        units.choices = [(unit.code, unit.full_name) for unit in self.ranked]
        blocks: Any = self.fields["blocks"]
        blocks.choices = [(block.value, BlockChoice(block).label) for block in INDEX_BLOCKS]

    def chosen(self) -> list[UnitRecord]:
        """The units, each once."""
        data = self.cleaned_data
        return [
            unit for unit in self.ranked if unit.code in data["units"] or unit.block.value in data["blocks"]
        ]

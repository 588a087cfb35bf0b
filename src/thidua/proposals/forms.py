"""What is chosen, frozen, confirmed and held against a list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.signed_file import PAPER_KINDS
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files.fields import InspectedField
from thidua.proposals.choosing import Chosen
from thidua.proposals.cycle_set import Line
from thidua.proposals.suggesting import MOST_WORDS

PROPOSED = (("1", _("Đề nghị tặng")), ("0", _("Không đề nghị")))
PLACES = 5


class ChoiceForm(forms.Form):
    """The choice on one dossier; a flag has a place among those of its block."""

    is_proposed = forms.ChoiceField(label=_("Lựa chọn"), choices=PROPOSED, widget=forms.RadioSelect)
    flag_rank = forms.IntegerField(
        label=_("Thứ tự ưu tiên trong khối"), min_value=1, max_value=PLACES, required=False,
        help_text=_("Khi khối có nhiều đơn vị đề nghị Cờ: 1 là trước nhất."),
    )  # fmt: skip
    reason = CleanCharField(
        label=_("Lý do"), max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Cần ghi khi không đề nghị, và khi khác với gợi ý. Đơn vị và các bên đọc được."),
    )  # fmt: skip

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not line.row.is_flag:
            del self.fields["flag_rank"]

    @property
    def chosen(self) -> Chosen:
        """What was filled in."""
        given = self.cleaned_data
        return Chosen(given["is_proposed"] == "1", given["reason"], given.get("flag_rank"))


def read_seen(values: Iterable[str]) -> dict[int, bool]:
    """Dossier → what was suggested, as the page of confirmation sent it ("12:1"); others are left out."""
    pairs = (value.split(":", 1) for value in values if value.count(":") == 1)
    return {
        int(pk): is_in == "1"
        for pk, is_in in pairs
        if pk.isdecimal() and len(pk) < 10 and is_in in ("0", "1")
    }


class FreezeForm(forms.Form):
    """`is_again`: the cycle has a confirmed list; `apart`: how many stand outside the limits."""

    reason = CleanCharField(label=_("Lý do lập lại"), max_length=500)
    knows_apart = forms.BooleanField(required=False)

    def __init__(self, *args: Any, is_again: bool, apart: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_again:
            del self.fields["reason"]
        if apart:
            self.fields["knows_apart"].label = (
                _("Đã đọc %d đề nghị ngoài hạn mức, đột xuất hoặc cấp Nhà nước và căn cứ của từng đề nghị")
                % apart
            )
        else:
            del self.fields["knows_apart"]


class LetterForm(forms.Form):
    """Number and day of the Tờ trình, and the signed paper."""

    number = CleanCharField(label=_("Số Tờ trình"), max_length=80, help_text=_("Chỉ phần số, ví dụ 15."))
    on = DayField(label=_("Ngày Tờ trình"))
    file = InspectedField(
        label=_("Tờ trình đã ký"),
        kinds=PAPER_KINDS,
        required=False,
        help_text=_("PDF ký số (hệ thống đọc chữ ký), hoặc bản quét."),
    )


class CheckForm(forms.Form):
    """A file of a frozen list that somebody holds."""

    file = forms.FileField(
        label=_("Tệp danh sách trình (.json)"), widget=forms.FileInput(attrs={"accept": ".json"})
    )

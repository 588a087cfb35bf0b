"""What the standing office types."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LetterForm(forms.Form):
    """How a letter to late units is drawn up."""

    answer_by = forms.DateField(
        label=_("Đề nghị gửi chậm nhất"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Ngày này do cơ quan thường trực đề nghị; mốc của Kế hoạch không đổi."),
    )
    is_per_unit = forms.BooleanField(
        label=_("Mỗi đơn vị một văn bản (tệp nén)"),
        required=False,
        help_text=_("Không chọn: một văn bản kèm danh sách theo khối."),
    )


class NumberForm(forms.Form):
    """Number and day of the letter as issued."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80)
    issued_on = forms.DateField(
        label=_("Ngày ban hành"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

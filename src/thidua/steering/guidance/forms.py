"""What the standing office types about a document."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField, DayField
from thidua.steering.guidance.models import Scope
from thidua.units.selectors import history


class GuidanceForm(forms.Form):
    """A document that was issued, and where it goes."""

    number = CleanCharField(label=_("Số, ký hiệu"), max_length=80, help_text=_("Ví dụ: 123/SNV-CCHC&PC"))
    issued_on = DayField(label=_("Ngày ban hành"))
    subject = CleanCharField(label=_("Trích yếu"), max_length=300)
    summary = CleanCharField(
        label=_("Điều đơn vị cần làm"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vài dòng để người đọc biết ngay phải làm gì, trước ngày nào."),
    )
    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        help_text=_("PDF có chữ ký số, hoặc Word. Không có tệp thì đơn vị đọc theo số và ngày ban hành."),
    )
    scope = forms.ChoiceField(label=_("Nơi nhận"), choices=Scope.choices)
    chosen = forms.MultipleChoiceField(
        label=_("Đơn vị được chọn"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Chỉ dùng khi nơi nhận là một số đơn vị được chọn."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["chosen"]
        field.choices = [(unit.code, unit.full_name) for unit in history(on).living()]


class WithdrawForm(forms.Form):
    """Why a document no longer holds."""

    reason = CleanCharField(
        label=_("Lý do thu hồi"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ghi số văn bản thay thế nếu có; đơn vị đọc được lý do này."),
    )

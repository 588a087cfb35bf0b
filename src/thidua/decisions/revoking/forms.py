"""What the office writes when an award is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.decisions.enums import Ground
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField


class RevocationForm(forms.Form):
    """What stands on the signed paper."""

    ground = forms.ChoiceField(
        label=_("Căn cứ theo Điều 93 Luật Thi đua, khen thưởng"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
    )
    explanation = CleanCharField(
        label=_("Nêu rõ"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kết luận, văn bản nào; chỉ người thẩm định, quyết định và đơn vị đọc được."),
    )
    decision_number = CleanCharField(label=_("Số quyết định hủy bỏ"), max_length=80)
    decided_on = DayField(label=_("Ngày quyết định hủy bỏ"))
    file = InspectedField(label=_("Bản đã ký"), kinds=(Kind.PDF,), help_text=_("Tệp PDF."))


class RecoveryForm(forms.Form):
    """What came back."""

    items = CleanCharField(
        label=_("Hiện vật đã thu hồi"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: Bằng khen, khung."),
    )
    amount = forms.IntegerField(
        label=_("Tiền thưởng đã thu hồi (đồng)"),
        required=False,
        min_value=0,
        max_value=10**12,
        help_text=_("Để trống nếu chưa biết."),
    )

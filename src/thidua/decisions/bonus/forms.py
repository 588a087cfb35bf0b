"""A number of the bonus as the office sets it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.decisions.bonus.defaults import KINDS
from thidua.foundation.fields import CleanCharField, DayField


class ParameterForm(forms.Form):
    """One number from a day on, with its source."""

    name = forms.ChoiceField(label=_("Tham số"), choices=[(kind.name, kind.label) for kind in KINDS])
    value = forms.DecimalField(
        label=_("Giá trị"),
        max_digits=14,
        decimal_places=4,
        localize=True,
        help_text=_("Tiền ghi bằng đồng, ví dụ 2530000; hệ số ví dụ 1,5."),
    )
    valid_from = DayField(label=_("Áp dụng từ"))
    source = CleanCharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Số, ngày, điều khoản của văn bản. Bạn là người chịu trách nhiệm về con số này."),
    )

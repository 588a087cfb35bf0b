"""Forms of the movement room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.programme import Reading
from thidua.foundation.fields import DayField


class ReadingForm(forms.Form):
    """The standing office chooses how a place of the plan is read."""

    option = forms.ChoiceField(label=_("Cách hiểu"), widget=forms.RadioSelect(attrs={"lang": "vi"}))
    document_number = forms.CharField(
        label=_("Số văn bản"), max_length=80, help_text=_("Văn bản của Sở Nội vụ thống nhất cách hiểu này.")
    )
    decided_on = DayField(label=_("Ngày quyết định"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, data: Any = None, *, reading: Reading, chosen: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["option"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(option.id, option.label) for option in reading.options]
        field.initial = chosen

"""What is said of two initiatives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.initiatives.enums import Likeness
from thidua.initiatives.likeness.services import LONGEST_REASON

MEANINGS = (
    (Likeness.SAME, _("Trùng: cùng việc, cùng cách làm")),
    (Likeness.BUILDS_ON, _("Phát triển thêm: dựa vào sáng kiến đó và có phần mới")),
    (Likeness.DIFFERENT, _("Khác: việc khác hoặc cách làm khác")),
)


class NamedForm(forms.Form):
    """An entry that somebody knows to be alike though its words are not."""

    code = forms.CharField(
        label=_("Mã sáng kiến"),
        max_length=40,
        help_text=_("Có dưới tên sáng kiến đó, trên trang của nó."),
    )


class RulingForm(forms.Form):
    """One of three, and why."""

    verdict = forms.ChoiceField(
        label=_("So với sáng kiến đã có, sáng kiến này"), choices=MEANINGS, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Vì sao"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Giống ở đâu, khác hoặc thêm được gì."),
    )

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        return {
            "verdict": Likeness(self.cleaned_data["verdict"]),
            "reason": self.cleaned_data["reason"],
        }

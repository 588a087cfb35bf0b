"""The filters of the audit page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.text import nfc
from thidua.foundation.audit.selectors import Filters
from thidua.foundation.audit.words import ACTIONS
from thidua.foundation.fields import DayField


def action_choices() -> list[tuple[str, Any]]:
    """Every named act, by its words."""
    return [("", _("Mọi việc")), *sorted(ACTIONS.items(), key=lambda pair: str(pair[1]))]


class AuditFilterForm(forms.Form):
    """Who, what, on what, when."""

    actor = forms.CharField(label=_("Người làm"), required=False, max_length=120)
    action = forms.ChoiceField(label=_("Việc"), required=False, choices=action_choices)
    subject = forms.CharField(label=_("Đối tượng"), required=False, max_length=160)
    first_day = DayField(label=_("Từ ngày"), required=False)
    last_day = DayField(label=_("Đến hết ngày"), required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def filters(self) -> Filters:
        """What was typed, as far as it can be understood."""
        data = self.cleaned_data
        return Filters(
            actor=nfc(data.get("actor") or ""),
            action=data.get("action") or "",
            subject=nfc(data.get("subject") or ""),
            first_day=data.get("first_day"),
            last_day=data.get("last_day"),
        )

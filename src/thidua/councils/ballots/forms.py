"""The member's ballot, and the counting sheet of ballots on paper."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.councils.ballots.paper_counts import Numbers
from thidua.councils.enums import Choice
from thidua.councils.models import AgendaItem


class BallotForm(forms.Form):
    """One choice for each item in which the member takes part."""

    def __init__(self, *args: Any, items: Iterable[tuple[AgendaItem, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item, label in items:
            self.fields[f"item-{item.pk}"] = forms.ChoiceField(
                label=label,
                choices=Choice.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Chọn một ý kiến.")},
            )

    def choices(self) -> dict[int, str]:
        """Item → choice, of a valid form."""
        return {int(name.removeprefix("item-")): said for name, said in self.cleaned_data.items()}


class CountForm(forms.Form):
    """Two numbers for each item: the ballots that say neither are what is left."""

    ballots = forms.IntegerField(label=_("Số phiếu thu về"), min_value=1, max_value=500)

    def __init__(self, *args: Any, items: Iterable[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            for side, label in (("agreed", _("Đồng ý")), ("against", _("Không đồng ý"))):
                self.fields[f"{side}-{item.pk}"] = forms.IntegerField(label=label, min_value=0, max_value=500)

    def pairs(self) -> list[tuple[AgendaItem, Any, Any]]:
        """Each item with its two bound fields."""
        return [(item, self[f"agreed-{item.pk}"], self[f"against-{item.pk}"]) for item in self.items]

    def numbers(self) -> Numbers:
        """Item → (agreed, against), of a valid form."""
        given = self.cleaned_data
        return {item.pk: (given[f"agreed-{item.pk}"], given[f"against-{item.pk}"]) for item in self.items}

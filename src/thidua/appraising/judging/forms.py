"""Every question of a stage on one form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.appraising.enums import Outcome
from thidua.appraising.judging.criteria import Criterion
from thidua.appraising.judging.evidence import Pin, chosen, grouped, likely_pin
from thidua.appraising.judging.models import Finding
from thidua.appraising.judging.services import NewFinding


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion on the page with its three fields and what an earlier look found."""

    criterion: Criterion
    outcome: forms.BoundField
    pin: forms.BoundField
    words: forms.BoundField
    seen: forms.BoundField
    earlier: Finding | None


class FindingsForm(forms.Form):
    """Every question of a stage at once; one without an outcome is left for later."""

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[Criterion],
        pins: list[Pin],
        present: Mapping[str, Finding],
        earlier: Mapping[str, Finding],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria, self.pins, self.earlier = criteria, pins, earlier
        for number, criterion in enumerate(criteria):
            found = present.get(criterion.key) or earlier.get(criterion.key)
            self._add(number, criterion, found, present.get(criterion.key))

    def _add(self, number: int, criterion: Criterion, found: Finding | None, present: Finding | None) -> None:
        self.fields[f"outcome-{number}"] = forms.ChoiceField(
            label=_("Nhận xét"),
            choices=Outcome.choices,
            widget=forms.RadioSelect,
            required=False,
            initial=found.outcome if found else None,
        )
        self.fields[f"pin-{number}"] = forms.ChoiceField(
            label=_("Căn cứ"),
            choices=[("", _("Chưa chọn")), *grouped(self.pins)],
            required=False,
            initial=_value_of(found) if found else likely_pin(criterion, self.pins),
        )
        self.fields[f"words-{number}"] = forms.CharField(
            label=_("Ghi rõ"),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 1}),
            initial=found.words if found else "",
        )
        self.fields[f"seen-{number}"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=present.pk if present else None
        )

    def has_read(self, criterion: str, now: int | None) -> None:
        """Of this criterion the page shows what stands now: saving once more takes its place."""
        keys = [one.key for one in self.criteria]
        shown = {f"seen-{keys.index(criterion)}": "" if now is None else str(now)}
        self.data = {name: self.data[name] for name in self.data} | shown

    @property
    def questions(self) -> list[Question]:
        """What the page shows, in order."""
        return [
            Question(
                criterion=criterion,
                outcome=self[f"outcome-{number}"],
                pin=self[f"pin-{number}"],
                words=self[f"words-{number}"],
                seen=self[f"seen-{number}"],
                earlier=self.earlier.get(criterion.key),
            )
            for number, criterion in enumerate(self.criteria)
        ]

    def findings(self) -> list[NewFinding]:
        """What was found, for the service. AppraisalRefused for a pin that is gone."""
        data = self.cleaned_data
        return [
            NewFinding(
                criterion=criterion,
                outcome=Outcome(data[f"outcome-{number}"]),
                words=data[f"words-{number}"],
                pin=chosen(self.pins, data[f"pin-{number}"]),
                seen=data[f"seen-{number}"],
            )
            for number, criterion in enumerate(self.criteria)
            if data[f"outcome-{number}"]
        ]


def _value_of(found: Finding) -> str:
    """The pin of a finding as the form sends it."""
    if found.file_id:
        return f"file:{found.file_id}"
    if found.initiative_id:
        return f"initiative:{found.initiative_id}"
    if found.index_row_id:
        return f"rank:{found.index_row_id}"
    return f"part:{found.part}" if found.part else ""

"""What the standing office types about a round."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField, DayField
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.rounds.appraisers import AreaLine, possible_appraisers
from thidua.index_rounds.rounds.dates import Days
from thidua.people.models import User


class DaysForm(forms.Form):
    """The first and last day of each phase."""

    def __init__(self, *args: Any, days: Mapping[PhaseKind, Days], **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        for kind in PhaseKind:
            if kind in days:
                initial[f"{kind}-first"], initial[f"{kind}-last"] = days[kind].first, days[kind].last
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        for kind in PhaseKind:
            self.fields[f"{kind}-first"] = DayField(label=_("Từ ngày"))
            self.fields[f"{kind}-last"] = DayField(label=_("Đến hết ngày"))

    def rows(self) -> list[tuple[PhaseKind, Any, Any]]:
        """Phase and its two bound fields, in order."""
        return [(kind, self[f"{kind}-first"], self[f"{kind}-last"]) for kind in PhaseKind]

    def days(self) -> dict[PhaseKind, Days]:
        """What was typed, for the service."""
        data = self.cleaned_data
        return {kind: Days(data[f"{kind}-first"], data[f"{kind}-last"]) for kind in PhaseKind}


class RoundForm(DaysForm):
    """A round to begin."""

    title = CleanCharField(label=_("Tên kỳ chấm"), max_length=300)
    document_number = CleanCharField(
        label=_("Số văn bản hướng dẫn"),
        required=False,
        max_length=80,
        help_text=_("Ví dụ: 123/SNV-CCHC&PC; chưa có thì để trống."),
    )


class ChangeDaysForm(DaysForm):
    """Days moved, and why."""

    reason = CleanCharField(
        label=_("Lý do đổi ngày"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Các đơn vị và người thẩm định được báo ngày mới kèm lý do này."),
    )


class ReasonForm(forms.Form):
    """Why a round is given up."""

    reason = CleanCharField(
        label=_("Lý do hủy"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Các đơn vị đọc được lý do này."),
    )


class AssignForm(forms.Form):
    """A person and the areas that person appraises."""

    user = forms.TypedChoiceField(label=_("Người thẩm định"), coerce=int, empty_value=None)
    areas = forms.MultipleChoiceField(
        label=_("Lĩnh vực"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một lĩnh vực.")},
    )

    def __init__(self, *args: Any, lines: list[AreaLine], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["user"]
        person.choices = [("", _("Chọn người")), *possible_appraisers(on)]
        areas: Any = self.fields["areas"]
        blocks = dict.fromkeys(line.block for line in lines)
        areas.choices = [
            (
                next(line.block_name for line in lines if line.block == block),
                [
                    (f"{line.block}:{line.area}", f"{line.area}. {line.name}")
                    for line in lines
                    if line.block == block
                ],
            )
            for block in blocks
        ]

    def person(self) -> User:
        """The account that was chosen."""
        return User.objects.get(pk=self.cleaned_data["user"])

    def pairs(self) -> list[tuple[str, str]]:
        """(block, code of the area)."""
        return [
            (block, area) for block, _sep, area in (one.partition(":") for one in self.cleaned_data["areas"])
        ]

"""Forms for moving a deadline and for the office's own days."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.deadlines import DeadlineDay
from thidua.foundation.fields import CleanCharField, DayField
from thidua.movement.calendar import DeadlineBook, deadline_book
from thidua.movement.calendar_services import Reach
from thidua.movement.models import Scope
from thidua.units.enums import BlockChoice
from thidua.units.errors import UnitRefused
from thidua.units.selectors import find_one

MOST_UNITS = 300


class NoticeDraftForm(forms.Form):
    """What a notice says before it has a number."""

    deadline = forms.ChoiceField(label=gettext_lazy("Mốc thời gian"))
    day = DayField(
        label=gettext_lazy("Ngày mốc mới"),
        help_text=gettext_lazy("Ngày được nêu trong thông báo: “trước ngày …”."),
    )
    reason = CleanCharField(
        label=gettext_lazy("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Áp dụng cho"), choices=Scope.choices, widget=forms.RadioSelect, initial=Scope.ALL
    )
    block = forms.ChoiceField(
        label=gettext_lazy("Khối"),
        required=False,
        help_text=gettext_lazy("Chỉ chọn khi áp dụng cho một khối."),
    )
    units = forms.CharField(
        label=gettext_lazy("Đơn vị"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một tên hoặc mã đơn vị; dán được từ Excel."),
    )

    def __init__(self, data: Any = None, *, on: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.on = on
        book = deadline_book(on)
        names = [(key_of(day), f"{_name(book, day)} {day.cycle}") for day in book.days()]
        self._choose("deadline", names)
        self._choose(
            "block", [("", "—"), *((block.value, BlockChoice(block).label) for block in INDEX_BLOCKS)]
        )
        self.reach = Reach()

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_deadline(self) -> tuple[str, int | None]:
        """(deadline, cycle); the period's deadline has no cycle."""
        code, _sep, cycle = self.cleaned_data["deadline"].partition(":")
        return code, int(cycle) if cycle.isdecimal() else None

    def clean_units(self) -> frozenset[int]:
        """The ids of the named units; every line that is none is told."""
        lines = [line.strip() for line in re.split(r"[\n;\t]+", self.cleaned_data["units"]) if line.strip()]
        faults, found = [], set()
        for line in lines[:MOST_UNITS]:
            try:
                found.add(find_one(line, self.on).id)
            except UnitRefused as refusal:
                faults.append(str(refusal))
        if faults:
            raise forms.ValidationError(faults)
        return frozenset(found)

    def clean(self) -> dict[str, Any]:
        """The scope with what it needs."""
        cleaned = super().clean() or self.cleaned_data
        scope = cleaned.get("scope")
        if scope == Scope.BLOCK and not cleaned.get("block"):
            self.add_error("block", _("Chọn khối được đổi mốc."))
        if scope == Scope.UNITS and not cleaned.get("units") and "units" not in self.errors:
            self.add_error("units", _("Kê ít nhất một đơn vị được đổi mốc."))
        if scope and not self.errors:
            self.reach = Reach(
                Scope(scope),
                cleaned["block"] if scope == Scope.BLOCK else "",
                cleaned["units"] if scope == Scope.UNITS else frozenset(),
            )
        return cleaned


class NoticeForm(NoticeDraftForm):
    """A notice that was issued."""

    number = CleanCharField(label=gettext_lazy("Số thông báo"), max_length=80)
    issued = DayField(label=gettext_lazy("Ngày ban hành"))


class OfficeDateForm(forms.Form):
    """A day that the plan does not name."""

    day = DayField(label=gettext_lazy("Hết ngày"))
    reason = CleanCharField(
        label=gettext_lazy("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _name(book: DeadlineBook, day: DeadlineDay) -> str:
    return book.planned(day.deadline, day.cycle).name


def key_of(day: Any) -> str:
    """How a list names a deadline: code and cycle."""
    return f"{day.deadline}:{day.cycle}"

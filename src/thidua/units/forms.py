"""What a person states about a unit. Forms check what was typed; whether it may be done, services say."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.blocks import Block
from thidua.core.text import format_date, nfc
from thidua.foundation.fields import CleanCharField, DayField
from thidua.units.enums import BLOCK_OF_KIND, COMMUNE_KINDS, BlockChoice, UnitKind
from thidua.units.errors import UnitRefused
from thidua.units.rows import Decision, NewUnit
from thidua.units.search import UnitHit, find_one

MOST_SUCCESSORS = 4
KIND_CHOICES = [("", gettext_lazy("Giữ nguyên")), *UnitKind.choices]


class PaperForm(forms.Form):
    """The paper every act stands on, and the first day it holds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision_number"] = CleanCharField(
            label=_("Số quyết định, nghị quyết"), max_length=80, help_text=_("Ví dụ: 12/NQ-HĐND")
        )
        self.fields["decision_date"] = DayField(label=_("Ngày quyết định"))
        self.fields["on"] = DayField(label=_("Có hiệu lực từ ngày"))

    @property
    def decision(self) -> Decision:
        """The paper, once the form is valid."""
        return Decision(self.cleaned_data["decision_number"], self.cleaned_data["decision_date"])

    @property
    def on(self) -> date:
        """The first day on which the change holds."""
        day: date = self.cleaned_data["on"]
        return day

    def answers(self) -> Iterator[tuple[str, str]]:
        """What was typed, for the check page: label and value; empty answers are left out."""
        for bound in self:
            value = bound.value()
            if bound.name not in self.cleaned_data or value in (None, "", False):
                continue
            choices = dict(getattr(bound.field, "choices", ()))
            shown = self.cleaned_data[bound.name]
            if isinstance(shown, date):
                shown = format_date(shown)
            elif isinstance(shown, bool):
                shown = _("có")
            yield str(bound.label), str(choices.get(value, shown))


class RenameForm(PaperForm):
    """A new name, and perhaps a new kind with it."""

    name = CleanCharField(
        label=gettext_lazy("Tên ngắn mới"), max_length=120, help_text=gettext_lazy("Ví dụ: Hồng Bàng")
    )
    full_name = CleanCharField(
        label=gettext_lazy("Tên đầy đủ mới"),
        max_length=160,
        help_text=gettext_lazy("Ví dụ: Phường Hồng Bàng"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại đơn vị"), required=False, choices=KIND_CHOICES)

    @property
    def new_kind(self) -> UnitKind | None:
        """The kind chosen; None keeps the old one."""
        return UnitKind(self.cleaned_data["kind"]) if self.cleaned_data["kind"] else None


class BlockForm(PaperForm):
    """Another block from an index year on; a xã that becomes a phường takes its new name along."""

    block = forms.ChoiceField(label=gettext_lazy("Khối mới"), choices=BlockChoice.choices)
    from_year = forms.IntegerField(
        label=gettext_lazy("Xếp hạng trong khối mới từ năm chỉ số"),
        min_value=2000,
        max_value=2100,
        help_text=gettext_lazy("Các năm trước vẫn tính theo khối cũ (cách hiểu B09)."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại đơn vị"), required=False, choices=KIND_CHOICES)
    full_name = CleanCharField(label=gettext_lazy("Tên đầy đủ mới, nếu đổi"), max_length=160, required=False)

    @property
    def new_kind(self) -> UnitKind | None:
        """The kind chosen; None keeps the old one."""
        return UnitKind(self.cleaned_data["kind"]) if self.cleaned_data["kind"] else None


class NewUnitFields(PaperForm):
    """Fields of `most` new units, numbered; those of a number are all empty or all there."""

    most = 1
    least = 1
    with_block = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, forms.Field] = {}
        for n in range(1, self.most + 1):
            needed = n <= self.least
            tail = f" ({n})" if self.most > 1 else ""
            own[f"code_{n}"] = CleanCharField(label=_("Mã đơn vị mới") + tail, max_length=20, required=needed)
            own[f"kind_{n}"] = forms.ChoiceField(
                label=_("Loại đơn vị") + tail, choices=UnitKind.choices, required=needed
            )
            if self.with_block:
                own[f"block_{n}"] = forms.ChoiceField(
                    label=_("Khối xếp hạng") + tail,
                    choices=[("", _("Theo loại đơn vị")), *BlockChoice.choices],
                    required=False,
                )
            own[f"name_{n}"] = CleanCharField(label=_("Tên ngắn") + tail, max_length=120, required=needed)
            own[f"full_name_{n}"] = CleanCharField(
                label=_("Tên đầy đủ") + tail,
                max_length=160,
                required=False,
                help_text=_("Để trống thì ghép loại và tên ngắn: Xã An Lão."),
            )
        self.fields = {**own, **self.fields}

    def clean(self) -> dict[str, Any]:
        """A started unit must be told to the end."""
        values = super().clean() or {}
        for n in range(1, self.most + 1):
            code, name = values.get(f"code_{n}"), values.get(f"name_{n}")
            if bool(code) != bool(name) and n > self.least:
                missing = f"name_{n}" if code else f"code_{n}"
                self.add_error(missing, _("Ghi cả mã và tên ngắn, hoặc để trống cả hai."))
        return values

    def new_units(self) -> list[NewUnit]:
        """The new units that were told, in order."""
        return [self._unit(n) for n in range(1, self.most + 1) if self.cleaned_data.get(f"code_{n}")]

    def _unit(self, n: int) -> NewUnit:
        values = self.cleaned_data
        kind = UnitKind(values[f"kind_{n}"])
        name = values[f"name_{n}"]
        full = values[f"full_name_{n}"]
        if not full:
            # The name of a unit is Vietnamese, whatever language the page speaks.
            with translation.override("vi"):
                full = f"{UnitKind(kind).label} {name}" if kind in COMMUNE_KINDS else name
        chosen = values.get(f"block_{n}")
        return NewUnit(
            code=values[f"code_{n}"],
            kind=kind,
            name=name,
            full_name=full,
            block=Block(chosen) if chosen else BLOCK_OF_KIND[kind],
        )


class RegisterForm(NewUnitFields):
    """One unit that is new to the city."""

    with_block = True


class SplitForm(NewUnitFields):
    """The units that come out of one."""

    most = MOST_SUCCESSORS
    is_kept = forms.BooleanField(
        label=gettext_lazy("Đơn vị này vẫn tồn tại (tách); bỏ trống nếu không còn (chia)"), required=False
    )


class MergeForm(NewUnitFields):
    """Other units that join this one, or become a new unit together with it."""

    least = 0
    others = forms.CharField(
        label=gettext_lazy("Các đơn vị sáp nhập cùng đơn vị này"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một đơn vị: mã hoặc tên đủ dấu."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["code_1"].help_text = _("Để trống nếu các đơn vị nhập vào đơn vị này.")
        self.order_fields(["others"])

    def clean_others(self) -> list[UnitHit]:
        """The units named, one a line; every line that names none or several is told."""
        found, faults = [], []
        for line in filter(None, map(nfc, self.cleaned_data["others"].splitlines())):
            try:
                found.append(find_one(line, self.today))
            except UnitRefused as fault:
                faults.append(str(fault))
        if faults:
            raise forms.ValidationError(faults)
        return found

    def answers(self) -> Iterator[tuple[str, str]]:
        """As the others, with the units named by their labels."""
        for label, value in super().answers():
            if label == str(self.fields["others"].label):
                value = "; ".join(hit.label for hit in self.cleaned_data["others"])
            yield label, value


class DissolveForm(PaperForm):
    """A unit that ends without a successor."""

"""Forms of versions: the numbers of the plan one by one, a whole file, the confirmation."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.programme import Programme
from thidua.core.version_numbers import Number, Value, numbers_of
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField
from thidua.movement.versions.models import Cycle, ProgrammeVersion

LEAP_YEAR = 2028
"""A day of the year is a day of any year: 29/02 too."""


class DayOfYearField(forms.CharField):
    """A day and a month, typed as 30/11; the value is (day, month)."""

    def to_python(self, value: Any) -> Any:
        """(day, month), or None when nothing was typed."""
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        if not (found := re.fullmatch(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})", text)):
            raise forms.ValidationError(_("Ghi ngày và tháng, ví dụ 30/11."))
        day, month = int(found[1]), int(found[2])
        try:
            date(LEAP_YEAR, month, day)
        except ValueError:
            raise forms.ValidationError(_("Không có ngày %s trong năm.") % text) from None
        return day, month


class AboutForm(forms.Form):
    """What an amendment is called and why it is made."""

    title = CleanCharField(
        label=gettext_lazy("Tên bản sửa đổi"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Nâng ngưỡng hạng của khối phường từ năm 2028"),
    )
    reason = CleanCharField(
        label=gettext_lazy("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    document_number = CleanCharField(
        label=gettext_lazy("Số quyết định sửa đổi"),
        max_length=80,
        required=False,
        help_text=gettext_lazy(
            "Chỉ sửa sổ căn cứ thì ghi số văn bản mới. Chưa ban hành thì để trống; bắt buộc khi xác nhận."
        ),
    )
    base = forms.IntegerField(widget=forms.HiddenInput)


class NumbersForm(AboutForm):
    """The numbers that amendments change most, each with its clause and its value now; empty stays."""

    def __init__(
        self, data: Any = None, *, base: ProgrammeVersion, programme: Programme, **kwargs: Any
    ) -> None:
        super().__init__(data, initial={"base": base.pk}, **kwargs)
        self.numbers = {f"so{place}": number for place, number in enumerate(numbers_of(programme))}
        for name, number in self.numbers.items():
            self.fields[name] = _field_of(number)

    def number_fields(self) -> list[tuple[Number, forms.BoundField]]:
        """Each number with the field of its new value."""
        return [(number, self[name]) for name, number in self.numbers.items()]

    def about_fields(self) -> list[forms.BoundField]:
        """The fields that are no numbers and are shown."""
        return [self[name] for name in ("title", "reason", "document_number")]

    def changes(self) -> dict[Number, Value]:
        """What was filled in and differs from now."""
        asked = {number: self.cleaned_data[name] for name, number in self.numbers.items()}
        return {number: value for number, value in asked.items() if value not in (None, number.value)}

    def clean(self) -> dict[str, Any]:
        """At least one number must change."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.changes():
            raise forms.ValidationError(_("Chưa đổi con số nào; điền giá trị mới vào ít nhất một dòng."))
        return cleaned


def shown_value(value: Value) -> str:
    """A number of the plan as the form and its list show it."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value[0]}/{value[1]}" if isinstance(value, tuple) else str(value)


def _field_of(number: Number) -> forms.Field:
    common: dict[str, Any] = {"label": number.what, "required": False}
    field: forms.Field
    if isinstance(number.value, date):
        field = DayField(**common)
    elif isinstance(number.value, tuple):
        field = DayOfYearField(**common, max_length=7)
    else:
        field = forms.IntegerField(**common, min_value=1, max_value=1000)
    field.widget.attrs["class"] = "form-control"
    return field


class FileForm(AboutForm):
    """A whole programme file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp YAML của Kế hoạch"),
        help_text=gettext_lazy("Tải phiên bản đang dùng về, sửa bằng trình soạn thảo văn bản, rồi nạp lại."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,text/yaml"}),
    )


class ConfirmForm(forms.Form):
    """The decision, and which cycles follow the version from when on."""

    document_number = CleanCharField(
        label=gettext_lazy("Số quyết định sửa đổi"),
        max_length=80,
        help_text=gettext_lazy("Chỉ sửa sổ căn cứ thì ghi số, ngày của văn bản mới."),
    )
    document_date = DayField(label=gettext_lazy("Ngày quyết định"))
    file = InspectedField(
        label=gettext_lazy("Tệp quyết định"),
        kinds=frozenset({Kind.PDF, Kind.DOCX}),
        required=False,
        help_text=gettext_lazy("PDF hoặc Word; chưa có thì để trống."),
    )
    cycles = forms.MultipleChoiceField(
        label=gettext_lazy("Các đợt áp dụng"), widget=forms.CheckboxSelectMultiple
    )
    valid_from = DayField(label=gettext_lazy("Áp dụng từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cycles"]
        field.choices = [(cycle.code, cycle.code) for cycle in Cycle.objects.all()]

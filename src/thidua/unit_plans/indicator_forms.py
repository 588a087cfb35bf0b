"""What people type about digital indicators: a unit's yearly numbers, and a new definition."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files.fields import InspectedField
from thidua.unit_plans.enums import Direction
from thidua.unit_plans.forms import EVIDENCE_KINDS, NumberField
from thidua.unit_plans.indicator_services import NewDefinition
from thidua.unit_plans.models import IndicatorDefinition, IndicatorValue

NUMBER_PREFIX = "so_"


class NumbersForm(forms.Form):
    """One number for each indicator of the year; an empty one is left as it is."""

    def __init__(
        self,
        *args: Any,
        definitions: list[IndicatorDefinition],
        counting: dict[str, IndicatorValue],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [one.code for one in definitions]
        for one in definitions:
            value = counting.get(one.code)
            self.fields[NUMBER_PREFIX + one.code] = NumberField(
                label=f"{one.name} ({one.measured_in})",
                help_text=one.formula,
                initial=None if value is None else value.number,
            )
        self.fields["source"] = CleanCharField(
            label=_("Nguồn số liệu"),
            max_length=200,
            help_text=_("Ví dụ: Hệ thống thông tin giải quyết thủ tục hành chính, xuất ngày 05/01."),
        )
        if counting:
            self.fields["reason"] = CleanCharField(
                label=_("Lý do sửa số đã nhập"),
                max_length=300,
                required=False,
                help_text=_("Chỉ cần khi sửa; số cũ được giữ lại cùng người sửa và ngày sửa."),
            )
        self.fields["evidence"] = InspectedField(
            label=_("Minh chứng"),
            kinds=EVIDENCE_KINDS,
            required=False,
            help_text=_("Ảnh chụp màn hình, PDF, DOCX hoặc XLSX; có thể bỏ trống."),
        )

    def said(self) -> dict[str, Any]:
        """For the service."""
        data = self.cleaned_data
        numbers = {code: data[NUMBER_PREFIX + code] for code in self.codes}
        return {
            "numbers": {code: number for code, number in numbers.items() if number is not None},
            "source": data["source"],
            "reason": data.get("reason", ""),
            "evidence": data["evidence"],
        }

    def number_fields(self) -> list[forms.BoundField]:
        """The fields of the numbers."""
        return [self[NUMBER_PREFIX + code] for code in self.codes]


class DefinitionForm(forms.Form):
    """A new indicator of the office's set."""

    name = CleanCharField(label=_("Tên chỉ số"), max_length=200)
    code = CleanCharField(
        label=_("Mã"),
        max_length=20,
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Chỉ gồm chữ thường không dấu, số và dấu gạch nối.")
            )
        ],
        help_text=_("Ví dụ: chu-ky-so. Mã không đổi về sau."),
    )
    measured_in = CleanCharField(label=_("Đơn vị tính"), max_length=40, initial="%")
    formula = forms.CharField(label=_("Cách tính"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    direction = forms.ChoiceField(
        label=_("Chiều tốt"), choices=Direction.choices, widget=forms.RadioSelect, initial=Direction.UP
    )
    lowest = NumberField(label=_("Nhỏ nhất"), help_text=_("Số nhỏ hơn bị từ chối; bỏ trống nếu không có."))
    highest = NumberField(label=_("Lớn nhất"), help_text=_("Số lớn hơn bị từ chối; bỏ trống nếu không có."))
    valid_from = DayField(
        label=_("Dùng từ ngày"), help_text=_("Hỏi số liệu của các năm kết thúc sau ngày này.")
    )

    def said(self) -> NewDefinition:
        """For the service."""
        return NewDefinition(**self.cleaned_data)


class EndForm(forms.Form):
    """The last day of an indicator."""

    last_day = DayField(label=_("Dùng đến hết ngày"))

    @staticmethod
    def default_of(today: date) -> dict[str, date]:
        """The end of last year: this year is the first that is not asked for."""
        return {"last_day": date(today.year - 1, 12, 31)}

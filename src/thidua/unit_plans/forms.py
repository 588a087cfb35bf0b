"""What people type about plans: short forms for a phone."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.scoring import parse_points
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import InspectedFile, Kind
from thidua.foundation.files.fields import InspectedField
from thidua.movement.contents import Area, Content
from thidua.unit_plans.comparisons import typed_number
from thidua.unit_plans.enums import MeasureState
from thidua.unit_plans.measure_services import NewMeasure
from thidua.unit_plans.models import Measure, UnitPlan
from thidua.unit_plans.progress_services import NewNote

MAX_DIGITS, MAX_PLACES = 14, 4
EVIDENCE_KINDS = (Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.PNG, Kind.JPEG)


class NumberField(forms.Field):
    """A number typed as 95,5 or 95.5; nothing typed is None."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 24})
        super().__init__(required=kwargs.pop("required", False), widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        """A Decimal of at most 14 digits, 4 of them after the mark."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            number = parse_points(text)
        except ValueError as error:
            raise forms.ValidationError(
                _("“%(text)s” không phải là số. Viết dạng 95,5 hoặc 95.5, không có dấu phân nhóm."),
                params={"text": text},
            ) from error
        exponent = number.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        if places > MAX_PLACES or number.adjusted() >= MAX_DIGITS - MAX_PLACES:
            raise forms.ValidationError(_("Số quá dài; nhiều nhất 10 chữ số trước và 4 chữ số sau dấu phẩy."))
        return number

    def prepare_value(self, value: Any) -> Any:
        """A stored number as it is typed."""
        return typed_number(value) if isinstance(value, Decimal) else value


class MeasureForm(forms.Form):
    """One measure."""

    content = forms.ChoiceField(label=_("Nội dung thi đua"), choices=Content.choices)
    text = forms.CharField(
        label=_("Biện pháp"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Làm gì, cho ai, kết quả thấy được; một biện pháp một dòng."),
    )
    areas = forms.MultipleChoiceField(
        label=_("Lĩnh vực cải cách"),
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ dùng cho nội dung 2; chọn một hay nhiều lĩnh vực."),
    )
    owner = CleanCharField(label=_("Người hoặc bộ phận phụ trách"), max_length=150, required=False)
    target_number = NumberField(label=_("Chỉ tiêu"), help_text=_("Ví dụ: 95,5"))
    target_unit = CleanCharField(
        label=_("Đơn vị tính"), max_length=40, required=False, help_text=_("Ví dụ: %, hồ sơ, lượt")
    )
    target_words = CleanCharField(
        label=_("Chỉ tiêu bằng lời"),
        max_length=300,
        required=False,
        help_text=_("Khi không đo được bằng số."),
    )
    due = DayField(label=_("Hạn hoàn thành"), required=False)
    joined_movement = CleanCharField(
        label=_("Lồng ghép với phong trào"),
        max_length=200,
        required=False,
        help_text=_("Tên phong trào thi đua khác của đơn vị, nếu có (IV.1)."),
    )

    def said(self) -> NewMeasure:
        """For the service."""
        return NewMeasure(**self.cleaned_data)

    @staticmethod
    def initial_of(measure: Measure) -> dict[str, Any]:
        """A stored measure as the form shows it."""
        return {name: getattr(measure, name) for name in MeasureForm.base_fields}


class DetailsForm(forms.Form):
    """Number and date of the unit's own paper, and the paper."""

    number = CleanCharField(
        label=_("Số kế hoạch"), max_length=80, required=False, help_text=_("Ví dụ: 45/KH-UBND")
    )
    dated = DayField(label=_("Ngày kế hoạch"), required=False)
    file = InspectedField(
        label=_("Bản đã ký"),
        kinds=(Kind.PDF, Kind.DOCX),
        required=False,
        help_text=_("PDF hoặc DOCX, không quá 20 MB; có thể tải lên sau khi ký."),
    )

    @staticmethod
    def initial_of(plan: UnitPlan) -> dict[str, Any]:
        """What is stored."""
        return {"number": plan.number, "dated": plan.dated}


class NoteForm(forms.Form):
    """What was done, in a minute, on a phone."""

    state = forms.ChoiceField(label=_("Tiến độ"), choices=MeasureState.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Đã làm gì, hoặc vì sao không làm nữa"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    done_on = DayField(label=_("Ngày"))
    result = NumberField(label=_("Kết quả bằng số"), help_text=_("Cùng đơn vị tính với chỉ tiêu."))
    file = InspectedField(
        label=_("Minh chứng"),
        kinds=EVIDENCE_KINDS,
        required=False,
        help_text=_("Ảnh, PDF, DOCX hoặc XLSX."),
    )
    second_file = InspectedField(label=_("Minh chứng thứ hai"), kinds=EVIDENCE_KINDS, required=False)

    def said(self) -> NewNote:
        """For the service."""
        data = self.cleaned_data
        return NewNote(data["text"], data["done_on"], data["state"], data["result"])

    def uploads(self) -> list[InspectedFile]:
        """The evidence given."""
        return [file for name in ("file", "second_file") if (file := self.cleaned_data[name])]

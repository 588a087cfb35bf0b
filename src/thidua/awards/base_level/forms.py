"""What a person types about a base-level award."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.awards.base_level.enums import BaseForm, Subject
from thidua.awards.base_level.models import BaseAward
from thidua.awards.base_level.words import FIRST_YEAR, LONGEST, NewBaseAward
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField
from thidua.foundation.spreadsheets.sheets import MAX_BYTES
from thidua.initiatives.act_forms import PaperField
from thidua.initiatives.models import Initiative
from thidua.units.models import Unit
from thidua.units.selectors import history

_ANSWERS = [("", _("không ghi")), ("yes", _("có")), ("no", _("không"))]
_MEANING = {"": None, "yes": True, "no": False}
_CODES = {meaning: code for code, meaning in _MEANING.items()}


class _OfUnit(forms.Form):
    """A form for one of the units a person works for; the choice is hidden where there is one only."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    year = forms.TypedChoiceField(label=_("Năm thành tích"), coerce=int)

    def __init__(self, *args: Any, units: list[Unit], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        names = {unit.id: unit.full_name for unit in history(on)}
        unit_field, year_field = self.fields["unit"], self.fields["year"]
        assert isinstance(unit_field, forms.ChoiceField)
        assert isinstance(year_field, forms.ChoiceField)
        unit_field.choices = [(str(unit.pk), names.get(unit.pk, unit.code)) for unit in units]
        if len(units) == 1:
            unit_field.widget = forms.HiddenInput()
            unit_field.initial = str(units[0].pk)
        year_field.choices = [(year, str(year)) for year in range(on.year, FIRST_YEAR - 1, -1)]
        year_field.initial = on.year

    @property
    def chosen_unit(self) -> Unit:
        """The unit, once the form is valid."""
        return self.units[self.cleaned_data["unit"]]


class BaseAwardForm(_OfUnit):
    """One award; the facts that serve statistics only may stay open."""

    subject = forms.ChoiceField(label=_("Đối tượng"), choices=Subject.choices, widget=forms.RadioSelect)
    name = CleanCharField(label=_("Tên tập thể hoặc họ và tên"), max_length=LONGEST["name"])
    position = CleanCharField(
        label=_("Chức vụ"),
        max_length=LONGEST["position"],
        required=False,
        help_text=_("Chỉ ghi với cá nhân."),
    )
    form = forms.ChoiceField(label=_("Hình thức khen thưởng"), choices=BaseForm.choices)
    decision_number = CleanCharField(
        label=_("Số quyết định"),
        max_length=LONGEST["decision_number"],
        help_text=_("Ví dụ: 312/QĐ-UBND"),
    )
    decided_on = DayField(label=_("Ngày quyết định"))
    achievement = forms.CharField(
        label=_("Thành tích"),
        max_length=LONGEST["achievement"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Một câu: làm gì, kết quả gì. Hệ thống chỉ ra khen thưởng có thành tích gần giống."),
    )
    is_leader = forms.ChoiceField(
        label=_("Là lãnh đạo, quản lý"),
        choices=_ANSWERS,
        required=False,
        help_text=_("Chỉ để tính tỷ lệ người trực tiếp làm việc; với tập thể để trống."),
    )
    is_woman = forms.ChoiceField(
        label=_("Là nữ"), choices=_ANSWERS, required=False, help_text=_("Chỉ để thống kê.")
    )
    initiative = forms.ModelChoiceField(
        label=_("Sáng kiến là căn cứ"), queryset=Initiative.objects.none(), required=False
    )
    file = PaperField(
        label=_("Tệp quyết định"),
        kinds=(Kind.PDF, Kind.DOCX, Kind.PNG, Kind.JPEG),
        max_bytes=MAX_BYTES * 2,
        required=False,
        help_text=_("PDF, DOCX hoặc ảnh chụp, không quá 10 MB."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["initiative"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Initiative.objects.filter(unit__in=list(self.units.values())).order_by("sort_key")
        choice.empty_label = str(_("không có"))

    def said(self) -> NewBaseAward:
        """What was typed, for the service."""
        data = self.cleaned_data
        given = {name: data[name] for name in _PLAIN}
        return NewBaseAward(
            **given, is_leader=_MEANING[data["is_leader"]], is_woman=_MEANING[data["is_woman"]]
        )

    @staticmethod
    def initial_of(row: BaseAward) -> dict[str, Any]:
        """A kept row as the form shows it."""
        shown = {name: getattr(row, name) for name in _PLAIN if name != "initiative"}
        return {
            **shown,
            "unit": str(row.unit_id),
            "initiative": row.initiative_id,
            "is_leader": _CODES[row.is_leader],
            "is_woman": _CODES[row.is_woman],
        }


_PLAIN = (
    "year",
    "subject",
    "name",
    "position",
    "form",
    "decision_number",
    "decided_on",
    "achievement",
    "initiative",
)


class BaseListForm(_OfUnit):
    """A file of awards of one year."""

    file = InspectedField(
        label=_("Tệp danh sách"),
        kinds=(Kind.XLSX, Kind.CSV),
        max_bytes=MAX_BYTES,
        help_text=_("CSV hoặc XLSX theo tệp mẫu, không quá 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class RemovalForm(forms.Form):
    """Why a row leaves the register."""

    reason = forms.CharField(label=_("Lý do bỏ"), max_length=300)

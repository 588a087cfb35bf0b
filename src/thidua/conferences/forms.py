"""What the office and the units type about a conference."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from thidua.conferences.enums import Answer, Kind, Scope
from thidua.conferences.models import Conference
from thidua.conferences.services import ConferenceWords
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.programme import load_programme
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import Kind as FileKind
from thidua.foundation.files.fields import InspectedField
from thidua.foundation.spreadsheets.sheets import MAX_BYTES
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _long(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> CleanCharField:
    return CleanCharField(
        label=label,
        max_length=5000,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def unit_choices(on: date) -> list[tuple[Any, Any]]:
    """Living units, grouped by block."""
    living = history(on).living()
    return [
        (label, options)
        for value, label in BlockChoice.choices
        if (options := [(unit.code, unit.full_name) for unit in living if unit.block.value == value])
    ]


class ConferenceForm(forms.Form):
    """The conference; after the invitation the units stay."""

    title = CleanCharField(label=_("Tên hội nghị"), max_length=300)
    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    year = forms.TypedChoiceField(label=_("Năm nhìn lại"), coerce=int)
    day = DayField(label=_("Ngày"))
    time = forms.TimeField(label=_("Giờ bắt đầu"), widget=TimeInput())
    place = CleanCharField(label=_("Địa điểm"), max_length=300)
    chair = CleanCharField(label=_("Chủ trì"), max_length=300)
    scope = forms.ChoiceField(label=_("Mời đơn vị nào"), choices=Scope.choices)
    chosen = forms.MultipleChoiceField(
        label=_("Đơn vị được chọn"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Chỉ dùng khi mời một số đơn vị được chọn; giữ phím Ctrl để chọn nhiều."),
    )

    def __init__(self, *args: Any, on: date, conference: Conference | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(conference, on)
        super().__init__(*args, **kwargs)
        years: Any = self.fields["year"]
        years.choices = [(year, str(year)) for year in load_programme().period.years]
        units: Any = self.fields["chosen"]
        units.choices = unit_choices(on)
        if conference is not None and conference.invited_at is not None:
            for name in ("scope", "chosen"):
                self.fields[name].disabled = True
                self.fields[name].help_text = str(_("Đã gửi giấy mời nên nơi mời được giữ nguyên."))

    def said(self) -> ConferenceWords:
        """What a valid form says."""
        given = dict(self.cleaned_data)
        starts = make_aware(datetime.combine(given.pop("day"), given.pop("time")), VIETNAM_TIME)
        given |= {"kind": Kind(given["kind"]), "scope": Scope(given["scope"])}
        return ConferenceWords(starts_at=starts, **given | {"chosen": tuple(given["chosen"])})


def _initial(conference: Conference | None, on: date) -> dict[str, Any]:
    if conference is None:
        return {"year": on.year, "kind": Kind.YEAR, "scope": Scope.DUTY}
    starts = localtime(conference.starts_at)
    names = ("title", "kind", "year", "place", "chair", "scope", "chosen")
    return {name: getattr(conference, name) for name in names} | {
        "day": starts.date(),
        "time": starts.time(),
    }


class LineForm(forms.Form):
    """One item of the programme."""

    time_of_day = forms.TimeField(label=_("Giờ"), widget=TimeInput())
    item = CleanCharField(label=_("Nội dung"), max_length=300)
    who = CleanCharField(label=_("Người thực hiện"), max_length=200, required=False)


class HoldForm(forms.Form):
    """How it ended."""

    conclusions = _long(_("Kết luận của hội nghị"), rows=5)
    file = InspectedField(
        label=_("Tệp kết luận"),
        kinds=(FileKind.PDF, FileKind.DOCX),
        required=False,
        help_text=_("Thông báo kết luận đã ký; không bắt buộc."),
    )


class CallOffForm(forms.Form):
    """Why it does not take place."""

    reason = _long(_("Lý do hủy"), rows=2, help_text=_("Các đơn vị đã mời được báo lý do này."))


class AnswerForm(forms.Form):
    """A unit's answer, short enough for a phone."""

    answer = forms.ChoiceField(
        label=_("Đơn vị có dự không?"), choices=Answer.choices, widget=forms.RadioSelect
    )
    people = _long(
        _("Ai dự"), required=False, help_text=_("Mỗi người một dòng: họ tên, chức vụ. Chỉ khi sẽ dự.")
    )
    reason = _long(_("Lý do không dự được"), rows=2, required=False)


class AwardForm(forms.Form):
    """One line of the handing list."""

    recipient = CleanCharField(label=_("Tập thể, cá nhân được tặng"), max_length=300)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    award = CleanCharField(
        label=_("Hình thức"), max_length=200, help_text=_("Ví dụ: Bằng khen của Chủ tịch UBND thành phố")
    )
    decision = CleanCharField(label=_("Số quyết định"), max_length=80)
    decided_on = DayField(label=_("Ngày quyết định"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.choices = [("", _("Ngoài các đơn vị của Phong trào")), *unit_choices(on)]


class PresentForm(forms.Form):
    """Who received it."""

    received_by = CleanCharField(label=_("Người nhận"), max_length=200)
    received_on = DayField(label=_("Ngày nhận"))


class ListForm(forms.Form):
    """A file of awards."""

    file = InspectedField(
        label=_("Tệp danh sách"),
        kinds=(FileKind.XLSX, FileKind.CSV),
        max_bytes=MAX_BYTES,
        help_text=_("CSV hoặc XLSX theo tệp mẫu, không quá 5 MB."),
    )

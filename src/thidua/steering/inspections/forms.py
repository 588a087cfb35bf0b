"""What the inspectors and the unit type."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files.fields import InspectedField
from thidua.people.models import User
from thidua.steering.inspections.enums import Check, FindingKind
from thidua.steering.inspections.words import EVIDENCE_KINDS, PAPER_KINDS
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history

LONGEST = 10_000


def _long(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> CleanCharField:
    return CleanCharField(
        label=label,
        max_length=LONGEST,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PlanForm(forms.Form):
    """The plan of a year: when, what is looked at, where."""

    title = CleanCharField(label=_("Tên kế hoạch"), max_length=300)
    from_day = DayField(label=_("Kiểm tra từ ngày"))
    to_day = DayField(label=_("Đến ngày"))
    checks = forms.MultipleChoiceField(
        label=_("Nội dung kiểm tra"), choices=Check.choices, widget=forms.CheckboxSelectMultiple
    )
    units = forms.MultipleChoiceField(
        label=_("Đơn vị được kiểm tra"),
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=_("Giữ phím Ctrl để chọn nhiều đơn vị. Sở Nội vụ do Ban Thi đua – Khen thưởng kiểm tra."),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        living = history(on).living()
        field: Any = self.fields["units"]
        field.choices = [
            (label, options)
            for value, label in BlockChoice.choices
            if (options := [(unit.code, unit.full_name) for unit in living if unit.block.value == value])
        ]


class PublishForm(forms.Form):
    """The signed paper."""

    number = CleanCharField(
        label=_("Số, ký hiệu"), max_length=80, help_text=_("Ví dụ: 123/KH-SNV, như trên bản đã ký.")
    )
    issued_on = DayField(label=_("Ngày ban hành"))
    file = InspectedField(
        label=_("Tệp đã ký"), kinds=PAPER_KINDS, help_text=_("PDF có chữ ký số, hoặc Word.")
    )


class AnnounceForm(forms.Form):
    """Day and team. `people`: who may lead the team to this unit."""

    on = DayField(label=_("Ngày kiểm tra"), help_text=_("Từ ngày mai trở đi: đơn vị phải được báo trước."))
    lead = forms.ModelChoiceField(label=_("Trưởng đoàn"), queryset=User.objects.none())
    team = _long(
        _("Thành viên đoàn"),
        rows=3,
        required=False,
        help_text=_("Mỗi người một dòng: họ tên, chức vụ, cơ quan."),
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lead"]
        field.queryset = User.objects.filter(pk__in=[user.pk for user in people]).order_by("sort_key")
        field.label_from_instance = _named


def _named(user: User) -> str:
    return ", ".join(filter(None, (user.get_full_name(), user.position_title)))


class FindingForm(forms.Form):
    """What was found. `checks` are the values the plan ticked."""

    kind = forms.ChoiceField(label=_("Loại"), choices=FindingKind.choices, widget=forms.RadioSelect)
    check_point = forms.ChoiceField(label=_("Nội dung kiểm tra"))
    text = _long(_("Ghi nhận"))
    remedy = _long(
        _("Yêu cầu khắc phục"), rows=2, required=False, help_text=_("Chỉ cho tồn tại; ghi rõ phải làm gì.")
    )
    due_on = DayField(label=_("Hạn khắc phục"), required=False)

    def __init__(self, *args: Any, checks: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["check_point"]
        field.choices = [(check, Check(check).label) for check in checks]


class ConcludeForm(forms.Form):
    """The conclusion, with the signed minutes where there are some."""

    text = _long(_("Kết luận"), rows=5)
    minutes = InspectedField(
        label=_("Biên bản đã ký"),
        kinds=PAPER_KINDS,
        required=False,
        help_text=_("PDF có chữ ký của đoàn và đơn vị; không bắt buộc."),
    )


class WordsForm(forms.Form):
    """Words that are needed."""

    text = _long(_("Lý do"), rows=3)


class MaybeWordsForm(forms.Form):
    """Words that may be left out."""

    text = _long(_("Ghi chú"), rows=2, required=False)


class AnswerForm(forms.Form):
    """What the unit has done; a photo from the phone is evidence enough."""

    text = _long(_("Đơn vị đã làm gì"), rows=5)
    file = InspectedField(
        label=_("Minh chứng"),
        kinds=EVIDENCE_KINDS,
        required=False,
        help_text=_("Một tệp PDF, Word, Excel hoặc ảnh chụp; không bắt buộc."),
    )


class ExtendForm(forms.Form):
    """A later day and why."""

    due_on = DayField(label=_("Hạn mới"))
    text = _long(_("Lý do"), rows=2)

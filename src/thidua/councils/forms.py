"""What the desk of a council types."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thidua.councils.enums import WAY_NOTES, Denominator, Duty, Majority, Way
from thidua.councils.models import Council
from thidua.councils.parameters.selectors import Rule
from thidua.councils.services import LONGEST, NewSeat
from thidua.councils.signed_minutes import MINUTES_KINDS
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files.fields import InspectedField
from thidua.people.models import User


def _long(label: Any, *, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CouncilForm(forms.Form):
    """A council by its decision."""

    name = CleanCharField(
        label=_("Tên hội đồng"), max_length=200, initial="Hội đồng Thi đua – Khen thưởng thành phố"
    )
    number = CleanCharField(label=_("Số quyết định thành lập"), max_length=80)
    on = DayField(label=_("Ngày quyết định"))


class SeatForm(forms.Form):
    """Somebody on a council. `people` are the accounts with a hat of the council."""

    account = forms.ModelChoiceField(
        label=_("Tài khoản"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("chưa có tài khoản, ghi tên bên dưới"),
        help_text=_("Chỉ có người được giao vai trò thành viên hoặc thư ký hội đồng."),
    )
    name = CleanCharField(
        label=_("Họ và tên (người chưa có tài khoản)"),
        max_length=160,
        required=False,
        help_text=_("Người chưa có tài khoản chỉ bỏ phiếu giấy."),
    )
    position = CleanCharField(label=_("Chức vụ, nơi công tác"), max_length=200, required=False)
    duty = forms.ChoiceField(label=_("Nhiệm vụ"), choices=Duty.choices, initial=Duty.MEMBER)
    has_vote = forms.BooleanField(label=_("Được biểu quyết"), required=False, initial=True)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["account"]
        field.queryset = User.objects.filter(pk__in=[user.pk for user in people]).order_by("sort_key")
        field.label_from_instance = User.get_full_name

    def seat(self) -> NewSeat:
        """What the service is given, of a valid form."""
        return NewSeat(**self.cleaned_data)


class PlanForm(forms.Form):
    """A session: which council, which cycle, when, where."""

    council = forms.ModelChoiceField(
        label=_("Hội đồng"), queryset=Council.objects.none(), empty_label=_("Chọn hội đồng")
    )
    cycle = forms.ChoiceField(label=_("Đợt xét"))
    day = DayField(label=_("Ngày họp"))
    hour = forms.TimeField(
        label=_("Giờ họp"),
        input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = CleanCharField(label=_("Địa điểm"), max_length=200)

    def __init__(self, *args: Any, councils: Any, cycles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["council"]
        field.queryset = councils
        choices: Any = self.fields["cycle"]
        choices.choices = [(cycle, cycle) for cycle in cycles]

    def held_at(self) -> datetime:
        """The moment of a valid form, in Hải Phòng."""
        given = self.cleaned_data
        return timezone.make_aware(datetime.combine(given["day"], given["hour"]))


class ReasonForm(forms.Form):
    """Why."""

    reason = CleanCharField(
        label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), required=True
    )


class WayForm(forms.Form):
    """How they vote."""

    way = forms.ChoiceField(label=_("Cách biểu quyết"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["way"]
        field.choices = [(way.value, f"{way.label}. {WAY_NOTES[way]}") for way in Way]


class PresentForm(forms.Form):
    """Who is there; `seen`: who was when the page was opened."""

    present = forms.TypedMultipleChoiceField(
        label=_("Có mặt"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(required=False, empty_value=None, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Iterable[Any], **kwargs: Any) -> None:
        rows = list(people)
        super().__init__(*args, **kwargs)
        field: Any = self.fields["present"]
        field.initial = [one.pk for one in rows if one.is_present]
        field.choices = [(one.pk, f"{one.name} ({Duty(one.duty).label})") for one in rows]
        # Begins with a key that nobody has, so that a page on which nobody is there says so.
        self.fields["seen"].initial = " ".join(map(str, (0, *field.initial)))

    def clean_seen(self) -> set[int] | None:
        """The attendees; None: it comes from no page."""
        seen: str | None = self.cleaned_data["seen"]
        return None if seen is None else {int(one) for one in seen.split() if one.isdecimal()}


class DeclaredForm(forms.Form):
    """Who stated in the room whether he has to do with a unit."""

    declared = forms.TypedMultipleChoiceField(
        label=_("Đã khai tại phòng họp"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Cho phiếu giấy. Ai có quan hệ với đơn vị nào thì ghi thêm ở việc “Ghi thành viên không tham gia "
            "xét một hồ sơ”. Bỏ phiếu trên máy thì mỗi người tự khai."
        ),
    )

    def __init__(self, *args: Any, people: Iterable[Any], **kwargs: Any) -> None:
        rows = list(people)
        super().__init__(*args, **kwargs)
        field: Any = self.fields["declared"]
        field.initial = [one.pk for one in rows if one.has_declared]
        field.choices = [(one.pk, f"{one.name} ({Duty(one.duty).label})") for one in rows]


class CloseForm(forms.Form):
    """The end of the vote; `is_secret` asks for the code of the box."""

    code = CleanCharField(
        label=_("Mã mở hòm phiếu"),
        max_length=60,
        required=False,
        help_text=_("Mã đã ghi khi bắt đầu bỏ phiếu, 24 chữ và số; không phân biệt chữ hoa, gạch nối."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    knows_missing = forms.BooleanField(label=_("Kết thúc dù còn người có mặt chưa bỏ phiếu"), required=False)

    def __init__(self, *args: Any, way: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if way == Way.SECRET:
            self.fields["code"].required = True
        else:
            del self.fields["code"]
        if way == Way.PAPER:
            del self.fields["knows_missing"]


class WriteForm(forms.Form):
    """What is said and concluded, for the minutes."""

    discussion = _long(
        _("Diễn biến, ý kiến phát biểu"), rows=6, help_text=_("Mỗi dòng thành một đoạn của biên bản.")
    )
    conclusions = _long(_("Kết luận của người chủ trì"), rows=4)


class AsideForm(forms.Form):
    """A member takes no part in one item."""

    item = forms.TypedChoiceField(label=_("Hồ sơ"), coerce=int)
    attendee = forms.TypedChoiceField(label=_("Thành viên"), coerce=int)
    reason = CleanCharField(label=_("Lý do"), max_length=300)

    def __init__(
        self,
        *args: Any,
        items: Iterable[tuple[int, str]],
        people: Iterable[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        which: Any = self.fields["item"]
        which.choices = [("", _now("Chọn hồ sơ")), *items]
        who: Any = self.fields["attendee"]
        who.choices = [("", _now("Chọn thành viên")), *people]


class UndoAsideForm(forms.Form):
    """What was written down by mistake. `rows`: (recusal, item and member in words)."""

    recusal = forms.TypedChoiceField(label=_("Lần ghi"), coerce=int)
    reason = CleanCharField(label=_("Vì sao bỏ"), max_length=300)

    def __init__(self, *args: Any, rows: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(rows)
        self.has_rows = bool(known)
        which: Any = self.fields["recusal"]
        which.choices = [("", _now("Chọn lần ghi nhầm")), *known]


class MinutesForm(forms.Form):
    """The signed minutes."""

    file = InspectedField(
        label=_("Biên bản đã ký"),
        kinds=MINUTES_KINDS,
        help_text=_("PDF ký số (hệ thống đọc chữ ký), bản quét PDF, hoặc Word"),
    )


class ReceiptForm(forms.Form):
    """A receipt to look for."""

    receipt = CleanCharField(
        label=_("Mã biên nhận"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ChoiceForm(forms.Form):
    """Whether the council votes in a cycle, from a day on."""

    cycle = forms.ChoiceField(label=_("Đợt xét"))
    is_on = forms.TypedChoiceField(
        label=_("Hội đồng"),
        coerce=lambda value: value == "on",
        choices=[("on", _("biểu quyết trong đợt này")), ("off", _("không họp, không biểu quyết"))],
        widget=forms.RadioSelect,
    )
    valid_from = DayField(label=_("Áp dụng từ ngày"))
    reason = CleanCharField(
        label=_("Lý do, văn bản làm căn cứ"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, cycles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cycle"]
        field.choices = [(cycle, cycle) for cycle in cycles]


class RuleForm(forms.Form):
    """Quorum and majorities from a day on."""

    valid_from = DayField(label=_("Áp dụng từ ngày"))
    quorum = forms.ChoiceField(label=_("Số có mặt để họp"), choices=Majority.choices)
    majority = forms.ChoiceField(label=_("Số đồng ý để thông qua"), choices=Majority.choices)
    flag_majority = forms.ChoiceField(label=_("Số đồng ý để thông qua Cờ thi đua"), choices=Majority.choices)
    counts = forms.ChoiceField(
        label=_("Tính trên"),
        choices=Denominator.choices,
        help_text=_("Thành viên không tham gia xét một hồ sơ không tính trong hồ sơ đó."),
    )
    source = CleanCharField(
        label=_("Văn bản quy định"),
        max_length=200,
        help_text=_("Ví dụ: Quy chế hoạt động của Hội đồng, ban hành kèm Quyết định số …"),
    )

    def rule(self) -> Rule:
        """What the service is given, of a valid form."""
        given = dict(self.cleaned_data)
        del given["valid_from"]
        return Rule(**given)

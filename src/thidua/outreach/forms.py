"""What people type about publicity and good examples: short forms for a phone."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField
from thidua.movement.contents import Content
from thidua.outreach.activity_services import NewActivity
from thidua.outreach.enums import About, Channel, ConsentWay, Side
from thidua.outreach.models import Activity, Story
from thidua.outreach.photo_services import MAX_BYTES, PHOTO_KINDS
from thidua.outreach.selectors import initiatives_of
from thidua.outreach.story_services import LONGEST, NewStory
from thidua.units.models import Unit

PAPER_KINDS = (Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.PNG, Kind.JPEG)
MAX_REACH = 10_000_000
Choices = list[tuple[str, Any]]


class ActivityForm(forms.Form):
    """One act of publicity, in a minute."""

    side = forms.ChoiceField(label=_("Bên thực hiện"))
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    organisation = CleanCharField(
        label=_("Cơ quan, tổ chức"),
        max_length=160,
        required=False,
        help_text=_("Ví dụ: Báo và Phát thanh, Truyền hình Hải Phòng; Hội Liên hiệp Phụ nữ thành phố."),
    )
    title = CleanCharField(label=_("Đã làm gì"), max_length=300)
    done_on = DayField(label=_("Ngày"))
    channel = forms.ChoiceField(label=_("Kênh"), choices=Channel.choices)
    content = forms.ChoiceField(
        label=_("Phục vụ nội dung thi đua"), choices=Content.choices, initial=Content.PUBLICITY
    )
    reach = forms.IntegerField(
        label=_("Số người, lượt tiếp cận"),
        min_value=0,
        max_value=MAX_REACH,
        required=False,
        help_text=_("Để trống nếu không biết; đừng ước đoán."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    link = forms.URLField(label=_("Đường dẫn"), max_length=500, required=False, assume_scheme="https")
    file = InspectedField(
        label=_("Tệp hoặc ảnh chụp"),
        kinds=PAPER_KINDS,
        max_bytes=10 * 1024 * 1024,
        required=False,
        help_text=_("PDF, DOCX, XLSX hoặc ảnh, không quá 10 MB."),
    )

    def __init__(
        self, *args: Any, sides: list[Side], units: list[Unit], unit_choices: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.sides = sides
        _choose(self, "side", [(side.value, side.label) for side in sides])
        _choose(self, "unit", unit_choices)
        if sides == [Side.UNIT]:
            del self.fields["organisation"]
        elif Side.UNIT not in sides:
            del self.fields["unit"]

    def said(self) -> NewActivity:
        """For the service."""
        data = self.cleaned_data
        side = Side(data["side"])
        return NewActivity(
            side=side,
            title=data["title"],
            done_on=data["done_on"],
            channel=data["channel"],
            content=data["content"],
            unit=self.units.get(data.get("unit", "")) if side == Side.UNIT else None,
            organisation=data.get("organisation", ""),
            reach=data["reach"],
            link=data["link"],
        )

    @staticmethod
    def initial_of(row: Activity) -> dict[str, Any]:
        """A kept row as the form shows it."""
        names = ("side", "organisation", "title", "done_on", "channel", "content", "reach", "link")
        return {**{name: getattr(row, name) for name in names}, "unit": str(row.unit_id or "")}


class StoryForm(forms.Form):
    """A good example, told in four parts."""

    side = forms.ChoiceField(label=_("Bên viết"))
    unit = forms.ChoiceField(label=_("Đơn vị có gương tốt"))
    about = forms.ChoiceField(label=_("Nói về"), choices=About.choices, widget=forms.RadioSelect)
    person_name = CleanCharField(
        label=_("Họ và tên"),
        max_length=LONGEST["person_name"],
        required=False,
        help_text=_("Chỉ với cá nhân. Bài chỉ được đăng khi người đó đồng ý nêu tên."),
    )
    position = CleanCharField(label=_("Chức vụ"), max_length=LONGEST["position"], required=False)
    title = CleanCharField(label=_("Tên câu chuyện"), max_length=LONGEST["title"])
    summary = forms.CharField(
        label=_("Tóm tắt"),
        max_length=LONGEST["summary"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Một hai câu để người đọc biết có nên đọc tiếp."),
    )
    done = forms.CharField(
        label=_("Đã làm gì"),
        max_length=LONGEST["done"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Khó ở đâu, đã làm thế nào, nơi khác làm theo được không. Không nêu tên người khác."),
    )
    results = forms.CharField(
        label=_("Kết quả bằng số"),
        max_length=LONGEST["results"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: từ 7 ngày còn 3 ngày; 1.240 hồ sơ; 96 % đúng hạn."),
    )
    initiative = forms.ChoiceField(label=_("Sáng kiến liên quan"), required=False)

    def __init__(
        self, *args: Any, sides: list[Side], units: list[Unit], unit_choices: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.sides = sides
        _choose(self, "side", [(side.value, side.label) for side in sides])
        _choose(self, "unit", unit_choices)
        if len(units) <= MOST_UNITS_WITH_INITIATIVES:
            self.initiatives = {str(one.pk): one for one in initiatives_of(unit.pk for unit in units)}
        else:
            self.initiatives = {}
        if self.initiatives:
            listed = [(pk, one.title) for pk, one in self.initiatives.items()]
            _choose(self, "initiative", [("", _("không có")), *listed])
        else:
            del self.fields["initiative"]

    def said(self) -> NewStory:
        """For the service."""
        data = self.cleaned_data
        return NewStory(
            unit=self.units[data["unit"]],
            about=data["about"],
            initiative=self.initiatives.get(data.get("initiative", "")),
            **{name: data[name] for name in LONGEST},
        )


MOST_UNITS_WITH_INITIATIVES = 5
"""Who may write about every unit of the city does not choose among thousands of initiatives."""


class PhotoForm(forms.Form):
    """One picture and who can be recognised in it."""

    photo = InspectedField(
        label=_("Ảnh"),
        kinds=PHOTO_KINDS,
        max_bytes=MAX_BYTES,
        help_text=_(
            "JPEG hoặc PNG, không quá 5 MB. Nơi chụp, giờ chụp, tên máy trong ảnh được xóa khi nhận."
        ),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
    )
    alt = CleanCharField(
        label=_("Mô tả ảnh"),
        max_length=200,
        help_text=_("Trong ảnh có gì, cho người không nhìn thấy ảnh. Không ghi tên người."),
    )
    shows_people = forms.ChoiceField(
        label=_("Có nhận ra người nào trong ảnh không?"),
        choices=[("yes", _("Có, cần họ đồng ý")), ("no", _("Không"))],
        widget=forms.RadioSelect,
    )


class ConsentForm(forms.Form):
    """Who agreed, how and when. `what`: a picture, or the name in the story."""

    what = forms.ChoiceField(label=_("Đồng ý về việc gì"))
    person = CleanCharField(
        label=_("Họ và tên người đồng ý"),
        max_length=120,
        required=False,
        help_text=_("Để trống khi là người được nêu tên trong bài."),
    )
    way = forms.ChoiceField(label=_("Bằng cách nào"), choices=ConsentWay.choices)
    given_on = DayField(label=_("Ngày đồng ý"))

    def __init__(self, *args: Any, story: Story, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = story.photos.filter(removed_at__isnull=True, shows_people=True)
        self.photos = {str(photo.pk): photo for photo in kept}
        choices: Choices = [(pk, _("Có mặt trong ảnh: %s") % photo.alt) for pk, photo in self.photos.items()]
        if story.about == About.PERSON:
            choices.insert(0, ("name", _("Được nêu tên và chức vụ trong bài")))
        _choose(self, "what", choices)
        self.fields["given_on"].initial = on
        self.is_useful = bool(choices)


class ReasonForm(forms.Form):
    """Why something is returned, withdrawn or removed."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Sets the choices of a field; a needed choice of one is made already and not shown."""
    field: Any = form.fields[name]
    field.choices = choices
    if len(choices) == 1 and name in ("side", "unit"):
        field.widget = forms.HiddenInput()
        field.initial = choices[0][0]

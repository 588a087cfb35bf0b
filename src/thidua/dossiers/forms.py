"""What the unit types into a dossier."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from thidua.awards.models import Candidate
from thidua.dossiers.bars.services import Stated
from thidua.dossiers.checklist.items import ITEMS
from thidua.dossiers.contributions import LEAST_WORDS
from thidua.dossiers.enums import BarKind, Contribution, Gender, IndexArea
from thidua.dossiers.evidence.services import KINDS
from thidua.dossiers.models import Dossier, WorkSpan
from thidua.dossiers.services import Attested, Subject, as_typed
from thidua.dossiers.signed_file import PAPER_KINDS
from thidua.dossiers.unit_council.services import Meeting
from thidua.dossiers.writing.services import LONGEST, Span
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files.fields import InspectedField

ANSWERS = [("", _("chưa rõ")), ("yes", _("có")), ("no", _("không"))]
MEANING: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}
CODES = {meaning: code for code, meaning in MEANING.items()}


class PersonForm(forms.Form):
    """A person who is put forward."""

    name = CleanCharField(label=_("Họ và tên"), max_length=160)
    gender = forms.ChoiceField(
        label=_("Giới tính"), choices=[("", _("chưa rõ")), *Gender.choices], required=False
    )
    birth_year = forms.IntegerField(label=_("Năm sinh"), min_value=1930, max_value=2015, required=False)
    position = CleanCharField(label=_("Chức vụ"), max_length=160, required=False)
    place = CleanCharField(label=_("Phòng, bộ phận"), max_length=160, required=False)
    is_leader = forms.ChoiceField(
        label=_("Là lãnh đạo, quản lý"),
        choices=ANSWERS,
        required=False,
        help_text=_("Để thống kê tỷ lệ người trực tiếp công tác."),
    )

    def subject(self) -> Subject:
        """What was typed, for the service."""
        given = dict(self.cleaned_data)
        return Subject(**(given | {"is_leader": MEANING[given["is_leader"]]}))


class CollectiveForm(forms.Form):
    """A collective under the unit, for routes outside the limits; empty is the unit itself."""

    name = CleanCharField(
        label=_("Tên tập thể thuộc đơn vị"),
        max_length=160,
        required=False,
        help_text=_("Để trống khi đề nghị cho chính đơn vị."),
    )

    def subject(self) -> Subject:
        """What was typed, for the service."""
        return Subject(name=self.cleaned_data["name"])


class FactsForm(forms.Form):
    """What a person states; empty is not known, never no."""

    outstanding = forms.ChoiceField(
        label=_("Có thành tích xuất sắc, tiêu biểu"), choices=ANSWERS, required=False
    )
    conduct = forms.ChoiceField(
        label=_("Phẩm chất tốt, gương mẫu, chấp hành tốt"), choices=ANSWERS, required=False
    )
    rating = forms.ChoiceField(
        label=_("Xếp loại năm"), choices=[("", _("chưa rõ")), *Candidate.RATINGS], required=False
    )
    rating_source = CleanCharField(
        label=_("Văn bản xếp loại"), max_length=200, required=False, help_text=_("Số, ngày, nơi ban hành.")
    )
    par_role = forms.ChoiceField(
        label=_("Vai trò trong cải cách hành chính"),
        choices=[("", _("chưa rõ")), *Candidate.ROLES],
        required=False,
    )
    par_role_source = CleanCharField(label=_("Căn cứ về vai trò"), max_length=200, required=False)
    contribution = forms.ChoiceField(
        label=_("Loại đóng góp"), choices=[("", _("chưa rõ")), *Contribution.choices], required=False
    )
    raised_area = forms.ChoiceField(
        label=_("Lĩnh vực của chỉ số được nâng"),
        choices=[("", _("chưa rõ")), *IndexArea.choices],
        required=False,
        help_text=_("Của Chỉ số cải cách hành chính thành phố do Bộ Nội vụ chấm, không phải của đơn vị."),
    )
    ground_source = CleanCharField(
        label=_("Văn bản căn cứ"),
        max_length=200,
        required=False,
        help_text=_("Số, ngày, nơi ban hành; kèm tệp của văn bản ở phần “Tài liệu kèm theo”."),
    )
    justification = forms.CharField(
        label=_("Căn cứ bằng văn bản"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Đã làm gì, kết quả ra sao, văn bản ghi nhận thế nào; ít nhất %d ký tự.") % LEAST_WORDS,
    )

    OF_PERSONS = ("conduct", "rating", "rating_source", "par_role", "par_role_source")
    OF_GROUNDS = ("justification", "ground_source")

    def __init__(
        self,
        *args: Any,
        is_person: bool,
        needs_ground: bool,
        contributions: Sequence[Contribution],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        dropped = [] if is_person else [*self.OF_PERSONS]
        if not needs_ground:
            dropped += self.OF_GROUNDS
        if len(contributions) < 2:  # one alone is no question
            dropped.append("contribution")
        if not contributions:
            dropped.append("raised_area")
        for name in dropped:
            del self.fields[name]

    def facts(self, row: Dossier) -> Attested:
        """What was typed; what this form does not ask stays as it is."""
        given = {**as_typed(row), **self.cleaned_data}
        return Attested(
            outstanding=MEANING[given["outstanding"]],
            conduct=MEANING[given["conduct"]],
            rating=given["rating"] or None,
            rating_source=given["rating_source"],
            par_role=given["par_role"] or None,
            par_role_source=given["par_role_source"],
            justification=given["justification"],
            ground_source=given["ground_source"],
            contribution=given["contribution"],
            raised_area=given["raised_area"],
        )


class SectionForm(forms.Form):
    """One section of the achievement report."""

    text = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12, "class": "form-control"}),
    )


class SpanForm(forms.Form):
    """One stretch of work in reform."""

    since = DayField(label=_("Từ ngày"), required=False)
    until = DayField(label=_("Đến hết ngày"), required=False)
    place = CleanCharField(label=_("Cơ quan, đơn vị"), max_length=200, required=False)
    work = CleanCharField(label=_("Việc đã làm"), max_length=300, required=False)
    source = CleanCharField(label=_("Căn cứ"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A row with anything in it needs its first day."""
        given = super().clean() or {}
        if any(given.values()) and not given.get("since") and "since" not in self.errors:
            self.add_error("since", _("Ghi ngày bắt đầu."))
        return given


SpanFormSet = forms.formset_factory(SpanForm, extra=2, max_num=30, absolute_max=40)


def as_typed_spans(told: Iterable[WorkSpan]) -> list[dict[str, Any]]:
    """A work history as the forms show it."""
    return [{key: getattr(span, key) for key in SpanForm.base_fields} for span in told]


def spans_of(forms_: Sequence[SpanForm]) -> list[Span]:
    """The rows that say something."""
    return [Span(**one.cleaned_data) for one in forms_ if one.cleaned_data.get("since")]


class BarForm(forms.Form):
    """Whether something bars the subject for now."""

    kind = forms.ChoiceField(
        label=_("Cam kết của đơn vị"),
        choices=[("", _("Không thuộc trường hợp nào dưới đây")), *BarKind.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    words = CleanCharField(
        label=_("Nội dung, văn bản liên quan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    since = DayField(label=_("Từ ngày"), required=False)

    def stated(self) -> Stated:
        """What was typed, for the service."""
        return Stated(**self.cleaned_data)


class NewBarForm(BarForm):
    """A case that came up after the dossier went out: one must be named, with its words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Trường hợp mới phát sinh"), choices=BarKind.choices, widget=forms.RadioSelect
        )
        self.fields["words"].required = True


class FileForm(forms.Form):
    """One file to one item."""

    item = forms.ChoiceField(label=_("Chứng minh cho"), choices=[(one.code, one.name) for one in ITEMS])
    file = InspectedField(label=_("Tệp (PDF, Word, Excel, ảnh)"), kinds=KINDS)


class MinutesForm(forms.Form):
    """The meeting of the unit's council; votes stand beside, a pair for each dossier."""

    number = CleanCharField(label=_("Số biên bản"), max_length=80, required=False)
    held_on = DayField(label=_("Ngày họp"))
    held_time = forms.TimeField(
        label=_("Giờ họp"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=time(8)
    )
    place = CleanCharField(label=_("Nơi họp"), max_length=200)
    chair = CleanCharField(label=_("Chủ trì (họ tên, chức vụ)"), max_length=200)
    secretary = CleanCharField(label=_("Thư ký (họ tên, chức vụ)"), max_length=200)
    members = forms.IntegerField(label=_("Số thành viên hội đồng"), min_value=1, max_value=99)
    present = forms.IntegerField(label=_("Số có mặt"), min_value=1, max_value=99)
    absent_words = CleanCharField(label=_("Người vắng, ý kiến bằng văn bản"), max_length=500, required=False)
    is_secret = forms.BooleanField(label=_("Bỏ phiếu kín"), required=False)
    discussion = forms.CharField(
        label=_("Ý kiến tại cuộc họp"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    signed_file = InspectedField(
        label=_("Biên bản đã ký (nếu có)"),
        kinds=KINDS,
        required=False,
        help_text=_("PDF ký số: hệ thống đọc chữ ký. Bản quét, ảnh, Word cũng được."),
    )

    def __init__(self, *args: Any, rows: Sequence[Dossier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            for name, label in (("agreed", _("Tán thành")), ("against", _("Không tán thành"))):
                self.fields[f"{name}-{row.pk}"] = forms.IntegerField(
                    label=label, min_value=0, max_value=99, required=False
                )

    def clean(self) -> dict[str, Any]:
        """Votes against alone are half a count: without the other half the dossier would not be voted on."""
        given = super().clean() or {}
        for row in self.rows:
            agreed = f"agreed-{row.pk}"
            if given.get(f"against-{row.pk}") and given.get(agreed) is None and agreed not in self.errors:
                self.add_error(agreed, _("Ghi cả số tán thành; không ai tán thành thì ghi 0."))
        return given

    def vote_fields(self) -> list[tuple[Dossier, Any, Any]]:
        """Each dossier with its two fields."""
        return [(row, self[f"agreed-{row.pk}"], self[f"against-{row.pk}"]) for row in self.rows]

    def votes(self) -> list[tuple[Dossier, int, int]]:
        """The dossiers that were voted on: agreed, against."""
        given = self.cleaned_data
        return [
            (row, given[f"agreed-{row.pk}"], given[f"against-{row.pk}"] or 0)
            for row in self.rows
            if given[f"agreed-{row.pk}"] is not None
        ]

    def meeting(self) -> Meeting:
        """What was typed, for the service."""
        given = self.cleaned_data
        held: datetime = make_aware(datetime.combine(given["held_on"], given["held_time"]))
        keys = ("place", "chair", "secretary", "members", "present", "number", "absent_words", "discussion")
        return Meeting(held_at=held, is_secret=given["is_secret"], **{key: given[key] for key in keys})


class LetterForm(forms.Form):
    """Number and day of the unit's Tờ trình, and the signed paper."""

    number = CleanCharField(label=_("Số, ký hiệu Tờ trình"), max_length=80, help_text=_("Ví dụ: 15/TTr-UBND"))
    on = DayField(label=_("Ngày Tờ trình"))
    file = InspectedField(
        label=_("Tờ trình đã ký"),
        kinds=PAPER_KINDS,
        required=False,
        help_text=_("PDF ký số (hệ thống đọc chữ ký), hoặc bản quét."),
    )


class WordsForm(forms.Form):
    """A reason or a remark that goes with an act."""

    words = CleanCharField(
        label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

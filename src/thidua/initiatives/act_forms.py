"""What people type for the acts on one initiative: short forms for a phone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.documents.signatures import signatures_in
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import InspectedFile, Kind
from thidua.foundation.files.fields import InspectedField
from thidua.initiatives.description.forms import AuthorLines
from thidua.initiatives.description.words import LONGEST
from thidua.initiatives.enums import Level
from thidua.initiatives.proofs.models import ProofOfUse
from thidua.initiatives.recognition.models import Recognition
from thidua.initiatives.recognition.putting_right import Correction
from thidua.initiatives.recognition.services import Council, Ruling
from thidua.units.models import Unit

PAPER_KINDS = (Kind.PDF, Kind.DOCX, Kind.PNG, Kind.JPEG)
MAX_BYTES = 10 * 1024 * 1024


class PaperField(InspectedField):
    """One paper. What nobody could open later is refused while the right file is at hand."""

    def clean(self, data: Any, initial: Any = None) -> InspectedFile | None:
        """As of its kind; a PDF is opened too."""
        found = super().clean(data, initial)
        if found is not None:
            signatures_in(found, forms.ValidationError, str(self.label).lower())
        return found


def paper(label: Any, *, required: bool = True) -> PaperField:
    """A field for one paper."""
    return PaperField(
        label=label,
        kinds=PAPER_KINDS,
        max_bytes=MAX_BYTES,
        required=required,
        help_text=_("PDF, DOCX hoặc ảnh chụp, không quá 10 MB."),
    )


class ActForm(forms.Form):
    """`given()` is what the service of the act takes."""

    def given(self) -> dict[str, Any]:
        """The fields as they are."""
        return dict(self.cleaned_data)


class ProofForm(ActForm):
    """A paper that says where it is at work."""

    place = CleanCharField(
        label=_("Áp dụng ở đâu"), max_length=200, help_text=_("Ví dụ: Bộ phận một cửa; Công an phường.")
    )
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến ngày"), required=False, help_text=_("Để trống nếu vẫn đang áp dụng."))
    file = paper(_("Tệp xác nhận áp dụng"))


class ScanForm(ActForm):
    """The scan of a paper of use that stands in the register without one."""

    proof = forms.TypedChoiceField(label=_("Xác nhận áp dụng"), coerce=int)
    file = paper(_("Tệp xác nhận áp dụng"))

    def __init__(self, *args: Any, proofs: Sequence[ProofOfUse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["proof"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(one.pk), f"{one.place}, {one.paper}") for one in proofs]
        if proofs:
            choice.initial = str(proofs[0].pk)


class ReceiveForm(ActForm):
    """The day on which the application came."""

    on = DayField(label=_("Ngày nhận đơn"), help_text=_("Phải trả lời trong 03 tháng kể từ ngày này."))


class CouncilForm(ActForm):
    """What the minutes say."""

    met_on = DayField(label=_("Ngày họp"))
    members = forms.IntegerField(label=_("Số thành viên hội đồng"), min_value=1, max_value=99)
    present = forms.IntegerField(label=_("Số người dự"), min_value=1, max_value=99)
    agreed = forms.IntegerField(label=_("Số người đồng ý"), min_value=0, max_value=99)
    minutes = paper(_("Biên bản họp hội đồng"))

    def given(self) -> dict[str, Any]:
        """The council and its minutes."""
        data = dict(self.cleaned_data)
        minutes = data.pop("minutes")
        return {"council": Council(**data), "minutes": minutes}


class RecogniseForm(ActForm):
    """The unit's own decision."""

    number = CleanCharField(label=_("Số quyết định"), max_length=80, help_text=_("Ví dụ: 312/QĐ-UBND"))
    on = DayField(label=_("Ngày quyết định"))
    certificate = CleanCharField(label=_("Số giấy chứng nhận"), max_length=80, required=False)
    file = paper(_("Quyết định, giấy chứng nhận"))

    def given(self) -> dict[str, Any]:
        """The ruling and its paper."""
        data = dict(self.cleaned_data)
        upload = data.pop("file")
        return {"ruling": Ruling(**data), "file": upload}


class RefuseForm(ActForm):
    """A written refusal."""

    on = DayField(label=_("Ngày trả lời"))
    reason = forms.CharField(
        label=_("Lý do không công nhận"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = paper(_("Văn bản trả lời"), required=False)


class StrikeApplicationForm(ActForm):
    """Why the application, or what was noted of the meeting, is wrong."""

    reason = CleanCharField(
        label=_("Lý do bỏ"), max_length=1000, help_text=_("Đơn, ngày nhận hay biên bản họp ghi sai ở đâu.")
    )


class NoteForm(ActForm):
    """A decision made outside the system, at any level."""

    level = forms.ChoiceField(label=_("Cấp công nhận"), choices=Level.choices)
    number = CleanCharField(label=_("Số quyết định"), max_length=80)
    on = DayField(label=_("Ngày quyết định"))
    body = CleanCharField(
        label=_("Nơi ra quyết định"),
        max_length=200,
        required=False,
        help_text=_("Bắt buộc với cấp thành phố trở lên. Ví dụ: Chủ tịch UBND thành phố Hải Phòng."),
    )
    certificate = CleanCharField(label=_("Số giấy chứng nhận"), max_length=80, required=False)
    file = paper(_("Quyết định, giấy chứng nhận"))

    def given(self) -> dict[str, Any]:
        """Level, ruling and paper."""
        data = dict(self.cleaned_data)
        level, upload = Level(data.pop("level")), data.pop("file")
        return {"level": level, "ruling": Ruling(**data), "file": upload}


class OfDecisionForm(ActForm):
    """About one of the decisions that recognise it."""

    level = forms.ChoiceField(label=_("Quyết định"))

    def __init__(self, *args: Any, decisions: Sequence[Recognition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["level"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one.level, f"{one.decision}, {one.get_level_display()}") for one in decisions]
        if decisions:
            choice.initial = decisions[0].level


class AttachForm(OfDecisionForm):
    """The scan of a decision that stands in the register without one."""

    certificate = CleanCharField(
        label=_("Số giấy chứng nhận"),
        max_length=80,
        required=False,
        help_text=_("Để trống nếu sổ đã ghi hoặc không có."),
    )
    file = paper(_("Quyết định, giấy chứng nhận"))

    def given(self) -> dict[str, Any]:
        """With the level itself."""
        return {**self.cleaned_data, "level": Level(self.cleaned_data["level"])}


class CorrectForm(OfDecisionForm):
    """What the register says wrongly of a decision; an empty field stays as it is."""

    number = CleanCharField(
        label=_("Số quyết định"),
        max_length=80,
        required=False,
        help_text=_("Chỉ ghi ô cần sửa; ô để trống giữ như sổ đã ghi."),
    )
    on = DayField(label=_("Ngày quyết định"), required=False)
    right_level = forms.ChoiceField(
        label=_("Cấp công nhận"), choices=[("", _("giữ như sổ đã ghi")), *Level.choices], required=False
    )
    body = CleanCharField(
        label=_("Nơi ra quyết định"),
        max_length=200,
        required=False,
        help_text=_("Bắt buộc khi đổi sang cấp thành phố trở lên mà sổ chưa ghi."),
    )
    certificate = CleanCharField(label=_("Số giấy chứng nhận"), max_length=80, required=False)
    file = paper(_("Quyết định, giấy chứng nhận"), required=False)
    reason = CleanCharField(
        label=_("Lý do đính chính"), max_length=1000, help_text=_("Sai ở đâu, theo giấy tờ nào.")
    )

    def given(self) -> dict[str, Any]:
        """The level, what is right, why, and the paper."""
        data = dict(self.cleaned_data)
        level, reason, upload = Level(data.pop("level")), data.pop("reason"), data.pop("file")
        right = data.pop("right_level")
        correction = Correction(level=Level(right) if right else None, **data)
        return {"level": level, "correction": correction, "reason": reason, "file": upload}


class StrikeForm(OfDecisionForm):
    """A decision that is about another initiative."""

    reason = CleanCharField(
        label=_("Lý do bỏ"),
        max_length=1000,
        help_text=_("Quyết định này công nhận sáng kiến nào, theo giấy tờ nào."),
    )

    def given(self) -> dict[str, Any]:
        """With the level itself."""
        return {**self.cleaned_data, "level": Level(self.cleaned_data["level"])}


class AppliedForm(ActForm):
    """The first day of use as it ought to stand in the register."""

    since = DayField(
        label=_("Áp dụng từ ngày"),
        required=False,
        help_text=_("Để trống thì lấy ngày của xác nhận áp dụng sớm nhất; chưa có xác nhận thì là chưa rõ."),
    )
    reason = CleanCharField(
        label=_("Lý do đính chính"), max_length=300, help_text=_("Sai ở đâu, theo giấy tờ nào.")
    )


class NamesForm(ActForm, AuthorLines):
    """Title and authors as they ought to stand in the register."""

    title = CleanCharField(
        label=_("Tên sáng kiến"), max_length=LONGEST["title"], widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = CleanCharField(
        label=_("Lý do đính chính"), max_length=1000, help_text=_("Sai ở đâu, theo giấy tờ nào.")
    )

    def __init__(self, *args: Any, filled: int, **kwargs: Any) -> None:
        """`filled`: how many authors are there."""
        super().__init__(*args, **kwargs)
        self.add_authors(filled)

    def given(self) -> dict[str, Any]:
        """What is right, and why."""
        data = self.cleaned_data
        return {"title": data["title"], "authors": self.said_authors(), "reason": data["reason"]}


class JudgeForm(ActForm):
    """The office's yes or no, with a reason (B35)."""

    replicable = forms.ChoiceField(
        label=_("Có thể nhân rộng"),
        choices=[("yes", _("có")), ("no", _("không"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Vì sao"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def given(self) -> dict[str, Any]:
        """The answer as a truth, and what the page showed."""
        data = self.cleaned_data
        seen = self.data.get("seen")
        return {"replicable": data["replicable"] == "yes", "reason": data["reason"], "seen": seen}


class AdoptForm(ActForm):
    """We work with it too."""

    unit = forms.ChoiceField(label=_("Đơn vị áp dụng"))
    since = DayField(label=_("Áp dụng từ ngày"))
    how = forms.CharField(
        label=_("Áp dụng thế nào"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Làm gì, ở đâu, kết quả ra sao."),
    )
    file = paper(_("Tệp kèm theo"), required=False)

    def __init__(
        self, *args: Any, units: list[Unit], unit_choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = unit_choices
        if len(unit_choices) == 1:
            choice.initial = unit_choices[0][0]

    def given(self) -> dict[str, Any]:
        """With the unit itself."""
        return {**self.cleaned_data, "unit": self.units[self.cleaned_data["unit"]]}


class ReasonForm(forms.Form):
    """Why."""

    reason = CleanCharField(label=_("Lý do"), max_length=300)

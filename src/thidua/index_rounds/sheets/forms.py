"""What a unit types into a component, and the evidence it adds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.scorecard.card import Component
from thidua.core.scorecard.given import Kind as ScaleKind
from thidua.core.scorecard.given import NotArising
from thidua.foundation.fields import CleanCharField
from thidua.foundation.files.fields import InspectedField
from thidua.index_rounds.models import Evidence
from thidua.index_rounds.sheets.evidence import KINDS
from thidua.index_rounds.sheets.numbers import read_number
from thidua.index_rounds.sheets.reopening import LONGEST_REASON
from thidua.index_rounds.sheets.writing import LONGEST_NOTE, AnswerDraft

ACCEPTED = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"


class NumberField(forms.CharField):
    """A number as Vietnamese write it; empty means not known."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """A Decimal, or None when empty."""
        text = super().clean(value) or ""
        try:
            return read_number(text)
        except ValueError as fault:
            raise forms.ValidationError(
                _("“%(text)s” không phải một số. Viết ví dụ 1.234 hoặc 95,8; chưa biết thì để trống.")
                % {"text": text[:30]}
            ) from fault


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not said yet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("1", _("Có")), ("0", _("Không")), ("", _("Chưa trả lời"))],
            coerce=read_number,
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )


class AnswerForm(forms.Form):
    """One component: a number or yes/no, what it is a part of, nothing arose, words."""

    def __init__(self, *args: Any, component: Component, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = component.scale
        if scale.kind is ScaleKind.YES_NO:
            self.fields["value"] = YesNoField(label=_("Đơn vị tự đánh giá"), required=False)
        else:
            label = _("Số đạt, hoặc tỷ lệ %") if scale.asks_base else _("Số liệu")
            help_text = "" if scale.asks_base else scale.value_words
            self.fields["value"] = NumberField(
                label=label, help_text=help_text, required=False, max_length=24
            )
        if scale.asks_base:
            self.fields["base"] = NumberField(
                label=_("Tổng số"),
                help_text=_("để trống nếu ô bên ghi tỷ lệ %"),
                required=False,
                max_length=24,
            )
        if component.not_arising is not NotArising.NEVER:
            words = (
                _("Năm nay không phát sinh (được điểm tối đa)")
                if component.not_arising is NotArising.FULL
                else _("Năm nay không phát sinh (bỏ tiêu chí này ra khỏi tổng điểm)")
            )
            self.fields["not_arising"] = forms.BooleanField(
                label=words, required=False, widget=forms.CheckboxInput(attrs={"value": "1"})
            )
        self.fields["note"] = forms.CharField(
            label=_("Thuyết minh"),
            required=False,
            max_length=LONGEST_NOTE,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def draft(self) -> AnswerDraft:
        """What was typed, for the service."""
        data = self.cleaned_data
        return AnswerDraft(data["value"], data.get("base"), data.get("not_arising", False), data["note"])

    @property
    def words(self) -> str:
        """Everything that is wrong, in one line."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class EvidenceForm(forms.Form):
    """One file for the whole sheet."""

    file = InspectedField(
        kinds=KINDS,
        label=_("Tệp"),
        help_text=_("PDF, DOCX, XLSX, ảnh PNG hoặc JPEG, không quá 20 MB. PDF mở được ngay đúng trang."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Chưa chọn tệp.")},
    )
    title = CleanCharField(
        label=_("Tên tài liệu"),
        required=False,
        max_length=300,
        help_text=_("Ví dụ: Báo cáo số 12/BC-UBND ngày 05/11/2026. Để trống thì lấy tên tệp."),
    )


class PinForm(forms.Form):
    """Where a component is proved: a document of the sheet or a new one, the page, the passage."""

    evidence = forms.TypedChoiceField(
        label=_("Tài liệu đã có trong phiếu"), required=False, coerce=int, empty_value=None
    )
    file = InspectedField(
        kinds=KINDS,
        required=False,
        label=_("Hoặc tải tệp mới"),
        help_text=_("Tải một lần, dùng được cho nhiều tiêu chí."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    page = forms.IntegerField(
        label=_("Trang"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    passage = CleanCharField(
        label=_("Đoạn, mục"),
        required=False,
        max_length=500,
        help_text=_("Ví dụ: mục 2.1, dòng đầu. Người thẩm định mở đúng chỗ này."),
    )

    def __init__(self, *args: Any, documents: list[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["evidence"]
        field.choices = [("", _("Chọn tài liệu")), *((row.pk, row.title) for row in documents)]

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        data = super().clean() or {}
        if not self.errors and not data.get("evidence") and not data.get("file"):
            raise forms.ValidationError(_("Hãy chọn một tài liệu đã có, hoặc tải tệp mới."))
        return data


class WordsForm(forms.Form):
    """What the head wants changed."""

    words = CleanCharField(label=_("Cần sửa gì"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ReopenForm(forms.Form):
    """Why the office gives a sheet back."""

    reason = CleanCharField(
        label=_("Vì sao mở lại, đơn vị cần sửa gì"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Người của đơn vị đọc đúng những chữ này."),
    )

"""What is typed into a section, and the words that go with a return."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField
from thidua.reports.evidence import MOST_FILES
from thidua.reports.figures import read_number
from thidua.reports.outline import SECTIONS, NumberSpec
from thidua.reports.writing import LONGEST_TEXT, PartDraft, Typed


class NumberField(forms.CharField):
    """A number as Vietnamese write it; empty means not known."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Decimal | None:
        """None when empty."""
        text = super().clean(value) or ""
        try:
            return read_number(text)
        except ValueError as fault:
            raise forms.ValidationError(
                _("“%(text)s” không phải một số. Viết ví dụ 1.234 hoặc 95,8; chưa biết thì để trống.")
                % {"text": text[:30]}
            ) from fault


class PartForm(forms.Form):
    """The text and the numbers of one section."""

    text = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10, "class": "form-control"}),
    )

    def __init__(self, *args: Any, specs: Iterable[NumberSpec], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.specs = tuple(specs)
        for spec in self.specs:
            label = f"{spec.label} ({spec.measured_in})" if spec.measured_in else str(spec.label)
            self.fields[f"n-{spec.code}"] = NumberField(label=label, required=False, max_length=24)
            if spec.is_cumulative:
                self.fields[f"e-{spec.code}"] = NumberField(
                    label=_("Ước cả năm"), required=False, max_length=24
                )

    def draft(self) -> PartDraft:
        """What was typed, for the service."""
        data = self.cleaned_data
        numbers = {
            spec.code: Typed(data[f"n-{spec.code}"], data.get(f"e-{spec.code}")) for spec in self.specs
        }
        return PartDraft(text=data["text"], numbers=numbers)


class FileForm(forms.Form):
    """One file of evidence."""

    file = forms.FileField(
        label=_("Thêm tệp"),
        help_text=_("PDF, DOCX, XLSX, ảnh PNG hoặc JPEG, mỗi tệp không quá 20 MB, nhiều nhất %d tệp.")
        % MOST_FILES,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"}),
        error_messages={
            "required": _("Chưa chọn tệp."),
            "empty": _("Tệp trống. Hãy kiểm tra rồi gửi lại tệp có nội dung."),
        },
    )


class WordsForm(forms.Form):
    """What the head wants changed."""

    words = CleanCharField(label=_("Cần sửa gì"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ReturnForm(forms.Form):
    """A reason for each questioned section; a section without one stays closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in SECTIONS:
            self.fields[section.code] = CleanCharField(
                label=f"{section.code}. {section.title}",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def reasons(self) -> dict[str, str]:
        """Section → reason, those that have one."""
        return {code: words for code, words in self.cleaned_data.items() if words}

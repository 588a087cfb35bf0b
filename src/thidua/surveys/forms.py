"""What the standing office types about a survey."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField
from thidua.foundation.spreadsheets.sheets import MAX_BYTES
from thidua.surveys.enums import Source
from thidua.surveys.groups import BadGroups, as_text, parse_groups
from thidua.surveys.models import Survey
from thidua.surveys.services import LEAST_ANSWERS, SurveyWords

STEP_WORDS = "Rất không hài lòng\nKhông hài lòng\nBình thường\nHài lòng\nRất hài lòng"
"""What the five steps of satisfaction are called; the office may write others."""


class NumberField(forms.DecimalField):
    """A decimal with a comma or a point."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """The number; the point as Python wants it."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class GroupsField(forms.CharField):
    """Lines of groups (and questions); the cleaned value is a tuple of GroupDraft."""

    def __init__(self, *, with_questions: bool, **kwargs: Any) -> None:
        self.with_questions = with_questions
        rows = 14 if with_questions else 6
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "spellcheck": "false"}), **kwargs)

    def clean(self, value: Any) -> Any:
        """The groups; every line that cannot be read is named."""
        text = super().clean(value)
        try:
            return tuple(parse_groups(text, with_questions=self.with_questions))
        except BadGroups as fault:
            raise forms.ValidationError(fault.faults) from fault


def _least(help_text: Any) -> forms.IntegerField:
    few = _("Ghi từ 5 trở lên: kết quả của ít hơn 5 phiếu có thể làm lộ ý kiến của từng người.")
    return forms.IntegerField(
        label=_("Số phiếu ít nhất để dùng kết quả"),
        max_value=1000,
        validators=[MinValueValidator(LEAST_ANSWERS, few)],
        help_text=help_text,
    )


class _SurveyForm(forms.Form):
    """What both kinds of survey have."""

    source: Source
    title = CleanCharField(
        label=_("Tên cuộc điều tra"),
        max_length=300,
        help_text=_("Ví dụ: Mức độ hài lòng của người dân năm 2026 (SIPAS)."),
    )
    year = forms.IntegerField(
        label=_("Năm của chỉ số"),
        min_value=2020,
        max_value=2100,
        help_text=_("Năm được chấm điểm, không phải năm công bố."),
    )

    def words(self) -> SurveyWords:
        """What was typed, for the service."""
        return SurveyWords(source=self.source, **self.cleaned_data)


class FileSurveyForm(_SurveyForm):
    """A survey that was held elsewhere; its results come in a file."""

    source = Source.FILE
    document_number = CleanCharField(
        label=_("Số văn bản công bố kết quả"), max_length=80, required=False, help_text=_("Ví dụ: 12/BC-SNV")
    )
    lowest = NumberField(label=_("Mức thấp nhất của thang điểm"), max_digits=8, decimal_places=4)
    highest = NumberField(
        label=_("Mức cao nhất của thang điểm"),
        max_digits=8,
        decimal_places=4,
        help_text=_("Thang phần trăm: từ 0 đến 100. Thang năm mức: từ 1 đến 5."),
    )
    least_answers = _least(_("Không dưới 5."))
    groups = GroupsField(
        label=_("Các nhóm câu hỏi"),
        with_questions=False,
        help_text=_(
            "Mỗi dòng một nhóm: mã | tên. Mã phải trùng “nhóm điều tra” ghi ở tiêu chí"
            " trong bộ tiêu chí, để điểm tự vào đúng chỗ."
        ),
    )


class OnlineSurveyForm(_SurveyForm):
    """A small questionnaire here."""

    source = Source.ONLINE
    introduction = CleanCharField(
        label=_("Lời mở đầu"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vài câu cho người trả lời: hỏi về việc gì, ai hỏi, kết quả dùng làm gì."),
    )
    groups = GroupsField(
        label=_("Nhóm và câu hỏi"),
        with_questions=True,
        help_text=_(
            "Dòng bắt đầu bằng # là một nhóm: # mã | tên. Các dòng bên dưới là câu hỏi"
            " của nhóm, mỗi câu một dòng. Mã phải trùng “nhóm điều tra” ghi ở tiêu chí."
        ),
    )
    lowest = forms.IntegerField(label=_("Mức thấp nhất"), min_value=0, max_value=10)
    highest = forms.IntegerField(label=_("Mức cao nhất"), min_value=1, max_value=20)
    step_words = CleanCharField(
        label=_("Lời của từng mức"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi mức một dòng, từ thấp lên cao. Để trống thì phiếu chỉ ghi số."),
    )
    opens_on = DayField(label=_("Nhận ý kiến từ ngày"))
    closes_on = DayField(label=_("Đến hết ngày"))
    least_answers = _least(_("Ít hơn thì không ai thấy điểm, kể cả cơ quan thường trực. Không dưới 5."))

    def words(self) -> SurveyWords:
        """The scale is in whole steps here."""
        data = dict(self.cleaned_data)
        return SurveyWords(
            source=self.source, **data | {name: Decimal(data[name]) for name in ("lowest", "highest")}
        )


FORMS: dict[str, type[FileSurveyForm | OnlineSurveyForm]] = {
    Source.FILE: FileSurveyForm,
    Source.ONLINE: OnlineSurveyForm,
}


def first_values(source: Source, on: date, last: Survey | None) -> dict[str, Any]:
    """What a new survey begins with: scale and groups of the last one of its kind, where there is one."""
    values: dict[str, Any] = {"year": on.year, "least_answers": 5}
    if last is not None:
        kept = values_of(last)
        names = ("lowest", "highest", "least_answers", "groups", "introduction", "step_words")
        return values | {name: kept[name] for name in names}
    if source == Source.FILE:
        return values | {"lowest": "0", "highest": "100"}
    return values | {"lowest": 1, "highest": 5, "step_words": STEP_WORDS}


def values_of(survey: Survey) -> dict[str, Any]:
    """What stands in a survey, for its form; two queries."""
    groups = survey.groups.prefetch_related("questions")
    told = [(group.code, group.name, [one.text for one in group.questions.all()]) for group in groups]
    names = (
        "title",
        "year",
        "document_number",
        "introduction",
        "step_words",
        "least_answers",
        "opens_on",
        "closes_on",
    )
    return {
        **{name: getattr(survey, name) for name in names},
        "lowest": f"{survey.lowest.normalize():f}".replace(".", ","),
        "highest": f"{survey.highest.normalize():f}".replace(".", ","),
        "groups": as_text(told, with_questions=survey.source == Source.ONLINE),
    }


class ResultsFileForm(forms.Form):
    """The file with the results."""

    file = InspectedField(
        label=_("Tệp kết quả"),
        kinds=(Kind.XLSX, Kind.CSV),
        max_bytes=MAX_BYTES,
        help_text=_("XLSX hoặc CSV, không quá 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class DiscardForm(forms.Form):
    """Why a survey is put away."""

    reason = CleanCharField(label=_("Lý do bỏ cuộc điều tra này"), max_length=300)

"""Forms of criteria sets: beginning one, one line, putting it in force."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.given import NotArising
from thidua.core.text import search_key
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField
from thidua.foundation.spreadsheets.sheets import MAX_BYTES
from thidua.index_sets.enums import NotArisingChoice
from thidua.index_sets.lines import CODE, LineDraft
from thidua.index_sets.models import SetLine
from thidua.index_sets.reading import LONGEST
from thidua.index_sets.services import SetWords
from thidua.index_sets.ways import BY_WORD, WAYS, params_of, texts_of, way_of
from thidua.units.enums import BlockChoice

SAMPLE, EMPTY, FILE = "sample", "empty", "file"


class PointsField(forms.DecimalField):
    """Points, with a decimal comma or a decimal point."""

    def to_python(self, value: Any) -> Any:
        """The number, a Decimal."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class WordsForm(forms.Form):
    """What is said of a set as a whole."""

    title = CleanCharField(label=_("Tên bộ tiêu chí"), max_length=300)
    stated_total = PointsField(
        label=_("Tổng điểm ghi trong văn bản"),
        max_digits=8,
        decimal_places=4,
        min_value=0,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Để hệ thống so với tổng các dòng; thường là 100."),
    )
    decision_number = CleanCharField(label=_("Số quyết định ban hành"), max_length=80, required=False)
    decision_date = DayField(label=_("Ngày quyết định"), required=False)
    reason = CleanCharField(
        label=_("Lý do sửa và văn bản"),
        max_length=500,
        required=False,
        help_text=_("Cần ghi khi khối và năm này đã có bộ tiêu chí đang dùng."),
    )

    def words(self) -> SetWords:
        """As the service takes them."""
        return SetWords(**{name: self.cleaned_data[name] for name in WordsForm.base_fields})


class BeginForm(WordsForm):
    """A new set: of which block and year, from what."""

    block = forms.TypedChoiceField(label=_("Khối"), coerce=Block)
    year = forms.IntegerField(label=_("Năm của chỉ số"), min_value=2025, max_value=2035)
    source = forms.ChoiceField(label=_("Bắt đầu từ"), widget=forms.RadioSelect)
    file = InspectedField(
        label=_("Tệp tiêu chí"),
        kinds=(Kind.XLSX, Kind.CSV),
        max_bytes=MAX_BYTES,
        required=False,
        help_text=_("XLSX hoặc CSV, không quá 5 MB; chỉ khi bắt đầu từ tệp."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, *args: Any, copies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        block, source = self.fields["block"], self.fields["source"]
        assert isinstance(block, forms.TypedChoiceField)
        assert isinstance(source, forms.ChoiceField)
        block.choices = [(one.value, BlockChoice(one).label) for one in INDEX_BLOCKS]
        source.choices = [
            (FILE, _("tệp Excel theo mẫu")),
            *copies,
            (SAMPLE, _("bộ mẫu tám lĩnh vực, chưa phải của Hải Phòng")),
            (EMPTY, _("bảng trống")),
        ]

    def clean(self) -> dict[str, Any]:
        """A file where one is asked for."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("source") == FILE and not data.get("file") and "file" not in self.errors:
            self.add_error("file", _("Chọn tệp tiêu chí, hoặc chọn cách bắt đầu khác."))
        return data


class LineForm(forms.Form):
    """One line; only the fields of the chosen way of scoring count."""

    code = CleanCharField(
        label=_("Mã"),
        max_length=20,
        help_text=_(
            "1 là lĩnh vực, 1.2 là tiêu chí, 1.2.3 là tiêu chí thành phần."
            " Đổi mã thì các dòng bên dưới đi theo."
        ),
    )
    name = CleanCharField(label=_("Tên"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    maximum = PointsField(
        label=_("Điểm tối đa"),
        max_digits=8,
        decimal_places=4,
        min_value=0,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    way = forms.ChoiceField(
        label=_("Cách chấm"),
        required=False,
        help_text=_("Để trống với lĩnh vực, và với tiêu chí có tiêu chí thành phần."),
    )
    low = CleanCharField(label=_("Ngưỡng 0 điểm"), max_length=20, required=False)
    high = CleanCharField(label=_("Ngưỡng tối đa"), max_length=20, required=False)
    steps = CleanCharField(
        label=_("Bậc"), max_length=300, required=False, help_text=_("Từ cao xuống thấp, ví dụ 95:1; 80:0,5.")
    )
    each = CleanCharField(
        label=_("Điểm mỗi lần"),
        max_length=20,
        required=False,
        help_text=_("Điểm cho mỗi lần, trừ mỗi vi phạm, hoặc trừ mỗi ngày muộn."),
    )
    after = CleanCharField(label=_("Quá số ngày thì 0 điểm"), max_length=4, required=False)
    formula = CleanCharField(
        label=_("Công thức"), max_length=300, required=False, help_text=_("Ví dụ ([1.1.1] + [1.1.2]) / 2.")
    )
    not_arising = forms.TypedChoiceField(
        label=_("Không phát sinh"), choices=NotArisingChoice.choices, coerce=NotArising, initial="never"
    )
    clause = CleanCharField(label=_("Căn cứ"), max_length=LONGEST["clause"], required=False)
    evidence_asked = CleanCharField(
        label=_("Tài liệu kiểm chứng"), max_length=LONGEST["evidence_asked"], required=False
    )
    appraised_by = CleanCharField(
        label=_("Cơ quan thẩm định"), max_length=LONGEST["appraised_by"], required=False
    )
    indicator = forms.ChoiceField(label=_("Chỉ số lấy sẵn"), required=False)
    survey_group = CleanCharField(
        label=_("Nhóm điều tra"), max_length=LONGEST["survey_group"], required=False
    )

    def __init__(self, *args: Any, indicators: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("way", [(way.word, way.word) for way in WAYS]), ("indicator", indicators)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "–"), *choices]

    def clean_code(self) -> str:
        """A code in its form."""
        code = str(self.cleaned_data["code"]).rstrip(".")
        if not CODE.fullmatch(code):
            raise forms.ValidationError(_("Mã viết dạng 1, 1.2 hoặc 1.2.3."))
        return code

    def clean(self) -> dict[str, Any]:
        """The parameters of the chosen way, as they are stored."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        way = BY_WORD.get(search_key(data.get("way", "")))
        data["params"] = {}
        if way is not None:
            try:
                data["params"] = params_of(way, {name: data.get(name, "") for name in way.asks})
            except ScaleFault as fault:
                self.add_error(way.asks[0] if way.asks else "way", str(fault))
        data["kind"] = way.kind.value if way else ""
        return data

    def draft(self) -> LineDraft:
        """The line as the service takes it."""
        data = self.cleaned_data
        return LineDraft(
            **{name: data[name] for name in ("code", "name", "maximum", "kind", "params", "not_arising")},
            **{name: data[name] for name in LONGEST},
        )

    @staticmethod
    def initial_of(row: SetLine) -> dict[str, Any]:
        """What the form shows of a stored line."""
        way = way_of(row.kind, row.params)
        return {
            "code": row.code,
            "name": row.name,
            "maximum": "" if row.maximum is None else f"{row.maximum.normalize():f}".replace(".", ","),
            "way": way.word if way else "",
            **texts_of(row.kind, row.params),
            "not_arising": row.not_arising,
            **{name: getattr(row, name) for name in LONGEST},
        }


class ConfirmForm(forms.Form):
    """Putting a set in force; where points do not add up, that they were looked at."""

    accepts_warnings = forms.BooleanField(label=_("Đã xem các chỗ điểm không cộng đủ"), required=False)

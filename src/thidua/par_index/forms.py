"""What a person states about a ranking they bring in."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import DayField
from thidua.foundation.spreadsheets.sheets import MAX_BYTES
from thidua.par_index.enums import IndexKind
from thidua.par_index.services import ReleaseMeta


class UploadForm(forms.Form):
    """Decision, dates and the file; the file's rows are checked afterwards, all at once."""

    index = forms.ChoiceField(label=_("Chỉ số"), choices=IndexKind.choices)
    year = forms.IntegerField(
        label=_("Năm của chỉ số"),
        min_value=2000,
        max_value=2100,
        help_text=_("Năm được đánh giá, không phải năm công bố."),
    )
    decision_number = forms.CharField(
        label=_("Số quyết định"), max_length=80, help_text=_("Ví dụ: 88/QĐ-UBND")
    )
    decision_date = DayField(label=_("Ngày quyết định"))
    published_on = DayField(
        label=_("Ngày công bố"),
        help_text=_("Từ hết ngày này bảng xếp hạng được tính trong xét khen thưởng."),
    )
    reason = forms.CharField(
        label=_("Lý do thay thế bản trước"),
        max_length=300,
        required=False,
        help_text=_("Chỉ ghi khi năm và khối này đã có bản công bố, ví dụ: đính chính điểm."),
    )
    file = forms.FileField(
        label=_("Tệp bảng xếp hạng"),
        help_text=_("CSV hoặc XLSX, không quá 5 MB, có cột Đơn vị (hoặc Mã đơn vị), Hạng, Điểm."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": _("Chưa chọn tệp. Chọn tệp CSV hoặc XLSX có bảng xếp hạng."),
            "empty": _("Tệp trống. Chọn lại tệp có bảng xếp hạng."),
        },
    )

    def clean_file(self) -> Any:
        """The upload, not over 5 MB; judged by its size, before anything is read."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Tệp nặng hơn 5 MB. Chép riêng bảng xếp hạng sang một tệp mới rồi tải lên lại.")
            )
        return upload

    def meta(self) -> ReleaseMeta:
        """What was stated, for the service."""
        data = self.cleaned_data
        signed: date = data["decision_date"]
        return ReleaseMeta(
            index=IndexKind(data["index"]),
            year=data["year"],
            decision_number=data["decision_number"],
            decision_date=signed,
            published_on=data["published_on"],
            reason=data["reason"],
        )


class DiscardForm(forms.Form):
    """Why a draft is put away."""

    reason = forms.CharField(label=_("Lý do bỏ bản này"), max_length=300)

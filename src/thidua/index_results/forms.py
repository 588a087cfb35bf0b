"""What people type about the council's session, the decision that publishes, and the classes of heads."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thidua.core.scoring import parse_points
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files.fields import InspectedField
from thidua.index_results.council import MINUTES_KINDS, SessionWords
from thidua.index_results.publishing import DECISION_KINDS, Decision


class SessionForm(forms.Form):
    """A session as its minutes tell it."""

    held_on = DayField(label=_("Ngày họp"))
    chair = CleanCharField(label=_("Chủ trì"), max_length=200, help_text=_("Họ tên và chức vụ"))
    members = forms.IntegerField(
        label=_("Số thành viên hội đồng"),
        min_value=1,
        max_value=200,
        help_text=_("Theo quyết định thành lập hội đồng; tính cả người vắng."),
    )
    present = forms.IntegerField(
        label=_("Số có mặt hoặc cho ý kiến bằng văn bản"), min_value=0, max_value=200
    )
    agreed = forms.IntegerField(
        label=_("Số tán thành"),
        min_value=0,
        max_value=200,
        help_text=_("Cần hơn một nửa tổng số thành viên thì mới khóa được kết quả."),
    )
    conclusions = CleanCharField(
        label=_("Kết luận"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )
    minutes = InspectedField(label=_("Biên bản đã ký"), kinds=MINUTES_KINDS, help_text=_("Tệp PDF hoặc Word"))

    def words(self) -> SessionWords:
        """What the service is given, of a valid form."""
        given = dict(self.cleaned_data)
        given.pop("minutes")
        return SessionWords(**given)


class CouncilPointsForm(forms.Form):
    """Other points that the council set for one component of one unit."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    code = CleanCharField(label=_("Mã tiêu chí"), max_length=20, help_text=_("Ví dụ: 1.2.3"))
    points = CleanCharField(
        label=_("Điểm hội đồng chấm"), max_length=20, help_text=_("Thay điểm của mọi bước trước")
    )
    reason = CleanCharField(
        label=_("Lý do"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Đơn vị đọc được lý do này."),
    )

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.choices = [("", _now("Chọn đơn vị")), *units]

    def clean_points(self) -> Decimal:
        """Points with a decimal comma or point."""
        try:
            return parse_points(self.cleaned_data["points"])
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


class DecisionForm(forms.Form):
    """The decision that publishes the results; a correction also says its reason."""

    number = CleanCharField(label=_("Số quyết định"), max_length=80, help_text=_("Ví dụ: 88/QĐ-UBND"))
    signed_on = DayField(label=_("Ngày quyết định"))
    published_on = DayField(
        label=_("Ngày công bố"),
        help_text=_("Từ hết ngày này bảng xếp hạng được tính trong xét khen thưởng."),
    )
    reason = CleanCharField(
        label=_("Lý do đính chính"),
        max_length=300,
        help_text=_("Người đọc thấy lý do này."),
    )
    file = InspectedField(label=_("Tệp quyết định"), kinds=DECISION_KINDS, help_text=_("Tệp PDF hoặc Word"))

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason"]

    def decision(self) -> Decision:
        """What the service is given, of a valid form."""
        given = dict(self.cleaned_data)
        given.pop("file")
        return Decision(**given)


class ConfirmForm(forms.Form):
    """The tick where awards given already are touched."""

    has_seen_awards = forms.BooleanField(
        label=_("Tôi đã đọc danh sách khen thưởng đã trao; các khen thưởng đó giữ nguyên"), required=False
    )


class VerifyForm(forms.Form):
    """A file of results somebody holds."""

    file = forms.FileField(label=_("Tệp kết quả (.json)"), widget=forms.FileInput(attrs={"accept": ".json"}))


class ClassesForm(forms.Form):
    """A dated rule: one line for each class, from the top."""

    valid_from = DayField(label=_("Dùng từ ngày"))
    cuts = CleanCharField(
        label=_("Các mức, mỗi dòng một mức, từ cao xuống thấp"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Ví dụ: Hoàn thành xuất sắc nhiệm vụ: 93"),
    )
    document = CleanCharField(label=_("Văn bản"), max_length=200)
    is_assumed = forms.BooleanField(label=_("Chưa có văn bản, tạm dùng"), required=False)

    def clean_cuts(self) -> list[list[str]]:
        """[[name, from], …]; ValidationError with the line that cannot be read, or is out of order."""
        cuts: list[list[str]] = []
        for number, line in enumerate(self.cleaned_data["cuts"].splitlines(), 1):
            name, _colon, least = line.rpartition(":")
            try:
                value = parse_points(least)
            except ValueError:
                name = ""
            if not name.strip():
                raise forms.ValidationError(
                    _now("Dòng %d: viết dạng “tên mức: số điểm”, ví dụ Hoàn thành tốt nhiệm vụ: 80.") % number
                )
            if cuts and value >= Decimal(cuts[-1][1]):
                raise forms.ValidationError(_now("Dòng %d: mức phải thấp hơn mức ở dòng trên.") % number)
            cuts.append([name.strip(), str(value)])
        return cuts


def first_values(on: date, rule: Any) -> dict[str, Any]:
    """The rule in force as the form shows it."""
    if rule is None:
        return {"valid_from": on}
    lines = "\n".join(f"{name}: {least.replace('.', ',')}" for name, least in rule.cuts)
    return {"valid_from": on, "cuts": lines}

"""What the component page shows: invented values, real lengths of Vietnamese names."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ROWS = (
    (1, "Thanh tra thành phố", Decimal("94.71"), "met"),
    (2, "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân thành phố", Decimal("94.40"), "not_met"),
    (None, "Ủy ban nhân dân phường Nguyễn Bỉnh Khiêm", None, "unknown"),
    (4, "Ban Quản lý Khu kinh tế Hải Phòng", Decimal("92.90"), "suspended"),
)


class SampleForm(forms.Form):
    """One field of each kind, some of them filled in wrongly."""

    title = forms.CharField(
        label=gettext_lazy("Tên sáng kiến"),
        help_text=gettext_lazy("Ghi như trong quyết định công nhận, tối đa 250 ký tự."),
        max_length=250,
    )
    score = forms.DecimalField(label=gettext_lazy("Điểm"), max_value=100, localize=True)
    block = forms.ChoiceField(
        label=gettext_lazy("Khối"),
        choices=[
            ("so", gettext_lazy("Sở, ban, ngành")),
            ("phuong", gettext_lazy("Phường")),
            ("xa", gettext_lazy("Xã, đặc khu")),
        ],
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea({"rows": 3}))
    agreed = forms.BooleanField(label=gettext_lazy("Tôi đã kiểm tra số liệu với văn bản gốc"))


def showcase(request: HttpRequest) -> dict[str, Any]:
    """The context of the component page."""
    messages.success(request, _("Đã lưu. Bản trước vẫn xem được trong nhật ký."))
    form = SampleForm({"title": "", "score": "101", "block": "xa"})
    form.is_valid()
    return {
        "rows": ROWS,
        "form": form,
        "day": date(2026, 6, 9),
        "figures": [
            {"label": _("đơn vị trong khối"), "value": 69, "note": _("67 xã và 2 đặc khu")},
            {"label": _("đủ điều kiện đề nghị"), "value": 12, "note": _("theo số liệu đã công bố")},
            {"label": _("điểm cao nhất"), "value": "95,80", "note": ""},
            {"label": _("chỉ số hài lòng"), "value": None, "note": _("chưa có quyết định công bố")},
        ],
        "years": [
            {"year": 2026, "state": "year", "rank": 3},
            {"year": 2027, "state": "period", "rank": 11},
            {"year": 2028, "state": "out", "rank": 42},
            {"year": 2029, "state": "none", "rank": None},
            {"year": 2030, "state": "unknown", "rank": None},
        ],
    }

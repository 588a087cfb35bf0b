"""What an appraiser decides, and how a sample is drawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.text import compose
from thidua.index_rounds.appraisal.services import LONGEST_REASON, Verdict
from thidua.index_rounds.enums import Decision
from thidua.index_rounds.models import Pin
from thidua.index_rounds.sheets.forms import NumberField
from thidua.index_rounds.sheets.numbers import written


class VerdictForm(forms.Form):
    """Accept, or other points with a reason, perhaps at a pin. `needs_reason`: also to accept."""

    decision = forms.ChoiceField(
        label=_("Quyết định"), choices=Decision.choices, widget=forms.RadioSelect, initial=Decision.ACCEPTED
    )
    points = NumberField(label=_("Điểm chấm lại"), required=False, max_length=24)
    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("Cần khi chấm lại. Đơn vị đọc lý do này và trả lời ở giai đoạn giải trình."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pin = forms.ModelChoiceField(
        label=_("Tại minh chứng"), queryset=Pin.objects.none(), required=False, empty_label=_("Không ghi")
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, low: Any, high: Any, pins: Any, needs_reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].help_text = _("Từ %(low)s đến %(high)s") % {
            "low": written(low),
            "high": written(high),
        }
        pin: Any = self.fields["pin"]
        pin.queryset = pins
        pin.label_from_instance = _pin_words
        if needs_reason:
            # A result that is final for its stage is chosen, not left standing.
            self.fields["decision"].initial = None
            self.fields["reason"].required = True
            self.fields["reason"].help_text = _("Đơn vị đọc lý do này.")

    def verdict(self) -> Verdict:
        """What was decided, for the service."""
        data = self.cleaned_data
        is_cut = data["decision"] == Decision.CUT
        return Verdict(
            Decision(data["decision"]),
            data["points"] if is_cut else None,
            compose(data["reason"]),
            data["pin"],
        )


def _pin_words(pin: Pin) -> str:
    where = [pin.evidence.title[:60], _("trang %d") % pin.page if pin.page else "", pin.passage[:40]]
    return ", ".join(str(part) for part in where if part)


class DrawForm(forms.Form):
    """How many, and the number that draws the same sample again."""

    how = forms.ChoiceField(
        label=_("Rút theo"),
        choices=[("each", _("số tiêu chí mỗi khối")), ("percent", _("phần trăm số đã thẩm định"))],
        widget=forms.RadioSelect,
        initial="percent",
    )
    size = forms.IntegerField(
        label=_("Bao nhiêu"),
        min_value=1,
        max_value=1000,
        initial=5,
        help_text=_("Phần trăm thì từ 1 đến 100."),
    )
    number = forms.IntegerField(
        label=_("Số rút mẫu"),
        min_value=0,
        max_value=2_000_000_000,
        help_text=_("Ghi một số bất kỳ vào biên bản: cùng số này thì rút lại đúng mẫu này."),
    )

    def clean(self) -> dict[str, Any]:
        """A share is at most the whole."""
        data = super().clean() or {}
        if data.get("how") == "percent" and (data.get("size") or 0) > 100:
            self.add_error("size", _("Phần trăm không lớn hơn 100."))
        return data

    def sizes(self) -> dict[str, int]:
        """As the service takes it."""
        return {self.cleaned_data["how"]: self.cleaned_data["size"]}

"""What the office writes to put a confirmed decision right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.decisions.forms import SignedForm, state_form_field
from thidua.foundation.fields import CleanCharField


class CorrectionForm(SignedForm):
    """How the signed paper has it, and why; the file only where it was the wrong one."""

    reason = CleanCharField(
        label=_("Lý do đính chính"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Sai ở đâu, theo giấy tờ nào."),
    )

    def __init__(self, *args: Any, is_of_state: bool, may_name: bool, **kwargs: Any) -> None:
        """`is_of_state`: whether the decision gave something of State level; `may_name`: whether it says of
        such a dossier at all, so that its form can be written down.
        """
        super().__init__(*args, **kwargs)
        if may_name:
            self.fields["state_form"] = state_form_field(required=is_of_state)
            self.order_fields(["number", "decided_on", "signer_name", "signer_title", "state_form"])
        file = self.fields["file"]
        file.required, file.label = False, _("Bản đã ký đúng")
        file.help_text = _("Chỉ chọn khi tệp đã tải lên là tệp nhầm; tệp cũ vẫn xem được.")


class OutcomeCorrectionForm(forms.Form):
    """What was misread, and why it is not awarded where the paper says so."""

    explanation = CleanCharField(
        label=_("Nhầm ở đâu"), max_length=500, help_text=_("Bản đã ký ghi thế nào, ở trang, dòng nào.")
    )
    reason = CleanCharField(
        label=_("Lý do không tặng"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Đơn vị nhận được đúng lời này trong thông báo."),
    )

    def __init__(self, *args: Any, is_favour: bool, **kwargs: Any) -> None:
        """`is_favour`: the paper awards it, so nothing is to be refused in words."""
        super().__init__(*args, **kwargs)
        if is_favour:
            del self.fields["reason"]

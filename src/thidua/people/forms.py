"""Forms of accounts and hats. They check what was typed; whether it may be done, the services say."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import Role
from thidua.core.text import nfc
from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.role_names import role_choices
from thidua.people.models import LOGIN_NAME, RoleAssignment, User
from thidua.people.selectors import find_units, possible_delegates


class AccountForm(forms.Form):
    """The facts of an account that may change."""

    full_name = CleanCharField(label=_("Họ và tên"), max_length=120)
    position_title = CleanCharField(label=_("Chức vụ"), max_length=160, required=False)
    email = forms.EmailField(
        label=_("Thư điện tử công vụ"),
        required=False,
        help_text=_("Không bắt buộc. Có thư điện tử thì tự đặt lại được mật khẩu khi quên."),
    )


class NewAccountForm(AccountForm):
    """The same with the login name, which never changes afterwards."""

    username = CleanCharField(
        label=_("Tên đăng nhập"),
        validators=[LOGIN_NAME],
        help_text=_("Mã cán bộ hoặc phần tên của thư điện tử công vụ: chữ không dấu, số, dấu chấm, gạch."),
    )
    field_order = ("username", "full_name", "position_title", "email")


class ReasonForm(forms.Form):
    """Why something is ended; the sentence stays in the audit trail."""

    reason = CleanCharField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Ví dụ: chuyển công tác theo Quyết định số … ngày …"),
    )


class GrantForm(forms.Form):
    """A hat for somebody. The unit is typed as people say it; several matches are offered to choose from."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=role_choices)
    unit_text = CleanCharField(
        label=_("Đơn vị"),
        required=False,
        max_length=160,
        help_text=_("Tên hoặc mã đơn vị, gõ không dấu cũng được. Để trống với vai trò của thành phố."),
    )
    unit_choice = forms.ChoiceField(
        label=_("Đơn vị nào?"), required=False, widget=forms.RadioSelect, choices=()
    )
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(
        label=_("Đến hết ngày"),
        required=False,
        help_text=_("Để trống nếu chưa định ngày kết thúc."),
    )
    note = CleanCharField(label=_("Căn cứ"), required=False, max_length=300)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.unit_id: int | None = None
        self.fields["valid_from"].initial = on
        text = nfc(self.data.get("unit_text", "")) if self.is_bound else ""
        self.hits = find_units(text, on) if text else []
        choice = self.fields["unit_choice"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(hit.id), hit.label) for hit in self.hits]
        if len(self.hits) < 2:
            del self.fields["unit_choice"]

    def clean_valid_from(self) -> date:
        """Not before today: what somebody was allowed to do is never changed backwards from a page."""
        day: date = self.cleaned_data["valid_from"]
        if day < self.on:
            raise ValidationError(_("Không giao vai trò lùi ngày; hãy chọn từ hôm nay trở đi."))
        return day

    def clean(self) -> dict[str, Any]:
        """Finds the one unit that is meant; several matches come back as a choice."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        text = data.get("unit_text")
        if not text:
            return data
        exact = [hit for hit in self.hits if hit.is_exact]
        if data.get("unit_choice"):
            self.unit_id = int(data["unit_choice"])
        elif len(self.hits) == 1 or len(exact) == 1:
            self.unit_id = (exact or self.hits)[0].id
        elif not self.hits:
            self.add_error("unit_text", _("Không tìm thấy đơn vị nào như vậy. Hãy thử tên hoặc mã khác."))
        else:
            self.add_error("unit_choice", _("Có nhiều đơn vị gần giống; hãy chọn một."))
        return data

    def chosen_role(self) -> Role:
        """The chosen role."""
        return Role(self.cleaned_data["role"])


class DelegationForm(forms.Form):
    """To whom a head lends a hat, on which days, by which document."""

    to_user = forms.ModelChoiceField(
        label=_("Người được ủy quyền"),
        queryset=User.objects.none(),
        empty_label=_("– Chọn người –"),
        help_text=_("Chỉ người đang có vai trò ở cùng đơn vị mới nhận ủy quyền được."),
    )
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"))
    document_number = CleanCharField(
        label=_("Số văn bản ủy quyền"), max_length=60, help_text=_("Ví dụ: 125/UQ-UBND")
    )

    def __init__(self, *args: Any, assignment: RoleAssignment, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        choice = self.fields["to_user"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = possible_delegates(assignment, on)
        self.fields["valid_from"].initial = on

    def clean_valid_from(self) -> date:
        """Not before today."""
        day: date = self.cleaned_data["valid_from"]
        if day < self.on:
            raise ValidationError(_("Không ủy quyền lùi ngày; hãy chọn từ hôm nay trở đi."))
        return day

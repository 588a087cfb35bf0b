"""What the office writes when it records a decision."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.foundation.fields import CleanCharField, DayField
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField


def state_form_field(*, required: bool = True) -> CleanCharField:
    """What the State gave."""
    return CleanCharField(
        label=_("Hình thức cấp Nhà nước được tặng"),
        max_length=160,
        required=required,
        help_text=_(
            "Như trên quyết định, ví dụ “Bằng khen của Thủ tướng Chính phủ”, “Huân chương Lao động hạng Ba”; "
            "sổ khen thưởng ghi đúng lời này."
        ),
    )


class SignedForm(forms.Form):
    """Number, day, signer and the signed paper."""

    number = CleanCharField(
        label=_("Số quyết định"), max_length=80, help_text=_("Như trên bản đã ký, ví dụ 1234/QĐ-UBND.")
    )
    decided_on = DayField(label=_("Ngày quyết định"))
    signer_name = CleanCharField(label=_("Người ký"), max_length=120)
    signer_title = CleanCharField(
        label=_("Chức vụ người ký"), max_length=160, initial=_("Chủ tịch Ủy ban nhân dân thành phố")
    )
    file = InspectedField(
        label=_("Bản đã ký"),
        kinds=(Kind.PDF,),
        help_text=_("Tệp PDF đã ký số, hoặc bản quét có chữ ký và dấu."),
    )


class DecisionForm(SignedForm):
    """With the dossiers chosen where there is no list; `dossiers` are (key, words)."""

    dossiers = forms.MultipleChoiceField(
        label=_("Hồ sơ được tặng theo quyết định này"), widget=forms.CheckboxSelectMultiple, required=False
    )
    refused = forms.MultipleChoiceField(
        label=_("Hồ sơ không được tặng theo quyết định này"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Chỉ khi bản đã ký nói đến; hồ sơ không nói đến thì chờ quyết định khác."),
    )
    reason = CleanCharField(
        label=_("Lý do không tặng"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Đơn vị nhận được đúng lời này trong thông báo."),
    )

    def __init__(
        self,
        *args: Any,
        dossiers: Iterable[tuple[int, str]] | None,
        of_state: Collection[int] = (),
        is_part: bool = False,
        **kwargs: Any,
    ) -> None:
        """`of_state`: those of `dossiers` on which the State decides; `is_part`: of a paper that is here."""
        super().__init__(*args, **kwargs)
        if is_part:
            for name in SignedForm.base_fields:
                del self.fields[name]
        self.has_choices, self.of_state = dossiers is not None, set(of_state)
        if self.of_state:
            self.fields["state_form"] = state_form_field(required=False)
        for name in ("dossiers", "refused"):
            field: Any = self.fields[name]
            field.choices = list(dossiers or ())
            field.error_messages["invalid_choice"] = _(
                "Có hồ sơ vừa được ghi trong một quyết định khác. Tải lại trang để xem các hồ sơ còn lại."
            )
        if not self.has_choices:
            for name in ("dossiers", "refused", "reason"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Each dossier has one outcome, and "not" its reason."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.has_choices:
            return given
        chosen, refused = set(given.get("dossiers", ())), set(given.get("refused", ()))
        if not chosen | refused and not self.errors:
            self.add_error("dossiers", _("Chọn ít nhất một hồ sơ."))
        if chosen & refused:
            self.add_error("refused", _("Có hồ sơ vừa được tặng vừa không được tặng. Bỏ một trong hai."))
        if {int(pk) for pk in chosen} & self.of_state and not given.get("state_form"):
            self.add_error("state_form", _("Ghi hình thức như trên quyết định của cấp Nhà nước."))
        if refused and not given.get("reason"):
            self.add_error("reason", _("Ghi lý do; đơn vị được báo đúng lời này."))
        return given


class OutcomeForm(forms.Form):
    """What the paper says of one dossier."""

    is_awarded = forms.TypedChoiceField(
        label=_("Kết quả trên bản đã ký"),
        choices=(("1", _("Được tặng")), ("0", _("Không được tặng"))),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason = CleanCharField(
        label=_("Lý do không tặng"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Đơn vị nhận được đúng lời này trong thông báo."),
    )

    def __init__(self, *args: Any, is_choice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_choice:
            field: Any = self.fields["is_awarded"]
            field.choices = (
                ("1", _("Được chọn trình cấp Nhà nước")),
                ("0", _("Không được chọn trình cấp Nhà nước")),
            )


class MistakeForm(forms.Form):
    """What a confirmed paper does not say."""

    reason = CleanCharField(
        label=_("Nhầm ở đâu"),
        max_length=500,
        help_text=_("Nhầm khen thưởng, số hay ngày; bản đã ký ghi thế nào."),
    )


class ReasonForm(forms.Form):
    """Why something recorded by mistake is put aside."""

    reason = CleanCharField(label=_("Lý do bỏ"), max_length=500)

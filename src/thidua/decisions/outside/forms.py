"""Which dossiers a draft outside a list is for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import is_of_state


class DraftForm(forms.Form):
    """The dossiers of one decision that is still to be signed."""

    dossiers = forms.MultipleChoiceField(
        label=gettext_lazy("Hồ sơ đưa vào dự thảo"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Chọn ít nhất một hồ sơ."),
            "invalid_choice": gettext_lazy("Có hồ sơ không còn chờ quyết định. Chọn lại trong danh sách."),
        },
    )

    def __init__(
        self, *args: Any, rows: Sequence[Dossier], choices: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows
        field: Any = self.fields["dossiers"]
        field.choices = choices

    @property
    def chosen(self) -> list[Dossier]:
        """What was chosen, in the order of the page; once the form is valid."""
        keys = {int(pk) for pk in self.cleaned_data["dossiers"]}
        return [row for row in self._rows if row.pk in keys]

    def clean_dossiers(self) -> list[str]:
        """Of one cycle, as a decision is; nothing that the State gives."""
        keys: list[str] = self.cleaned_data["dossiers"]
        chosen = [row for row in self._rows if str(row.pk) in keys]
        if len({row.filing.cycle for row in chosen}) > 1:
            raise forms.ValidationError(_("Một quyết định cho một đợt xét; tách các hồ sơ khác đợt."))
        if of_state := [row.code for row in chosen if is_of_state(row.award)]:
            raise forms.ValidationError(
                _(
                    "Khen thưởng cấp Nhà nước không do thành phố ký nên không có dự thảo ở đây: %s. "
                    "Bỏ chọn các hồ sơ này."
                )
                % ", ".join(of_state)
            )
        return keys

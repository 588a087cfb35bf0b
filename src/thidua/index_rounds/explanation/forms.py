"""What a unit writes to a cut."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.index_rounds.explanation.services import LONGEST


class ExplanationForm(forms.Form):
    """The unit's words to one cut."""

    text = forms.CharField(
        label=_("Giải trình của đơn vị"),
        required=False,
        max_length=LONGEST,
        help_text=_("Trả lời đúng lý do chấm lại, chỉ rõ trang, đoạn chứng minh ở minh chứng bên dưới."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @property
    def words(self) -> str:
        """Everything that is wrong, in one line."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)

"""The questionnaire as people fill it in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.surveys.models import QuestionGroup, Survey
from thidua.surveys.questionnaire.answering import steps_of

NO_OPINION = "khong"


@dataclass(frozen=True, slots=True)
class Card:
    """One group with its questions, for a card of the page."""

    group: QuestionGroup
    fields: list[forms.BoundField]


class AnswerForm(forms.Form):
    """A choice for each question; one may have no opinion, but not on everything."""

    error_css_class = ""

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = list(survey.groups.order_by("order", "pk").prefetch_related("questions"))
        choices = [(str(step), words) for step, words in reversed(steps_of(survey))]
        for group in self.groups:
            for question in group.questions.all():
                self.fields[f"q{question.pk}"] = forms.ChoiceField(
                    label=question.text,
                    choices=[*choices, (NO_OPINION, _("Không biết, không có ý kiến"))],
                    widget=forms.RadioSelect,
                    required=False,
                )

    def cards(self) -> Iterator[Card]:
        """The groups in their order."""
        for group in self.groups:
            yield Card(group, [self[f"q{question.pk}"] for question in group.questions.all()])

    def clean(self) -> dict[str, Any]:
        """At least one question was answered."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.steps():
            raise forms.ValidationError(_("Bạn chưa chọn câu nào. Chọn ít nhất một câu rồi bấm gửi."))
        return data

    def steps(self) -> dict[int, int]:
        """Question id → step, without those on which there is no opinion."""
        return {
            int(name.removeprefix("q")): int(value)
            for name, value in self.cleaned_data.items()
            if value and value != NO_OPINION
        }

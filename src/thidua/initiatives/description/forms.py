"""The description as its form: fixed parts, and as many lines of authors and effects as are needed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.scoring import parse_points
from thidua.foundation.fields import CleanCharField
from thidua.initiatives.description.words import (
    DECIMALS_OF_SHARE,
    LONGEST,
    LONGEST_OF_AUTHOR,
    MOST_AUTHORS,
    MOST_DECIMALS,
    MOST_EFFECTS,
    Description,
    NewAuthor,
    NewEffect,
    is_read_two_ways,
)
from thidua.movement.contents import Area
from thidua.units.models import Unit

FEWEST_LINES, SPARE_LINES = 3, 2
"""A new form shows so many lines of authors and effects; a saved one has so many empty ones below."""
_AUTHOR = ("name", "position", "workplace", "percent")
_EFFECT = ("what", "before", "after", "measured_in")


class NumberField(CleanCharField):
    """A number typed as 95,5 or 95.5; nothing typed is None. `decimals`: at most so many."""

    def __init__(self, *, decimals: int = MOST_DECIMALS, **kwargs: Any) -> None:
        self.decimals = decimals
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """A Decimal."""
        text = super().clean(value).removesuffix("%").strip()
        if not text:
            return None
        try:
            number = parse_points(text)
        except ValueError as error:
            words = _("“%(text)s” không phải là số. Viết dạng 95,5 hoặc 95.5, không có dấu phân nhóm.")
            raise forms.ValidationError(words, params={"text": text}) from error
        if number != round(number, self.decimals):
            words = _("Nhiều nhất %(most)d chữ số sau dấu phẩy.")
            raise forms.ValidationError(words, params={"most": self.decimals})
        if is_read_two_ways(text):
            words = _("“%(text)s” đọc được hai cách. Hàng nghìn viết 1200; số lẻ viết dấu phẩy: 1,2.")
            raise forms.ValidationError(words, params={"text": text})
        return number


class AuthorLines(forms.Form):
    """As many lines of authors as are needed: `add_authors` when the form is made."""

    author_lines = 0

    def add_authors(self, filled: int, *, is_fixed: bool = False) -> None:
        """The lines of `filled` authors and some empty ones; `is_fixed`: theirs alone, not to be changed."""
        self.author_lines = filled if is_fixed else shown_lines(filled, MOST_AUTHORS)
        given: dict[str, Any] = {"required": False, "disabled": is_fixed}
        labels = {"name": _("Họ và tên"), "position": _("Chức vụ"), "workplace": _("Nơi công tác")}
        for number in range(self.author_lines):
            for name, most in LONGEST_OF_AUTHOR.items():
                field = CleanCharField(label=labels[name], max_length=most, **given)
                self.fields[f"author_{number}_{name}"] = field
            share = NumberField(label=_("Đóng góp (%)"), decimals=DECIMALS_OF_SHARE)
            share.disabled = is_fixed
            self.fields[f"author_{number}_percent"] = share

    @property
    def authors(self) -> list[list[forms.BoundField]]:
        """The lines of authors, for the page."""
        return [[self[f"author_{number}_{name}"] for name in _AUTHOR] for number in range(self.author_lines)]

    def said_authors(self) -> tuple[NewAuthor, ...]:
        """The authors that were typed; empty lines are left out."""
        data = self.cleaned_data
        lines = [[data[f"author_{line}_{name}"] for name in _AUTHOR] for line in range(self.author_lines)]
        return tuple(NewAuthor(*line) for line in lines if _is_filled(line))


class DescriptionForm(AuthorLines):
    """What a unit says about its initiative. Only the title is needed until it enters the register."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    title = CleanCharField(
        label=_("Tên sáng kiến"),
        max_length=LONGEST["title"],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Giải pháp là gì, áp dụng cho việc gì, ở đâu."),
    )
    area = forms.ChoiceField(
        label=_("Lĩnh vực cải cách"), choices=[("", _("chưa chọn")), *Area.choices], required=False
    )
    summary = forms.CharField(
        label=_("Tóm tắt"),
        max_length=LONGEST["summary"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vài câu để đơn vị khác đọc và biết có làm theo được không."),
    )
    problem = forms.CharField(
        label=_("Vấn đề trước đó"),
        max_length=LONGEST["problem"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Trước khi có sáng kiến, việc được làm thế nào, vướng ở đâu."),
    )
    novelty = forms.CharField(
        label=_("Điểm mới"),
        max_length=LONGEST["novelty"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Làm khác đi ở chỗ nào; đơn vị chưa từng làm như vậy."),
    )
    reach = forms.CharField(
        label=_("Nơi khác làm theo được thế nào"),
        max_length=LONGEST["reach"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Cần gì để làm theo: người, máy, quy chế. Cơ quan thường trực đánh giá sau."),
    )
    confidential = forms.CharField(
        label=_("Nội dung cần bảo mật"),
        max_length=LONGEST["confidential"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chỉ đơn vị, cơ quan thường trực, Ban Thi đua – Khen thưởng và các hội đồng đọc được."),
    )

    def __init__(
        self,
        *args: Any,
        units: list[Unit],
        unit_choices: list[tuple[str, str]],
        lines: tuple[int, int] = (0, 0),
        fixed: frozenset[str] = frozenset(),
        **kwargs: Any,
    ) -> None:
        """`lines`: how many authors and effects are there; `fixed`: "title" and "authors" once recognised."""
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        unit_field = self.fields["unit"]
        assert isinstance(unit_field, forms.ChoiceField)
        unit_field.choices = unit_choices
        if len(unit_choices) == 1:
            unit_field.widget = forms.HiddenInput()
            unit_field.initial = unit_choices[0][0]
        self.effect_lines = shown_lines(lines[1], MOST_EFFECTS)
        self.add_authors(lines[0], is_fixed="authors" in fixed)
        for number in range(self.effect_lines):
            self._add_effect(number)
        self.fields["title"].disabled = "title" in fixed

    def _add_effect(self, number: int) -> None:
        self.fields[f"effect_{number}_what"] = CleanCharField(
            label=_("Đo điều gì"), max_length=200, required=False
        )
        self.fields[f"effect_{number}_before"] = NumberField(label=_("Trước"))
        self.fields[f"effect_{number}_after"] = NumberField(label=_("Sau"))
        self.fields[f"effect_{number}_measured_in"] = CleanCharField(
            label=_("Đơn vị tính"), max_length=40, required=False
        )

    @property
    def effects(self) -> list[list[forms.BoundField]]:
        """The lines of effects, for the page."""
        return [[self[f"effect_{number}_{name}"] for name in _EFFECT] for number in range(self.effect_lines)]

    def said(self) -> Description:
        """What was typed, for the service; empty lines are left out."""
        data = self.cleaned_data
        effects = [[data[f"effect_{line}_{name}"] for name in _EFFECT] for line in range(self.effect_lines)]
        return Description(
            **{name: data[name] for name in ("area", *LONGEST)},
            authors=self.said_authors(),
            effects=tuple(NewEffect(*line) for line in effects if _is_filled(line)),
        )

    @property
    def chosen_unit(self) -> Unit:
        """The unit, once the form is valid."""
        return self.units[self.cleaned_data["unit"]]


def lines_in(fields: Iterable[str], prefix: str) -> int:
    """How many lines of authors ("author") or effects ("effect") were sent, or are known."""
    return len({name.split("_")[1] for name in fields if name.startswith(f"{prefix}_")})


def shown_lines(filled: int, most: int) -> int:
    """How many lines are shown where so many are filled."""
    return min(max(FEWEST_LINES, filled + SPARE_LINES), most)


def _is_filled(line: list[Any]) -> bool:
    return any(value not in ("", None) for value in line)

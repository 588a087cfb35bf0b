"""What those who appraise fill in: each form is one act on one dossier."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.appraising.enums import ItemState, Say
from thidua.appraising.intake.items import Item
from thidua.appraising.intake.lacking import reasons_for
from thidua.dossiers.bars.services import Stated
from thidua.dossiers.enums import BarKind
from thidua.dossiers.parts import PART_NAMES
from thidua.foundation.fields import CleanCharField, DayField


def _words(label: Any, *, rows: int = 2, most: int = 1000, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


class ConflictForm(forms.Form):
    """One of two sentences; stepping aside needs its reason."""

    is_recused = forms.TypedChoiceField(
        label=_("Quan hệ của bạn với đơn vị này"),
        choices=[
            ("no", _("Tôi không có quan hệ ảnh hưởng đến việc xét hồ sơ của đơn vị này")),
            ("yes", _("Tôi có quan hệ, xin không tham gia xét")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = _words(
        _("Lý do không tham gia"),
        most=500,
        required=False,
        help_text=_("Chỉ ghi khi không tham gia. Chỉ lãnh đạo và người quyết định đọc lý do này."),
    )


class IntakeForm(forms.Form):
    """Each item of the checklist: there, missing, not needed; filled with what the system sees."""

    words = _words(_("Ghi chú"), required=False)

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            choices = [one for one in ItemState.choices if not item.is_needed or one[0] != "none"]
            self.fields[f"item-{item.code}"] = forms.ChoiceField(
                label=str(item.name),
                choices=choices,
                widget=forms.RadioSelect,
                initial=item.seen,
            )
        self.order_fields([*(f"item-{item.code}" for item in items), "words"])

    @property
    def rows(self) -> list[tuple[Item, forms.BoundField]]:
        """Item and its field."""
        return [(item, self[f"item-{item.code}"]) for item in self.items]

    def states(self) -> dict[str, str]:
        """Item → state, for the service."""
        return {item.code: self.cleaned_data[f"item-{item.code}"] for item in self.items}


class LateForm(forms.Form):
    """Why a late dossier is taken all the same."""

    reason = _words(_("Lý do chấp nhận nộp muộn"), most=500)


class GoneForm(forms.Form):
    """Why the dossier of a unit that is no more is closed."""

    reason = _words(_("Lý do rút"), most=500)


class ReturnForm(forms.Form):
    """A reason for each questioned part; the others stay closed to the unit. `codes`: the parts that it finds
    on its page. Before intake the marks of the checklist come with it: `states`, item → state, and the
    reasons that follow from them.
    """

    def __init__(
        self,
        *args: Any,
        codes: Sequence[str],
        items: Sequence[Item] = (),
        states: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        marks = states or {}
        self.suggested = reasons_for(items, marks, codes)
        super().__init__(*args, **kwargs)
        self.codes, self.items = codes, items
        for code in codes:
            suggested = self.suggested.get(code, "")
            self.fields[code] = _words(PART_NAMES[code], rows=1, required=False, initial=suggested)
        for item in items:
            self.fields[f"item-{item.code}"] = forms.ChoiceField(
                choices=ItemState.choices,
                required=False,
                widget=forms.HiddenInput,
                initial=marks.get(item.code, ""),
            )

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields a person writes in."""
        return [self[code] for code in self.codes]

    def reasons(self) -> dict[str, str]:
        """Part → words, only of those that have some."""
        return {code: said for code in self.codes if (said := self.cleaned_data[code])}

    def states(self) -> dict[str, str]:
        """Item → state as it was marked at intake; nothing where not every item was."""
        marks = {item.code: self.cleaned_data[f"item-{item.code}"] for item in self.items}
        return marks if all(marks.values()) else {}


class OpinionForm(forms.Form):
    """What the stage says in the end. `seen` is the opinion that the page showed."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    say = forms.ChoiceField(label=_("Ý kiến"), choices=Say.choices, widget=forms.RadioSelect)
    words = _words(
        _("Nội dung ý kiến"),
        rows=3,
        most=2000,
        required=False,
        help_text=_("Cần khi không đồng ý, cần bổ sung, hoặc đồng ý dù có mục không đạt, chưa rõ."),
    )


class BarsForm(forms.Form):
    """What was found about the cases of Điều 4; “none” lifts a bar. `seen` is the last statement that the
    page showed.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Trường hợp"),
        choices=[("", _("Không thuộc trường hợp nào")), *BarKind.choices],
        required=False,
    )
    words = _words(_("Nguồn đã kiểm tra (văn bản, cơ quan trả lời, ngày)"))
    since = DayField(label=_("Từ ngày"), required=False)

    def stated(self) -> Stated:
        """For the service."""
        data = self.cleaned_data
        return Stated(kind=data["kind"], words=data["words"], since=data["since"])


class ReuseForm(forms.Form):
    """Whether an initiative may serve again."""

    initiative = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_allowed = forms.TypedChoiceField(
        label=_("Quyết định"),
        choices=[("yes", _("Cho dùng lại")), ("no", _("Không cho dùng lại"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = _words(_("Lý do"), most=500)


class SpreadForm(forms.Form):
    """Whether an initiative can be spread."""

    initiative = forms.IntegerField(widget=forms.HiddenInput)
    can_spread = forms.TypedChoiceField(
        label=_("Có thể nhân rộng"),
        choices=[("yes", _("Có")), ("no", _("Không"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = _words(_("Vì sao"), most=300)


class StagesForm(forms.Form):
    """How many appraisals a cycle has (D01)."""

    has_procedure = forms.TypedChoiceField(
        label=_("Số bước"),
        choices=[
            ("yes", _("Hai bước: nội dung cải cách hành chính, rồi thủ tục thi đua, khen thưởng")),
            ("no", _("Một bước: nội dung cải cách hành chính")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = _words(_("Lý do, văn bản"), most=500)


LONG_LIST = 12
"""From so many units on they can be looked for by name."""


class RelationsForm(forms.Form):
    """The units to which a person has a relation; that there is none is said, too. `filings`: (pk, unit).

    `is_later`: only those are asked for from which he steps aside after he said otherwise.
    """

    relation = forms.ChoiceField(
        label=_("Quan hệ của bạn với các đơn vị"),
        choices=[
            ("none", _("Tôi không có quan hệ ảnh hưởng đến việc xét với đơn vị nào dưới đây")),
            ("some", _("Tôi có quan hệ với các đơn vị đánh dấu dưới đây, xin không tham gia xét")),
        ],
        widget=forms.RadioSelect,
    )
    aside = forms.TypedMultipleChoiceField(
        label=_("Đơn vị bạn có quan hệ, xin không tham gia xét"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = CleanCharField(
        label=_("Lý do không tham gia"),
        max_length=500,
        required=False,
        help_text=_("Chỉ ghi khi không tham gia. Chỉ lãnh đạo và người quyết định đọc lý do này."),
    )

    def __init__(
        self, *args: Any, filings: Iterable[tuple[int, str]], is_later: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = list(filings)
        self.fields["aside"].choices = choices  # type: ignore[attr-defined]
        self.is_long = len(choices) >= LONG_LIST
        if is_later:
            del self.fields["relation"]

    def clean(self) -> dict[str, Any]:
        """What is ticked and what is said must be the same: an untouched page says nothing."""
        data = super().clean() or self.cleaned_data
        has_units, said = bool(data.get("aside")), data.get("relation", "some")
        if said == "some" and not has_units and "relation" not in self.errors:
            self.add_error("aside", _("Đánh dấu ít nhất một đơn vị bạn có quan hệ."))
        if said == "none" and has_units:
            self.add_error(
                "relation", _("Bạn đánh dấu đơn vị mà chọn không có quan hệ. Bỏ đánh dấu, hoặc chọn câu kia.")
            )
        return data

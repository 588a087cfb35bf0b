"""What a unit types about those of whom it thinks for an award."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.awards.models import Candidate
from thidua.core.facts import Facts
from thidua.core.programme import Award
from thidua.dossiers.forms import ANSWERS, CODES, MEANING
from thidua.dossiers.routes import is_person
from thidua.dossiers.services import RANKED_COLLECTIVE
from thidua.foundation.fields import CleanCharField


class ExpectedForm(forms.Form):
    """Who, for which award."""

    person_name = CleanCharField(
        label=_("Họ và tên"),
        max_length=120,
        required=False,
        help_text=_("Để trống khi dự kiến cho chính đơn vị."),
    )
    position = CleanCharField(label=_("Chức vụ"), max_length=160, required=False)

    def __init__(self, *args: Any, awards: Sequence[Award], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.awards = {award.id: award for award in awards}
        self.fields["award"] = forms.ChoiceField(
            label=_("Hình thức khen thưởng"), choices=[(award.id, award.name) for award in awards]
        )

    def clean(self) -> dict[str, Any]:
        """A person has a name, a ranked unit none."""
        given = super().clean() or {}
        award, name = self.awards.get(given.get("award", "")), given.get("person_name", "")
        if award is not None and is_person(award) and not name:
            self.add_error("person_name", _("Ghi họ và tên người được dự kiến."))
        if award is not None and award.id in RANKED_COLLECTIVE and name:
            self.add_error("person_name", _("Hình thức này xét cho chính đơn vị; để trống ô này (B26)."))
        return given


class KnownForm(forms.Form):
    """What is known of somebody on the list; empty is not known, never no.

    Not asked: what the council's minutes and the statement about bars prove later, in the dossier.
    """

    outstanding = forms.ChoiceField(
        label=_("Có thành tích xuất sắc, tiêu biểu"), choices=ANSWERS, required=False
    )
    conduct = forms.ChoiceField(
        label=_("Phẩm chất tốt, gương mẫu, chấp hành tốt"), choices=ANSWERS, required=False
    )
    rating = forms.ChoiceField(
        label=_("Xếp loại năm"), choices=[("", _("chưa rõ")), *Candidate.RATINGS], required=False
    )
    par_role = forms.ChoiceField(
        label=_("Vai trò trong cải cách hành chính"),
        choices=[("", _("chưa rõ")), *Candidate.ROLES],
        required=False,
    )
    par_months = forms.IntegerField(
        label=_("Số tháng làm cải cách hành chính"), min_value=0, max_value=120, required=False
    )
    justification = forms.CharField(
        label=_("Căn cứ bằng văn bản"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chỉ cho tuyến ngoài hạn mức, đột xuất, cấp Nhà nước."),
    )
    evidence = CleanCharField(
        label=_("Nguồn của các thông tin trên"),
        max_length=1000,
        help_text=_("Biên bản, quyết định, phiếu xếp loại: số, ngày, nơi ban hành."),
    )

    OF_PERSONS = ("conduct", "rating", "par_role", "par_months")

    def __init__(self, data: Any, *, row: Candidate, needs_ground: bool) -> None:
        super().__init__(data, initial=_as_typed(row))
        dropped = [] if row.award.endswith(".individual") else [*self.OF_PERSONS]
        if not needs_ground:
            dropped.append("justification")
        for name in dropped:
            del self.fields[name]
        self.row = row

    def saved_otherwise(self) -> str:
        """What is kept where the form has something else, in words."""
        told = []
        for name, value in _as_typed(self.row).items():
            if name in self.fields and str(value or "") != str(self[name].value() or "").strip():
                choices = dict(getattr(self.fields[name], "choices", ()))
                told.append(f"{self[name].label}: {choices.get(value, value) or '–'}")
        return _("Bản đang lưu: %s") % "; ".join(told) if told else ""

    def facts(self) -> Facts:
        """What was typed; what this form does not ask stays as it is."""
        kept = {key: getattr(self.row, key) for key in Facts.__dataclass_fields__}
        typed = {key: value for key, value in self.cleaned_data.items() if key != "evidence"}
        for key in ("outstanding", "conduct"):
            if key in typed:
                typed[key] = MEANING[typed[key]]
        for key in ("rating", "par_role"):
            if key in typed:
                typed[key] = typed[key] or None
        return Facts(**(kept | typed))


def _as_typed(row: Candidate) -> dict[str, object]:
    return {
        "outstanding": CODES[row.outstanding],
        "conduct": CODES[row.conduct],
        "rating": row.rating or "",
        "par_role": row.par_role or "",
        "par_months": row.par_months,
        "justification": row.justification,
        "evidence": row.evidence,
    }

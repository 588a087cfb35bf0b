"""What the page of one initiative shows, and the filters of the list."""

from dataclasses import dataclass
from typing import Any

from django import forms

from thidua.core.blocks import Block
from thidua.core.programme import load_programme
from thidua.foundation.fields import typed_in
from thidua.initiatives.access import WRITERS, adoptions, initiatives, own_units
from thidua.initiatives.act_forms import ReasonForm
from thidua.initiatives.acts import acts_for
from thidua.initiatives.description.selectors import confidential_of, missing_for, typed
from thidua.initiatives.description.services import bar_to_writing
from thidua.initiatives.enums import (
    ADOPTION_LOOKS,
    STANDING_LOOKS,
    AdoptionState,
    Standing,
)
from thidua.initiatives.ledger.selectors import reuse_on, uses_of
from thidua.initiatives.likeness.bars import bar_of
from thidua.initiatives.likeness.pages import card_of
from thidua.initiatives.models import Adoption, Initiative
from thidua.initiatives.selectors import Asked, standings
from thidua.initiatives.services import reach_as_shown
from thidua.movement.contents import Area
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history

BY_TITLE = "ten"
"""The order that is not the first one met: of the library, most adopted first."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The query of the list as its form shows it."""

    text: str
    year: int | None
    block: str
    area: str
    standing: str
    only: str
    order: str

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.year or self.block or self.area or self.standing or self.only)


def read_filters(asked: Any) -> Filters:
    """The filters of a query; whatever is no choice is left out."""

    def one_of(name: str, choices: Any) -> str:
        value = asked.get(name, "")
        return value if value in choices else ""

    year = one_of("nam", [str(one) for one in load_programme().period.years])
    return Filters(
        text=asked.get("q", "").strip()[:120],
        year=int(year) if year else None,
        block=one_of("khoi", BlockChoice.values),
        area=one_of("linh-vuc", Area.values),
        standing=one_of("tinh-trang", Standing.values),
        only=one_of("loc", ["nhan-rong", "chua-danh-gia", "cua-toi"]),
        order=one_of("xep", [BY_TITLE]),
    )


def asked_with(filters: Filters, request: Any) -> Asked:
    """The same for the register."""
    unit_ids, own = None, own_unit_ids(request)
    if filters.only == "cua-toi":
        unit_ids = own
    elif filters.block:
        unit_ids = [unit.id for unit in history(request.today) if unit.block is Block(filters.block)]
    return Asked(
        text=filters.text,
        year=filters.year,
        unit_ids=unit_ids,
        area=filters.area,
        standing=filters.standing,
        is_replicable=filters.only == "nhan-rong",
        is_to_be_judged=filters.only == "chua-danh-gia",
        is_by_title=filters.order == BY_TITLE,
        own_unit_ids=own,
    )


def own_unit_ids(request: Any) -> list[int]:
    """The units this person writes for; their initiatives come first in the list."""
    return sorted(request.user.unit_ids(request.today, *WRITERS))


def page_of(request: Any, row: Initiative, bound: dict[str, forms.Form]) -> dict[str, Any]:
    """The page of one initiative for this person; the number of queries does not grow with its rows."""
    user, on = request.user, request.today
    known = history(on).by_id()
    considered = list(row.recognitions.select_related("file", "minutes", "recorded_by"))
    is_own = initiatives.is_own(user, on, row)
    sees_confidential = initiatives.sees_confidential(user, on, row)
    standing = standings([row])[row.pk]
    adoptions_seen = list(adoptions.visible_to(user, on).filter(initiative=row))
    uses = uses_of(row, on)
    likeness = card_of(request, row)
    is_to_be_sent = is_own and row.recognised_on is None and not any(one.is_open for one in considered)
    stopped = bar_of(row, likeness.found if likeness else []) if is_to_be_sent else None
    proofs = list(row.proofs.filter(removed_at__isnull=True).select_related("file"))
    acts = acts_for(request, row, considered, bound, stopped)
    lost = [form for name, form in bound.items() if name not in {act.name for act in acts}]
    return {
        "row": row,
        "unit": known[row.unit_id],
        "standing": standing,
        "look": STANDING_LOOKS[standing],
        "authors": [(one, typed(one.percent)) for one in row.authors.all()],
        "former_names": list(row.former_names.all()),
        "effects": [(one, typed(one.before), typed(one.after)) for one in row.effects.all()],
        "proofs": proofs,
        "stated_day": row.stated_on if proofs and row.stated_on == row.applied_on else None,
        "considered": [
            {"row": one, "days_left": (one.answer_by - on).days if one.is_open and one.answer_by else None}
            for one in considered
        ],
        "adopted": [
            {
                "row": one,
                "unit": known[one.unit_id].full_name,
                "look": ADOPTION_LOOKS[one.state],
                "may_answer": _may_answer(request, one),
                "may_end": _may_end(request, one),
            }
            for one in adoptions_seen
        ],
        "adoption_count": sum(one.state == AdoptionState.CONFIRMED for one in adoptions_seen),
        "uses": uses,
        "is_used": any(use.row.ended_at is None and not use.is_base_level for use in uses),
        "reuse": reuse_on(on),
        "is_own": is_own,
        "sees_confidential": sees_confidential,
        "confidential": confidential_of(row) if sees_confidential else "",
        "bar": bar_to_writing(row) if is_own else "",
        "missing": missing_for(row) if is_own and row.is_draft else [],
        "likeness": likeness,
        "likeness_bar": stopped,
        "acts": acts,
        "reach": reach_as_shown(row),
        "refused": " ".join(str(words) for form in lost for words in form.non_field_errors()),
        "unsaved": [words for form in lost for words in typed_in(form)],
        "reason_form": ReasonForm(),
    }


def _may_answer(request: Any, one: Adoption) -> bool:
    if one.state != AdoptionState.DECLARED:
        return False
    return bool(adoptions.is_head(request.user, request.today, one))


def _may_end(request: Any, one: Adoption) -> bool:
    """Who may still answer declines instead."""
    if one.state not in (AdoptionState.DECLARED, AdoptionState.CONFIRMED) or _may_answer(request, one):
        return False
    return bool(adoptions.may_end(request.user, request.today, one))


def has_units(request: Any) -> bool:
    """Whether this person may write a new initiative."""
    return own_units(request.user, request.today).exists()

"""Who may judge an answer: its area's appraisers, never a unit's own people, never the office on itself.

Seeing a sent sheet is not judging it: 404 for what is not seen, words for what is somebody else's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.core.scorecard.card import Scorecard
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.index_rounds.access import sheets
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.models import Answer, AreaAppraiser, Round, Sheet
from thidua.index_rounds.sheets.card import set_of_sheet
from thidua.index_sets.selectors import card_of
from thidua.units.enums import STANDING_OFFICE_UNIT


class AnswerDoor:
    """Answers on sent sheets. Actions: view; judge (the area's appraisers); second (also any specialist);
    settle (the head of the standing office, for the office's own sheet the board)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Answer]:
        """Answers on the sent sheets a person may see."""
        seen = sheets.visible_to(user, on).filter(state=SheetState.SENT).order_by()
        rows = Answer.objects.filter(sheet__in=seen.values("pk"))
        return rows.select_related("sheet__round", "sheet__unit")

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Answer:
        """One answer; Http404 when it is not visible, Refused when the act is somebody else's."""
        answer = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "judge":
            require_judge(user, on, answer)
        if action == "second":
            require_second(user, on, answer)
        if action == "settle":
            require_settle(user, on, answer)
        return answer


answers = AnswerDoor()


def is_own(user: Person, on: date, sheet: Sheet) -> bool:
    """Whether the sheet is of a unit the person works for; the standing office works for its own."""
    if sheet.unit.code == STANDING_OFFICE_UNIT and user.has_role(on, *STANDING_OFFICE):
        return True
    return sheet.unit_id in user.unit_ids(on, *UNIT_ROLES)


def require_not_own(user: Person, on: date, sheet: Sheet) -> None:
    """Refused for a sheet of one's own unit."""
    if is_own(user, on, sheet):
        raise Refused(
            _("Đây là phiếu của chính đơn vị bạn; không ai thẩm định đơn vị mình."),
            _(
                "Người khác được phân công lĩnh vực này sẽ thẩm định. Cần đổi người thì báo cơ quan"
                " thường trực."
            ),
        )


def _require_board(user: Person, on: date) -> None:
    if not user.has_role(on, Role.EMULATION_BOARD):
        raise Refused(
            _("Phiếu của cơ quan thường trực do bộ phận thi đua, khen thưởng thẩm định."),
            str(not_for_you(Role.EMULATION_BOARD)),
        )


def require_judge(user: Person, on: date, answer: Answer) -> None:
    """Refused: one's own unit, the office's own sheet without the board's hat, an area of somebody else."""
    sheet = answer.sheet
    require_not_own(user, on, sheet)
    if sheet.unit.code == STANDING_OFFICE_UNIT:
        _require_board(user, on)
        return
    area = area_of(answer)
    if (sheet.block, area) not in areas_of(user, sheet.round):
        raise Refused(
            _("Bạn không được phân công thẩm định lĩnh vực %s của khối này.") % area,
            _("Cơ quan thường trực phân công ở trang Người thẩm định của kỳ chấm."),
        )


def require_second(user: Person, on: date, answer: Answer) -> None:
    """Refused for whoever may not give a second opinion; that it is another person, the service asks."""
    require_not_own(user, on, answer.sheet)
    if answer.sheet.unit.code == STANDING_OFFICE_UNIT or not user.has_role(on, Role.STANDING_SPECIALIST):
        require_judge(user, on, answer)


def require_settle(user: Person, on: date, answer: Answer) -> None:
    """Refused for whoever may not settle a difference between two opinions."""
    require_not_own(user, on, answer.sheet)
    if answer.sheet.unit.code == STANDING_OFFICE_UNIT:
        _require_board(user, on)
    elif not user.has_role(on, Role.STANDING_HEAD):
        raise not_for_you(Role.STANDING_HEAD)


def area_of(answer: Answer) -> str:
    """The code of the area an answer belongs to; "" for a code the set no longer has."""
    component = card_of(set_of_sheet(answer.sheet)).by_code.get(answer.code)
    return component.area if component else ""


def areas_of(user: Person, found: Round) -> set[tuple[str, str]]:
    """(block, code of the area) a person appraises in a round; one query."""
    rows = AreaAppraiser.objects.filter(round=found, user_id=user.pk)
    return set(rows.values_list("block", "area"))


def cards_of(found: Round) -> dict[str, Scorecard]:
    """Block → the scorecard it is scored by; one query while the cards are kept."""
    rows = found.blocks.select_related("criteria_set")
    return {Block(row.block).value: card_of(row.criteria_set) for row in rows}


def typed_codes(card: Scorecard, areas: Iterable[str] | None = None) -> list[str]:
    """Codes the unit gives, which are what is appraised; of some areas, or of all."""
    wanted = None if areas is None else set(areas)
    return [
        one.code for one in card.components if one.scale.is_typed and (wanted is None or one.area in wanted)
    ]


def answers_to_judge(user: Person, on: date, found: Round) -> QuerySet[Answer]:
    """What a person appraises in a round, unit by unit, in the order of the set."""
    cards, mine = cards_of(found), areas_of(user, found)
    wanted = Q(pk__in=[])
    for block, card in cards.items():
        areas = {area for one, area in mine if one == block}
        if areas:
            of_areas = Q(sheet__block=block, code__in=typed_codes(card, areas))
            wanted |= of_areas & ~Q(sheet__unit__code=STANDING_OFFICE_UNIT)
    if user.has_role(on, Role.EMULATION_BOARD) and not user.has_role(on, *STANDING_OFFICE):
        for block, card in cards.items():
            wanted |= Q(
                sheet__block=block, code__in=typed_codes(card), sheet__unit__code=STANDING_OFFICE_UNIT
            )
    rows = Answer.objects.filter(wanted, sheet__round=found, sheet__state=SheetState.SENT)
    rows = rows.exclude(sheet__unit__in=user.unit_ids(on, *UNIT_ROLES))
    return rows.order_by("sheet__block", "sheet__unit__code", "pk")


@dataclass(frozen=True)
class Mine:
    """What a person may do on many answers of a round at once; the same rules as `answers.get_for`."""

    user: Person
    on: date
    judgeable: frozenset[int]

    @classmethod
    def of(cls, user: Person, on: date, found: Round) -> "Mine":
        """Asks for the sampled answers that the person appraises; a constant number of queries."""
        rows = answers_to_judge(user, on, found).filter(sampled__isnull=False).order_by()
        return cls(user, on, frozenset(rows.values_list("pk", flat=True)))

    def may_second(self, answer: Answer) -> bool:
        """Whether a second opinion may be given."""
        if is_own(self.user, self.on, answer.sheet):
            return False
        of_office = answer.sheet.unit.code == STANDING_OFFICE_UNIT
        is_specialist = self.user.has_role(self.on, Role.STANDING_SPECIALIST)
        return answer.pk in self.judgeable or (is_specialist and not of_office)

    def may_settle(self, answer: Answer) -> bool:
        """Whether a difference may be settled."""
        if is_own(self.user, self.on, answer.sheet):
            return False
        of_office = answer.sheet.unit.code == STANDING_OFFICE_UNIT
        return self.user.has_role(self.on, Role.EMULATION_BOARD if of_office else Role.STANDING_HEAD)

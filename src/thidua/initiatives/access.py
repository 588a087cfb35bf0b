"""The doors of the register: the city's readers see all, units see all and write their own.

Drafts are the unit's own business; confidential parts are for the unit, the standing office, the emulation
board and the councils.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import DOMAIN_READERS, STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.initiatives.adoption.models import Adoption
from thidua.initiatives.bringing_in.models import InitiativeFile
from thidua.initiatives.enums import AdoptionState, Capacity
from thidua.initiatives.models import Initiative
from thidua.initiatives.proofs.models import ProofOfUse
from thidua.initiatives.recognition.models import Recognition
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.models import Unit
from thidua.units.selectors import there_on

READERS = tuple(role for role in Role if role in DOMAIN_READERS)
WRITERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
ACTORS = (*WRITERS, *OFFICE)
"""Who writes or brings in anything in this room."""
JUDGES = (*OFFICE, Role.EMULATION_BOARD)
"""Who says whether something can be spread; the board of what is of Sở Nội vụ."""
CONFIDANTS = (*OFFICE, Role.EMULATION_BOARD, Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY)
"""Who reads the confidential parts of every unit."""
RULERS = {
    Role.STANDING_SPECIALIST: Capacity.OFFICE,
    Role.STANDING_HEAD: Capacity.OFFICE,
    Role.EMULATION_BOARD: Capacity.BOARD,
}
"""Who rules on look-alikes when initiatives are appraised, and as what."""
LIKENESS_READERS = (*CONFIDANTS, Role.DECISION_MAKER, Role.AUDITOR)
"""Who sees the look-alikes of every unit's initiatives, with what was said of them."""


def own_units(user: Person, on: date) -> QuerySet[Unit]:
    """The living units a person may write for, by code."""
    return Unit.objects.filter(there_on(on), pk__in=user.unit_ids(on, *WRITERS))


Guard = Callable[[Person, date, int], Refused | None]
GUARDS: list[Guard] = []
"""Rooms above that know who stepped aside from a unit (its key): why a person may not appraise there now."""


class InitiativeDoor:
    """Actions: view; write (the unit's people); decide (its head); judge (those who appraise, not on their
    own unit); adopt (the people of another unit); compare (see look-alikes); rule (say what they are).

    What is of the standing office itself, the emulation board appraises (D07).
    """

    def visible_to(self, user: Person, on: date) -> QuerySet[Initiative]:
        """The register for whoever wears a hat with domain power on `on`; the drafts of one's own units."""
        if not user.has_role(on, *READERS):
            return Initiative.objects.none()
        own = Q(unit_id__in=user.unit_ids(on, *WRITERS))
        return Initiative.written.filter(Q(is_draft=False) | own)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Initiative:
        """One initiative; Http404 when not visible, Refused with the roles that may."""
        wanted = self.visible_to(user, on).select_related("unit", "saved_by")
        row = get_object_or_404(wanted, **lookup)
        if refusal := self.refusal(user, on, row, action):
            raise refusal
        return row

    def is_own(self, user: Person, on: date, row: Initiative) -> bool:
        """Whether a person works for the unit of an initiative."""
        return row.unit_id in user.unit_ids(on, *WRITERS)

    def sees_confidential(self, user: Person, on: date, row: Initiative) -> bool:
        """Whether a person may read the confidential part and the minutes of the unit's council."""
        return self.is_own(user, on, row) or user.has_role(on, *CONFIDANTS)

    def capacity(self, user: Person, on: date, row: Initiative) -> Capacity | None:
        """As what a person may rule on look-alikes: for the own unit, else for those who appraise."""
        if self.is_own(user, on, row):
            return Capacity.UNIT
        if row.is_draft or self._conflict(user, on, row):
            return None
        return next((capacity for role, capacity in RULERS.items() if user.has_role(on, role)), None)

    def _conflict(self, user: Person, on: date, row: Initiative) -> Refused | None:
        """Why somebody who appraises does not appraise this one; None for who may, and for others."""
        if row.unit_id in user.unit_ids(on, *UNIT_ROLES):
            return not_for_you(*RULERS)
        if row.unit.code == STANDING_OFFICE_UNIT and user.has_role(on, *STANDING_OFFICE):
            return Refused(
                _("Sở Nội vụ là đơn vị của cơ quan thường trực, nên không tự xét sáng kiến của mình."),
                _(
                    "Ban Thi đua – Khen thưởng đánh giá khả năng nhân rộng và cho ý kiến về sáng kiến "
                    "tương tự."
                ),
            )
        if not user.has_role(on, *RULERS):
            return None
        return next((found for guard in GUARDS if (found := guard(user, on, row.unit_id))), None)

    def _judge_refusal(self, user: Person, on: date, row: Initiative) -> Refused | None:
        judges = {Role.EMULATION_BOARD} if row.unit.code == STANDING_OFFICE_UNIT else STANDING_OFFICE
        if found := self._conflict(user, on, row):
            return found
        return None if user.has_role(on, *judges) else not_for_you(*judges)

    def refusal(self, user: Person, on: date, row: Initiative, action: str) -> Refused | None:
        """Why a person may not do `action` on this row; None when they may."""
        is_own = self.is_own(user, on, row)
        if action == "write" and not is_own:
            return not_for_you(*UNIT_ROLES)
        if action == "decide" and row.unit_id not in user.unit_ids(on, Role.UNIT_HEAD):
            return Refused(
                _("Quyết định công nhận do lãnh đạo đơn vị ghi; bạn không giữ vai trò đó."),
                _("Đề nghị lãnh đạo đơn vị ghi, hoặc ủy quyền cho bạn ở trang Ủy quyền."),
            )
        if action == "judge":
            return self._judge_refusal(user, on, row)
        if action == "compare" and not is_own and not user.has_role(on, *LIKENESS_READERS):
            return not_for_you(*UNIT_ROLES, *LIKENESS_READERS)
        if action == "rule" and self.capacity(user, on, row) is None:
            return self._conflict(user, on, row) or not_for_you(*UNIT_ROLES, *RULERS)
        if action == "adopt" and not user.unit_ids(on, *WRITERS) - {row.unit_id}:
            return Refused(
                _("Đơn vị khác mới khai áp dụng được sáng kiến này."),
                _("Nơi áp dụng trong chính đơn vị ghi ở phần xác nhận áp dụng."),
            )
        return None


class ProofDoor:
    """Proofs are read with their initiative; `write` by the unit's people."""

    def visible_to(self, user: Person, on: date) -> QuerySet[ProofOfUse]:
        """Proofs in force of visible initiatives."""
        visible = initiatives.visible_to(user, on)
        return ProofOfUse.objects.filter(removed_at__isnull=True, initiative__in=visible)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> ProofOfUse:
        """One proof."""
        wanted = self.visible_to(user, on).select_related("file", "initiative__unit")
        proof = get_object_or_404(wanted, **lookup)
        if refusal := initiatives.refusal(user, on, proof.initiative, action):
            raise refusal
        return proof


class RecognitionDoor:
    """Decisions are read with their initiative; `minutes` by those who read what is confidential."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Recognition]:
        """Considerations of visible initiatives."""
        return Recognition.objects.filter(initiative__in=initiatives.visible_to(user, on))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Recognition:
        """One consideration."""
        wanted = self.visible_to(user, on).select_related("file", "minutes", "initiative__unit")
        found = get_object_or_404(wanted, **lookup)
        if action == "minutes" and not initiatives.sees_confidential(user, on, found.initiative):
            raise Refused(
                _("Biên bản họp hội đồng chỉ dành cho đơn vị, cơ quan thường trực và các hội đồng."),
                _("Số người dự, số người đồng ý có trên trang sáng kiến."),
            )
        return found


class AdoptionDoor:
    """Actions: view; answer (the head of the adopting unit); end (its head, or who declared it and waits)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Adoption]:
        """Confirmed ones for every reader; the others for the two units and the standing office."""
        if not user.has_role(on, *READERS):
            return Adoption.objects.none()
        rows = Adoption.objects.select_related("unit", "file", "declared_by", "initiative__unit")
        if user.has_role(on, *OFFICE):
            return rows
        mine = user.unit_ids(on, *WRITERS)
        return rows.filter(Q(state="confirmed") | Q(unit_id__in=mine) | Q(initiative__unit_id__in=mine))

    def is_head(self, user: Person, on: date, row: Adoption) -> bool:
        """Whether a person answers for the adopting unit."""
        return row.unit_id in user.unit_ids(on, Role.UNIT_HEAD)

    def may_end(self, user: Person, on: date, row: Adoption) -> bool:
        """Whether a person may say that it counts no longer: what a head confirmed, only a head."""
        is_declarer = row.declared_by_id == user.pk and row.unit_id in user.unit_ids(on, *WRITERS)
        return self.is_head(user, on, row) or (is_declarer and row.state == AdoptionState.DECLARED)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Adoption:
        """One adoption; Refused for an answer or an end by others than may give it."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "answer" and not self.is_head(user, on, found):
            raise Refused(
                _("Chỉ lãnh đạo đơn vị áp dụng xác nhận được."),
                _("Đề nghị lãnh đạo đơn vị đó xác nhận, hoặc ủy quyền ở trang Ủy quyền."),
            )
        if action == "end" and not self.may_end(user, on, found):
            raise Refused(
                _("Lãnh đạo đơn vị áp dụng, hoặc người khai khi chưa được xác nhận, mới thôi tính được."),
                _("Đề nghị lãnh đạo đơn vị áp dụng thôi tính, kèm lý do."),
            )
        return found


class FileDoor:
    """Lists from files: who brought one, and the standing office all of them."""

    def visible_to(self, user: Person, on: date) -> QuerySet[InitiativeFile]:
        """Files a person may know of."""
        rows = InitiativeFile.objects.select_related("file", "brought_by")
        if user.has_role(on, *OFFICE):
            return rows
        return rows.filter(brought_by_id=user.pk) if user.has_role(on, *WRITERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> InitiativeFile:
        """One file; who sees it may store it, within the units they may write for."""
        return get_object_or_404(self.visible_to(user, on), **lookup)


initiatives = InitiativeDoor()
proofs = ProofDoor()
recognitions = RecognitionDoor()
adoptions = AdoptionDoor()
files = FileDoor()

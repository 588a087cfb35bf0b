"""Who reads a difficulty, and who does what with it."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import DOMAIN_READERS, STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.steering.difficulties.enums import Organisation
from thidua.steering.difficulties.models import Difficulty

SENDERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.FRONT_ORGANISATION, Role.PUBLICITY)
OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
CITY = (*OFFICE, Role.DECISION_MAKER, Role.EMULATION_BOARD, Role.AUDITOR)
"""Who reads all of them."""
READERS = (*SENDERS, *CITY)
ANSWER_READERS = tuple(role for role in Role if role in DOMAIN_READERS)
"""Who reads the questions and answers that were shared."""
ORGANISATION_OF = {Role.FRONT_ORGANISATION: Organisation.FRONT, Role.PUBLICITY: Organisation.PRESS}


def organisations_of(user: Person, on: date) -> list[Organisation]:
    """The organisations for which a person may send."""
    return [organisation for role, organisation in ORGANISATION_OF.items() if user.has_role(on, role)]


class DifficultyDoor:
    """Actions: view; assign, amendment (head of the standing office); handle (owner or that head);
    share (standing office); confirm (the sender's side)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Difficulty]:
        """All for the city's readers, else those of one's own units and organisation."""
        rows = Difficulty.objects.select_related("owner", "sent_by")
        if user.has_role(on, *CITY):
            return rows
        return rows.filter(
            Q(unit__in=user.unit_ids(on, *UNIT_ROLES)) | Q(organisation__in=organisations_of(user, on))
        )

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Difficulty:
        """One difficulty; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self._whole(user, on), **lookup)
        if refusal := self.refusal(user, on, found, action):
            raise refusal
        return found

    def _whole(self, user: Person, on: date) -> QuerySet[Difficulty]:
        """With what its page shows; the text of a version is long and not among that."""
        rows = self.visible_to(user, on).select_related("file", "unit", "amendment_version")
        return rows.defer("amendment_version__text")

    def refusal(self, user: Person, on: date, found: Difficulty, action: str) -> Refused | None:
        """Why a person may not do `action` on this row; None when they may."""
        if action in {"assign", "amendment"}:
            return None if user.has_role(on, Role.STANDING_HEAD) else not_for_you(Role.STANDING_HEAD)
        if action == "share":
            return None if user.has_role(on, *STANDING_OFFICE) else not_for_you(*OFFICE)
        if action == "handle":
            return self._handling(user, on, found)
        if action == "confirm":
            return None if self.is_sender(user, on, found) else _not_the_sender()
        return None

    def is_sender(self, user: Person, on: date, found: Difficulty) -> bool:
        """Whether the person speaks for whoever sent it."""
        if found.unit_id is not None:
            return found.unit_id in user.unit_ids(on, *UNIT_ROLES)
        return found.organisation in organisations_of(user, on)

    def _handling(self, user: Person, on: date, found: Difficulty) -> Refused | None:
        if not user.has_role(on, *STANDING_OFFICE):
            return not_for_you(*OFFICE)
        if user.has_role(on, Role.STANDING_HEAD) or user.pk == found.owner_id:
            return None
        return Refused(
            _("Việc này đã giao cho người khác, hoặc chưa giao cho ai."),
            _("Đề nghị lãnh đạo Phòng CCHC và pháp chế giao phản ánh này cho bạn."),
        )


def _not_the_sender() -> Refused:
    return Refused(
        _("Chỉ nơi gửi phản ánh mới xác nhận hoặc rút."),
        _("Liên hệ đơn vị, tổ chức đã gửi để họ xác nhận trên hệ thống."),
    )


difficulties = DifficultyDoor()

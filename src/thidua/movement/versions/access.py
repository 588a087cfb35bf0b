"""The door to versions: confirmed ones for everybody with a hat, drafts for who appraises."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.movement.versions.models import ProgrammeVersion, Status

OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
DRAFT_READERS = frozenset(
    {
        *STANDING_OFFICE,
        Role.EMULATION_BOARD,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_SECRETARY,
        Role.DECISION_MAKER,
        Role.AUDITOR,
    }
)


class VersionDoor:
    """Actions: view; draft, drop (standing office); confirm (its head, other than who drafted)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[ProgrammeVersion]:
        """Confirmed versions for everybody with a hat, drafts too for those who prepare and appraise."""
        rows = ProgrammeVersion.objects.exclude(status=Status.DROPPED).select_related(
            "base", "file", "drafted_by", "confirmed_by"
        )
        rows = rows.defer("text", "base__text")
        if user.has_role(on, *DRAFT_READERS):
            return rows
        return rows.filter(status=Status.CONFIRMED) if user.hats(on) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> ProgrammeVersion:
        """One version; Http404 when not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if refusal := self.refusal(user, on, found, action):
            raise refusal
        return found

    def refusal(self, user: Person, on: date, found: ProgrammeVersion, action: str) -> Refused | None:
        """Why a person may not do `action` with this version; None when they may."""
        if action == "drop" and not user.has_role(on, *STANDING_OFFICE):
            return not_for_you(*OFFICE)
        if action == "confirm":
            if not user.has_role(on, Role.STANDING_HEAD):
                return not_for_you(Role.STANDING_HEAD)
            if user.pk == found.drafted_by_id:
                return Refused(
                    _("Bạn là người soạn phiên bản này; xác nhận phải do người thứ hai."),
                    _("Đề nghị lãnh đạo khác của cơ quan thường trực xác nhận, hoặc ủy quyền vai trò."),
                )
        return None


versions = VersionDoor()

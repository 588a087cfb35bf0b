"""Who reads criteria sets: what is in force everybody with a hat, drafts the standing office and auditors."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import DOMAIN_READERS, STANDING_OFFICE, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.index_sets.enums import SetState
from thidua.index_sets.models import CriteriaSet
from thidua.index_sets.selectors import writers_of

READERS = tuple(role for role in Role if role in DOMAIN_READERS)
OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)


class CriteriaSetDoor:
    """Actions: view; write (standing office); confirm (another of the office than those who wrote it)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[CriteriaSet]:
        """All for the office and auditors; others what is, or was, in force."""
        rows = CriteriaSet.objects.select_related("begun_by", "confirmed_by", "file")
        if user.has_role(on, *OFFICE, Role.AUDITOR):
            return rows
        if not user.has_role(on, *DOMAIN_READERS):
            return rows.none()
        return rows.exclude(state=SetState.DRAFT)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> CriteriaSet:
        """One set; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if action in ("write", "confirm") and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        if action == "confirm" and user.pk in writers_of(found):
            raise Refused(
                _("Bạn đã soạn hoặc sửa dòng của bộ tiêu chí này, nên không tự xác nhận."),
                _("Đề nghị một người khác của cơ quan thường trực mở trang này và xác nhận."),
            )
        return found


criteria_sets = CriteriaSetDoor()

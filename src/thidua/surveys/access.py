"""The door to surveys: closed results for all who read the domain, the rest for the standing office and
auditors.

Answers have no door: nobody opens one. What came of them is read in groups of at least the survey's least.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import DOMAIN_READERS, STANDING_OFFICE, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.surveys.enums import SurveyState
from thidua.surveys.models import Survey

READERS = tuple(role for role in Role if role in DOMAIN_READERS)
OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
DRAFT_READERS = (*OFFICE, Role.AUDITOR)


class SurveyDoor:
    """Actions: view; manage (prepare, open, links, discard: standing office); close (another of them)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Survey]:
        """All for those who prepare and who audit, closed ones for every reader of the domain."""
        if user.has_role(on, *DRAFT_READERS):
            return Survey.objects.all()
        if user.has_role(on, *DOMAIN_READERS):
            return Survey.objects.filter(state=SurveyState.CLOSED)
        return Survey.objects.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Survey:
        """One survey; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on).select_related("file", "begun_by"), **lookup)
        if action != "view" and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        if action == "close" and (refusal := not_the_second(user, found)):
            raise refusal
        return found


def not_the_second(user: Person, found: Survey) -> Refused | None:
    """Why this person cannot close what he prepared himself; None for another."""
    if found.begun_by_id != user.pk:
        return None
    return Refused(
        _("Bạn là người lập hoặc nhập kết quả lần cuối, nên không tự khóa."),
        _("Đề nghị một người khác của cơ quan thường trực mở trang này, đối chiếu và khóa kết quả."),
    )


surveys = SurveyDoor()

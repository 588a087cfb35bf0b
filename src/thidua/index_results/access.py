"""The doors of this room: what is computed is for the office and the council, what is published for all.

A unit sees its own card once the appraisal of the round is closed.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thidua.core.roles import DOMAIN_READERS, STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.index_results.enums import PublicationState
from thidua.index_results.models import CouncilSession, Publication
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.models import Round
from thidua.index_rounds.selectors import phases_at

READERS = tuple(role for role in Role if role in DOMAIN_READERS)
OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
COMPUTED_READERS = (
    *OFFICE,
    Role.EMULATION_BOARD,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_SECRETARY,
    Role.DECISION_MAKER,
    Role.AUDITOR,
)
"""Who sees what a round comes to before it is published."""
SCRIBES = (*OFFICE, Role.COUNCIL_SECRETARY)
"""Who writes down what the council decided."""


class ResultDoor:
    """Rounds seen from their results. Actions: view; record (the council's session); prepare (freezing)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Round]:
        """Every round for those who see what is computed; published ones for all others with a hat."""
        rows = Round.objects.filter(called_off_at__isnull=True)
        if user.has_role(on, *COMPUTED_READERS):
            return rows
        if not user.has_role(on, *DOMAIN_READERS):
            return rows.none()
        published = {
            "publications__state": PublicationState.CONFIRMED,
            "publications__published_on__lte": on,
        }
        return rows.filter(**published).distinct()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Round:
        """One round; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "record" and not user.has_role(on, *SCRIBES):
            raise not_for_you(*SCRIBES)
        if action == "prepare" and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        return found


class SessionDoor:
    """Sessions of the council. Actions: view."""

    def visible_to(self, user: Person, on: date) -> QuerySet[CouncilSession]:
        """For those who see what is computed."""
        rows = CouncilSession.objects.select_related("round", "minutes", "recorded_by")
        return rows if user.has_role(on, *COMPUTED_READERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> CouncilSession:
        """One session; Http404 when it is not visible."""
        return get_object_or_404(self.visible_to(user, on), **lookup)


class PublicationDoor:
    """Frozen results. Actions: view; confirm (a second person of the office); discard (the office)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Publication]:
        """All for those who see what is computed; the published ones, from their day on, for the rest."""
        rows = Publication.objects.select_related(
            "round", "session", "file", "prepared_by", "confirmed_by", "release"
        )
        if user.has_role(on, *COMPUTED_READERS):
            return rows
        if not user.has_role(on, *DOMAIN_READERS):
            return rows.none()
        return rows.filter(Q(state=PublicationState.CONFIRMED, published_on__lte=on))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Publication:
        """One publication; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if action in ("confirm", "discard") and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        if action == "confirm" and found.prepared_by_id == user.pk:
            raise Refused(
                _("Bạn là người lập kết quả này, nên không được tự xác nhận."),
                _("Đề nghị một người khác của cơ quan thường trực mở trang này và xác nhận."),
            )
        return found


results = ResultDoor()
sessions = SessionDoor()
publications = PublicationDoor()


def may_see_card(user: Person, at: datetime, found: Round, unit_id: int) -> bool:
    """Whether a person may see what one unit's sheet comes to: the city's readers always; the unit's own
    people once the appraisal is over; everybody else when it is published."""
    on = at.date()
    if user.has_role(on, *COMPUTED_READERS):
        return True
    if found.publications.filter(state=PublicationState.CONFIRMED, published_on__lte=on).exists():
        return bool(user.has_role(on, *DOMAIN_READERS))
    appraisal = phases_at(found, at).get(PhaseKind.APPRAISAL)
    return bool(appraisal and appraisal.is_past) and unit_id in user.unit_ids(on, *UNIT_ROLES)

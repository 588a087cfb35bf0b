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
from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.models import Phase, Round, Sheet
from thidua.index_rounds.selectors import phases_at
from thidua.units.selectors import UnitRecord, history

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
        return self.published(on)

    def published(self, on: date) -> QuerySet[Round]:
        """The rounds whose results everybody reads on a day."""
        confirmed = Publication.objects.filter(state=PublicationState.CONFIRMED, published_on__lte=on)
        return Round.objects.filter(called_off_at__isnull=True, pk__in=confirmed.values("round"))

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


def may_see_card(user: Person, at: datetime, sheet: Sheet) -> bool:
    """Whether a person may see what a sheet comes to: everybody when the round is published; before, once it
    is sent, the city's readers always and the unit's own people when the appraisal is over."""
    on = at.date()
    if results.published(on).filter(pk=sheet.round_id).exists():
        return bool(user.has_role(on, *DOMAIN_READERS))
    if sheet.state != SheetState.SENT:
        return False
    if user.has_role(on, *COMPUTED_READERS):
        return True
    appraisal = phases_at(sheet.round, at).get(PhaseKind.APPRAISAL)
    return bool(appraisal and appraisal.is_past) and sheet.unit_id in user.unit_ids(on, *UNIT_ROLES)


def own_cards(user: Person, at: datetime, found: Round | None = None) -> list[tuple[Round, UnitRecord]]:
    """The cards of the person's own units that may be seen, the latest year first; of one round, or of all.

    One question, however many rounds.
    """
    on = at.date()
    units = user.unit_ids(on, *UNIT_ROLES)
    if not units:
        return []
    over = Phase.objects.filter(kind=PhaseKind.APPRAISAL, closes_at__lte=at).values("round")
    open_now = Q(round__in=results.published(on).values("pk")) | Q(round__in=over)
    own = Sheet.objects.filter(
        open_now, unit__in=units, state=SheetState.SENT, round__called_off_at__isnull=True
    )
    if found is not None:
        own = own.filter(round=found)
    named = history(on).by_id()
    rows = own.select_related("round").order_by("-round__year", "unit__code")
    return [(sheet.round, named[sheet.unit_id]) for sheet in rows if sheet.unit_id in named]

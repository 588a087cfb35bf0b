"""Who knows of a conference and of its awards: the office prepares, units know what they are invited to."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from thidua.conferences.models import AwardFile, Conference, HandedAward, Invitation
from thidua.core.roles import CITY_READERS, DOMAIN_READERS, STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, not_for_you

OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
UNIT_PEOPLE = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
READERS = tuple(role for role in Role if role in DOMAIN_READERS)
CITY = tuple(role for role in Role if role in CITY_READERS)


class ConferenceDoor:
    """Actions: view; write (standing office); answer (an invited unit)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Conference]:
        """All for the office, what is announced for the city; units: what invites them or awards them."""
        rows = Conference.objects.select_related("file")
        if user.has_role(on, *STANDING_OFFICE):
            return rows
        announced = rows.filter(invited_at__isnull=False)
        if user.has_role(on, *CITY_READERS):
            return announced
        own = user.unit_ids(on, *UNIT_ROLES)
        invited = Invitation.objects.filter(unit__in=own).values("conference_id")
        awarded = HandedAward.objects.filter(unit__in=own).values("conference_id")
        return announced.filter(Q(pk__in=invited) | Q(pk__in=awarded))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Conference:
        """One conference; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        if action == "answer" and not self.invitations(user, on, found).exists():
            raise not_for_you(*UNIT_PEOPLE)
        return found

    def invitations(self, user: Person, on: date, found: Conference) -> QuerySet[Invitation]:
        """The invitations of one's own units."""
        rows = found.invitations.select_related("unit", "answered_by")
        return rows.filter(unit__in=user.unit_ids(on, *UNIT_ROLES))


class HandedAwardDoor:
    """Actions: view; write (standing office); confirm (the unit that received it)."""

    def visible_to(self, user: Person, on: date, conference: Conference) -> QuerySet[HandedAward]:
        """All for the city's readers, else those of one's own units."""
        rows = conference.awards.select_related("unit", "confirmed_by")
        if user.has_role(on, *CITY_READERS):
            return rows
        return rows.filter(unit__in=user.unit_ids(on, *UNIT_ROLES))

    def get_for(
        self, user: Person, on: date, conference: Conference, *, action: str = "view", **lookup: Any
    ) -> HandedAward:
        """One award; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on, conference), **lookup)
        if action == "write" and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        if action == "confirm" and found.unit_id not in user.unit_ids(on, *UNIT_ROLES):
            raise not_for_you(*UNIT_PEOPLE)
        return found

    def file_for(self, user: Person, on: date, conference: Conference, pk: int) -> AwardFile:
        """A brought list, for the standing office; Refused for others."""
        if not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        return get_object_or_404(conference.award_files.select_related("file"), pk=pk)


conferences = ConferenceDoor()
handed_awards = HandedAwardDoor()

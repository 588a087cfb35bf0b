"""The doors to decisions about the plan: everybody with a hat reads, the standing office's head decides."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.core.roles import Role
from thidua.foundation.access import Person, not_for_you
from thidua.movement.models import DeadlineNotice, ReadingChoice

DECIDERS = (Role.STANDING_HEAD,)


class ReadingDoor:
    """Actions: view, decide."""

    def visible_to(self, user: Person, on: date) -> QuerySet[ReadingChoice]:
        """Every choice for whoever wears a hat: a reading concerns all."""
        return ReadingChoice.objects.all() if user.hats(on) else ReadingChoice.objects.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> ReadingChoice:
        """One choice; Http404 when not visible, Refused for `decide` by others."""
        self.check(user, on, action)
        row: ReadingChoice = get_object_or_404(self.visible_to(user, on), **lookup)
        return row

    def check(self, user: Person, on: date, action: str) -> None:
        """Refused when `user` may not do `action` on any reading."""
        if action == "decide" and not user.has_role(on, *DECIDERS):
            raise not_for_you(*DECIDERS)


class NoticeDoor:
    """Actions: view, decide."""

    def visible_to(self, user: Person, on: date) -> QuerySet[DeadlineNotice]:
        """Every notice for whoever wears a hat: a deadline concerns all."""
        return DeadlineNotice.objects.all() if user.hats(on) else DeadlineNotice.objects.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> DeadlineNotice:
        """One notice; Http404 when not visible, Refused for `decide` by others."""
        self.check(user, on, action)
        row: DeadlineNotice = get_object_or_404(self.visible_to(user, on), **lookup)
        return row

    def check(self, user: Person, on: date, action: str) -> None:
        """Refused when `user` may not do `action` on any notice."""
        if action == "decide" and not user.has_role(on, *DECIDERS):
            raise not_for_you(*DECIDERS)


readings = ReadingDoor()
notices = NoticeDoor()

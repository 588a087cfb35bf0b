"""Forms belong to the standing office alone."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.foundation.access import Person
from thidua.paper_forms.models import OwnForm

OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)


class FormDoor:
    """The standing office sees and sets all of them; nobody else sees one."""

    def visible_to(self, user: Person, on: date) -> QuerySet[OwnForm]:
        rows = OwnForm.objects.select_related("file", "set_by")
        return rows if user.has_role(on, *STANDING_OFFICE) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> OwnForm:
        return get_object_or_404(self.visible_to(user, on), **lookup)


forms = FormDoor()

"""The difficulties that led to a version of the plan, told on the page of the version."""

from datetime import date

from django.urls import reverse

from thidua.foundation.access import Person
from thidua.movement.versions.causes import Cause
from thidua.steering.difficulties.access import difficulties


def causes_of(user: Person, on: date, version_id: int) -> list[Cause]:
    """Those that `user` may read, the oldest first; one query."""
    rows = difficulties.visible_to(user, on).filter(amendment_version=version_id).order_by("sent_at", "pk")
    return [
        Cause(row.title, row.receipt, reverse("steering:difficulty", kwargs={"pk": row.pk})) for row in rows
    ]

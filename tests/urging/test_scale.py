"""A reminder run for 3,400 units tells each once, with few queries whatever their number (time: bench)."""

from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.urging.conftest import TUESDAY

from thidua.foundation.notify.models import Notification
from thidua.people.models import User
from thidua.urging import board, services

UNITS = 3400
QUERIES = 80
"""SQLite takes about 80 rows in one insert."""


def test_3400_units_are_reminded_with_few_queries(standing, city, monkeypatch):
    one = board.duty_units(TUESDAY.date())[0]
    units = [replace(one, id=900_000 + n, code=f"Z{n}", full_name=f"Xã số {n}") for n in range(UNITS)]
    monkeypatch.setattr(board, "duty_units", lambda _on: units)
    users = User.objects.bulk_create(
        User(
            username=f"cb{n}",
            full_name="Cán bộ",
            email=f"cb{n}@x.example",
            date_joined=TUESDAY,
            folded="can bo",
            sort_key="can bo",
        )
        for n in range(UNITS)
    )
    people = {unit.id: frozenset({user.pk}) for unit, user in zip(units, users, strict=True)}
    monkeypatch.setattr(services, "people_of_units", lambda _ids, _on: people)

    with CaptureQueriesContext(connection) as caught:
        (run,) = services.remind_by_clock(at=TUESDAY)

    assert run.people_told == Notification.objects.count() == UNITS
    assert len(caught) < QUERIES

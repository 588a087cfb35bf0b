"""Acts for the audit trail, and ways to tamper with it."""

import pytest
from django.db import connection, transaction

from thidua.foundation.audit import triggers
from thidua.foundation.audit.services import record
from thidua.foundation.moment import Installation


@pytest.fixture
def act(db, at):
    """act(5) → the events of five acts."""

    def write(times: int = 1, **values):
        facts = {"before": {"stage": "a"}, "after": {"stage": "b"}, **values}
        with transaction.atomic():
            return [
                record(by=None, at=at, action="tests.acted", subject=Installation(), **facts)
                for _ in range(times)
            ]

    return write


@pytest.fixture
def tamper(db):
    """tamper("UPDATE …") → runs plain SQL as somebody who owns the database and drops the triggers."""

    def run(sql: str, *values: object) -> None:
        with triggers.lifted(connection), connection.cursor() as cursor:
            cursor.execute(sql, values)

    return run

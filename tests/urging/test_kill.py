"""The worker is killed in the middle: after a restart everybody has one notice and nobody two e-mails.

Real processes (SIGKILL), a database in a file, a real SMTP server on loopback.
"""

import signal
import time
from collections import Counter

import pytest
from tests.house import PATIENCE, House
from tests.mail_catcher import mail_server

pytestmark = pytest.mark.sqlite

PEOPLE = 60
FURNISH = f"""
from datetime import date, datetime
from zoneinfo import ZoneInfo
from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.moment import describe_installation
from thidua.people.models import RoleAssignment, User
from thidua.units.selectors import history
from thidua.units.services import import_reference
at = datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
import_reference(by=None, at=at)
# 25/11/2026 lies between two stages at every hour of the day.
describe_installation(by=None, at=at, is_demo=True, demo_date=at.date(), stage="tests", seed=1)
units = [unit for unit in history(at.date()).living() if unit.block is not Block.NONE][:{PEOPLE}]
users = User.objects.bulk_create(
    User(username=f"can.bo.{{unit.code}}".lower(), full_name=unit.name, date_joined=at,
         email=f"u{{unit.id}}@haiphong.example", folded=unit.name, sort_key=unit.name)
    for unit in units
)
RoleAssignment.objects.bulk_create(
    RoleAssignment(user=user, role=Role.UNIT_OFFICER, unit_id=unit.id,
                   valid_from=date(2026, 6, 9), granted_at=at)
    for user, unit in zip(users, units)
)
"""
DIES_IN_THE_RUN = """
import os, signal
from thidua.foundation.jobs.worker import run_due
from thidua.urging import services
tell = services.notify_many
def dies(**values):
    tell(**values)
    os.kill(os.getpid(), signal.SIGKILL)
services.notify_many = dies
run_due()
"""


@pytest.fixture
def house(own_folder):
    """An installation with an officer in each of `PEOPLE` units."""
    made = House(own_folder)
    assert made.run(FURNISH) == 0
    yield made
    made.close()


def test_killed_twice_and_everybody_is_told_once(house):
    with mail_server(seconds_each=0.05) as server:
        house.environment["THIDUA_EMAIL_URL"] = f"smtp://127.0.0.1:{server.port}"

        # First death: the notices are written, their transaction is not committed.
        assert house.run(DIES_IN_THE_RUN) == -signal.SIGKILL
        assert house.ask("SELECT count(*) FROM urging_reminderrun") == [(0,)]
        assert house.ask("SELECT count(*) FROM foundation_notification") == [(0,)]

        # Second death: some e-mails are out, one is on its way.
        worker, stop = house.worker(), time.monotonic() + PATIENCE
        try:
            while len(server.caught) < 5:
                assert time.monotonic() < stop, "no e-mail came"
                assert worker.poll() is None
                time.sleep(0.01)
        finally:
            worker.kill()
            worker.wait()
        assert len(server.caught) < PEOPLE, "killed too late to show anything"

        assert house.worker("--once").wait(timeout=PATIENCE) == 0
        assert house.worker("--once").wait(timeout=PATIENCE) == 0

    assert house.ask(
        "SELECT count(*), sum(people_told) FROM urging_reminderrun WHERE kind = 'automatic'"
    ) == [(1, PEOPLE)]
    told = house.ask(
        "SELECT user_id, count(*) FROM foundation_notification WHERE kind = 'urging.reminder' GROUP BY 1"
    )
    assert [times for _user, times in told] == [1] * PEOPLE
    got = Counter(str(caught["To"]) for caught in server.caught)
    assert set(got.values()) == {1}, "nobody gets two"
    # The one that was on its way when the worker died is never sent again by itself.
    on_its_way = house.ask(
        "SELECT count(*) FROM foundation_notification WHERE mail_state IN ('sending', 'unsure')"
    )
    assert on_its_way in ([(0,)], [(1,)])
    assert PEOPLE - len(got) <= on_its_way[0][0]

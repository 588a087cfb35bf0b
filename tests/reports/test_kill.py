"""The server dies in the middle of a submission: no half state stays, and sending again works.

A real process (SIGKILL) at each step of the service, on a database in a file.
"""

import signal

import pytest
from tests.house import House

pytestmark = pytest.mark.sqlite

FURNISH = """
from datetime import date, datetime
from zoneinfo import ZoneInfo
from thidua.core.roles import Role
from thidua.foundation.moment import describe_installation
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.reports.outline import CODES
from thidua.reports.writing import PartDraft, save_part, start_report
from thidua.units.selectors import history
from thidua.units.services import import_reference
at = datetime(2026, 11, 24, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
import_reference(by=None, at=at)
describe_installation(by=None, at=at, is_demo=True, demo_date=at.date(), stage="tests", seed=1)
unit = history(at.date())["11311"]
head = create_account(by=None, at=at, username="head", full_name="Người ký", password="Hoa-phuong-do-2027")
grant_role(by=None, at=at, user=head, role=Role.UNIT_HEAD, unit_id=unit.id, valid_from=date(2026, 6, 9))
report = start_report(by=head, at=at, unit=unit, year=2026)
for code in CODES:
    version = report.parts.get(section=code).version
    save_part(by=head, at=at, report=report, section=code, draft=PartDraft("Đã làm", {}), version=version)
"""
SEND = """
from django.test import Client
from thidua.people.models import User
from thidua.reports.models import Report
browser = Client(HTTP_HOST="localhost")
browser.force_login(User.objects.get(username="head"))
answer = browser.post(f"/bao-cao/{Report.objects.get().pk}/gui/")
assert answer.status_code == 302, answer.status_code
assert answer.url.endswith("/bien-nhan/"), answer.url
"""
DIES = """
import os, signal
from thidua.reports import sending
step = getattr(sending, "{step}")
def dies(*values, **named):
    step(*values, **named)
    os.kill(os.getpid(), signal.SIGKILL)
sending.{step} = dies
"""
STATE = """
SELECT (SELECT state FROM reports_report), (SELECT count(*) FROM reports_submission),
       (SELECT count(*) FROM reports_sentshingle), (SELECT count(*) FROM foundation_notification),
       (SELECT count(*) FROM foundation_auditevent WHERE action = 'reports.sent')
"""


@pytest.fixture
def house(own_folder):
    """An installation with one report whose every part is written."""
    made = House(own_folder)
    assert made.run(FURNISH) == 0
    yield made
    made.close()


def test_killed_at_every_step_nothing_is_half_sent_and_sending_again_gives_one_receipt(house):
    # After the content was signed, the fingerprints kept, the people told, the event written: each is
    # in the one transaction, which is not committed yet.
    for step in ("signed", "remember", "notify", "record"):
        assert house.run(DIES.format(step=step) + SEND) == -signal.SIGKILL, step
        assert house.ask(STATE) == [("draft", 0, 0, 0, 0)], step
    for _press in range(2):
        assert house.run(SEND) == 0
    [(state, submissions, _shingles, told, events)] = house.ask(STATE)
    assert (state, submissions, told, events) == ("sent", 1, 1, 1)
    assert house.ask("SELECT receipt FROM reports_submission") == [("BC2026-11311-01",)]

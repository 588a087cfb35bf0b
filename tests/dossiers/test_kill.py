"""The server dies while a filing is signed: no half state stays, and signing again gives one receipt.

Real processes; also two clerks who begin the same dossier from two processes.
"""

import signal
from concurrent.futures import ThreadPoolExecutor

FURNISH = """
from datetime import date, datetime
from zoneinfo import ZoneInfo
from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated, declare_bars
from thidua.dossiers.sending.signing import hand_over, name_letter
from tests.dossiers.grounds import ground
from thidua.dossiers.services import name_initiatives, start_dossier
from thidua.dossiers.writing.services import save_part
from thidua.foundation.moment import describe_installation
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.units.models import Unit
from thidua.units.selectors import history
from thidua.units.services import import_reference
at = datetime(2027, 2, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
import_reference(by=None, at=at.replace(year=2026, month=6, day=9))
describe_installation(by=None, at=at, is_demo=True, demo_date=at.date(), stage="tests", seed=1)
unit = history(at.date())["11311"]
head = create_account(by=None, at=at, username="head", full_name="Người ký", password="Hoa-phuong-do-2027")
grant_role(by=None, at=at, user=head, role=Role.UNIT_HEAD, unit_id=unit.id, valid_from=date(2026, 6, 9))
row = start_dossier(by=head, at=at, unit=unit, cycle="2026", award_id="adhoc.collective")
save_part(by=head, at=at, dossier=row, section="results", text="Đã làm", version=1)
ground(row, head, at)
declare_bars(by=head, at=at, dossier=row, stated=Stated())
item = NewInitiative(code="SK-1", unit=Unit.objects.get(pk=unit.id), title="Tổ lưu động")
named = [register_initiative(by=None, at=at, initiative=item)]
name_initiatives(by=head, at=at, dossier=row, initiatives=named)
hand_over(by=head, at=at, dossier=row)
name_letter(by=head, at=at, filing=row.filing, number="15/TTr", on=at.date())
"""
SEND = """
from django.utils import timezone
from thidua.dossiers.models import Filing
from thidua.dossiers.sending import services
from thidua.dossiers.sending.seen import seen_of
from thidua.people.models import User
from thidua.units.selectors import history
at = timezone.make_aware(timezone.datetime(2027, 2, 15, 9))
filing = Filing.objects.get()
unit = history(at.date())["11311"]
head = User.objects.get(username="head")
seen = seen_of(filing, filing.dossiers.filter(handed_at__isnull=False), known=[1])
services.send_filing(by=head, at=at, filing=filing, unit=unit, seen=seen)
"""
DIES = """
import os, signal
from thidua.dossiers.sending import services
step = getattr(services, "{step}")
def dies(*values, **named):
    step(*values, **named)
    os.kill(os.getpid(), signal.SIGKILL)
services.{step} = dies
"""
BEGIN = """
from django.utils import timezone
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.services import start_dossier
from thidua.people.models import User
from thidua.units.selectors import history
at = timezone.make_aware(timezone.datetime(2027, 2, 15, 9))
unit = history(at.date())["11311"]
try:
    start_dossier(by=User.objects.get(), at=at, unit=unit, cycle="2026", award_id="annual.collective")
except DossierRefused as refusal:
    assert "mỗi đơn vị một hồ sơ" in str(refusal)
    raise SystemExit(7)
"""
STATE = """
SELECT (SELECT state FROM dossiers_dossier WHERE award = 'adhoc.collective'),
       (SELECT count(*) FROM dossiers_submission), (SELECT count(*) FROM dossiers_sentdossier),
       (SELECT count(*) FROM initiatives_initiativeuse),
       (SELECT count(*) FROM foundation_notification WHERE kind = 'dossiers.sent'),
       (SELECT count(*) FROM foundation_auditevent WHERE action = 'dossiers.sent')
"""


def test_killed_at_every_step_nothing_is_half_sent_and_two_clerks_begin_one_dossier(house):
    assert house.run(FURNISH) == 0
    for step in ("content_of", "note_uses", "notify", "record"):
        assert house.run(DIES.format(step=step) + SEND) == -signal.SIGKILL, step
        assert house.ask(STATE) == [("waiting", 0, 0, 0, 0, 0)], step
    for _press in range(2):
        assert house.run(SEND) == 0
    assert house.ask(STATE) == [("sent", 1, 1, 1, 1, 1)]
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(house.run, [BEGIN, BEGIN])) == [0, 7]
    assert house.ask("SELECT count(*) FROM dossiers_dossier WHERE award = 'annual.collective'") == [(1,)]

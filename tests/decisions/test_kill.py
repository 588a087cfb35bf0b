"""The server dies while a decision is confirmed: no half state stays, and confirming again works.

Real processes; also two people who record the same decision from two processes.
"""

import signal
from concurrent.futures import ThreadPoolExecutor

FURNISH = """
from datetime import date, datetime
from zoneinfo import ZoneInfo
from thidua.core.roles import Role
from thidua.dossiers.models import Dossier, Filing
from thidua.foundation.moment import describe_installation
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.units.models import Unit
from thidua.units.services import import_reference
at = datetime(2027, 2, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
import_reference(by=None, at=at.replace(year=2026, month=6, day=9))
describe_installation(by=None, at=at, is_demo=True, demo_date=at.date(), stage="tests", seed=1)
for name in ("first", "second"):
    made = create_account(by=None, at=at, username=name, full_name=name, password="Hoa-phuong-do-2027")
    grant_role(by=None, at=at, user=made, role=Role.STANDING_HEAD, valid_from=date(2026, 6, 9))
unit = Unit.objects.get(code="11311")
head = create_account(by=None, at=at, username="head", full_name="head", password="Hoa-phuong-do-2027")
grant_role(by=None, at=at, user=head, role=Role.UNIT_HEAD, unit_id=unit.pk, valid_from=date(2026, 6, 9))
filing = Filing.objects.create(unit=unit, cycle="2026", started_by=head, started_at=at)
for place, award in enumerate(("adhoc.collective", "annual.collective"), 1):
    row = Dossier.objects.create(
        filing=filing, number=place, award=award, state="received", started_by=head, started_at=at
    )
new = NewInitiative(code="SK-1", unit=unit, title="Tổ lưu động")
item = register_initiative(by=None, at=at, initiative=new)
row.initiatives.add(item)
note_uses(by=None, at=at, uses=[NewUse(item.pk, row.award, "2026", row.code)])
"""
RECORD = """
from django.core.files.base import ContentFile
from django.utils import timezone
from thidua.decisions import services
from thidua.decisions.drafting import DraftOutcome
from thidua.decisions.errors import DecisionRefused
from thidua.documents.papers import Paper, Signer, to_pdf
from thidua.dossiers.models import Dossier
from thidua.foundation.files import Kind, inspect_upload
from thidua.people.models import User
at = timezone.make_aware(timezone.datetime(2027, 2, 15, 9))
pdf = to_pdf(Paper("Quyết định", "", "UBND", "QĐ-UBND", "Khen thưởng", Signer(("CHỦ TỊCH",))))
given, refused = Dossier.objects.order_by("number").values_list("pk", flat=True)
try:
    services.record_decision(
        by=User.objects.get(username="first"), at=at,
        new=services.NewDecision("1/QĐ-UBND", at.date(), "Người ký", "CHỦ TỊCH"),
        outcomes=[DraftOutcome(given, True), DraftOutcome(refused, False, "Chưa đủ")],
        file=inspect_upload(ContentFile(pdf, name="a.pdf"), kinds=(Kind.PDF,)),
    )
except DecisionRefused as refusal:
    assert "đã được ghi" in str(refusal)
    raise SystemExit(7)
"""
SEE = """
from django.utils import timezone
from thidua.decisions.apart import acknowledge_apart
from thidua.decisions.models import Decision
from thidua.people.models import User
at = timezone.make_aware(timezone.datetime(2027, 2, 15, 10))
acknowledge_apart(by=User.objects.get(username="second"), at=at, decision=Decision.objects.get())
"""
CONFIRM = """
from django.utils import timezone
from thidua.decisions import services
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Decision
from thidua.people.models import User
at = timezone.make_aware(timezone.datetime(2027, 2, 15, 10))
try:
    services.confirm_decision(by=User.objects.get(username="second"), at=at, decision=Decision.objects.get())
except DecisionRefused as refusal:
    assert "đã xác nhận" in str(refusal)
    raise SystemExit(7)
"""
DIES = """
import os, signal
from thidua.decisions import services, telling
place = telling if "{step}" == "decided" else services
step = getattr(place, "{step}")
def dies(*values, **named):
    step(*values, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(place, "{step}", dies)
"""
STATE = """
SELECT (SELECT state FROM decisions_decision), (SELECT count(*) FROM awards_awardrecord),
       (SELECT count(*) FROM decisions_outcome WHERE award_id IS NOT NULL),
       (SELECT count(*) FROM initiatives_initiativeuse WHERE ended_at IS NOT NULL),
       (SELECT count(*) FROM foundation_notification WHERE kind LIKE 'decisions.%awarded'),
       (SELECT count(*) FROM foundation_auditevent WHERE action = 'decisions.confirmed')
"""


def test_killed_at_every_step_nothing_is_half_decided_and_two_people_record_one_decision(house):
    assert house.run(FURNISH) == 0
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(house.run, [RECORD, RECORD])) == [0, 7]
    assert house.run(SEE) == 0
    for step in ("freeze_verdicts", "enter_awards", "settled", "end_spent_uses", "decided", "record"):
        assert house.run(DIES.format(step=step) + CONFIRM) == -signal.SIGKILL, step
        assert house.ask(STATE) == [("recorded", 0, 0, 0, 0, 0)], step
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(house.run, [CONFIRM, CONFIRM])) == [0, 7]
    assert house.ask(STATE) == [("confirmed", 1, 1, 1, 2, 1)]

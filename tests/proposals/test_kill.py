"""The server dies while a list is frozen: no half list stays, and freezing again gives one.

Real processes; also two people who freeze the same cycle from two processes.
"""

import signal
from concurrent.futures import ThreadPoolExecutor

FURNISH = """
from datetime import date, datetime
from zoneinfo import ZoneInfo
from thidua.appraising.judging.models import Opinion
from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.councils.models import CouncilChoice
from thidua.dossiers.models import BarStatement, Dossier, Filing, SentDossier, Submission
from thidua.foundation.moment import describe_installation
from thidua.people.services import create_account
from thidua.proposals.choosing import Chosen, choose
from thidua.proposals.cycle_set import CycleSet
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit
at = datetime(2027, 2, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
describe_installation(by=None, at=at, is_demo=True, demo_date=at.date(), stage="tests", seed=1)
by = create_account(by=None, at=at, username="khoa", full_name="Người khóa", password="Hoa-phuong-do-2027")
new = NewUnit(code="1", kind=UnitKind.XA, name="Cẩm Giang", full_name="Xã Cẩm Giang", block=Block.XA)
unit = register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))
filing = Filing.objects.create(unit=unit, cycle="2026", started_by=by, started_at=at)
row = Dossier.objects.create(
    filing=filing, number=1, award="discretionary.collective", state="received", subject_key="",
    started_by=by, started_at=at, barred=False, justification="Văn bản 12",
)
submission = Submission.objects.create(
    filing=filing, ordinal=1, receipt="KT-1", sent_at=at, signed_by=by, timing="other", content={},
    sha256="0" * 64,
)
sent = SentDossier.objects.create(submission=submission, dossier=row, timing=submission.timing)
for stage in ("content", "procedure"):
    Opinion.objects.create(sent=sent, stage=stage, say="agree", by=by, at=at)
BarStatement.objects.create(dossier=row, words="Công văn 31/TTTP-NV", by_office=True, by=by, at=at)
CouncilChoice.objects.create(
    cycle="2026", valid_from=at.date(), is_on=False, reason="Ít hồ sơ", set_by=by, set_at=at
)
whole = CycleSet("2026", at.date())
choose(by=by, at=at, whole=whole, dossier=row.pk, chosen=Chosen(True, "Sở Nội vụ đề xuất"), version=0)
"""
FREEZE = """
from django.utils import timezone
from thidua.people.models import User
from thidua.proposals import freezing
at = timezone.make_aware(timezone.datetime(2027, 2, 15, 9))
try:
    freezing.freeze(by=User.objects.get(username="khoa"), at=at, cycle="2026", knows_apart=True)
except freezing.ProposalRefused:
    raise SystemExit(7)
"""
DIES = """
import os, signal
from thidua.proposals import freezing
step = getattr(freezing, "{step}")
def dies(*values, **named):
    step(*values, **named)
    os.kill(os.getpid(), signal.SIGKILL)
freezing.{step} = dies
"""
STATE = """
SELECT (SELECT count(*) FROM proposals_proposal), (SELECT count(*) FROM proposals_proposalline),
       (SELECT count(*) FROM foundation_auditevent WHERE action = 'proposals.frozen')
"""


def test_killed_at_every_step_nothing_is_half_frozen_and_two_people_freeze_one_list(house):
    assert house.run(FURNISH) == 0
    for step in ("content_of", "fingerprint", "record"):
        assert house.run(DIES.format(step=step) + FREEZE) == -signal.SIGKILL, step
        assert house.ask(STATE) == [(0, 0, 0)], step
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(house.run, [FREEZE, FREEZE])) == [0, 7]
    assert house.ask(STATE) == [(1, 1, 1)]

"""The server dies while a session is closed: the vote stays as it was, and closing again counts it once."""

import signal

FURNISH = """
from datetime import date, datetime
from zoneinfo import ZoneInfo
from thidua.core.roles import Role
from thidua.councils.ballots.casting import cast
from thidua.councils.models import AgendaItem
from thidua.councils.services import NewSeat, add_seat, plan_session, set_up_council
from thidua.councils.sitting import note_present, open_session, start_vote
from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.models import Opinion
from thidua.dossiers.models import SentDossier, Submission
from thidua.dossiers.services import Subject, start_dossier
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.units.selectors import history
from thidua.units.services import import_reference
at = datetime(2027, 2, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
import_reference(by=None, at=at.replace(year=2026, month=6, day=9))
unit = history(at.date())["11311"]
people = []
for name in ("chair", "member", "clerk"):
    user = create_account(by=None, at=at, username=name, full_name=name, password="Hoa-phuong-do-2027")
    grant_role(
        by=None, at=at, user=user, role=Role.COUNCIL_MEMBER, unit_id=None, valid_from=date(2026, 6, 9)
    )
    people.append(user)
clerk = people[-1]
council = set_up_council(by=clerk, at=at, name="Hội đồng", number="1/QĐ", on=at.date())
for user, duty in zip(people, ("chair", "member", "secretary")):
    add_seat(by=clerk, at=at, council=council, new=NewSeat(duty=duty, account=user))
dossier = start_dossier(
    by=clerk, at=at, unit=unit, cycle="2026", award_id="annual.individual", subject=Subject("Lê Thị Hoa")
)
dossier.state = "received"
dossier.save()
submission = Submission.objects.create(
    filing=dossier.filing, ordinal=1, receipt="KT", sent_at=at, signed_by=clerk, timing="on_time", content={},
    sha256="0",
)
sent = SentDossier.objects.create(submission=submission, dossier=dossier, timing=submission.timing)
for stage in ("content", "procedure"):
    Opinion.objects.create(sent=sent, stage=stage, say="agree", by=clerk, at=at)
session = plan_session(by=clerk, at=at, council=council, cycle="2026", held_at=at, place="Phòng họp")
AgendaItem.objects.create(session=session, dossier=dossier, place=1)
open_session(by=clerk, at=at, session=session)
seats = list(session.attendees.all())
note_present(by=clerk, at=at, session=session, present=[seat.pk for seat in seats])
code = start_vote(by=clerk, at=at, session=session, way="secret")
for seat in seats:
    state_conflict(by=seat.account, at=at, filing=dossier.filing, is_recused=False)
    said = {item.pk: "agree" for item in session.items.all()}
    cast(by=seat.account, at=at, session=session, attendee=seat, choices=said)
import os
open(os.environ["THIDUA_STATE_DIR"] + "/box-code.txt", "w").write(code)
"""
CLOSE = """
import os
from django.utils import timezone
from thidua.councils import closing
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import CouncilSession
from thidua.people.models import User
at = timezone.make_aware(timezone.datetime(2027, 2, 15, 9))
code = open(os.environ["THIDUA_STATE_DIR"] + "/box-code.txt").read()
clerk, session = User.objects.get(username="clerk"), CouncilSession.objects.get()
try:
    closing.close(by=clerk, at=at, session=session, code=code)
except CouncilRefused as refusal:
    assert "đã kết thúc" in str(refusal)
    raise SystemExit(7)
"""
DIES = """
import os, signal
from thidua.councils import closing
step = closing.{step}
def dies(*values, **named):
    step(*values, **named)
    os.kill(os.getpid(), signal.SIGKILL)
closing.{step} = dies
"""
STATE = """
SELECT (SELECT state FROM councils_councilsession), (SELECT count(*) FROM councils_sealedballot),
       (SELECT agreed FROM councils_agendaitem), (SELECT sha256 != '' FROM councils_councilsession),
       (SELECT count(*) FROM foundation_notification WHERE kind = 'councils.closed'),
       (SELECT count(*) FROM foundation_auditevent WHERE action = 'councils.closed')
"""


def test_killed_at_every_step_the_vote_stays_and_is_counted_once(house):
    assert house.run(FURNISH) == 0
    for step in ("_decide", "content_of", "tell", "note_move"):
        assert house.run(DIES.format(step=step) + CLOSE) == -signal.SIGKILL, step
        assert house.ask(STATE) == [("voting", 3, None, 0, 0, 0)], step
    assert [house.run(CLOSE) for _press in range(2)] == [0, 7]
    assert house.ask(STATE) == [("closed", 0, 3, 1, 3, 1)]

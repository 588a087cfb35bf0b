"""A phường that is first of its block and a dossier of it, a customs office outside the blocks, the office.

On 15/02/2027, before the deadline of the yearly dossiers of 2026 (31/3/2027, so 30/3 is the last day).
"""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.dossiers.grounds import ground
from tests.publishing import publish_ranking

from thidua.core.blocks import Block
from thidua.core.frozen import fingerprint
from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated, declare_bars
from thidua.dossiers.enums import Proposer
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.leader_list.services import publish_leaders
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.seen import all_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_over, name_letter
from thidua.dossiers.services import Subject, start_dossier
from thidua.dossiers.unit_council.services import Meeting, Vote, record_minutes
from thidua.dossiers.writing.services import Span, save_part, tell_work
from thidua.foundation.files import Kind, inspect_upload
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.units.enums import UnitKind
from thidua.units.selectors import history
from thidua.units.services import NewUnit, register_unit

PROVED_BY_FILE = {
    "annual.collective": ("initiative",),
    "annual.individual": ("rating",),
    "period.individual": ("rating",),
}
"""What `fill` adds as a file, so that a test need not enter it in the register."""
PERSON = Subject(name="Lê Thị Hoa", gender="female", birth_year=1988, position="Công chức Văn phòng")


def scan(name):
    """A paper to be kept, each name another one."""
    content = ContentFile(f"%PDF-1.4\n% {name}\n%%EOF\n".encode(), name=f"{name}.pdf")
    return inspect_upload(content, kinds=(Kind.PDF,))


def seen(client, url):
    """What a form carries along of the rows that it shows."""
    return client.get(url).context["seen"]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def make_unit(db, at):
    def make(code, name, kind=UnitKind.PHUONG, block=Block.PHUONG, full_name=""):
        full = full_name or f"{kind.label} {name}"
        new = NewUnit(code=code, kind=kind, name=name, full_name=full, block=block)
        register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))
        return history(at.date())[code]

    return make


@pytest.fixture
def unit(make_unit):
    return make_unit("11311", "Hồng Bàng")


@pytest.fixture
def customs(make_unit):
    return make_unit("HQ", "Hải quan", UnitKind.VERTICAL, Block.NONE, "Chi cục Hải quan khu vực III")


@pytest.fixture
def officer(make_person, unit):
    return make_person("canbo", (Role.UNIT_OFFICER, unit), full_name="Nguyễn Thị An")


@pytest.fixture
def head(make_person, unit):
    return make_person("chutich", (Role.UNIT_HEAD, unit), full_name="Trần Văn Bình")


@pytest.fixture
def specialist(make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def standing_head(make_person):
    return make_person("truongphong", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa")


@pytest.fixture
def published(unit, specialist, standing_head, at):
    from thidua.units.models import Unit

    row = Unit.objects.get(pk=unit.id)
    return publish_ranking(2026, {row: (1, "95,80")}, by=specialist, second=standing_head, at=at)


def leader_content(*codes, score="95,8000"):
    """The content of a list of leaders that names these phường."""
    units = [{"code": code, "name": f"Phường {code}", "value": f"điểm trung bình {score}"} for code in codes]
    block = {"block": "phuong", "name": "khối phường", "years": [2026], "rankings": [], "units": units}
    metric = {"id": "mean_score", "label": "Điểm trung bình", "reading": "B20", "document": ""}
    return {"cycle": "2026-2030", "programme": "", "metric": metric, "blocks": [{**block, "why_nobody": ""}]}


@pytest.fixture
def publish(standing_head, at):
    """publish("11311"): the units that lead for now, as the standing office publishes them."""

    def act(*codes, moment=None, score="95,8000"):
        content = leader_content(*codes, score=score)
        said = {"by": standing_head, "at": moment or at, "cycle": "2026-2030", "seen": fingerprint(content)}
        return publish_leaders(content=content, **said)

    return act


@pytest.fixture
def leading(publish, unit):
    """The unit is published as a leader of its block."""
    return publish(unit.code)


@pytest.fixture
def make_initiative(at, unit):
    def make(code="SK-1", **change):
        from thidua.units.models import Unit

        facts = {
            "recognised_on": date(2026, 5, 4),
            "recognition_decision": "12/QĐ-UBND",
            "applied_on": date(2026, 6, 1),
            "replicable": True,
            "replicable_reason": "Nơi khác làm theo được ngay.",
        } | change
        row = facts.pop("unit", None) or Unit.objects.get(pk=unit.id)
        new = NewInitiative(code=code, unit=row, title=f"Tổ hướng dẫn lưu động {code}", **facts)
        return register_initiative(by=None, at=at, initiative=new)

    return make


@pytest.fixture
def start(officer, unit, at):
    """start("annual.individual", PERSON) → a draft of the unit for 2026, or what is said instead."""

    def act(award="annual.collective", subject=None, **change):
        said = {"by": officer, "at": at, "unit": unit, "cycle": "2026"} | change
        return start_dossier(award_id=award, subject=subject, **said)

    return act


@pytest.fixture
def fill(officer, at):
    """fill(dossier): everything without which it cannot be handed over."""

    def act(row, *, by=None, moment=None, agreed=7):
        by, moment = by or officer, moment or at
        for section in ("general", "results", "measures"):
            text = f"Đã làm xong phần việc của mục {section}."
            save_part(by=by, at=moment, dossier=row, section=section, text=text, version=1)
        declare_bars(by=by, at=moment, dossier=row, stated=Stated())
        for item in PROVED_BY_FILE.get(row.award, ()):
            add_file(by=by, at=moment, dossier=row, item=item, upload=scan(item))
        row.refresh_from_db()
        if row.award.startswith(("discretionary", "adhoc", "state")):
            ground(row, by, moment)
        if row.award == "period.individual":
            span = Span(date(2026, 1, 1), None, "UBND phường", "Tổ một cửa")
            tell_work(by=by, at=moment, dossier=row, spans=[span])
        if not row.award.startswith(("adhoc", "state")) and row.proposer != Proposer.OFFICE:
            meet(row, by, moment, agreed=agreed)
        return Dossier.objects.get(pk=row.pk)

    return act


def sign(client, filing):
    """The head presses on the page of the filing: the form goes back as it was shown, boxes ticked."""
    shown = client.get(reverse("dossiers:filing", args=[filing.pk])).content.decode()
    said = dict(re.findall(r'name="(seen|papers|knows)" value="([^"]*)"', shown))
    return client.post(reverse("dossiers:send", args=[filing.pk]), said, follow=True)


def meet(row, by, at, *, agreed=7, members=9, present=8, signed_file=None):
    """The unit's council votes on one dossier."""
    held = at.replace(hour=8, minute=0)
    meeting = Meeting(held, "Phòng họp", "Trần Văn Bình", "Nguyễn Thị An", members, present)
    return record_minutes(
        by=by, at=at, filing=row.filing, meeting=meeting, votes=[Vote(row, agreed, present - agreed)],
        signed_file=signed_file,
    )  # fmt: skip


@pytest.fixture
def wait(fill, officer, at):
    """wait(dossier): it waits for the head's signature."""

    def act(row, *, by=None, moment=None):
        row = fill(row, by=by, moment=moment)
        return hand_over(by=by or officer, at=moment or at, dossier=row)

    return act


@pytest.fixture
def send(head, unit, at):
    """send(dossier): what waits in its filing goes out, each time under another letter: 15, 16 …"""

    def act(row, *, moment=None, of=None, knows_not_met=False):
        moment, filing = moment or at, row.filing
        number = f"{15 + filing.submissions.count()}/TTr-UBND"
        name_letter(by=head, at=moment, filing=filing, number=number, on=moment.date())
        seen = all_seen(filing)
        if not knows_not_met:
            seen = replace(seen, known=frozenset())
        return send_filing(by=head, at=moment, filing=filing, unit=of or unit, seen=seen)

    return act


@pytest.fixture
def world(published, make_initiative, officer, head):
    """The unit meets the standard of a collective: first in its block, one good initiative."""
    return make_initiative()


@pytest.fixture
def sent(world, start, wait, send, officer, at):
    """A collective's dossier with its initiative, sent on time."""
    from thidua.dossiers.services import name_initiatives

    row = start()
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[world])
    send(wait(row))
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


@pytest.fixture
def browser(client, officer):
    """A browser in which the unit's officer is signed in."""
    client.force_login(officer)
    return client

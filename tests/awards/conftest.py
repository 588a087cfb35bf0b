"""A small city the rules can judge: one phường, two xã, the ranking of 2026, one good initiative.

On 15/02/2027, by the default readings, for the yearly award of a collective: Phường Hồng Bàng is first and
has the initiative, so it meets it; Xã Cẩm Giang is second without one; Xã Cẩm Giàng is sixth, out of the
top 5 of the year but within the top 15 of the period.
"""

from datetime import date

import pytest
from tests.publishing import publish_ranking

from thidua.awards.base_level.enums import BaseForm, Subject
from thidua.awards.base_level.services import record_award
from thidua.awards.base_level.words import NewBaseAward
from thidua.awards.models import Candidate
from thidua.awards.services import NewCandidate, add_candidates
from thidua.awards.snapshot import snapshot_on
from thidua.core.blocks import Block
from thidua.core.roles import UNIT_ROLES, Role
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

ACHIEVEMENT = "Số hóa toàn bộ hồ sơ đất đai, rút ngắn thời gian trả kết quả còn ba ngày"


START = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def make_unit(db, at):
    """make_unit("10888", "Cẩm Giang") → a xã; with a kind and a block anything else."""

    def make(code, name, kind=UnitKind.XA, block=Block.XA, full_name=""):
        full = full_name or f"{kind.label} {name}"
        new = NewUnit(code=code, kind=kind, name=name, full_name=full, block=block)
        return register_unit(by=None, at=at, unit=new, on=START)

    return make


@pytest.fixture
def hong_bang(make_unit):
    return make_unit("11311", "Hồng Bàng", UnitKind.PHUONG, Block.PHUONG)


@pytest.fixture
def giang(make_unit):
    return make_unit("10888", "Cẩm Giang")


@pytest.fixture
def giàng(make_unit):
    return make_unit("10903", "Cẩm Giàng")


@pytest.fixture
def specialist(make_person):
    return make_person("chuyen.vien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def head(make_person):
    return make_person("truong.phong", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa")


@pytest.fixture
def publish(specialist, head, at):
    """publish(2026, {hong_bang: (1, "95,80")}): confirmed, counting from 11 January of the year after."""

    def act(year, places):
        return publish_ranking(year, places, by=specialist, second=head, at=at)

    return act


@pytest.fixture
def make_initiative(at):
    """make_initiative(unit, "SK-1", replicable=None) → recognised and applied in 2026 by default."""

    def make(unit, code="SK-2026-001", **change):
        facts = {
            "recognised_on": date(2026, 5, 4),
            "recognition_decision": "12/QĐ-UBND",
            "applied_on": date(2026, 6, 1),
            "replicable": True,
            "replicable_reason": "Xã, phường khác làm theo được ngay.",
        } | change
        new = NewInitiative(code=code, unit=unit, title=f"Tổ hướng dẫn lưu động {code}", **facts)
        return register_initiative(by=None, at=at, initiative=new)

    return make


@pytest.fixture
def city(hong_bang, giang, giàng, publish, make_initiative):
    """The three units as the head of this file tells them."""
    make_initiative(hong_bang)
    publish(2026, {hong_bang: (1, "95,80"), giang: (2, "93,40"), giàng: (6, "91,20")})


@pytest.fixture
def propose(at):
    """propose(unit, "annual.individual", person_name=…, facts=Facts(…)) → the candidate."""

    def act(unit, award="annual.collective", cycle="2026", **more):
        new = NewCandidate(unit=unit, award=award, cycle=cycle, **more)
        add_candidates(by=None, at=at, candidates=[new], source="Biên bản họp xét ngày 12/01/2027")
        return Candidate.objects.latest("pk")

    return act


@pytest.fixture
def judge(on):
    """judge(unit, award, cycle) → the verdict on the unit as everybody may see it, as of `on` or `day`."""

    def act(unit, award="annual.collective", cycle=2026, day=None):
        snapshot = snapshot_on(day or on)
        [nomination] = snapshot.nominations(unit.code, award, cycle)
        return snapshot.assess(nomination)

    return act


@pytest.fixture
def sign_in(client, demo_day, make_person, giang):
    """sign_in(Role.AUDITOR) → a browser of somebody with that hat; unit hats are of Xã Cẩm Giang."""

    def act(role):
        unit = giang if role in UNIT_ROLES else None
        client.force_login(make_person(role.value.replace("_", "."), (role, unit)))
        return client

    return act


@pytest.fixture
def give(at):
    """give(unit, name="…", …) → an award in the register; a person's Giấy khen of 2026 by default."""

    def act(unit, by=None, **change):
        said = {
            "year": 2026,
            "subject": Subject.INDIVIDUAL,
            "name": "Nguyễn Thị Hồng Phượng",
            "form": BaseForm.MERIT,
            "decision_number": "312/QĐ-UBND",
            "decided_on": date(2026, 12, 15),
            "achievement": ACHIEVEMENT,
        } | change
        return record_award(by=by, at=at, unit=unit, award=NewBaseAward(**said))

    return act


@pytest.fixture
def officer(make_person, giang):
    return make_person("can.bo", (Role.UNIT_OFFICER, giang))

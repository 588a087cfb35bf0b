"""Phường and a xã with their dossiers in the office, opinions given, on 15/02/2027 or 01/3/2030.

Rows are written as they are after sending: how they come there is `dossiers`' own matter.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from tests.publishing import publish_ranking

from thidua.appraising.conflicts.services import state_conflict
from thidua.awards.services import subject_key_of
from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.dossiers.enums import BarKind, DossierState, Proposer, Timing
from thidua.dossiers.models import BarStatement, Dossier, Filing, SentDossier, Submission
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.people.models import User
from thidua.proposals.choosing import Chosen, choose
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.freezing import freeze
from thidua.units.enums import UnitKind
from thidua.units.models import Unit
from thidua.units.services import NewUnit, register_unit

PERIOD = "2026-2030"
PERIOD_AT = datetime(2030, 3, 1, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
GOOD: dict[str, Any] = {
    "selected": True, "outstanding": True, "conduct": True, "rating": "excellent", "par_role": "advise",
    "par_months": 40, "barred": False,
}  # fmt: skip
OPINIONS = {"content": "agree", "procedure": "agree"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@dataclass
class World:
    """What the tests write with; its three people have nothing to do with any unit, and have said so."""

    by: User
    head: User
    board: User
    units: dict[str, Unit]
    at: datetime
    cycle: str

    def put(self, code: str, award: str, *, initiatives: tuple[Any, ...] = (), **facts: Any) -> Dossier:
        """A dossier of a unit that the office has; `timing` of its sending is on time unless given, and the
        office looked whether something bars the subject unless `is_asked_of_bars` is False.
        """
        is_asked_of_bars = facts.pop("is_asked_of_bars", True)
        timing, accepted = facts.pop("timing", Timing.ON_TIME), facts.pop("accepted", False)
        filing, _ = Filing.objects.get_or_create(
            unit=self.units[code], cycle=self.cycle, defaults={"started_by": self.by, "started_at": self.at}
        )
        for person in (self.by, self.head, self.board):
            state_conflict(by=person, at=self.at, filing=filing, is_recused=False)
        if award.startswith(("discretionary", "state")):
            facts.setdefault("proposer", Proposer.OFFICE)
        values = {"state": DossierState.RECEIVED, **GOOD, **facts}
        key = subject_key_of(values.get("subject_name", ""), values.get("birth_year"))
        row = Dossier.objects.create(
            filing=filing, number=filing.dossiers.count() + 1, award=award, subject_key=key,
            started_by=self.by, started_at=self.at, **values,
        )  # fmt: skip
        row.initiatives.set(initiatives)
        ordinal = filing.submissions.count() + 1
        reasons = (
            {"accepted_by": self.head, "accepted_at": self.at, "accepted_reason": "Bão"} if accepted else {}
        )
        submission = Submission.objects.create(
            filing=filing, ordinal=ordinal, receipt=f"KT-{self.cycle}/{code}-{ordinal}", sent_at=self.at,
            signed_by=self.by, timing=timing, content={"dossiers": []}, sha256="0" * 64, **reasons,
        )  # fmt: skip
        SentDossier.objects.create(submission=submission, dossier=row, timing=timing)
        if is_asked_of_bars:
            kind = BarKind.COMPLAINT if row.barred else ""
            BarStatement.objects.create(
                dossier=row, kind=kind, words="Công văn 31/TTTP-NV", by_office=True, by=self.by, at=self.at
            )
        return row

    def initiative(self, code: str, number: str, year: int = 2026) -> Any:
        """One that serves as an initiative of an award of `year`."""
        new = NewInitiative(
            code=number, unit=self.units[code], title=f"Tổ hướng dẫn lưu động {number}",
            recognised_on=date(year, 5, 4), recognition_decision="12/QĐ-UBND", applied_on=date(year, 6, 1),
            replicable=True, replicable_reason="Nơi khác làm theo được ngay.",
        )  # fmt: skip
        return register_initiative(by=None, at=self.at, initiative=new)

    @property
    def whole(self) -> CycleSet:
        """The set as it stands."""
        return CycleSet(self.cycle, self.at.date())

    def choose(self, row: Dossier, is_proposed: bool, reason: str = "", **more: Any) -> Any:
        """The specialist chooses; `version` is the newest unless given."""
        whole = self.whole
        line = whole.by_pk[row.pk]
        version = more.pop("version", line.choice.version if line.choice else 0)
        return choose(
            by=more.pop("by", self.by), at=self.at, whole=whole, dossier=row.pk,
            chosen=Chosen(is_proposed, reason, **more), version=version,
        )  # fmt: skip


@pytest.fixture
def units(db, at):
    made = {}
    for code, name, kind, block in (
        ("11311", "Hồng Bàng", UnitKind.PHUONG, Block.PHUONG),
        ("11329", "Lê Chân", UnitKind.PHUONG, Block.PHUONG),
        ("11407", "Hải An", UnitKind.PHUONG, Block.PHUONG),
        ("11629", "Tiên Lãng", UnitKind.XA, Block.XA),
    ):
        new = NewUnit(code=code, kind=kind, name=name, full_name=f"{kind.label} {name}", block=block)
        made[code] = register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))
    return made


@pytest.fixture
def people(make_person):
    return (
        make_person("chuyenvien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên"),
        make_person("truongphong", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa"),
        make_person("thiduakt", Role.EMULATION_BOARD, full_name="Đoàn Thị Mai"),
    )


@pytest.fixture
def opinions(monkeypatch):
    """Everybody agrees, unless a test says otherwise of a dossier: opinions[pk] = {...}."""
    from thidua.appraising.selectors import Appraisal
    from thidua.proposals import cycle_set

    said: dict[int, dict[str, str]] = {}

    def appraisals(cycle):
        rows = Dossier.objects.filter(filing__cycle=cycle).values_list("pk", flat=True)
        return {pk: Appraisal(**said.get(pk, OPINIONS)) for pk in rows}

    monkeypatch.setattr(cycle_set, "appraisals_of", appraisals)
    return said


@pytest.fixture
def council(monkeypatch):
    """council["on"] = True: it votes; council[pk] = a result. Off unless a test says otherwise."""
    from thidua.proposals import cycle_set

    said: dict[Any, Any] = {"on": False}
    monkeypatch.setattr(cycle_set, "is_council_on", lambda cycle, on: said["on"])
    monkeypatch.setattr(cycle_set, "results_of", lambda cycle: {k: v for k, v in said.items() if k != "on"})
    return said


@pytest.fixture
def rulings(monkeypatch):
    """rulings[pk, code] = True: the initiative may serve again."""
    from thidua.proposals import cycle_set

    made: dict[tuple[int, str], bool] = {}
    monkeypatch.setattr(cycle_set, "reuse_rulings", lambda cycle: made)
    return made


@pytest.fixture
def year(units, people, opinions, rulings, council, at):
    """The cycle of 2026: Hồng Bàng first, Lê Chân second of the phường."""
    by, head, board = people
    places = {
        units["11311"]: (1, "95,80"), units["11329"]: (2, "95,60"), units["11407"]: (3, "95,57"),
    }  # fmt: skip
    publish_ranking(2026, places, by=by, second=head, at=at)
    return World(by, head, board, units, at, "2026")


@pytest.fixture
def period(units, people, opinions, rulings, council, at):
    """The period on 01/3/2030: four published years, Hồng Bàng ahead by mean score, Lê Chân oftener first."""
    by, head, board = people
    marks = {
        2026: ("95,00", "95,10"),
        2027: ("95,00", "95,10"),
        2028: ("95,00", "95,10"),
        2029: ("96,00", "91,00"),
    }
    for number, (first, second) in marks.items():
        ranks = (1, 2) if first > second else (2, 1)
        places = {units["11311"]: (ranks[0], first), units["11329"]: (ranks[1], second)}
        places[units["11407"]] = (3, "80,00")
        publish_ranking(number, places, by=by, second=head, at=PERIOD_AT)
    return World(by, head, board, units, PERIOD_AT, PERIOD)


@pytest.fixture
def open_as(client):
    def get(user, name, *args, data=None, **query):
        client.force_login(user)
        address = reverse(f"proposals:{name}", args=args)
        return client.get(address, query) if data is None else client.post(address, data)

    return get


@pytest.fixture
def good(year):
    return year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))


@pytest.fixture
def frozen(year, good):
    year.choose(good, True)
    return freeze(by=year.by, at=year.at, cycle="2026")

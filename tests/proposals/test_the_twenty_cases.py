"""The twenty cases of the plan's list, asked through the pages: the same answers as on the command line."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.core.case_files import parsed, read_deadlines, read_examples
from tests.dossiers.case_world import World, build_case
from tests.dossiers.conftest import scan, sign
from tests.proposals.page_answers import appraisal_of, limits_of, line_of, panel_of, ways_of

from thidua.appraising.conflicts.services import state_conflict
from thidua.cli import main
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.roles import Role
from thidua.dossiers.enums import DossierState, Timing
from thidua.dossiers.models import Dossier, Filing, SentDossier, Submission
from thidua.dossiers.sending.content import content_of
from thidua.foundation.moment import Installation
from thidua.initiatives.models import Initiative
from thidua.people.models import User
from thidua.proposals.cycle_set import CycleSet
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.selectors import history

pytestmark = pytest.mark.sqlite  # played whole; what the pages ask is tested piece by piece on both databases


def _as_registered(example: dict[str, Any]) -> dict[str, Any]:
    """The example with every initiative titled, as the register asks."""
    case = example["case"]
    named = [{"title": one["id"], **one} for one in case.get("initiatives", ())]
    return {**example, "case": {**case, "initiatives": named}}


NUMBERED = [_as_registered(one) for one in read_examples() if "number" in one]


@pytest.fixture
def world(demo_day, make_person):
    """world(example) → its rows; pages are of its day."""

    def build(example: dict[str, Any], **kwargs: Any) -> World:
        case = parsed(example)
        Installation.objects.update(demo_date=case.as_of)
        return build_case(case, make_person("nguoi.lap"), **kwargs)

    return build


@pytest.fixture
def run_command(capsys):
    """run_command("evaluate", …) → what the command answers, of a list what is kept by `only`."""

    def run(*words: str, only: Callable[[Any], bool] | None = None) -> Any:
        capsys.readouterr()
        assert main([*words, "--format", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        return told if only is None else [one for one in told if only(one)]

    return run


@pytest.fixture
def command_line(tmp_path, run_command):
    """command_line(case) → what `thidua evaluate` answers."""

    def evaluate(case: dict[str, Any]) -> dict[str, Any]:
        file = tmp_path / "case.json"
        file.write_text(json.dumps(case, default=str, ensure_ascii=False), encoding="utf-8")
        return run_command("evaluate", str(file))

    return evaluate


@pytest.fixture
def clock(monkeypatch):
    """clock(moment): it is that moment, until it is called again."""

    def stand(moment: datetime) -> None:
        monkeypatch.setattr(Installation, "now", lambda self: moment)

    return stand


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sign_in(client, make_person):
    """sign_in(hat, …) → a client of a person with these hats."""

    def come_in(*hats: Any, name: str = "can.bo"):
        client.force_login(make_person(name, *hats))
        return client

    return come_in


def _text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.mark.parametrize("example", NUMBERED, ids=lambda one: f"{one['number']}: {one['title']}")
def test_the_pages_say_what_the_command_line_says(world, sign_in, command_line, example) -> None:
    made, told = world(example), command_line(example["case"])
    units = {row.filing.unit for row in made.dossiers.values()}
    answers = {
        one["id"]: {
            "verdict": one["verdict"],
            "trace": one["trace"],
            "missing": ways_of(one["missing"]),
            "notices": one["notices"],
        }
        for one in told["nominations"]
    }
    client = sign_in(*((Role.UNIT_OFFICER, unit) for unit in units))
    for id_, answer in answers.items():
        assert panel_of(client.get(f"/ho-so/{made.dossiers[id_].pk}/")) == answer

    client = sign_in(Role.EMULATION_BOARD, name="ban.thi.dua")
    board = User.objects.get(username="ban.thi.dua")
    for filing in {row.filing for row in made.dossiers.values()}:
        state_conflict(by=board, at=made.at, filing=filing, is_recused=False)
    for one in told["nominations"]:
        row = made.dossiers[one["id"]]
        line = client.get(f"/danh-sach-trinh/{row.filing.cycle}/ho-so/{row.pk}/")
        assert line_of(line) == answers[one["id"]] | {"clauses": one["clauses"]}
    shown = [
        limit
        for cycle in sorted({row.filing.cycle for row in made.dossiers.values()})
        for limit in limits_of(client.get(f"/danh-sach-trinh/{cycle}/"))
    ]
    assert shown == [
        (
            one["clause"],
            one["effect"],
            one["text"],
            frozenset(made.dossiers[id_].pk for id_ in one["nominations"]),
        )
        for one in told["violations"]
    ]


@pytest.mark.parametrize("example", NUMBERED, ids=lambda one: f"{one['number']}: {one['title']}")
def test_so_does_the_page_of_who_appraises(world, sign_in, command_line, example) -> None:
    made, told = world(example), command_line(example["case"])
    for filing in {row.filing for row in made.dossiers.values()}:
        _send(filing, made.at)
    client = sign_in(Role.EMULATION_BOARD, name="ban.thi.dua")
    board = User.objects.get(username="ban.thi.dua")

    for one in told["nominations"]:
        row = made.dossiers[one["id"]]
        state_conflict(by=board, at=made.at, filing=row.filing, is_recused=False)
        shown = appraisal_of(client.get(f"/tham-dinh/ho-so/{row.pk}/"))
        assert shown.pop("verdict") == one["trace"]["truth"], "what bars a subject stands apart"
        assert shown["trace"] == one["trace"]
        assert shown["notices"] == one["notices"]
        if one["verdict"] != "suspended":
            assert shown["missing"] == ways_of(one["missing"])


def _send(filing: Filing, at: datetime) -> None:
    """What a sending keeps of the dossiers of a filing as they stand; nothing is asked of them."""
    rows = list(filing.dossiers.select_related("filing__unit").order_by("number"))
    unit = history(at.date()).by_id()[filing.unit_id]
    content = content_of(filing, rows, unit, at.date())
    sent = Submission.objects.create(
        filing=filing, ordinal=1, receipt=f"KT-{filing.pk}", sent_at=at, signed_by=filing.started_by,
        timing="on_time", content=content, sha256="0" * 64,
    )  # fmt: skip
    SentDossier.objects.bulk_create(
        SentDossier(submission=sent, dossier=row, timing="on_time") for row in rows
    )


def test_case_5_a_unit_begins_no_second_collective(world, sign_in, command_line) -> None:
    example = next(one for one in NUMBERED if one["number"] == 5)
    (broken,) = command_line(example["case"])["violations"]
    one_of_two = {**example, "case": {**example["case"], "nominations": example["case"]["nominations"][:1]}}
    made = world(one_of_two)
    row = next(iter(made.dossiers.values()))
    Dossier.objects.update(subject_key="")

    client = sign_in((Role.UNIT_OFFICER, row.filing.unit))
    answer = client.post(f"/ho-so/lap/annual.collective/?dot={row.filing.cycle}", {"name": ""})

    assert answer.status_code == 422
    assert "mỗi đơn vị một hồ sơ" in _text(answer)
    assert broken["clause"] in _text(answer)
    assert Dossier.objects.count() == 1


def test_case_13_the_second_person_falls_with_the_flag(world, sign_in, command_line) -> None:
    with_flag, without = (one for one in NUMBERED if one["number"] == 13)
    made, cycle = world(with_flag), "2026-2030"
    Dossier.objects.filter(pk=made.dossiers["N2"].pk).update(is_conditional=True)
    client = sign_in(Role.EMULATION_BOARD)
    client.post(f"/danh-sach-trinh/{cycle}/quan-he/", {"relation": "none"})
    address = {id_: f"/danh-sach-trinh/{cycle}/ho-so/{row.pk}/" for id_, row in made.dossiers.items()}
    fallen = "tự rút: Cờ không được đề nghị"
    assert fallen not in _text(client.get(address["N2"]))

    for id_, said in (("N2", "1"), ("C", "0"), ("N1", "1")):
        words = {"is_proposed": said, "reason": "Hội đồng cho ý kiến khác", "version": "0"}
        assert client.post(address[id_], words).status_code == 302

    assert fallen in _text(client.get(address["N2"]))
    (broken,) = command_line(without["case"])["violations"]
    assert broken["nominations"] == ["N2", "N1"], "without its flag the unit has one person too many"
    left = [one for one in without["case"]["nominations"] if one["id"] == "N1"]
    assert command_line({**without["case"], "nominations": left})["violations"] == []
    assert CycleSet(cycle, made.at.date()).limits_of_choice == []


def test_case_15_the_ruling_settles_what_the_command_line_asks(world, client, make_person, command_line):
    example = next(one for one in NUMBERED if one["number"] == 15)
    made = world(example)
    row = made.dossiers["T"]
    _send(row.filing, made.at)
    (asked,) = command_line(example["case"])["violations"]
    client.force_login(make_person("truong.phong", Role.STANDING_HEAD))
    client.post("/danh-sach-trinh/2026-2030/quan-he/", {"relation": "none"})
    ((clause, effect, text, _rows),) = limits_of(client.get("/danh-sach-trinh/2026-2030/"))
    assert (clause, effect, text) == (asked["clause"], asked["effect"], asked["text"])

    used = Initiative.objects.get(code="KU")
    client.post(
        f"/tham-dinh/ho-so/{row.pk}/reuse/",
        {"initiative": used.pk, "is_allowed": "yes", "reason": "Kết quả năm năm, không phải của năm 2027"},
    )

    assert "đã có ý kiến cho dùng lại" in _text(client.get("/danh-sach-trinh/2026-2030/"))


def _moments_of_case_18() -> list[tuple[str, datetime]]:
    return [
        (one.get("reading", "before"), datetime.fromisoformat(moment).replace(tzinfo=VIETNAM_TIME))
        for one in read_deadlines()
        if one.get("number") == 18
        for moment in one["expect"]["status"]
    ]


@pytest.mark.parametrize(("reading", "moment"), _moments_of_case_18())
def test_case_18_from_the_first_form_to_the_office(
    world, client, clock, make_person, run_command, command_line, reading, moment
) -> None:
    case = next(one for one in NUMBERED if one["number"] == 1)["case"]
    given = {**case, "nominations": [], "readings": {"deadline_day": reading}}
    made = world({"case": given})
    people = _People(
        client,
        officer=make_person("can.bo", (Role.UNIT_OFFICER, made.units["P1"])),
        head=make_person("lanh.dao", (Role.UNIT_HEAD, made.units["P1"])),
        office=make_person("chuyen.vien", Role.STANDING_SPECIALIST),
    )
    clock(datetime(2027, 3, 1, 9, 0, tzinfo=VIETNAM_TIME))
    row = people.write_collective(Initiative.objects.get(code="KP"))
    (one,) = command_line({**given, "nominations": case["nominations"]})["nominations"]
    written = panel_of(client.get(f"/ho-so/{row.pk}/"))
    assert (written["verdict"], written["trace"]) == (one["verdict"], one["trace"])

    clock(moment)
    receipt = people.sign(row)

    (told,) = run_command(
        "deadlines", "--year", "2027", "--at", moment.isoformat(), "--reading", f"deadline_day={reading}",
        only=lambda one: one["deadline"] == "annual_dossier",
    )  # fmt: skip
    assert str(Timing(told["status"]).label) in _text(receipt)
    row.refresh_from_db()
    assert row.state == DossierState.SENT, "late is marked, never refused"
    people.state_no_relation()
    address, waits = "/danh-sach-trinh/2026/", "nộp muộn, chưa chấp nhận"
    assert (waits in _text(client.get(address))) == (told["status"] == "late")
    if told["status"] == "late":
        client.post(f"/tham-dinh/ho-so/{row.pk}/late/", {"reason": "Mất điện do bão số 3"})
        assert waits not in _text(client.get(address))


@dataclass
class _People:
    """Who plays a dossier through the forms of its pages; the clock stands still meanwhile."""

    client: Client
    officer: User
    head: User
    office: User

    def write_collective(self, used: Initiative) -> Dossier:
        """A collective's dossier of 2026 with everything it needs, waiting for the head."""
        self.client.force_login(self.officer)
        began = self.client.post("/ho-so/lap/annual.collective/?dot=2026", {"name": ""})
        row = Dossier.objects.get(pk=began.url.strip("/").split("/")[-1])
        for section in ("general", "results", "measures"):
            self._press(f"/ho-so/{row.pk}/muc/{section}/", version="1", text="Giảm từ 5 xuống 3 ngày")
        named = f"/ho-so/{row.pk}/sang-kien/"
        self._press(named, initiative=[used.pk], seen=self.client.get(named).context["seen"])
        self._press(f"/ho-so/{row.pk}/cam-ket/", kind="")
        paper = scan("giay-chung-nhan").file
        self._press(f"/ho-so/{row.pk}/tai-lieu/", item="initiative", file=paper)
        minutes = {
            "held_on": "2027-02-25", "held_time": "08:00", "place": "Phòng họp", "chair": "Trần Văn Bình",
            "secretary": "Nguyễn Thị An", "members": "9", "present": "8", f"agreed-{row.pk}": "8",
        }  # fmt: skip
        self._press(f"/ho-so/don-vi/{row.filing_id}/bien-ban/", **minutes)
        self._press(f"/ho-so/{row.pk}/trinh-ky/")
        self._press(f"/ho-so/don-vi/{row.filing_id}/so-to-trinh/", number="15/TTr", on="2027-02-26")
        return row

    def sign(self, row: Dossier) -> HttpResponse:
        """The head signs what the page of the filing shows; the receipt."""
        self.client.force_login(self.head)
        return sign(self.client, row.filing)

    def state_no_relation(self) -> None:
        """The office says that it has nothing to do with the units, and goes on."""
        self.client.force_login(self.office)
        self._press("/danh-sach-trinh/2026/quan-he/", relation="none")

    def _press(self, address: str, **said: Any) -> None:
        answer = self.client.post(address, said)
        assert answer.status_code == 302, (address, _text(answer))


def test_case_19_a_vertical_agency_is_led_to_its_route(world, sign_in, command_line) -> None:
    example = next(one for one in NUMBERED if one["number"] == 19)
    (told,) = command_line(example["case"])["nominations"]
    made = world(example)
    agency = made.units["V1"]
    client = sign_in((Role.UNIT_OFFICER, agency))

    answer = client.post("/ho-so/lap/annual.collective/?dot=2026", {"name": ""})

    assert answer.status_code == 422
    assert "Ngoài hạn mức" in _text(answer)
    assert told["clauses"] == ["III.2.1.2.b.2"]
    assert told["clauses"][0] in _text(answer)


def test_case_20_the_standing_office_does_not_appraise_itself(world, sign_in) -> None:
    example = next(one for one in NUMBERED if one["number"] == 1)
    text = json.dumps(example["case"], default=str).replace('"P1"', f'"{STANDING_OFFICE_UNIT}"')
    row = world({"case": json.loads(text)}).dossiers["N1"]
    _send(row.filing, row.started_at)
    client = sign_in(Role.STANDING_SPECIALIST)

    for address in (f"/tham-dinh/ho-so/{row.pk}/", f"/ho-so/{row.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Ban Thi đua – Khen thưởng" in _text(answer)

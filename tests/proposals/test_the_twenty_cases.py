"""The twenty cases of the plan's list, asked through the pages: the same answers as on the command line."""

import json
import re
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.utils import timezone
from tests.core.case_files import parsed, read_examples
from tests.dossiers.case_world import World, build_case
from tests.dossiers.conftest import scan, sign
from tests.proposals.page_answers import appraisal_of, limits_of, line_of, panel_of, ways_of

from thidua.appraising.conflicts.services import state_conflict
from thidua.cli import main
from thidua.core.roles import Role
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, DossierFile, Filing, SentDossier, Submission
from thidua.dossiers.sending.content import content_of
from thidua.foundation.files import keep_file
from thidua.foundation.moment import Installation
from thidua.people.models import User
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.selectors import history


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
def command_line(tmp_path, capsys):
    """command_line(case) → what `thidua evaluate` answers."""

    def evaluate(case: dict[str, Any]) -> dict[str, Any]:
        file = tmp_path / "case.json"
        file.write_text(json.dumps(case, default=str, ensure_ascii=False), encoding="utf-8")
        capsys.readouterr()
        assert main(["evaluate", str(file), "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    return evaluate


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
    client = sign_in(*((Role.UNIT_OFFICER, unit) for unit in units), Role.EMULATION_BOARD)

    for one in told["nominations"]:
        row = made.dossiers[one["id"]]
        answer = {
            "verdict": one["verdict"],
            "trace": one["trace"],
            "missing": ways_of(one["missing"]),
            "notices": one["notices"],
        }
        assert panel_of(client.get(f"/ho-so/{row.pk}/")) == answer
        line = client.get(f"/danh-sach-trinh/{row.filing.cycle}/ho-so/{row.pk}/")
        assert line_of(line) == answer | {"clauses": one["clauses"]}
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


def test_case_5_a_unit_begins_no_second_collective(world, sign_in) -> None:
    example = next(one for one in NUMBERED if one["number"] == 5)
    one_of_two = {**example, "case": {**example["case"], "nominations": example["case"]["nominations"][:1]}}
    made = world(one_of_two)
    row = next(iter(made.dossiers.values()))
    Dossier.objects.update(subject_key="")

    client = sign_in((Role.UNIT_OFFICER, row.filing.unit))
    answer = client.post(f"/ho-so/lap/annual.collective/?dot={row.filing.cycle}", {"name": ""})

    assert answer.status_code == 422
    assert "mỗi đơn vị một hồ sơ" in _text(answer)
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 3, 30), "đúng hạn"),
        (date(2027, 3, 31), "nộp trong ngày mốc"),
        (date(2027, 4, 1), "sau hạn"),
    ],
)
def test_case_18_the_day_of_sending_is_marked(world, sign_in, settings, tmp_path, day, said) -> None:
    made = world(next(one for one in NUMBERED if one["number"] == 1), state=DossierState.WAITING)
    row = made.dossiers["N1"]
    row.parts.update(text="Kết quả năm")
    Dossier.objects.filter(pk=row.pk).update(selected=True, barred=False)
    settings.MEDIA_ROOT, at = tmp_path, timezone.now()
    DossierFile.objects.create(
        dossier=row,
        item="initiative",
        file=keep_file(by=row.started_by, at=at, upload=scan("giay-chung-nhan")),
        added_by=row.started_by,
        added_at=at,
    )
    Filing.objects.update(letter_number="15/TTr", letter_date=date(2027, 3, 20))
    Installation.objects.update(demo_date=day)
    client = sign_in((Role.UNIT_HEAD, row.filing.unit))

    answer = sign(client, row.filing)

    assert said in _text(answer)
    row.refresh_from_db()
    assert row.state == DossierState.SENT, "late is marked, never refused"


def test_case_19_a_vertical_agency_is_led_to_its_route(world, sign_in) -> None:
    made = world(next(one for one in NUMBERED if one["number"] == 19))
    agency = made.units["V1"]
    client = sign_in((Role.UNIT_OFFICER, agency))

    answer = client.post("/ho-so/lap/annual.collective/?dot=2026", {"name": ""})

    assert answer.status_code == 422
    assert "Ngoài hạn mức" in _text(answer)
    assert "III.2.1.2.b.2" in _text(answer)


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

"""The Tờ trình and the set name the opinions that were asked for: no stage that was off, the leader's too."""

import pytest
from django.urls import reverse
from tests.page_text import words

from thidua.proposals.freezing import freeze
from thidua.proposals.letter_tables import list_of

ONE_STAGE = {"content": "agree", "needs_procedure": False}
OF_THE_OFFICE = {"content": "agree", "procedure": "agree", "leader": "agree", "needs_leader": True}


@pytest.fixture
def printed(year, opinions):
    def act(said, *, older=False):
        row = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
        opinions[row.pk] = said
        year.choose(row, True)
        frozen = freeze(by=year.by, at=year.at, cycle="2026").content["dossiers"]
        if older:
            del frozen[0]["opinions"]["asked"]
        return list_of(frozen)[1].rows[0][-1]

    return act


@pytest.mark.parametrize(
    ("said", "older", "expected"),
    [
        (ONE_STAGE, False, "Nội dung: nhất trí"),
        (OF_THE_OFFICE, False, "Nội dung: nhất trí; thủ tục: nhất trí; lãnh đạo: nhất trí"),
        (OF_THE_OFFICE, True, "Nội dung: nhất trí; thủ tục: nhất trí; lãnh đạo: nhất trí"),
        (ONE_STAGE, True, "Nội dung: nhất trí; thủ tục: chưa có"),
    ],
)
def test_the_letter_prints_what_was_asked(printed, said, older, expected):
    assert printed(said, older=older) == expected


def test_the_set_shows_no_stage_that_is_off(year, opinions, client, demo_day):
    row = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    opinions[row.pk] = ONE_STAGE
    client.force_login(year.by)
    page = words(client.get(reverse("proposals:set", args=["2026"])))
    assert "nội dung: nhất trí" in page
    assert "thủ tục:" not in page


def test_the_letter_says_of_the_second_person_that_he_hangs_on_the_flag(period):
    rows = [period.put("11311", "period.flag")]
    for name, hangs in (("Trần Văn An", False), ("Lê Thị Hoa", True)):
        rows.append(period.put("11311", "period.individual", subject_name=name, is_conditional=hangs))
    for row in rows:
        period.choose(row, True)
    frozen = freeze(by=period.by, at=period.at, cycle=period.cycle).content["dossiers"]

    people = list_of(frozen)[3].rows
    assert [(row[1], "đề nghị kèm Cờ của đơn vị" in row[-1]) for row in people] == [
        ("Trần Văn An", False),
        ("Lê Thị Hoa", True),
    ]

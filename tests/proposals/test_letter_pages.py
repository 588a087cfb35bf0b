"""The papers of a frozen list: the Tờ trình with its annexes and the grounds it cites."""

from copy import deepcopy
from datetime import date

import pytest
from tests.amending import amend_plan, approve_plan, with_decree
from tests.page_text import words

from thidua.documents.papers import Text
from thidua.movement.versions.selectors import file_of, newest
from thidua.proposals.letter import paper_of


@pytest.fixture(autouse=True)
def on_the_day(demo_day):
    """Pages live on 15/02/2027."""


def test_the_papers(year, frozen, open_as):
    paper = paper_of(frozen, today=year.at.date(), is_demo=False)
    said = " ".join(one.text for one in paper.body if isinstance(one, Text))
    assert "01 (một) " in said
    assert (paper.annexes[0].label, paper.annexes[0].title) == ("Phụ lục", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG")
    assert paper.annexes[0].note.startswith("(Kèm theo Tờ trình số ")


def test_the_annexes_of_the_letter_are_numbered_and_name_it(year, frozen):
    content = deepcopy(frozen.content)
    content["dossiers"] += [deepcopy(content["dossiers"][0]) for _time in range(2)]
    content["dossiers"][1]["is_apart"] = True
    content["dossiers"][2]["choice"] = {"is_proposed": False, "reason": "Chưa đủ"}
    frozen.content, frozen.letter_number, frozen.letter_date = content, "15/TTr-SNV", date(2027, 2, 9)

    paper = paper_of(frozen, today=year.at.date(), is_demo=False)

    assert paper.numbered == "Số: 15/TTr-SNV"
    assert [one.label for one in paper.annexes] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    note = "(Kèm theo Tờ trình số 15/TTr-SNV ngày 09 tháng 02 năm 2027 của Sở Nội vụ)"
    assert {one.note for one in paper.annexes} == {note}


def test_a_decree_that_was_replaced_after_the_freezing_is_cited_anew_from_its_day(year, frozen, open_as):
    content = with_decree(file_of(newest()), valid_from="2027-02-18")
    approve_plan(amend_plan({}, by=year.by, at=year.at, content=content), by=year.head, at=year.at)

    def cited(day):
        frozen.letter_date = day
        return " ".join(paper_of(frozen, today=year.at.date(), is_demo=False).grounds)

    assert "152/2025/NĐ-CP" in cited(date(2027, 2, 17))
    assert "99/2027/NĐ-CP" in cited(date(2027, 2, 18))
    assert "Căn cứ Nghị định số 152/2025/NĐ-CP" not in cited(date(2027, 2, 18))


def test_a_lapsed_ground_is_told_with_who_keeps_the_register(year, frozen, open_as):
    assert "Căn cứ pháp lý cần xem lại" not in words(open_as(year.by, "proposal", frozen.pk))
    frozen.letter_date = date(2027, 3, 2)
    frozen.save()
    assert "Ghi văn bản mới vào sổ căn cứ" in words(open_as(year.by, "proposal", frozen.pk))
    for_the_board = words(open_as(year.board, "proposal", frozen.pk))
    assert "152/2025/NĐ-CP hết hiệu lực" in for_the_board
    assert "do cơ quan thường trực giữ" in for_the_board
    assert "Ghi văn bản mới vào sổ căn cứ" not in for_the_board


def test_the_letter_opens(year, frozen, open_as):
    docx = open_as(year.by, "letter_docx", frozen.pk)
    assert docx.content[:2] == b"PK"
    pdf = open_as(year.by, "letter_pdf", frozen.pk)
    assert pdf.content[:5] == b"%PDF-"

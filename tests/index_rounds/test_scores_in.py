"""Scores of a block from one workbook: what is read, what is refused and where, the template round trip."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.base import ContentFile

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.core.scorecard.card import Component, Scorecard
from thidua.core.scorecard.given import Given, NotArising
from thidua.core.scorecard.scales import scale_of
from thidua.foundation.files import Kind, inspect_upload
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Round, RoundBlock, Sheet
from thidua.index_rounds.scores_in.rehearsal import Expected, rehearse
from thidua.index_rounds.scores_in.services import receive_scores, rehearse_scores, store_scores
from thidua.index_rounds.scores_in.template import template_of
from thidua.index_rounds.selectors import given_of
from thidua.index_sets.models import CriteriaSet, SetLine
from thidua.units.selectors import history
from thidua.units.services import import_reference

pytestmark = pytest.mark.django_db

YEAR = 2026
HONG_BANG, HAI_AN = "11311", "11413"


def component(code, kind, params=None, not_arising=NotArising.NEVER, maximum="2"):
    return Component(code, code[0], Decimal(maximum), scale_of(kind, params or {}), not_arising)


CARD = Scorecard(
    (
        component("1.1", "yes_no"),
        component("1.2", "ratio", not_arising=NotArising.EXCLUDED),
        component("1.3", "deduction", {"each": "0.5"}),
        component("2.1", "survey"),
    )
)


@pytest.fixture
def expected(at):
    import_reference(by=None, at=at)
    units = {unit.id: unit for unit in history(at.date()).living(Block.PHUONG)}
    return Expected(YEAR, Block.PHUONG, CARD, units, frozenset(), {})


@pytest.fixture
def read(expected, on):
    """read(rows, title=…): the rehearsal of a workbook with these rows under the usual heading."""

    def read(*rows, heading=("Mã đơn vị", "Đơn vị", "1.1", "1.2", "1.2 tổng số", "1.3"), title=""):
        book = openpyxl.Workbook()
        page = book.active
        page.append([title or None])
        page.append(list(heading))
        for row in rows:
            page.append(list(row))
        stream = io.BytesIO()
        book.save(stream)
        return rehearse(stream.getvalue(), "diem.xlsx", expected, on)

    return read


def words_of(found):
    return " | ".join(f"{fault.place}: {fault.message} {fault.cure}" for fault in found.errors)


def test_a_row_is_read_as_people_write_it(read):
    found = read((HONG_BANG, None, "Có", "45", 60, "0"), (None, "Phường Hải An", "không", "KPS", None, None))
    assert found.errors == ()
    first, second = found.rows
    assert (first.unit.code, first.filled, first.asked) == (HONG_BANG, 3, 3)
    assert first.given["1.2"] == Given(Decimal(45), Decimal(60))
    assert first.total.points == Decimal("5.5")
    assert second.unit.code == HAI_AN
    assert second.given == {"1.1": Given(Decimal(0)), "1.2": Given(not_arising=True)}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((HONG_BANG, None, "2"), "1.1: chỉ nhận có (1) hoặc không (0)"),
        ((HONG_BANG, None, None, "61", "60"), "dòng 3, cột D: 1.2: số đạt không thể lớn hơn tổng số"),
        ((HONG_BANG, None, None, "-3"), "1.2: không nhận số âm"),
        ((HONG_BANG, None, None, None, "60"), "có tổng số mà không có số đạt"),
        ((HONG_BANG, None, "KPS"), "1.1: tiêu chí này không có trường hợp “không phát sinh”"),
        ((HONG_BANG, None, None, None, None, "1,5"), "1.3: phải là số nguyên"),
        ((HONG_BANG, None, None, None, None, "1.234"), "có thể là 1234, cũng có thể là 1,234"),
        ((HONG_BANG, None, "chưa rõ"), "“chưa rõ” không phải là số"),
        (("99999", None, "có"), "Không có đơn vị “99999”"),
        ((None, "Xã An Lão", "có"), "không thuộc khối phường của kỳ chấm này"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_and_the_cure(read, row, words):
    found = read(row)
    assert words in words_of(found)
    assert not found.is_clean
    assert all(fault.cure for fault in found.errors)


def test_the_same_unit_twice_is_named_with_the_first_row(read):
    found = read((HONG_BANG, None, "có"), (None, "Phường Hồng Bàng", "không"))
    assert "Phường Hồng Bàng đã có ở dòng 3" in words_of(found)


def test_a_component_that_does_not_exist_is_no_column_left_aside(read):
    found = read((HONG_BANG, None, 1), heading=("Mã đơn vị", "Đơn vị", "7.7.7", "1.1"))
    assert "Bộ tiêu chí không có tiêu chí “7.7.7”" in words_of(found)


def test_a_file_of_another_year_or_block_is_refused(read):
    found = read((HONG_BANG, None, "có"), title="Bảng chấm điểm năm 2025, khối xã, đặc khu")
    assert "Tệp của năm 2025, kỳ chấm này của năm 2026" in words_of(found)
    assert "Tệp của khối xã, đặc khu, đang nhập khối phường" in words_of(found)


def test_the_template_comes_back_as_it_went(expected, on):
    units = list(expected.units.values())
    known = {
        units[0].id: {"1.1": Given(Decimal(1)), "1.2": Given(not_arising=True)},
        units[1].id: {"1.2": Given(Decimal("45.5"), Decimal(60)), "1.3": Given(Decimal(2))},
    }
    content = template_of(YEAR, Block.PHUONG, CARD, units, known)
    found = rehearse(content, "mau.xlsx", expected, on)
    assert found.errors == ()
    assert {row.unit.id: dict(row.given) for row in found.rows if row.given} == known


def test_a_file_that_is_none_is_told(expected, on):
    assert "không phải CSV hay XLSX" in words_of(rehearse(b"x", "a.bin", expected, on))
    assert "Không thấy bảng điểm" in words_of(rehearse(b"a;b\n1;2\n", "a.csv", expected, on))


@pytest.fixture
def office(make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST)


@pytest.fixture
def brought(at, expected, office, settings, tmp_path):
    """brought(rows…): the kept workbook of a round whose block of wards has a small set."""
    settings.MEDIA_ROOT = tmp_path
    made = CriteriaSet.objects.create(
        year=YEAR, block="phuong", state="in_force", title="Bộ thử", begun_at=at, confirmed_at=at
    )
    SetLine.objects.create(criteria_set=made, code="1", level="area", name="Lĩnh vực")
    for code, kind in (("1.1", "yes_no"), ("1.2", "ratio")):
        SetLine.objects.create(
            criteria_set=made,
            code=code,
            parent="1",
            level="criterion",
            name=code,
            maximum=2,
            kind=kind,
            not_arising="excluded",
        )
    found = Round.objects.create(year=YEAR, title="Kỳ chấm thử", begun_at=at)
    RoundBlock.objects.create(round=found, block="phuong", criteria_set=made)

    def keep(*rows):
        lines = ["Mã đơn vị;1.1;1.2;1.2 tổng số", *rows]
        content = ContentFile("\n".join(lines).encode(), name="diem.csv")
        file = inspect_upload(content, kinds={Kind.CSV}, max_bytes=100_000)
        return receive_scores(by=office, at=at, found=found, block=Block.PHUONG, file=file)

    return keep


def test_a_clean_workbook_becomes_sheets_that_were_sent(brought, office, at):
    kept = brought(f"{HONG_BANG};có;45;60", f"{HAI_AN};không;KPS;")
    assert store_scores(by=office, at=at, brought=kept) == 2
    given = given_of(kept.round, Block.PHUONG)
    assert sorted(map(sorted, given.values())) == [["1.1", "1.2"], ["1.1", "1.2"]]
    assert {sheet.state for sheet in kept.round.sheets.all()} == {"sent"}
    with pytest.raises(RoundRefused, match="không lưu hai lần"):
        store_scores(by=office, at=at, brought=kept)


def test_one_bad_row_and_nothing_is_stored(brought, office, at):
    kept = brought(f"{HONG_BANG};có;45;60", f"{HAI_AN};có;61;60")
    with pytest.raises(RoundRefused, match="Tệp còn lỗi"):
        store_scores(by=office, at=at, brought=kept)
    assert not Sheet.objects.exists()


def test_a_workbook_never_goes_over_the_words_of_a_unit(brought, office, at):
    kept = brought(f"{HONG_BANG};có;45;60", f"{HAI_AN};có;50;60")
    units = {unit.code: unit for unit in history(at.date())}
    untouched = Sheet.objects.create(round=kept.round, unit_id=units[HAI_AN].id, block="phuong", begun_at=at)
    Answer.objects.create(sheet=untouched, code="1.1")
    assert rehearse_scores(kept, at).is_clean, "nobody has written on this draft"

    written = Sheet.objects.create(round=kept.round, unit_id=units[HONG_BANG].id, block="phuong", begun_at=at)
    Answer.objects.create(sheet=written, code="1.1", value=1, saved_by=office, saved_at=at)
    found = rehearse_scores(kept, at)
    assert "Phường Hồng Bàng đang tự chấm trên hệ thống" in words_of(found)


def test_the_office_brings_a_workbook_on_pages(brought, office, client):
    kept = brought(f"{HONG_BANG};có;45;60")
    client.force_login(office)
    pages = f"/cham-diem/{kept.round_id}/bang-diem/"
    assert client.get(pages).status_code == 200
    assert client.get(f"{pages}mau-phuong.xlsx").status_code == 200
    assert client.get(f"{pages}mau-xa.xlsx").status_code == 404
    html = client.get(f"{pages}{kept.pk}/").content.decode()
    assert "Phiếu của 1 đơn vị sẽ được lưu" in html
    assert "3,50" in html
    assert client.post(f"{pages}{kept.pk}/luu/").status_code == 302
    assert "Tệp này đã được lưu" in client.get(f"{pages}{kept.pk}/").content.decode()

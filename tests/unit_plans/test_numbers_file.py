"""Numbers from CSV and XLSX: read on trial, told number by number, stored as a whole or not at all."""

import io
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files import Kind, inspect_upload
from thidua.foundation.tables import xlsx_bytes
from thidua.unit_plans.errors import NumberRefused
from thidua.unit_plans.indicator_services import give_numbers, ship_definitions
from thidua.unit_plans.models import IndicatorDefinition, IndicatorValue, NumbersFile
from thidua.unit_plans.numbers_in.cells import BadCell, read_cell
from thidua.unit_plans.numbers_in.rehearsal import Fate, rehearse
from thidua.unit_plans.numbers_in.services import receive_file, store_file
from thidua.unit_plans.numbers_in.template import template_of_all, template_of_unit
from thidua.units.models import Unit
from thidua.units.selectors import history

YEAR = 2026
ONLINE = "Tỷ lệ hồ sơ nộp trực tuyến"
SOURCE = "Phần mềm một cửa"
WIDE = ("Mã đơn vị", "Đơn vị", f"{ONLINE} (%)", "Tỷ lệ thanh toán trực tuyến (%)", "Nguồn số liệu")
LONG = ("Mã đơn vị", "Chỉ số", "Năm", "Số liệu", "Nguồn")


@pytest.fixture(autouse=True)
def asked(unit, at):
    ship_definitions(by=None, at=at)


@pytest.fixture
def specialist(make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST)


@pytest.fixture
def read(on, unit):
    def read(*rows, of_unit: bool = False, name: str = "so-lieu.csv", source: str = ""):
        content = rows[0] if isinstance(rows[0], bytes) else "\n".join(map(";".join, rows)).encode()
        whose = history(on)[unit.code] if of_unit else None
        return rehearse(content, name, unit=whose, year=YEAR, source=source, on=on)

    return read


@pytest.fixture
def keep(specialist, at):
    def keep(*rows, whose: Unit | None = None, by=specialist, source: str = "") -> NumbersFile:
        content = ContentFile("\n".join(map(";".join, rows)).encode(), name="so-lieu.csv")
        file = inspect_upload(content, kinds={Kind.CSV})
        return receive_file(by=by, at=at, unit=whose, year=YEAR, source=source, file=file)

    return keep


def messages(rehearsal) -> list[str]:
    return [f"{fault.place}: {fault.message} {fault.cure}" for fault in rehearsal.errors]


def test_wide_and_long_tables_are_read(read):
    wide = read(WIDE, ("11311", "", "95,5", "", SOURCE), ("", "Xã An Lão", "80", "12.5", SOURCE))
    assert [(row.unit.code, row.definition.code, row.number) for row in wide.rows] == [
        ("11311", "ho-so-truc-tuyen", Decimal("95.5")),
        ("11629", "ho-so-truc-tuyen", 80),
        ("11629", "thanh-toan", Decimal("12.5")),
    ]
    long = read(LONG, ("11311", "ty le ho so nop truc tuyen", "2027", "95,5", SOURCE))
    assert [(row.year, row.number, row.place) for row in long.rows] == [
        (2027, Decimal("95.5"), "dòng 2, cột D")
    ]
    assert wide.is_clean
    assert long.is_clean


def test_each_number_is_told_new_corrected_or_the_same(read, unit, officer, at):
    numbers = {"ho-so-truc-tuyen": Decimal(60), "thanh-toan": Decimal(30)}
    give_numbers(by=officer, at=at, unit=unit, year=YEAR, numbers=numbers, source=SOURCE)
    found = read(WIDE, ("11311", "", "65", "30,0", SOURCE), ("11629", "", "80", "", SOURCE))
    assert [(row.fate, row.old_words, row.words) for row in found.rows] == [
        (Fate.CHANGED, "60 %", "65 %"),
        (Fate.SAME, "30 %", "30 %"),
        (Fate.NEW, "", "80 %"),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("99999", ONLINE, "2026", "50", "S"), "dòng 2, cột A: Không có đơn vị nào mang mã “99999”"),
        (("", ONLINE, "2026", "50", "S"), "Dòng không có đơn vị"),
        (("11311", "Chỉ số lạ", "2026", "50", "S"), "dòng 2, cột B: Không có chỉ số “Chỉ số lạ”"),
        (("11311", "", "2026", "50", "S"), "không ghi chỉ số nào"),
        (("11311", ONLINE, "2031", "50", "S"), "Ghi một năm từ 2026 đến 2027"),
        (("11311", ONLINE, "2026", "nhiều", "S"), "dòng 2, cột D: “nhiều” không phải là số"),
        (("11311", ONLINE, "2026", "101", "S"), "lớn hơn 100 %"),
        (("11311", ONLINE, "2026", "1.234", "S"), "“1.234” có thể là 1234, cũng có thể là 1,234"),
        (("11311", ONLINE, "2026", "12345678901", "S"), "Số quá dài"),
        (("11311", ONLINE, "2026", "50", ""), "Không có nguồn số liệu"),
    ],
)
def test_a_bad_row_is_refused_with_its_number_and_the_cure(read, row, words):
    found = read(LONG, row)
    assert not found.is_clean
    assert words in messages(found)[0]


def test_a_name_that_only_resembles_is_never_guessed(read):
    found = read(("Tên đơn vị", "Chỉ số", "Số liệu"), ("Xã Cam Giang", ONLINE, "50"), source=SOURCE)
    assert "chưa đủ để biết là đơn vị nào" in messages(found)[0]


def test_the_same_number_twice_in_a_file_is_refused(read):
    found = read(LONG, ("11311", ONLINE, "2026", "50", "S"), ("11311", ONLINE, "2026", "51", "S"))
    assert "Số này đã có ở dòng 2, cột D" in messages(found)[0]


def test_a_unit_brings_its_own_numbers_only(read):
    own = read(("Chỉ số", "Số liệu"), (ONLINE, "50"), of_unit=True, source=SOURCE)
    assert [(row.unit.code, row.source) for row in own.rows] == [("11311", SOURCE)]
    other = read(LONG, ("11629", ONLINE, "2026", "50", "S"), of_unit=True)
    assert "không phải đơn vị bạn đang nhập" in messages(other)[0]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", "Họ tên;Tuổi\nA;5\n".encode(), b"\xff\xfe\x00"]
)
def test_what_is_no_table_of_numbers_is_told(read, content):
    found = read(content)
    assert found.rows == ()
    assert len(found.errors) == 1


@pytest.mark.parametrize(
    ("cell", "number", "look_at"),
    [
        (95.5, "95.5", ""),
        ("95,5 %", "95.5", ""),
        (33.333333333, "33.3333", "Làm tròn còn 33,3333"),
        (0.955, "0.955", "số đúng là 95,5"),
        (0, "0", ""),
    ],
)
def test_cells_of_excel_are_read_as_they_are_and_traps_are_told(cell, number, look_at):
    found = read_cell(cell, IndicatorDefinition(measured_in="%"))
    assert found.number == Decimal(number)
    assert look_at in found.look_at
    assert bool(found.look_at) == bool(look_at)


def test_an_empty_cell_is_no_number_and_a_yes_is_none():
    assert read_cell(None, IndicatorDefinition()) is None
    assert read_cell("  ", IndicatorDefinition()) is None
    with pytest.raises(BadCell):
        read_cell(True, IndicatorDefinition())


def test_all_or_nothing_with_source_reason_and_event(keep, unit, officer, specialist, at):
    give_numbers(
        by=officer, at=at, unit=unit, year=YEAR, numbers={"ho-so-truc-tuyen": Decimal(60)}, source="Cũ"
    )
    brought = keep(WIDE, ("11311", "", "65", "30", SOURCE), ("11629", "", "80", "", "Báo cáo tháng 12"))
    with pytest.raises(NumberRefused, match="lý do"):
        store_file(by=specialist, at=at, brought=brought, reason=" ")
    assert IndicatorValue.objects.count() == 1
    tally = store_file(by=specialist, at=at, brought=brought, reason="Đối chiếu cuối năm")
    assert (tally[Fate.NEW], tally[Fate.CHANGED]) == (2, 1)
    old, new = IndicatorValue.objects.filter(unit=unit, definition__code="ho-so-truc-tuyen").order_by("pk")
    assert (old.number, old.replaced_at) == (60, at)
    assert (new.number, new.reason, new.source) == (65, "Đối chiếu cuối năm", SOURCE)
    assert IndicatorValue.objects.get(unit__code="11629").source == "Báo cáo tháng 12"
    assert AuditEvent.objects.filter(action="unit_plans.numbers_given").count() == 2
    with pytest.raises(NumberRefused, match="hai lần"):
        store_file(by=specialist, at=at, brought=brought, reason="Nữa")


def test_one_bad_row_stores_none_and_so_does_a_number_that_came_meanwhile(
    keep, unit, officer, specialist, at
):
    bad = keep(WIDE, ("11311", "", "65", "", SOURCE), ("11629", "", "180", "", SOURCE))
    with pytest.raises(NumberRefused, match="còn lỗi"):
        store_file(by=specialist, at=at, brought=bad, reason="")
    good = keep(WIDE, ("11311", "", "65", "", SOURCE))
    give_numbers(
        by=officer, at=at, unit=unit, year=YEAR, numbers={"ho-so-truc-tuyen": Decimal(60)}, source=SOURCE
    )
    with pytest.raises(NumberRefused, match="lý do"):
        store_file(by=specialist, at=at, brought=good, reason="")
    assert [value.number for value in IndicatorValue.objects.all()] == [60]


def rows_of(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def filled(content: bytes, column: int, number: float) -> bytes:
    """A template with a number in one column of its first row of data."""
    rows = rows_of(content)
    head = next(place for place, row in enumerate(rows) if "Mã đơn vị" in row)
    rows[head + 1][column] = number
    rows[head + 1][len(rows[head]) - 1] = SOURCE
    cells = [[Decimal(repr(c)) if isinstance(c, float) else (c or None) for c in row] for row in rows[head:]]
    return xlsx_bytes(cells, sheet="Sheet1", widths=[10] * len(rows[head]))


def test_the_template_of_all_has_every_unit_and_indicator_and_comes_back(read, on):
    content = template_of_all(YEAR, on)
    rows = rows_of(content)
    head = next(row for row in rows if row[0] == "Mã đơn vị")
    assert head[3] == f"{ONLINE} (%)"
    listed = [row[0] for row in rows[rows.index(head) + 1 :]]
    assert len(listed) == sum(len(history(on).living(block)) for block in INDEX_BLOCKS)
    untouched = read(content, name="mau.xlsx")
    assert (untouched.rows, untouched.errors, untouched.warnings) == ((), (), ())
    found = read(filled(content, 3, 71.25), name="mau.xlsx")
    assert [(row.number, row.source) for row in found.rows] == [(Decimal("71.25"), SOURCE)]
    assert found.errors == ()


def test_the_template_of_a_unit_comes_back(read, unit, officer, at, on):
    give_numbers(
        by=officer, at=at, unit=unit, year=YEAR, numbers={"so-hoa-ho-so": Decimal("88.5")}, source=SOURCE
    )
    content = template_of_unit(history(on)[unit.code], YEAR, on)
    found = read(filled(content, 5, 71.25), name="mau.xlsx", of_unit=True, source=SOURCE)
    assert [(row.definition.code, row.fate) for row in found.rows] == [
        ("ho-so-truc-tuyen", Fate.NEW),
        ("so-hoa-ho-so", Fate.SAME),
    ]
    assert (found.errors, found.warnings) == ((), ())


def test_an_officer_goes_from_the_template_to_stored_numbers(client, demo_day, officer, unit):
    client.force_login(officer)
    bring = reverse("unit_plans:numbers_bring")
    assert "Nhập bằng tệp Excel" in client.get(reverse("unit_plans:indicators")).content.decode()
    assert "Tải mẫu năm 2026" in client.get(bring).content.decode()
    template = client.get(reverse("unit_plans:numbers_template"), {"don-vi": unit.code, "nam": YEAR})
    upload = ContentFile(filled(template.content, 5, 71.25), name="so-lieu.xlsx")
    answer = client.post(bring, {"unit": unit.code, "year": YEAR, "source": "", "file": upload})
    shown = client.get(answer.url).content.decode()
    assert "1 số sẽ được lưu; đến giờ chưa lưu số nào" in shown
    assert "71,25 %" in shown
    assert not IndicatorValue.objects.exists()
    stored = client.post(f"{answer.url}luu/", follow=True)
    assert "Đã lưu 1 số mới, sửa 0 số." in stored.content.decode()
    assert IndicatorValue.objects.get().number == Decimal("71.25")
    assert "đã được lưu" in client.get(answer.url).content.decode()


def test_a_file_with_faults_shows_them_and_cannot_be_stored(client, demo_day, specialist):
    client.force_login(specialist)
    content = ContentFile(f"Mã đơn vị;{ONLINE}\n11311;180\n".encode(), name="so.csv")
    sent = {"unit": "tat-ca", "year": YEAR, "source": SOURCE, "file": content}
    answer = client.post(reverse("unit_plans:numbers_bring"), sent)
    shown = client.get(answer.url).content.decode()
    assert "Tệp có 1 lỗi, chưa lưu số nào" in shown
    assert "dòng 2, cột B" in shown
    assert "Lưu tất cả" not in shown
    client.post(f"{answer.url}luu/")
    assert not IndicatorValue.objects.exists()


def test_files_of_others_are_not_there(client, demo_day, keep, unit, make_person, officer, specialist):
    other = make_person("canbo.anlao", (Role.UNIT_OFFICER, Unit.objects.get(code="11629")))
    of_all, own = keep(WIDE), keep(LONG, whose=unit, by=officer)
    for person, opened in ((other, [404, 404]), (officer, [404, 200]), (specialist, [200, 200])):
        client.force_login(person)
        pages = [reverse("unit_plans:numbers_file", args=[one.pk]) for one in (of_all, own)]
        assert [client.get(page).status_code for page in pages] == opened
    client.force_login(other)
    template = reverse("unit_plans:numbers_template")
    assert client.get(template).status_code == 404
    assert client.get(template, {"don-vi": unit.code}).status_code == 404

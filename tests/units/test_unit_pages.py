"""The directory, the past of a unit, and the acts: rehearsed first, written when confirmed."""

from datetime import date

import pytest
from django.urls import reverse

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.units.enums import UnitKind
from thidua.units.models import Unit
from thidua.units.selectors import history
from thidua.units.services import dissolve_unit, import_reference

from .conftest import AT, PAPER

PAPERS = {"decision_number": "12/NQ-HĐND", "decision_date": "2027-02-10", "on": "2027-03-01"}
LATER = date(2027, 3, 1)


@pytest.fixture
def city(demo_day):
    import_reference(by=None, at=AT)


@pytest.fixture
def reader(city, client, make_person):
    client.force_login(make_person("doc", Role.AUDITOR))
    return client


@pytest.fixture
def head(city, client, make_person):
    client.force_login(make_person("truong.phong", Role.STANDING_HEAD))
    return client


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def codes(answer) -> list[str]:
    return [unit.code for unit in answer.context["rows"]]


def test_the_directory_holds_the_real_city_in_vietnamese_order(reader):
    answer = reader.get(reverse("units:list"))

    names = [unit.name for unit in answer.context["rows"]]
    assert len(names) == 139
    assert names.index("Ái Quốc") < names.index("An Biên") < names.index("Đồ Sơn") < names.index("Gia Viên")
    assert "Phường (45)" in words(answer)
    assert "Xã, đặc khu (69)" in words(answer)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "cam giang"}, {"10888", "10903"}),
        ({"q": "11311"}, {"11311"}),
        ({"q": "cam giang", "khoi": "phuong"}, set()),
        ({"khoi": "giai-the"}, set()),
    ],
)
def test_units_are_found_with_and_without_marks(reader, asked, found):
    assert set(codes(reader.get(reverse("units:list"), asked))) == found


def test_nothing_found_says_what_to_try(reader):
    assert "Không có đơn vị nào khớp" in words(reader.get(reverse("units:list"), {"q": "zzzz"}))


def test_the_past_of_a_unit_is_told_with_its_papers(reader):
    text = words(reader.get(reverse("units:history", args=["11311"])))

    assert "Phường Hồng Bàng" in text
    assert "1669/NQ-UBTVQH15, 16/6/2025" in text
    assert "Ghi thay đổi theo quyết định" not in text


def test_a_unit_that_ended_leads_from_its_page_to_its_past(reader):
    unit = Unit.objects.get(code="11311")
    dissolve_unit(by=None, at=AT, unit=unit, on=date(2026, 12, 1), decision=PAPER)

    answer = reader.get(reverse("awards:unit", args=["11311"]))

    assert answer["Location"] == reverse("units:history", args=["11311"])
    assert "Không còn tồn tại từ ngày 01/12/2026" in words(reader.get(answer["Location"]))
    assert codes(reader.get(reverse("units:list"), {"khoi": "giai-the"})) == ["11311"]


def test_a_technical_administrator_reads_the_past_but_is_not_led_into_the_domain(city, client, make_person):
    client.force_login(make_person("quan.tri", Role.TECHNICAL_ADMIN))

    html = client.get(reverse("units:list")).content.decode()

    assert reverse("awards:unit", args=["11311"]) + '"' not in html
    assert reverse("units:history", args=["11311"]) in html


ACTS = [
    pytest.param(
        "rename", {"name": "Hồng Bàng Mới", "full_name": "Phường Hồng Bàng Mới", "kind": ""}, id="rename"
    ),
    pytest.param(
        "change_block", {"block": "xa", "from_year": "2028", "kind": "", "full_name": ""}, id="change_block"
    ),
    pytest.param(
        "merge", {"others": "Hải An\n11329", "code_1": "", "name_1": "", "kind_1": "phuong"}, id="merge"
    ),
    pytest.param(
        "merge",
        {"others": "11413", "code_1": "19999", "name_1": "Biển Đông", "kind_1": "phuong", "full_name_1": ""},
        id="merge into a new one",
    ),
    pytest.param(
        "split",
        {
            **{f"code_{n}": f"1999{n}" if n < 3 else "" for n in range(1, 5)},
            **{f"name_{n}": f"Mới {n}" if n < 3 else "" for n in range(1, 5)},
            **{f"kind_{n}": "phuong" for n in range(1, 5)},
            **{f"full_name_{n}": "" for n in range(1, 5)},
        },
        id="split",
    ),
    pytest.param("dissolve", {}, id="dissolve"),
]


@pytest.mark.parametrize(("act", "answers"), ACTS)
def test_an_act_is_rehearsed_and_stored_only_when_confirmed(head, act, answers):
    address = reverse(f"units:{act}", args=["11311"])
    before, events = dict(history(LATER).units), AuditEvent.objects.count()

    check = head.post(address, {**answers, **PAPERS})

    assert check.status_code == 200
    assert "Chưa có gì được ghi" in words(check)
    assert dict(history(LATER).units) == before
    assert AuditEvent.objects.count() == events

    done = head.post(address, {**answers, **PAPERS, "confirm": "1"})

    assert done.status_code == 302
    assert dict(history(LATER).units) != before
    assert AuditEvent.objects.count() == events + 1


def test_the_check_page_shows_how_the_units_will_stand(head):
    address = reverse("units:merge", args=["11311"])
    answers = {
        "others": "11413",
        "code_1": "19999",
        "name_1": "Biển Đông",
        "kind_1": "phuong",
        "full_name_1": "",
    }

    text = words(head.post(address, {**answers, **PAPERS}))

    assert "Phường Hải An · 11413" in text
    assert "Sẽ thành: Phường Biển Đông" in text
    assert "không còn từ ngày 01/3/2027" in text


def test_a_check_can_be_taken_back_with_everything_still_typed(head):
    address = reverse("units:rename", args=["11311"])
    answers = {"name": "Hồng Bàng Mới", "full_name": "Phường Hồng Bàng Mới", "kind": "", **PAPERS}

    text = words(head.post(address, {**answers, "edit": "1"}))

    assert 'value="Phường Hồng Bàng Mới"' in text
    assert "Xem trước" in text


def test_a_new_unit_is_registered_in_the_block_of_its_kind(head):
    answers = {
        "code_1": "CCTK",
        "kind_1": "nganh_doc",
        "name_1": "Chi cục Thống kê",
        "full_name_1": "",
        "block_1": "",
    }

    head.post(reverse("units:register"), {**answers, **PAPERS, "confirm": "1"})

    unit = history(LATER)["CCTK"]
    assert (unit.full_name, unit.kind, unit.block) == ("Chi cục Thống kê", UnitKind.VERTICAL, Block.NONE)


@pytest.mark.parametrize(
    ("act", "answers", "sentence"),
    [
        ("rename", {"name": "", "full_name": "", "kind": ""}, "Tên ngắn mới"),
        (
            "rename",
            {"name": "Hồng Bàng", "full_name": "Phường Hồng Bàng", "kind": ""},
            "Tên mới giống hệt tên đang dùng",
        ),
        ("change_block", {"block": "phuong", "from_year": "2028"}, "Đơn vị đã ở khối này"),
        ("change_block", {"block": "xa", "from_year": "28"}, "từ năm chỉ số"),
        (
            "merge",
            {"others": "cam giang\nKhông có", "kind_1": "phuong"},
            "“cam giang” có thể là nhiều đơn vị: Xã Cẩm Giang · 10888",
        ),
        ("merge", {"others": "Không có", "kind_1": "phuong"}, "Không tìm thấy đơn vị “Không có”"),
        (
            "merge",
            {"others": "11413", "code_1": "19999", "name_1": "", "kind_1": "phuong"},
            "Ghi cả mã và tên ngắn",
        ),
        (
            "split",
            {"code_1": "11413", "name_1": "Trùng", "kind_1": "phuong", "is_kept": "on"},
            "Mã “11413” đã thuộc một đơn vị khác",
        ),
    ],
)
def test_bad_answers_are_told_with_the_cure_and_nothing_changes(head, act, answers, sentence):
    before = dict(history(LATER).units)

    answer = head.post(reverse(f"units:{act}", args=["11311"]), {**answers, **PAPERS, "confirm": "1"})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert dict(history(LATER).units) == before


def test_an_act_before_the_unit_was_there_is_refused(head):
    answer = head.post(reverse("units:dissolve", args=["11311"]), {**PAPERS, "on": "2020-01-01"})

    assert answer.status_code == 422
    assert "có từ ngày 01/7/2025" in words(answer)

"""Pages of criteria sets, opened by those who use them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.core.roles import Role
from thidua.index_sets import services
from thidua.index_sets.models import CriteriaSet
from thidua.index_sets.reading import sample
from thidua.index_sets.workbook import to_xlsx

pytestmark = pytest.mark.django_db

HERE = "/bo-tieu-chi/"


def begin(client, **change):
    data = {
        "block": "xa",
        "year": "2027",
        "source": "file",
        "title": "Bộ thử",
        "stated_total": "100",
    } | change
    return client.post(f"{HERE}moi/", data)


def test_a_set_comes_in_from_a_workbook_and_a_second_person_confirms_it(client, specialist, head):
    client.force_login(specialist)
    assert "Chưa có bộ tiêu chí nào" in client.get(HERE).content.decode()
    file = SimpleUploadedFile("bo.xlsx", to_xlsx(sample(), above=("x",)))
    page = begin(client, file=file)
    made = CriteriaSet.objects.get()
    assert page.url == f"{HERE}{made.pk}/"
    html = client.get(page.url).content.decode()
    assert "Người khác" in html or "Bạn đã soạn hoặc sửa dòng của bộ tiêu chí này" in html
    assert "từ 100% trở lên: 1 điểm" in html

    client.force_login(head)
    assert client.post(f"{page.url}xac-nhan/").status_code == 302
    assert "đang dùng" in client.get(page.url).content.decode()
    assert client.get(f"{page.url}tai-ve.xlsx").status_code == 200


def test_a_bad_file_brings_nothing_and_says_where(client, specialist):
    client.force_login(specialist)
    page = begin(client, file=SimpleUploadedFile("bo.csv", "Mã;Tên;Điểm tối đa\n1;Lĩnh vực;x\n".encode()))
    assert page.status_code == 422
    assert "dòng 2, cột C" in page.content.decode()
    assert not CriteriaSet.objects.exists()


def test_a_line_is_changed_on_its_form_with_words_beside_the_field(client, specialist, draft):
    client.force_login(specialist)
    address = f"{HERE}{draft.pk}/dong/1.1.2/"
    assert "Ngưỡng tối đa" in client.get(address).content.decode()
    data = {"code": "1.1.2", "name": "Mức hoàn thành", "maximum": "1", "way": "tỷ lệ", "not_arising": "full"}
    wrong = client.post(address, data | {"low": "80", "high": "80"})
    assert "hai ngưỡng của tỷ lệ phải khác nhau" in wrong.content.decode()
    assert client.post(address, data | {"low": "80", "high": "100"}).status_code == 302
    row = draft.lines.get(code="1.1.2")
    assert (row.params, row.not_arising) == ({"low": "80", "high": "100"}, "full")
    assert client.post(f"{HERE}{draft.pk}/dong/1.1.2/bo/").status_code == 302
    assert not draft.lines.filter(code="1.1.2").exists()


def test_the_comparison_marks_what_differs(client, specialist, head, draft, at):
    first = services.put_in_force(by=head, at=at, criteria_set=draft, accepts_warnings=False)
    second = services.begin_copy(by=specialist, at=at, source=first, year=2028)
    services.remove_line(by=specialist, at=at, criteria_set=second, code="9.2")
    client.force_login(specialist)
    html = client.get(f"{HERE}{second.pk}/so-voi/{first.pk}/").content.decode()
    assert "Vi phạm bị phê bình bằng văn bản" in html
    assert "bỏ đi" in html


def test_others_read_what_is_in_force_and_no_drafts(client, make_person, draft, head, at):
    client.force_login(make_person("ban", Role.EMULATION_BOARD))
    assert client.get(f"{HERE}{draft.pk}/").status_code == 404
    services.put_in_force(by=head, at=at, criteria_set=draft, accepts_warnings=False)
    assert client.get(f"{HERE}{draft.pk}/").status_code == 200


def test_the_list_asks_the_same_for_any_number_of_sets(
    client, specialist, head, draft, at, django_assert_max_num_queries
):
    client.force_login(specialist)
    client.get(HERE)
    with django_assert_max_num_queries(12) as one:
        client.get(HERE)
    source = services.put_in_force(by=head, at=at, criteria_set=draft, accepts_warnings=False)
    for year in (2028, 2029):
        services.begin_copy(by=specialist, at=at, source=source, year=year)
    with django_assert_max_num_queries(len(one)):
        client.get(HERE)

"""The frame without a browser: headers, strip, languages, error pages, who sees which entry."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from thidua.core.roles import Role
from thidua.par_index.enums import IndexKind
from thidua.par_index.services import ReleaseMeta, receive_file, store_import
from thidua.web.entries import ITEMS

pytestmark = pytest.mark.django_db

SIGN_IN = "/tai-khoan/dang-nhap/"


def test_content_security_policy_is_strict_and_has_a_nonce(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "unsafe-" not in policy
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_have_no_inline_style_script_or_handler(client):
    html = client.get("/").content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []


@pytest.mark.parametrize("path", ["/", SIGN_IN, "/khong-co/"])
def test_demonstration_strip_stands_on_every_page_with_its_date(client, demo_day, path):
    html = client.get(path).content.decode()
    assert "DỮ LIỆU TRÌNH DIỄN" in html
    assert "ngày giả định 15/02/2027 – số liệu từ 2026 là giả định" in html


def test_a_production_page_has_no_demonstration_strip(client):
    assert "DỮ LIỆU TRÌNH DIỄN" not in client.get("/").content.decode()


def test_language_is_switched_by_a_form_and_stays(client):
    assert client.get("/").content.decode().count('<html lang="vi"') == 1
    answer = client.post(reverse("set_language"), {"language": "en", "next": SIGN_IN})
    assert answer.headers["Location"] == SIGN_IN
    html = client.get(SIGN_IN).content.decode()
    assert '<html lang="en"' in html
    assert "Sign in" in html


def test_each_entry_of_the_navigation_leads_somewhere():
    assert [item.url for item in ITEMS if not item.url.startswith("/")] == []


@pytest.mark.parametrize("role", list(Role))
def test_whoever_sees_an_entry_may_open_it(client, person_for, role):
    client.force_login(person_for(role))
    html = client.get("/").content.decode()
    shown = [item for item in ITEMS if f'href="{item.url}"' in html]
    assert shown
    assert {item.url: client.get(item.url, follow=True).status_code for item in shown} == {
        item.url: 200 for item in shown
    }


def test_person_without_a_role_reads_what_to_do(client, make_person):
    client.force_login(make_person("chua.co"))
    html = client.get("/").content.decode()
    assert "Tài khoản chưa được giao vai trò" in html
    assert "Đề nghị quản trị kỹ thuật giao vai trò" in html


def test_404_says_what_to_do(client):
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


def test_refusal_page_names_the_role_and_the_next_step(client, person_for):
    client.force_login(person_for(Role.AUDITOR))
    answer = client.get("/giao-dien/thanh-phan/")
    assert answer.status_code == 403
    assert "Quản trị kỹ thuật" in answer.content.decode()
    assert "Cách xử lý:" in answer.content.decode()


def test_400_says_what_to_do(client):
    answer = client.get("/", headers={"host": "somewhere.example"})
    assert answer.status_code == 400
    assert "Yêu cầu không đọc được" in answer.content.decode()


def test_old_form_says_what_to_do():
    answer = Client(enforce_csrf_checks=True).post(SIGN_IN, {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Biểu mẫu đã cũ, chưa lưu được" in answer.content.decode()


def test_500_gives_the_request_id_and_no_details(client, monkeypatch):
    monkeypatch.setattr("thidua.web.views.desk_for", lambda request: 1 / 0)
    monkeypatch.setattr("thidua.web.views.visible_items", lambda request: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    html = answer.content.decode()
    assert "Hệ thống gặp lỗi" in html
    assert answer["X-Request-ID"] in html
    assert "ZeroDivisionError" not in html


def test_500_has_a_page_of_last_resort(client, monkeypatch):
    monkeypatch.setattr("thidua.web.views.visible_items", lambda request: 1 / 0)
    monkeypatch.setattr("thidua.web.navigation.visible_items", lambda request: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "báo quản trị kỹ thuật" in answer.content.decode()


def test_429_says_what_to_do(rf):
    from thidua.web.errors import too_many_requests

    answer = too_many_requests(rf.get("/"))
    assert answer.status_code == 429
    assert "Chờ khoảng 5 phút" in answer.content.decode()


def test_health_answers_without_and_ready_with_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_not_ready_while_a_migration_waits(client, monkeypatch):
    from django.db.migrations.executor import MigrationExecutor

    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "reason": "1 migrations to apply"}


def test_frame_asks_the_same_few_things_of_the_database_on_every_page(
    client, person_for, django_assert_max_num_queries
):
    client.force_login(person_for(Role.STANDING_SPECIALIST))
    client.get("/khong-co/")
    with django_assert_max_num_queries(6):
        client.get("/khong-co/")


def test_palette_finds_a_unit_without_marks_for_those_with_a_role(client, person_for):
    client.force_login(person_for(Role.UNIT_OFFICER))
    html = client.get(reverse("web:palette"), {"q": "hong bang"}).content.decode()
    assert "Phường Hồng Bàng" in html


def test_palette_shows_no_units_to_a_visitor(client, hong_bang):
    html = client.get(reverse("web:palette"), {"q": "hong bang"}).content.decode()
    assert "Hồng Bàng" not in html


def test_palette_escapes_what_was_typed(client, demo_day):
    html = client.get(reverse("web:palette"), {"q": "<script>" * 40}).content.decode()
    assert "<script>" not in html


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"})
def test_sign_in_asked_too_often_gets_our_own_page(client):
    for _ in range(2):
        answer = client.post(SIGN_IN, {"login": "ai.do", "password": "sai"})
    assert answer.status_code == 429
    assert "Thử quá nhiều lần" in answer.content.decode()


def test_the_desk_of_a_unit_tells_its_standing_and_the_next_dates(client, person_for):
    client.force_login(person_for(Role.UNIT_HEAD))
    html = client.get("/").content.decode()
    assert "Phường Hồng Bàng" in html
    assert "Cờ thi đua tổng kết giai đoạn" in html
    assert "còn 43 ngày" in html  # 15/02/2027 to the end of 30/3/2027
    assert "III.3.1.a" in html


def test_the_desk_of_the_office_tells_what_waits_for_a_second_person(client, person_for, hong_bang, at):
    specialist, head = person_for(Role.STANDING_SPECIALIST), person_for(Role.STANDING_HEAD)
    meta = ReleaseMeta(IndexKind.PAR, 2026, "88/QĐ-UBND", at.date(), at.date())
    table = "Đơn vị,Hạng,Điểm\nPhường Hồng Bàng,1,95.80\n".encode()
    store_import(
        by=specialist,
        at=at,
        release=receive_file(by=specialist, at=at, meta=meta, content=table, filename="xep-hang.csv"),
    )
    shown = {}
    for person in (specialist, head):
        client.force_login(person)
        shown[person] = "1 bảng xếp hạng chờ xác nhận" in client.get("/").content.decode()

    assert shown == {specialist: False, head: True}


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_same_few_things_for_one_unit_and_for_three(
    client, make_person, make_units, count, django_assert_num_queries
):
    hats = [(Role.UNIT_OFFICER, unit) for unit in make_units(count)]
    client.force_login(make_person("can.bo", *hats))
    client.get("/")
    # Each room asks one or two things for the tasks; none of them grows with the units.
    with django_assert_num_queries(22):
        client.get("/")

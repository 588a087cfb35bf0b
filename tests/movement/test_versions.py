"""Versions of the plan: drafted, refused with reasons, confirmed by a second person, followed by cycles."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from icalendar import Calendar
from tests.amending import ALL_CYCLES
from tests.page_text import rows, words

from thidua.core.programme import load_programme, programme_bytes
from thidua.core.programme_versions import fingerprint_of
from thidua.core.roles import Role
from thidua.foundation import revision
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.movement.calendar import DeadlineBook
from thidua.movement.calendar_services import record_notice, renew_feed
from thidua.movement.models import Cycle, CyclePin, ProgrammeVersion
from thidua.movement.selectors import deadlines_on, programme_for, programmes_on, readings_on
from thidua.movement.versions.errors import VersionRefused
from thidua.movement.versions.selectors import newest, timelines
from thidua.movement.versions.services import Decision, draft, drop
from thidua.movement.versions.setup import keep_first_version

pytestmark = pytest.mark.django_db

LIST = reverse("movement:versions")
NEW = reverse("movement:version_new")
UPLOAD = reverse("movement:version_upload")
DOSSIER = {"III.3.1.a": (15, 4)}


def page_of(version):
    return reverse("movement:version", args=[version.pk])


def test_the_published_plan_is_version_1_and_every_cycle_follows_it(on):
    first = ProgrammeVersion.objects.get()

    assert (first.number, first.fingerprint) == (1, fingerprint_of(load_programme()))
    assert [cycle.code for cycle in Cycle.objects.all()] == list(ALL_CYCLES)
    assert [line.now.version for line in timelines(on)] == [first] * 6
    assert programmes_on(on) == dict.fromkeys(ALL_CYCLES, load_programme())
    assert programme_for(2027, date(2025, 1, 1)) is load_programme()


def test_setting_up_again_changes_nothing_and_follows_a_better_wording():
    from django.apps import apps

    ProgrammeVersion.objects.update(fingerprint="0" * 64)
    keep_first_version(apps=apps, using="default")

    assert ProgrammeVersion.objects.get().fingerprint == fingerprint_of(load_programme())
    assert CyclePin.objects.count() == 6


def test_a_confirmed_version_is_followed_by_the_chosen_cycles_from_its_day(amend, approve, on):
    version = approve(amend(DOSSIER), cycles=["2027", "2028"], valid_from=on + timedelta(5))

    assert version.number == 2
    assert programme_for(2027, on) is load_programme()
    later = {
        cycle: programme is load_programme() for cycle, programme in programmes_on(on + timedelta(5)).items()
    }
    assert later == {cycle: cycle not in ("2027", "2028") for cycle in ALL_CYCLES}
    [line] = [line for line in timelines(on + timedelta(5)) if line.cycle.code == "2027"]
    assert [pin.version.number for pin in line.pins] == [1, 2], "the old pin is kept"
    assert line.now.version == version


def test_deadlines_follow_the_version_of_their_own_cycle_and_a_notice_wins(amend, approve, head, at, on):
    approve(amend(DOSSIER), cycles=["2027", "2028"])
    days = {day.cycle: day for day in deadlines_on(on) if day.deadline == "annual_dossier"}

    assert days[2026].date == date(2027, 3, 31)
    assert (days[2027].date, days[2027].planned) == (date(2028, 4, 15), date(2028, 4, 15))
    assert DeadlineBook(on).day("annual_dossier", 2028).date == date(2029, 4, 15)

    moved = {"deadline": "annual_dossier", "cycle": 2028, "day": date(2029, 5, 2)}
    record_notice(by=head, at=at, number="7/TB-SNV", issued=on, **moved)
    day = DeadlineBook(on).day("annual_dossier", 2028)
    assert (day.date, day.planned, day.notice) == (date(2029, 5, 2), date(2029, 4, 15), "7/TB-SNV")


def test_the_calendar_and_the_phone_follow(amend, approve, head, client, at, demo_day):
    token = renew_feed(by=head, at=at)
    approve(amend(DOSSIER), cycles=["2027"])
    client.force_login(head)

    assert "23:59:59, 14/4/2028" in client.get(reverse("movement:calendar")).content.decode()
    feed = Calendar.from_ical(client.get(reverse("movement:feed", args=[token])).content)
    days = {str(event["UID"]): event["DTSTART"].dt for event in feed.walk("VEVENT")}
    assert days["annual_dossier-2027@thidua"] == date(2028, 4, 14)
    assert days["annual_dossier-2028@thidua"] == date(2029, 3, 30)


def test_the_default_of_a_reading_follows_the_version_unless_the_office_chose(drafter, approve, at, on):
    text = programme_bytes().decode()
    place = text.index("switch: annual_collective_logic")
    other = text[:place] + text[place:].replace("default: all", "default: any", 1)
    made = draft(
        by=drafter, at=at, content=other.encode(), title="Cách hiểu", reason="Rõ hơn", base_id=newest().pk
    )
    approve(made, cycles=["2027"])

    assert readings_on(on, 2027)["annual_collective_logic"] == "any"
    assert readings_on(on, 2028)["annual_collective_logic"] == "all"


def test_confirming_is_one_act_with_its_stamp_event_and_notices(amend, approve, make_person, on):
    made = amend(DOSSIER)
    somebody = make_person("mat.tran", Role.FRONT_ORGANISATION)
    admin = make_person("quan.tri", Role.TECHNICAL_ADMIN)
    stamp, events = revision.current(), AuditEvent.objects.count()
    approve(made, cycles=["2027"])

    assert revision.current() != stamp
    assert AuditEvent.objects.count() == events + 1
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.after["cycles"]) == ("movement.version_confirmed", ["2027"])
    [told] = Notification.objects.filter(user=somebody, kind="movement.plan_amended")
    assert "99/QĐ-UBND" in told.body
    assert "15/4 năm sau (trước đây 31/3 năm sau)" in told.body
    assert not Notification.objects.filter(user=admin).exists()


def test_the_drafter_cannot_confirm_and_nothing_changes(amend, approve, drafter):
    with pytest.raises(VersionRefused, match="người thứ hai"):
        approve(amend(DOSSIER), by=drafter)
    assert newest().number == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"cycles": []}, "Chọn ít nhất một đợt"),
        ({"decision": Decision(" ", date(2027, 2, 15))}, "Ghi số quyết định"),
        ({"decision": Decision("1/QĐ", date(2027, 2, 16))}, "Ngày quyết định chưa tới"),
        ({"valid_from": date(2027, 2, 14)}, "không được trước ngày quyết định"),
    ],
)
def test_a_confirmation_that_lacks_something_is_refused(amend, approve, given, told):
    with pytest.raises(VersionRefused, match=told):
        approve(amend(DOSSIER), **given)


def test_a_draft_that_was_overtaken_is_refused_in_words(amend, approve, head, client, demo_day):
    stale = amend({"III.2.2.a.CN.0": 30})
    base = newest()
    approve(amend(DOSSIER))

    with pytest.raises(VersionRefused, match="nay đã có phiên bản 2"):
        approve(stale)
    with pytest.raises(VersionRefused, match="nay đã có phiên bản 2"):
        amend({"III.2.2.a.CN.0": 24}, base_id=base.pk)
    client.force_login(head)
    page = words(client.get(page_of(stale)))
    assert "sửa từ một phiên bản cũ" in page
    assert "Xác nhận phiên bản này" not in page


def test_a_confirmed_version_cannot_be_confirmed_or_dropped_again(amend, approve, head, at):
    version = approve(amend(DOSSIER))

    with pytest.raises(VersionRefused, match="không còn là bản nháp"):
        approve(version)
    with pytest.raises(VersionRefused, match="không còn là bản nháp"):
        drop(by=head, at=at, version=version)


def test_a_dropped_draft_is_nowhere_but_in_the_trail(amend, drafter, at, client, head, demo_day):
    made = amend(DOSSIER)
    drop(by=drafter, at=at, version=made)
    client.force_login(head)

    assert client.get(page_of(made)).status_code == 404
    assert AuditEvent.objects.latest("sequence").action == "movement.version_dropped"


def upload(client, content, **change):
    data = {"title": "Bản nạp", "reason": "Sửa", "base": newest().pk} | change
    return client.post(UPLOAD, data | {"file": SimpleUploadedFile("ke-hoach.yaml", content)})


def test_a_broken_file_shows_every_fault_with_its_path(client, drafter, demo_day):
    client.force_login(drafter)
    text = programme_bytes().decode()
    broken = text.replace("at_most: 1", "at_most: 0", 1).replace("cycle: year", "cycle: month", 1)
    page = upload(client, broken.encode())
    told = {row[0]: row[1] for row in rows(page, "Chỗ phải sửa trong tệp")}

    assert "0 không hợp lệ, phải từ 1" in told["quotas[0].at_most"]
    assert "“month” không có trong danh sách" in told["awards[0].cycle"]
    assert ProgrammeVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (programme_bytes(), "không khác gì phiên bản đang dùng"),
        (b"\xff\xfe", "không phải UTF-8"),
        (b"a: [", "không đọc được YAML"),
        (programme_bytes().replace(b"id: period.flag", b"id: period.banner"), "Chỗ phải sửa trong tệp"),
    ],
)
def test_a_file_that_cannot_be_a_version_is_refused_with_the_cure(client, drafter, demo_day, content, told):
    client.force_login(drafter)

    assert told in upload(client, content).content.decode()
    assert ProgrammeVersion.objects.count() == 1


def test_what_was_downloaded_comes_back_changed(client, drafter, demo_day):
    client.force_login(drafter)
    content = client.get(reverse("movement:version_file", args=[newest().pk])).content
    answer = upload(client, content.replace(b"rank_within: {so: 3", b"rank_within: {so: 4"))

    assert answer.status_code == 302
    page = client.get(answer["Location"])
    [row] = rows(page, "Điều khác so với phiên bản trước")
    assert row == ["Ngưỡng Hạng trong năm, khối sở, ban, ngành III.2.1.2.a.TT.2.S", "tốp 3", "tốp 4"]


def numbers_form(page, **change):
    numbers = {
        f"{number.clause} {number.what}": name for name, number in page.context["form"].numbers.items()
    }
    given = {"title": "Sửa số", "reason": "Có lý do", "base": page.context["form"]["base"].value()}
    for start, value in change.pop("numbers", {}).items():
        [name] = [name for words, name in numbers.items() if words.startswith(start)]
        given[name] = value
    return given | change


def test_an_official_changes_a_number_sees_it_and_the_head_confirms(client, drafter, head, demo_day, on):
    client.force_login(drafter)
    form = client.get(NEW)
    answer = client.post(NEW, numbers_form(form, numbers={"III.3.1.a": "15/4", "III.3.2": "2031-03-31"}))
    page = client.get(answer["Location"])
    assert [row[1:] for row in rows(page, "Điều khác so với phiên bản trước")] == [
        ["31/3 năm sau", "15/4 năm sau"],
        ["31/3/2030", "31/3/2031"],
    ]
    assert "Chưa xác nhận được" in words(page)

    client.force_login(head)
    assert "Phiên bản Kế hoạch chờ xác nhận: Sửa số" in words(client.get("/"))
    version = ProgrammeVersion.objects.get(status="draft")
    given = {
        "document_number": "99/QĐ-UBND",
        "document_date": on.isoformat(),
        "cycles": ["2027", "2026-2030"],
        "valid_from": on.isoformat(),
    }
    confirmed = client.post(reverse("movement:version_confirm", args=[version.pk]), given)
    assert confirmed.status_code == 302
    table = {row[0]: row[1:] for row in rows(client.get(LIST), "Đợt nào theo phiên bản nào")}
    assert table["2027"] == ["phiên bản 2 từ 15/02/2027", "phiên bản 1, từ 09/6/2026"]
    assert table["2028"][0].startswith("phiên bản 1")
    assert "theo phiên bản 2" in words(client.get(reverse("movement:plan"), {"dot": "2027"}))
    assert "theo phiên bản 1" in words(client.get(reverse("movement:plan"), {"dot": "2028"}))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "Chưa đổi con số nào"),
        ({"numbers": {"III.3.1.a": "31/3"}}, "Chưa đổi con số nào"),
        ({"numbers": {"III.3.1.a": "31/4"}}, "Không có ngày 31/4"),
        ({"numbers": {"III.3.1.a": "tháng tư"}}, "Ghi ngày và tháng"),
        ({"numbers": {"III.2.2.b.CO.CN": "1"}}, "phải hơn 1"),
        ({"numbers": {"III.3.1.a": "15/4"}, "base": "999"}, "sửa từ một phiên bản cũ"),
        ({"numbers": {"III.3.1.a": "15/4"}, "title": " "}, "bắt buộc"),
    ],
)
def test_a_form_that_lacks_something_says_so(client, drafter, demo_day, change, told):
    client.force_login(drafter)
    page = client.post(NEW, numbers_form(client.get(NEW), **change))

    assert told in page.content.decode()
    assert ProgrammeVersion.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_any_number_of_versions(
    client, amend, approve, head, demo_day, django_assert_num_queries, count
):
    for number in range(count):
        approve(amend({"III.2.2.a.CN.0": 30 - number}), cycles=["2027"])
    client.force_login(head)
    client.get(LIST)

    # Session, person, installation, hats; the versions; the pins and the cycles; the newest.
    with django_assert_num_queries(8):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_of_a_day_takes_one_query_with_any_number_of_versions(
    amend, approve, on, django_assert_num_queries, count
):
    for number in range(count):
        approve(amend({"III.2.2.a.CN.0": 30 - number}), cycles=[ALL_CYCLES[number]])
    programmes_on(on)

    with django_assert_num_queries(1):
        assert len({id(programme) for programme in programmes_on(on).values()}) == count + 1

"""Guidance: published, opened, received, and a reminder only to those who have not opened it (IV.2)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.steering.guidance import services
from thidua.steering.guidance.errors import GuidanceRefused
from thidua.steering.guidance.models import GuidanceDocument, Scope
from thidua.steering.guidance.selectors import board
from thidua.steering.todo import tasks_for

LIST = "/chi-dao/huong-dan/"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def draft(specialist, at, on, unit, other_unit):
    def make(number="15/SNV-CCHC&PC", **given):
        asked = {"issued_on": on, "subject": "Hướng dẫn báo cáo năm", "scope": Scope.DUTY} | given
        upload = SimpleUploadedFile("huong-dan.pdf", PDF)
        new = services.NewGuidance(number=number, **asked)
        return services.draft(by=specialist, at=at, new=new, upload=upload)

    return make


@pytest.fixture
def published(draft, specialist, at):
    return services.publish(by=specialist, at=at, document=draft())


def told(user):
    return Notification.objects.filter(user=user, key__startswith="steering.guidance.").count()


def test_publishing_gives_every_unit_of_the_scope_a_receipt_once(draft, specialist, officer, at):
    document = draft()
    assert told(officer) == 0
    for _twice in range(2):
        document = services.publish(by=specialist, at=at, document=document)

    assert document.receipts.count() == 2
    assert told(officer) == 1
    assert AuditEvent.objects.filter(action="steering.guidance_published").count() == 1


@pytest.mark.parametrize(
    ("scope", "chosen", "count"), [(Scope.XA, (), 2), (Scope.CHOSEN, ("11629",), 1), (Scope.DUTY, (), 2)]
)
def test_the_scope_says_who_receives(draft, on, scope, chosen, count):
    assert len(services.recipients(draft(scope=scope, chosen=chosen), on)) == count


def test_a_document_without_anybody_to_send_to_is_not_published(draft, specialist, at):
    with pytest.raises(GuidanceRefused):
        services.publish(by=specialist, at=at, document=draft(scope=Scope.SO))


def test_what_makes_no_sense_is_refused(draft, specialist, at, on):
    draft()
    for wrong in (
        {},
        {"number": " "},
        {"number": "16", "issued_on": on + timedelta(days=1)},
        {"number": "17", "scope": Scope.CHOSEN},
    ):
        with pytest.raises(GuidanceRefused):
            draft(**wrong)
    new = services.NewGuidance("18", on, "Trích yếu", Scope.DUTY)
    with pytest.raises(GuidanceRefused):
        services.draft(by=specialist, at=at, new=new, upload=SimpleUploadedFile("a.exe", b"MZ\x90\x00"))
    assert GuidanceDocument.objects.count() == 1


def test_the_first_who_opens_it_counts(published, officer, head, unit, at, on):
    services.mark_opened(by=officer, at=at, document=published, unit_ids=[unit.pk])
    services.mark_opened(by=head, at=at + timedelta(hours=1), document=published, unit_ids=[unit.pk])
    waiting, opened = board(published, on)

    assert (waiting.unit, waiting.opened_at) == ("Xã Cẩm Giàng", None)
    assert (opened.opened_by, opened.opened_at) == ("Chu Văn Hòa", at)


def test_only_those_who_have_not_opened_are_reminded_and_once_a_day(
    published, officer, specialist, make_person, unit, other_unit, at
):
    other = make_person("khac", (Role.UNIT_OFFICER, other_unit))
    services.mark_opened(by=officer, at=at, document=published, unit_ids=[unit.pk])
    told_before = told(officer)
    reminders = [
        services.remind(by=specialist, at=at + timedelta(hours=hours), document=published)
        for hours in (0, 1, 24)
    ]

    assert reminders == [1, 0, 1]
    assert told(other) == 2
    assert told(officer) == told_before


def test_nobody_is_reminded_of_a_draft_or_when_all_have_opened(draft, published, specialist, officer, at):
    with pytest.raises(GuidanceRefused):
        services.remind(by=specialist, at=at, document=draft("20/SNV"))
    units = published.receipts.values_list("unit_id", flat=True)
    services.mark_opened(by=officer, at=at, document=published, unit_ids=list(units))
    with pytest.raises(GuidanceRefused):
        services.remind(by=specialist, at=at, document=published)


def test_a_unit_reads_and_receives_and_the_task_is_gone(client, published, officer, at):
    assert [task.clause for task in tasks_for(officer, at)] == ["IV.2"]
    client.force_login(officer)
    assert "Hướng dẫn báo cáo năm" in client.get(LIST).content.decode()
    client.get(f"{LIST}{published.pk}/")
    assert published.receipts.filter(opened_by=officer, received_at=None).count() == 1
    page = client.post(f"{LIST}{published.pk}/da-nhan/", follow=True).content.decode()
    assert "đã nhận" in page
    client.post(f"{LIST}{published.pk}/da-nhan/")

    assert AuditEvent.objects.filter(action="steering.guidance_received").count() == 1
    assert tasks_for(officer, at) == []


def test_a_download_is_an_opening(client, published, officer):
    client.force_login(officer)
    assert b"".join(client.get(f"{LIST}{published.pk}/tep/").streaming_content) == PDF
    assert published.receipts.filter(opened_by=officer).exists()


def test_a_draft_and_what_went_to_others_are_not_there_for_a_unit(client, draft, officer, specialist, at):
    hidden = draft()
    others = services.publish(
        by=specialist, at=at, document=draft("16/SNV", scope=Scope.CHOSEN, chosen=("10888",))
    )
    client.force_login(officer)

    assert client.get(f"{LIST}{hidden.pk}/").status_code == 404
    assert client.get(f"{LIST}{others.pk}/").status_code == 404


def test_a_leader_who_looks_opens_it_for_nobody(client, published, leader):
    client.force_login(leader)
    page = client.get(f"{LIST}{published.pk}/").content.decode()

    assert "0/2 đơn vị đã mở" in page
    assert not published.receipts.filter(opened_at__isnull=False).exists()


def test_the_office_adds_publishes_and_reminds_on_pages(client, specialist, officer, other_unit, on):
    client.force_login(specialist)
    data = {
        "number": "30/SNV",
        "issued_on": on.isoformat(),
        "subject": "Trích yếu",
        "scope": "xa",
        "file": SimpleUploadedFile("a.pdf", PDF),
    }
    page = client.post(f"{LIST}moi/", data, follow=True).content.decode()
    assert "Phát hành cho 2 đơn vị" in page
    pk = GuidanceDocument.objects.get().pk
    assert "chưa mở" in client.post(f"{LIST}{pk}/phat-hanh/", follow=True).content.decode()
    assert "Đã nhắc 1 người" in client.post(f"{LIST}{pk}/nhac/", follow=True).content.decode()
    again = client.post(f"{LIST}moi/", data | {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert "đã có trong hệ thống" in again.content.decode()


def test_list_and_board_ask_as_often_for_three_as_for_one(
    client, draft, specialist, at, on, django_assert_num_queries
):
    document = services.publish(by=specialist, at=at, document=draft())
    board(document, on)
    with django_assert_num_queries(2):
        assert len(board(document, on)) == 2


def test_a_withdrawn_document_stays_with_its_reason_and_nobody_owes_a_receipt(
    client, published, officer, specialist, unit, at
):
    before = told(officer)
    gone = services.withdraw(by=specialist, at=at, document=published, reason="Thay bằng 16/SNV.")

    assert tasks_for(officer, at) == []
    assert told(officer) == before + 1
    client.force_login(officer)
    page = client.get(f"{LIST}{gone.pk}/").content.decode()
    assert "Thay bằng 16/SNV." in page
    assert "da-nhan" not in page
    answer = client.post(f"{LIST}{gone.pk}/da-nhan/", follow=True).content.decode()
    assert "đã thu hồi" in answer
    for refused in (
        lambda: services.receive(by=officer, at=at, document=gone, unit_ids=[unit.pk]),
        lambda: services.remind(by=specialist, at=at, document=gone),
        lambda: services.withdraw(by=specialist, at=at, document=gone, reason="Lần nữa"),
    ):
        with pytest.raises(GuidanceRefused):
            refused()


def test_a_document_is_withdrawn_with_a_reason_and_only_after_it_was_sent(draft, published, specialist, at):
    with pytest.raises(GuidanceRefused, match="lý do"):
        services.withdraw(by=specialist, at=at, document=published, reason=" ")
    with pytest.raises(GuidanceRefused, match="Bản nháp"):
        services.withdraw(by=specialist, at=at, document=draft("40/SNV"), reason="Nhầm")


def test_the_office_withdraws_and_takes_the_board_along(client, published, specialist):
    client.force_login(specialist)
    board_file = client.get(f"{LIST}{published.pk}/tai-ve.csv").content.decode("utf-8-sig")
    assert "Xã Cẩm Giàng" in board_file
    assert "lý do" in client.post(f"{LIST}{published.pk}/thu-hoi/", {"reason": ""}).content.decode().lower()
    page = client.post(f"{LIST}{published.pk}/thu-hoi/", {"reason": "Sai số"}, follow=True).content.decode()
    assert "Đã thu hồi" in page
    assert "đã thu hồi" in client.get(LIST).content.decode()


def test_the_plans_own_decision_is_offered_once_and_needs_no_file(client, specialist, unit):
    client.force_login(specialist)
    assert "2162/QĐ-UBND" in client.get(LIST).content.decode()
    form = client.get(f"{LIST}moi/?mau=ke-hoach").context["form"]
    data = form.initial | {"issued_on": form.initial["issued_on"].isoformat(), "scope": "duty"}
    page = client.post(f"{LIST}moi/", data, follow=True).content.decode()

    assert "Tìm bản gốc theo số" in page
    document = GuidanceDocument.objects.get()
    assert client.get(f"{LIST}{document.pk}/tep/").status_code == 404
    assert "Thêm quyết định này" not in client.get(LIST).content.decode()

"""The scan of a decision that came without one: who adds it, once, and where it is told."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.some_pdf import some_pdf

from thidua.foundation.audit.models import AuditEvent
from thidua.initiatives.models import Recognition

pytestmark = pytest.mark.usefixtures("demo_day")


@pytest.fixture
def row(enter):
    """Recognised, as a list says it."""
    return enter(recognised_on=date(2026, 5, 4), recognition_decision="12/QĐ-UBND")


def add(client, person, row, **change):
    client.force_login(person)
    said = {"level": "co_so", "certificate": "05/GCN", "file": ContentFile(some_pdf(), name="qd.pdf")}
    return client.post(reverse("initiatives:act", args=[row.pk, "attach"]), said | change)


def shown(client, row):
    return client.get(reverse("initiatives:one", args=[row.pk])).content.decode()


def test_the_units_people_add_the_scan_of_a_decision_from_a_list(client, row, officer, head):
    client.force_login(officer)
    assert "có trong sổ, thiếu tệp" in shown(client, row)
    assert "Thêm tệp quyết định, giấy chứng nhận" in shown(client, row)
    assert add(client, officer, row).status_code == 302
    kept = Recognition.objects.get()
    assert (kept.file.name, kept.certificate, kept.recorded_by) == ("qd.pdf", "05/GCN", None)
    event = AuditEvent.objects.order_by("pk").last()
    assert (event.action, event.actor_id) == ("initiatives.decision_file_added", officer.pk)
    assert event.after["sha256"] == kept.file.sha256
    page = shown(client, row)
    assert "qd.pdf" in page
    assert "có trong sổ, thiếu tệp" not in page
    assert "Thêm tệp quyết định, giấy chứng nhận" not in page
    again = add(client, head, row)
    assert again.status_code == 422
    assert Recognition.objects.get().file_id == kept.file_id


def test_a_scan_is_needed_and_what_the_register_says_of_the_certificate_stays(client, row, head):
    assert add(client, head, row, file="").status_code == 422
    Recognition.objects.update(certificate="01/GCN")
    assert add(client, head, row).status_code == 302
    assert Recognition.objects.get().certificate == "01/GCN"


@pytest.mark.parametrize("who", ["neighbour", "specialist"])
def test_nobody_else_adds_it(client, row, request, who):
    assert add(client, request.getfixturevalue(who), row).status_code == 403
    assert Recognition.objects.get().file is None


def test_what_is_not_recognised_has_no_decision_to_scan(client, enter, officer):
    row = enter()
    client.force_login(officer)
    assert "Thêm tệp quyết định" not in shown(client, row)
    assert add(client, officer, row).status_code == 422

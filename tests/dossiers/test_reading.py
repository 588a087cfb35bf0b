"""Who only reads never sees the living draft: what was sent, and plainly that the unit has it in hand."""

import io

import pytest
from django.urls import reverse
from docx import Document
from tests.dossiers.conftest import scan

from thidua.core.roles import Role
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.afterwards import recall, return_dossier, withdraw
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import name_initiatives
from thidua.dossiers.writing.services import save_part

pytestmark = pytest.mark.usefixtures("demo_day")
SENT, NEW = "Đã làm xong phần việc của mục results.", "Chữ đang sửa, chưa ai ký"


@pytest.fixture
def reader(client, make_person):
    client.force_login(make_person("giamsat", Role.AUDITOR))
    return client


def shown(client, row):
    answer = client.get(reverse("dossiers:dossier", args=[row.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def report(client, row):
    answer = client.get(reverse("dossiers:report_file", args=[row.pk, "docx"]))
    assert answer.status_code == 200
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def write_on(row, officer, at):
    return_dossier(by=officer, at=at, dossier=row, reasons={"results": "Nêu nguồn", "initiatives": "?"})
    version = row.parts.get(section="results").version
    save_part(by=officer, at=at, dossier=row, section="results", text=NEW, version=version)
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[])


@pytest.mark.parametrize("is_handed_over", [False, True])
def test_while_the_unit_mends_a_reader_sees_what_was_sent(sent, officer, reader, at, is_handed_over):
    write_on(sent, officer, at)
    if is_handed_over:
        Dossier.objects.filter(pk=sent.pk).update(state="waiting")
    page = shown(reader, sent)
    assert "Đơn vị đang sửa hồ sơ bị trả lại" in page
    assert SENT in page
    assert "SK-1" in page
    assert NEW not in page
    assert "như đơn vị đã gửi" not in page
    paper = report(reader, sent)
    assert SENT in paper
    assert "Sáng kiến SK-1" in paper
    assert NEW not in paper


def test_the_unit_itself_sees_what_it_writes(sent, officer, client, at):
    write_on(sent, officer, at)
    client.force_login(officer)
    assert NEW in report(client, sent)
    assert "Các phần của hồ sơ" in shown(client, sent)


def test_what_was_taken_back_is_not_shown_at_all(sent, head, officer, reader, at):
    recall(by=head, at=at, dossier=sent)
    save_part(by=officer, at=at, dossier=sent, section="results", text=NEW, version=2)
    page = shown(reader, sent)
    assert "Đơn vị đã thu hồi hồ sơ" in page
    assert NEW not in page
    assert SENT not in page
    answer = reader.get(reverse("dossiers:report_file", args=[sent.pk, "docx"]))
    assert answer.status_code == 403
    assert "chưa gửi lại" in answer.content.decode()


def test_the_list_says_of_one_given_back_what_was_sent(sent, specialist, officer, head, reader, at):
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"initiatives": "Nêu lại"})
    name_initiatives(by=officer, at=at, dossier=sent, initiatives=[])
    address = reverse("dossiers:list") + "?dot=2026"
    assert [line.verdict for line in reader.get(address).context["lines"]] == ["met"]
    reader.force_login(head)
    assert [line.verdict for line in reader.get(address).context["own"][0]["lines"]] == ["not_met"]


def test_what_was_taken_back_is_no_longer_said_to_have_come_in_time(sent, head, client, at):
    client.force_login(head)
    address = reverse("dossiers:list") + "?dot=2026"
    assert "đúng hạn" in client.get(address).content.decode()
    recall(by=head, at=at, dossier=sent)
    assert "đúng hạn" not in client.get(address).content.decode()


def test_a_file_is_read_from_its_sending_to_its_recall(world, start, wait, send, head, reader, at):
    row = wait(start("adhoc.collective"))
    file = reverse("dossiers:file", args=[row.pk, row.files.first().pk])
    assert reader.get(file).status_code == 404
    send(row, knows_not_met=True)
    assert reader.get(file).getvalue().startswith(b"%PDF")
    recall(by=head, at=at, dossier=row)
    assert reader.get(file).status_code == 404


def test_the_panel_of_a_draft_leads_a_reader_to_the_page(sent, head, reader, at):
    panel = reverse("dossiers:panel", args=[sent.pk])
    assert reader.get(panel).status_code == 200
    recall(by=head, at=at, dossier=sent)
    assert reader.get(panel).url == reverse("dossiers:dossier", args=[sent.pk])


def test_a_withdrawn_one_is_read_as_it_was_sent(sent, officer, reader, at):
    withdraw(by=officer, at=at, dossier=sent, reason="Chuyển công tác")
    page = shown(reader, sent)
    assert "Hồ sơ đã rút" in page
    assert "Chuyển công tác" not in page  # why may be a bar, which is not this reader's to know
    assert SENT in page


def test_what_went_out_again_is_read_as_it_went_out_last(sent, officer, head, unit, reader, send, at):
    write_on(sent, officer, at)
    name_initiatives(by=officer, at=at, dossier=sent, initiatives=list(sent.filing.unit.initiatives.all()))
    hand_over(by=officer, at=at, dossier=sent)
    send(sent, knows_not_met=True)
    assert "như đơn vị đã gửi" not in shown(reader, sent)  # it waits to be received
    assert NEW in report(reader, sent)


def given(client, address):
    answer = client.get(address)
    # Read to its end, not closed: closing it would close the connection of the test too.
    assert not answer.streaming or b"".join(answer.streaming_content)
    return answer.status_code


def test_a_file_about_bars_is_read_by_those_alone_who_may_know(
    world, start, fill, send, officer, make_person, client, at
):
    row = fill(start())
    about = add_file(by=officer, at=at, dossier=row, item="bars", upload=scan("thong-bao-thanh-tra"))
    other = add_file(by=officer, at=at, dossier=row, item="related", upload=scan("bang-so-lieu"))
    hand_over(by=officer, at=at, dossier=row)
    send(row, knows_not_met=True)
    for role, may_know in ((Role.AUDITOR, False), (Role.DECISION_MAKER, True)):
        client.force_login(make_person(role.value.replace("_", "-"), role))
        page = client.get(reverse("appraising:dossier", args=[row.pk])).content.decode()
        assert "bang-so-lieu" in page
        assert ("thong-bao-thanh-tra" in page) is may_know, role
        for address in (
            reverse("appraising:file", args=[about.pk]),
            reverse("dossiers:file", args=[row.pk, about.pk]),
        ):
            assert given(client, address) == (200 if may_know else 404), (role, address)
        assert given(client, reverse("dossiers:file", args=[row.pk, other.pk])) == 200
    return_dossier(
        by=officer, at=at, dossier=Dossier.objects.get(pk=row.pk), reasons={"results": "Nêu nguồn"}
    )
    assert "thong-bao-thanh-tra" in shown(client, row)
    client.force_login(make_person("kiemtoan", Role.AUDITOR))
    page = shown(client, row)
    assert "bang-so-lieu" in page
    assert "thong-bao-thanh-tra" not in page

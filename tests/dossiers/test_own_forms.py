"""The papers a unit downloads are drawn by the form of the standing office from its day on."""

import io
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from docx import Document

from thidua.core.roles import Role
from thidua.documents.papers.own_template import starting_template
from thidua.dossiers.papers import ground_doubts
from thidua.dossiers.sending.afterwards import recall, return_dossier
from thidua.foundation.files import Kind as FileKind
from thidua.foundation.files import inspect_upload
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.services import set_form

NOT_OWN = "không theo mẫu riêng của cơ quan"
MISQUOTED = "Căn cứ Thông tư số 15/2025/TT-BNV ngày 05 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ;"
DOUBT = "15/2025/TT-BNV: ngày ghi là 05/8/2025"


def _own_form(kind, top="MẪU RIÊNG"):
    document = Document(io.BytesIO(starting_template(kind.form_kind)))
    document.paragraphs[0].insert_paragraph_before(top)
    out = io.BytesIO()
    document.save(out)
    return inspect_upload(ContentFile(out.getvalue(), name="mau.docx"), kinds=(FileKind.DOCX,))


@pytest.mark.parametrize("kind", [Kind.UNIT_PROPOSAL, Kind.UNIT_MINUTES, Kind.ACHIEVEMENTS])
def test_the_unit_s_download_has_the_office_s_form(
    demo_day, world, start, wait, officer, specialist, at, kind
):
    # Once it is handed over: a report that is still written in Word is read back by our own headings.
    row = wait(start())
    address = {
        Kind.UNIT_PROPOSAL: reverse("dossiers:letter_file", args=[row.filing_id, "docx"]),
        Kind.UNIT_MINUTES: reverse(
            "dossiers:minutes_file", args=[row.filing_id, row.filing.minutes.get().pk, "docx"]
        ),
        Kind.ACHIEVEMENTS: reverse("dossiers:report_file", args=[row.pk, "docx"]),
    }[kind]
    client = Client()
    client.force_login(officer)

    def downloaded():
        answer = client.get(address)
        assert answer.status_code == 200
        return "\n".join(line.text for line in Document(io.BytesIO(answer.content)).paragraphs)

    before = downloaded()
    page = reverse("dossiers:dossier", args=[row.pk])
    if kind is not Kind.ACHIEVEMENTS:
        page = reverse("dossiers:filing", args=[row.filing_id])
    pdf = client.get(address.replace("docx", "pdf")).content
    assert NOT_OWN not in client.get(page).content.decode()
    set_form(by=specialist, at=at, kind=kind, upload=_own_form(kind), valid_from=at.date())
    after = downloaded()

    assert "MẪU RIÊNG" not in before
    assert after.startswith("MẪU RIÊNG")
    # The PDF stays as it was, in the form that calls itself suggested, and the page says so.
    assert client.get(address.replace("docx", "pdf")).content == pdf
    assert NOT_OWN in client.get(page).content.decode()
    # What the paper says is in it all the same.
    lines = [line for line in before.splitlines() if len(line) > 30 and "Mẫu gợi ý" not in line]
    assert [line for line in lines if line in after]


class TestTheReport:
    """The office's form draws it once nobody writes it, so only then its Word file stands beside the PDF."""

    @pytest.fixture
    def form_in_doubt(self, specialist, at):
        return set_form(
            by=specialist, at=at, kind=Kind.ACHIEVEMENTS, upload=_own_form(Kind.ACHIEVEMENTS, MISQUOTED),
            valid_from=at.date(),
        )  # fmt: skip

    @pytest.fixture
    def shown(self, demo_day, client):
        """shown(person, dossier): the page of the dossier, and whether its head offers the Word file."""

        def act(person, row):
            client.force_login(person)
            page = client.get(reverse("dossiers:dossier", args=[row.pk])).content.decode()
            link = f'<a class="btn" href="{reverse("dossiers:report_file", args=[row.pk, "docx"])}">'
            return page, link in page

        return act

    def test_is_offered_by_the_form_to_who_handed_it_over(
        self, form_in_doubt, world, start, wait, officer, shown
    ):
        row = start()
        page, is_offered = shown(officer, row)
        assert (is_offered, DOUBT in page) == (False, False)
        page, is_offered = shown(officer, wait(row))
        assert (is_offered, DOUBT in page) == (True, True)

    def test_is_offered_to_a_reader_as_it_was_sent(
        self, form_in_doubt, sent, officer, head, make_person, at, shown
    ):
        auditor = make_person("giamsat", Role.AUDITOR)
        page, is_offered = shown(auditor, sent)
        assert (is_offered, DOUBT in page) == (True, True)
        return_dossier(by=officer, at=at, dossier=sent, reasons={"results": "Nêu nguồn"})
        page, is_offered = shown(auditor, sent)
        assert "Đơn vị đang sửa hồ sơ bị trả lại" in page
        assert (is_offered, DOUBT in page) == (True, True)
        assert shown(officer, sent)[1] is False

    def test_of_what_was_taken_back_is_offered_to_nobody_else(
        self, form_in_doubt, sent, head, make_person, at, shown
    ):
        recall(by=head, at=at, dossier=sent)
        page, is_offered = shown(make_person("giamsat", Role.AUDITOR), sent)
        assert (is_offered, DOUBT in page) == (False, False)


def test_the_form_is_that_of_today_and_what_it_cites_holds_on_the_day_of_the_letter(
    demo_day, world, start, wait, at, monkeypatch
):
    filing = wait(start()).filing
    monkeypatch.setattr(
        "thidua.dossiers.papers.form_doubts", lambda kind, today, cycle, *, day: [f"{kind} {today} {day}"]
    )
    filing.letter_date = date(2026, 10, 1)
    assert ground_doubts(filing, date(2026, 11, 2)) == ["to-trinh-don-vi 2026-11-02 2026-10-01"]

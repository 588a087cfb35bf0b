"""The papers a unit downloads are drawn by the form of the standing office from its day on."""

import io
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from docx import Document

from thidua.documents.papers.own_template import starting_template
from thidua.dossiers.papers import ground_doubts
from thidua.foundation.files import Kind as FileKind
from thidua.foundation.files import inspect_upload
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.services import set_form

NOT_OWN = "không theo mẫu riêng của cơ quan"


def _own_form(kind):
    document = Document(io.BytesIO(starting_template(kind.form_kind)))
    document.paragraphs[0].insert_paragraph_before("MẪU RIÊNG")
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


def test_the_form_is_that_of_today_and_what_it_cites_holds_on_the_day_of_the_letter(
    demo_day, world, start, wait, at, monkeypatch
):
    filing = wait(start()).filing
    monkeypatch.setattr(
        "thidua.dossiers.papers.form_doubts", lambda kind, today, cycle, *, day: [f"{kind} {today} {day}"]
    )
    filing.letter_date = date(2026, 10, 1)
    assert ground_doubts(filing, date(2026, 11, 2)) == ["to-trinh-don-vi 2026-11-02 2026-10-01"]

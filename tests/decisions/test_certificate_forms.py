"""Certificates by the office's own form, and one by one as Word and PDF."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from docx import Document
from tests.decisions.test_pages import words

from thidua.awards.models import AwardRecord
from thidua.decisions.certificates.services import ask_for_certificates, make_certificates
from thidua.decisions.models import CertificateRun
from thidua.documents.papers.own_template import starting_template
from thidua.foundation.files import Kind as FileKind
from thidua.foundation.files import inspect_upload
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.services import set_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def put_form(specialist, at):
    """put_form() → the office's form, ours with a word on top, holds from that day on."""

    def put(days=0, top="MẪU RIÊNG"):
        day = at.date() + timedelta(days)
        return set_form(by=specialist, at=at, kind=Kind.CERTIFICATE, upload=_form(top), valid_from=day)

    return put


def _form(top):
    document = Document(io.BytesIO(starting_template(Kind.CERTIFICATE.form_kind)))
    document.paragraphs[0].insert_paragraph_before(top)
    out = io.BytesIO()
    document.save(out)
    return inspect_upload(ContentFile(out.getvalue(), name="mau.docx"), kinds=(FileKind.DOCX,))


def text_of(raw):
    return "\n".join(line.text for line in Document(io.BytesIO(raw)).paragraphs)


def one(award, suffix):
    return reverse("decisions:certificate_file", args=[award.pk, suffix])


@pytest.fixture
def award(confirmed):
    return AwardRecord.objects.get(person_name="Lê Thị Hoa")


def test_one_certificate_is_a_word_file_and_a_pdf(sign_in, award, specialist):
    client = sign_in(specialist)
    page = words(client.get(reverse("decisions:award", args=[award.pk])))
    assert one(award, "docx") in page
    assert one(award, "pdf") in page

    assert "Lê Thị Hoa" in text_of(client.get(one(award, "docx")).content)
    assert client.get(one(award, "pdf")).content.startswith(b"%PDF")
    assert client.get(one(award, "xlsx")).status_code == 404


def test_a_unit_reads_its_award_and_prints_no_certificate(sign_in, award, officer):
    client = sign_in(officer)

    assert one(award, "docx") not in words(client.get(reverse("decisions:award", args=[award.pk])))
    assert client.get(one(award, "docx")).status_code == 403


def test_what_was_taken_back_has_none(sign_in, award, specialist, at):
    award.revoked_on, award.revocation_number = at.date(), "9/QĐ"
    award.save()
    client = sign_in(specialist)

    assert client.get(one(award, "docx")).status_code == 404
    assert one(award, "docx") not in words(client.get(reverse("decisions:award", args=[award.pk])))


def test_the_office_s_form_makes_word_files_and_the_page_says_that_there_is_no_pdf(
    sign_in, put_form, award, confirmed, specialist, head, at
):
    put_form()
    client = sign_in(specialist)
    assert "MẪU RIÊNG" in text_of(client.get(one(award, "docx")).content)
    assert client.get(one(award, "pdf")).status_code == 404
    assert one(award, "pdf") not in words(client.get(reverse("decisions:award", args=[award.pk])))
    address = reverse("decisions:certificates", args=[confirmed.pk])
    assert "Hệ thống không đổi tệp Word ra PDF" in words(client.get(address))

    run = ask_for_certificates(by=head, at=at, decision=confirmed, address="https://thidua.test")
    make_certificates(run.pk, is_demo=False)

    made = CertificateRun.objects.get()
    assert (made.done, made.total, made.file.kind) == (2, 2, "zip")
    assert "Tải 2 tệp Word (ZIP)" in words(client.get(address))
    answer = client.get(reverse("decisions:certificates_file", args=[confirmed.pk, run.pk]))
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as pack:
        assert pack.namelist() == ["0001-xa-an-lao.docx", "0002-le-thi-hoa.docx"]
        second = pack.read("0002-le-thi-hoa.docx")
    assert "MẪU RIÊNG" in text_of(second)
    with zipfile.ZipFile(io.BytesIO(second)) as package:
        assert any(name.startswith("word/media/") for name in package.namelist()), "the QR code"


def test_a_doubtful_ground_in_the_form_is_told_beside_the_one_certificate(
    sign_in, put_form, award, specialist, officer
):
    put_form(top="Căn cứ Thông tư số 15/2025/TT-BNV ngày 05 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ;")
    page = reverse("decisions:award", args=[award.pk])
    told = "15/2025/TT-BNV: ngày ghi là 05/8/2025"

    assert told in words(sign_in(specialist).get(page))
    assert told not in words(sign_in(officer).get(page)), "a unit prints no certificate"


def test_the_form_is_that_of_the_day_on_which_they_were_asked_for(confirmed, put_form, head, at):
    put_form(days=1)
    run = ask_for_certificates(by=head, at=at, decision=confirmed, address="https://thidua.test")
    make_certificates(run.pk, is_demo=False)

    assert CertificateRun.objects.get().file.kind == "pdf"

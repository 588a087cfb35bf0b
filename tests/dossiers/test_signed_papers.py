"""The unit's signed Tờ trình and minutes: read once when they come, bound to what is sent."""

from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.documents.signing import authority, signed, signer
from tests.dossiers.conftest import meet

from thidua.core.frozen import fingerprint
from thidua.documents.papers import Paper, Signer, to_pdf
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Submission
from thidua.dossiers.sending.seen import all_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_over, name_letter
from thidua.foundation.files import Kind, inspect_upload

pytestmark = pytest.mark.django_db
DAMAGED = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"
KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.PNG})


@pytest.fixture(scope="session")
def signed_pdf():
    paper = Paper("Tờ trình", "", "UBND PHƯỜNG", "TTr-UBND", "Đề nghị khen thưởng", Signer(("CHỦ TỊCH",)))
    return signed(to_pdf(paper), signer(authority(), "Trần Văn Bình", "UBND phường Hồng Bàng"))


def upload(raw, name="to-trinh-ky-so.pdf"):
    return inspect_upload(ContentFile(raw, name=name), kinds=KINDS)


def name(head, at, filing, raw=None, number="15/TTr-UBND"):
    file = None if raw is None else upload(raw)
    return name_letter(by=head, at=at, filing=filing, number=number, on=at.date(), file=file)


def test_a_sending_binds_the_signed_papers_and_their_signatures(
    world, start, fill, officer, head, unit, at, signed_pdf, client
):
    row = fill(start())
    minutes = meet(row, officer, at, signed_file=upload(signed_pdf, "bien-ban-ky-so.pdf"))
    name(head, at, row.filing, signed_pdf)
    hand_over(by=officer, at=at, dossier=row)

    sent = send_filing(by=head, at=at, filing=row.filing, unit=unit, seen=all_seen(row.filing))

    letter, told = sent.content["letter"]["file"], sent.content["minutes"][0]["file"]
    assert letter["sha256"] == told["sha256"] == sent.letter_file.sha256 == minutes.signed_file.sha256
    assert [one["signer"] for one in letter["signatures"] + told["signatures"]] == ["Trần Văn Bình"] * 2
    assert fingerprint(Submission.objects.get(pk=sent.pk).content) == sent.sha256
    client.force_login(head)
    receipt = client.get(reverse("dossiers:receipt", args=[sent.pk])).content.decode()
    assert receipt.count("chữ ký số còn nguyên vẹn") == 2
    for address in (
        reverse("dossiers:sent_letter", args=[sent.pk]),
        reverse("dossiers:signed_minutes", args=[row.filing_id, minutes.pk]),
        reverse("dossiers:signed_letter", args=[row.filing_id]),
    ):
        assert b"".join(client.get(address).streaming_content) == signed_pdf


def test_evidence_tells_its_signatures_and_signed_papers_must_be_readable(start, officer, at, signed_pdf):
    row = start()
    add = partial(add_file, by=officer, at=at, dossier=row)
    kept = add(item="rating", upload=upload(signed_pdf))
    assert [one.signer for one in kept.shown_signatures] == ["Trần Văn Bình"]
    assert add(item="rating", upload=upload(DAMAGED)).signatures == []
    with pytest.raises(DossierRefused, match="Không đọc được tệp PDF"):
        add(item="minutes", upload=upload(DAMAGED + b"%"))


def test_a_letter_under_another_number_needs_its_own_file(start, head, at, signed_pdf):
    filing = start().filing
    assert name(head, at, filing, signed_pdf).letter_file is not None
    assert name(head, at, filing).letter_file is not None
    named = name(head, at, filing, number="16/TTr-UBND")
    assert (named.letter_file, named.letter_signatures) == (None, [])


def test_what_was_changed_after_signing_is_told_and_a_scan_is_no_fault(start, head, at, signed_pdf, client):
    filing = start().filing
    page = reverse("dossiers:filing", args=[filing.pk])
    client.force_login(head)
    name(head, at, filing, signed_pdf + b"\n% them\n")
    assert "chữ ký số không khớp với tệp" in client.get(page).content.decode()
    name(head, at, filing, to_pdf(Paper("Tờ trình", "", "UBND", "TTr", "Khen thưởng", Signer(("CHỦ TỊCH",)))))
    assert "không có chữ ký số" in client.get(page).content.decode()


def test_a_damaged_pdf_is_refused_with_the_cure_and_changes_nothing(start, fill, officer, head, at, client):
    row = fill(start())
    with pytest.raises(DossierRefused, match="tải lên đúng bản đã ký"):
        meet(row, officer, at, signed_file=upload(DAMAGED))
    client.force_login(head)
    address = reverse("dossiers:letter", args=[row.filing_id])
    said = {"number": "15/TTr-UBND", "on": "05/01/2026", "file": ContentFile(DAMAGED, name="hong.pdf")}
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "Không đọc được tệp PDF" in answer.content.decode()
    row.filing.refresh_from_db()
    assert (row.filing.letter_number, row.filing.minutes.count()) == ("", 1)

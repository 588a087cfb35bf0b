"""Signatures in an uploaded PDF, with certificates made here: who, when, whole, by a known provider."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.documents.signing import SIGNED, authority, signed, signer

from thidua.documents.papers import Paper, Signer, to_pdf
from thidua.documents.signatures import UnreadablePdf, read_signatures, trust_in_words
from thidua.documents.signatures.reading import are_sound
from thidua.documents.signatures.roots import BadRoots, trusted_roots


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    head = Signer(("Giám đốc",), "Lương Quốc Việt")
    return to_pdf(
        Paper(kind="Tờ trình", above="", issuer="Sở Nội vụ", symbol="TTr-SNV", subject="x", signer=head)
    )


@pytest.fixture(scope="module")
def provider():
    return authority()


@pytest.fixture(scope="module")
def head(provider):
    return signer(provider, "Lương Quốc Việt", "Sở Nội vụ thành phố Hải Phòng")


@pytest.fixture(scope="module")
def once(unsigned, head) -> bytes:
    return signed(unsigned, head)


@pytest.fixture
def trusting(settings, tmp_path, provider):
    (tmp_path / "goc.pem").write_bytes(provider.pem)
    settings.SIGNATURE_ROOTS = str(tmp_path)


def test_an_unsigned_file_has_none(unsigned):
    assert read_signatures(unsigned) == ()
    assert not are_sound(())


def test_who_signed_when_and_that_it_is_whole(once, trusting):
    (found,) = read_signatures(once)

    assert (found.signer, found.organisation) == ("Lương Quốc Việt", "Sở Nội vụ thành phố Hải Phòng")
    assert found.signed_at == SIGNED
    assert found.is_intact
    assert found.covers_whole_file
    assert found.is_trusted is True


def test_a_loop_that_runs_in_the_same_thread_does_not_disturb(once):
    async def read():
        return read_signatures(once)

    # A loop of its own in a thread of its own: a browser's may run in this one.
    with ThreadPoolExecutor(1) as aside:
        (found,) = aside.submit(asyncio.run, read()).result()

    assert found.is_intact


def test_an_unknown_provider_is_not_known_and_never_a_no(once):
    (found,) = read_signatures(once)

    assert found.is_intact
    assert found.is_trusted is None
    assert trust_in_words(found) == "Chưa kiểm được nhà cung cấp chứng thư."


def test_a_provider_of_the_same_name_is_not_the_same(once, settings, tmp_path):
    (tmp_path / "goc.crt").write_bytes(authority().pem)
    settings.SIGNATURE_ROOTS = str(tmp_path / "goc.crt")

    assert read_signatures(once)[0].is_trusted is None


def test_a_certificate_that_had_ended_is_a_no(unsigned, provider, trusting):
    made = signed(unsigned, signer(provider, "Nguyễn Văn Cũ", "Sở Nội vụ", until=2027))
    (found,) = read_signatures(made)

    assert found.is_intact
    assert found.is_trusted is False
    assert trust_in_words(found) == "Chứng thư không có hiệu lực vào lúc ký."


def test_two_signatures_one_after_the_other(once, provider, trusting):
    office = signer(provider, "Sở Nội vụ thành phố Hải Phòng", "Sở Nội vụ thành phố Hải Phòng")
    found = read_signatures(signed(once, office, field="ChuKy2"))

    assert [one.signer for one in found] == ["Lương Quốc Việt", "Sở Nội vụ thành phố Hải Phòng"]
    assert are_sound(found)
    assert all(one.is_trusted for one in found)


def test_words_added_after_the_signature_are_noticed(once):
    writer = IncrementalPdfFileWriter(io.BytesIO(once))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    (found,) = read_signatures(out.getvalue())

    assert not found.covers_whole_file
    assert not are_sound((found,))


def test_bytes_added_at_the_end_are_noticed(once):
    (found,) = read_signatures(once + b"\n% them\n")

    assert not found.covers_whole_file


@pytest.mark.parametrize("part", [n / 12 for n in range(1, 12)])
def test_one_changed_byte_is_noticed(once, part):
    place = int(len(once) * part)
    changed = bytearray(once)
    changed[place] ^= 1
    try:
        found = read_signatures(bytes(changed))
    except UnreadablePdf:
        return

    assert not are_sound(found)


def test_a_byte_changed_in_the_empty_room_behind_the_signature_is_noticed(once):
    place = once.rindex(b"00000000>")

    assert not are_sound(read_signatures(once[:place] + b"1" + once[place + 1 :]))


@pytest.mark.parametrize(
    "raw", [b"", b"%PDF-1.7\n", b"MZ\x00\x00", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n" * 50]
)
def test_what_is_not_a_readable_pdf_is_said(raw):
    with pytest.raises(UnreadablePdf):
        read_signatures(raw)


def test_a_file_that_is_cut_off_is_unreadable_or_unsound(once):
    try:
        found = read_signatures(once[: len(once) * 2 // 3])
    except UnreadablePdf:
        return

    assert not are_sound(found)


def test_a_root_that_is_no_certificate_is_named(settings, tmp_path):
    (tmp_path / "goc.pem").write_text("không phải chứng thư")
    settings.SIGNATURE_ROOTS = str(tmp_path)

    with pytest.raises(BadRoots, match=r"goc\.pem"):
        trusted_roots()

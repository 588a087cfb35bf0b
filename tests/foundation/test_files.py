"""Uploads are judged by what they are; kept ones are only given out as downloads."""

import io
import zipfile
from contextlib import closing
from unicodedata import normalize

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.foundation.files import (
    BadUpload,
    FileChanged,
    FileGone,
    Kind,
    give_out,
    inspect_upload,
    keep_file,
    read_file,
)
from thidua.foundation.files.inspection import MAX_UPLOAD_BYTES, OLE_MAGIC, clean_name

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
PDF = b"%PDF-1.7\n" + b"x" * 64
TABLE = {Kind.XLSX, Kind.CSV}


def package(parts: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(**more: bytes) -> bytes:
    return package({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", **more})


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("bảng.xlsx", workbook(), Kind.XLSX),
        ("BẢNG.XLSX", workbook(), Kind.XLSX),
        ("báo cáo.docx", package({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), Kind.DOCX),
        ("bảng.csv", "đơn vị;điểm\nHồng Bàng;95,80\n".encode(), Kind.CSV),
        ("bảng.csv", b"\xef\xbb\xbf" + "đơn vị;điểm\n".encode(), Kind.CSV),
        ("ảnh.png", PNG, Kind.PNG),
        ("quyết định.pdf", PDF, Kind.PDF),
    ],
)
def test_a_good_file_is_known_by_its_content(name, content, kind):
    seen = inspect_upload(upload(name, content), kinds=set(Kind))

    assert (seen.kind, seen.size, seen.name) == (kind, len(content), name)
    assert seen.file.read() == content, "it is left at its beginning"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("trống.csv", b"", "trống"),
        ("mật khẩu.pdf", PDF + b"trailer <</Encrypt 5 0 R>>", "mật khẩu"),
        ("mật khẩu.pdf", PDF + b"x" * (256 * 1024 - len(PDF) - 4) + b"/Encrypt 5 0 R", "mật khẩu"),
        ("mật khẩu.xlsx", OLE_MAGIC + b"x" * 600, "mật khẩu"),
        ("cũ.xls", OLE_MAGIC + b"x" * 600, "Office cũ"),
        ("macro.xlsx", workbook(**{"xl/vbaProject.bin": b"x"}), "macro"),
        ("hỏng.xlsx", workbook()[:-30], "hỏng"),
        ("hỏng2.xlsx", b"PK\x03\x04" + "rác".encode() * 50, "hỏng"),
        ("nén.xlsx", package({"a.txt": b"x"}), "Hãy gửi tệp XLSX hoặc CSV"),
        ("thiếu.xlsx", package({"xl/workbook.xml": b"x"}), "Hãy gửi tệp XLSX hoặc CSV"),
        (
            "văn bản.xlsx",
            package({"[Content_Types].xml": b"x", "word/document.xml": b"x"}),
            "không phải loại",
        ),
        ("bảng.xlsx", b"a;b\n1;2\n", "tên lại khác"),
        ("bảng.csv", workbook(), "tên lại khác"),
        ("trang.csv", b"<html><script>x</script>", "không phải loại"),
        ("hình.csv", "﻿ <svg onload=x>".encode(), "không phải loại"),
        ("chạy.csv", b"\x7fELF" + b"\x01" * 64, "không phải loại"),
        ("ảnh.csv", PNG, "không phải loại"),
        ("latin.csv", "điểm".encode("utf-16"), "UTF-8"),
        ("cp1258.csv", b"\xd0i\xea\xd2m;1\n", "UTF-8"),
        ("nhị phân.csv", b"a;b\x00c\n", "nhị phân"),
        ("cụt.csv", "điể".encode()[:-1], "UTF-8"),
        ("bom.xlsx", workbook(**{"xl/big.xml": b"0" * 60_000_000}), "bung ra quá lớn"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_the_cure(name, content, words):
    with pytest.raises(BadUpload) as refusal:
        inspect_upload(upload(name, content), kinds=TABLE)

    assert words in refusal.value.sentence
    assert name in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")


def test_a_file_over_the_limit_is_refused_by_its_size_before_it_is_read():
    class Unread(ContentFile):
        def read(self, *args):
            raise AssertionError("nobody should read this")

    big = Unread(b"", name="lớn.xlsx")
    big.size = 200 * 1024 * 1024

    with pytest.raises(BadUpload, match="nặng 200 MB, vượt mức 20 MB"):
        inspect_upload(big, kinds=TABLE, max_bytes=MAX_UPLOAD_BYTES)


def test_a_bomb_that_lies_about_its_size_is_refused():
    honest = workbook(**{"xl/big.xml": b"0" * 5_000_000})
    size = (5_000_000).to_bytes(4, "little")
    lying = honest.replace(size, (10).to_bytes(4, "little"))

    with pytest.raises(BadUpload, match=r"hỏng|bung ra"):
        inspect_upload(upload("dối.xlsx", lying), kinds=TABLE)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\An\\bảng.xlsx", "bảng.xlsx"),
        (normalize("NFD", "Đông Hải.csv"), "Đông Hải.csv"),
        ("a\r\nSet-Cookie: x.csv", "a Set-Cookie: x.csv"),
        ("x" * 300 + ".xlsx", "x" * 145 + ".xlsx"),
    ],
)
def test_names_are_cleaned(given, clean):
    assert clean_name(given) == clean


def test_a_kept_file_lies_under_a_random_name_and_comes_back_as_a_download(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    inspected = inspect_upload(upload("Bảng điểm.csv", b"a;b\n"), kinds=TABLE)

    stored = keep_file(by=None, at=at, upload=inspected)

    assert "Bảng" not in stored.path
    with closing(give_out(stored)) as answer:
        assert b"".join(answer.streaming_content) == b"a;b\n"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_a_file_whose_bytes_are_gone_is_told_with_what_finds_it_again(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = keep_file(by=None, at=at, upload=inspect_upload(upload("Bảng điểm.csv", b"a;b\n"), kinds=TABLE))
    (tmp_path / stored.path).unlink()

    for way in (read_file, give_out):
        with pytest.raises(FileGone, match=r"Bảng điểm\.csv") as gone:
            way(stored)
        assert stored.sha256 in gone.value.next_step


def test_a_file_with_a_changed_byte_is_not_given_out(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = keep_file(by=None, at=at, upload=inspect_upload(upload("Bảng điểm.csv", b"a;b\n"), kinds=TABLE))
    assert read_file(stored) == b"a;b\n"
    (tmp_path / stored.path).write_bytes(b"a;c\n")

    for way in (read_file, give_out):
        with pytest.raises(FileChanged, match="không còn đúng như lúc được nộp"):
            way(stored)

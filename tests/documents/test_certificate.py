"""Sheets that are handed over: one to a page, whatever the name, with the decision and where to check it."""

import re
import subprocess
from datetime import date

import pytest
from tests.opened import pages_of as opened_pages

from thidua.documents.papers import Certificate, Signer, certificate_docx, certificates_pdf, qr_svg

NAME = "Nguyễn Hoàng Thị Phương Thảo Quỳnh Như Tôn Nữ Công Tằng Ái Vân"
URL = "https://thidua.example/kiem-tra/00000001-AbCdEf"


def sheet(**more) -> Certificate:
    given = {
        "form": "Bằng khen",
        "conferred_by": "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
        "name": NAME,
        "of": "Phó Trưởng phòng Phòng Cải cách hành chính và pháp chế, Sở Nội vụ thành phố Hải Phòng",
        "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua",
        "check_url": URL,
        "signer": Signer(("KT. Chủ tịch", "Phó Chủ tịch"), "Lê Anh Quân"),
        "number": "5",
        "on": date(2030, 5, 19),
    }
    return Certificate(**{**given, **more})


def pages_of(made: bytes, tmp_path) -> list[str]:
    path = tmp_path / "bang-khen.pdf"
    path.write_bytes(made)
    told = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout
    return [re.sub(r"\s+", " ", page) for page in told.split("\f")[:-1]]


@pytest.mark.poppler
def test_what_stands_on_it(tmp_path):
    (page,) = pages_of(certificates_pdf([sheet()]), tmp_path)

    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG TẶNG BẰNG KHEN",
        NAME,
        "Đã có thành tích xuất sắc trong phong trào thi đua",
        "Theo Quyết định số 05/QĐ-UBND ngày 19 tháng 5 năm 2030",
        "Hải Phòng, ngày 19 tháng 5 năm 2030",
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Anh Quân",
        "Mẫu gợi ý",
    ):
        assert part in page


@pytest.mark.poppler
def test_one_page_each_however_long_the_words(tmp_path):
    long = sheet(achievement="Ứng dụng trí tuệ nhân tạo rà soát thủ tục hành chính. " * 8, of=NAME * 3)
    pages = pages_of(certificates_pdf([sheet(name="Phường Hồng Bàng", of=""), long, sheet()]), tmp_path)

    assert len(pages) == 3
    assert "Phường Hồng Bàng" in pages[0]
    assert pages[1].count("Ứng dụng trí tuệ nhân tạo") == 8
    assert all("Lê Anh Quân" in page for page in pages)


@pytest.mark.libreoffice
@pytest.mark.poppler
def test_a_word_file_is_one_page_however_long_the_words(tmp_path):
    """The name of who signs stood alone on a second page."""
    signer = Signer(("KT. Chủ tịch", "Phó Chủ tịch Thường trực"), NAME.upper())
    cases = {
        "sixty": sheet(name=NAME, of=f"{NAME}, {NAME}", signer=signer),
        "capitals": sheet(name=NAME.upper(), of=f"{NAME}, {NAME}".upper(), signer=signer),
        "longest": sheet(name=(NAME * 3)[:160].upper(), of=(NAME * 6)[:322].upper(), signer=signer),
    }
    for name, one in cases.items():
        (tmp_path / f"{name}.docx").write_bytes(certificate_docx(one))

    assert {name: len(pages) for name, pages in opened_pages(tmp_path).items()} == {
        f"{name}.docx": 1 for name in cases
    }


@pytest.mark.poppler
def test_a_word_without_a_blank_stays_within_the_frame(tmp_path):
    word = "Ngườicótêndàikhôngcódấucách" * 4
    path = tmp_path / "bang-khen.pdf"
    path.write_bytes(certificates_pdf([sheet(name=word, of=word)]))

    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, text=True)
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes.stdout)]
    assert max(edges) < (297 - 23) / 25.4 * 72


def test_it_is_made_for_an_archive_and_equal_ones_are_equal_files():
    made = certificates_pdf([sheet()])

    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert made == certificates_pdf([sheet()])


def test_progress_is_told_sheet_by_sheet_and_the_end_once():
    heard = []
    certificates_pdf([sheet()] * 3, progress=lambda done, total: heard.append((done, total)))

    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_there_has_to_be_one():
    with pytest.raises(ValueError, match="no certificate"):
        certificates_pdf([])


def test_the_code_is_a_drawing_of_the_address():
    assert qr_svg(URL).startswith("<svg")
    assert qr_svg(URL) != qr_svg(URL + "x")

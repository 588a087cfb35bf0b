"""Official papers: the layout of Decree 30/2020, the words as given, the same bytes for the same paper."""

import io
import shutil
import subprocess
from datetime import date
from unicodedata import normalize

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from thidua.documents.papers import (
    Annex,
    Heading,
    Items,
    Paper,
    Quote,
    Signer,
    Table,
    Text,
    annex_label,
    dated,
    to_docx,
    to_pdf,
)

SUBJECT = "Tình hình tổ chức thực hiện phong trào thi đua “Đẩy mạnh cải cách hành chính” năm 2026"
LATE = Table(
    head=("TT", "Đơn vị", "Số ngày muộn"),
    rows=[(str(n), f"Ủy ban nhân dân phường số {n}", str(n)) for n in range(1, 60)],
    widths=(1, 6, 2),
    caption="Đơn vị gửi muộn",
    numbers=frozenset({2}),
)


def paper(**more) -> Paper:
    given = {
        "kind": "Báo cáo",
        "above": "Ủy ban nhân dân thành phố Hải Phòng",
        "issuer": "Sở Nội vụ",
        "symbol": "BC-SNV",
        "subject": SUBJECT,
        "signer": Signer(("KT. Giám đốc", "Phó Giám đốc"), "Lương Quốc Việt"),
        "body": (
            Heading("I. Công tác chỉ đạo"),
            Heading("1. Văn bản", 2),
            Text("Đoạn thứ nhất.\n\nĐoạn thứ hai & <thẻ>."),
            Items(("một", "hai")),
            Quote("Thiếu máy quét", "Phường Hồng Bàng"),
            LATE,
        ),
        "recipients": ("Như trên", "Lưu: VT, CCHC"),
    }
    return Paper(**{**given, **more})


def read(made: Paper):
    return Document(io.BytesIO(to_docx(made)))


def words_of(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_page_margins_and_font_are_those_of_the_decree():
    document = read(paper())
    section = document.sections[0]
    size = [round(side.mm) for side in (section.page_width, section.page_height)]
    margins = [
        round(side.mm)
        for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ]

    assert size == [210, 297]
    assert margins == [20, 20, 30, 15]
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }
    assert 13 <= document.styles["Normal"].font.size.pt <= 14


def test_page_number_stands_in_the_top_margin_but_not_on_the_first_page():
    section = read(paper()).sections[0]

    assert section.different_first_page_header_footer
    assert " PAGE " in section.header._element.xml
    assert " PAGE " not in section.first_page_header._element.xml


def test_the_head_has_both_agencies_the_motto_number_and_day():
    words = words_of(read(paper(number="5", on=date(2026, 12, 9))))

    for part in (
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
        "SỞ NỘI VỤ",
        "Số: 05/BC-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hải Phòng, ngày 09 tháng 12 năm 2026",
        "BÁO CÁO",
        SUBJECT,
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Lương Quốc Việt",
        "- Như trên;",
        "- Lưu: VT, CCHC.",
    ):
        assert part in words


def test_what_is_not_known_leaves_room():
    words = words_of(read(paper(signer=Signer(("Giám đốc",)))))

    assert f"Số: {' ' * 8}/BC-SNV" in words
    assert f"ngày {' ' * 5} tháng" in words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 6, 9), "ngày 09 tháng 6 năm 2026"),
        (date(2027, 2, 3), "ngày 03 tháng 02 năm 2027"),
        (date(2026, 11, 30), "ngày 30 tháng 11 năm 2026"),
    ],
)
def test_days_under_ten_and_the_first_two_months_are_padded(on, words):
    assert dated(on) == words


def test_a_letter_has_its_subject_under_the_number_and_no_name():
    letter = paper(kind="", symbol="SNV-CCHC&PC", addressees=("Ủy ban nhân dân xã An Lão",))
    document = read(letter)
    head = document.tables[0].rows[0].cells[0].text

    assert head.index("SNV-CCHC&PC") < head.index(f"V/v {SUBJECT}")
    assert "Kính gửi: Ủy ban nhân dân xã An Lão" in words_of(document)
    assert "BÁO CÁO" not in words_of(document)


def test_several_addressees_stand_under_each_other():
    words = words_of(read(paper(kind="", addressees=("Sở Y tế", "Sở Xây dựng"))))

    assert "Kính gửi:\n- Sở Y tế;\n- Sở Xây dựng.\n" in words


def test_the_body_keeps_the_words_and_parts_paragraphs_at_empty_lines():
    lines = [line.text for line in read(paper()).paragraphs]

    assert lines.index("Đoạn thứ nhất.") + 1 == lines.index("Đoạn thứ hai & <thẻ>.")
    assert "I. CÔNG TÁC CHỈ ĐẠO" in lines
    assert "- một" in lines
    assert "“Thiếu máy quét”" in lines
    assert "(Phường Hồng Bàng)" in lines


def test_the_head_of_a_table_is_repeated_and_rows_stay_whole():
    table = read(paper()).tables[1]

    assert len(table.rows) == 60
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_a_row_higher_than_a_page_goes_on_over_it():
    table = Table(("TT", "Sáng kiến"), [("1", "ngắn"), ("2", "dài " * 300)], (1, 5))
    first, second = read(paper(body=(table,))).tables[1].rows[1:]

    assert "w:cantSplit" in first._tr.xml
    assert "w:cantSplit" not in second._tr.xml


def test_an_annex_begins_a_page_and_may_lie_on_its_side():
    annexes = (Annex("PHỤ LỤC I", (LATE,), is_wide=True), Annex("PHỤ LỤC II", (Text("hết"),)))
    sections = list(read(paper(annexes=annexes)).sections)

    assert [section.orientation for section in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


def test_each_annex_has_its_label_and_is_numbered_from_one():
    """Decree 30/2020, Annex I: label in small letters, title in capitals, pages of its own."""
    titled = paper(annexes=[Annex("Danh sách", (LATE,), label=annex_label(place, 2)) for place in (1, 2)])
    read_again = read(titled)

    words = words_of(read_again)
    assert all(one in words for one in ("Phụ lục I", "Phụ lục II", "DANH SÁCH"))
    starts = [section._sectPr.xpath("./w:pgNumType/@w:start") for section in read_again.sections]
    assert starts == [[], ["1"], ["1"]]


@pytest.mark.poppler
def test_the_pdf_numbers_each_annex_from_one(tmp_path):
    path = tmp_path / "bao-cao.pdf"
    annexes = [Annex("Danh sách", (LATE,), label=annex_label(place, 2)) for place in (1, 2)]
    path.write_bytes(to_pdf(paper(annexes=annexes)))

    told = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout

    heads = [page.split()[:4] for page in told.split("\f") if "Phụ lục" in page]
    assert heads == [["1", "Phụ", "lục", "I"], ["1", "Phụ", "lục", "II"]]


def test_each_line_of_an_item_is_a_paragraph():
    """Within a justified one Word draws out the line before a break over the whole width."""
    read_again = read(paper(body=(Items(["Lê Thị Hoa: một.\n\nHai."]),)))

    words = [paragraph.text for paragraph in read_again.paragraphs]
    assert "- Lê Thị Hoa: một." in words
    assert "Hai." in words


def test_what_ends_a_page_begins_no_other_one():
    """Below a full page, the paragraphs that the format wants behind a table made an empty one."""
    read_again = read(paper(annexes=[Annex("Danh sách", (LATE,), label=annex_label(n, 2)) for n in (1, 2)]))

    ends = [one for one in read_again.paragraphs if one._p.xpath("./w:pPr/w:sectPr")]
    assert len(ends) == 2
    assert all(one.paragraph_format.line_spacing == Pt(1) for one in [*ends, read_again.paragraphs[-1]])


def test_decomposed_text_is_composed():
    words = words_of(read(paper(body=(Text(normalize("NFD", "Tiếng Việt")),))))

    assert "Tiếng Việt" in words


@pytest.mark.parametrize("char", ["\x00", "\x02", "\x07", "\ufffe"])
def test_a_character_that_xml_cannot_hold_is_left_out(char):
    table = Table(("Đơn vị",), [(f"Hồng{char} Bàng",)], (1,))
    words = words_of(read(paper(body=(Text(f"một{char}hai"), table))))

    assert "mộthai" in words
    assert "Hồng Bàng" in words


def test_the_same_paper_is_the_same_file():
    assert to_docx(paper()) == to_docx(paper())


def test_a_kind_that_does_not_exist_is_a_mistake():
    with pytest.raises(ValueError, match="Bài thơ"):
        paper(kind="Bài thơ")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_libreoffice_opens_it(tmp_path):
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(to_docx(paper(annexes=(Annex("PHỤ LỤC I", (LATE,), is_wide=True),))))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path], check=True, timeout=120
    )

    assert (tmp_path / "bao-cao.pdf").read_bytes().startswith(b"%PDF")

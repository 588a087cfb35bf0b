"""The office's own .docx: faults named, words in their place, and nothing in it can run."""

import io
import re
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from jinja2.sandbox import ImmutableSandboxedEnvironment

from thidua.documents.papers import (
    Annex,
    Article,
    Certificate,
    Heading,
    Paper,
    Signer,
    Table,
    Text,
    certificate_docx,
)
from thidua.documents.papers.own_template import (
    CERTIFICATE,
    FIELDS,
    BadTemplate,
    check_template,
    fill_certificate,
    fill_template,
    filling,
    starting_template,
)
from thidua.documents.papers.own_template.checking import open_template

KINDS = ("", "Tờ trình", "Quyết định", "Biên bản", "Báo cáo", "Thông báo", "Giấy mời", "Kế hoạch")
LIST = Table(("TT", "Đơn vị"), [("1", "Phường Hồng Bàng")], (1, 5))


def paper(**more) -> Paper:
    given = {
        "kind": "Tờ trình",
        "above": "Ủy ban nhân dân\nthành phố Hải Phòng",
        "issuer": "Sở Nội vụ",
        "symbol": "TTr-SNV",
        "number": "5",
        "on": date(2027, 2, 3),
        "subject": "Tặng Bằng khen cho <A> & “B” {{ 7 }}",
        "addressees": ("Chủ tịch Ủy ban nhân dân thành phố",),
        "signer": Signer(("KT. Giám đốc", "Phó Giám đốc"), "Lương Quốc Việt"),
        "body": (Heading("I. Căn cứ"), Text("Đoạn một.\n\nĐoạn hai."), LIST),
        "recipients": ("Như trên", "Lưu: VT"),
        "annexes": (Annex("DANH SÁCH", (LIST,), is_wide=True), Annex("PHỤ LỤC", (Text("hết"),))),
        "marks": ("DỰ THẢO",),
    }
    return Paper(**{**given, **more})


def template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WHOLE = (
    "{{ TRICH_YEU }}",
    "Kính gửi: {{ kinh_gui }}",
    "{{ noi_dung }}",
    "{{ chuc_danh_ky }}",
    "{{ nguoi_ky }}",
    "{{ phu_luc }}",
)


def filled(raw: bytes, given: Paper) -> str:
    document = Document(io.BytesIO(fill_template(raw, given)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def faults(*lines: str, kind: str = "Tờ trình") -> str:
    return " ".join(check_template(template(*lines), kind).faults)


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_form_is_a_template_without_faults(kind):
    check = check_template(starting_template(kind), kind)

    assert check.faults == ()
    assert "noi_dung" in check.fields


def test_our_own_form_filled_says_what_our_paper_says():
    words = filled(starting_template("Tờ trình"), paper())

    for part in (
        "DỰ THẢO",
        "SỞ NỘI VỤ",
        "Số: 05/TTr-SNV",
        "Hải Phòng, ngày 03 tháng 02 năm 2027",
        "TỜ TRÌNH",
        "Tặng Bằng khen cho <A> & “B” {{ 7 }}",
        "Kính gửi: Chủ tịch Ủy ban nhân dân thành phố",
        "I. CĂN CỨ\nĐoạn một.\nĐoạn hai.",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
        "Lương Quốc Việt",
        "- Như trên;\n- Lưu: VT.",
        "DANH SÁCH",
        "Phường Hồng Bàng",
        "hết",
    ):
        assert part in words


def test_a_decision_in_our_own_form():
    given = paper(
        kind="Quyết định",
        authority="Chủ tịch Ủy ban nhân dân thành phố",
        grounds=("Căn cứ một;", "Căn cứ hai."),
        body=(Article(1, "Tặng."),),
    )
    words = filled(starting_template("Quyết định"), given)

    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ\nCăn cứ một;\nCăn cứ hai.\nQUYẾT ĐỊNH:\nĐiều 1. Tặng." in words


def test_annexes_begin_pages_of_their_own_shape():
    document = Document(io.BytesIO(fill_template(template(*WHOLE), paper())))

    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


def test_nothing_is_left_of_an_empty_field():
    given = paper(annexes=(), marks=(), signer=Signer(("Giám đốc",)))
    document = Document(io.BytesIO(fill_template(template(*WHOLE), given)))

    assert len(document.sections) == 1
    assert document.paragraphs[-1].text == "Giám đốc"


def test_a_name_in_capitals_gives_capitals():
    assert "TẶNG BẰNG KHEN CHO <A> & “B” {{ 7 }}" in filled(template(*WHOLE), paper())


def test_the_mark_of_a_draft_is_not_lost_where_the_template_has_no_place_for_it():
    document = Document(io.BytesIO(fill_template(template(*WHOLE), paper())))

    assert document.paragraphs[0].text == "DỰ THẢO"


def test_grounds_are_not_lost_where_the_template_has_no_place_for_them():
    assert "Căn cứ một;\nI. CĂN CỨ" in filled(template(*WHOLE), paper(grounds=("Căn cứ một;",)))


def test_a_field_that_word_has_torn_apart_is_still_read():
    document = Document(io.BytesIO(template(*WHOLE[1:])))
    torn = document.add_paragraph()
    for part in ("{", "{ trich", "_yeu", " }", "}"):
        torn.add_run(part)
    out = io.BytesIO()
    document.save(out)

    assert check_template(out.getvalue(), "Tờ trình").faults == ()
    assert "Tặng Bằng khen cho <A>" in filled(out.getvalue(), paper())


def test_fields_of_header_and_footer_are_read_and_filled():
    document = Document(io.BytesIO(template(*WHOLE)))
    document.sections[0].footer.paragraphs[0].text = "{{ co_quan_ban_hanh }} {{ so_hieu }}"
    out = io.BytesIO()
    document.save(out)

    assert "{{ so_hieu }}" in " ".join(check_template(out.getvalue(), "Tờ trình").faults)
    document.sections[0].footer.paragraphs[0].text = "{{ co_quan_ban_hanh }}"
    out = io.BytesIO()
    document.save(out)
    made = Document(io.BytesIO(fill_template(out.getvalue(), paper())))
    assert made.sections[0].footer.paragraphs[0].text == "Sở Nội vụ"


def test_missing_and_unknown_fields_are_named():
    told = faults("{{ trich_yeu }}", "{{ noi_dung }}", "{{ ngay_ky }}", "{{ Nguoi_Ky }}")

    assert "{{ phu_luc }} (Danh sách, phụ lục kèm theo" in told
    assert "{{ kinh_gui }}" in told
    assert "{{ ngay_ky }} và {{ Nguoi_Ky }}" in told
    assert "{{ can_cu }}" not in told
    assert "{{ nguoi_ky_2 }}" in faults(*WHOLE, kind="Biên bản")
    assert "{{ can_cu }}" in faults(*WHOLE, kind="Quyết định")


def test_fields_that_may_be_left_out_are_told_and_do_no_harm():
    check = check_template(template(*WHOLE), "Tờ trình")

    assert check.faults == ()
    assert "noi_nhan" in {field.name for field in check.missing}


def test_a_block_stands_alone_and_once():
    assert "{{ noi_dung }} phải đứng một mình" in faults(*WHOLE[:2], "Nội dung: {{ noi_dung }}", *WHOLE[3:])
    assert "{{ noi_dung }} phải đứng một mình" in faults(*WHOLE, "{{ noi_dung }}")


EVIL = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ trich_yeu.__class__ }}",
    "{{ trich_yeu.format }}",
    "{{ trich_yeu|attr('__class__') }}",
    "{{ trich_yeu|upper }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum() }}",
    "{{ 7 * 7 }}",
    "{{ 'a' * 1000000000 }}",
    "{% for x in range(1000000000) %}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{%p if trich_yeu %}",
    "{# ghi chú #}",
    "{{r trich_yeu }}",
    "{{p trich_yeu }}",
    "{{ config }}",
    "{{ trich_yeu",
]


@pytest.mark.parametrize("line", EVIL)
def test_whatever_is_not_a_field_is_refused_when_it_comes_in(line):
    assert faults(*WHOLE, line)


@pytest.mark.parametrize("line", EVIL)
def test_and_is_not_run_when_it_came_in_all_the_same(line):
    try:
        words = filled(template(*WHOLE, line), paper())
    except BadTemplate:
        return

    assert not any(sign in words for sign in ("49", "uid=", "root:", "<class", "aaaa"))


def test_commands_in_the_properties_of_the_file_are_not_run():
    document = Document(io.BytesIO(template(*WHOLE)))
    document.core_properties.title = "{{ 7 * 7 }}"
    out = io.BytesIO()
    document.save(out)

    assert "7 * 7" in " ".join(check_template(out.getvalue(), "Tờ trình").faults)
    with pytest.raises(BadTemplate):
        fill_template(out.getvalue(), paper())


def test_a_part_from_elsewhere_is_refused():
    document = Document(io.BytesIO(template(*WHOLE)))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    document.part.relate_to("https://example.org/theo-doi.png", kind, is_external=True)
    out = io.BytesIO()
    document.save(out)

    assert "từ nơi khác" in " ".join(check_template(out.getvalue(), "Tờ trình").faults)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_word_file_is_said(raw):
    with pytest.raises(BadTemplate, match=r"lưu lại dạng \.docx"):
        check_template(raw, "Tờ trình")


def test_the_same_paper_is_the_same_file():
    raw = starting_template("Tờ trình")

    assert fill_template(raw, paper()) == fill_template(raw, paper())


def test_names_of_fields_are_unique_and_plain():
    names = [field.name for field in FIELDS]

    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name.isascii() for name in names)


def sheet(**more) -> Certificate:
    given = {
        "form": "Bằng khen",
        "conferred_by": "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
        "name": "Lê Thị Hoa & <Em>",
        "of": "Chuyên viên, Sở Nội vụ",
        "achievement": "Đã có thành tích xuất sắc",
        "check_url": "https://thidua.test/kiem-tra/1/",
        "signer": Signer(("KT. Chủ tịch", "Phó Chủ tịch"), "Lê Anh Quân"),
        "number": "5",
        "on": date(2030, 5, 19),
        "marks": ("DỰ THẢO",),
    }
    return Certificate(**{**given, **more})


def sheet_words(made: bytes) -> str:
    return "\n".join(
        "".join(text.text or "" for text in line.iter(qn("w:t")))
        for line in Document(io.BytesIO(made)).element.body.iter(qn("w:p"))
    )


def pictures(made: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return sum(name.startswith("word/media/") for name in package.namelist())


def test_a_certificate_has_a_form_with_fields_of_its_own():
    raw = starting_template(CERTIFICATE)
    check = check_template(raw, CERTIFICATE)

    assert check.faults == ()
    assert [field.name for field in check.missing] == ["dia_chi_kiem_tra"]
    told = faults("{{ ten }} {{ trich_yeu }}", kind=CERTIFICATE)
    assert "không biết: {{ trich_yeu }}" in told
    assert "{{ thanh_tich }}" in told
    assert "{{ ma_qr }}" not in told, "an office may leave the code out"
    assert "không biết: {{ ma_qr }}" in faults("{{ ma_qr }}"), "no field of another paper"


def test_our_certificate_by_its_form_says_what_ours_says_and_has_the_code():
    filled_in = fill_certificate(starting_template(CERTIFICATE), sheet())

    for made in (filled_in, certificate_docx(sheet(is_suggested_form=False))):
        words = sheet_words(made)
        for part in (
            "DỰ THẢO",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
            "BẰNG KHEN",
            "Lê Thị Hoa & <Em>",
            "Chuyên viên, Sở Nội vụ",
            "Theo Quyết định số 05/QĐ-UBND",
            "Hải Phòng, ngày 19 tháng 5 năm 2030",
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            "Lê Anh Quân",
        ):
            assert part in words
        assert pictures(made) == 1
        assert len(Document(io.BytesIO(made)).sections) == 1
    assert filled_in == fill_certificate(starting_template(CERTIFICATE), sheet())


def test_a_form_without_the_code_or_the_marks_is_filled_all_the_same():
    raw = template("{{ TEN }}", "{{ chuc_vu_don_vi }}", "{{ thanh_tich }}")
    made = fill_certificate(raw, sheet(of=""))

    assert sheet_words(made) == "DỰ THẢO\nLÊ THỊ HOA & <EM>\nĐã có thành tích xuất sắc"
    assert pictures(made) == 0


def test_many_certificates_read_and_compile_their_form_once(monkeypatch):
    document = Document()
    document.add_paragraph("{{ ten }} {{ chuc_vu_don_vi }} {{ thanh_tich }} {{ ma_qr }}")
    document.sections[0].header.paragraphs[0].text = "{{ TEN }}"
    out = io.BytesIO()
    document.save(out)
    raw, opened, compiled = out.getvalue(), [], []
    monkeypatch.setattr(filling, "open_template", lambda raw: opened.append(raw) or open_template(raw))
    compiler = ImmutableSandboxedEnvironment.compile
    monkeypatch.setattr(
        ImmutableSandboxedEnvironment,
        "compile",
        lambda self, source, *more: compiled.append(source) or compiler(self, source, *more),
    )

    made = [fill_certificate(raw, sheet(name=name)) for name in ("Lê Thị Hoa", "Trần Văn An", "Lê Thị Hoa")]

    assert (len(opened), len(compiled)) == (1, len(set(compiled)))
    assert made[0] == made[2]
    for content, name, other in ((made[0], "Hoa", "An"), (made[1], "An", "Hoa")):
        words = sheet_words(content)
        head = Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text
        assert name in words
        assert other not in words
        assert head.endswith(name.upper())
        assert pictures(content) == 1


def test_a_file_tells_no_time_of_its_making():
    made = starting_template("Quyết định")

    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert {part.date_time for part in package.infolist()} == {(2026, 6, 9, 0, 0, 0)}
    in_part = {made[place + 10 : place + 14] for place in found_at(made, b"PK\3\4")}
    assert in_part == {made[place + 12 : place + 16] for place in found_at(made, b"PK\1\2")}
    assert len(in_part) == 1


def found_at(content: bytes, mark: bytes) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(mark), content)]

"""Papers as PDF/A: the same words as in Word, in form whatever is typed, the same bytes."""

import re
import subprocess
from datetime import date
from threading import Thread

import pytest

from thidua.documents.papers import (
    Annex,
    Article,
    Heading,
    Items,
    Paper,
    Quote,
    Signer,
    Table,
    Text,
    accompanying,
    to_pdf,
)

NAME = "Nguyễn Hoàng Thị Phương Thảo Quỳnh Như Tôn Nữ Công Tằng Ái Vân"
TITLE = ("Ứng dụng trí tuệ nhân tạo rà soát, cắt giảm thủ tục hành chính " * 7)[:400]
ON = date(2027, 2, 3)


def paper(**more) -> Paper:
    given = {
        "kind": "Tờ trình",
        "above": "Ủy ban nhân dân\nthành phố Hải Phòng",
        "issuer": "Sở Nội vụ",
        "symbol": "TTr-SNV",
        "subject": "Về việc tặng Bằng khen",
        "signer": Signer(("KT. Giám đốc", "Phó Giám đốc"), "Lương Quốc Việt"),
    }
    return Paper(**{**given, **more})


def words_of(made: bytes, tmp_path, *options: str) -> str:
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(made)
    told = subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True, text=True)
    return re.sub(r"\s+", " ", told.stdout)


def pages_of(made: bytes) -> int:
    return len(re.findall(rb"/Type ?/Page\b", made))


def test_it_says_that_it_is_made_for_an_archive():
    made = to_pdf(paper())

    assert made.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in made


def test_the_same_paper_is_the_same_file():
    assert to_pdf(paper()) == to_pdf(paper())
    assert to_pdf(paper()) != to_pdf(paper(number="5"))


@pytest.mark.poppler
def test_every_part_is_on_it(tmp_path):
    made = to_pdf(
        paper(
            number="5",
            on=ON,
            marks=("DỰ THẢO",),
            addressees=("Chủ tịch Ủy ban nhân dân thành phố", "Ban Thi đua - Khen thưởng"),
            body=(
                Heading("I. Căn cứ"),
                Text("Đoạn thứ nhất.\n\nĐoạn thứ hai."),
                Items(("một", "hai")),
                Quote("Thiếu máy quét", "Phường Hồng Bàng"),
                Table(("TT", "Đơn vị"), [("1", "Phường Lê Chân")], (1, 5), caption="Bảng"),
            ),
            recipients=("Như trên", "Lưu: VT"),
            is_suggested_form=True,
        )
    )
    words = words_of(made, tmp_path, "-raw")

    for part in (
        "Mẫu gợi ý",
        "DỰ THẢO",
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG SỞ NỘI VỤ",
        "Số: 05/TTr-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hải Phòng, ngày 03 tháng 02 năm 2027",
        "TỜ TRÌNH Về việc tặng Bằng khen",
        "- Chủ tịch Ủy ban nhân dân thành phố; - Ban Thi đua - Khen thưởng.",
        "I. CĂN CỨ Đoạn thứ nhất. Đoạn thứ hai. - một - hai",
        "“Thiếu máy quét” (Phường Hồng Bàng)",
        "Bảng TT Đơn vị 1 Phường Lê Chân",
        "- Như trên; - Lưu: VT.",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lương Quốc Việt",
    ):
        assert part in words


@pytest.mark.poppler
def test_a_decision_has_grounds_articles_and_its_list(tmp_path):
    note = accompanying("Quyết định", "15", "QĐ-UBND", ON, "Chủ tịch Ủy ban nhân dân thành phố")
    made = to_pdf(
        paper(
            kind="Quyết định",
            authority="Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
            grounds=("Căn cứ Luật Thi đua, khen thưởng;", "Theo đề nghị của Giám đốc Sở Nội vụ."),
            body=(Article(1, "Tặng Bằng khen cho 02 tập thể."), Article(2, "Sở Nội vụ:\na) một.")),
            annexes=(Annex("DANH SÁCH", (Text("hết"),), note=note),),
        )
    )
    words = words_of(made, tmp_path, "-raw")

    assert (
        "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG Căn cứ Luật Thi đua, khen thưởng; Theo đề nghị của "
        "Giám đốc Sở Nội vụ. QUYẾT ĐỊNH: Điều 1. Tặng Bằng khen cho 02 tập thể. Điều 2. Sở Nội vụ: a) một."
    ) in words
    assert "(Kèm theo Quyết định số 15/QĐ-UBND ngày 03 tháng 02 năm 2027 của Chủ tịch" in words


@pytest.mark.poppler
def test_the_first_page_has_no_number_the_others_have_and_table_heads_come_again(tmp_path):
    rows = [(str(n), TITLE, ", ".join([NAME] * 4)) for n in range(1, 30)]
    list_of_names = Table(("TT", "Sáng kiến", "Tác giả"), rows, (1, 8, 6))
    made = to_pdf(paper(body=(list_of_names,)))
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(made)
    pages = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout.split(
        "\f"
    )[:-1]

    assert len(pages) > 3
    assert not re.match(r"\s*1\s", pages[0])
    assert [re.match(r"\s*(\d+)", page)[1] for page in pages[1:]] == [
        str(n) for n in range(2, len(pages) + 1)
    ]
    assert all("Tác giả" in page for page in pages[1:-1])


@pytest.mark.poppler
def test_long_titles_and_names_stay_whole_and_inside_the_page(tmp_path):
    rows = [("1", TITLE, ", ".join([NAME] * 4), "https://" + "a" * 300)]
    made = to_pdf(paper(body=(Table(("TT", "A", "B", "C"), rows, (1, 3, 3, 2)),), subject=TITLE))
    words = words_of(made, tmp_path, "-raw")
    boxes = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "van-ban.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    right_edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)]

    assert words.count(NAME) == 4
    assert words.count(TITLE.strip()) == 2
    assert max(right_edges) < (210 - 15) / 25.4 * 72 + 1


@pytest.mark.poppler
@pytest.mark.parametrize(
    "last", [Text("Câu cuối."), Article(9, "Câu cuối."), Article(9, "Mở đầu.\n\nCâu cuối.")]
)
def test_a_page_does_not_begin_with_the_signature_alone(last, tmp_path):
    for filled in range(18, 32):
        made = to_pdf(paper(body=(Text("\n\n".join(["Một dòng."] * filled)), last)))
        (tmp_path / "van-ban.pdf").write_bytes(made)
        told = ["pdftotext", tmp_path / "van-ban.pdf", "-"]
        pages = subprocess.run(told, check=True, capture_output=True, text=True).stdout.split("\f")
        (signed,) = [page for page in pages if "Lương Quốc Việt" in page]
        assert "Câu cuối" in signed, filled


@pytest.mark.poppler
def test_a_row_higher_than_a_page_is_torn_apart_and_not_cut(tmp_path):
    rows = [("1", "Một câu khá dài về thành tích. " * 400)]
    made = to_pdf(paper(body=(Table(("TT", "Thành tích"), rows, (1, 9)),)))

    assert pages_of(made) > 2
    assert words_of(made, tmp_path, "-raw").count("Một câu khá") == 400


@pytest.mark.poppler
@pytest.mark.parametrize(
    "words", ["#panic(1) *x* $a$ `b` \\u{41} //c /* d", '"; #eval("1")', "= a - b + <nhãn> @x"]
)
def test_what_looks_like_a_command_is_printed(words, tmp_path):
    assert words in words_of(to_pdf(paper(body=(Text(words),))), tmp_path)


@pytest.mark.poppler
@pytest.mark.parametrize(
    ("typed", "printed"), [("ổn 😀 nhé", "ổn □ nhé"), ("漢字", "□□"), ("a\x00\x07b", "ab")]
)
def test_a_letter_without_a_picture_is_a_box_and_control_characters_go(typed, printed, tmp_path):
    assert printed in words_of(to_pdf(paper(body=(Text(typed),))), tmp_path)


def test_every_letter_that_counts_as_safe_can_be_drawn():
    safe = "".join(
        map(chr, [*range(0xA1, 0x250), *range(0x1EA0, 0x1EFA), *range(0x2010, 0x2028), 0x20AB, 0x25A1])
    )

    assert to_pdf(paper(body=(Text(f"{safe} 😀"),)))


def test_several_threads_draw_at_once():
    made: list[bytes] = []
    threads = [Thread(target=lambda: made.append(to_pdf(paper()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 4
    assert len(set(made)) == 1


@pytest.mark.poppler
@pytest.mark.parametrize("code", ["2026-2030/11311/02", "HỒNGPHƯỢNGNGHIÊMTRANGKHÁNHVÂN"])
def test_the_code_of_a_dossier_stays_in_its_narrow_column(code, tmp_path):
    """Digits and strokes alone are one word to the rules of line breaking: it ran over the next cell."""
    table = Table(("TT", "Mã hồ sơ", "Tên"), [("1", code, "Hoa")], (6, 18, 76))
    boxes = words_of(to_pdf(paper(body=(table,))), tmp_path, "-bbox")
    place = rf'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">{code[:4]}'
    (spot,) = re.finditer(place, boxes)

    left, right = (float(edge) / 72 * 25.4 for edge in spot.groups())
    assert 30 + 165 * 0.06 < left < right < 30 + 165 * 0.24
    # Nothing is put into what somebody copies or searches.
    assert code in words_of(to_pdf(paper(body=(table,))), tmp_path, "-raw").replace(" ", "")


@pytest.mark.poppler
def test_a_reason_in_capitals_is_not_cut_at_the_foot_of_a_page(tmp_path):
    reason = "CHƯA ĐỦ MƯỜI HAI THÁNG LÀM CẢI CÁCH HÀNH CHÍNH. " * 14 + "HẾT"
    annex = Annex("Danh sách", (Table(("Tên", "Ý kiến"), [("Hoa", reason)], (82, 18)),), is_wide=True)

    assert "HẾT" in words_of(to_pdf(paper(annexes=[annex])), tmp_path, "-raw")

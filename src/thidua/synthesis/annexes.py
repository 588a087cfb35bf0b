"""The annexes of the city's report: every unit, figures by block, indicators, difficulties, quotations."""

from collections.abc import Sequence

from thidua.core.blocks import INDEX_BLOCKS
from thidua.documents.papers import Annex, Block, Table, Text, annex_label
from thidua.synthesis.figures import Figures, number_words
from thidua.synthesis.sentence import moment_words
from thidua.synthesis.tables import block_name, figure_rows, lines_by_block, sent_rows, sent_words
from thidua.synthesis.words import LastYear


def annexes(now: Figures, before: LastYear | None, year: int) -> list[Annex]:
    """Five of them, always in this order: the sentences of the report name them by number."""
    drawn = f"số liệu tính đến {moment_words(now.moment)}" if now.moment else "chưa lấy số liệu"
    note = f"(Kèm theo Báo cáo năm {year} của Sở Nội vụ; {drawn})"
    lists: list[tuple[str, list[Block]]] = [
        ("TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC ĐƠN VỊ", _units(now)),
        ("SỐ LIỆU TỔNG HỢP THEO KHỐI", [_sums(now, before)]),
        ("CÁC CHỈ SỐ CHUYỂN ĐỔI SỐ", _indicators(now, before)),
        ("PHẢN ÁNH, KIẾN NGHỊ ĐÃ TIẾP NHẬN", [_difficulties(now)]),
        ("TỒN TẠI, KIẾN NGHỊ TRONG BÁO CÁO CỦA ĐƠN VỊ (NGUYÊN VĂN)", [_quotes(now)]),
    ]
    return [
        Annex(title, blocks, is_wide=place > 1, note=note, label=annex_label(place, len(lists)))
        for place, (title, blocks) in enumerate(lists, 1)
    ]


def _units(now: Figures) -> list[Block]:
    head = ("Khối", "Phải gửi", "Đúng hạn", "Trong ngày mốc", "Sau hạn", "Chưa gửi", "Đang bổ sung")
    counts = [
        (
            row.name,
            *map(str, (row.owing, row.on_time, row.on_the_day, row.late, row.missing, row.returned)),
        )
        for row in sent_rows(now)
    ]
    tables: list[Block] = [
        _table(head, counts, (5, 2, 2, 2, 2, 2, 2), "Chưa có số liệu.", numbers=frozenset(range(1, 7)))
    ]
    for name, lines in lines_by_block(now):
        rows = [
            (str(place), line.name, line.state, sent_words(line), line.receipt or "–")
            for place, line in enumerate(lines, 1)
        ]
        tables.append(
            Table(
                ("TT", "Đơn vị", "Tình trạng", "Thời điểm gửi", "Số biên nhận"),
                rows,
                (3, 11, 7, 9, 9),
                caption=name,
            )
        )
    return tables


def _sums(now: Figures, before: LastYear | None) -> Block:
    names = [block_name(block) for block in INDEX_BLOCKS]
    rows = [
        (
            row.figure.label,
            row.figure.measured_in,
            *row.blocks,
            row.whole,
            row.figure.coverage,
            row.last_year,
            row.change,
        )
        for row in figure_rows(now.sums, now, before)
    ]
    head = ("Nội dung", "Đơn vị tính", *names, "Toàn TP", "Số đơn vị có số liệu", _then(before), "Tăng, giảm")
    return _table(head, rows, (8, 3, 3, 3, 3, 3, 4, 4, 3), "Chưa có số liệu.", numbers=frozenset(range(2, 9)))


def _then(before: LastYear | None) -> str:
    return f"Năm {before.year} (số đơn vị)" if before else "Năm trước (chưa có báo cáo đã duyệt)"


def _indicators(now: Figures, before: LastYear | None) -> list[Block]:
    rows = [
        (
            row.figure.label,
            row.figure.measured_in,
            *row.blocks,
            row.whole,
            "–" if row.figure.average is None else number_words(row.figure.average),
            row.figure.coverage,
            row.last_year,
            row.change,
        )
        for row in figure_rows(now.indicators, now, before)
    ]
    names = [f"Trung vị {block_name(block)}" for block in INDEX_BLOCKS]
    whole = ("Trung vị TP", "Trung bình TP", "Số đơn vị có số liệu", _then(before), "Tăng, giảm")
    words = "Chỉ số do cơ quan thường trực đặt, không có trong Kế hoạch; tăng, giảm là của trung vị."
    table = _table(
        ("Chỉ số", "Đơn vị tính", *names, *whole),
        rows,
        (8, 3, 3, 3, 3, 3, 3, 4, 4, 3),
        "Năm này không đặt chỉ số nào.",
        numbers=frozenset(range(2, 10)),
    )
    return [Text(words), table]


def _difficulties(now: Figures) -> Block:
    rows = [
        (
            row.receipt,
            row.sender,
            f"{row.title}: “{row.text.strip()}”",
            row.sent_on,
            row.state_words + (" (quá ngày dự kiến)" if row.is_over else ""),
            row.owner or "chưa giao",
            row.answer or "chưa trả lời",
        )
        for row in now.difficulties
    ]
    sent = ("Số tiếp nhận", "Nơi gửi", "Nội dung (nguyên văn)", "Ngày gửi")
    handled = ("Tình trạng", "Người xử lý", "Trả lời")
    empty = "Trong năm chưa nhận phản ánh, kiến nghị nào."
    return _table((*sent, *handled), rows, (4, 5, 10, 4, 4, 4, 8), empty)


def _quotes(now: Figures) -> Block:
    rows = [
        (str(place), quote.unit, "Tồn tại" if quote.section == "VII" else "Kiến nghị", quote.text)
        for place, quote in enumerate(now.quotes, 1)
    ]
    return _table(("TT", "Đơn vị", "Loại", "Nội dung"), rows, (1, 4, 2, 12), "Chưa có báo cáo nào nêu.")


def _table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    empty: str,
    numbers: frozenset[int] = frozenset(),
) -> Block:
    return Table(head, rows, widths, numbers=numbers) if rows else Text(empty)

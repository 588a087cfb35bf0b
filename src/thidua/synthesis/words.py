"""The figures in sentences, as an official would write them; official text, so Vietnamese only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.text import format_count, join_words
from thidua.reports.enums import Timing
from thidua.reports.outline import SECTIONS
from thidua.synthesis.figures import Figure, Figures, Way, number_words, with_unit
from thidua.synthesis.phrases import PHRASES
from thidua.synthesis.sentence import Piece, Sentence, day_words, figure_piece, moment_words, said

MOST_NAMED = 12
"""More units than this are only counted; the annex names them all."""
CODES = tuple(section.code for section in SECTIONS)
TITLES = {
    "I": "Tình hình triển khai và chế độ báo cáo",
    "II": "Kết quả theo sáu nội dung thi đua",
    "III": "Sáng kiến, mô hình",
    "IV": "Tuyên truyền, điển hình",
    "V": "Khen thưởng ở cơ sở",
    "VI": "Chỉ số cải cách hành chính",
    "VII": "Tồn tại, khó khăn và nguyên nhân",
    "VIII": "Phương hướng, đề xuất, kiến nghị",
}


@dataclass(frozen=True, slots=True)
class LastYear:
    """The report that the present one is compared with: an approved one, nothing else counts."""

    year: int
    figures: Figures


def sentences(section: str, now: Figures, before: LastYear | None) -> list[Sentence]:
    """What the figures say in one section; nothing before figures are drawn."""
    if now.moment is None:
        return []
    told: list[Sentence] = []
    if section == "I":
        told += _standing(now, before)
    if section == "II":
        told += _indicators(now, before)
    told += _numbers(section, now, before)
    if section == "VI":
        told += _leaders(now)
    if section == "VII":
        told += _difficulties(now)
    if section in ("VII", "VIII"):
        told.append(_quoted(section, now))
    return told


def _standing(now: Figures, before: LastYear | None) -> Iterator[Sentence]:
    sent, plans = now.by_code["sent.all"], now.by_code["plans.signed"]
    yield _sent_when(sent, now)
    if (returned := now.by_code["sent.returned"]).given:
        yield said(
            "{n} đơn vị đã gửi nhưng đang bổ sung theo yêu cầu; số liệu của các đơn vị này chưa được cộng.",
            n=figure_piece(returned),
        )
    yield from _names(now)
    yield said(
        "{n} đơn vị đã ban hành kế hoạch năm{share}.",
        n=Piece(plans.coverage, plans.code),
        share=_share(plans),
    )
    yield from _compared([sent, plans], before)


def _sent_when(sent: Figure, now: Figures) -> Sentence:
    """How many have sent, of them when, and how many are missing; what is nobody is not said."""
    opening = said(
        "Đến {moment}, có {sent} đơn vị thuộc ba khối đã gửi báo cáo về Sở Nội vụ{share}",
        moment=moment_words(now.moment) if now.moment else "",
        sent=Piece(sent.coverage, sent.code),
        share=_share(sent),
    )
    pieces = [*opening.pieces]
    ways = (("on_time", "gửi đúng hạn"), ("on_the_day", "gửi trong ngày mốc"), ("late", "gửi sau hạn"))
    found = [(now.by_code[f"sent.{name}"], words) for name, words in ways]
    for place, (one, words) in enumerate((one, words) for one, words in found if one.given):
        joint = ", " if place else ", trong đó "
        pieces += [Piece(joint), figure_piece(one), Piece(f" đơn vị {words}")]
    missing = now.by_code["sent.missing"]
    pieces += [Piece("; còn "), figure_piece(missing), Piece(" đơn vị chưa gửi.")]
    return Sentence(tuple(pieces))


def _share(figure: Figure) -> str:
    if not figure.of:
        return ""
    return f" (đạt {number_words(round(Decimal(100) * len(figure.given) / figure.of, 1))}%)"


def _names(now: Figures) -> Iterator[Sentence]:
    late = [
        f"{line.name} (gửi ngày {day_words(line.first_sent_at)})"
        for line in now.lines
        if line.timing == Timing.LATE.value
    ]
    missing = [line.name for line in now.lines if not line.timing]
    for label, names in (("Gửi sau hạn", late), ("Chưa gửi", missing)):
        if names:
            rest = len(names) - MOST_NAMED
            more = f" và {rest} đơn vị khác (Phụ lục I)" if rest > 0 else ""
            yield said("{label}: {names}.", label=label, names="; ".join(names[:MOST_NAMED]) + more)


def _numbers(section: str, now: Figures, before: LastYear | None) -> Iterator[Sentence]:
    """The sums of a section in one sentence, then the change against last year in another."""
    phrases = PHRASES.get(section, {})
    figures = [now.by_code[code] for code in phrases if code in now.by_code]
    known = [one for one in figures if one.value is not None]
    if known:
        yield _added_up(known)
    if unknown := [_thing(one) for one in figures if one.value is None]:
        yield said("Chưa có số liệu: {things}.", things="; ".join(unknown))
    yield from _compared(known, before)


def _added_up(known: Sequence[Figure]) -> Sentence:
    """“Theo số liệu của 118/127 đơn vị: …”; each its own coverage where they differ."""
    is_alike = len({one.coverage for one in known}) == 1
    whose = f"Theo số liệu của {known[0].coverage} đơn vị: " if is_alike else "Theo báo cáo của các đơn vị: "
    pieces = [Piece(whose)]
    for one in known:
        phrase = PHRASES[one.section][one.code]
        covered = "" if is_alike else f" (số liệu của {one.coverage} đơn vị)"
        end = "." if one is known[-1] else "; "
        pieces += [Piece(phrase.format(n=one.words), one.code), Piece(covered + end)]
    return Sentence(tuple(pieces))


def _thing(figure: Figure) -> str:
    """What is counted, without a number."""
    phrase = PHRASES.get(figure.section, {}).get(figure.code)
    return phrase.replace("{n} ", "") if phrase else figure.label[0].lower() + figure.label[1:]


def _compared(known: Sequence[Figure], before: LastYear | None) -> Iterator[Sentence]:
    """The change against the approved report of last year; of how many units, once where it is the same."""
    if before is None:
        return
    pairs = [
        (one, older)
        for one in known
        if (older := before.figures.by_code.get(one.code)) and None not in (one.value, older.value)
    ]
    covered = {_covered(one, older) for one, older in pairs}
    once = f" ({covered.pop()})" if len(covered) == 1 and "" not in covered else ""
    if pairs:
        yield said(
            "So với năm {year}{once}: {changes}.",
            year=str(before.year),
            once=once,
            changes="; ".join(
                f"số {_thing(one)} {_against(one, older, is_covered_said=bool(once))}" for one, older in pairs
            ),
        )


def _covered(one: Figure, older: Figure) -> str:
    """Of how many units both sides are; a count is of all."""
    if one.way is Way.COUNT:
        return ""
    return f"số liệu của {len(one.given)} đơn vị, năm trước {len(older.given)} đơn vị"


def _against(one: Figure, older: Figure, *, is_covered_said: bool = False) -> str:
    """“tăng 5 (năm trước 100; số liệu của 118 đơn vị, năm trước 110 đơn vị)”."""
    change = (one.value or Decimal(0)) - (older.value or Decimal(0))
    way = f"{'tăng' if change > 0 else 'giảm'} {number_words(abs(change))}" if change else "không đổi"
    covered = "" if is_covered_said else _covered(one, older)
    return f"{way} (năm trước {number_words(older.value)}{covered and f'; {covered}'})"


def _indicators(now: Figures, before: LastYear | None) -> Iterator[Sentence]:
    """One sentence for each digital indicator: the middle of the city, coverage, change (I.2.d)."""
    for one in now.indicators:
        if one.value is None:
            continue
        older = before.figures.by_code.get(one.code) if before else None
        against = ""
        if before and older and older.value is not None:
            against = f"; so với năm {before.year} {_against(one, older)}"
        yield said(
            "{label}: trung vị của các đơn vị {n}, trung bình {mean} "
            "(số liệu của {coverage} đơn vị){against}.",
            label=one.label,
            n=Piece(with_unit(one.words, one.measured_in), one.code),
            mean=with_unit(number_words(one.average), one.measured_in),
            coverage=one.coverage,
            against=against,
        )
    if unknown := [one.label for one in now.indicators if one.value is None]:
        yield said("Chưa có số liệu: {things}.", things="; ".join(unknown))


def _leaders(now: Figures) -> Iterator[Sentence]:
    if not now.leaders:
        yield said("Chưa có kết quả Chỉ số cải cách hành chính năm trước được công bố.")
        return
    first, blocks = now.leaders[0], dict.fromkeys(one.block for one in now.leaders)
    named = {
        block: [
            f"{one.name} (hạng {one.rank}{f', {one.score} điểm' if one.score else ''})"
            for one in now.leaders
            if one.block == block
        ]
        for block in blocks
    }
    yield said(
        "Theo kết quả Chỉ số cải cách hành chính năm {year} công bố ngày {day}, dẫn đầu {blocks}.",
        year=str(first.year),
        day=first.published_on,
        blocks="; ".join(
            f"khối {block[0].lower()}{block[1:]} là {join_words(names)}" for block, names in named.items()
        ),
    )


def _difficulties(now: Figures) -> Iterator[Sentence]:
    rows = now.difficulties
    if not rows:
        yield said("Trong năm, Sở Nội vụ chưa nhận phản ánh, kiến nghị nào qua hệ thống.")
        return
    states = (
        (("solved",), "đã giải quyết xong"),
        (("answered",), "đã trả lời, chờ nơi gửi xác nhận"),
        (("forwarded",), "đã chuyển cơ quan khác"),
        (("sent", "assigned"), "đang xử lý"),
    )
    counted = [(sum(row.state in codes for row in rows), words) for codes, words in states]
    over = sum(row.is_over for row in rows)
    yield said(
        "Trong năm, Sở Nội vụ tiếp nhận {n} phản ánh, kiến nghị của {senders} đơn vị, tổ chức; "
        "trong đó {parts}{over} (Phụ lục IV).",
        n=format_count(len(rows)),
        senders=format_count(len({row.sender for row in rows})),
        parts=join_words([f"{format_count(n)} việc {words}" for n, words in counted if n]),
        over=f"; {format_count(over)} việc quá ngày dự kiến trả lời" if over else "",
    )


def _quoted(section: str, now: Figures) -> Sentence:
    count = sum(quote.section == section for quote in now.quotes)
    what = "tồn tại, hạn chế" if section == "VII" else "phương hướng, đề xuất, kiến nghị"
    if not count:
        return said("Chưa có báo cáo nào nêu {what}.", what=what)
    return said("{n} đơn vị nêu {what}, trích nguyên văn tại Phụ lục V.", n=format_count(count), what=what)

"""Yearly reports of the demonstration: invented words, real places; some late, some missing, one returned."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random

from thidua.core.blocks import INDEX_BLOCKS
from thidua.demo.dice import dice
from thidua.demo.names import INVENTED
from thidua.demo.stages import FIRST_DAY, moment
from thidua.par_index.selectors import published_rows
from thidua.people.models import User
from thidua.reports.bringing_in import SentReport, bring_in
from thidua.reports.models import Report
from thidua.reports.sending import return_report
from thidua.units.selectors import UnitRecord, history

FIRST_YEAR, LAST_YEAR = 2026, 2030
LATE, MISSING = 3, 2
SHOWN = ("11311", "11629", "10888", "10903", "SNV")
"""Units whose people can sign in: always on time, so that there is a report to see."""
BATCHES = ((11, 19), (11, 26), (12, 1), (12, 4))
"""(month, day) on whose afternoon what came since the batch before is stored."""

SENTENCES = {
    "I": (
        "Lãnh đạo {u} giao ban cải cách hành chính {a} lần, kiểm tra {b} bộ phận.",
        "Kế hoạch thi đua của {u} lồng ghép với phong trào “Dân vận khéo”.",
        "{u} lập {b} tổ hỗ trợ người dân nộp hồ sơ trực tuyến tại nhà.",
    ),
    "II": (
        "Trong kỳ, {u} tiếp nhận {c} hồ sơ, đúng hạn và trước hạn 9{d},{b}%.",
        "Số hóa hồ sơ tại {u} đạt 8{d}%, thanh toán trực tuyến tăng {a}%.",
        "{u} rút ngắn thời gian {b} thủ tục đất đai, hộ tịch từ 01 đến 03 ngày.",
    ),
    "III": (
        "Mô hình “Ngày thứ Năm không hẹn” của {u} phục vụ {c} lượt người cao tuổi.",
        "{u} có {b} mô hình mới, nổi bật là quét mã QR tra cứu kết quả.",
    ),
    "IV": (
        "Trang tin của {u} đăng {c} tin, bài; có {b} buổi đối thoại với dân.",
        "Truyền thanh {u} giới thiệu {b} gương việc tốt ở bộ phận một cửa.",
    ),
    "V": ("Năm nay {u} khen {b} tập thể, {a} cá nhân, phần lớn là công chức một cửa.",),
    "VI": ("{u} khắc phục {b} tiêu chí mất điểm, nhất là hồ sơ trực tuyến toàn trình.",),
    "VII": (
        "Máy quét của {u} đã cũ, đường truyền chậm giờ cao điểm do kinh phí cấp muộn.",
        "Nhân sự một cửa của {u} đổi {b} lần nên số hóa hồ sơ cũ còn chậm.",
    ),
    "VIII": (
        "Năm tới {u} nâng tỷ lệ hồ sơ trực tuyến; xin tập huấn cho {a} công chức mới.",
        "{u} kiến nghị nâng cấp đường truyền và phần mềm một cửa trước quý II.",
    ),
}
FULLER = ("II", "VIII")
COPIED = ("II", "VIII")
"""Sections that one unit takes from another word for word, so that there is something to see (I.2.c)."""
LABEL = "Dữ liệu trình diễn"


def report_acts(by: User, seed: int) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): the reports of each year as they come, then one is returned."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        since = date(year, 1, 1)
        for month, day in BATCHES:
            until = date(year, month, day)
            yield until, partial(_bring_in, by, year, since, until, seed)
            since = until
        yield date(year, 12, 8), partial(_return_one, by, year, seed)


def _bring_in(by: User, year: int, since: date, until: date, seed: int) -> None:
    at = moment(until, 17)
    units = [unit for unit in history(at.date()).living() if unit.block in INDEX_BLOCKS]
    places = {
        code: (rank, score) for y, code, rank, score, *_rest in published_rows(at.date()) if y == year - 1
    }
    others = [unit for unit in units if unit.code not in SHOWN]
    dice(seed, "reports", year).shuffle(others)
    slow = {unit.code for unit in others[:LATE]}
    missing = {unit.code for unit in others[LATE : LATE + MISSING]}
    came = {unit.code: _sent_at(unit, year, slow, seed) for unit in units if unit.code not in missing}
    entries = [
        SentReport(
            unit=unit,
            sent_at=came[unit.code],
            signer=f"Lãnh đạo {unit.full_name} ({INVENTED})",
            texts=_copied(_texts(unit, _chance(unit, year, seed)), others[-2], year, seed)
            if unit == others[-1]
            else _texts(unit, _chance(unit, year, seed)),
            numbers=_numbers(places.get(unit.code), dice(seed, "reports", "numbers", year, unit.code)),
        )
        for unit in units
        if unit.code in came and since < came[unit.code].date() <= until
    ]
    bring_in(by=by, at=at, year=year, entries=entries)


def _sent_at(unit: UnitRecord, year: int, slow: set[str], seed: int) -> datetime:
    chance = dice(seed, "reports", "sent", year, unit.code)
    if unit.code in slow:
        return moment(date(year, 11, 30), 10) + timedelta(days=chance.choice((0, 1, 3)))
    # A trial begins on FIRST_DAY, before which everything is real.
    first = max(date(year, 11, 10), FIRST_DAY + timedelta(days=1))
    on = first + timedelta(days=chance.randrange((date(year, 11, 29) - first).days))
    return moment(on, chance.randrange(8, 17), chance.randrange(60)) + timedelta(seconds=chance.randrange(60))


def _texts(unit: UnitRecord, chance: Random) -> dict[str, str]:
    texts = {}
    for code, sentences in SENTENCES.items():
        chosen = chance.sample(sentences, k=2 if code in FULLER else 1)
        numbers = {
            "a": chance.randrange(10, 40),
            "b": chance.randrange(2, 9),
            "c": chance.randrange(120, 990),
            "d": chance.randrange(1, 9),
        }
        texts[code] = " ".join(chosen).format(u=unit.full_name, **numbers)
    texts["I"] = f"({LABEL}.) {texts['I']}"
    return texts


def _copied(texts: dict[str, str], unit: UnitRecord, year: int, seed: int) -> dict[str, str]:
    return texts | {
        code: text for code, text in _texts(unit, _chance(unit, year, seed)).items() if code in COPIED
    }


def _chance(unit: UnitRecord, year: int, seed: int) -> Random:
    return dice(seed, "reports", year, unit.code)


def _numbers(place: tuple[int, Decimal | None] | None, chance: Random) -> dict[str, Decimal | None]:
    measures, people = chance.randrange(8, 20), chance.randrange(6, 30)
    numbers: dict[str, Decimal | None] = {
        "plan.measures": Decimal(measures),
        "plan.done": Decimal(measures - chance.randrange(4)),
        "publicity.items": Decimal(chance.randrange(20, 160)),
        "publicity.examples": Decimal(chance.randrange(5)),
        "awards.collectives": Decimal(chance.randrange(2, 9)),
        "awards.individuals": Decimal(people),
        "awards.leaders": Decimal(chance.randrange(people // 3 + 1)),
    }
    if place is not None:
        numbers["index.rank"], numbers["index.score"] = Decimal(place[0]), place[1]
    return numbers


def _return_one(by: User, year: int, seed: int) -> None:
    on = date(year, 12, 8)
    reports = list(
        Report.objects.filter(year=year, state="sent").exclude(unit__code__in=SHOWN).order_by("unit__code")
    )
    report = dice(seed, "reports", "returned", year).choice(reports)
    reasons = {"II": f"Chưa nêu số hồ sơ trực tuyến toàn trình; đề nghị bổ sung ({LABEL.lower()})."}
    unit = history(on).by_id()[report.unit_id]
    return_report(by=by, at=moment(on, 9), report=report, unit=unit, reasons=reasons)

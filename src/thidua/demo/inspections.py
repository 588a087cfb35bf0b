"""The demonstration's inspections: plans, visits, remedies in every state. All invented."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from django.core.files.base import ContentFile

from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.stages import moment
from thidua.demo.steering import LABEL, PAPER
from thidua.foundation.files import InspectedFile, Kind, inspect_upload
from thidua.people.models import User
from thidua.steering.inspections import remedy_services, visit_services
from thidua.steering.inspections.enums import Check, FindingKind
from thidua.steering.inspections.models import Finding, InspectionPlan, Visit
from thidua.steering.inspections.plan_services import PlanWords, draft_plan, publish_plan
from thidua.steering.inspections.visit_services import NewFinding

INSPECTED = {
    2027: ("11311", "11629"),
    2029: ("SNV", "11311", "11629", "10888"),
    2030: ("SVHTTDL", "11311", "10888", "10903"),
}
BOARD = "ban.tdkt"
STRENGTH = NewFinding(
    FindingKind.STRENGTH,
    Check.INITIATIVES,
    "Có sáng kiến trả kết quả qua bưu chính, người dân không phải đến nhận; nhiều đơn vị đã đến học.",
)


def inspection_acts(people: dict[str, User]) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): a plan in some years; what was found at a few units, and how far it is put right."""
    for year, units in INSPECTED.items():
        yield date(year, 2, 5), partial(_plan, people, year, units)
    for year in (2027, 2029):
        yield from _hong_bang(people, year)
    yield from _an_lao(people, 2029)
    yield from _office(people, 2029)
    told = date(2030, 2, 11)
    yield told, partial(_announce, people, 2030, "10888", told, date(2030, 2, 25))


def _hong_bang(people: dict[str, User], year: int) -> Iterator[tuple[date, Callable[[], object]]]:
    """One remedy is accepted, the other is forgotten."""
    told, day = date(year, 4, 1), date(year, 4, 12)
    yield told, partial(_announce, people, year, "11311", told, day)
    found = (
        STRENGTH,
        NewFinding(
            FindingKind.WEAKNESS,
            Check.PLAN,
            "Kế hoạch của đơn vị chưa phân công người phụ trách 03 biện pháp về tuyên truyền.",
            "Phân công người phụ trách, thời hạn cho từng biện pháp; ban hành bản điều chỉnh.",
            date(year, 5, 31),
        ),
        NewFinding(
            FindingKind.WEAKNESS,
            Check.REPORT,
            "Số liệu hồ sơ trực tuyến trong báo cáo năm chưa có tài liệu chứng minh kèm theo.",
            "Bổ sung tài liệu chứng minh số liệu hồ sơ trực tuyến; tự rà soát số liệu hai năm gần nhất.",
            date(year + 1, 1, 31),
        ),
    )
    done, judged = date(year, 5, 20), date(year, 5, 25)
    # Nobody leaves a remedy for three years: only the last inspection has one that was forgotten.
    yield date(year, 4, 13), partial(_conclude, people, year, "11311", found if year == 2029 else found[:2])
    yield done, partial(_answer, people, year, "11311", Check.PLAN, done)
    yield judged, partial(_judge, people, year, "11311", judged, is_done=True)


def _an_lao(people: dict[str, User], year: int) -> Iterator[tuple[date, Callable[[], object]]]:
    """Given more time, answered, and asked for more."""
    told, day = date(year, 10, 1), date(year, 10, 15)
    yield told, partial(_announce, people, year, "11629", told, day)
    found = (
        NewFinding(
            FindingKind.WEAKNESS,
            Check.REFORM,
            "Bộ phận một cửa còn 12 hồ sơ đất đai quá hạn chưa có văn bản xin lỗi.",
            "Giải quyết dứt điểm hồ sơ quá hạn, gửi văn bản xin lỗi, niêm yết kết quả.",
            date(year, 12, 15),
        ),
    )
    yield date(year, 10, 16), partial(_conclude, people, year, "11629", found)
    done, judged = date(year + 1, 1, 20), date(year + 1, 1, 28)
    yield date(year, 12, 10), partial(_extend, people, year, "11629", date(year + 1, 3, 15))
    yield done, partial(_answer, people, year, "11629", Check.REFORM, done)
    yield judged, partial(_judge, people, year, "11629", judged, is_done=False)


def _office(people: dict[str, User], year: int) -> Iterator[tuple[date, Callable[[], object]]]:
    """The standing office's own unit, visited by the emulation board."""
    told, day, done = date(year, 11, 1), date(year, 11, 9), date(year + 1, 2, 8)
    yield told, partial(_announce, people, year, "SNV", told, day)
    found = (
        NewFinding(
            FindingKind.WEAKNESS,
            Check.PUBLICITY,
            "Chưa có tin bài về gương điển hình của chính đơn vị trong năm.",
            "Viết và đăng ít nhất 02 gương điển hình của đơn vị.",
            date(year + 1, 2, 28),
        ),
    )
    yield date(year, 11, 10), partial(_conclude, people, year, "SNV", found)
    yield done, partial(_answer, people, year, "SNV", Check.PUBLICITY, done)


def _plan(people: dict[str, User], year: int, units: tuple[str, ...]) -> None:
    by, on = people[SPECIALIST], date(year, 2, 5)
    words = PlanWords(
        title=f"Kiểm tra việc thực hiện Phong trào thi đua năm {year} {LABEL}",
        from_day=date(year, 2, 20),
        to_day=date(year, 11, 30),
        checks=(Check.HEADS, Check.REFORM, Check.PUBLICITY, Check.INITIATIVES, Check.PLAN, Check.REPORT),
        units=units,
    )
    plan = draft_plan(by=by, at=moment(on, 8), words=words)
    publish_plan(
        by=by,
        at=moment(on, 15),
        plan=plan,
        number=f"{year % 100}/KH-SNV {LABEL}",
        issued_on=on,
        file=_paper(f"ke-hoach-kiem-tra-{year}.pdf"),
    )


def _paper(name: str) -> InspectedFile:
    return inspect_upload(ContentFile(PAPER, name=name), kinds=(Kind.PDF,))


def _visit(year: int, code: str) -> Visit:
    plan = InspectionPlan.objects.get(year=year)
    return plan.visits.select_related("unit", "lead").get(unit__code=code)


def _inspector(people: dict[str, User], code: str) -> User:
    return people[BOARD if code == "SNV" else HEAD]


def _remedy(year: int, code: str, check: Check) -> Finding:
    return Finding.objects.get(visit=_visit(year, code), check_point=check)


def _announce(people: dict[str, User], year: int, code: str, told: date, on: date) -> None:
    lead = _inspector(people, code)
    visit_services.announce(
        by=lead,
        at=moment(told, 9),
        visit=_visit(year, code),
        on=on,
        lead=lead,
        team="Phạm Ngọc Quyên, chuyên viên Phòng CCHC và pháp chế\nNgô Hữu Thắng, Ủy ban MTTQ thành phố",
    )


def _conclude(people: dict[str, User], year: int, code: str, found: tuple[NewFinding, ...]) -> None:
    by, visit = _inspector(people, code), _visit(year, code)
    at = moment(visit.on + timedelta(days=1) if visit.on else date(year, 12, 1), 9)
    for one in found:
        visit_services.note_finding(by=by, at=at, visit=visit, new=one)
    text = (
        "Đơn vị đã tổ chức Phong trào thi đua đúng kế hoạch, hồ sơ cơ bản đầy đủ. Đề nghị khắc phục các "
        f"tồn tại nêu trên đúng hạn. {LABEL}"
    )
    visit_services.conclude(by=by, at=moment(at.date(), 15), visit=visit, text=text, minutes=None)


def _answer(people: dict[str, User], year: int, code: str, check: Check, on: date) -> None:
    officer = people[{"11311": "canbo.hongbang", "11629": "canbo.anlao", "SNV": "canbo.sonoivu"}[code]]
    remedy_services.answer(
        by=officer,
        at=moment(on, 10),
        finding=_remedy(year, code, check),
        text=f"Đơn vị đã làm xong theo yêu cầu, gửi kèm tài liệu. {LABEL}",
        file=_paper("minh-chung.pdf"),
    )


def _judge(people: dict[str, User], year: int, code: str, on: date, *, is_done: bool) -> None:
    by = _inspector(people, code)
    finding = Finding.objects.get(visit=_visit(year, code), state="answered")
    at = moment(on, 14)
    if is_done:
        remedy_services.accept(by=by, at=at, finding=finding)
    else:
        text = f"Còn thiếu ảnh niêm yết kết quả tại bộ phận một cửa. {LABEL}"
        remedy_services.send_back(by=by, at=at, finding=finding, text=text)


def _extend(people: dict[str, User], year: int, code: str, due_on: date) -> None:
    finding = _remedy(year, code, Check.REFORM)
    text = f"Chờ Văn phòng Đăng ký đất đai cung cấp trích lục. {LABEL}"
    at = moment(date(year, 12, 10), 9)
    remedy_services.extend(by=_inspector(people, code), at=at, finding=finding, due_on=due_on, text=text)

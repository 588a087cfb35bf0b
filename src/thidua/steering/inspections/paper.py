"""Plan, minutes and conclusion as official papers (IV.2). An official paper is in Vietnamese."""

from datetime import date

from django.utils.translation import override

from thidua.core.text import date_in_words, format_count, format_date
from thidua.documents.papers import Annex, Block, Heading, Items, Paper, Signer, Table, Text
from thidua.paper_forms.selectors import paper_docx
from thidua.steering.inspections.enums import Check, FindingKind, PlanState, VisitState
from thidua.steering.inspections.models import Finding, InspectionPlan, Visit
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.selectors import UnitRecord, history

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ABOVE = "Ủy ban nhân dân\nthành phố Hải Phòng"
OFFICE, BOARD = "Sở Nội vụ", "Ban Thi đua - Khen thưởng"
MOVEMENT = (
    "Phong trào thi đua “Đẩy mạnh cải cách hành chính trên địa bàn thành phố Hải Phòng giai đoạn 2026 - 2030”"
)
GROUND = (
    "Kế hoạch ban hành kèm theo Quyết định số 2162/QĐ-UBND ngày 09 tháng 6 năm 2026 của Chủ tịch Ủy ban nhân "
    "dân thành phố (mục IV.2)"
)
BLANK = "…" * 12


def plan_file(plan: InspectionPlan, on: date, *, is_demo: bool) -> bytes:
    """The plan with its list of units; a draft is marked as such."""
    with override("vi"):
        return paper_docx(_plan(plan, on, is_demo), on)


def minutes_file(visit: Visit, on: date, *, is_demo: bool) -> bytes:
    """The minutes that both sides sign, with what was noted so far."""
    with override("vi"):
        return paper_docx(_minutes(visit, on, is_demo), on)


def conclusion_file(visit: Visit, on: date, *, is_demo: bool) -> bytes:
    """The conclusion as a notice to the unit."""
    with override("vi"):
        return paper_docx(_conclusion(visit, on, is_demo), on)


def _marks(is_demo: bool, is_draft: bool) -> tuple[str, ...]:
    return (("DỮ LIỆU TRÌNH DIỄN",) if is_demo else ()) + (("DỰ THẢO",) if is_draft else ())


def _plan(plan: InspectionPlan, on: date, is_demo: bool) -> Paper:
    known = history(on).by_id()
    units = [known[pk] for pk in plan.visits.values_list("unit_id", flat=True)]
    units.sort(key=lambda unit: (unit.block_name, unit.sort_key))
    number, _slash, symbol = plan.number.partition("/")
    period = f"Từ ngày {format_date(plan.from_day)} đến ngày {format_date(plan.to_day)}"
    body: list[Block] = [
        Heading("I. Mục đích, yêu cầu"),
        Text(
            "1. Nắm tình hình tổ chức thực hiện Phong trào thi đua tại cơ quan, đơn vị, địa phương; ghi nhận "
            "ưu điểm, cách làm hay; phát hiện tồn tại, khó khăn để kịp thời hướng dẫn, khắc phục."
        ),
        Text(
            "2. Việc kiểm tra đúng nội dung, thời gian, không gây khó khăn cho hoạt động của đơn vị; đơn vị "
            "được báo trước. Người của đơn vị nào không làm trưởng đoàn kiểm tra tại đơn vị đó."
        ),
        Heading("II. Nội dung kiểm tra"),
        _listed([str(Check(check).label) for check in plan.checks]),
        Heading("III. Đơn vị, thời gian kiểm tra"),
        Text(f"1. Đơn vị được kiểm tra: {format_count(len(units))} đơn vị (danh sách kèm theo)."),
        Text(f"2. Thời gian: {period}; ngày cụ thể báo trước cho từng đơn vị."),
        Heading("IV. Tổ chức thực hiện"),
    ]
    duties = [
        "Phòng Cải cách hành chính và pháp chế chủ trì, phối hợp với Ban Thi đua - Khen thưởng thành phố "
        "thành lập đoàn, kiểm tra, lập biên bản, kết luận và theo dõi việc khắc phục.",
        "Đơn vị được kiểm tra chuẩn bị báo cáo, hồ sơ theo các nội dung tại mục II; cử lãnh đạo và người "
        "phụ trách làm việc với đoàn; báo cáo kết quả khắc phục trên hệ thống đúng hạn.",
    ]
    if any(unit.code == STANDING_OFFICE_UNIT for unit in units):
        duties.insert(
            1, "Ban Thi đua - Khen thưởng thành phố chủ trì kiểm tra tại Sở Nội vụ để bảo đảm khách quan."
        )
    body += [Text(f"{place}. {words}") for place, words in enumerate(duties, 1)]
    body.append(Text("Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Sở Nội vụ./."))
    return Paper(
        kind="Kế hoạch",
        above=ABOVE,
        issuer=OFFICE,
        symbol=symbol or "KH-SNV",
        number=number,
        on=plan.issued_on,
        subject=plan.title,
        body=[Text(f"Thực hiện {GROUND}, Sở Nội vụ ban hành Kế hoạch kiểm tra như sau:"), *body],
        signer=Signer(("Giám đốc",)),
        recipients=(
            "UBND thành phố (để báo cáo)",
            "Ban Thi đua - Khen thưởng",
            "Các đơn vị có tên trong danh sách",
            "Lưu: VT, CCHC&PC",
        ),
        annexes=(Annex("DANH SÁCH ĐƠN VỊ ĐƯỢC KIỂM TRA", (_units(units),)),),
        marks=_marks(is_demo, plan.state == PlanState.DRAFT),
    )


def _units(units: list[UnitRecord]) -> Table:
    rows = [
        (str(place), unit.full_name, unit.block_name, BOARD if unit.code == STANDING_OFFICE_UNIT else OFFICE)
        for place, unit in enumerate(units, 1)
    ]
    return Table(("TT", "Đơn vị", "Khối", "Cơ quan chủ trì"), rows, widths=(8, 46, 22, 24))


def _head(visit: Visit, on: date) -> tuple[UnitRecord, str]:
    """The unit, and who inspects it."""
    unit = history(on).by_id()[visit.unit_id]
    return unit, BOARD if unit.code == STANDING_OFFICE_UNIT else OFFICE


def _plan_named(plan: InspectionPlan) -> str:
    day = f" {date_in_words(plan.issued_on)}" if plan.issued_on else ""
    return f"Kế hoạch kiểm tra số {plan.number}{day} của Sở Nội vụ"


def _minutes(visit: Visit, on: date, is_demo: bool) -> Paper:
    unit, inspector = _head(visit, on)
    day = date_in_words(visit.on) if visit.on else f"ngày {BLANK}"
    lead = visit.lead.get_full_name() if visit.lead else BLANK
    position = visit.lead.position_title if visit.lead else ""
    people = [f"{lead}{', ' if position else ''}{position} – Trưởng đoàn"]
    people += [line.strip() for line in visit.team.splitlines() if line.strip()]
    body: list[Block] = [
        Text(f"Thực hiện {_plan_named(visit.plan)}, {day}, tại {unit.full_name}, đoàn kiểm tra đã làm việc."),
        Heading("I. Thành phần"),
        Heading("1. Đoàn kiểm tra", 2),
        _listed(people),
        Heading(f"2. {unit.full_name}", 2),
        _listed([BLANK * 2, BLANK * 2]),
        Heading("II. Nội dung kiểm tra"),
        _listed([str(Check(check).label) for check in visit.plan.checks]),
        *_results(visit, "III"),
        Heading("IV. Ý kiến của đơn vị"),
        Text(f"{BLANK * 4}"),
        Text(
            "Biên bản được đọc cho những người tham gia cùng nghe, thống nhất và lập thành 02 bản, mỗi bên "
            "giữ 01 bản./."
        ),
    ]
    return Paper(
        kind="Biên bản",
        above=inspector,
        issuer="Đoàn kiểm tra",
        symbol="BB-ĐKT",
        on=visit.on,
        subject=f"Kiểm tra việc thực hiện Phong trào thi đua tại {unit.full_name}",
        body=body,
        signer=Signer(("Trưởng đoàn",), visit.lead.get_full_name() if visit.lead else ""),
        other_signer=Signer(("Đại diện đơn vị",)),
        marks=_marks(is_demo, visit.state != VisitState.CONCLUDED),
    )


def _conclusion(visit: Visit, on: date, is_demo: bool) -> Paper:
    unit, inspector = _head(visit, on)
    day = f" ngày {format_date(visit.on)}" if visit.on else ""
    words = visit.conclusion or f"{BLANK * 4}"
    body: list[Block] = [
        Text(
            f"Thực hiện {_plan_named(visit.plan)}, sau khi kiểm tra việc thực hiện {MOVEMENT} tại "
            f"{unit.full_name}{day}, {inspector} thông báo kết luận như sau:"
        ),
        *_results(visit, "I"),
        Heading("II. Kết luận"),
        Text(words),
        Text(
            f"Đề nghị {unit.full_name} thực hiện và báo cáo kết quả khắc phục trên hệ thống đúng hạn nêu "
            "trên./."
        ),
    ]
    return Paper(
        kind="Thông báo",
        above=ABOVE,
        issuer=inspector,
        symbol="TB-SNV" if inspector == OFFICE else "TB-BTĐKT",
        subject=f"Kết luận kiểm tra việc thực hiện Phong trào thi đua tại {unit.full_name}",
        body=body,
        signer=Signer(("Giám đốc",) if inspector == OFFICE else ("Trưởng ban",)),
        recipients=("UBND thành phố (để báo cáo)", unit.full_name, "Lưu: VT, CCHC&PC"),
        marks=_marks(is_demo, is_draft=True),
    )


def _results(visit: Visit, part: str) -> list[Block]:
    """Strengths, weaknesses and what is to be put right."""
    found = list(visit.findings.order_by("check_point", "pk"))
    good = [one for one in found if one.kind == FindingKind.STRENGTH]
    bad = [one for one in found if one.kind == FindingKind.WEAKNESS]
    asked = [one for one in bad if one.due_on]
    blocks: list[Block] = [
        Heading(f"{part}. Kết quả kiểm tra"),
        Heading("1. Ưu điểm", 2),
        _told(good, "Chưa ghi nhận."),
        Heading("2. Tồn tại", 2),
        _told(bad, "Không có."),
        Heading("3. Yêu cầu khắc phục", 2),
    ]
    if not asked:
        return [*blocks, Text("Không có.")]
    rows = [
        (str(place), one.remedy, one.check_point, format_date(one.due_on) if one.due_on else "")
        for place, one in enumerate(asked, 1)
    ]
    return [*blocks, Table(("TT", "Việc phải làm", "Nội dung", "Hạn"), rows, widths=(7, 55, 15, 23))]


def _told(found: list[Finding], nothing: str) -> Block:
    if not found:
        return Text(nothing)
    return _listed([f"{one.text.rstrip('.;')} ({one.check_point})" for one in found])


def _listed(lines: list[str]) -> Items:
    """Lines that end with semicolons, the last with a full stop."""
    ends = [";"] * (len(lines) - 1) + ["."]
    return Items([line.rstrip(".;") + end for line, end in zip(lines, ends, strict=True)])

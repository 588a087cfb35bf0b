"""The papers of a decision: the draft with its list, the notice of what was not awarded. In Vietnamese."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.facts import PERIOD_CYCLE
from thidua.core.grounds import grounds_among, punctuated, serious_doubts
from thidua.core.numerals import count_in_words
from thidua.core.text import fold, format_count
from thidua.decisions.models import Decision
from thidua.decisions.selectors import OutcomeLine
from thidua.documents.papers import Annex, Article, Block, Paper, Signer, Table, Text, accompanying, dated
from thidua.documents.papers.authority import Capacity, signing
from thidua.dossiers.grounds import award_grounds
from thidua.movement.selectors import programme_for
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.selectors import form_doubts

CITY = "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng"
DEMO_MARK = "DỮ LIỆU TRÌNH DIỄN"
SYMBOL = "QĐ-UBND"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the annex."""

    name: str
    of: str
    unit: str
    award: str
    form: str
    is_person: bool


def listed(lines: Iterable[OutcomeLine]) -> list[Listed]:
    """The awarded lines, collectives first."""
    rows = [
        Listed(
            line.name,
            line.dossier.position,
            line.unit,
            line.award.name,
            line.award.form.name,
            line.is_person,
        )
        for line in lines
        if line.is_awarded
    ]
    return sorted(rows, key=lambda row: row.is_person)


def cycle_in_words(cycle: str) -> str:
    """“năm 2029”, “giai đoạn 2026 - 2030”."""
    return f"giai đoạn {cycle.replace('-', ' - ')}" if cycle == PERIOD_CYCLE else f"năm {cycle}"


def draft_of_decision(
    rows: Sequence[Listed], *, cycle: str, letter: str, today: date, is_demo: bool
) -> Paper:
    """The decision as it may be signed. `letter` is the Tờ trình in words; number and day are left free."""
    return _decision(rows, cycle=cycle, letter=letter, today=today, marks=("DỰ THẢO",), is_demo=is_demo)


def decision_as_recorded(
    decision: Decision, rows: Sequence[Listed], *, letter: str, today: date, is_demo: bool
) -> Paper:
    """The same paper with number, day and list as recorded; it does not stand for the signed one."""
    return _decision(
        rows,
        cycle=decision.cycle,
        letter=letter,
        today=today,
        marks=("IN TỪ HỆ THỐNG, KHÔNG THAY BẢN ĐÃ KÝ",),
        is_demo=is_demo,
        decision=decision,
    )


def _decision(
    rows: Sequence[Listed],
    *,
    cycle: str,
    letter: str,
    today: date,
    marks: tuple[str, ...],
    is_demo: bool,
    decision: Decision | None = None,
) -> Paper:
    on = decision.decided_on if decision else None
    number, symbol = split_number(decision.number) if decision else ("", SYMBOL)
    programme = programme_for(cycle, on or today)
    plan = programme.document
    grounds = [
        *(ground.words for ground in award_grounds(programme, on or today)),
        f"Căn cứ Quyết định số {plan.number} {dated(plan.date)} của {plan.issuer} "
        f"ban hành Kế hoạch phát động Phong trào thi đua “{programme.name}”",
        letter or "Theo đề nghị của Giám đốc Sở Nội vụ",
    ]
    groups, persons = sum(not row.is_person for row in rows), sum(row.is_person for row in rows)
    forms = list(dict.fromkeys(row.form for row in rows))
    whom = " và ".join(
        words
        for words in (
            f"{count_in_words(groups)} tập thể" if groups else "",
            f"{count_in_words(persons)} cá nhân" if persons else "",
        )
        if words
    )
    return Paper(
        kind="Quyết định",
        above="",
        issuer="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
        symbol=symbol,
        number=number,
        on=on,
        subject=f"Về việc khen thưởng trong Phong trào thi đua “{programme.name}”, {cycle_in_words(cycle)}",
        authority=CITY.upper(),
        grounds=punctuated(grounds),
        body=(
            Article(
                1,
                f"Tặng {'; '.join(forms)} cho {whom} có thành tích xuất sắc trong Phong trào thi đua "
                f"“{programme.name}”, {cycle_in_words(cycle)} (có danh sách kèm theo).",
            ),
            Article(
                2,
                "Mức tiền thưởng thực hiện theo quy định hiện hành của Chính phủ về thi đua, khen thưởng; "
                "kinh phí chi từ Quỹ thi đua, khen thưởng của thành phố.",
            ),
            Article(
                3,
                "Chánh Văn phòng Ủy ban nhân dân thành phố, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan, "
                "đơn vị có liên quan và các tập thể, cá nhân có tên trong danh sách chịu trách nhiệm "
                "thi hành Quyết định này./.",
            ),
        ),
        signer=signer_of(decision) if decision else Signer(("CHỦ TỊCH",)),
        recipients=("Như Điều 3", "Ban Thi đua - Khen thưởng thành phố", "Lưu: VT, SNV"),
        annexes=_annexes(rows, accompanying("Quyết định", number, symbol, on, CITY)),
        marks=(*marks, *((DEMO_MARK,) if is_demo else ())),
        is_suggested_form=True,
    )


def split_number(number: str) -> tuple[str, str]:
    """“1234/QĐ-UBND” → number and symbol; a bare number takes the usual symbol."""
    bare, _slash, symbol = number.partition("/")
    return bare.strip(), symbol.strip() or SYMBOL


def signer_of(decision: Decision) -> Signer:
    """Who signed, as it stands above the name: a deputy signs for the Chairman (Decree 30/2020)."""
    title = decision.signer_title
    if fold(title).startswith("pho chu tich"):
        return signing("PHÓ CHỦ TỊCH", decision.signer_name, capacity=Capacity.FOR_HEAD, head="CHỦ TỊCH")
    if fold(title).startswith("chu tich"):
        return signing("CHỦ TỊCH", decision.signer_name)
    return Signer(tuple(part.strip().upper() for part in title.split(",")), decision.signer_name)


def ground_doubts(cycle: str, on: date) -> list[str]:
    """What is doubtful about the grounds on a day, in sentences; to be shown before anybody prints."""
    grounds = award_grounds(programme_for(cycle, on), on)
    found = [warning.words for ground in grounds for warning in ground.warnings]
    return [*found, *form_doubts(Kind.DECISION, on)]


def typed_doubts(text: str, on: date) -> list[str]:
    """What is seriously wrong with the texts cited in something that was typed, on that day."""
    return serious_doubts(grounds_among(text.splitlines()), programme_for(PERIOD_CYCLE, on).legal_bases, on)


def _annexes(rows: Sequence[Listed], note: str) -> tuple[Annex, ...]:
    blocks: list[Block] = []
    for caption, wanted in (("I. Tập thể", False), ("II. Cá nhân", True)):
        chosen = [row for row in rows if row.is_person is wanted]
        if chosen:
            blocks.append(_table(caption, chosen, is_person=wanted))
    return (Annex("Danh sách tập thể, cá nhân được khen thưởng", blocks, is_wide=True, note=note),)


def _table(caption: str, rows: Sequence[Listed], *, is_person: bool) -> Table:
    who, of = ("Họ và tên", "Chức vụ, đơn vị") if is_person else ("Tập thể", "Đơn vị")
    return Table(
        ("TT", who, of, "Hình thức"),
        [
            (
                str(place),
                row.name,
                ", ".join(filter(None, (row.of, row.unit if row.name != row.unit else ""))),
                f"{row.form} ({row.award})",
            )
            for place, row in enumerate(rows, 1)
        ],
        widths=(5, 28, 37, 30),
        caption=caption,
    )


def notice_of_refusals(decision: Decision, lines: Iterable[OutcomeLine], *, is_demo: bool) -> Paper:
    """Thông báo to the units whose dossiers were not awarded, each with its reason."""
    refused = [line for line in lines if not line.is_awarded]
    programme = programme_for(decision.cycle, decision.decided_on)
    units = list(dict.fromkeys(line.unit for line in refused))
    number, symbol = split_number(decision.number)
    return Paper(
        kind="Thông báo",
        above="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
        issuer="SỞ NỘI VỤ",
        symbol="TB-SNV",
        on=None,
        subject=f"Kết quả xét khen thưởng trong Phong trào thi đua “{programme.name}”, "
        f"{cycle_in_words(decision.cycle)}",
        body=(
            Text(
                f"{decision.signer_title} đã ký Quyết định số {number}/{symbol} "
                f"{dated(decision.decided_on)} về khen thưởng trong Phong trào thi đua."
            ),
            Text(
                f"Sở Nội vụ thông báo {format_count(len(refused))} hồ sơ không được tặng và lý do như sau, "
                "để đơn vị biết và thông tin đến tập thể, cá nhân liên quan:"
            ),
            Table(
                ("TT", "Mã hồ sơ", "Tập thể, cá nhân", "Hình thức đề nghị", "Lý do không tặng"),
                [
                    (str(place), line.dossier.code, _who(line), line.award.name, line.reason)
                    for place, line in enumerate(refused, 1)
                ],
                widths=(6, 18, 25, 20, 31),
            ),
            Text("Đơn vị cần làm rõ, đề nghị liên hệ Phòng Cải cách hành chính và pháp chế, Sở Nội vụ./."),
        ),
        signer=Signer(("GIÁM ĐỐC",)),
        recipients=(*units, "Lưu: VT, CCHC&PC"),
        marks=(DEMO_MARK,) if is_demo else (),
        is_suggested_form=True,
    )


def _who(line: OutcomeLine) -> str:
    return line.unit if line.name == line.unit else f"{line.name}, {line.unit}"

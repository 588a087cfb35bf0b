"""The papers of a decision: the draft with its list, the notice of what was not awarded. In Vietnamese."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.facts import PERIOD_CYCLE
from thidua.core.grounds import grounds_among, punctuated, serious_doubts, serious_words
from thidua.core.numerals import count_in_words
from thidua.core.programme import Programme
from thidua.core.text import fold, format_count
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision
from thidua.decisions.selectors import OutcomeLine, part_words
from thidua.documents.papers import (
    Annex,
    Article,
    Block,
    Heading,
    Paper,
    Signer,
    Table,
    Text,
    accompanying,
    dated,
)
from thidua.documents.papers.authority import Capacity, signing
from thidua.dossiers.grounds import award_grounds
from thidua.dossiers.merit import merit_words, occasion_words
from thidua.dossiers.routes import is_ad_hoc
from thidua.movement.selectors import programme_for
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.selectors import form_doubts
from thidua.proposals.letter import cycle_behind_name

CITY = "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng"
DEMO_MARK = "DỮ LIỆU TRÌNH DIỄN"
SYMBOL = "QĐ-UBND"


TITLE = "DANH SÁCH TẬP THỂ, CÁ NHÂN "
GIVEN, AD_HOC = "Được khen thưởng", "Được khen thưởng đột xuất"
CHOSEN = "Được chọn trình khen thưởng cấp Nhà nước"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the annex."""

    name: str
    of: str
    unit: str
    award: str
    form: str
    is_person: bool
    is_chosen: bool = False
    """Chosen to be put forward to the State, nothing given yet."""
    is_ad_hoc: bool = False


def listed(lines: Iterable[OutcomeLine]) -> list[Listed]:
    """What the city gives and whom it chooses for the State, collectives first; what the State itself gave
    is in no decision of the city.
    """
    rows = [
        Listed(
            line.name,
            line.dossier.post,
            line.unit,
            line.award.name,
            line.award.form.name,
            line.is_person,
            line.is_chosen,
            is_ad_hoc(line.dossier.award),
        )
        for line in lines
        if line.is_given_by_city or line.is_chosen
    ]
    return sorted(rows, key=lambda row: row.is_person)


def movement_of(programme: Programme, cycle: str) -> str:
    """“Phong trào thi đua “…”, năm 2029”."""
    return f"Phong trào thi đua “{programme.name}”, {cycle_behind_name(cycle)}"


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
        marks=tuple(filter(None, ("IN TỪ HỆ THỐNG, KHÔNG THAY BẢN ĐÃ KÝ", part_words(decision).upper()))),
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
    movement = movement_of(programme, cycle)
    articles = _articles(rows, movement)
    return Paper(
        kind="Quyết định",
        above="",
        issuer="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
        symbol=symbol,
        number=number,
        on=on,
        subject=_about(rows, movement),
        authority=CITY.upper(),
        grounds=grounds_on(programme, on or today, letter or "Theo đề nghị của Giám đốc Sở Nội vụ"),
        body=[Article(place, text) for place, text in enumerate(articles, 1)],
        signer=signer_of(decision) if decision else Signer(("CHỦ TỊCH",)),
        recipients=(f"Như Điều {len(articles)}", "Ban Thi đua - Khen thưởng thành phố", "Lưu: VT, SNV"),
        annexes=_annexes(rows, accompanying("Quyết định", number, symbol, on, CITY)),
        marks=(*marks, *((DEMO_MARK,) if is_demo else ())),
        is_suggested_form=True,
    )


def grounds_on(programme: Programme, on: date, *more: str) -> tuple[str, ...]:
    """The lines above a paper on awards that day: the register of legal bases, the plan, then `more`."""
    plan = programme.document
    return punctuated(
        [
            *(ground.words for ground in award_grounds(programme, on)),
            f"Căn cứ Quyết định số {plan.number} {dated(plan.date)} của {plan.issuer} "
            f"ban hành Kế hoạch phát động Phong trào thi đua “{programme.name}”",
            *more,
        ]
    )


def _about(rows: Sequence[Listed], movement: str) -> str:
    if all(row.is_chosen for row in rows):
        return f"Về việc lựa chọn tập thể, cá nhân đề nghị khen thưởng cấp Nhà nước trong {movement}"
    occasion = occasion_words(movement, (row.is_ad_hoc for row in rows if not row.is_chosen))
    return f"Về việc khen thưởng {occasion}"


def _articles(rows: Sequence[Listed], movement: str) -> list[str]:
    groups = _groups(rows)
    articles = [
        _giving(groups[kind], merit_words(movement, is_ad_hoc=kind == AD_HOC))
        for kind in (GIVEN, AD_HOC)
        if kind in groups
    ]
    is_giving = bool(articles)
    if chosen := groups.get(CHOSEN):
        articles.append(
            f"Chọn {_whom(chosen)} có thành tích xuất sắc trong {movement} để trình cấp có thẩm quyền "
            "xem xét khen thưởng cấp Nhà nước (có danh sách kèm theo)."
        )
    if is_giving:
        articles.append(
            "Mức tiền thưởng thực hiện theo quy định hiện hành của Chính phủ về thi đua, khen thưởng; "
            "kinh phí chi từ Quỹ thi đua, khen thưởng của thành phố."
        )
    articles.append(
        "Chánh Văn phòng Ủy ban nhân dân thành phố, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan, "
        "đơn vị có liên quan và các tập thể, cá nhân có tên trong danh sách chịu trách nhiệm "
        "thi hành Quyết định này./."
    )
    return articles


def _groups(rows: Sequence[Listed]) -> dict[str, list[Listed]]:
    """What is given for the movement, what ad hoc, who is chosen for the State; none that is empty."""
    found: dict[str, list[Listed]] = {}
    for kind in (GIVEN, AD_HOC, CHOSEN):
        if some := [row for row in rows if _kind_of(row) == kind]:
            found[kind] = some
    return found


def _kind_of(row: Listed) -> str:
    if row.is_chosen:
        return CHOSEN
    return AD_HOC if row.is_ad_hoc else GIVEN


def _giving(rows: Sequence[Listed], merit: str) -> str:
    """Each form with its own count: one sentence, or a clause for each form."""
    forms = {form: [row for row in rows if row.form == form] for form in dict.fromkeys(r.form for r in rows)}
    why = f"có {merit} (có danh sách kèm theo)"
    if len(forms) == 1:
        return f"Tặng {rows[0].form} cho {_whom(rows)} {why}."
    clauses = [f"{place}. Tặng {form} cho {_whom(forms[form])}." for place, form in enumerate(forms, 1)]
    return "\n\n".join([f"Khen thưởng các tập thể, cá nhân {why}, như sau:", *clauses])


def _whom(rows: Sequence[Listed]) -> str:
    persons = sum(row.is_person for row in rows)
    counted = (len(rows) - persons, "tập thể"), (persons, "cá nhân")
    return " và ".join(f"{count_in_words(count)} {what}" for count, what in counted if count)


def split_number(number: str) -> tuple[str, str]:
    """“1234/QĐ-UBND” → number and symbol; a bare number takes the usual symbol."""
    bare, _slash, symbol = number.partition("/")
    return bare.strip(), symbol.strip() or SYMBOL


def signer_of(decision: Decision) -> Signer:
    """Who signed, as it stands above the name: a deputy signs for the Chairman (Decree 30/2020)."""
    title = decision.signer_title
    if fold(title).startswith("pho chu tich"):
        is_permanent = fold(title).startswith("pho chu tich thuong truc")
        position = "PHÓ CHỦ TỊCH THƯỜNG TRỰC" if is_permanent else "PHÓ CHỦ TỊCH"
        return signing(position, decision.signer_name, capacity=Capacity.FOR_HEAD, head="CHỦ TỊCH")
    if fold(title).startswith("chu tich"):
        return signing("CHỦ TỊCH", decision.signer_name)
    return Signer(tuple(part.strip().upper() for part in title.split(",")), decision.signer_name)


def ground_doubts(cycle: str, today: date, *, day: date | None = None) -> list[str]:
    """What is seriously wrong with the grounds of a decision printed today, in sentences; to be shown before
    anybody prints. `day`: its own, where it has one.
    """
    on = day or today
    found = serious_words(award_grounds(programme_for(cycle, on), on))
    return [*found, *form_doubts(Kind.DECISION, today, cycle, day=day)]


def printed_doubts(decision: Decision, today: date, *, has_notices: bool) -> list[str]:
    """The same of what is printed of a recorded decision: itself on its day, its notices, which have none."""
    cycle = decision.cycle
    found = ground_doubts(cycle, today, day=decision.decided_on)
    return [*found, *(form_doubts(Kind.NOTICE, today, cycle) if has_notices else ())]


def typed_doubts(text: str, on: date) -> list[str]:
    """What is seriously wrong with the texts cited in something that was typed, on that day."""
    return serious_doubts(grounds_among(text.splitlines()), programme_for(PERIOD_CYCLE, on).legal_bases, on)


def _annexes(rows: Sequence[Listed], note: str) -> tuple[Annex, ...]:
    groups = _groups(rows)
    blocks: list[Block] = []
    for letter, (kind, some) in zip("ABC", groups.items(), strict=False):
        if len(groups) > 1:
            blocks.append(Heading(f"{letter}. {kind}", level=2))
        blocks += _tables(some)
    # With more than one kind the headings tell them apart, and the title names what is given.
    title = next(iter(groups)) if len(groups) == 1 else GIVEN
    return (Annex(TITLE + title.upper(), blocks, is_wide=True, note=note),)


def _tables(rows: Sequence[Listed]) -> list[Table]:
    """One of collectives, one of people; numbered where there are both."""
    kinds = [(is_person, [row for row in rows if row.is_person is is_person]) for is_person in (False, True)]
    present = [(is_person, some) for is_person, some in kinds if some]
    numbers = ("I. ", "II. ") if len(present) > 1 else ("",)
    return [
        _table(number + ("Cá nhân" if is_person else "Tập thể"), some, is_person=is_person)
        for number, (is_person, some) in zip(numbers, present, strict=True)
    ]


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


def notice_of_refusals(
    decision: Decision, unit: str, refused: Sequence[OutcomeLine], *, is_giving: bool = True, is_demo: bool
) -> Paper:
    """Thông báo to one unit: its dossiers that were not awarded, each with its reason, and nobody else's.

    `is_giving`: the signed paper awards or chooses somebody, so that it is a decision on awards.
    """
    movement = movement_of(programme_for(decision.cycle, decision.decided_on), decision.cycle)
    occasion = occasion_words(movement, (is_ad_hoc(line.dossier.award) for line in refused))
    number, symbol = split_number(decision.number)
    signed, about = (
        ("đã ký Quyết định", "khen thưởng") if is_giving else ("đã có văn bản", "kết quả xét khen thưởng")
    )
    return Paper(
        kind="Thông báo",
        above="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
        issuer="SỞ NỘI VỤ",
        symbol="TB-SNV",
        on=None,
        subject=f"Kết quả xét khen thưởng {occasion}",
        body=(
            Text(
                f"{decision.signer_title} {signed} số {number}/{symbol} "
                f"{dated(decision.decided_on)} về {about} {occasion}."
            ),
            Text(
                # Not “sent by”: the office proposes some of them itself (III.2.1.2.b.2, III.2.2.b.NN).
                f"Sở Nội vụ thông báo {format_count(len(refused))} hồ sơ của {unit} không được tặng và "
                "lý do như sau, để đơn vị biết và thông tin đến tập thể, cá nhân liên quan:"
            ),
            Table(
                ("TT", "Mã hồ sơ", "Tập thể, cá nhân", "Hình thức đề nghị", "Lý do không tặng"),
                [
                    (str(place), line.dossier.code, line.name, line.award.name, line.reason)
                    for place, line in enumerate(refused, 1)
                ],
                widths=(6, 18, 25, 20, 31),
            ),
            Text("Đơn vị cần làm rõ, đề nghị liên hệ Phòng Cải cách hành chính và pháp chế, Sở Nội vụ./."),
        ),
        signer=Signer(("GIÁM ĐỐC",)),
        recipients=(unit, "Lưu: VT, CCHC&PC"),
        marks=(
            *(() if decision.state == DecisionState.CONFIRMED else ("DỰ THẢO, CHƯA ĐƯỢC XÁC NHẬN",)),
            *((DEMO_MARK,) if is_demo else ()),
        ),
        is_suggested_form=True,
    )

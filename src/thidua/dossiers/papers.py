"""The papers of a unit's filing: Tờ trình with its list, minutes of the unit's council. In Vietnamese."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import override

from thidua.core.grounds import grounds_among, punctuated, serious_doubts, serious_words
from thidua.core.numerals import count_in_words, date_in_full_words
from thidua.core.programme import Award, Programme
from thidua.core.text import format_count
from thidua.documents.papers import Annex, Block, Heading, Items, Paper, Signer, Table, Text, to_pdf
from thidua.documents.papers.paper import accompanying, dated
from thidua.dossiers.enums import DossierState
from thidua.dossiers.grounds import award_grounds
from thidua.dossiers.merit import occasion_words
from thidua.dossiers.models import CouncilVote, Dossier, Filing, Submission, UnitMinutes
from thidua.dossiers.post import post_words
from thidua.dossiers.routes import is_ad_hoc, is_person
from thidua.dossiers.sending.listed import Letter, Listed, letter_for, letter_in
from thidua.dossiers.unit_council.quorum import quorum_on
from thidua.foundation.tables import download as give
from thidua.movement.selectors import programme_for
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.selectors import form_doubts, paper_docx
from thidua.units.letterhead import letterhead_of
from thidua.units.selectors import UnitRecord, history

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
DEMO = ("DỮ LIỆU TRÌNH DIỄN",)
SET_ASIDE = ("GHI NHẦM, KHÔNG SỬ DỤNG",)
WORDS_IN_LIST = 400
"""Letters of the achievement that fit a cell of the list; the report has it in full."""


def download(paper: Paper, name: str, form: str, on: date, kind: Kind) -> HttpResponse:
    """The paper as `docx`, by the office's own form where one holds, or `pdf`; Http404 for another `form`."""
    with override("vi"):
        match form:
            case "docx":
                return give(paper_docx(paper, on, kind), DOCX, f"{name}.docx")
            case "pdf":
                return give(to_pdf(paper), PDF, f"{name}.pdf")
    raise Http404


def letter_paper(
    filing: Filing,
    rows: Sequence[Dossier],
    unit: UnitRecord,
    on: date,
    *,
    is_demo: bool,
    is_numbered: bool = True,
) -> Paper:
    """The Tờ trình for these dossiers, the list behind it; for the rest see `letter_for`."""
    return _letter(letter_for(filing, rows, is_numbered=is_numbered), unit, on, is_demo=is_demo)


def sent_letter_paper(submission: Submission, again: Iterable[Dossier] = (), *, is_demo: bool) -> Paper:
    """The Tờ trình under which a sending went out, as it did, by what held on that day; see `letter_in`."""
    on = localtime(submission.sent_at).date()
    unit = history(on).by_id()[submission.filing.unit_id]
    return _letter(letter_in(submission, again), unit, on, is_demo=is_demo)


def _letter(letter: Letter, unit: UnitRecord, on: date, *, is_demo: bool) -> Paper:
    head = letterhead_of(unit, "TTr")
    number, _slash, symbol = letter.number.partition("/")
    day, cycle, listed = letter.day, letter.cycle, letter.listed
    awards = programme_for(cycle, on).award_by_id
    counted: list[str] = []
    for award_id in dict.fromkeys(one.award for one in listed):
        own = [one for one in listed if one.award == award_id]
        what = "cá nhân" if is_person(awards[award_id]) else "tập thể"
        counted.append(f"{awards[award_id].name}: {count_in_words(len(own))} {what};")
    body: list[Block] = [
        Text(
            f"{unit.full_name} trình cơ quan có thẩm quyền xem xét, {_asked(listed, cycle)} "
            "cho các tập thể, cá nhân sau:"
        ),
        Items([words[:-1] + ("." if words is counted[-1] else ";") for words in counted])
        if counted
        else Text("(Chưa có hồ sơ nào.)"),
        *_grounds(listed, unit),
        Text(
            f"{unit.full_name} cam kết nội dung hồ sơ đúng sự thật và chịu trách nhiệm về việc đề nghị. "
            "Danh sách và hồ sơ kèm theo Tờ trình này."
        ),
    ]
    note = accompanying("Tờ trình", number, symbol or head.symbol, day, unit.full_name)
    return Paper(
        kind="Tờ trình",
        above=head.above,
        issuer=head.issuer,
        symbol=symbol or head.symbol,
        number=number,
        on=day,
        subject=f"Về việc đề nghị khen thưởng {_occasion([one.award for one in listed], cycle)}",
        addressees=(head.addressee,),
        grounds=_legal_grounds(letter, day or on),
        body=body,
        signer=Signer(head.signer),
        recipients=("Như trên", "Lưu: VT"),
        annexes=(
            Annex("Danh sách đề nghị khen thưởng", (_list(listed, awards, unit),), is_wide=True, note=note),
        ),
        marks=DEMO if is_demo else (),
        is_suggested_form=True,
    )


def _occasion(award_ids: Iterable[str], cycle: str) -> str:
    movement = f"Phong trào thi đua cải cách hành chính {_cycle_words(cycle)}"
    return occasion_words(movement, map(is_ad_hoc, award_ids))


def _asked(listed: Iterable[Listed], cycle: str) -> str:
    """What the letter asks for. An ad hoc award is of no cycle: it is filed in the one that is open."""
    are_ad_hoc = {is_ad_hoc(one.award) for one in listed}
    words = ["khen thưởng đột xuất"] if True in are_ad_hoc else []
    return ", ".join([f"khen thưởng {_cycle_words(cycle)}", *words] if are_ad_hoc != {True} else words)


def _cycle_words(cycle: str) -> str:
    return f"năm {cycle}" if cycle.isdecimal() else f"giai đoạn {cycle.replace('-', ' - ')}"


def ground_doubts(filing: Filing, today: date) -> list[str]:
    """What is seriously wrong with the grounds of the Tờ trình on its day, before anybody prints it: those
    of the register, those typed for cases outside the limits, those in the office's own form.
    """
    day = filing.letter_date or today
    programme = programme_for(filing.cycle, day)
    found = serious_words(award_grounds(programme, day))
    apart = filing.dossiers.exclude(state=DossierState.WITHDRAWN).exclude(justification="")
    for row in apart.select_related("filing__unit"):
        found += [f"{row.code}: {words}" for words in typed_doubts(row, programme, day)]
    return [*found, *form_doubts(Kind.UNIT_PROPOSAL, today, filing.cycle, day=day)]


def typed_doubts(row: Dossier, programme: Programme, on: date) -> list[str]:
    """What is seriously wrong with the texts that the written ground of a dossier cites."""
    said = [*row.justification.splitlines(), row.ground_source]
    return serious_doubts(grounds_among(said), programme.legal_bases, on)


def _legal_grounds(letter: Letter, day: date) -> tuple[str, ...]:
    programme = programme_for(letter.cycle, day)
    plan = programme.document
    return punctuated(
        [
            *(ground.words for ground in award_grounds(programme, day)),
            f"Căn cứ Quyết định số {plan.number} {dated(plan.date)} của {plan.issuer} "
            f"ban hành Kế hoạch phát động Phong trào thi đua “{programme.name}”",
            *(_minutes_words(number, held_on) for number, held_on in letter.meetings),
        ]
    )


def _minutes_words(number: str, held_on: date) -> str:
    said = f" số {number}" if number else ""
    return f"Căn cứ Biên bản{said} họp xét khen thưởng của Hội đồng {dated(held_on)}"


def _grounds(listed: Sequence[Listed], unit: UnitRecord) -> list[Block]:
    """Those outside the limits stand apart, each with its written ground (B28)."""
    apart = [one for one in listed if one.ground]
    if not apart:
        return []
    return [
        Text("Các trường hợp ngoài hạn mức, đột xuất và căn cứ:"),
        Items([f"{one.name or unit.full_name}: {one.ground}" for one in apart]),
    ]


def _list(listed: Sequence[Listed], awards: Mapping[str, Award], unit: UnitRecord) -> Table:
    lines = []
    for place, one in enumerate(listed, start=1):
        condition = " (chỉ đề nghị khi đơn vị được tặng Cờ)" if one.is_conditional else ""
        lines.append(
            (
                str(place),
                one.name or unit.full_name,
                post_words(one.position, one.place),
                f"{awards[one.award].name}{condition}",
                _short(one.results),
                "\n".join(one.initiatives),
            )
        )
    return Table(
        (
            "TT",
            "Họ tên, tập thể",
            "Chức vụ, bộ phận",
            "Hình thức đề nghị",
            "Tóm tắt thành tích",
            "Sáng kiến, tác giả",
        ),
        lines,
        widths=(5, 15, 13, 13, 23, 31),
    )


def _short(text: str) -> str:
    """The beginning of a text, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= WORDS_IN_LIST:
        return flat
    return flat[:WORDS_IN_LIST].rsplit(" ", 1)[0] + "…"


def minutes_paper(filing: Filing, row: UnitMinutes, unit: UnitRecord, on: date, *, is_demo: bool) -> Paper:
    """The minutes of one meeting; `votes` with their dossiers at hand."""
    head = letterhead_of(unit, "BB")
    number, _slash, symbol = row.number.partition("/")
    held = localtime(row.held_at)
    awards = programme_for(filing.cycle, on).award_by_id
    with override("vi"):
        quorum = str(quorum_on(held.date()).quorum.label)
    how = "bỏ phiếu kín" if row.is_secret else "biểu quyết"
    body: list[Block] = [
        Text(
            f"Thời gian: {held:%H} giờ {held:%M} phút, {date_in_full_words(held.date())}. "
            f"Địa điểm: {row.place}."
        ),
        Heading("I. Thành phần", 1),
        Items(
            [
                f"Chủ trì: {row.chair}.",
                f"Thư ký: {row.secretary}.",
                f"Có mặt {format_count(row.present)}/{format_count(row.members)} thành viên Hội đồng, "
                f"đạt điều kiện họp ({quorum}).",
                *([f"Vắng: {row.absent_words}"] if row.absent_words else []),
            ]
        ),
        Heading("II. Nội dung", 1),
        Text(
            f"Hội đồng xét, {how} đề nghị khen thưởng "
            f"{_occasion([vote.dossier.award for vote in row.votes.all()], filing.cycle)}."
        ),
        *([Text(line) for line in row.discussion.splitlines() if line.strip()]),
        Heading("III. Kết quả", 1),
        Table(
            ("TT", "Tập thể, cá nhân", "Hình thức đề nghị", "Tán thành", "Không tán thành", "Kết quả"),
            [
                _vote(place, vote, row.members, unit, awards[vote.dossier.award])
                for place, vote in enumerate(row.votes.all(), start=1)
            ],
            widths=(6, 28, 28, 12, 13, 13),
            numbers=frozenset({3, 4}),
        ),
        Text(
            "Đề nghị khi số tán thành quá một nửa số thành viên Hội đồng. "
            "Biên bản được thông qua tại cuộc họp."
        ),
    ]
    return Paper(
        kind="Biên bản",
        above=head.above,
        issuer=head.issuer,
        symbol=symbol or head.symbol,
        number=number,
        on=held.date(),
        subject="Họp xét khen thưởng của Hội đồng Thi đua, khen thưởng",
        body=body,
        signer=Signer(("CHỦ TRÌ",), row.chair.split(",")[0]),
        other_signer=Signer(("THƯ KÝ",), row.secretary.split(",")[0]),
        marks=(DEMO if is_demo else ()) + (SET_ASIDE if row.set_aside_at else ()),
        is_suggested_form=True,
    )


def _vote(place: int, vote: CouncilVote, members: int, unit: UnitRecord, award: Award) -> tuple[str, ...]:
    return (
        str(place),
        vote.subject_name or unit.full_name,
        award.name,
        str(vote.agreed),
        str(vote.against),
        "đề nghị" if vote.agreed * 2 > members else "không đề nghị",
    )

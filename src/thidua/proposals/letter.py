"""The Tờ trình of the standing office to the Chairman, with its lists, from what was frozen and nothing else;
its legal grounds alone are those of its own day.

An official paper is in Vietnamese whoever downloads it, so its words are not translated.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.blocks import Block as UnitBlock
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.frozen import in_groups
from thidua.core.grounds import Ground, punctuated, serious_words
from thidua.core.labels import BLOCK_NAMES
from thidua.core.numerals import count_in_words
from thidua.core.text import format_count, format_decimal
from thidua.documents.papers import (
    Annex,
    Block,
    Heading,
    Items,
    Paper,
    Signer,
    Text,
    accompanying,
    annex_label,
    dated,
)
from thidua.dossiers.enums import DossierState
from thidua.dossiers.grounds import award_grounds
from thidua.dossiers.merit import occasion_words
from thidua.dossiers.routes import is_ad_hoc, is_person
from thidua.movement.selectors import programme_for
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.selectors import form_doubts
from thidua.proposals.content import share_apart
from thidua.proposals.enums import ProposalState
from thidua.proposals.letter_tables import Row, by_award, left_out, list_of, shares_table
from thidua.proposals.models import Proposal
from thidua.proposals.shares import sentence
from thidua.proposals.since_frozen import went_out
from thidua.proposals.verifying import day_of

SYMBOL = "TTr-SNV"
CHAIRMAN = "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng"


def grounds_of(proposal: Proposal, on: date) -> tuple[Ground, ...]:
    """The grounds of the Tờ trình on its day, each with what is doubtful about it.

    By the register of that day, not of the freezing: a decree may be replaced while the list waits.
    """
    return award_grounds(programme_for(proposal.cycle, on), on)


def ground_doubts(proposal: Proposal, today: date) -> list[str]:
    """What is seriously wrong with them, and with those in the office's own form, before anybody prints."""
    on = proposal.letter_date or today
    of_form = form_doubts(Kind.PROPOSAL, today, proposal.cycle, day=on)
    return [*serious_words(grounds_of(proposal, on)), *of_form]


def paper_of(proposal: Proposal, *, today: date, is_demo: bool) -> Paper:
    """The Tờ trình with a list for each award, those outside the limits apart, those left out, the shares."""
    content, name = proposal.content, proposal.content["programme"]["plan"]["name"]
    number, symbol = _number(proposal)
    movement = f"Phong trào thi đua “{name}”, {cycle_behind_name(proposal.cycle)}"
    proposed = [row for row in content["dossiers"] if row["choice"]["is_proposed"]]
    told = proposed or content["dossiers"]
    occasion = occasion_words(movement, (is_ad_hoc(row["award"]) for row in told))
    within = [row for row in proposed if not row["is_apart"]]
    apart = [row for row in proposed if row["is_apart"]]
    out = [row for row in content["dossiers"] if not row["choice"]["is_proposed"]]
    return Paper(
        kind="Tờ trình",
        above="ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
        issuer="SỞ NỘI VỤ",
        symbol=symbol,
        number=number,
        on=proposal.letter_date,
        subject=f"Về việc {'đề nghị' if proposed else 'báo cáo kết quả xét'} khen thưởng {occasion}",
        addressees=(CHAIRMAN,),
        grounds=_grounds(proposal, today),
        body=_body(proposal, within, apart, out),
        signer=Signer(("GIÁM ĐỐC",)),
        recipients=("Như trên", "Ban Thi đua - Khen thưởng", "Lưu: VT, CCHC&PC"),
        annexes=_annexes(proposal, within, apart, out),
        marks=_marks(proposal, is_demo=is_demo),
        is_suggested_form=True,
    )


def _grounds(proposal: Proposal, today: date) -> tuple[str, ...]:
    plan = proposal.content["programme"]["plan"]["document"]
    words = [ground.words for ground in grounds_of(proposal, proposal.letter_date or today)]
    words.append(
        f"Căn cứ Quyết định số {plan['number']} {dated(date.fromisoformat(plan['date']))} "
        f"của {plan['issuer']} ban hành Kế hoạch phát động Phong trào thi đua "
        f"“{proposal.content['programme']['plan']['name']}”"
    )
    return punctuated(words)


def _of(proposal: Proposal) -> str:
    if proposal.cycle == PERIOD_CYCLE:
        return f"giai đoạn {PERIOD_CYCLE}"
    return f"năm {proposal.cycle}"


def cycle_behind_name(cycle: str) -> str:
    """The cycle behind the name of the movement, which names the years of the period itself."""
    return "tổng kết giai đoạn" if cycle == PERIOD_CYCLE else f"năm {cycle}"


def _marks(proposal: Proposal, *, is_demo: bool) -> tuple[str, ...]:
    marks = ["DỮ LIỆU TRÌNH DIỄN"] if is_demo else []
    if proposal.confirmed_at is None:
        marks.append("DỰ THẢO, CHƯA ĐƯỢC XÁC NHẬN")
    elif proposal.state == ProposalState.REPLACED and not went_out(proposal):
        # One that went out stays the paper that was signed, whatever list came after it.
        marks.append("ĐÃ THAY BẰNG DANH SÁCH LẬP SAU")
    return tuple(marks)


def _body(proposal: Proposal, within: list[Row], apart: list[Row], out: list[Row]) -> list[Block]:
    content, counts = proposal.content, proposal.content["counts"]
    day = dated(day_of(content))
    # Older lists froze no state.
    outside = sum(row.get("state", DossierState.RECEIVED) != DossierState.RECEIVED for row in out)
    asked = "xem xét, quyết định khen thưởng" if within or apart else "xem xét, cho ý kiến"
    blocks: list[Block] = [
        Text(
            f"Sở Nội vụ đã tiếp nhận và thẩm định {format_count(counts['handed_in'] - outside)} hồ sơ đề "
            f"nghị khen thưởng {_of(proposal)} theo tiêu chuẩn của Kế hoạch, tính đến hết {day}. "
            + (f"{_not_taken_in(outside)} " if outside else "")
            + f"Sở Nội vụ trình {CHAIRMAN} {asked} như sau:"
        ),
        Heading("I. ĐỀ NGHỊ KHEN THƯỞNG"),
        *_proposing(proposal, within, apart),
    ]
    if apart:
        blocks += [
            Text(
                f"Ngoài hạn mức, đột xuất hoặc cấp Nhà nước: {format_count(len(apart))} đề nghị, "
                f"chiếm {_share(counts)}% tổng số; căn cứ bằng văn bản của từng đề nghị có trong "
                "hồ sơ (danh sách riêng kèm theo)."
            )
        ]
    blocks += _before(content)
    blocks += _leaders(content)
    blocks += [
        Heading("II. CÁC HỒ SƠ KHÔNG ĐỀ NGHỊ"),
        Text(
            f"{format_count(len(out))} hồ sơ không đề nghị trong đợt này; lý do ở danh sách kèm theo."
            if out
            else "Không có."
        ),
        Heading("III. CƠ CẤU ĐỀ NGHỊ"),
        shares_table(content["statistics"]),
        Heading("IV. CĂN CỨ XÉT VÀ KIỂM CHỨNG"),
        Text(
            f"Các hồ sơ được xét theo Kế hoạch ban hành kèm theo Quyết định số "
            f"{content['programme']['plan']['document']['number']} và các cách hiểu đã được quyết định; "
            f"chỉ số theo {_rankings(content)}."
        ),
        Text(
            "Toàn bộ dữ kiện, kết quả xét, ý kiến thẩm định và lựa chọn đã được khóa dưới dấu vân tay "
            f"SHA-256: {in_groups(proposal.sha256)}. Người giữ tệp dữ liệu kiểm chứng lại được "
            "bằng lệnh thidua verify."
        ),
        Text(f"Kính trình {CHAIRMAN} {asked.replace(' khen thưởng', '')}./."),
    ]
    return blocks


def _not_taken_in(count: int) -> str:
    """Those of the list that the office has not taken in, so that nobody reads of them as appraised."""
    return (
        f"Còn {format_count(count)} hồ sơ chưa được tiếp nhận (nộp sau hạn chưa được chấp nhận, chờ tiếp "
        "nhận hoặc đang trả lại đơn vị), ghi ở danh sách không đề nghị."
    )


def _proposing(proposal: Proposal, within: list[Row], apart: list[Row]) -> list[Block]:
    if not (within or apart):
        return [Text("Không đề nghị hồ sơ nào trong lần này.")]
    return [
        Text(f"Đề nghị tặng {_whom(proposal, [*within, *apart])}, gồm:"),
        Items(
            [f"{name}: {format_count(len(rows))};" for name, rows in by_award(within)]
            or ["Không có trong hạn mức;"]
        ),
    ]


def _whom(proposal: Proposal, rows: Sequence[Row]) -> str:
    awards = programme_for(proposal.cycle, proposal.frozen_at.date()).award_by_id
    persons = sum(is_person(awards[row["award"]]) for row in rows)
    counted = (len(rows) - persons, "tập thể"), (persons, "cá nhân")
    return ", ".join(f"{count_in_words(count)} {what}" for count, what in counted if count)


def _share(counts: dict[str, int]) -> str:
    share = share_apart(counts)
    return format_decimal(share) if share is not None else "0"


def _before(content: dict[str, Any]) -> list[Block]:
    """What earlier decisions awarded in the cycle: this list was held against the limits together with it."""
    awarded = content.get("awarded_before", ())
    if not awarded:
        return []
    numbers = ", ".join(dict.fromkeys(row["decision"] for row in awarded))
    return [
        Text(
            # The decisions may have given ad hoc awards too, which stand against no limit.
            f"Trước đó, không kể đột xuất, {format_count(len(awarded))} hồ sơ của đợt đã được tặng theo "
            f"quyết định số {numbers}; các đề nghị trên đã được xét hạn mức cùng những hồ sơ đó và không "
            "nhắc lại chúng."
        )
    ]


def _leaders(content: dict[str, Any]) -> list[Block]:
    """Who leads each block, and where another way of counting would name another."""
    said = []
    for table in content["leaders"]:
        chosen = table["others_say"][table["metric"]]
        others = {name for names in table["others_say"].values() for name in names} - set(chosen)
        words = f"{sentence(BLOCK_NAMES[UnitBlock(table['block'])])}: {', '.join(chosen) or 'chưa xác định'}"
        said.append(words + (f" (theo cách tính khác: {', '.join(sorted(others))});" if others else ";"))
    if not said:
        return []
    close = [words for table in content["leaders"] for words in _close(table)]
    blocks: list[Block] = [Text("Đơn vị dẫn đầu khối về chỉ số theo cách tính đã chọn:"), Items(said)]
    return [*blocks, Text("Sát điểm ở vị trí dẫn đầu: " + "; ".join(close) + ".")] if close else blocks


def _close(table: dict[str, Any]) -> Iterator[str]:
    """Who is so close behind the first that a recount could turn them; older lists froze none."""
    first = table["rows"][0]["name"]
    for one in table.get("close", ()):
        yield f"{first} hơn {one['name']} {format_decimal(Decimal(one['gap']))} điểm trung bình"


def _rankings(content: dict[str, Any]) -> str:
    decisions = dict.fromkeys(row["decision"] for row in content["rankings"] if row["decision"])
    return "các quyết định công bố số " + ", ".join(decisions) if decisions else "các bản công bố đang có"


def _annexes(
    proposal: Proposal, within: Sequence[Row], apart: Sequence[Row], out: Sequence[Row]
) -> tuple[Annex, ...]:
    number, symbol = _number(proposal)
    note = accompanying("Tờ trình", number, symbol, proposal.letter_date, "Sở Nội vụ")
    lists = []
    if within:
        lists.append(("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", list_of(within)))
    if apart:
        title = "DANH SÁCH ĐỀ NGHỊ NGOÀI HẠN MỨC, ĐỘT XUẤT, CẤP NHÀ NƯỚC"
        lists.append((title, list_of(apart, is_apart=True)))
    if out:
        lists.append(("DANH SÁCH HỒ SƠ KHÔNG ĐỀ NGHỊ", left_out(out)))
    return tuple(
        Annex(title, blocks, is_wide=True, note=note, label=annex_label(place, len(lists)))
        for place, (title, blocks) in enumerate(lists, 1)
    )


def _number(proposal: Proposal) -> tuple[str, str]:
    """Number and symbol: the office may have typed both into one field."""
    number, _slash, symbol = proposal.letter_number.partition("/")
    return number.strip(), symbol.strip() or SYMBOL

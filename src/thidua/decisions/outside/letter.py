"""The Tờ trình of the standing office for dossiers outside a list, with its list. In Vietnamese.

It has the grounds of the decision and the tables of the Tờ trình of a list; nothing is frozen, so it carries
no fingerprint and stays a draft.
"""

from collections.abc import Sequence
from datetime import date

from thidua.appraising.selectors import Appraisal, appraisals_of, stages_of
from thidua.core.numerals import count_in_words
from thidua.core.text import format_count
from thidua.councils.selectors import CouncilResult, results_of
from thidua.decisions.papers import DEMO_MARK, grounds_on, movement_of
from thidua.decisions.selectors import OutcomeLine
from thidua.documents.papers import Annex, Block, Heading, Items, Paper, Signer, Text, accompanying
from thidua.dossiers.merit import occasion_words
from thidua.dossiers.routes import is_ad_hoc
from thidua.movement.selectors import programme_for
from thidua.proposals.letter import CHAIRMAN, SYMBOL
from thidua.proposals.letter_tables import Row, by_award, list_of
from thidua.units.selectors import history

TITLE = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NGOÀI HẠN MỨC, ĐỘT XUẤT"
TITLE_AD_HOC = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG ĐỘT XUẤT"


def letter_outside(lines: Sequence[OutcomeLine], *, cycle: str, today: date, is_demo: bool) -> Paper:
    """The draft for these dossiers of one cycle, collectives first; number and day are left free."""
    programme, lines = programme_for(cycle, today), sorted(lines, key=lambda line: line.is_person)
    are_ad_hoc = [is_ad_hoc(line.dossier.award) for line in lines]
    rows = _rows(lines, cycle, today)
    return Paper(
        kind="Tờ trình",
        above="ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
        issuer="SỞ NỘI VỤ",
        symbol=SYMBOL,
        subject=f"Về việc đề nghị khen thưởng {occasion_words(movement_of(programme, cycle), are_ad_hoc)}",
        addressees=(CHAIRMAN,),
        grounds=grounds_on(programme, today),
        body=_body(lines, rows),
        signer=Signer(("GIÁM ĐỐC",)),
        recipients=("Như trên", "Ban Thi đua - Khen thưởng", "Lưu: VT, CCHC&PC"),
        annexes=(
            Annex(
                TITLE_AD_HOC if all(are_ad_hoc) else TITLE,
                list_of(rows, is_apart=True),
                is_wide=True,
                note=accompanying("Tờ trình", "", SYMBOL, None, "Sở Nội vụ"),
            ),
        ),
        marks=("DỰ THẢO", *((DEMO_MARK,) if is_demo else ())),
        is_suggested_form=True,
    )


def _body(lines: Sequence[OutcomeLine], rows: Sequence[Row]) -> list[Block]:
    persons = sum(line.is_person for line in lines)
    counted = (len(lines) - persons, "tập thể"), (persons, "cá nhân")
    whom = ", ".join(f"{count_in_words(count)} {what}" for count, what in counted if count)
    awards = by_award(rows)
    return [
        Text(
            f"Sở Nội vụ đã tiếp nhận {format_count(len(lines))} hồ sơ đề nghị khen thưởng ngoài danh sách "
            "trình chung, có ý kiến thẩm định từng hồ sơ ở danh sách kèm theo. Sở Nội vụ trình "
            f"{CHAIRMAN} xem xét, quyết định khen thưởng như sau:"
        ),
        Heading("I. ĐỀ NGHỊ KHEN THƯỞNG"),
        Text(f"Đề nghị tặng {whom}, gồm:"),
        Items(
            [
                f"{name}: {format_count(len(some))}{'.' if place == len(awards) else ';'}"
                for place, (name, some) in enumerate(awards, 1)
            ]
        ),
        Heading("II. THÀNH TÍCH, CĂN CỨ CỦA TỪNG ĐỀ NGHỊ"),
        Items([_ground_of(line) for line in lines]),
        Text(f"Kính trình {CHAIRMAN} xem xét, quyết định./."),
    ]


def _ground_of(line: OutcomeLine) -> str:
    row = line.dossier
    said = [one.strip().rstrip(".") for one in (row.justification, row.ground_source) if one]
    who = f"{line.name} ({line.unit})" if row.subject_name else line.name
    return f"{who}: {'. '.join(said) or 'chưa ghi căn cứ bằng văn bản'}."


def _rows(lines: Sequence[OutcomeLine], cycle: str, on: date) -> list[Row]:
    """The dossiers as the tables of a Tờ trình read them; a constant number of queries."""
    opinions, results, units = appraisals_of(cycle), results_of(cycle), history(on).by_id()
    return [
        {
            "code": line.dossier.code,
            "award_name": line.award.name,
            "subject": {"name": line.dossier.subject_name, "position": line.dossier.post},
            "unit": {"name": line.unit, "block": str(units[line.dossier.filing.unit_id].block)},
            "ground": {
                "contribution": line.dossier.contribution_words,
                "source": line.dossier.ground_source,
            },
            "opinions": _opinions(opinions.get(line.dossier.pk)),
            "council": _council(results.get(line.dossier.pk)),
            "choice": {"reason": ""},
        }
        for line in lines
    ]


def _opinions(given: Appraisal | None) -> Row:
    said = given or Appraisal()
    return {
        "content": said.content,
        "procedure": said.procedure,
        "leader": said.leader,
        "asked": [str(stage) for stage in stages_of(said)],
    }


def _council(result: CouncilResult | None) -> Row | None:
    return {"agreed": result.agreed, "members": result.members} if result else None

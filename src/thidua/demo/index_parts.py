"""What the demonstration's rounds of the index have in common: how one begins, and papers as evidence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

from django.core.files.base import ContentFile

from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.stages import moment
from thidua.demo.steering import LABEL
from thidua.documents.score_charts import as_pdf
from thidua.foundation.files import InspectedFile, Kind, inspect_upload
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.models import Answer, Round, Sheet
from thidua.index_rounds.rounds.appraisers import area_lines, assign
from thidua.index_rounds.rounds.dates import Days
from thidua.index_rounds.rounds.services import NewRound, begin_round
from thidua.index_rounds.sheets.evidence import add_evidence, pin
from thidua.people.models import User

OWN = "11311"
"""The unit whose sheet is told in full: phường Hồng Bàng."""
BOARD = "ban.tdkt"


def begin(
    people: Mapping[str, User], year: int, title: str, days: Mapping[PhaseKind, Days], on: date
) -> Round:
    """A round begun by the head of the office; a specialist and the emulation board appraise every area."""
    by = people[HEAD]
    found = begin_round(
        by=by, at=moment(on), new=NewRound(year, f"{title} {LABEL}", days, f"{year % 100}20/SNV {LABEL}")
    )
    areas = [(line.block, line.area) for line in area_lines(found)]
    for name in (SPECIALIST, BOARD):
        assign(by=by, at=moment(on, 10), found=found, areas=areas, user=people[name])
    return found


def show_evidence(by: User, sheet: Sheet, codes: Iterable[str], on: date) -> None:
    """One paper, pinned to each of these components."""
    year = sheet.round.year
    words = (
        "ỦY BAN NHÂN DÂN PHƯỜNG HỒNG BÀNG",
        f"Báo cáo kết quả cải cách hành chính năm {year}",
        f"Tài liệu {LABEL}, không phải văn bản thật",
        "Phụ lục 01. Kế hoạch ban hành ngày 05/01, đúng thời hạn quy định.",
        "Phụ lục 02. Kết quả từng nhiệm vụ: 24 trên 24 nhiệm vụ hoàn thành.",
    )
    upload = paper(f"bao-cao-cchc-{year}.pdf", words)
    row = add_evidence(by=by, at=moment(on), sheet=sheet, upload=upload, title=words[1])
    for answer in Answer.objects.filter(sheet=sheet, code__in=codes).select_related("sheet").order_by("code"):
        pin(by=by, at=moment(on), answer=answer, evidence=row, page=1, passage="Phụ lục 01, Phụ lục 02")


def paper(name: str, lines: Sequence[str]) -> InspectedFile:
    """A page with these lines, as PDF."""
    look = 'font-family="Be Vietnam Pro" font-size="15"'
    written = "".join(
        f'<text x="70" y="{100 + 34 * place}" {look}>{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842">{written}</svg>'
    return inspect_upload(ContentFile(as_pdf(svg), name=name), kinds={Kind.PDF})

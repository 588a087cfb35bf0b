"""The demonstration's trial of the sets of 2030 at five units: self-scoring is open around mid-February."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from thidua.core.blocks import INDEX_BLOCKS
from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.dice import dice
from thidua.demo.index_parts import OWN, begin, show_evidence
from thidua.demo.index_round import YEAR as LAST_YEAR
from thidua.demo.scoring import invent_sheet
from thidua.demo.stages import moment
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.models import Round, Sheet
from thidua.index_rounds.rounds.dates import Days
from thidua.index_rounds.rounds.services import call_off
from thidua.index_rounds.sheets.opening import make_sheets
from thidua.index_rounds.sheets.sending import hand_over, send_sheet
from thidua.index_rounds.sheets.writing import take_answers
from thidua.index_sets.lines import draft_of
from thidua.index_sets.selectors import card_of, lines_of, set_in_force
from thidua.index_sets.services import begin_copy, put_in_force, save_line
from thidua.people.models import User
from thidua.units.selectors import history

YEAR = LAST_YEAR + 1
_UNITS = (OWN, "SNV", "11629", "10888", "10903")
_DAYS = {
    PhaseKind.SURVEY: Days(date(YEAR, 2, 4), date(YEAR, 3, 10)),
    PhaseKind.SELF: Days(date(YEAR, 2, 4), date(YEAR, 2, 28)),
    PhaseKind.APPRAISAL: Days(date(YEAR, 3, 1), date(YEAR, 3, 12)),
    PhaseKind.EXPLANATION: Days(date(YEAR, 3, 13), date(YEAR, 3, 18)),
    PhaseKind.COUNCIL: Days(date(YEAR, 3, 20), date(YEAR, 3, 22)),
    PhaseKind.PUBLICATION: Days(date(YEAR, 3, 25), date(YEAR, 3, 29)),
}
_CHANGED = "7.4"
_SCORED_SO_FAR = 12


def trial_acts(people: dict[str, User], seed: int) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): last year's sets copied and changed in one line, the trial, and its end."""
    yield date(YEAR, 1, 20), partial(_copy_sets, people)
    yield date(YEAR, 2, 4), partial(_begin, people)
    yield date(YEAR, 2, 12), partial(_score, people, seed)
    yield date(YEAR, 3, 30), partial(_end, people)


def _copy_sets(people: dict[str, User]) -> None:
    at = moment(date(YEAR, 1, 20))
    for block in INDEX_BLOCKS:
        source = set_in_force(LAST_YEAR, block)
        assert source is not None
        made = begin_copy(by=people[SPECIALIST], at=at, source=source, year=YEAR)
        line = draft_of(next(row for row in lines_of(made) if row.code == _CHANGED))
        changed = replace(line, name="Văn bản điện tử ký số đúng thể thức, đúng thẩm quyền")
        save_line(by=people[SPECIALIST], at=at, criteria_set=made, line=changed, former=_CHANGED)
        put_in_force(by=people[HEAD], at=at, criteria_set=made, accepts_warnings=False)


def _begin(people: dict[str, User]) -> None:
    on = date(YEAR, 2, 4)
    found = begin(people, YEAR, f"Chấm thử bộ tiêu chí năm {YEAR} tại năm đơn vị", _DAYS, on)
    units = history(on)
    make_sheets(found, [units[code] for code in _UNITS], moment(on))


def _score(people: dict[str, User], seed: int) -> None:
    """Hồng Bàng is in the middle of it, An Lão's waits for its head, the office has sent its own."""
    on = date(YEAR, 2, 12)
    found, units = Round.objects.get(year=YEAR), history(on)
    made = set_in_force(YEAR, INDEX_BLOCKS[0])
    assert made is not None
    maxima = {one.code: one.maximum for one in card_of(made).components}
    officers = {OWN: "canbo.hongbang", "11629": "canbo.anlao", "SNV": "canbo.sonoivu"}
    sheets = {}
    for code, name in officers.items():
        sheet = Sheet.objects.select_related("round").get(round=found, unit__code=code)
        given = invent_sheet(Decimal(92), dice(seed, "trial", code), maxima).given
        known = set(sheet.answers.exclude(source="").values_list("code", flat=True))
        codes = [one for one in given if one not in known]
        if code == OWN:
            codes = codes[:_SCORED_SO_FAR]
        taken = {one: (given[one], 1) for one in codes}
        take_answers(by=people[name], at=moment(on), sheet=sheet, taken=taken)
        sheets[code] = sheet
    show_evidence(people["canbo.hongbang"], sheets[OWN], ["1.1.1"], on)
    hand_over(by=people["canbo.anlao"], at=moment(on, 15), sheet=sheets["11629"], unit=units["11629"])
    send_sheet(by=people["giamdoc.sonoivu"], at=moment(on, 16), sheet=sheets["SNV"], unit=units["SNV"])


def _end(people: dict[str, User]) -> None:
    found = Round.objects.get(year=YEAR)
    reason = "Chấm thử đã xong, không công bố; kết quả dùng để chỉnh bộ tiêu chí (trình diễn)."
    call_off(by=people[HEAD], at=moment(date(YEAR, 3, 30)), found=found, reason=reason)

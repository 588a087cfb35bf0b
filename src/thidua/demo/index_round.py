"""The demonstration's round of 2029, from the sets to the ranking that the tool published.

Everything is scored by the invented sample set; the points come to the invented ranking of the year.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from thidua.core.blocks import INDEX_BLOCKS
from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.dice import dice
from thidua.demo.index_parts import BOARD, OWN, begin, paper, show_evidence
from thidua.demo.rankings import InventedRow
from thidua.demo.scoring import InventedSheet, invent_sheet
from thidua.demo.stages import moment
from thidua.demo.steering import LABEL
from thidua.index_results.council import SessionWords, record_session
from thidua.index_results.models import CouncilSession
from thidua.index_results.publishing import Decision as Paper
from thidua.index_results.publishing import confirm, freeze
from thidua.index_rounds.appraisal.bringing_in import Judged, bring_in_judgements
from thidua.index_rounds.appraisal.second import draw_sample, give_second, pairs_of, settle_difference
from thidua.index_rounds.appraisal.services import Verdict
from thidua.index_rounds.enums import Decision, PhaseKind, Stage
from thidua.index_rounds.explanation.services import (
    decide_explanation,
    save_explanation,
    send_explanations,
)
from thidua.index_rounds.models import Answer, Judgement, Round, Sheet
from thidua.index_rounds.rounds.dates import Days
from thidua.index_rounds.sheets.bringing_in import SentSheet, bring_in_sheets
from thidua.index_rounds.sheets.sending import send_sheet
from thidua.index_sets.selectors import card_of, set_in_force
from thidua.index_sets.services import begin_sample, put_in_force
from thidua.people.models import User
from thidua.surveys.enums import Source
from thidua.surveys.groups import GroupDraft
from thidua.surveys.results_in.services import bring_in_results
from thidua.surveys.services import SurveyWords
from thidua.units.selectors import UnitRecord, history

YEAR = 2029
"""The year whose ranking the tool published; the others came as files."""
PUBLISHED = date(2030, 1, 8)
_DAYS = {
    PhaseKind.SURVEY: Days(date(2029, 11, 1), date(2029, 12, 8)),
    PhaseKind.SELF: Days(date(2029, 12, 1), date(2029, 12, 10)),
    PhaseKind.APPRAISAL: Days(date(2029, 12, 11), date(2029, 12, 24)),
    PhaseKind.EXPLANATION: Days(date(2029, 12, 25), date(2029, 12, 29)),
    PhaseKind.COUNCIL: Days(date(2030, 1, 3), date(2030, 1, 5)),
    PhaseKind.PUBLICATION: Days(date(2030, 1, 7), date(2030, 1, 12)),
}
_GROUPS = (
    GroupDraft("tthc", "Giải quyết thủ tục hành chính"),
    GroupDraft("thai-do", "Thái độ phục vụ"),
    GroupDraft("chung", "Hài lòng chung"),
)
_ASKED = 120
_RESTORED = "1.1.2"
"""phường Hồng Bàng was cut here too, explained it, and has its points again."""
_SECOND_LOOKS = 5
_NO_POINTS = Verdict(Decision.CUT, Decimal(0), "Tài liệu không cho thấy kết quả nào.")


def round_acts(
    people: dict[str, User], ranking: Sequence[InventedRow], seed: int
) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): one step of the round each."""
    round_ = _Round(people, ranking, seed)
    yield date(2029, 10, 8), round_.put_sets_in_force
    yield date(2029, 10, 15), round_.begin
    yield date(2029, 12, 9), round_.survey
    yield date(2029, 12, 10), round_.score
    yield date(2029, 12, 22), round_.appraise
    yield date(2029, 12, 23), round_.look_twice
    yield date(2029, 12, 27), round_.explain
    yield date(2030, 1, 4), round_.meet
    yield PUBLISHED, round_.publish


@dataclass(slots=True)
class _Round:
    """What one act leaves for the next."""

    people: dict[str, User]
    ranking: Sequence[InventedRow]
    seed: int
    found: Round = field(init=False)
    session: CouncilSession = field(init=False)
    units: dict[str, UnitRecord] = field(init=False)
    invented: dict[str, InventedSheet] = field(init=False)

    def put_sets_in_force(self) -> None:
        """One person writes them, another confirms them."""
        at = moment(date(YEAR, 10, 8))
        for block in INDEX_BLOCKS:
            made = begin_sample(by=self.people[SPECIALIST], at=at, year=YEAR, block=block)
            put_in_force(by=self.people[HEAD], at=at, criteria_set=made, accepts_warnings=False)

    def begin(self) -> None:
        """The round with its phases and appraisers; what every unit will say is invented."""
        on = date(YEAR, 10, 15)
        self.units = {unit.code: unit for unit in history(on).living()}
        self.found = begin(self.people, YEAR, f"Chấm điểm Chỉ số cải cách hành chính năm {YEAR}", _DAYS, on)
        made = set_in_force(YEAR, INDEX_BLOCKS[0])
        assert made is not None
        maxima = {one.code: one.maximum for one in card_of(made).components}
        self.invented = {
            row.unit: invent_sheet(row.score, dice(self.seed, "sheet", YEAR, row.unit), maxima)
            for row in self.ranking
        }

    def survey(self) -> None:
        """Results of a survey by group of questions, closed by a second person."""
        words = SurveyWords(
            year=YEAR,
            title=f"Đo lường sự hài lòng của người dân, tổ chức năm {YEAR} {LABEL}",
            source=Source.FILE,
            lowest=Decimal(0),
            highest=Decimal(100),
            groups=_GROUPS,
        )
        rows = [
            (self.units[code].id, group, _ASKED, _ASKED - dice(self.seed, "silent", code).randrange(20), mean)
            for code, sheet in self.invented.items()
            for group, mean in sheet.means.items()
        ]
        at = moment(date(YEAR, 12, 9), 15)
        bring_in_results(
            by=self.people[SPECIALIST], at=at, words=words, rows=rows, closed_by=self.people[HEAD]
        )

    def score(self) -> None:
        """Every ranked unit sends its sheet; Hồng Bàng's has evidence, pinned where it proves something."""
        on = date(YEAR, 12, 10)
        at = moment(on, 8)
        rows = [
            SentSheet(self.units[code], sheet.given, None if code == OWN else at)
            for code, sheet in self.invented.items()
        ]
        bring_in_sheets(by=self.people[SPECIALIST], at=at, found=self.found, rows=rows)
        sheet = Sheet.objects.select_related("round").get(round=self.found, unit__code=OWN)
        proved = ["1.1.1", _RESTORED, *self.invented[OWN].cuts]
        show_evidence(self.people["canbo.hongbang"], sheet, proved, on)
        send_sheet(by=self.people["chutich.hongbang"], at=moment(on, 16), sheet=sheet, unit=self.units[OWN])

    def appraise(self) -> None:
        """What was claimed and is not so is cut; of Hồng Bàng everything is looked at."""
        at, by = moment(date(YEAR, 12, 22), 10), self.people[SPECIALIST]
        rows = Answer.objects.filter(sheet__round=self.found).order_by()
        answers = {(unit, code): pk for pk, unit, code in rows.values_list("pk", "sheet__unit__code", "code")}
        cut = {
            (unit, code): said for unit, sheet in self.invented.items() for code, said in sheet.cuts.items()
        }
        cut[OWN, _RESTORED] = (Decimal("0.5"), "Báo cáo chưa nêu kết quả của từng nhiệm vụ.")
        typed = set(self.invented[OWN].given)
        accepted = [(OWN, code) for code in typed if (OWN, code) not in cut]
        bring_in_judgements(
            by=by,
            at=at,
            found=self.found,
            rows=[
                *(
                    Judged(answers[place], Stage.APPRAISAL, Decision.CUT, points, reason, at, by.pk)
                    for place, (points, reason) in cut.items()
                ),
                *(
                    Judged(answers[place], Stage.APPRAISAL, Decision.ACCEPTED, None, "", at, by.pk)
                    for place in sorted(accepted)
                ),
            ],
        )

    def look_twice(self) -> None:
        """A sample is looked at by another person; the head settles the one difference."""
        on = date(YEAR, 12, 23)
        draw_sample(by=self.people[HEAD], at=moment(on), found=self.found, number=YEAR, each=3)
        pairs = [pair for pair in pairs_of(self.found) if pair.answer.sheet.unit.code != "SNV"]
        for pair in pairs[:_SECOND_LOOKS]:
            verdict = _as_before(pair.first) if pair is not pairs[0] else _NO_POINTS
            give_second(by=self.people[BOARD], at=moment(on, 10), answer=pair.answer, verdict=verdict)
        settle_difference(
            by=self.people[HEAD],
            at=moment(on, 16),
            answer=pairs[0].answer,
            verdict=_as_before(pairs[0].first, "Giữ kết quả lần đầu: có biên bản làm việc kèm theo."),
            seen=None,
        )

    def explain(self) -> None:
        """Hồng Bàng answers a cut at the same pin and has its points again."""
        rows = Answer.objects.select_related("sheet__round", "sheet__unit")
        answer = rows.get(sheet__round=self.found, sheet__unit__code=OWN, code=_RESTORED)
        text = "Phụ lục 02 của báo cáo nêu kết quả từng nhiệm vụ, ở trang 1; đề nghị xem lại."
        officer, head = self.people["canbo.hongbang"], self.people["chutich.hongbang"]
        on = date(YEAR, 12, 27)
        save_explanation(by=officer, at=moment(on), answer=answer, text=text, version=0)
        send_explanations(by=head, at=moment(on, 11), sheet=answer.sheet, unit=self.units[OWN])
        decide_explanation(
            by=self.people[SPECIALIST],
            at=moment(on, 16),
            answer=answer,
            verdict=Verdict(Decision.ACCEPTED, reason="Phụ lục 02 đủ kết quả từng nhiệm vụ."),
            seen=None,
        )

    def meet(self) -> None:
        """The council's session with its minutes."""
        on = date(2030, 1, 4)
        words = SessionWords(
            held_on=on,
            chair=f"Hoàng Minh Chiến, lãnh đạo UBND thành phố {LABEL}",
            members=11,
            present=10,
            agreed=10,
            conclusions="Thông qua kết quả Chỉ số của ba khối; giao Sở Nội vụ trình công bố.",
        )
        lines = [f"BIÊN BẢN {LABEL}", "Phiên họp Hội đồng thẩm định Chỉ số năm 2029", words.conclusions]
        self.session = record_session(
            by=self.people["thuky"],
            at=moment(on, 16),
            found=self.found,
            words=words,
            minutes=paper("bien-ban-hoi-dong.pdf", lines),
        )

    def publish(self) -> None:
        """Frozen under a decision, confirmed by a second person."""
        number, signed = f"108/QĐ-UBND {LABEL}", PUBLISHED - timedelta(days=1)
        lines = [f"QUYẾT ĐỊNH số {number}", f"Công bố kết quả Chỉ số cải cách hành chính năm {YEAR}"]
        frozen = freeze(
            by=self.people[SPECIALIST],
            at=moment(PUBLISHED),
            session=self.session,
            decision=Paper(number, signed, PUBLISHED),
            file=paper("quyet-dinh-cong-bo.pdf", lines),
        )
        confirm(by=self.people[HEAD], at=moment(PUBLISHED, 14), publication=frozen, has_seen_awards=True)


def _as_before(first: Judgement | None, reason: str = "") -> Verdict:
    """The same opinion once more."""
    assert first is not None  # only what was judged is drawn
    return Verdict(Decision(first.decision), first.points, reason or first.reason)

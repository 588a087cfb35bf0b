"""The trace of a verdict in Vietnamese: clause, truth, what was looked at. Rendered only when read."""

from dataclasses import dataclass
from functools import singledispatchmethod
from typing import Any

from thidua.core.criteria import (
    AllOf,
    Attested,
    FactIn,
    Initiatives,
    Judged,
    Leader,
    Months,
    OneOf,
    OutsideBlocks,
    RankWithin,
    Rule,
    Subject,
    Written,
    YearsInTop,
)
from thidua.core.facts import Initiative, Place
from thidua.core.labels import BLOCK_NAMES, TRUTH_NAMES
from thidua.core.leadership import Leadership, Tally
from thidua.core.programme import Programme
from thidua.core.text import format_count, format_date, format_decimal, join_words
from thidua.core.truth import MET, NOT_MET, Truth

METRIC_NAMES = {
    "mean_score": "điểm chỉ số trung bình cao nhất",
    "mean_rank": "hạng trung bình cao nhất",
    "first_places": "nhiều lần hạng nhất nhất",
}


@dataclass(frozen=True, slots=True)
class Trace:
    """One node of the explanation; a leaf has no parts."""

    clause: str
    truth: Truth
    text: str
    parts: tuple["Trace", ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The contract's shape."""
        return {
            "clause": self.clause,
            "truth": self.truth.word,
            "text": self.text,
            "parts": [part.as_dict() for part in self.parts],
        }


def carrying_leaves(judged: Judged) -> list[Judged]:
    """The leaves that carry the verdict: those of its own truth, down the branches of its own truth."""
    truth, rule, detail = judged
    if not isinstance(rule, AllOf | OneOf):
        return [judged]
    return [leaf for part in detail if part[0] is truth for leaf in carrying_leaves(part)]


def leaves(judged: Judged) -> list[Judged]:
    """Every leaf of a judged tree."""
    if not isinstance(judged[1], AllOf | OneOf):
        return [judged]
    return [leaf for part in judged[2] for leaf in leaves(part)]


def _asks_nothing(rule: Rule) -> bool:
    """A branch without parts: where a reading waives a condition."""
    return isinstance(rule, AllOf) and not rule.parts


class Narrator:
    """Tells judged trees of one programme in words."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    def tell(self, judged: Judged, subject: Subject, clause: str) -> Trace:
        """The trace of `judged`; `clause` is the award's own, for the branches."""
        truth, rule, detail = judged
        if isinstance(rule, AllOf | OneOf):
            asked = tuple(part for part in detail if not _asks_nothing(part[1]))
            parts = tuple(self.tell(part, subject, clause) for part in asked)
            text = " ".join([self._text(rule, truth, asked, subject), *self._not_asked(rule)])
            return Trace(clause, truth, text, parts)
        return Trace(rule.clause_for(subject), truth, self._text(rule, truth, detail, subject))

    def tell_briefly(self, leaf: Judged, subject: Subject) -> Trace:
        """A leaf for a sheet of paper: initiatives by their ids only, everything else as in the trace."""
        truth, rule, detail = leaf
        if isinstance(rule, Initiatives):
            counted = [
                item.id for item in rule.counted(subject) if rule.qualifies(item, subject) is not NOT_MET
            ]
            ids = f" ({', '.join(counted)})" if counted else ""
            text = (
                f"Cần ít nhất {format_count(rule.at_least)} {asked_of(rule, subject)}: có {detail[0]}{ids}."
            )
            return Trace(rule.clause_for(subject), truth, text)
        return Trace(rule.clause_for(subject), truth, self._text(rule, truth, detail, subject))

    @singledispatchmethod
    def _text(self, rule: Any, truth: Truth, detail: Any, subject: Subject) -> str:
        raise TypeError(f"no words for {type(rule).__name__}")

    @_text.register
    def _(self, rule: AllOf, truth: Truth, detail: Any, subject: Subject) -> str:
        if not rule.parts:
            return f"Không đặt thêm điều kiện ở đây{self._by_reading(rule)}."
        return f"Phải đạt tất cả{self._by_reading(rule)}: {self._tally(detail)}."

    @_text.register
    def _(self, rule: OneOf, truth: Truth, detail: Any, subject: Subject) -> str:
        return f"Chỉ cần đạt một{self._by_reading(rule)}: {self._tally(detail)}."

    def _not_asked(self, rule: AllOf | OneOf) -> list[str]:
        """What the chosen readings do not ask for: told in the branch, since it is no leaf."""
        return [
            f"Không đặt thêm điều kiện{self._by_reading(part)}."
            for part in rule.parts
            if isinstance(part, AllOf) and _asks_nothing(part)
        ]

    def _by_reading(self, rule: AllOf | OneOf) -> str:
        if rule.reading is None:
            return ""
        switch, option = rule.reading
        reading = self.programme.reading_by_switch[switch]
        label = next(choice.label for choice in reading.options if choice.id == option)
        return f" (cách hiểu {reading.id}: {label})"

    @staticmethod
    def _tally(parts: tuple[Judged, ...]) -> str:
        counts = {truth: sum(part[0] is truth for part in parts) for truth in TRUTH_NAMES}
        told = [f"{count} {TRUTH_NAMES[truth]}" for truth, count in counts.items() if count]
        return join_words(told)

    @_text.register
    def _(self, rule: RankWithin, truth: Truth, detail: Place | None, subject: Subject) -> str:
        block = subject.block_of_year
        asked = f"yêu cầu trong tốp {rule.top[block]} {BLOCK_NAMES[block]}"
        return f"Chỉ số cải cách hành chính năm {subject.cycle}: {tell_place(detail)}; {asked}."

    @_text.register
    def _(self, rule: YearsInTop, truth: Truth, detail: tuple[int, int], subject: Subject) -> str:
        if not rule.years:
            return "Không có năm nào được tính trước hạn nộp hồ sơ giai đoạn."
        hits, open_years = detail
        years = "; ".join(self._tell_year(rule, year, subject) for year in rule.years)
        still = f", {open_years} năm chưa công bố" if open_years else ""
        span = f"{rule.years[0]}-{rule.years[-1]}"
        return (
            f"Cần ít nhất {rule.at_least} năm trong tốp, tính các năm {span}: có {hits} năm{still} ({years})."
        )

    @staticmethod
    def _tell_year(rule: YearsInTop, year: int, subject: Subject) -> str:
        place = subject.standings.get(year)
        if place is None:
            return f"{year} chưa công bố"
        if not place.is_ranked:
            return f"{year} không được xếp hạng"
        sign = "trong" if rule.is_hit(place) else "ngoài"
        block = "" if place.block is subject.unit.block else f" {BLOCK_NAMES[place.block]}"
        return f"{year} hạng {place.rank}{block}, {sign} tốp {rule.top[place.block]}"

    @_text.register
    def _(self, rule: Initiatives, truth: Truth, detail: tuple[int, int], subject: Subject) -> str:
        sure, possible = detail
        counted = {item.id for item in rule.counted(subject)}
        told = [
            tell_initiative(rule, item, subject)
            if item.id in counted
            else f"“{item.title or item.id}” được coi là một với sáng kiến khác đã nêu, không tính thêm"
            for item in subject.initiatives
        ]
        named = f" ({'; '.join(told)})" if told else " (chưa nêu sáng kiến nào của đơn vị)"
        more = f", {possible} chưa rõ" if possible else ""
        return f"Cần ít nhất {format_count(rule.at_least)} {asked_of(rule, subject)}: có {sure}{more}{named}."

    @_text.register
    def _(self, rule: Attested, truth: Truth, detail: Any, subject: Subject) -> str:
        answers = {True: "có", False: "không", None: "chưa có thông tin"}
        told = [f"{self.label(fact)}: {answers[getattr(subject.facts, fact)]}" for fact in rule.facts]
        return f"{'; '.join(told)}."

    @_text.register
    def _(self, rule: FactIn, truth: Truth, detail: str | None, subject: Subject) -> str:
        accepted = join_words([self.value(rule.fact, value) for value in rule.among], "hoặc")
        known = "chưa có thông tin" if detail is None else self.value(rule.fact, detail)
        return f"{self.label(rule.fact)}: {known}; yêu cầu: {accepted}."

    @_text.register
    def _(self, rule: Months, truth: Truth, detail: int | None, subject: Subject) -> str:
        known = "chưa có thông tin" if detail is None else f"{detail} tháng"
        return f"{self.label(rule.fact)}: {known}; yêu cầu ít nhất {rule.at_least} tháng."

    @_text.register
    def _(self, rule: Leader, truth: Truth, detail: Leadership, subject: Subject) -> str:
        block = BLOCK_NAMES[subject.unit.block]
        asked = f"Dẫn đầu {block} theo {METRIC_NAMES[rule.metric]}"
        if not detail.years:
            return f"{asked}: chưa năm nào được tính của khối có kết quả công bố."
        span = join_words([str(year) for year in detail.years])
        if detail.tally is None:
            return f"{asked} các năm {span}: có năm không được xếp hạng nên không so sánh được."
        own = tell_tally(rule.metric, detail.tally)
        if truth is MET:
            return f"{asked} các năm {span}: đang dẫn đầu, {own}."
        if truth is NOT_MET:
            ahead = detail.ahead.name if detail.ahead else ""
            return f"{asked} các năm {span}: {own}; {ahead} xếp trên."
        return f"{asked} các năm {span}: {own}; {tell_open(detail)}."

    @_text.register
    def _(self, rule: Written, truth: Truth, detail: Any, subject: Subject) -> str:
        state = "đã có" if truth is MET else "chưa có"
        return f"{self.label(rule.fact)}: {state}."

    @_text.register
    def _(self, rule: OutsideBlocks, truth: Truth, detail: Any, subject: Subject) -> str:
        return (
            f"{subject.unit.name} không thuộc ba khối được xếp hạng chỉ số nên không xét theo diện này; "
            "chỉ xét theo diện Chủ tịch Ủy ban nhân dân thành phố xem xét ngoài cơ cấu."
        )

    def label(self, fact: str) -> str:
        """The fact's label, as the programme words it."""
        return self.programme.fact_by_key[fact].label

    def value(self, fact: str, value: str) -> str:
        """The label of one value of a fact."""
        return next(o.label for o in self.programme.fact_by_key[fact].values if o.id == value)


def tell_place(place: Place | None) -> str:
    """“hạng 5”, “không được xếp hạng”, “chưa công bố”."""
    if place is None:
        return "chưa công bố"
    if not place.is_ranked:
        return "không được xếp hạng"
    score = f" ({format_decimal(place.score)} điểm)" if place.score is not None else ""
    return f"hạng {place.rank} {BLOCK_NAMES[place.block]}{score}"


def asked_of(rule: Initiatives, subject: Subject) -> str:
    """What an initiative must be to count under this rule."""
    start, end = rule.window_for(subject)
    when = f"năm {start.year}" if start.year == end.year else f"giai đoạn {start.year}-{end.year}"
    spread = ", có thể nhân rộng" if rule.needs_replicable else ""
    own = f"sáng kiến của đơn vị được công nhận và áp dụng{spread}"
    return f"{own}, trong đó công nhận hoặc áp dụng trong {when}"


def tell_initiative(rule: Initiatives, item: Initiative, subject: Subject) -> str:
    """One named initiative and why it counts, does not, or may."""
    name = f"“{item.title}”" if item.title else item.id
    if item.is_copied:
        return f"{name} không tính: trùng với sáng kiến {item.same_as} có trước của đơn vị khác"
    if item.recognised is None:
        return f"{name} chưa được công nhận"
    if item.applied is None:
        return f"{name} chưa được áp dụng"
    truth = rule.qualifies(item, subject)
    dates = f"công nhận {format_date(item.recognised)}, áp dụng từ {format_date(item.applied)}"
    if truth is MET:
        return f"{name} được tính: {dates}"
    if truth is NOT_MET and rule.needs_replicable and item.replicable is False:
        return f"{name} không tính: được đánh giá là không nhân rộng được"
    if truth is NOT_MET:
        return f"{name} không tính: {dates}, đều ngoài thời gian xét"
    return f"{name} chưa rõ khả năng nhân rộng"


def tell_tally(metric: str, tally: Tally) -> str:
    """The measure of a unit in the comparison for the flag."""
    if metric == "first_places":
        return f"{tally.first_places} lần hạng nhất"
    if metric == "mean_rank":
        rank = tally.mean_rank
        return "hạng trung bình chưa rõ" if rank is None else f"hạng trung bình {format_decimal(rank, 2)}"
    mean = tally.mean_score
    return "điểm trung bình chưa rõ" if mean is None else f"điểm trung bình {format_decimal(mean, 4)}"


def tell_open(finding: Leadership) -> str:
    """Why the first place is not settled."""
    reasons = []
    if finding.open_units:
        reasons.append(f"chưa có đủ kết quả của {tell_units(finding)}")
    if finding.tied:
        own = finding.tally.unit if finding.tally else None
        others = [unit.name for unit in finding.tied if unit is not own]
        reasons.append(f"đồng hạng ở mọi tiêu chí với {join_words(others)}")
    return " và ".join(reasons)


def tell_units(finding: Leadership) -> str:
    """The units whose results are missing: three by name, the rest counted."""
    names = [
        f"{tally.unit.name} (năm {join_words([str(year) for year in tally.gaps])})"
        for tally in finding.open_units[:3]
    ]
    rest = len(finding.open_units) - len(names)
    return join_words(names) + (f" và {rest} đơn vị khác" if rest > 0 else "")

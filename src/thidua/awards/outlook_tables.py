"""The outlook as rows to filter, bars to see and a table to take along."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards.outlook import Matrix, QuotaUse, UnitOutlook, shown_awards
from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.labels import BLOCK_NAMES, VERDICT_NAMES
from thidua.core.limits import Violation
from thidua.core.programme import Award
from thidua.core.text import search_key
from thidua.foundation.tables import Cell


@dataclass(frozen=True, slots=True)
class OutlookFilter:
    """What the reader asked to see; unknown values count as not asked."""

    block: str = ""
    award: str = ""
    verdict: str = ""
    text: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "OutlookFilter":
        """From the address: khoi, hinh-thuc, ket-qua, tim, trang."""
        page = query.get("trang", "1")
        return cls(
            block=_one_of(query.get("khoi"), [block.value for block in INDEX_BLOCKS]),
            award=_one_of(query.get("hinh-thuc"), [award.id for award in shown_awards()]),
            verdict=_one_of(query.get("ket-qua"), list(VERDICT_NAMES)),
            text=query.get("tim", "").strip()[:80],
            page=int(page) if page.isdecimal() and len(page) < 6 and int(page) > 0 else 1,
        )


def _one_of(value: str | None, allowed: list[str]) -> str:
    return value if value in allowed else ""


def filtered(table: Matrix, chosen: OutlookFilter) -> list[UnitOutlook]:
    """The rows asked for, in matrix order. A verdict is looked for in the chosen award, or in any."""
    words = search_key(chosen.text).split()
    return [
        row
        for row in table.rows
        if (not chosen.block or row.unit.block == chosen.block)
        and all(word in search_key(f"{row.unit.full_name} {row.unit.code}") for word in words)
        and (
            not chosen.verdict
            or any(
                outlook.verdict.word == chosen.verdict
                for outlook in row.awards
                if not chosen.award or outlook.award.id == chosen.award
            )
        )
    ]


@dataclass(frozen=True, slots=True)
class Share:
    """A piece of a bar: how many units have one verdict. `start` and `width` in thousandths of the bar."""

    word: str
    count: int
    start: int
    width: int

    @property
    def label(self) -> str:
        """The verdict as a reader knows it."""
        return _(VERDICT_NAMES[self.word])


@dataclass(frozen=True, slots=True)
class Bar:
    """One award in one block."""

    award: Award
    total: int
    shares: tuple[Share, ...]


def block_bars(table: Matrix) -> list[tuple[Block, str, list[Bar]]]:
    """For each block its awards as bars of verdicts."""
    return [
        (
            block,
            _(BLOCK_NAMES[block]),
            [_bar(award, table.counts[block][award.id]) for award in table.awards],
        )
        for block in INDEX_BLOCKS
    ]


def _bar(award: Award, counts: Mapping[str, int]) -> Bar:
    total = sum(counts.values())
    shares = []
    start = 0
    for word in VERDICT_NAMES:
        if counts.get(word):
            width = round(counts[word] * 1000 / total)
            shares.append(Share(word, counts[word], start, width))
            start += width
    return Bar(award, total, tuple(shares))


def open_needs(table: Matrix) -> list[tuple[str, str, str, int]]:
    """What is not known: (clause, its gist, award, for how many units), most first."""
    awards = {award.id: award for award in table.awards}
    plan = table.snapshot.plan
    return [
        (
            clause,
            plan.programme(table.cycle_of(awards[award])).clause_by_id[clause].gist,
            _(awards[award].name),
            count,
        )
        for clause, award, count in table.open_needs
    ]


def quota_rows(table: Matrix) -> list[tuple[Award, list[QuotaUse]]]:
    """The quota use of each award, its blocks in the plan's order."""
    rows: dict[str, tuple[Award, list[QuotaUse]]] = {}
    for use in table.quota_use:
        rows.setdefault(use.award.id, (use.award, []))[1].append(use)
    return list(rows.values())


@dataclass(frozen=True, slots=True)
class ViolationGroup:
    """The broken limits of one rule, clause and effect."""

    rule: str
    effect: str
    clause: str
    found: tuple[Violation, ...]

    @property
    def label(self) -> str:
        """The rule in words."""
        return str(RULE_NAMES[self.rule])

    @property
    def look(self) -> str:
        """How its badge looks: blocking or asking."""
        return "not-met" if self.effect == "block" else "unknown"


RULE_NAMES = {
    "quota.collective": gettext_lazy("Quá số tập thể của một đơn vị"),
    "quota.individual": gettext_lazy("Quá số cá nhân của một đơn vị"),
    "quota.flag": gettext_lazy("Quá một Cờ trong khối"),
    "one_award": gettext_lazy("Nhiều hình thức cho một thành tích"),
    "initiative_reuse": gettext_lazy("Sáng kiến dùng nhiều lần"),
}


def violation_groups(table: Matrix) -> list[ViolationGroup]:
    """The broken limits by rule, clause and effect, in the order they were found."""
    groups: dict[tuple[str, str, str], list[Violation]] = {}
    for found in table.violations:
        groups.setdefault((found.rule, found.effect, found.clause), []).append(found)
    return [ViolationGroup(*key, tuple(found)) for key, found in groups.items()]


def outlook_rows(rows: list[UnitOutlook]) -> list[list[Cell]]:
    """The matrix as a table: a heading, then a row for each unit with verdicts and their clauses."""
    head: list[Cell] = [_("Mã"), _("Đơn vị"), _("Khối"), *(_(award.name) for award in shown_awards())]
    body: list[list[Cell]] = [
        [
            row.unit.code,
            row.unit.full_name,
            _(BLOCK_NAMES[row.unit.block]),
            *(
                f"{_(VERDICT_NAMES[outlook.verdict.word])} ({', '.join(outlook.verdict.clauses)})"
                for outlook in row.awards
            ),
        ]
        for row in rows
    ]
    return [head, *body]

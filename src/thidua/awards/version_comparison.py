"""A version of the plan before it counts: whose verdict it would change today, and by which clause.

Nothing is decided here and nothing decided is touched: awards given and facts attested stay as they are.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.awards.models import AwardRecord
from thidua.awards.outlook import Change, Matrix, changes, matrix, matrix_on
from thidua.awards.snapshot import snapshot_on
from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.eligibility import Verdict
from thidua.core.labels import BLOCK_NAMES, VERDICT_NAMES
from thidua.core.programme import load_programme
from thidua.core.trace import carrying_leaves
from thidua.foundation import revision
from thidua.foundation.tables import Cell
from thidua.movement.versions.models import ProgrammeVersion, Status
from thidua.movement.versions.selectors import programme_of

SHIFTS = ("gained", "lost", "opened", "closed")


@dataclass(frozen=True)
class VersionChange:
    """One verdict that is another under the version; `is_given`: the award was given already and stays."""

    change: Change
    is_given: bool

    @property
    def shift(self) -> str:
        """`gained` (becomes eligible), `lost` (no longer), `opened` (not known any more), `closed` (out)."""
        before, after = self.change.before.word, self.change.after.word
        if "met" in (before, after):
            return "gained" if after == "met" else "lost"
        return "opened" if after == "unknown" else "closed"

    @property
    def before_reason(self) -> str:
        """What carries the verdict before, in words."""
        return reason_of(self.change.before)

    @property
    def after_reason(self) -> str:
        """What carries it after."""
        return reason_of(self.change.after)


def reason_of(verdict: Verdict) -> str:
    """The leaves that carry a verdict, in few words."""
    told = [verdict.tell_briefly(leaf).text for leaf in carrying_leaves(verdict.judged)]
    return " ".join(dict.fromkeys(told))


@dataclass(frozen=True)
class Comparison:
    """Every changed verdict of the yearly cycle `year` and of the period, in the order of the matrix.

    `violations` are how many limits the working lists break before and after: quotas change no verdict.
    """

    year: int
    before: Matrix
    rows: tuple[VersionChange, ...]
    violations: tuple[int, int]

    @property
    def counts(self) -> Counter[str]:
        """Shift → how many verdicts."""
        return Counter(row.shift for row in self.rows)


@revision.kept(most=3)
def compare_version(on: date, year: int, version_pk: int, *, is_draft: bool) -> Comparison:
    """Today's verdicts, and those if every cycle followed the version.

    A draft is held against what each cycle follows now, a confirmed version against the one it amends.
    """
    version = ProgrammeVersion.objects.select_related("base").defer("text", "base__text").get(pk=version_pk)
    snapshot = snapshot_on(on)
    if is_draft or version.base is None:
        before = matrix_on(on, year)
    else:
        before = matrix(
            snapshot.changed(plan=snapshot.plan.everyone_follows(programme_of(version.base))), year
        )
    after = snapshot.changed(plan=snapshot.plan.everyone_follows(programme_of(version)))
    given = set(AwardRecord.objects.values_list("unit__code", "award", "cycle"))
    rows = tuple(
        VersionChange(change, (change.unit.code, change.award.id, _cycle(change)) in given)
        for change in changes(before, after)
    )
    broken = (len(before.violations), len(Matrix(after, year, ()).violations))
    return Comparison(year, before, rows, broken)


def _cycle(change: Change) -> str:
    return str(change.before.nomination.cycle)


@dataclass(frozen=True, slots=True)
class ComparisonFilter:
    """What the reader asked to see; unknown values count as not asked."""

    year: int
    block: str = ""
    award: str = ""
    shift: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str], open_year: int, awards: list[str]) -> "ComparisonFilter":
        """From the address: nam, khoi, hinh-thuc, chieu."""
        years = {str(year): year for year in load_programme().period.years}
        block, award, shift = (query.get(name, "") for name in ("khoi", "hinh-thuc", "chieu"))
        return cls(
            year=years.get(query.get("nam", ""), open_year),
            block=block if block in [one.value for one in INDEX_BLOCKS] else "",
            award=award if award in awards else "",
            shift=shift if shift in SHIFTS else "",
        )

    def keeps(self, row: VersionChange) -> bool:
        """Whether a row was asked for."""
        return (
            self.block in ("", row.change.unit.block.value)
            and self.award in ("", row.change.award.id)
            and self.shift in ("", row.shift)
        )


def comparison_rows(rows: list[VersionChange]) -> list[list[Cell]]:
    """The changed verdicts as a table: a heading, then one row each."""
    head: list[Cell] = [
        _("Mã"),
        _("Đơn vị"),
        _("Khối"),
        _("Hình thức"),
        _("Đợt"),
        _("Trước"),
        _("Điều khoản trước"),
        _("Lý do trước"),
        _("Sau"),
        _("Điều khoản sau"),
        _("Lý do sau"),
        _("Đã khen thưởng"),
    ]
    body: list[list[Cell]] = [
        [
            row.change.unit.code,
            row.change.unit.full_name,
            _(BLOCK_NAMES[row.change.unit.block]),
            _(row.change.award.name),
            _cycle(row.change),
            _(VERDICT_NAMES[row.change.before.word]),
            ", ".join(row.change.before.clauses),
            row.before_reason,
            _(VERDICT_NAMES[row.change.after.word]),
            ", ".join(row.change.after.clauses),
            row.after_reason,
            _("có") if row.is_given else "",
        ]
        for row in rows
    ]
    return [head, *body]


def is_open(version: ProgrammeVersion) -> bool:
    """Whether it is still a draft."""
    return version.status == Status.DRAFT

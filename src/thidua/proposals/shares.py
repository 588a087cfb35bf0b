"""How a list is shared out, before it is signed: who is put forward, who is proposed (NĐ 152 Điều 4)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards.models import AwardRecord
from thidua.awards.services import subject_key_of
from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.labels import BLOCK_NAMES
from thidua.dossiers.contributions import KINDS
from thidua.dossiers.enums import Gender
from thidua.dossiers.routes import Route
from thidua.proposals.cycle_set import Line
from thidua.proposals.models import Proposal, ProposalLine

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a group. `last`: proposed in the cycle before, None when there is no list of it."""

    key: str
    name: str
    handed_in: int
    proposed: int
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One question asked of the list; what is not known is a line of its own, never left out."""

    key: str
    title: str
    shares: tuple[Share, ...]

    @property
    def proposed(self) -> int:
        """How many are proposed in all."""
        return sum(one.proposed for one in self.shares)

    @property
    def handed_in(self) -> int:
        """How many were handed in in all."""
        return sum(one.handed_in for one in self.shares)


def shares_of(lines: Sequence[Line], cycle: str) -> list[Group]:
    """The groups, each compared with the lists of the last earlier cycle of the same kind; four queries."""
    honoured = _honoured(cycle)
    people = [line for line in lines if line.row.is_person]
    last = _last_lists(cycle)
    asked: list[tuple[str, str, dict[str, str], Sequence[Line], Callable[[Line], str]]] = [
        (
            "leader", _("Cá nhân: lãnh đạo, quản lý và người trực tiếp làm"),
            {"yes": _("Lãnh đạo, quản lý"), "no": _("Người trực tiếp làm"), UNKNOWN: _("Chưa rõ")},
            people, lambda line: {True: "yes", False: "no", None: UNKNOWN}[line.row.is_leader],
        ),
        (
            "gender", _("Cá nhân: nữ và nam"),
            {str(Gender.FEMALE): _("Nữ"), str(Gender.MALE): _("Nam"), UNKNOWN: _("Chưa rõ")},
            people, lambda line: line.row.gender or UNKNOWN,
        ),
        ("block", _("Theo khối"), _block_names(), lines, lambda line: str(line.row.unit.block)),
        (
            "history", _("Lần đầu và đã từng được khen"),
            {
                "first": _("Lần đầu"), "again": _("Đã từng được khen"),
                UNKNOWN: _("Có thể đã được khen ở nơi khác"),
            },
            lines, honoured.history_of,
        ),
    ]  # fmt: skip
    if outside := [line for line in lines if str(line.row.award.family) == Route.DISCRETIONARY]:
        names = {**KINDS, UNKNOWN: _("Chưa ghi")}
        asked.append(
            (
                "contribution", _("Ngoài hạn mức: loại đóng góp"),
                {str(key): sentence(str(words)) for key, words in names.items()},
                outside, lambda line: line.row.contribution or UNKNOWN,
            )
        )  # fmt: skip
    return [
        Group(key, title, tuple(_shares(names, some, pick, last.get(key))))
        for key, title, names, some, pick in asked
    ]


def as_dict(groups: Iterable[Group]) -> dict[str, dict[str, dict[str, int]]]:
    """The numbers as they are frozen."""
    return {
        group.key: {one.key: {"handed_in": one.handed_in, "proposed": one.proposed} for one in group.shares}
        for group in groups
    }


def sentence(words: str) -> str:
    """The words with a capital in front."""
    return words[:1].upper() + words[1:]


def _shares(
    names: Mapping[str, str], lines: Sequence[Line], pick: Callable[[Line], str], last: Any
) -> Iterable[Share]:
    keys = [(pick(line), line.is_proposed) for line in lines]
    handed_in, proposed = Counter(key for key, _ in keys), Counter(key for key, is_in in keys if is_in)
    for key, name in names.items():
        before = None if last is None else last.get(key, {}).get("proposed", 0)
        if handed_in[key] or before or key != UNKNOWN:
            yield Share(key, name, handed_in[key], proposed[key], before)


def _block_names() -> dict[str, str]:
    return {str(block): sentence(BLOCK_NAMES[block]) for block in (*INDEX_BLOCKS, Block.NONE)}


@dataclass(frozen=True, slots=True)
class _Honoured:
    """Units and people with an award of another cycle; withdrawn ones count as what they were.

    `here`: (unit, subject) as the register has them; `born`: name → years of birth, "" where none is known,
    in whichever unit, as people move and units merge.
    """

    here: Collection[tuple[str, str]]
    born: Mapping[str, Collection[str]]

    def history_of(self, line: Line) -> str:
        """Whether a subject was honoured before; unknown where it may be a namesake."""
        row = line.row
        # An award of old is often without a year of birth: in the same unit the name does.
        if any(
            (row.unit.code, subject_key_of(row.subject_name, year)) in self.here
            for year in (row.birth_year, None)
        ):
            return "again"
        if not row.is_person:
            return "first"
        name, _bar, year = subject_key_of(row.subject_name, row.birth_year).rpartition("|")
        years = self.born.get(name, ())
        if year and year in years:
            return "again"
        return UNKNOWN if "" in years or (years and not year) else "first"


def _honoured(cycle: str) -> _Honoured:
    given = AwardRecord.objects.exclude(cycle=cycle).order_by()
    here, born = set(given.values_list("unit__code", "subject_key")), defaultdict(set)
    for _code, key in here:
        name, _bar, year = key.rpartition("|")
        born[name].add(year)
    return _Honoured(here, born)


def _last_lists(cycle: str) -> dict[str, Any]:
    """How many were proposed in the last earlier year with a confirmed list, all its lists together; nothing
    for the period, nor where a later list has only some of an earlier one again: no sum would be right then.
    """
    if not cycle.isdecimal():
        return {}
    made = Proposal.objects.filter(confirmed_at__isnull=False).exclude(cycle__contains="-")
    last = made.filter(cycle__lt=cycle).order_by("-cycle").values_list("cycle", flat=True).first()
    if last is None:
        return {}
    lists = dict(made.filter(cycle=last).order_by("-ordinal").values_list("pk", "content__statistics"))
    listed: dict[int, set[int]] = {pk: set() for pk in lists}
    proposed: dict[int, set[int]] = {pk: set() for pk in lists}
    lines = ProposalLine.objects.filter(proposal__in=lists)
    for pk, dossier, is_proposed in lines.values_list("proposal_id", "dossier_id", "is_proposed"):
        listed[pk].add(dossier)
        if is_proposed:
            proposed[pk].add(dossier)
    summed: dict[str, Counter[str]] = defaultdict(Counter)
    later: set[int] = set()
    for pk, statistics in lists.items():
        own = proposed[pk] - later
        later |= listed[pk]
        if not own:  # It proposes nobody, or a later list has all of it again.
            continue
        if own != proposed[pk]:
            return {}
        for group, shares in (statistics or {}).items():
            summed[group].update({key: share["proposed"] for key, share in shares.items()})
    return {
        group: {key: {"proposed": number} for key, number in some.items()} for group, some in summed.items()
    }

"""What today would say of what was frozen: nothing changes, the differences are told."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.labels import BLOCK_NAMES
from thidua.core.programme_versions import fingerprint_of
from thidua.movement.selectors import reading_register
from thidua.movement.versions.selectors import amendment_label, amendments
from thidua.proposals.content import Content, rankings_of
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.models import Proposal
from thidua.proposals.since_frozen import changes_of


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that verdicts hang on and that is not as it was: a version, a reading, a ranking."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A dossier that is no longer as it was frozen: its verdict, its state, what was sent or said of it
    (`changes`). `after` empty: it is no longer in the set.
    """

    pk: int
    code: str
    subject: str
    award: str
    is_proposed: bool
    before: str
    after: str
    clauses: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """All of it."""

    causes: tuple[Cause, ...]
    moved: tuple[Moved, ...]
    new: tuple[str, ...]
    """Dossiers handed in since."""

    @property
    def is_empty(self) -> bool:
        """Whether today would say the same."""
        return not (self.causes or self.moved or self.new)


def differences_of(proposal: Proposal, on: date) -> Differences:
    """The frozen list against the same cycle judged on `on`; a constant number of queries."""
    content = proposal.content
    frozen = {row["id"] for row in content["dossiers"]}
    return _differences(content, content["dossiers"], CycleSet(proposal.cycle, on, keep=frozen))


def differences_among(content: Content, dossiers: Collection[int], on: date) -> Differences:
    """The same of some dossiers alone (their keys), whatever froze them; those it has not are not told."""
    rows = [row for row in content["dossiers"] if row["id"] in dossiers]
    keys = {row["id"] for row in rows}
    return _differences(content, rows, CycleSet(content["cycle"], on, keep=keys, only=keys))


def _differences(content: Content, rows: Sequence[Content], whole: CycleSet) -> Differences:
    causes = (*_versions(content, whole), *_readings(content, whole), *_rankings(content, whole))
    frozen = {row["id"] for row in rows}
    return Differences(
        causes=causes,
        moved=tuple(_moved(rows, whole)),
        new=tuple(row.code for row in whole.rows if row.pk not in frozen),
    )


def _versions(content: Content, whole: CycleSet) -> Iterator[Cause]:
    then, now = content["programme"]["fingerprint"], fingerprint_of(whole.assessor.programme)
    if then != now:
        plan = content["programme"]["plan"]["document"]["number"]
        yield Cause(_("Phiên bản của Kế hoạch"), _version(then, plan), _version(now, plan))


def _version(fingerprint: str, plan: str) -> str:
    """A version by its number, title and decision: every one of them amends a plan of the same number."""
    found = amendments().filter(fingerprint=fingerprint, number__isnull=False).first()
    return f"{amendment_label(found)} ({found.document_number})" if found else plan


def _readings(content: Content, whole: CycleSet) -> Iterator[Cause]:
    then = {one["switch"]: one for one in content["readings"]}
    for entry in reading_register(whole.on, whole.assessor.programme):
        old = then.get(entry.reading.switch or "")
        if old is not None and old["option"] != entry.chosen.id:
            yield Cause(_("Cách hiểu: %s") % entry.reading.question, old["label"], entry.chosen.label)


def _rankings(content: Content, whole: CycleSet) -> Iterator[Cause]:
    def keyed(rows: list[dict[str, Any]]) -> dict[tuple[int, str], dict[str, Any]]:
        return {(row["year"], row["block"]): row for row in rows}

    then, now = keyed(content["rankings"]), keyed(rankings_of(whole))
    for key in sorted(then.keys() | now.keys()):
        old, new = then.get(key), now.get(key)
        if old != new:
            what = _("Chỉ số năm %(year)d, %(block)s") % {"year": key[0], "block": BLOCK_NAMES[Block(key[1])]}
            yield Cause(what, _decision(old), _decision(new))


def _decision(row: dict[str, Any] | None) -> str:
    if row is None:
        return _("chưa công bố")
    return str(row["decision"]) or _("công bố ngày %s") % row["published"]


def _moved(rows: Sequence[Content], whole: CycleSet) -> Iterator[Moved]:
    for row in rows:
        line = whole.by_pk.get(row["id"])
        after = line.verdict.truth.word if line else ""
        changes = tuple(changes_of(row, line, whole.rulings)) if line else ()
        if changes or after != row["verdict"]["truth"]:
            yield Moved(
                pk=row["id"],
                code=row["code"],
                subject=row["subject"]["name"] or row["unit"]["name"],
                award=row["award_name"],
                is_proposed=row["choice"]["is_proposed"],
                before=row["verdict"]["truth"],
                after=after,
                clauses=line.verdict.clauses if line else (),
                changes=changes,
            )

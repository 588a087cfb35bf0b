"""One dossier as those who appraise it see it: what was sent, what the rules say, what was found and said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.appraising.access import appraisals, is_on_side
from thidua.appraising.enums import Stage
from thidua.appraising.intake.items import Item, items_of, known_of
from thidua.appraising.intake.models import Intake
from thidua.appraising.judging.criteria import Criterion, criteria_of
from thidua.appraising.judging.evidence import Pin, pins_of
from thidua.appraising.judging.models import Finding, Opinion
from thidua.appraising.selectors import (
    Appraisal,
    appraisal_of,
    confirmed,
    opinions_on,
    stages_of,
    turn_of,
)
from thidua.awards.snapshot import snapshot_on
from thidua.core.eligibility import Verdict
from thidua.core.labels import TRUTH_NAMES
from thidua.core.text import format_date
from thidua.dossiers.access import dossiers
from thidua.dossiers.bars.elsewhere import BarElsewhere, bar_elsewhere
from thidua.dossiers.bars.selectors import standing_bar
from thidua.dossiers.earlier.ratings import lower_ratings_of
from thidua.dossiers.enums import AS_SENT, DossierState, Timing, is_handed_in
from thidua.dossiers.models import BarStatement, Dossier, DossierFile, DossierReturn, SentDossier
from thidua.dossiers.nominations import nomination_of, nominations_of, notices_beside, without_bars
from thidua.dossiers.pages import questionable_parts
from thidua.dossiers.selectors import files_sent, last_sending
from thidua.dossiers.signed_file import SignedPaper, papers_of
from thidua.dossiers.unit_council.frozen import Meeting, meeting_on
from thidua.initiatives.enums import Level
from thidua.initiatives.ledger.selectors import Reuse, reuse_on
from thidua.initiatives.models import Initiative
from thidua.initiatives.papers import PREFETCHED, adopting_units, frozen_papers
from thidua.initiatives.selectors import with_adoptions
from thidua.units.selectors import UnitRecord, history


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that is another today than when the dossier was sent."""

    what: str
    sent: str
    now: str


@dataclass(frozen=True)
class Case:
    """A dossier on a day for one person; what is read once is kept."""

    row: Dossier
    user: Any
    """The account, as `foundation.access.Person` and as who acts."""
    on: date

    @cached_property
    def unit(self) -> UnitRecord:
        """The unit as it is called today."""
        return history(self.on).by_id()[self.row.filing.unit_id]

    @cached_property
    def sent(self) -> SentDossier | None:
        """The last sending that was not recalled."""
        return last_sending(self.row)

    @cached_property
    def timing(self) -> Timing | None:
        """What the last sending is worth against the deadline of its route."""
        return Timing(self.sent.timing) if self.sent else None

    @property
    def is_late(self) -> bool:
        """Whether it came after the deadline and nobody accepted that."""
        return self.sent is not None and self.sent.is_held_up

    @cached_property
    def frozen(self) -> dict[str, Any]:
        """What was sent of this dossier, as it was then."""
        return self.sent.frozen if self.sent else {}

    @property
    def is_as_sent(self) -> bool:
        """Whether the dossier stands as it was sent; else it is the unit's to write on, and nobody reads but
        what was sent.
        """
        return self.row.state in AS_SENT

    @property
    def subject(self) -> str:
        """Who was put forward, as it was sent; empty for the unit itself, and after a recall."""
        return str(self.frozen["subject"]["name"]) if self.frozen else ""

    @property
    def meeting(self) -> Meeting | None:
        """The meeting of the unit's council that voted on this dossier, as it was sent."""
        return meeting_on(self.sent.submission.content, self.row.pk) if self.sent else None

    @property
    def agreed(self) -> int | None:
        """How many of the unit's council were for this dossier."""
        return self.meeting["votes"][str(self.row.pk)] if self.meeting else None

    @cached_property
    def papers(self) -> list[SignedPaper]:
        """The unit's signed papers about this dossier as they were sent."""
        return papers_of(self.sent.submission, self.row.pk) if self.sent else []

    @cached_property
    def files(self) -> list[DossierFile]:
        """The files that were sent, as far as they are this person's to read."""
        may_know = dossiers.sees_bars(self.user, self.on, self.row)
        return files_sent(self.sent, sees_bars=may_know) if self.sent else []

    @cached_property
    def verdict(self) -> Verdict:
        """What the rules say today of the criteria; what bars the subject stands beside it, for few."""
        return without_bars(snapshot_on(self.on).assess(nomination_of(self.row)))

    @cached_property
    def notices(self) -> list[str]:
        """What to know beside the verdict; of the unit's other dossiers those that the office has count."""
        others = self.row.filing.dossiers.filter(is_handed_in())
        return notices_beside(self.verdict, nominations_of(others).values())

    @cached_property
    def lower_ratings(self) -> list[str]:
        """What to know of the person's ratings in other years of the period."""
        return lower_ratings_of([self.row]).get(self.row.pk, [])

    @cached_property
    def items(self) -> list[Item]:
        """The checklist as it was on the day of sending, with what is published by now."""
        day = localdate(self.sent.submission.sent_at) if self.sent else self.on
        return items_of(self.row, self.verdict.award, known_of(self.unit, self.on, day))

    @cached_property
    def appraisal(self) -> Appraisal:
        """What the stages said."""
        return appraisal_of(self.row)

    @cached_property
    def turn(self) -> Stage | None:
        """The stage whose turn it is, once the dossier is received; None before and after."""
        is_open = self.row.state == DossierState.RECEIVED and self.row.decided_at is None
        return turn_of(self.appraisal) if is_open else None

    @cached_property
    def my_stage(self) -> Stage | None:
        """The stage in which this person finds and says now: whose turn it is, or the last that spoke."""
        if self.row.state != DossierState.RECEIVED or self.row.decided_at is not None:
            return None
        stages = stages_of(self.appraisal)
        reached = stages[: stages.index(self.turn) + 1] if self.turn else stages
        for stage in reversed(reached):
            if self.is_on_side(stage):
                return stage
            if getattr(self.appraisal, stage.value):
                return None
        return None

    def is_on_side(self, stage: Stage) -> bool:
        """Whether a stage is this person's side."""
        return is_on_side(self.user, self.on, self.row, stage)

    @property
    def is_mine_to_take_in(self) -> bool:
        """Whether the dossier waits for this person to look whether it is complete."""
        return self.row.state == DossierState.SENT and self.is_on_side(Stage.CONTENT)

    @property
    def may_give_back(self) -> bool:
        """Whether this person may return it to the unit now."""
        is_there = self.row.state in (DossierState.SENT, DossierState.RECEIVED)
        return (
            is_there
            and self.row.decided_at is None
            and appraisals.refusal(self.user, self.on, self.row, "receive") is None
        )

    @property
    def may_close_for_gone(self) -> bool:
        """Whether this person may withdraw it for a unit that is no more."""
        return (
            self.unit.is_dissolved
            and self.row.is_handed_in
            and self.row.decided_at is None
            and appraisals.refusal(self.user, self.on, self.row, "receive") is None
        )

    @cached_property
    def parts(self) -> list[str]:
        """What a return may question."""
        return questionable_parts(self.row, self.verdict.award)

    @cached_property
    def findings(self) -> list[Finding]:
        """Every finding that stands, also of earlier sendings, the oldest first."""
        rows = Finding.objects.filter(sent__dossier=self.row, is_current=True)
        return list(rows.select_related("by", "file", "sent__submission").order_by("pk"))

    def present(self, stage: Stage) -> dict[str, Finding]:
        """Criterion → the finding of a stage on what was sent last."""
        return {
            one.criterion: one
            for one in self.findings
            if one.stage == stage and self.sent and one.sent_id == self.sent.pk
        }

    def earlier(self, stage: Stage) -> dict[str, Finding]:
        """Criterion → what the stage found when an earlier sending was looked at."""
        return {
            one.criterion: one
            for one in self.findings
            if one.stage == stage and (not self.sent or one.sent_id != self.sent.pk)
        }

    def criteria(self, stage: Stage) -> Sequence[Criterion]:
        """The questions of a stage."""
        return criteria_of(stage, self.verdict, self.items)

    @cached_property
    def pins(self) -> list[Pin]:
        """What a finding can be pinned to."""
        return pins_of(self.row, self.on)

    @cached_property
    def opinions(self) -> list[Opinion]:
        """Every opinion ever given, the oldest first."""
        return opinions_on([self.row.pk]).get(self.row.pk, [])

    def opinion(self, stage: Stage) -> Opinion | None:
        """The present opinion of a stage on what was sent last."""
        mine = [one for one in self.opinions if one.stage == stage and one.is_current]
        return next((one for one in mine if self.sent and one.sent_id == self.sent.pk), None)

    @cached_property
    def intake(self) -> Intake | None:
        """What intake found of the last sending."""
        return Intake.objects.filter(sent=self.sent).select_related("by").first() if self.sent else None

    @cached_property
    def returns(self) -> list[DossierReturn]:
        """Every time it was given back, the oldest first."""
        rows = DossierReturn.objects.filter(sent__dossier=self.row).select_related("by").order_by("pk")
        return list(rows)

    @cached_property
    def bars(self) -> list[BarStatement]:
        """What was stated about bars, the newest first; only for whoever may know."""
        rows = self.row.bar_statements.filter(has_lapsed=False).select_related("by").order_by("-pk")
        return list(rows)

    @property
    def bar(self) -> BarStatement | None:
        """The statement that counts; only for whoever may know."""
        return standing_bar(reversed(self.bars))

    @cached_property
    def bar_elsewhere(self) -> BarElsewhere | None:
        """The bar that stands for the subject in another dossier; only for whoever may know."""
        return bar_elsewhere(self.row)

    @cached_property
    def is_confirmed(self) -> bool:
        """Whether the office stated since the last sending if something bars the subject (B32), and nothing
        of it stands elsewhere since.
        """
        return self.sent is not None and bool(confirmed([self.sent.pk])) and self.bar_elsewhere is None

    @cached_property
    def initiatives(self) -> list[Initiative]:
        """The initiatives the dossier stood on when it was sent, each with how many units adopted it."""
        codes = [one["code"] for one in self.frozen.get("initiatives", ())]
        rows = with_adoptions(Initiative.objects.filter(code__in=codes).order_by("code"))
        return list(rows.prefetch_related("authors", *PREFETCHED))

    @cached_property
    def reuse(self) -> Reuse:
        """What using an initiative again meets by the plan of the cycle."""
        return reuse_on(self.on, self.verdict.assessor.programme)

    @cached_property
    def differences(self) -> list[Difference]:
        """Facts that changed since the dossier was sent: the verdict, its initiatives. None while the unit
        changes it: what it writes is no difference yet.
        """
        if not self.is_as_sent or not self.frozen:
            return []
        now = self.verdict.truth.word
        then = self.frozen["verdict"]["truth"]
        found = []
        if now != then:
            found.append(Difference(_("Kết quả theo tiêu chuẩn"), _truth(then), _truth(now)))
        by_code = {one.code: one for one in self.initiatives}
        for old in self.frozen["initiatives"]:
            row = by_code.get(old["code"])
            if row is None:
                continue
            for label, was, day in (
                (_("%s: công nhận") % row.code, old["recognised"], row.recognised_on),
                (_("%s: áp dụng") % row.code, old["applied"], row.applied_on),
            ):
                is_now = format_date(day) if day else ""
                if was != is_now:
                    found.append(Difference(label, was or _("chưa có"), is_now or _("chưa có")))
            if "adoptions" in old and old["adoptions"] != adopting_units(row):
                label = _("%s: số đơn vị khác đã áp dụng") % row.code
                found.append(Difference(label, str(old["adoptions"]), str(adopting_units(row))))
            found += _papers_since(row, old)
        return found


def _papers_since(row: Initiative, old: Mapping[str, Any]) -> Iterator[Difference]:
    """What came to the files of an initiative or went; nothing where the sending did not keep them."""
    if "papers" not in old:
        return
    levels = {level: label.lower() for level, label in Level.choices}
    said, now = (
        ", ".join(levels.get(one["level"], one["level"]) for one in papers if one["paper"] == "recognition")
        for papers in (old["papers"], frozen_papers(row))
    )
    if said != now:
        yield Difference(_("%s: cấp công nhận") % row.code, said or _("chưa có"), now or _("chưa có"))
    was, is_now = (
        {one["sha256"]: one["name"] for one in papers if one["sha256"]}
        for papers in (old["papers"], frozen_papers(row))
    )
    if was.keys() != is_now.keys():
        yield Difference(
            _("%s: tệp quyết định, xác nhận áp dụng") % row.code,
            ", ".join(was.values()) or _("chưa có"),
            ", ".join(is_now.values()) or _("chưa có"),
        )


def _truth(word: str) -> str:
    return next((_(name) for truth, name in TRUTH_NAMES.items() if truth.word == word), word)

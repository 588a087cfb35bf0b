"""What the page of one dossier shows to one person: what was found, and the forms of what is his to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thidua.appraising.access import ACTORS, appraisals
from thidua.appraising.acts import findings_form, intake_form, return_form
from thidua.appraising.case import Case
from thidua.appraising.enums import Stage
from thidua.appraising.forms import (
    BarsForm,
    ConflictForm,
    GoneForm,
    LateForm,
    OpinionForm,
    ReuseForm,
    SpreadForm,
)
from thidua.appraising.intake.services import last_statement
from thidua.appraising.judging.criteria import ABOUT_BARS
from thidua.appraising.judging.models import Finding, Opinion
from thidua.appraising.log import log_of
from thidua.appraising.rulings.models import ReuseRuling
from thidua.appraising.selectors import rests_on_confirmation, stages_of
from thidua.core.roles import Role
from thidua.dossiers.access import dossiers as dossier_door
from thidua.dossiers.answers import PartAnswers, answers_of
from thidua.dossiers.authorship import authors_of, authorship_doubt
from thidua.dossiers.bars.selectors import last_checked
from thidua.dossiers.corrected import corrections_in
from thidua.dossiers.enums import STATE_LOOKS, TIMING_LOOKS, DossierState
from thidua.dossiers.given import awards_of
from thidua.dossiers.models import BarStatement
from thidua.dossiers.parts import BARS, INITIATIVES, PART_NAMES
from thidua.dossiers.results import result_of
from thidua.dossiers.routes import kind_of
from thidua.dossiers.selectors import is_of_standing_office, twins_of
from thidua.foundation.fields import typed_in
from thidua.initiatives.access import initiatives
from thidua.initiatives.ledger.selectors import Use, standing_elsewhere
from thidua.initiatives.likeness.selectors import LookAlike, lookalikes_of_each, to_be_told
from thidua.initiatives.models import Initiative
from thidua.initiatives.papers import Papers, papers_of
from thidua.initiatives.services import reach_as_shown

Bound = Mapping[str, forms.Form]
"""Name of an act → the form that had faults."""

LEADERS = (Role.STANDING_HEAD, Role.EMULATION_BOARD, Role.DECISION_MAKER)
"""Who reads why somebody stepped aside."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One stage: its findings, its opinions, and, where it is this person's, the two forms."""

    stage: Stage
    findings: list[Finding]
    opinions: list[Opinion]
    given: Opinion | None
    """The opinion that stands on what was sent last."""
    is_now: bool
    is_mine: bool
    questions: forms.Form | None = None
    opinion: forms.Form | None = None
    is_unconfirmed: bool = False
    """Whether this person cannot agree yet since the office has not spoken of bars."""

    @property
    def is_shown(self) -> bool:
        """Whether the stage has come, or is this person's."""
        return bool(self.is_now or self.is_mine or self.opinions or self.findings)

    @property
    def has_faults(self) -> bool:
        """Whether something was typed that could not be kept."""
        return any(form is not None and form.is_bound for form in (self.questions, self.opinion))

    @property
    def label(self) -> str:
        """Its name in words."""
        return str(self.stage.label)


@dataclass(frozen=True, slots=True)
class ShownInitiative:
    """An initiative of the dossier: what it served before, what is ruled, what looks like it. `base_uses`:
    awards of the unit itself, for information.
    """

    row: Initiative
    uses: list[str]
    base_uses: list[str]
    rulings: list[ReuseRuling]
    alike: list[LookAlike]
    papers: Papers
    authors: tuple[str, ...]
    reuse: forms.Form | None = None
    spread: forms.Form | None = None

    @property
    def reach(self) -> str:
        """What the page shows of whether it can be spread, for the form to carry along."""
        return reach_as_shown(self.row)

    @property
    def untold(self) -> int:
        """How many look-alikes nobody has spoken of."""
        return len(to_be_told(self.alike))


def page_of(case: Case, bound: Bound) -> dict[str, Any]:
    """The context of the page; a constant number of queries for one dossier with so many initiatives."""
    row, user, on = case.row, case.user, case.on
    sees_bars = dossier_door.sees_bars(user, on, row)
    offered = _offered(case, bound, sees_bars=sees_bars)
    submission = case.sent.submission if case.sent else None
    panels = [_panel(case, stage, bound, sees_bars=sees_bars) for stage in stages_of(case.appraisal)]
    named = _initiatives(case, bound)
    bar = case.bar if sees_bars and case.sent else None  # once it was recalled, the unit's word is its own
    return {
        "case": case,
        "row": row,
        "unit": case.unit,
        "result": result_of(row),
        "award": case.verdict.award,
        "state": DossierState(row.state_for_office).label,
        "state_look": STATE_LOOKS[row.state_for_office],
        "submission": submission,
        "timing": case.timing,
        "timing_look": TIMING_LOOKS[case.timing] if case.timing else None,
        "is_late": case.is_late,
        "panels": [panel for panel in panels if panel.is_shown],
        "answers": _answers(case),
        "corrections": corrections_in(case.sent),
        "initiatives": named,
        "authorship_doubt": authorship_doubt(row, case.initiatives) if case.is_as_sent else "",
        "reuse": case.reuse,
        "twins": twins_of(row, on, awards_of(row, case.unit)) if case.is_as_sent else [],
        "sees_bars": sees_bars,
        "bar": bar,
        "elsewhere": case.bar_elsewhere if sees_bars and case.sent and row.decided_at is None else None,
        "log": log_of(case, with_reasons=user.has_role(on, *LEADERS), sees_bars=sees_bars),
        "last_return": case.returns[-1] if case.returns else None,
        "of_office": is_of_standing_office(row),
        "offered": offered,
        "unsaved": _unsaved(bound, _forms_on_page(offered, panels, named)),
        "to_return": "lacks" in bound,
        "is_actor": user.has_role(on, *ACTORS),
    }


def _forms_on_page(
    offered: Mapping[str, forms.Form], panels: list[Panel], named: list[ShownInitiative]
) -> list[forms.Form]:
    found = [*offered.values()]
    found += [form for panel in panels for form in (panel.questions, panel.opinion) if form is not None]
    return found + [form for one in named for form in (one.reuse, one.spread) if form is not None]


def _unsaved(bound: Bound, shown: list[forms.Form]) -> list[str]:
    """What was typed for an act that the page offers no longer, since somebody else was first."""
    lost = [form for name, form in bound.items() if name != "lacks" and form not in shown]
    return [words for form in lost for words in typed_in(form)]


def _answers(case: Case) -> list[PartAnswers]:
    """What was sent, without the parts in which nothing stands; the initiatives have a card of their own."""
    if not case.frozen:
        return []
    needs_ground = kind_of(case.verdict.award).needs_ground
    parts = answers_of(case.frozen, needs_ground=needs_ground)
    return [part for part in parts if not part.is_empty and part.code != INITIATIVES]


def _offered(case: Case, bound: Bound, *, sees_bars: bool) -> dict[str, forms.Form]:
    """The forms of what this person can do now with the dossier as a whole; whoever said that he has no
    relation can still step aside.
    """
    made: dict[str, forms.Form] = {}
    if case.row.decided_at is None and appraisals.is_asked(case.user, case.on, case.row.filing):
        made["aside"] = bound.get("conflict") or ConflictForm(auto_id="aside-%s")
    if case.may_close_for_gone:
        made["gone"] = bound.get("gone") or GoneForm(auto_id="gone-%s")
    marked = bound.get("lacks") or bound.get("receive")
    if case.is_mine_to_take_in:
        if case.is_late:
            made["late"] = bound.get("late") or LateForm(auto_id="late-%s")
        else:
            made["receive"] = marked or intake_form(case, None)
    if case.may_give_back:
        made["return"] = bound.get("return") or return_form(case, None, marked)
        if sees_bars:
            made["bars"] = _as_now(bound.get("bars"), _bars_form(case))
    return made


def _as_now(refused: Any, fresh: Any) -> Any:
    """The form as it was typed, beside what its page shows now: with what it saw before, saving once
    more would be refused for ever.
    """
    if refused is None or fresh is None:
        return refused or fresh
    if refused.is_valid():  # its fields are in order: a colleague was first
        refused.data = refused.data.copy()
        refused.data["seen"] = "" if fresh.initial["seen"] is None else str(fresh.initial["seen"])
    return refused


def _bars_form(case: Case) -> BarsForm:
    """Ready to confirm: the bar that stands in another dossier or, when nothing was stated, what the person
    checked for the dossier before.
    """
    newest = last_statement(case.bars[0] if case.bars else None, case.bar_elsewhere)
    seen = {"seen": newest.pk if newest else 0}
    if elsewhere := case.bar_elsewhere:
        return BarsForm(initial=seen | _first_of(case, elsewhere.said), auto_id="bars-%s")
    asked = not case.is_confirmed and not (case.bar and case.bar.kind)
    words = last_checked(case.user.pk, case.row.filing.cycle) if asked else ""
    return BarsForm(initial=seen | {"words": words}, auto_id="bars-%s")


def _first_of(case: Case, said: BarStatement) -> dict[str, Any]:
    """A bar of another dossier as the form has it; its words not where they are another unit's to read."""
    first: dict[str, Any] = {"kind": said.kind, "since": said.since}
    if said.dossier.filing.unit_id == case.row.filing.unit_id:
        words = _("Đã ghi ở hồ sơ %(code)s: %(words)s") % {"code": said.dossier.code, "words": said.words}
        first["words"] = words[:1000]
    return first


def _panel(case: Case, stage: Stage, bound: Bound, *, sees_bars: bool) -> Panel:
    is_mine = case.my_stage == stage
    given = case.opinion(stage)
    first = {"seen": given.pk if given else None}
    questions = opinion = None
    if is_mine:
        if stage != Stage.LEADER:
            questions = bound.get(f"findings-{stage.value}") or findings_form(case, None, stage)
        empty = OpinionForm(initial=first, auto_id="opinion-%s")
        opinion = _as_now(bound.get(f"opinion-{stage.value}"), empty)
    return Panel(
        stage=stage,
        findings=_findings(case, stage, sees_bars=sees_bars),
        opinions=[one for one in case.opinions if one.stage == stage],
        given=given,
        is_now=case.turn == stage,
        is_mine=is_mine,
        questions=questions,
        opinion=opinion,
        is_unconfirmed=is_mine and rests_on_confirmation(stage, case.appraisal) and not case.is_confirmed,
    )


def _findings(case: Case, stage: Stage, *, sees_bars: bool) -> list[Finding]:
    """What a stage found. For who may not know of bars without what was noted about the unit's word on them;
    of a file that goes with that word, which any finding can be pinned to, only the part it belongs to.
    """
    found = case.present(stage)
    if sees_bars:
        return list(found.values())
    for one in found.values():
        if one.file is not None and one.file.is_about_bars:
            one.file, one.pinned_words = None, str(PART_NAMES[BARS])
    return [one for code, one in found.items() if code != ABOUT_BARS]


def _initiatives(case: Case, bound: Bound) -> list[ShownInitiative]:
    used = standing_elsewhere([row.pk for row in case.initiatives], case.row.code, case.on)
    ruled: dict[int, list[ReuseRuling]] = {}
    for one in case.row.reuse_rulings.select_related("by").order_by("pk"):
        ruled.setdefault(one.initiative_id, []).append(one)
    is_open = case.row.decided_at is None and case.is_as_sent
    may_rule = (
        is_open and appraisals.refusal(case.user, case.on, case.row, "rule") is None and case.reuse.is_asked
    )
    may_judge = case.may_give_back
    seen = [row for row in case.initiatives if not initiatives.refusal(case.user, case.on, row, "compare")]
    alike = lookalikes_of_each(seen)
    return [
        _initiative(
            case,
            row,
            used[row.pk],
            ruled.get(row.pk, []),
            alike.get(row.pk, []),
            bound,
            may_rule=may_rule,
            may_judge=may_judge,
        )
        for row in case.initiatives
    ]


def _initiative(
    case: Case,
    row: Initiative,
    standing: list[Use],
    rulings: list[ReuseRuling],
    alike: list[LookAlike],
    bound: Bound,
    *,
    may_rule: bool,
    may_judge: bool,
) -> ShownInitiative:
    uses = [_in_words(use) for use in standing if not use.is_base_level]
    first = {"initiative": row.pk, "seen": rulings[-1].pk if rulings else None}
    reuse = ReuseForm(initial=first, auto_id=f"reuse-{row.pk}-%s") if may_rule and uses else None
    spread = SpreadForm(initial=first, auto_id=f"spread-{row.pk}-%s") if may_judge else None
    return ShownInitiative(
        row=row,
        uses=uses,
        base_uses=[use.told for use in standing if use.is_base_level],
        rulings=rulings,
        alike=alike,
        papers=papers_of(row),
        authors=authors_of(row),
        reuse=_as_now(_with_faults(bound, "reuse", row), reuse),
        spread=_with_faults(bound, "spread", row) or spread,
    )


def _in_words(use: Use) -> str:
    words = _("%(award)s, đợt %(cycle)s (%(source)s)") % {
        "award": _(use.award), "cycle": use.cycle, "source": use.row.source,
    }  # fmt: skip
    return use.with_way(words)


def _with_faults(bound: Bound, name: str, row: Initiative) -> forms.Form | None:
    form = bound.get(name)
    return form if form and form.data.get("initiative") == str(row.pk) else None

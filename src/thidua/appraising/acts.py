"""The acts on one dossier, as its page offers them: what is asked of the door, the form, the service."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.appraising.case import Case
from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.enums import Say, Stage
from thidua.appraising.forms import (
    BarsForm,
    ConflictForm,
    GoneForm,
    IntakeForm,
    LateForm,
    OpinionForm,
    ReturnForm,
    ReuseForm,
    SpreadForm,
)
from thidua.appraising.intake.services import accept_late, confirm_bars, give_back, take_in, withdraw_for_gone
from thidua.appraising.judging.forms import FindingsForm
from thidua.appraising.judging.services import give_opinion, note_findings
from thidua.appraising.rulings.services import judge_spread, rule_reuse
from thidua.dossiers.enums import DossierState
from thidua.foundation.access import Words
from thidua.initiatives.models import Initiative

Data = Any
"""What a request posts, or None for an empty form."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `door` is the action asked of the door; `form` and `run` take the case."""

    door: str
    form: Callable[[Case, Data], forms.Form]
    run: Callable[[Case, Any, datetime], object]
    done: Words
    leads_on: bool = False
    """Whether the next dossier is shown afterwards."""
    is_draft: bool = False
    """Nothing is kept: the page comes back with the next form filled in."""


def findings_form(case: Case, data: Data, stage: Stage) -> FindingsForm:
    """The questions of a stage with what was found."""
    return FindingsForm(
        data,
        criteria=case.criteria(stage),
        pins=case.pins,
        present=case.present(stage),
        earlier=case.earlier(stage),
        auto_id="findings-%s",
    )


def intake_form(case: Case, data: Data) -> IntakeForm:
    """The checklist as the system sees it."""
    return IntakeForm(data, items=case.items, auto_id="receive-%s")


def _state_conflict(case: Case, form: Any, at: datetime) -> object:
    return state_conflict(by=case.user, at=at, filing=case.row.filing, **form.cleaned_data)


def _take_in(case: Case, form: Any, at: datetime) -> object:
    return take_in(
        by=case.user,
        at=at,
        dossier=case.row,
        items=case.items,
        states=form.states(),
        words=form.cleaned_data["words"],
    )


def _keep_nothing(case: Case, form: Any, at: datetime) -> None:
    """The marks come back with the return that they fill in."""


def return_form(case: Case, data: Data, marked: forms.Form | None = None) -> ReturnForm:
    """The reasons of a return; before intake with what the checklist lacks, as it was `marked` if it was."""
    if case.row.state != DossierState.SENT:
        return ReturnForm(data, codes=case.parts, auto_id="return-%s")
    states = {item.code: str(item.seen) for item in case.items}
    if isinstance(marked, IntakeForm) and marked.is_valid():
        states = marked.states()
    return ReturnForm(data, codes=case.parts, items=case.items, states=states, auto_id="return-%s")


def _give_back(case: Case, form: Any, at: datetime) -> object:
    return give_back(
        by=case.user,
        at=at,
        dossier=case.row,
        reasons=form.reasons(),
        items=case.items,
        states=form.states(),
    )


def _note(stage: Stage) -> Callable[[Case, Any, datetime], object]:
    def run(case: Case, form: Any, at: datetime) -> object:
        return note_findings(by=case.user, at=at, dossier=case.row, stage=stage, findings=form.findings())

    return run


def _say(stage: Stage) -> Callable[[Case, Any, datetime], object]:
    """Of the stage that the door was asked for, never one that a request names."""

    def run(case: Case, form: Any, at: datetime) -> object:
        data = form.cleaned_data
        return give_opinion(
            by=case.user,
            at=at,
            dossier=case.row,
            stage=stage,
            say=Say(data["say"]),
            criteria=case.criteria(stage),
            words=data["words"],
            seen=data["seen"],
        )

    return run


def _rule(case: Case, form: Any, at: datetime) -> object:
    data = dict(form.cleaned_data)
    data["initiative"] = _initiative(case, data["initiative"])
    return rule_reuse(by=case.user, at=at, dossier=case.row, **data)


def _spread(case: Case, form: Any, at: datetime) -> object:
    data = dict(form.cleaned_data)
    data["initiative"] = _initiative(case, data["initiative"])
    return judge_spread(by=case.user, at=at, dossier=case.row, seen=form.data.get("seen"), **data)


def _initiative(case: Case, pk: int) -> Initiative:
    return get_object_or_404(case.row.initiatives, pk=pk)


def _findings_of(stage: Stage) -> Act:
    return Act(
        stage.value,
        lambda case, data: findings_form(case, data, stage),
        _note(stage),
        _("Đã ghi nhận xét."),
    )


def _opinion_of(stage: Stage) -> Act:
    return Act(
        stage.value,
        lambda case, data: OpinionForm(data, auto_id="opinion-%s"),
        _say(stage),
        _("Đã ghi ý kiến."),
        leads_on=True,
    )


ACTS: dict[str, Act] = {
    "conflict": Act(
        "state", lambda case, data: ConflictForm(data), _state_conflict, _("Đã ghi lời khai của bạn.")
    ),
    "receive": Act("content", intake_form, _take_in, _("Đã tiếp nhận; đơn vị được báo.")),
    "lacks": Act("content", intake_form, _keep_nothing, _("Phần Trả lại đã điền sẵn."), is_draft=True),
    "late": Act(
        "content",
        lambda case, data: LateForm(data, auto_id="late-%s"),
        lambda case, form, at: accept_late(by=case.user, at=at, dossier=case.row, **form.cleaned_data),
        _("Đã chấp nhận lần gửi muộn này."),
    ),
    "return": Act(
        "receive",
        return_form,
        _give_back,
        _("Đã trả lại; đơn vị được báo lý do từng phần."),
        leads_on=True,
    ),
    "gone": Act(
        "receive",
        lambda case, data: GoneForm(data, auto_id="gone-%s"),
        lambda case, form, at: withdraw_for_gone(by=case.user, at=at, dossier=case.row, **form.cleaned_data),
        _("Đã rút hồ sơ thay đơn vị không còn; danh sách của đợt không còn vướng hồ sơ này."),
    ),
    "bars": Act(
        "receive",
        lambda case, data: BarsForm(data, auto_id="bars-%s"),
        lambda case, form, at: confirm_bars(
            by=case.user, at=at, dossier=case.row, stated=form.stated(), seen=form.cleaned_data["seen"]
        ),
        _("Đã ghi xác nhận."),
    ),
    "reuse": Act("rule", lambda case, data: ReuseForm(data), _rule, _("Đã ghi quyết định.")),
    "spread": Act("receive", lambda case, data: SpreadForm(data), _spread, _("Đã ghi đánh giá.")),
    **{f"findings-{stage.value}": _findings_of(stage) for stage in (Stage.CONTENT, Stage.PROCEDURE)},
    **{f"opinion-{stage.value}": _opinion_of(stage) for stage in Stage},
}

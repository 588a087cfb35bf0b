"""The acts on a visit and on a remedy, as their pages offer them: form, door, service, why one is blocked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.text import format_date, join_words
from thidua.foundation.access import Refused, Words
from thidua.people.selectors import holders, people_of_units
from thidua.steering.inspections import remedy_services, visit_services
from thidua.steering.inspections.access import inspectors_of, visits
from thidua.steering.inspections.enums import RemedyState, VisitState
from thidua.steering.inspections.forms import (
    AnnounceForm,
    AnswerForm,
    ConcludeForm,
    ExtendForm,
    MaybeWordsForm,
    WordsForm,
)
from thidua.steering.inspections.models import Finding, Visit
from thidua.steering.inspections.moves import EXTENDABLE, REMEDY_MOVES, VISIT_MOVES


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `door` is the action asked of the door of visits; `done` is said afterwards."""

    label: Words
    door: str
    form: type[forms.Form]
    run: Callable[..., object]
    done: Words


VISIT_ACTS: dict[str, Act] = {
    "announce": Act(
        gettext_lazy("Báo ngày kiểm tra"),
        "inspect",
        AnnounceForm,
        visit_services.announce,
        gettext_lazy("Đã báo đơn vị ngày kiểm tra và trưởng đoàn."),
    ),
    "conclude": Act(
        gettext_lazy("Kết luận"),
        "inspect",
        ConcludeForm,
        visit_services.conclude,
        gettext_lazy("Đã gửi kết luận; đơn vị được báo, hạn khắc phục bắt đầu tính."),
    ),
    "cancel": Act(
        gettext_lazy("Không kiểm tra đơn vị này"),
        "inspect",
        WordsForm,
        visit_services.cancel,
        gettext_lazy("Đã ghi: không kiểm tra đơn vị này."),
    ),
}
REMEDY_ACTS: dict[str, Act] = {
    "answer": Act(
        gettext_lazy("Báo cáo đã khắc phục"),
        "answer",
        AnswerForm,
        remedy_services.answer,
        gettext_lazy("Đã gửi báo cáo khắc phục; trưởng đoàn được báo."),
    ),
    "accept": Act(
        gettext_lazy("Công nhận đã khắc phục"),
        "inspect",
        MaybeWordsForm,
        remedy_services.accept,
        gettext_lazy("Đã công nhận; đơn vị được báo."),
    ),
    "return": Act(
        gettext_lazy("Yêu cầu làm thêm"),
        "inspect",
        WordsForm,
        remedy_services.send_back,
        gettext_lazy("Đã gửi lại đơn vị kèm lý do."),
    ),
    "extend": Act(
        gettext_lazy("Gia hạn"),
        "inspect",
        ExtendForm,
        remedy_services.extend,
        gettext_lazy("Đã gia hạn; hạn cũ và lý do được giữ lại."),
    ),
}


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act on the page: its form, or why it cannot be done now."""

    name: str
    label: Words
    form: forms.Form | None
    refusal: Refused | None
    is_open: bool


def visit_form(name: str, visit: Visit, request: Any, files: bool = False) -> forms.Form:
    """The form of an act on a visit, filled with what is known; bound when `files` are sent with it."""
    given: dict[str, Any] = {"auto_id": f"{name}-%s"}
    if name == "announce":
        given["people"] = possible_leads(visit, request)
        given["initial"] = {"on": visit.on, "lead": visit.lead_id, "team": visit.team}
    return _form(VISIT_ACTS[name], request, given, files)


def remedy_form(name: str, request: Any, files: bool = False) -> forms.Form:
    """The form of an act on a remedy."""
    return _form(REMEDY_ACTS[name], request, {"auto_id": f"{name}-%s"}, files)


def _form(act: Act, request: Any, given: dict[str, Any], is_bound: bool) -> forms.Form:
    return act.form(request.POST, request.FILES, **given) if is_bound else act.form(**given)


def possible_leads(visit: Visit, request: Any) -> list[Any]:
    """Who inspects this unit and does not work for it."""
    own = people_of_units([visit.unit_id], request.today)[visit.unit_id]
    people = holders(request.today, *inspectors_of(visit.unit.code))
    return [user for user in people if user.pk not in own]


def visit_acts(request: Any, visit: Visit, bound: Mapping[str, forms.Form]) -> list[ShownAct]:
    """The acts on a visit, those that can be done first; nothing once it has ended."""
    shown = []
    for name, act in VISIT_ACTS.items():
        if visit.state not in VISIT_MOVES[name].before and name != "conclude":
            continue
        if visit.state in {VisitState.CONCLUDED, VisitState.CANCELLED}:
            continue
        refusal = visits.refusal(request.user, request.today, visit, act.door) or _visit_stop(
            name, visit, request
        )
        form = bound.get(name) or (None if refusal else visit_form(name, visit, request))
        again = name == "announce" and visit.state == VisitState.ANNOUNCED
        label = _("Đổi ngày, đổi đoàn") if again else act.label
        shown.append(ShownAct(name, label, form, refusal, name in bound))
    is_day = visit.on is not None and visit.on <= request.today
    first = "conclude" if is_day else "announce"
    return sorted(shown, key=lambda act: (act.refusal is not None, act.name != first, act.name == "cancel"))


def _visit_stop(name: str, visit: Visit, request: Any) -> Refused | None:
    if name != "conclude":
        return None
    if visit.state == VisitState.PLANNED or visit.on is None:
        return Refused(_("Đơn vị chưa được báo ngày kiểm tra."), _("Báo ngày kiểm tra trước."))
    if visit.on > request.today:
        return Refused(
            _("Chưa đến ngày kiểm tra (%s).") % format_date(visit.on),
            _("Ghi nhận và kết luận từ ngày đó; đổi ngày thì báo lại đơn vị."),
        )
    return None


def remedy_acts(request: Any, finding: Finding, bound: Mapping[str, forms.Form]) -> list[ShownAct]:
    """The acts of this person's side on a remedy, those that can be done first."""
    user, on, visit = request.user, request.today, finding.visit
    if finding.state in {RemedyState.NONE, RemedyState.ACCEPTED}:
        return []
    is_unit = visits.refusal(user, on, visit, "answer") is None
    inspecting = visits.refusal(user, on, visit, "inspect")
    shown = []
    for name, act in REMEDY_ACTS.items():
        if (act.door == "answer") is not is_unit or (act.door == "inspect" and inspecting):
            continue
        refusal = _remedy_stop(name, finding)
        form = bound.get(name) or (None if refusal else remedy_form(name, request))
        shown.append(ShownAct(name, act.label, form, refusal, name in bound))
    return sorted(shown, key=lambda act: act.refusal is not None)


def _remedy_stop(name: str, finding: Finding) -> Refused | None:
    before = EXTENDABLE if name == "extend" else REMEDY_MOVES[name].before
    if finding.state in before:
        return None
    states = [str(state.label) for state in RemedyState if state in before]
    return Refused(
        _("Yêu cầu này hiện: %s.") % RemedyState(finding.state).label,
        _("Làm được khi yêu cầu ở trạng thái: %s.") % join_words(states, last=_("hoặc")),
    )

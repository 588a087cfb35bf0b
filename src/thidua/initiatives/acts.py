"""The acts on one initiative, as its page offers them: form, door, service, and why one is blocked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.access import Refused, Words
from thidua.initiatives import act_forms
from thidua.initiatives.access import initiatives, own_units
from thidua.initiatives.adoption import services as adoption
from thidua.initiatives.description import services as description
from thidua.initiatives.description.forms import SPARE_LINES, lines_in
from thidua.initiatives.description.selectors import author_fields, authors_of, missing_for
from thidua.initiatives.enums import Level, RecognitionState
from thidua.initiatives.models import Initiative, ProofOfUse, Recognition
from thidua.initiatives.papers import papers_of
from thidua.initiatives.proofs import services as proofs
from thidua.initiatives.recognition import putting_right
from thidua.initiatives.recognition import services as recognition
from thidua.initiatives.recognition.moves import MOVES, NOTHING
from thidua.initiatives.recognition.names import correct_names
from thidua.initiatives.recognition.rows import STANDING
from thidua.initiatives.services import judge_reach
from thidua.units.selectors import history


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `door` is the action asked of the door."""

    label: Words
    door: str
    form: type[forms.Form]
    run: Callable[..., object]
    done: Words


ACTS: dict[str, Act] = {
    "enter": Act(
        gettext_lazy("Ghi vào sổ"),
        "write",
        act_forms.ActForm,
        description.enter,
        gettext_lazy("Đã ghi vào sổ sáng kiến."),
    ),
    "receive": Act(
        gettext_lazy("Nhận đơn công nhận cấp cơ sở"),
        "write",
        act_forms.ReceiveForm,
        recognition.receive,
        gettext_lazy("Đã nhận đơn; số biên nhận và ngày phải trả lời ở phần Công nhận."),
    ),
    "meet": Act(
        gettext_lazy("Ghi kết quả họp hội đồng"),
        "write",
        act_forms.CouncilForm,
        recognition.lay_before_council,
        gettext_lazy("Đã ghi kết quả họp; lãnh đạo đơn vị quyết định tiếp."),
    ),
    "recognise": Act(
        gettext_lazy("Ghi quyết định công nhận"),
        "decide",
        act_forms.RecogniseForm,
        recognition.recognise,
        gettext_lazy("Đã ghi quyết định công nhận."),
    ),
    "refuse": Act(
        gettext_lazy("Không công nhận"),
        "decide",
        act_forms.RefuseForm,
        recognition.refuse,
        gettext_lazy("Đã ghi việc không công nhận, kèm lý do."),
    ),
    "restart": Act(
        gettext_lazy("Bỏ đơn, kết quả họp ghi nhầm"),
        "decide",
        act_forms.StrikeApplicationForm,
        putting_right.strike_application,
        gettext_lazy("Đã bỏ; đơn và lý do còn ở phần Công nhận. Nhận lại đơn cho đúng."),
    ),
    "note": Act(
        gettext_lazy("Ghi quyết định đã có trên giấy"),
        "decide",
        act_forms.NoteForm,
        recognition.note_recognition,
        gettext_lazy("Đã ghi quyết định công nhận."),
    ),
    "attach": Act(
        gettext_lazy("Thêm tệp quyết định, giấy chứng nhận"),
        "write",
        act_forms.AttachForm,
        recognition.attach_file,
        gettext_lazy("Đã thêm tệp quyết định, giấy chứng nhận."),
    ),
    "correct": Act(
        gettext_lazy("Đính chính quyết định công nhận đã ghi"),
        "decide",
        act_forms.CorrectForm,
        putting_right.correct,
        gettext_lazy("Đã đính chính; bản ghi trước còn ở phần Công nhận."),
    ),
    "strike": Act(
        gettext_lazy("Bỏ quyết định công nhận ghi nhầm sang sáng kiến này"),
        "decide",
        act_forms.StrikeForm,
        putting_right.strike,
        gettext_lazy("Đã bỏ; quyết định và lý do còn ở phần Công nhận."),
    ),
    "names": Act(
        gettext_lazy("Đính chính tên sáng kiến, tác giả"),
        "decide",
        act_forms.NamesForm,
        correct_names,
        gettext_lazy("Đã đính chính; tên, tác giả ghi trước đây còn ở phần Tác giả."),
    ),
    "proof": Act(
        gettext_lazy("Thêm xác nhận áp dụng"),
        "write",
        act_forms.ProofForm,
        proofs.add_proof,
        gettext_lazy("Đã thêm xác nhận áp dụng."),
    ),
    "scan": Act(
        gettext_lazy("Thêm tệp cho xác nhận áp dụng đã ghi"),
        "write",
        act_forms.ScanForm,
        proofs.attach_scan,
        gettext_lazy("Đã thêm tệp xác nhận áp dụng."),
    ),
    "applied": Act(
        gettext_lazy("Đính chính ngày áp dụng"),
        "decide",
        act_forms.AppliedForm,
        proofs.correct_first_day,
        gettext_lazy("Đã đính chính ngày áp dụng."),
    ),
    "judge": Act(
        gettext_lazy("Đánh giá khả năng nhân rộng"),
        "judge",
        act_forms.JudgeForm,
        judge_reach,
        gettext_lazy("Đã ghi đánh giá."),
    ),
    "adopt": Act(
        gettext_lazy("Khai đơn vị tôi đã áp dụng"),
        "adopt",
        act_forms.AdoptForm,
        adoption.declare,
        gettext_lazy("Đã ghi. Lãnh đạo đơn vị bạn xác nhận thì lần nhân rộng này mới được tính."),
    ),
}
_OF_RECOGNITION = ("receive", "meet", "recognise", "refuse", "note")


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act on the page: its form, or why it cannot be done now."""

    name: str
    label: Words
    form: forms.Form | None
    refusal: Refused | None
    is_open: bool


def form_for(name: str, row: Initiative, request: Any, data: Any = None, uploads: Any = None) -> Any:
    """The form of an act, filled with what is known."""
    kwargs: dict[str, Any] = {"auto_id": f"{name}-%s"}
    if name == "receive":
        kwargs["initial"] = {"on": request.today}
    elif name == "attach":
        kwargs["decisions"] = [one for one in row.recognitions.all() if _lacks_file(one)]
    elif name == "scan":
        kwargs["proofs"] = _without_scan(row)
    elif name in {"correct", "strike"}:
        kwargs["decisions"] = papers_of(row).decisions
    elif name == "names":
        kwargs |= _names_as_they_stand(row, data)
    elif name == "judge" and row.replicable is not None:
        kwargs["initial"] = {
            "replicable": "yes" if row.replicable else "no",
            "reason": row.replicable_reason,
        }
    elif name == "adopt":
        names = {unit.id: unit.full_name for unit in history(request.today)}
        units = [unit for unit in own_units(request.user, request.today) if unit.pk != row.unit_id]
        kwargs |= {"units": units, "unit_choices": [(str(unit.pk), names[unit.pk]) for unit in units]}
    return ACTS[name].form(data, uploads, **kwargs)


def _names_as_they_stand(row: Initiative, data: Any) -> dict[str, Any]:
    """The title, the lines of the authors, and how many lines are needed."""
    said = author_fields(authors_of(row))
    lines = max(lines_in(said, "author"), lines_in(data or (), "author") - SPARE_LINES)
    return {"initial": said | {"title": row.title}, "filled": lines}


def acts_for(
    request: Any,
    row: Initiative,
    considered: list[Recognition],
    bound: dict[str, forms.Form],
    likeness_bar: Refused | None,
) -> list[ShownAct]:
    """What this person can do with an initiative, the next step first; `bound` are forms that had faults,
    `likeness_bar` is what look-alikes keep it from."""
    shown = []
    for name, act in ACTS.items():
        if not _concerns(name, request, row, considered):
            continue
        refusal = initiatives.refusal(request.user, request.today, row, act.door) or _stopped(
            name, row, likeness_bar
        )
        if name == "enter" and refusal and name not in bound:
            continue  # the page says above what is missing
        form = bound.get(name) or (None if refusal else form_for(name, row, request))
        shown.append(ShownAct(name, act.label, form, refusal, name in bound))
    return sorted(shown, key=lambda one: one.refusal is not None)


def _concerns(name: str, request: Any, row: Initiative, considered: list[Recognition]) -> bool:
    """Whether an act belongs to this person's side and to the step where the initiative stands."""
    user, on = request.user, request.today
    if name in {"judge", "adopt"}:
        may = initiatives.refusal(user, on, row, name) is None
        return may and not row.is_draft
    if not initiatives.is_own(user, on, row):
        return False
    if name == "enter":
        return row.is_draft
    if name == "proof":
        return True
    if name == "scan":
        return bool(_without_scan(row))
    if name == "attach":
        return any(map(_lacks_file, considered))
    if name == "restart":
        return any(one.is_open for one in considered)
    if name == "applied":
        return row.stated_on is not None
    if name in {"correct", "strike", "names"}:
        return any(one.state == RecognitionState.RECOGNISED for one in considered)
    return not row.is_draft and (name in _OF_RECOGNITION and state_at(considered, name) in MOVES[name].before)


def state_at(considered: list[Recognition], name: str) -> str:
    """The state that an act of recognition meets. A paper can be noted while some level is still free."""
    standing = [one for one in considered if one.state in STANDING]
    if any(one.is_open for one in standing):
        return next(one.state for one in standing if one.is_open)
    if name == "note":
        return RecognitionState.RECOGNISED if {one.level for one in standing} >= set(Level) else NOTHING
    return next((one.state for one in standing if one.level == Level.BASE), NOTHING)


def _lacks_file(one: Recognition) -> bool:
    """Whether a decision recognises the initiative and its scan is not there."""
    return one.state == RecognitionState.RECOGNISED and one.file_id is None


def _without_scan(row: Initiative) -> list[ProofOfUse]:
    """The proofs that a list brought in without their scan."""
    return [one for one in papers_of(row).proofs if one.file_id is None]


def _stopped(name: str, row: Initiative, likeness_bar: Refused | None) -> Refused | None:
    if name not in {"enter", "receive"}:
        return None
    if missing := missing_for(row):
        return Refused(
            _("Còn thiếu: %(what)s") % {"what": " ".join(missing)}, _("Bấm “Sửa mô tả” để ghi thêm.")
        )
    return likeness_bar

"""The acts of the desk on one session, as its page offers them in each state: form, service, words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from thidua.councils import closing, declaring, recusals, services, signed_minutes, sitting
from thidua.councils.agenda import groups_of
from thidua.councils.enums import SessionState, Way
from thidua.councils.forms import (
    AsideForm,
    CloseForm,
    DeclaredForm,
    MinutesForm,
    PresentForm,
    ReasonForm,
    UndoAsideForm,
    WayForm,
    WriteForm,
)
from thidua.councils.models import CouncilSession
from thidua.foundation.access import Words

Form = Callable[[CouncilSession, Any, Any], forms.Form]
"""(session, POST, FILES) → the form of an act."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: in which states it is offered, and how it is done. `is_main`: the next step of its state."""

    label: Words
    states: tuple[str, ...]
    form: Form
    run: Callable[..., Any]
    done: Words
    is_main: bool = False
    is_of_paper: bool = False
    """While one votes, only with ballots of paper."""
    saves_itself: bool = False
    """What is typed is saved under a version, until the minutes are signed."""


def _empty(session: CouncilSession, data: Any, files: Any) -> forms.Form:
    return forms.Form(data)


def _present(session: CouncilSession, data: Any, files: Any) -> forms.Form:
    return PresentForm(data, people=session.attendees.all(), auto_id="co-mat-%s")


def _declared(session: CouncilSession, data: Any, files: Any) -> forms.Form:
    return DeclaredForm(data, people=session.attendees.filter(has_vote=True), auto_id="khai-%s")


def _aside(session: CouncilSession, data: Any, files: Any) -> forms.Form:
    rows = session.items.select_related("dossier__filing__unit")
    items = [
        (item.pk, f"{item.place}. {line.subject or line.unit} – {line.award_name}")
        for group in groups_of(rows, session.cycle, session.held_at.date())
        for item, line in group.items
    ]
    people = list(session.attendees.filter(has_vote=True).values_list("pk", "name"))
    return AsideForm(data, items=items, people=people, auto_id="tranh-%s")


def _step_aside(*, session: CouncilSession, item: int, attendee: int, **rest: Any) -> Any:
    return recusals.step_aside(
        item=session.items.get(pk=item), attendee=session.attendees.get(pk=attendee), **rest
    )


def _undo(session: CouncilSession, data: Any, files: Any) -> forms.Form:
    noted = recusals.noted_at_the_desk(session, session.held_at.date())
    rows = [
        (one.pk, _now("Mục %(item)d: %(name)s (%(reason)s)")
         % {"item": one.item.place, "name": one.attendee.name, "reason": one.reason})
        for one in noted
    ]  # fmt: skip
    return UndoAsideForm(data, rows=rows, auto_id="bo-tranh-%s")


def _close(session: CouncilSession, data: Any, files: Any) -> forms.Form:
    return CloseForm(data, way=session.way, auto_id="ket-thuc-%s")


def _write(session: CouncilSession, data: Any, files: Any) -> forms.Form:
    known = {"discussion": session.discussion, "conclusions": session.conclusions}
    return WriteForm(data, initial=known, auto_id="ghi-%s")


def _minutes(session: CouncilSession, data: Any, files: Any) -> forms.Form:
    return MinutesForm(data, files, auto_id="bien-ban-%s")


def _reason(name: str) -> Form:
    return lambda session, data, files: ReasonForm(data, auto_id=f"{name}-%s")


PLANNED, OPEN, VOTING = (str(SessionState.PLANNED), str(SessionState.OPEN), str(SessionState.VOTING))
CLOSED = str(SessionState.CLOSED)

ACTS: dict[str, Act] = {
    "khai-mac": Act(
        _("Khai mạc phiên họp"),
        (PLANNED,),
        _empty,
        sitting.open_session,
        _("Đã khai mạc. Ghi người có mặt."),
        is_main=True,
    ),
    "co-mat": Act(
        _("Ghi người có mặt"), (OPEN, VOTING), _present, sitting.note_present, _("Đã ghi người có mặt.")
    ),
    "khai": Act(
        _("Ghi thành viên đã khai quan hệ tại phòng họp"),
        (OPEN, VOTING),
        _declared,
        declaring.note_declared,
        _("Đã ghi thành viên đã khai quan hệ tại phòng họp."),
        is_of_paper=True,
    ),
    "tranh": Act(
        _("Ghi thành viên không tham gia xét một hồ sơ"),
        (OPEN,),
        _aside,
        _step_aside,
        _("Đã ghi. Thành viên này không tính trong số biểu quyết của hồ sơ đó."),
    ),
    "bo-tranh": Act(
        _("Bỏ một lần ghi nhầm không tham gia xét"),
        (OPEN,),
        _undo,
        recusals.undo_aside,
        _("Đã bỏ. Thành viên này tham gia xét hồ sơ đó."),
    ),
    "bo-phieu": Act(
        _("Bắt đầu bỏ phiếu"),
        (OPEN,),
        lambda session, data, files: WayForm(data, auto_id="cach-%s"),
        sitting.start_vote,
        _("Đã bắt đầu bỏ phiếu. Các thành viên được báo."),
        is_main=True,
    ),
    "ket-thuc": Act(
        _("Kết thúc, công bố kết quả"),
        (VOTING,),
        _close,
        closing.close,
        _("Đã kết thúc phiên họp. Kết quả được khóa."),
        is_main=True,
    ),
    "ghi": Act(
        _("Ghi diễn biến, kết luận cho biên bản"),
        (PLANNED, OPEN, VOTING, CLOSED),
        _write,
        services.write_down,
        _("Đã lưu vào bản thảo biên bản."),
        saves_itself=True,
    ),
    "bien-ban": Act(
        _("Tải biên bản đã ký lên"),
        (CLOSED,),
        _minutes,
        signed_minutes.keep_minutes,
        _("Đã lưu biên bản đã ký."),
        is_main=True,
    ),
    "bo-phieu-lai": Act(
        _("Hủy các phiếu, bỏ phiếu lại"),
        (VOTING,),
        _reason("lai"),
        sitting.vote_again,
        _("Đã hủy các phiếu chưa đọc. Phiên họp mở lại; chọn cách biểu quyết rồi bắt đầu lại."),
    ),
    "khong-hop": Act(
        _("Không họp phiên này"),
        (PLANNED, OPEN),
        _reason("khong-hop"),
        services.call_off,
        _("Đã ghi phiên họp không diễn ra; các thành viên được báo."),
    ),
}


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act on the page."""

    name: str
    act: Act
    form: forms.Form
    is_open: bool


def _is_hidden(act: Act, session: CouncilSession) -> bool:
    if act.saves_itself and session.minutes_id is not None:
        return True
    return act.is_of_paper and session.state == VOTING and session.way != Way.PAPER


def _next(session: CouncilSession, *, has_quorum: bool) -> str:
    """The step that comes before the main one of its state: who is there, until enough are; what is
    concluded, once it is known what came out.
    """
    if session.state == OPEN and not has_quorum:
        return "co-mat"
    return "ghi" if session.state == CLOSED and not session.conclusions else ""


def acts_in(session: CouncilSession, bound: dict[str, forms.Form], *, has_quorum: bool) -> list[ShownAct]:
    """What the desk can do now, the next step first; `bound` are forms that had faults."""
    first = _next(session, has_quorum=has_quorum)
    found = [
        ShownAct(name, act, bound.get(name) or act.form(session, None, None), name in bound)
        for name, act in ACTS.items()
        if (session.state in act.states and not _is_hidden(act, session)) or name in bound
    ]
    offered = [one for one in found if getattr(one.form, "has_rows", True) or one.is_open]
    return sorted(offered, key=lambda shown: (shown.name != first, not shown.act.is_main))

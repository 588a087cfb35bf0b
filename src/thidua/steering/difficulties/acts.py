"""The acts on one difficulty, as its page offers them: form, door, service, and why one is blocked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.roles import Role
from thidua.core.text import join_words
from thidua.foundation.access import Refused, Words
from thidua.people.selectors import holders
from thidua.steering.difficulties import services
from thidua.steering.difficulties.access import OFFICE, difficulties
from thidua.steering.difficulties.enums import Deed, State
from thidua.steering.difficulties.forms import (
    AmendmentForm,
    AssignForm,
    ForwardForm,
    MaybeWordsForm,
    ShareForm,
    WordsForm,
)
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.difficulties.moves import MOVES


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `door` is the action asked of the door, `is_senders` whose side does it."""

    deed: Deed
    door: str
    form: type[forms.Form]
    run: Callable[..., object]
    done: Words
    is_senders: bool = False


ACTS: dict[str, Act] = {
    "assign": Act(Deed.ASSIGN, "assign", AssignForm, services.assign, gettext_lazy("Đã giao người xử lý.")),
    "answer": Act(
        Deed.ANSWER,
        "handle",
        WordsForm,
        lambda **given: services.reply(**given, is_final=True),
        gettext_lazy("Đã gửi trả lời cho nơi hỏi."),
    ),
    "interim": Act(
        Deed.INTERIM,
        "handle",
        WordsForm,
        lambda **given: services.reply(**given, is_final=False),
        gettext_lazy("Đã gửi trả lời bước đầu."),
    ),
    "forward": Act(
        Deed.FORWARD,
        "handle",
        ForwardForm,
        services.forward,
        gettext_lazy("Đã ghi việc chuyển, nơi gửi được báo."),
    ),
    "share": Act(
        Deed.SHARE, "share", ShareForm, services.share, gettext_lazy("Đã cập nhật Hỏi – đáp chung.")
    ),
    "amendment": Act(
        Deed.AMENDMENT,
        "amendment",
        AmendmentForm,
        services.link_amendment,
        gettext_lazy("Đã gắn với bản sửa đổi Kế hoạch."),
    ),
    "solved": Act(
        Deed.SOLVED,
        "confirm",
        MaybeWordsForm,
        lambda **given: services.confirm(**given, is_solved=True),
        gettext_lazy("Cảm ơn, đã ghi nhận việc được giải quyết."),
        is_senders=True,
    ),
    "not_solved": Act(
        Deed.NOT_SOLVED,
        "confirm",
        WordsForm,
        lambda **given: services.confirm(**given, is_solved=False),
        gettext_lazy("Đã ghi nhận; người xử lý được báo để làm tiếp."),
        is_senders=True,
    ),
    "withdraw": Act(
        Deed.WITHDRAW,
        "confirm",
        MaybeWordsForm,
        services.withdraw,
        gettext_lazy("Đã rút phản ánh."),
        is_senders=True,
    ),
}
LABELS = {
    "not_solved": gettext_lazy("Chưa giải quyết được"),
    "solved": gettext_lazy("Đã giải quyết được"),
}


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act on the page: its form, or why it cannot be done now."""

    name: str
    label: Words
    form: forms.Form | None
    refusal: Refused | None
    is_open: bool


def form_for(name: str, found: Difficulty, request: Any, data: Any = None) -> forms.Form:
    """The form of an act, filled with what is known."""
    kwargs: dict[str, Any] = {"auto_id": f"{name}-%s"}
    if name == "assign":
        kwargs["office"] = holders(request.today, *OFFICE)
        kwargs["initial"] = {"owner": found.owner_id}
    elif name == "share":
        kwargs["initial"] = {"question": found.shared_question or found.text}
    elif name == "amendment":
        kwargs["initial"] = {"decision": found.amendment_decision, "version": found.amendment_version_id}
    return ACTS[name].form(data, **kwargs)


def acts_for(request: Any, found: Difficulty, bound: dict[str, forms.Form]) -> list[ShownAct]:
    """The acts of this person's side, those that can be done first; `bound` are forms that had faults."""
    user, on = request.user, request.today
    is_office, is_sender = user.has_role(on, *OFFICE), difficulties.is_sender(user, on, found)
    shown = []
    for name, act in ACTS.items():
        if not (is_sender if act.is_senders else is_office):
            continue
        refusal = difficulties.refusal(user, on, found, act.door) or _stopped(name, found)
        # A form with faults keeps its words, also when the act has meanwhile become impossible.
        form = bound.get(name) or (None if refusal else form_for(name, found, request))
        shown.append(ShownAct(name, LABELS.get(name, act.deed.label), form, refusal, name in bound))
    # Giving it to another handler is not the next step once somebody has it.
    return sorted(shown, key=lambda act: (act.refusal is not None, act.name == "assign"))


def _stopped(name: str, found: Difficulty) -> Refused | None:
    if name == "share" and not found.answer:
        return Refused(_("Chưa có trả lời chính thức."), _("Trả lời trước, rồi đưa vào Hỏi – đáp chung."))
    if name in {"share", "amendment"}:
        return None
    before = MOVES[name].before
    if found.state in before:
        return None
    if name in {"answer", "interim", "forward"} and found.state == State.SENT:
        return Refused(
            _("Phản ánh chưa có người xử lý."), _("Lãnh đạo Phòng CCHC và pháp chế giao người xử lý trước.")
        )
    states = [str(State(state).label) for state in State if state in before]
    return Refused(
        _("Phản ánh này hiện: %s.") % State(found.state).label,
        _("Làm được khi phản ánh ở trạng thái: %s.") % join_words(states, last=_("hoặc")),
    )


def is_head(request: Any) -> bool:
    """Whether this person sets the time for answers."""
    return bool(request.user.has_role(request.today, Role.STANDING_HEAD))

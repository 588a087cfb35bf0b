"""What a form that saves itself is answered. The other half is `web/static/thidua/autosave.js`.

The form sends its fields and the version it began from. A service that finds a newer version raises
StaleVersion, keeps the refused words and tells both people; the page then shows both texts.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.forms import Form
from django.http import HttpRequest, JsonResponse
from django.utils.timezone import localtime


class StaleVersion(Exception):
    """Somebody saved in between. `theirs` are the fields as they now stand, `by` who saved them at `at`."""

    def __init__(self, *, version: int, theirs: Mapping[str, str], by: str, at: datetime) -> None:
        super().__init__(f"saved by {by}")
        self.version = version
        self.theirs = dict(theirs)
        self.by = by
        self.at = at


def is_autosave(request: HttpRequest) -> bool:
    """Whether the script asks, which wants JSON, and not a person who pressed the button."""
    return request.headers.get("X-Autosave") == "1"


def sent_version(request: HttpRequest) -> int:
    """The version the form began from; -1, which no row has, when it is missing or no number."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def saved(*, version: int, at: datetime, address: str = "") -> JsonResponse:
    """The words are kept; the next save begins from `version`. `address`: where the form goes from now on,
    when this save made the row it stands for."""
    body: dict[str, object] = {"version": version, "at": _clock(at)}
    return JsonResponse(body | {"address": address} if address else body)


def conflict(stale: StaleVersion) -> JsonResponse:
    """409 with the other person's words."""
    body = {"version": stale.version, "theirs": stale.theirs, "by": stale.by, "at": _clock(stale.at)}
    return JsonResponse(body, status=409)


def refused(message: str) -> JsonResponse:
    """422: it cannot be saved; the words stay in the browser and `message` says why."""
    return JsonResponse({"message": message}, status=422)


def refused_form(form: Form) -> JsonResponse:
    """422 for a form that is not valid: each field by its name, with what is wrong with it."""
    named = (
        (form[name].label if name in form.fields else "", faults) for name, faults in form.errors.items()
    )
    return refused(
        " ".join(f"{label}: {fault}" if label else str(fault) for label, faults in named for fault in faults)
    )


class KeptRow(Protocol):
    """Refused words as a room keeps them; `settled_at`: somebody read them and put them away."""

    at: datetime
    settled_at: datetime | None

    def save(self, *, update_fields: Sequence[str]) -> None:
        """As a model does."""


def show_again(kept: KeptRow, at: datetime) -> None:
    """Words that were put away and are refused once more stand on the page again."""
    if kept.settled_at is not None:
        kept.at, kept.settled_at = at, None
        kept.save(update_fields=["at", "settled_at"])


def _clock(at: datetime) -> str:
    return f"{localtime(at):%H:%M}"

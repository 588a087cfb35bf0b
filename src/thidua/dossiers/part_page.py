"""The page of one part of a dossier: the part with the verdict beside it, and what saving it answers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.dossiers import parts
from thidua.dossiers.earlier.selectors import unchecked
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.pages import frame, judged
from thidua.dossiers.sending.reopening import is_part_open
from thidua.foundation import autosave


def full(request: Any, row: Dossier) -> dict[str, Any]:
    """What a page of the dossier needs, with the verdict on the day."""
    return frame(row, request.user, request.moment) | judged(row, request.user, request.moment)


def _asked_of(context: dict[str, Any], part: str) -> str:
    returned = context["returned"]
    return str(returned.reasons.get(part, "")) if returned else ""


def part_page(
    request: Any, row: Dossier, part: str, template: str, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page of one part, with the verdict beside it."""
    context = full(request, row) | {"part": part, "part_name": parts.PART_NAMES[part]} | more
    context["taken"] = [one for one in unchecked(row) if one.part == part]
    context["asked"] = _asked_of(context, part)
    gaps = context["plain_gaps"]
    context["is_part_open"] = context["is_open"] and is_part_open(row, part, gaps)
    if row.open_parts is not None and context["is_part_open"] and not context["asked"]:
        context["asked_since"] = [gap.words for gap in gaps if part in gap.parts]
    if not context["is_part_open"]:
        forms = (more["form"], *more.get("formset", ()))
        # Words sent to a part that was closed meanwhile stay in sight: a disabled field forgets them.
        context["has_unsaved"] = any(
            form.is_bound and form.fields and not form.is_multipart() for form in forms
        )
        for form in forms:
            for field in form.fields.values():
                field.disabled = not context["has_unsaved"]
    return render(request, f"dossiers/parts/{template}.html", context, status=status)


def done(
    request: Any, row: Dossier, form: Form, act: Callable[[], object], words: str
) -> HttpResponse | None:
    """Does the act; None, with the words on the form, when it is refused."""
    try:
        act()
    except autosave.StaleVersion as stale:
        form.add_error(None, _saved_before(form, stale))
    except DossierRefused as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, words)
        return redirect("dossiers:dossier", pk=row.pk)
    return None


def _saved_before(form: Form, stale: autosave.StaleVersion) -> str:
    """What somebody else saved in between, where the form has something else: saving again writes over it."""
    theirs = [
        f"{form[name].label}: {dict(getattr(form.fields[name], 'choices', ())).get(words, words) or '–'}"
        for name, words in stale.theirs.items()
        if name in form.fields and words != str(form[name].value() or "").strip()
    ]
    if not theirs:
        return _("%s vừa lưu hồ sơ này, ở phần này không khác bạn. Bấm Lưu lần nữa.") % stale.by
    return _(
        "%(who)s đã lưu phần này trước bạn. Bản đang lưu: %(theirs)s. Chữ của bạn còn ở dưới: gộp lại rồi "
        "bấm Lưu, khi đó bản của bạn thay bản đang lưu."
    ) % {"who": stale.by, "theirs": "; ".join(theirs)}

"""Good examples: the list, one story with what can be done now and why not, writing, reviewing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation import autosave
from thidua.foundation.access import page
from thidua.outreach import story_services as services
from thidua.outreach.access import READERS, own_units, sides_of, stories
from thidua.outreach.enums import STORY_LOOKS, Side, StoryState
from thidua.outreach.errors import OutreachRefused
from thidua.outreach.forms import ConsentForm, PhotoForm, ReasonForm, StoryForm
from thidua.outreach.models import Story
from thidua.outreach.selectors import consents_in_force, missing_for, story_rows, whole_story
from thidua.outreach.story_flow import OPEN_STATES, REVIEWERS, WRITERS
from thidua.units.access import units as unit_door
from thidua.units.selectors import history

PAGE_SIZE = 24


@page(*READERS)
@require_GET
def story_list(request: Any) -> HttpResponse:
    """Every story a person may know of, those that wait for something first by their state's filter."""
    state = request.GET.get("trang-thai", "")
    text = request.GET.get("q", "").strip()[:80]
    visible = stories.visible_to(request.user, request.today)
    rows = story_rows(visible, state=state if state in StoryState.values else "", text=text)
    paged = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    by_id = history(request.today).by_id()
    context = {
        "cards": [
            {"story": story, "unit": by_id[story.unit_id].full_name, "look": STORY_LOOKS[story.state]}
            for story in paged.object_list
        ],
        "paged": paged,
        "state": state,
        "text": text,
        "states": StoryState.choices,
        "may_write": bool(sides_of(request.user, request.today)),
    }
    return render(request, "outreach/story_list.html", context)


@page(*READERS)
@require_GET
def story_page(request: Any, pk: int) -> HttpResponse:
    """One story as it would be read, and what this person can do with it now."""
    story = stories.get_for(request.user, request.today, pk=pk)
    return show_story(request, story)


def show_story(request: Any, story: Story, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a story; a refused form comes in `forms` with what was typed."""
    user, on = request.user, request.today
    is_own = stories.is_own(user, on, story)
    is_reviewer = user.has_role(on, *REVIEWERS)
    is_open = story.state in OPEN_STATES
    told = whole_story(stories.visible_to(user, on), story.pk)
    context = {
        "story": story,
        "photos": told.kept_photos if told else [],  # type: ignore[attr-defined]
        "unit": history(on).by_id()[story.unit_id],
        "look": STORY_LOOKS[story.state],
        "is_own": is_own,
        "is_keeper": is_own or is_reviewer,
        "may_edit": is_own and is_open,
        "missing": missing_for(story) if is_own and is_open else [],
        "awaits_review": is_reviewer and story.state == StoryState.SENT,
        "bar": stories.bars_review(user, on, story) if story.state == StoryState.SENT else None,
        "may_withdraw": (is_own or is_reviewer) and story.state == StoryState.PUBLISHED,
        "consents": consents_in_force(story) if is_own or is_reviewer else [],
        "reason_form": ReasonForm(),
        "photo_form": forms.get("photo_form") or PhotoForm(),
        "consent_form": forms.get("consent_form") or ConsentForm(story=story, on=on),
    }
    return render(request, "outreach/story.html", context, status=status)


def _form(request: Any, row: Story | None = None) -> StoryForm:
    sides = sides_of(request.user, request.today)
    units = list(own_units(request.user, request.today))
    if row is not None:
        sides, units = [Side(row.side)], [row.unit]
    elif set(sides) != {Side.UNIT}:
        living = {unit.id for unit in history(request.today).living()}
        everyone = unit_door.visible_to(request.user, request.today)
        units = [unit for unit in everyone if unit.pk in living]
    names = {unit.id: unit for unit in history(request.today)}
    units.sort(key=lambda unit: names[unit.pk].sort_key)
    return StoryForm(
        request.POST or None,
        sides=sides,
        units=units,
        unit_choices=[(str(unit.pk), names[unit.pk].full_name) for unit in units],
        initial=services.fields_of(row) if row else {"about": "unit"},
    )


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def new_story(request: Any) -> HttpResponse:
    """Begins a draft; pictures and consents follow on its page."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        said, side = form.said(), form.cleaned_data["side"]
        own = request.user.unit_ids(request.today, *WRITERS)
        try:
            if side == Side.UNIT and said.unit.pk not in own:
                raise OutreachRefused(_("Đơn vị chỉ viết về gương tốt của chính mình."))
            row = services.write_story(by=request.user, at=request.moment, side=side, story=said)
        except OutreachRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if autosave.is_autosave(request):
                address = reverse("outreach:story_change", args=[row.pk])
                return autosave.saved(version=row.edition, at=request.moment, address=address)
            messages.success(request, _("Đã lưu bản nháp. Thêm ảnh nếu có, rồi gửi duyệt."))
            return redirect("outreach:story", pk=row.pk)
    return _form_page(request, form)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def change_story(request: Any, pk: int) -> HttpResponse:
    """Writes on; the form saves itself. Words of two people are shown side by side, none is lost."""
    row = stories.get_for(request.user, request.today, action="write", pk=pk)
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        is_script = autosave.is_autosave(request)
        try:
            saved = services.rewrite_story(
                by=request.user,
                at=request.moment,
                row=row,
                version=autosave.sent_version(request),
                story=form.said(),
                is_pressed=not is_script,
            )
        except OutreachRefused as refusal:
            form.add_error(None, str(refusal))
        except autosave.StaleVersion as stale:
            if is_script:
                return autosave.conflict(stale)
            row.refresh_from_db()
            theirs = [
                (form[name].label, words)
                for name, words in stale.theirs.items()
                if name in services.LONGEST and words != form.cleaned_data[name]
            ]
            return _form_page(request, form, row, theirs=theirs, who=stale.by)
        else:
            if is_script:
                return autosave.saved(version=saved.edition, at=request.moment)
            messages.success(request, _("Đã lưu."))
            return redirect("outreach:story", pk=pk)
    return _form_page(request, form, row)


def _form_page(request: Any, form: StoryForm, row: Story | None = None, **conflict: Any) -> HttpResponse:
    """The form; for a script that saves, only what is wrong with it."""
    if form.errors and autosave.is_autosave(request):
        return autosave.refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    status = 422 if form.errors else 409 if conflict else 200
    context = {"form": form, "row": row} | conflict
    return render(request, "outreach/story_form.html", context, status=status)


@page(*WRITERS)
@require_POST
def send(request: Any, pk: int) -> HttpResponse:
    """Sends a complete story for review."""
    story = stories.get_for(request.user, request.today, action="write", pk=pk)
    done = _("Đã gửi. Người khác sẽ duyệt trước khi bài lên trang công khai.")
    return _act(request, pk, done, services.send_story, story=story)


@page(*REVIEWERS)
@require_POST
def publish(request: Any, pk: int) -> HttpResponse:
    """Puts a story on the public page."""
    story = stories.get_for(request.user, request.today, action="review", pk=pk)
    return _act(request, pk, _("Đã đăng lên trang công khai."), services.publish_story, story=story)


@page(*REVIEWERS)
@require_POST
def send_back(request: Any, pk: int) -> HttpResponse:
    """Returns a story with the reason."""
    story = stories.get_for(request.user, request.today, action="review", pk=pk)
    reason = request.POST.get("reason", "")
    return _act(request, pk, _("Đã trả lại người viết."), services.return_story, story=story, reason=reason)


@page(*sorted({*WRITERS, *REVIEWERS}))
@require_POST
def withdraw(request: Any, pk: int) -> HttpResponse:
    """Takes a story off the public page."""
    story = stories.get_for(request.user, request.today, action="keep", pk=pk)
    reason = request.POST.get("reason", "")
    done = _("Đã rút khỏi trang công khai.")
    return _act(request, pk, done, services.withdraw_story, story=story, reason=reason)


def _act(request: Any, pk: int, done: str, service: Any, **given: Any) -> HttpResponse:
    try:
        service(by=request.user, at=request.moment, **given)
    except OutreachRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("outreach:story", pk=pk)
    messages.success(request, done)
    visible = stories.visible_to(request.user, request.today).filter(pk=pk).exists()
    return redirect("outreach:story", pk=pk) if visible else redirect("outreach:stories")

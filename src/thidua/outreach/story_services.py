"""Writes of stories: written, sent, returned or published by another person, withdrawn."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.notify import notify
from thidua.outreach.enums import About, Side, StoryState
from thidua.outreach.errors import OutreachRefused
from thidua.outreach.models import Story
from thidua.outreach.selectors import missing_for
from thidua.outreach.story_flow import OPEN_STATES, STORY_FLOW
from thidua.units.models import Unit

LONGEST = {"title": 160, "summary": 400, "done": 6000, "results": 1500, "person_name": 120, "position": 160}
SITTING = timedelta(minutes=30)
"""What one person's form saves by itself within so long is one event."""
_STATES_IN_WORDS = dict(StoryState.choices)


@dataclass(frozen=True, slots=True)
class NewStory:
    """A story as somebody tells it. `initiative`: one of the same unit, or None."""

    unit: Unit
    about: str
    title: str
    summary: str = ""
    done: str = ""
    results: str = ""
    person_name: str = ""
    position: str = ""
    initiative: Any = None


@transaction.atomic
def write_story(*, by: Actor, at: datetime, side: str, story: NewStory) -> Story:
    """Begins a draft. Title and, for a person, the name are needed; the rest can wait until it is sent."""
    row = Story(side=Side(side), author_id=by.pk, written_at=at, changed_at=at, saved_by_id=by.pk)
    _fill(row, story)
    row.save(force_insert=True)
    record(by=by, at=at, action="outreach.written", subject=row, before=None, after=_facts(row))
    return row


@transaction.atomic
def rewrite_story(
    *, by: Actor, at: datetime, row: Story, version: int, story: NewStory, is_pressed: bool = True
) -> Story:
    """Changes a draft, a returned or a withdrawn story; another name needs a consent of its own.

    StaleVersion when somebody saved after `version`: then nothing is written, and the page shows both texts.
    `is_pressed`: by a button. What the form saves by itself is one event for each sitting of one person.
    """
    locked = Story.objects.select_for_update(of=("self",)).select_related("saved_by").get(pk=row.pk)
    if locked.state not in OPEN_STATES:
        raise OutreachRefused(_("Bài đang chờ duyệt hoặc đã đăng nên không sửa được; rút bài trước khi sửa."))
    before, old_words, old_name = _facts(locked), fields_of(locked), locked.person_name
    _fill(locked, story)
    if fields_of(locked) == old_words:
        return locked
    if locked.edition != version:
        who = locked.saved_by.get_full_name() if locked.saved_by else _("một người khác")
        raise StaleVersion(version=locked.edition, theirs=old_words, by=who, at=locked.changed_at)
    is_same_sitting = locked.saved_by_id == by.pk and at - locked.changed_at <= SITTING
    locked.edition += 1
    locked.changed_at, locked.saved_by_id = at, by.pk
    locked.save()
    if locked.person_name != old_name:
        locked.consents.filter(photo__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=at)
    if is_pressed or not is_same_sitting:
        record(by=by, at=at, action="outreach.rewritten", subject=locked, before=before, after=_facts(locked))
    return locked


def fields_of(row: Story) -> dict[str, str]:
    """A story as its form sends it: name of the field → words."""
    return {
        **{name: getattr(row, name) for name in ("side", "about", *LONGEST)},
        "unit": str(row.unit_id),
        "initiative": str(row.initiative_id or ""),
    }


def send_story(*, by: Actor, at: datetime, story: Story) -> Story:
    """Sends a complete story for review. OutreachRefused names the first thing that is missing."""
    return _move(by, at, story, "send", "outreach.sent")


def return_story(*, by: Actor, at: datetime, story: Story, reason: str) -> Story:
    """Gives a story back with the reason, which its author is told."""
    return _move(by, at, story, "return", "outreach.returned", reason=reason)


def publish_story(*, by: Actor, at: datetime, story: Story) -> Story:
    """Puts a story on the public page. Never by its author or sender, never with a consent missing."""
    return _move(by, at, story, "publish", "outreach.published")


def withdraw_story(*, by: Actor, at: datetime, story: Story, reason: str) -> Story:
    """Takes a story off the public page at once."""
    return _move(by, at, story, "withdraw", "outreach.withdrawn", reason=reason)


@transaction.atomic
def _move(by: Actor, at: datetime, story: Story, action: str, event: str, *, reason: str = "") -> Story:
    row = Story.objects.select_for_update().get(pk=story.pk)
    move, before, words = STORY_FLOW[action], row.state, nfc(reason)
    if before not in move.before:
        raise OutreachRefused(
            _("Bài đang ở trạng thái “%(state)s” nên không làm được việc này.")
            % {"state": _STATES_IN_WORDS[before]}
        )
    if action in ("return", "withdraw") and not words:
        raise OutreachRefused(_("Ghi lý do để người viết biết cần làm gì."))
    if action in ("send", "publish") and (missing := missing_for(row)):
        raise OutreachRefused(missing[0])
    if action in ("return", "publish"):
        if by.pk in (row.author_id, row.sent_by_id):
            raise OutreachRefused(
                _("Người viết, người gửi bài không tự duyệt được; đề nghị người khác duyệt.")
            )
        row.reviewed_by_id = by.pk
    if action == "send":
        row.sent_by_id, row.sent_at, row.reviewed_by_id = by.pk, at, None
    if action == "publish":
        row.published_at = at
    row.state, row.reason, row.changed_at = move.after, words[:500], at
    row.save()
    if action != "send" and by.pk != row.author_id:
        _tell(row, event, at)
    after = {"state": row.state}
    record(by=by, at=at, action=event, subject=row, before={"state": before}, after=after, note=words)
    return row


def _tell(row: Story, event: str, at: datetime) -> None:
    titles = {
        "outreach.returned": _("Bài “%(title)s” được trả lại để sửa"),
        "outreach.published": _("Bài “%(title)s” đã được đăng"),
        "outreach.withdrawn": _("Bài “%(title)s” đã được rút"),
    }
    notify(
        at=at,
        user_ids={row.author_id, row.sent_by_id or row.author_id},
        kind="outreach.reviewed",
        key=f"outreach.story:{row.pk}:{row.state}:{at:%Y%m%d%H%M%S}",
        title=titles[event] % {"title": row.title},
        body=row.reason,
        url=reverse("outreach:story", args=[row.pk]),
    )


def _fill(row: Story, said: NewStory) -> None:
    words = {name: nfc(getattr(said, name)) for name in LONGEST}
    if not words["title"]:
        raise OutreachRefused(_("Đặt tên cho câu chuyện."))
    for name, most in LONGEST.items():
        if len(words[name]) > most:
            raise OutreachRefused(_("Nội dung dài quá %(most)d ký tự; rút gọn lại.") % {"most": most})
    row.about = About(said.about)
    if row.about == About.UNIT:
        words["person_name"] = words["position"] = ""
    elif not words["person_name"]:
        raise OutreachRefused(_("Ghi họ và tên người được nêu gương."))
    if said.initiative is not None and said.initiative.unit_id != said.unit.pk:
        raise OutreachRefused(_("Sáng kiến được chọn là của đơn vị khác."))
    for name, text in words.items():
        setattr(row, name, text)
    row.unit, row.initiative = said.unit, said.initiative


def _facts(row: Story) -> dict[str, object]:
    """For the audit trail: no name of a person."""
    return {
        "title": row.title,
        "about": row.about,
        "unit": row.unit.code,
        "summary": row.summary,
        "results": row.results,
        "initiative": row.initiative.code if row.initiative else None,
    }

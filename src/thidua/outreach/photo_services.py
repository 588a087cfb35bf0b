"""Writes of pictures and consents. A picture leaves the house the moment somebody in it no longer agrees."""

import hashlib
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, Kind, keep_file
from thidua.outreach.enums import About, ConsentWay, StoryState
from thidua.outreach.errors import OutreachRefused
from thidua.outreach.models import Consent, Photo, Story
from thidua.outreach.pictures import BrokenPicture, without_traces
from thidua.outreach.story_flow import OPEN_STATES

MAX_BYTES = 5 * 1024 * 1024
MAX_PHOTOS = 6
SHORTEST_SIDE, LONGEST_SIDE = 200, 8000
PHOTO_KINDS = (Kind.JPEG, Kind.PNG)


@transaction.atomic
def add_photo(
    *, by: Actor, at: datetime, story: Story, upload: InspectedFile, alt: str, shows_people: bool
) -> Photo:
    """Keeps a picture without its metadata, under a name that says nothing."""
    row = _open(story)
    words = nfc(alt)
    if not words:
        raise OutreachRefused(_("Ghi mô tả ảnh cho người không nhìn thấy ảnh."))
    if row.photos.filter(removed_at__isnull=True).count() >= MAX_PHOTOS:
        raise OutreachRefused(
            _("Mỗi bài có nhiều nhất %(most)d ảnh; gỡ bớt một ảnh trước.") % {"most": MAX_PHOTOS}
        )
    if upload.kind not in PHOTO_KINDS:
        raise OutreachRefused(_("Ảnh phải là JPEG hoặc PNG."))
    upload.file.seek(0)
    try:
        picture = without_traces(upload.file.read())
    except BrokenPicture as fault:
        raise OutreachRefused(_("Ảnh bị hỏng, không mở được. Chụp hoặc lưu lại rồi gửi lại.")) from fault
    short, long = sorted((picture.width, picture.height))
    if short < SHORTEST_SIDE or long > LONGEST_SIDE:
        raise OutreachRefused(
            _("Ảnh %(width)d × %(height)d điểm; cần cạnh ngắn từ %(least)d, cạnh dài không quá %(most)d.")
            % {
                "width": picture.width,
                "height": picture.height,
                "least": SHORTEST_SIDE,
                "most": LONGEST_SIDE,
            }
        )
    name = f"guong-tot-{row.pk}.{'jpg' if upload.kind == Kind.JPEG else 'png'}"
    clean = InspectedFile(
        file=ContentFile(picture.content, name=name),
        name=name,
        kind=upload.kind,
        size=len(picture.content),
        sha256=hashlib.sha256(picture.content).hexdigest(),
    )
    photo = Photo.objects.create(
        story=row,
        file=keep_file(by=by, at=at, upload=clean),
        alt=words[:200],
        shows_people=shows_people,
        width=picture.width,
        height=picture.height,
        added_at=at,
    )
    after = {"photo": photo.alt, "sha256": clean.sha256}
    record(by=by, at=at, action="outreach.photo_added", subject=row, before=None, after=after)
    return photo


@transaction.atomic
def remove_photo(*, by: Actor, at: datetime, photo: Photo) -> None:
    """Takes a picture away for good, in any state of its story."""
    locked = Photo.objects.select_for_update().get(pk=photo.pk)
    if locked.removed_at is not None:
        return
    _take_away(locked, at)
    record(
        by=by,
        at=at,
        action="outreach.photo_removed",
        subject=locked.story,
        before={"photo": locked.alt},
        after=None,
    )


@transaction.atomic
def record_consent(
    *,
    by: Actor,
    at: datetime,
    story: Story,
    photo: Photo | None,
    person: str,
    way: str,
    given_on: date,
) -> Consent:
    """Notes that somebody agreed: to be seen in `photo`, or, where that is None, to be named in the story."""
    row = _open(story)
    if photo is not None and (photo.story_id != row.pk or photo.removed_at is not None):
        raise OutreachRefused(_("Ảnh này không còn trong bài."))
    if photo is None and row.about != About.PERSON:
        raise OutreachRefused(_("Bài nói về tập thể, không cần sự đồng ý nêu tên."))
    name = row.person_name if photo is None else nfc(person)
    if not name:
        raise OutreachRefused(_("Ghi họ và tên người đồng ý."))
    if given_on > localdate(at):
        raise OutreachRefused(_("Ngày đồng ý chưa tới."))
    consent = Consent.objects.create(
        story=row,
        photo=photo,
        person=name[:120],
        way=ConsentWay(way),
        given_on=given_on,
        recorded_by_id=by.pk,
        recorded_at=at,
    )
    after = {"photo": photo.alt if photo else None, "way": consent.way, "given_on": given_on}
    record(by=by, at=at, action="outreach.consent_recorded", subject=consent, before=None, after=after)
    return consent


@transaction.atomic
def withdraw_consent(*, by: Actor, at: datetime, consent: Consent) -> None:
    """Somebody no longer agrees: the picture goes at once; for a name, the story leaves the public page."""
    locked = Consent.objects.select_for_update().get(pk=consent.pk)
    if locked.withdrawn_at is not None:
        return
    story = Story.objects.select_for_update().get(pk=locked.story_id)
    photo = locked.photo
    locked.withdrawn_at = at
    locked.save(update_fields=["withdrawn_at"])
    if photo is not None and photo.removed_at is None:
        _take_away(photo, at)
    if photo is None and story.state in (StoryState.SENT, StoryState.PUBLISHED):
        story.state, story.changed_at = StoryState.WITHDRAWN, at
        story.reason = _("Người được nêu tên không còn đồng ý.")
        story.save()
    after = {"photo": photo.alt if photo else None, "story_withdrawn": photo is None}
    record(by=by, at=at, action="outreach.consent_withdrawn", subject=locked, before=None, after=after)


def _open(story: Story) -> Story:
    row = Story.objects.select_for_update().get(pk=story.pk)
    if row.state not in OPEN_STATES:
        raise OutreachRefused(
            _("Bài đang chờ duyệt hoặc đã đăng; rút bài trước khi thêm ảnh, thêm sự đồng ý.")
        )
    return row


def _take_away(photo: Photo, at: datetime) -> None:
    """The row stays, the bytes go when the transaction is through."""
    kept = photo.file
    photo.file, photo.removed_at = None, at
    photo.save(update_fields=["file", "removed_at"])
    if kept is not None:
        path = kept.path
        kept.delete()
        transaction.on_commit(lambda: default_storage.delete(path))

"""Doors to activities and stories. Nobody reviews a story they wrote or sent."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import DOMAIN_READERS, UNIT_ROLES, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.outreach.enums import Side, StoryState
from thidua.outreach.models import Activity, Consent, Photo, Story
from thidua.outreach.story_flow import REVIEWERS, WRITERS
from thidua.units.models import Unit
from thidua.units.selectors import there_on

READERS = tuple(role for role in Role if role in DOMAIN_READERS)
KEEPERS = tuple(role for role in Role if role in {*WRITERS, *REVIEWERS})
"""Who may take a picture away or note that somebody no longer agrees."""


def sides_of(user: Person, on: date) -> list[Side]:
    """For whom a person may write."""
    hats = {
        Side.UNIT: tuple(UNIT_ROLES),
        Side.PRESS: (Role.PUBLICITY,),
        Side.FRONT: (Role.FRONT_ORGANISATION,),
    }
    return [side for side, roles in hats.items() if user.has_role(on, *roles)]


def own_units(user: Person, on: date) -> QuerySet[Unit]:
    """The living units a person works for, by code."""
    return Unit.objects.filter(there_on(on), pk__in=user.unit_ids(on, *UNIT_ROLES))


class ActivityDoor:
    """Actions: view; write (the unit's people, or who recorded it)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Activity]:
        """Every activity, for domain readers."""
        return Activity.objects.all() if user.has_role(on, *READERS) else Activity.objects.none()

    def may_write(self, user: Person, on: date, row: Activity) -> bool:
        """Whether a person may correct or remove a row."""
        if row.removed_at is not None:
            return False
        if row.side == Side.UNIT:
            return row.unit_id in user.unit_ids(on, *UNIT_ROLES)
        return row.recorded_by_id == user.pk and row.side in sides_of(user, on)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Activity:
        """One activity; Refused for `write` by others than those who did it."""
        wanted = self.visible_to(user, on).select_related("unit", "file", "recorded_by")
        row = get_object_or_404(wanted, **lookup)
        if action == "write" and not self.may_write(user, on, row):
            raise Refused(
                _("Hoạt động này do nơi khác ghi, hoặc đã được bỏ."),
                _("Chỉ đơn vị đã làm, hoặc người đã ghi, sửa được; hãy liên hệ với họ."),
            )
        return row


class StoryDoor:
    """Actions: view; write (its own side); review (another person); keep (either: pictures, consents)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Story]:
        """Published ones for domain readers; waiting and withdrawn ones for reviewers; one's own all."""
        if not user.has_role(on, *READERS):
            return Story.objects.none()
        seen = Q(state=StoryState.PUBLISHED) | Q(author_id=user.pk)
        seen |= Q(side=Side.UNIT, unit_id__in=user.unit_ids(on, *UNIT_ROLES))
        if user.has_role(on, *REVIEWERS):
            seen |= Q(state__in=[StoryState.SENT, StoryState.WITHDRAWN])
        return Story.objects.filter(seen)

    def is_own(self, user: Person, on: date, story: Story) -> bool:
        """Whether a person writes this story: the author, or a colleague of the unit that tells it."""
        if story.side == Side.UNIT:
            return story.unit_id in user.unit_ids(on, *UNIT_ROLES)
        return story.author_id == user.pk and story.side in sides_of(user, on)

    def bars_review(self, user: Person, on: date, story: Story) -> Refused | None:
        """Why a person may not review the story; None when they may."""
        if not user.has_role(on, *REVIEWERS):
            return not_for_you(*REVIEWERS)
        if user.pk in (story.author_id, story.sent_by_id) or story.unit_id in user.unit_ids(on, *UNIT_ROLES):
            return Refused(
                _("Bài này do bạn hoặc đơn vị bạn viết, nên bạn không được tự duyệt."),
                _("Đề nghị một người khác của cơ quan tuyên truyền hoặc cơ quan thường trực duyệt."),
            )
        return None

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Story:
        """One story; Http404 when not visible, Refused for an act that is not this person's."""
        wanted = self.visible_to(user, on).select_related(
            "unit", "initiative", "author", "saved_by", "reviewed_by"
        )
        story = get_object_or_404(wanted, **lookup)
        is_own = self.is_own(user, on, story)
        if action == "write" and not is_own:
            raise Refused(_("Bài này do nơi khác viết."), _("Chỉ người viết hoặc đơn vị đã viết sửa được."))
        if action == "review" and (bar := self.bars_review(user, on, story)):
            raise bar
        if action == "keep" and not is_own and not user.has_role(on, *REVIEWERS):
            raise not_for_you(*KEEPERS)
        return story


class PhotoDoor:
    """A picture is seen with its story; `keep` to take it away."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Photo]:
        """Pictures, still there, of visible stories."""
        return Photo.objects.filter(story__in=stories.visible_to(user, on), removed_at__isnull=True)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Photo:
        """One picture."""
        photo = get_object_or_404(self.visible_to(user, on).select_related("file", "story"), **lookup)
        if action != "view":
            stories.get_for(user, on, action=action, pk=photo.story_id)
        return photo


class ConsentDoor:
    """Consents carry names: for those who write or review the story only."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Consent]:
        """Consents in force of visible stories."""
        return Consent.objects.filter(story__in=stories.visible_to(user, on), withdrawn_at__isnull=True)

    def get_for(self, user: Person, on: date, *, action: str = "keep", **lookup: Any) -> Consent:
        """One consent in force."""
        consent = get_object_or_404(self.visible_to(user, on).select_related("story", "photo"), **lookup)
        stories.get_for(user, on, action=action, pk=consent.story_id)
        return consent


class PublicDoor:
    """What anybody on the internet may see: published stories and their pictures."""

    def stories(self) -> QuerySet[Story]:
        """Published stories."""
        return Story.objects.filter(state=StoryState.PUBLISHED)

    def photo(self, **lookup: Any) -> Photo:
        """One picture of a published story; Http404 for any other."""
        shown = Photo.objects.filter(story__in=self.stories(), removed_at__isnull=True)
        return get_object_or_404(shown.select_related("file"), **lookup)


activities = ActivityDoor()
stories = StoryDoor()
photos = PhotoDoor()
consents = ConsentDoor()
public = PublicDoor()

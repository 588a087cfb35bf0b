"""What is read of publicity and stories. Voluntary: nobody is counted as missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext as _

from thidua.outreach.enums import About, Channel, Side, StoryState
from thidua.outreach.models import Activity, Consent, Photo, Story


@dataclass(frozen=True, slots=True)
class PublicityCounts:
    """A unit's own publicity in a year. `reach` is what is known of it; `reach_unknown`: not said."""

    activities: int = 0
    reach: int = 0
    reach_unknown: int = 0
    stories: int = 0


def _of_year(year: int) -> QuerySet[Activity]:
    return _between(date(year, 1, 1), date(year, 12, 31))


def _between(first: date, last: date) -> QuerySet[Activity]:
    """Activities of the days from `first` to `last`, both counted."""
    return Activity.objects.filter(removed_at__isnull=True, done_on__gte=first, done_on__lte=last).order_by()


_COUNTED = {
    "acts": Count("pk"),
    "people": Sum("reach", default=0),
    "unsaid": Count("pk", filter=Q(reach__isnull=True)),
}
"""In the order of PublicityCounts; no alias may be the name of a field."""


def publicity_counts(first: date, last: date) -> dict[int, PublicityCounts]:
    """Unit id → its own activities and the stories published about it from `first` to `last`, both days
    counted; others are absent. Two queries."""
    own = _between(first, last).filter(side=Side.UNIT).values("unit_id").annotate(**_COUNTED)
    found = {
        unit_id: PublicityCounts(*numbers) for unit_id, *numbers in own.values_list("unit_id", *_COUNTED)
    }
    told = Story.objects.filter(
        state=StoryState.PUBLISHED, published_at__date__gte=first, published_at__date__lte=last
    ).order_by()
    for unit_id, stories in told.values("unit_id").annotate(n=Count("pk")).values_list("unit_id", "n"):
        before = found.get(unit_id, PublicityCounts())
        found[unit_id] = PublicityCounts(before.activities, before.reach, before.reach_unknown, stories)
    return found


def side_counts(year: int) -> dict[Side, PublicityCounts]:
    """The activities of a year by who did them; every side is there. One query."""
    rows = _of_year(year).values("side").annotate(**_COUNTED).values_list("side", *_COUNTED)
    found = {Side(side): PublicityCounts(*numbers) for side, *numbers in rows}
    return {side: found.get(side, PublicityCounts()) for side in Side}


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month: activities by channel, their sum and the reach that is known."""

    month: int
    by_channel: dict[Channel, int]
    total: int
    reach: int


def months(rows: QuerySet[Activity], year: int) -> list[MonthLine]:
    """The twelve months of a year for the activities in `rows`; one query."""
    wanted = rows.filter(
        removed_at__isnull=True, done_on__gte=date(year, 1, 1), done_on__lte=date(year, 12, 31)
    ).order_by()
    counted = (
        wanted.annotate(month=ExtractMonth("done_on"))
        .values("month", "channel")
        .annotate(n=Count("pk"), people=Sum("reach", default=0))
        .values_list("month", "channel", "n", "people")
    )
    by_month: dict[int, dict[Channel, int]] = {month: {} for month in range(1, 13)}
    reach = dict.fromkeys(by_month, 0)
    for month, channel, count, people in counted:
        by_month[month][Channel(channel)] = count
        reach[month] += people
    return [MonthLine(month, found, sum(found.values()), reach[month]) for month, found in by_month.items()]


def activity_years() -> list[int]:
    """The years that have an activity, latest first."""
    kept = Activity.objects.filter(removed_at__isnull=True)
    return [found.year for found in kept.dates("done_on", "year", order="DESC")]


def filtered(
    rows: QuerySet[Activity],
    *,
    year: int | None = None,
    month: int | None = None,
    side: str = "",
    channel: str = "",
    content: str = "",
    unit_id: int | None = None,
    text: str = "",
) -> QuerySet[Activity]:
    """The activities that count, latest first; `text` is found in titles as it is typed."""
    rows = rows.filter(removed_at__isnull=True).select_related("unit", "file")
    if year is not None:
        rows = rows.filter(done_on__gte=date(year, 1, 1), done_on__lte=date(year, 12, 31))
    if month is not None:
        rows = rows.filter(done_on__month=month)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(organisation__icontains=text))
    chosen = {"side": side, "channel": channel, "content": content}
    wanted = {name: value for name, value in chosen.items() if value}
    return rows.filter(**wanted).order_by("-done_on", "-pk")


def last_organisation(user_id: int) -> str:
    """The organisation a person last wrote for; empty at first."""
    rows = (
        Activity.objects.filter(recorded_by_id=user_id)
        .exclude(organisation="")
        .order_by("-recorded_at", "-pk")
    )
    return rows.values_list("organisation", flat=True).first() or ""


def _with_photos(rows: QuerySet[Story]) -> QuerySet[Story]:
    kept = Photo.objects.filter(removed_at__isnull=True).select_related("file").order_by("pk")
    return rows.select_related("unit", "initiative").prefetch_related(
        Prefetch("photos", queryset=kept, to_attr="kept_photos")
    )


def published_stories(
    *, year: int | None = None, unit_id: int | None = None, limit: int | None = None
) -> list[Story]:
    """Published stories, latest first, each with its unit, initiative and `kept_photos`; two queries."""
    rows = Story.objects.filter(state=StoryState.PUBLISHED).order_by("-published_at", "-pk")
    if year is not None:
        rows = rows.filter(published_at__year=year)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return list(_with_photos(rows)[:limit])


def story_rows(rows: QuerySet[Story], *, state: str = "", text: str = "") -> QuerySet[Story]:
    """Stories with their pictures, latest change first."""
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(summary__icontains=text))
    return _with_photos(rows).select_related("author").order_by("-changed_at", "-pk")


def whole_story(rows: QuerySet[Story], pk: int) -> Story | None:
    """One story of `rows` with its pictures; None when it is not among them."""
    return _with_photos(rows).filter(pk=pk).first()


def consents_in_force(story: Story) -> list[Consent]:
    """Who agreed to what, as it counts now; nothing about a picture that is gone."""
    kept = story.consents.filter(withdrawn_at__isnull=True).exclude(photo__removed_at__isnull=False)
    return list(kept.order_by("pk"))


def missing_for(story: Story) -> list[str]:
    """What a story still needs before it can be sent or published, each a sentence; empty when complete."""
    missing = []
    for name, words in (
        ("summary", _("Chưa có tóm tắt.")),
        ("done", _("Chưa ghi đã làm gì.")),
        ("results", _("Chưa ghi kết quả bằng số.")),
    ):
        if not getattr(story, name):
            missing.append(words)
    consents = consents_in_force(story)
    if story.about == About.PERSON and not any(one.photo_id is None for one in consents):
        missing.append(_("Chưa ghi sự đồng ý của người được nêu tên."))
    agreed = {one.photo_id for one in consents}
    for photo in story.photos.filter(removed_at__isnull=True, shows_people=True):
        if photo.pk not in agreed:
            missing.append(_("Ảnh “%(alt)s” chưa có sự đồng ý của người trong ảnh.") % {"alt": photo.alt})
    return missing


def initiatives_of(unit_ids: Iterable[int]) -> QuerySet[Any]:
    """The initiatives of some units, for a choice; asked through the key of the story, as rooms of one
    floor do not import each other."""
    model: Any = Story._meta.get_field("initiative").related_model
    rows: QuerySet[Any] = model._default_manager.filter(unit_id__in=list(unit_ids))
    return rows.order_by("sort_key", "pk")

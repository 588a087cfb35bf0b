"""What earlier dossiers of the same subject hold that this one lacks: work, rating, evidence.

Nothing here is a fact of this dossier: it is offered with its source, and taken over when somebody says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.timezone import localtime

from thidua.core.facts import PERIOD_CYCLE
from thidua.core.text import fold, name_key
from thidua.dossiers.access import dossiers
from thidua.dossiers.enums import DossierState
from thidua.dossiers.evidence.services import SIGNED_ITEMS
from thidua.dossiers.models import Dossier, DossierFile, TakenOver, WorkSpan
from thidua.foundation.access import Person

RATING_ITEM = "rating"
"""The item of the checklist that proves the rating of a year."""


@dataclass(frozen=True, slots=True)
class OfferedSpan:
    """A stretch of work. `until` is never later than what the earlier dossier could know."""

    row: WorkSpan
    until: date
    was_open: bool
    """It went on when the earlier dossier was written; whether it still does nobody has said."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one earlier dossier has to give. `is_sure`: name and year of birth are the same."""

    dossier: Dossier
    is_sure: bool
    spans: tuple[OfferedSpan, ...]
    files: tuple[DossierFile, ...]
    has_rating: bool
    """It has a rating that may stand here; one of another year is shown, and counts for nothing."""
    is_rating_of_another_year: bool

    @property
    def count(self) -> int:
        """How many values may be taken over."""
        return len(self.spans) + len(self.files) + self.has_rating


def offers_for(row: Dossier, user: Person, on: date) -> list[Offer]:
    """The earlier dossiers of the same subject, unit and side that the user may see, the newest first, each
    with what it adds to those before it; six queries however many there are. Of those that were withdrawn
    only the ones of the same cycle: there somebody files anew what he typed before.
    """
    withdrawn_elsewhere = Q(state=DossierState.WITHDRAWN) & ~Q(filing__cycle=row.filing.cycle)
    found = (
        dossiers.visible_to(user, on)
        .filter(_same_subject(row), filing__unit=row.filing.unit_id, proposer=row.proposer, pk__lt=row.pk)
        .exclude(withdrawn_elsewhere)
        .order_by("-pk")
        .prefetch_related("work_spans", "files__file")
    )
    spans = {_span_key(span) for span in row.work_spans.all()}
    digests = {one.file.sha256 for one in _present(row.files.select_related("file"))}
    offers = _with_one_rating([_offer(row, earlier, spans, digests) for earlier in found])
    return [offer for offer in offers if offer.count or offer.is_rating_of_another_year]


def unchecked(row: Dossier) -> list[TakenOver]:
    """What was taken over and not looked at since; one query."""
    return unchecked_of([row]).get(row.pk, [])


def unchecked_of(rows: Iterable[Dossier]) -> dict[int, list[TakenOver]]:
    """Dossier → the same; one query."""
    found: dict[int, list[TakenOver]] = {}
    open_ones = TakenOver.objects.filter(dossier__in=[row.pk for row in rows], checked_at=None)
    for one in open_ones.select_related("source__filing__unit", "taken_by"):
        found.setdefault(one.dossier_id, []).append(one)
    return found


def _same_subject(row: Dossier) -> Q:
    if not row.birth_year and row.award.endswith(".individual"):
        return Q(subject_key__startswith=f"{fold(row.subject_name)}|", award__endswith=".individual")
    same = Q(subject_key=row.subject_key)
    if row.award.endswith(".individual"):
        # Without a year it may be the same person.
        same |= Q(subject_key=f"{fold(row.subject_name)}|")
        return same & Q(award__endswith=".individual")
    return same & ~Q(award__endswith=".individual")


def _offer(row: Dossier, earlier: Dossier, spans: set[object], digests: set[str]) -> Offer:
    """Remembers what it offers, so that the next one does not offer it again."""
    new_spans = []
    for span in earlier.work_spans.all():
        if row.award.endswith(".individual") and _span_key(span) not in spans:
            spans.add(_span_key(span))
            new_spans.append(_as_known(span, earlier))
    fits = _rating_fits(row, earlier)
    files = []
    for one in _present(earlier.files.all()):
        is_wanted = one.item not in SIGNED_ITEMS and (one.item != RATING_ITEM or fits)
        if is_wanted and one.file.sha256 not in digests:
            digests.add(one.file.sha256)
            files.append(one)
    return Offer(
        dossier=earlier,
        is_sure=_is_sure(row, earlier),
        spans=tuple(new_spans),
        files=tuple(files),
        has_rating=earlier.rating is not None and row.rating is None and fits,
        is_rating_of_another_year=earlier.rating is not None and not fits,
    )


def _with_one_rating(offers: list[Offer]) -> list[Offer]:
    """Of several ratings that might stand here, that of the latest year is offered, the others are shown."""
    rated = [offer for offer in offers if offer.has_rating]
    if not rated:
        return offers
    latest = max(rated, key=lambda offer: (offer.is_sure, offer.dossier.filing.cycle, offer.dossier.pk))
    return [
        replace(offer, has_rating=False, is_rating_of_another_year=True)
        if offer.has_rating and offer is not latest
        else offer
        for offer in offers
    ]


def _is_sure(row: Dossier, earlier: Dossier) -> bool:
    """Whether it is the same subject for certain. The key knows no marks: Thủy and Thúy are two people."""
    is_named_so = name_key(row.subject_name) == name_key(earlier.subject_name)
    is_same = is_named_so and row.subject_key == earlier.subject_key
    return is_same and (not row.subject_name or _is_told_apart(row))


def _is_told_apart(row: Dossier) -> bool:
    """Whether the name alone is not all that is known of the subject."""
    return row.birth_year is not None or not row.award.endswith(".individual")


def _rating_fits(row: Dossier, earlier: Dossier) -> bool:
    """A rating is of its year; the end of the period takes the latest year that was rated (B13)."""
    return earlier.filing.cycle == row.filing.cycle or row.filing.cycle == PERIOD_CYCLE


def _as_known(span: WorkSpan, earlier: Dossier) -> OfferedSpan:
    """What was still going on is known up to the day on which the earlier dossier was last handed over."""
    said = localtime(earlier.handed_at or earlier.saved_at or earlier.started_at).date()
    return OfferedSpan(span, span.until or max(said, span.since), was_open=span.until is None)


def _span_key(span: WorkSpan) -> object:
    return span.since, fold(span.place), fold(span.work)


def _present(files: Iterable[DossierFile]) -> list[DossierFile]:
    return [one for one in files if one.removed_at is None]

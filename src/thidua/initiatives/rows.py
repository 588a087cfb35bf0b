"""The row of an initiative as every service of the room locks it, saves it and tells of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from thidua.core.lookalikes import content_of
from thidua.core.text import fold, nfc, sort_key
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.initiatives.description.models import Author, Effect
from thidua.initiatives.description.words import NewAuthor, NewEffect
from thidua.initiatives.models import Initiative
from thidua.units.models import Unit

LONGEST_FOLDED, LONGEST_KEY = 800, 1300
"""A folded title has its short forms written out; a key of a very long title orders by its beginning."""


def snapshot(row: Initiative) -> dict[str, object]:
    """What the audit trail keeps of an initiative: no name of a person, nothing confidential."""
    return {
        "unit": row.unit.code,
        "title": row.title,
        "area": row.area,
        "summary": row.summary,
        "recognised_on": row.recognised_on,
        "recognition_decision": row.recognition_decision,
        "applied_on": row.applied_on,
        "replicable": row.replicable,
        "replicable_reason": row.replicable_reason,
    }


def locked(initiative: Initiative) -> Initiative:
    """The row as it is now, for a change; drafts too."""
    rows = Initiative.written.select_for_update(of=("self",)).select_related("unit")
    return rows.get(pk=initiative.pk)


def lock_numbers(unit: Unit) -> None:
    """Nobody else takes a number of this unit until the transaction ends."""
    Unit.objects.select_for_update().get(pk=unit.pk)


def saved(
    row: Initiative, by: Actor | None, at: datetime, action: str, before: dict[str, object], fields: list[str]
) -> Initiative:
    """Saves `fields`, tells the rules and the audit trail."""
    row.save(update_fields=fields)
    revision.bump()
    record(by=by, at=at, action=action, subject=row, before=before, after=snapshot(row))
    return row


def set_texts(row: Initiative, title: str, summary: str) -> None:
    """Title and summary with what searching, ordering and look-alikes need of them; what else is told of the
    initiative stands in the row already.
    """
    row.title, row.summary = title, summary
    row.folded, row.sort_key = fold(title)[:LONGEST_FOLDED], sort_key(title)[:LONGEST_KEY]
    row.title_words, row.summary_words = content_of(title), content_of(summary)
    row.described = fold(" ".join((summary, row.problem, row.novelty, row.reach)))


def author_rows(row: Initiative, authors: Iterable[NewAuthor]) -> Iterator[Author]:
    """The authors of an entry, in their order, to be stored."""
    for order, author in enumerate(authors, start=1):
        yield Author(
            initiative=row,
            order=order,
            name=nfc(author.name),
            position=nfc(author.position),
            workplace=nfc(author.workplace),
            percent=author.percent,
        )


def effect_rows(row: Initiative, effects: Iterable[NewEffect]) -> Iterator[Effect]:
    """The effects of an entry, in their order, to be stored."""
    for order, effect in enumerate(effects, start=1):
        yield Effect(
            initiative=row,
            order=order,
            what=nfc(effect.what),
            before=effect.before,
            after=effect.after,
            measured_in=nfc(effect.measured_in),
        )

"""What a correction changes against the publication before it, unit by unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.index_results.enums import PublicationState
from thidua.index_results.models import Publication


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit whose rank, score or class is another. Each side as it was frozen; None where it is missing."""

    block: str
    name: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def corrected_by(publication: Publication) -> Publication | None:
    """The publication a correction corrects: the last one confirmed before it; None for a first one."""
    earlier = Publication.objects.filter(
        round=publication.round_id, state=PublicationState.CONFIRMED, ordinal__lt=publication.ordinal
    )
    return earlier.order_by("-ordinal").first()


def moved_between(before: Publication, after: Publication) -> list[Moved]:
    """The units that stand elsewhere, in the order of the later ranking; those that left it last."""
    old, new = _units(before), _units(after)
    return [
        Moved(key[0], (new.get(key) or old[key])["name"], old.get(key), new.get(key))
        for key in [*new, *(key for key in old if key not in new)]
        if _standing(old.get(key)) != _standing(new.get(key))
    ]


def _units(publication: Publication) -> dict[tuple[str, int], Mapping[str, Any]]:
    return {
        (block["block"], row["unit"]): row
        for block in publication.content["blocks"]
        for row in block["units"]
    }


def _standing(row: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if row is None else (row["rank"], row["score"], row["class"])

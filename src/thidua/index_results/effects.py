"""Whose verdict a publication would change before it counts, and who has been given the award already.

Nothing decided is touched: awards given stay as they are, whoever confirms has to say that they saw them.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from thidua.awards.models import AwardRecord
from thidua.awards.outlook import Change, matrix
from thidua.awards.snapshot import snapshot_on
from thidua.awards.version_comparison import VersionChange
from thidua.core.blocks import Block
from thidua.core.facts import IndexRow
from thidua.foundation import revision
from thidua.index_results.models import Publication


def effects_of(publication: Publication, today: date) -> list[VersionChange]:
    """The verdicts of the round's year and of the period that are others once it is published."""
    return list(_effects(publication.pk, publication.sha256, max(today, publication.published_on)))


@revision.kept(most=2)
def _effects(pk: int, sha256: str, on: date) -> tuple[VersionChange, ...]:
    publication = Publication.objects.select_related("round").get(pk=pk, sha256=sha256)
    year = publication.round.year
    before = snapshot_on(on)
    new = [
        IndexRow(
            year,
            row["code"],
            row["rank"],
            Block(block["block"]),
            Decimal(row["score"]),
            publication.published_on,
        )
        for block in publication.content["blocks"]
        for row in block["units"]
    ]
    replaced = {block["block"] for block in publication.content["blocks"]}
    kept = [row for row in before.index if row.year != year or row.block.value not in replaced]
    # The ledger is made anew of all rows: a year that nobody published yet becomes a published one.
    after = replace(before, index=(*kept, *new))
    given = set(AwardRecord.objects.values_list("unit__code", "award", "cycle"))
    return tuple(
        VersionChange(
            Change(row.unit, old.award, old.verdict, fresh.verdict),
            (row.unit.code, old.award.id, str(old.cycle)) in given,
        )
        for row, then in zip(matrix(before, year).rows, matrix(after, year).rows, strict=True)
        for old, fresh in zip(row.awards, then.awards, strict=True)
        if old.verdict.word != fresh.verdict.word
    )

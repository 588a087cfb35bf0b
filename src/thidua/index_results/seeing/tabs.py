"""The ways between the pages of a block: ranking, areas, losses, and the other blocks of the round."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.index_results.models import Publication
from thidua.index_rounds.models import Round
from thidua.units.enums import BlockChoice

RANKING, AREAS, LOSSES = "ranking", "areas", "losses"


def ranking_address(found: Round, block: Block, publication: Publication | None) -> str:
    """Where a block's ranking is read: in a publication, or computed."""
    if publication is not None:
        return reverse("index_results:publication", args=[publication.pk]) + f"?khoi={block.value}"
    return reverse("index_results:ranking", args=[found.pk, block.value])


def tabs_of(
    found: Round,
    block: Block | None,
    kind: str,
    *,
    blocks: Iterable[Block],
    publication: Publication | None,
    query: str = "",
) -> dict[str, Any]:
    """`tabs` and `pills`: (words, address, whether it is here).

    `block` None: the whole city, which is only a page of losses; from there the first block is next.
    `publication`: where the ranking is read; None for what is computed. `query`: ends every other address.
    """
    all_blocks = list(blocks)

    def address(to: str, of: Block | None) -> str:
        if of is None:
            if to == LOSSES:
                return reverse("index_results:city_losses", args=[found.pk]) + query
            of = all_blocks[0]
        if to == RANKING:
            return ranking_address(found, of, publication)
        return reverse(f"index_results:{to}", args=[found.pk, of.value]) + query

    named = ((RANKING, _("Xếp hạng")), (AREAS, _("Theo lĩnh vực")), (LOSSES, _("Nơi mất điểm")))
    pills = [(str(BlockChoice(one).label), address(kind, one), one == block) for one in all_blocks]
    if kind == LOSSES and len(all_blocks) > 1:
        pills.insert(0, (_("Cả thành phố"), address(LOSSES, None), block is None))
    return {
        "tabs": [(words, address(to, block), to == kind) for to, words in named],
        "pills": pills,
    }

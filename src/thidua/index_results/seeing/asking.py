"""What a request for a chart asks for: a round and the source of a block, and the frame of its page."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.index_results.access import results
from thidua.index_results.block_results import BlockResults
from thidua.index_results.content import blocks_of
from thidua.index_results.seeing.source import NOW, PRESENT, Source, source_of
from thidua.index_results.seeing.tabs import tabs_of
from thidua.index_rounds.models import Round
from thidua.units.enums import BlockChoice


def wants_present(request: Any) -> bool:
    """Whether what is computed now is asked for."""
    return bool(request.GET.get(PRESENT) == NOW)


def source_asked(request: Any, found: Round, block: Block) -> Source[BlockResults]:
    """The source of a block as the person may see it; Http404 where there is none."""
    source = source_of(found, block, request.user, request.today, wants_present=wants_present(request))
    if source is None:
        raise Http404(_("Kỳ này không chấm khối đó."))
    return source


def asked(request: Any, pk: int, block: str) -> tuple[Round, Source[BlockResults]]:
    """The round and the source of its block; Http404 where the person has none."""
    found = results.get_for(request.user, request.today, pk=pk)
    if block not in set(Block):
        raise Http404(_("Kỳ này không chấm khối đó."))
    return found, source_asked(request, found, Block(block))


def frame(found: Round, source: Source[BlockResults], kind: str) -> dict[str, Any]:
    """What every page of a block shows around its chart."""
    block = source.results.block
    return {
        "round": found,
        "source": source,
        "here": reverse(f"index_results:{kind}", args=[found.pk, block.value]),
        "block_code": block.value,
        "block_name": BlockChoice(block).label,
        "is_sample": source.results.is_sample,
        "units": len(source.results.cards),
        **tabs_of(
            found,
            block,
            kind,
            blocks=blocks_of(found),
            publication=None if source.is_present else source.publication,
            query=source.query,
        ),
    }

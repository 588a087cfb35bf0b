"""How the state of a publication looks."""

from thidua.index_results.enums import PublicationState
from thidua.index_results.models import Publication

LOOKS = {
    PublicationState.DRAFT: ("pencil", "unknown"),
    PublicationState.CONFIRMED: ("check", "met"),
    PublicationState.DISCARDED: ("circle-slash", "suspended"),
}
"""State → icon and look of its badge."""


def badge_of(publication: Publication) -> tuple[str, str, str]:
    """The words of a publication's state, an icon and a look."""
    state = PublicationState(publication.state)
    return (str(state.label), *LOOKS[state])

"""How the meetings of the unit's council are read in what was sent."""

from collections.abc import Mapping
from typing import Any

Meeting = Mapping[str, Any]


def meetings_in(content: Mapping[str, Any]) -> list[Meeting]:
    """The meetings that a sending holds. Sendings of before held one meeting or none, and not in a list."""
    held = content.get("minutes") or []
    return [held] if isinstance(held, Mapping) else held


def meeting_on(content: Mapping[str, Any], dossier: int) -> Meeting | None:
    """The meeting that voted on the dossier; None when none did."""
    return next((one for one in meetings_in(content) if str(dossier) in one["votes"]), None)

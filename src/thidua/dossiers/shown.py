"""Rows that a form replaces as a whole: what another person saved since the form was opened is not wiped."""

from collections.abc import Iterable
from hashlib import sha256

from thidua.core.frozen import canonical
from thidua.dossiers.errors import DossierRefused


def shown_as(rows: Iterable[Iterable[object]]) -> str:
    """A short fingerprint of rows, which a form carries along. Not the edition of the dossier: that one grows
    with every pause of somebody who types in another part.
    """
    told = canonical({"rows": [[str(value) for value in row] for row in rows]})
    return sha256(told).hexdigest()[:16]


def check_seen(now: str, seen: str | None, words: str) -> None:
    """DossierRefused, with `words` on what stands there now, when a form showed other rows. None: no form."""
    if seen is not None and seen != now:
        raise DossierRefused(words)

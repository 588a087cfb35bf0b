"""What a page shows, as a short fingerprint that its form carries along: nobody confirms or writes over what
somebody else changed after he opened the page.
"""

from collections.abc import Iterable
from hashlib import sha256

from thidua.core.frozen import canonical


def shown_as(rows: Iterable[Iterable[object]]) -> str:
    """The fingerprint of rows. Not an edition of the thing they belong to: that one grows with every pause of
    somebody who types in another part.
    """
    told = canonical({"rows": [[str(value) for value in row] for row in rows]})
    return sha256(told).hexdigest()[:16]


def has_changed(now: str, seen: str | None) -> bool:
    """Whether what stands there now is not what a form showed. `seen` None: there was no form."""
    return seen is not None and seen != now

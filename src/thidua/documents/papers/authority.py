"""In whose name a paper is signed: TM., Q., KT., TL., TUQ. (Decree 30/2020/NĐ-CP, Annex I, II.7)."""

from enum import StrEnum

from thidua.documents.papers.paper import Signer


class Capacity(StrEnum):
    """How who signs stands to the head of the agency."""

    HEAD = ""
    ACTING = "Q."
    FOR_HEAD = "KT."
    BY_ORDER = "TL."
    BY_DELEGATION = "TUQ."


def signing(
    position: str, name: str = "", *, capacity: Capacity = Capacity.HEAD, head: str = "", body: str = ""
) -> Signer:
    """Who signs, as the lines above the name.

    `position` is that of who signs (“Phó Chủ tịch”), `head` that of whom he signs for (“Chủ tịch”), `body`
    the collective in whose name it is done (“Ủy ban nhân dân”): on its behalf by the head, or for the head
    by a deputy.
    Raises ValueError where a capacity needs a head and none is given.
    """
    if capacity in (Capacity.FOR_HEAD, Capacity.BY_ORDER, Capacity.BY_DELEGATION):
        if not head:
            raise ValueError(f"{capacity} needs the head who is signed for")
        lines = [f"{capacity} {head}", position]
    else:
        lines = [f"{capacity}{' ' if capacity else ''}{position}"]
    return Signer(tuple([f"TM. {body}", *lines] if body else lines), name)

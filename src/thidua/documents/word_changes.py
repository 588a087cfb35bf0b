"""A Word file as its writer sees it: tracked changes taken as accepted, content controls as what is in them.

python-docx reads only what lies plainly in a paragraph; what was typed with Track Changes on, or in a content
control, it leaves out without a word.
"""

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn

_WRAPPERS = tuple(map(qn, ("w:ins", "w:moveTo", "w:sdtContent", "w:smartTag", "w:customXml", "w:fldSimple")))
_GONE = tuple(map(qn, ("w:del", "w:moveFrom")))


def accept_changes(body: Any) -> int:
    """Takes every tracked change of the body as accepted and opens its content controls, in place. How many
    changes of words there were.
    """
    # Without anything inside, a change is of the end of a paragraph or of a row.
    marks = [one for one in body.iter(*_GONE) if not len(one)]
    deleted = [one for one in body.iter(*_GONE) if len(one)]
    came = sum(len(one) > 0 for one in body.iter(qn("w:ins"), qn("w:moveTo")))
    # What was moved counts where it came to.
    count: int = came + sum(one.tag == qn("w:del") for one in deleted)
    _remove(deleted)
    for mark in marks:
        _remove_marked(mark)
    _remove([one for one in body.iter(qn("w:sdt")) if _is_prompt(one)])
    for wrapper in [*body.iter(*_WRAPPERS)]:
        _open(wrapper)
    for control in [*body.iter(qn("w:sdt"))]:
        _open(control)
    return count


def _remove(elements: Iterable[Any]) -> None:
    for one in elements:
        one.getparent().remove(one)


def _remove_marked(mark: Any) -> None:
    """The row that was deleted; for the end of a paragraph, its words go to the paragraph below."""
    whose = next(mark.iterancestors(qn("w:tr"), qn("w:p")))
    if whose.tag == qn("w:p"):
        below = whose.getnext()
        if below is None or below.tag != qn("w:p"):
            return
        place = 0 if below.find(qn("w:pPr")) is None else 1
        for piece in [one for one in whose if one.tag != qn("w:pPr")][::-1]:
            below.insert(place, piece)
    _remove([whose])


def _is_prompt(control: Any) -> bool:
    """Whether the control shows only what Word asks to be typed there."""
    return control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def _open(wrapper: Any) -> None:
    """Puts what is inside in the place of the wrapper; properties of the wrapper are of no use then."""
    parent, place = wrapper.getparent(), wrapper.getparent().index(wrapper)
    for piece in [one for one in wrapper if not str(one.tag).endswith("Pr")][::-1]:
        parent.insert(place, piece)
    parent.remove(wrapper)

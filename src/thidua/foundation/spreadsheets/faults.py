"""What is wrong with a file, said so that the person can mend it: where, what, and the cure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Gravity(StrEnum):
    """ERROR: nothing is stored until it is mended. WARNING: read, stored, and shown to the second person."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding. `row` counts from 1 as the spreadsheet does, `column` is a letter; None: the whole sheet.

    `value` is the cell as written. `kind` groups findings of one sort.
    """

    gravity: Gravity
    kind: str
    message: str
    cure: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    @property
    def place(self) -> str:
        """“trang tính Phường, dòng 7, cột C”; empty for a finding about the whole file."""
        parts = []
        if self.sheet:
            parts.append(_("trang tính “%(name)s”") % {"name": self.sheet})
        if self.row is not None:
            parts.append(_("dòng %(row)s") % {"row": self.row})
        if self.column:
            parts.append(_("cột %(column)s") % {"column": self.column})
        return ", ".join(parts)


class UnreadableFile(Exception):
    """The file as a whole cannot be read; `fault` says why."""

    def __init__(self, message: str, cure: str, *, sheet: str = "") -> None:
        super().__init__(message)
        self.fault = Fault(Gravity.ERROR, "file", message, cure, sheet=sheet)


def column_letter(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The inverse of `column_letter`."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def gather(faults: Iterable[Fault]) -> list[Fault]:
    """One finding per kind and sheet: the first cell, and how many more cells have the same."""
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.kind, fault.sheet), []).append(fault)
    gathered = []
    for group in groups.values():
        first, more = group[0], len(group) - 1
        message = first.message
        if more:
            message += " " + ngettext(
                "(và %(count)d ô khác cũng vậy)", "(và %(count)d ô khác cũng vậy)", more
            ) % {"count": more}
        gathered.append(
            Fault(
                first.gravity,
                first.kind,
                message,
                first.cure,
                first.sheet,
                first.row,
                first.column,
                first.value,
            )
        )
    return gathered

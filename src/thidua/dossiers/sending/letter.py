"""The unit's Tờ trình and the list it was written for: one letter, one list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.dossiers.models import Dossier, Filing, Submission


@dataclass(frozen=True, slots=True)
class LetterFault:
    """Why the letter that is named cannot go with what waits, and what to do. `is_another`: it went out with
    another list, so its number is not that of the new one.
    """

    reason: str
    next_step: str
    is_another: bool


def named_letter(filing: Filing) -> dict[str, Any]:
    """Number and day of the letter that is named, as a sending keeps them."""
    day = filing.letter_date.isoformat() if filing.letter_date else None
    return {"number": filing.letter_number, "date": day}


def first_under(filing: Filing, letter: Mapping[str, Any]) -> Submission | None:
    """The sending with which a letter first went out: its dossiers are the list of the letter, since only
    some of them may go out under it again. None for one that did not go out; no more than one query.
    """
    return _under(filing, letter).first() if letter["number"] else None


def letter_fault(filing: Filing, rows: Sequence[Dossier]) -> LetterFault | None:
    """None when the named letter may be that of these dossiers: all were in its list when it first went out,
    or it is new and, where its signed file is there, signed after they were handed over. One query.
    """
    listed, receipt = _listed(filing)
    new = [row for row in rows if (row.pk, row.award, row.subject_name) not in listed]
    if not new:
        return None
    codes = ", ".join(row.code for row in new)
    if receipt:
        return LetterFault(
            _("Tờ trình số %(number)s đã gửi theo biên nhận %(receipt)s, danh sách không có hồ sơ %(codes)s.")
            % {"number": filing.letter_number, "receipt": receipt, "codes": codes},
            _("Ghi số, ngày của Tờ trình mới; có bản đã ký thì tải lên cùng lúc."),
            is_another=True,
        )
    file = filing.letter_file
    after = [row.code for row in new if file and row.handed_at and row.handed_at > file.kept_at]
    if after:
        return LetterFault(
            _("Bản Tờ trình đã ký được tải lên trước khi trình ký hồ sơ %s.") % ", ".join(after),
            _("Tải lên bản đã ký có đủ danh sách hiện nay."),
            is_another=False,
        )
    return None


def _listed(filing: Filing) -> tuple[set[tuple[int, str, str]], str]:
    """What went out under the letter that is named, by dossier, award and subject, and the last receipt."""
    if not filing.letter_number:
        return set(), ""
    listed, last = set(), ""
    sendings = _under(filing, named_letter(filing)).values_list("receipt", "content__dossiers")
    for receipt, dossiers in sendings:
        listed |= {(one["id"], one["award"], one["subject"]["name"]) for one in dossiers}
        last = receipt
    return listed, last


def _under(filing: Filing, letter: Mapping[str, Any]) -> QuerySet[Submission]:
    """The sendings under a letter, in their order."""
    rows = filing.submissions.filter(
        content__letter__number=letter["number"], content__letter__date=letter["date"]
    )
    return rows.order_by("ordinal")

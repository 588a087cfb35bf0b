"""The unit's Tờ trình and the list it was written for: one letter, one list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.dossiers.models import Dossier, Filing


@dataclass(frozen=True, slots=True)
class LetterFault:
    """Why the letter that is named cannot go with what waits, and what to do. `is_another`: it went out with
    another list, so its number is not that of the new one.
    """

    reason: str
    next_step: str
    is_another: bool


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
    day = filing.letter_date.isoformat() if filing.letter_date else None
    sendings = filing.submissions.filter(
        content__letter__number=filing.letter_number, content__letter__date=day
    ).values_list("receipt", "content__dossiers")
    listed, last = set(), ""
    for receipt, dossiers in sendings.order_by("ordinal"):
        listed |= {(one["id"], one["award"], one["subject"]["name"]) for one in dossiers}
        last = receipt
    return listed, last

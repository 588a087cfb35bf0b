"""Title and authors of what was recognised, put right where the register says them wrongly."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.text import nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.initiatives import telling
from thidua.initiatives.description.models import Author, FormerNames
from thidua.initiatives.description.selectors import described, typed
from thidua.initiatives.description.services import bar_to_writing, checked
from thidua.initiatives.description.words import Description, NewAuthor, fault_of_shares
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.decided import refuse_once_decided
from thidua.initiatives.likeness.register import next_change
from thidua.initiatives.models import Initiative
from thidua.initiatives.rows import author_rows, locked, set_texts, snapshot


@transaction.atomic
def correct_names(
    *,
    by: Actor,
    at: datetime,
    initiative: Initiative,
    title: str,
    authors: Sequence[NewAuthor],
    reason: str,
) -> Initiative:
    """Puts right the title and the authors of what was recognised. What the register said before stays, with
    why; those who handle dossiers that stand on it are told.

    InitiativeRefused: not recognised, no reason or change, shares that do not make a whole, a council that
    considers it, and once an award was decided on that stands on it.
    """
    row, why = locked(initiative), nfc(reason)
    if row.recognised_on is None:
        raise InitiativeRefused(
            _("Sáng kiến chưa được công nhận nên không phải đính chính: bấm “Sửa mô tả” để sửa tên, tác giả.")
        )
    if not why:
        raise InitiativeRefused(_("Ghi lý do đính chính: sai ở đâu, theo giấy tờ nào."))
    refuse_once_decided(row)
    if bar := bar_to_writing(row):
        raise InitiativeRefused(bar)
    old = described(row)
    said = checked(replace(old, title=title, authors=tuple(authors)))
    with override("vi"):  # a notice says it
        what = _what_differs(said, old)
    if not what:
        raise InitiativeRefused(_("Tên và tác giả giống như sổ đã ghi; sửa chỗ sai rồi bấm lại."))
    if said.authors != old.authors and (fault := fault_of_shares(said.authors)):
        raise InitiativeRefused(fault)
    before = snapshot(row)
    former = FormerNames.objects.create(
        initiative=row,
        title=old.title,
        authors=[_stored(one) for one in old.authors],
        reason=why[:1000],
        corrected_by_id=by.pk,
        corrected_at=at,
    )
    if said.title != old.title:
        set_texts(row, said.title, row.summary)
        row.register_change = next_change()
    row.edition += 1
    row.saved_by_id, row.saved_at = by.pk, at
    row.save()
    row.authors.all().delete()
    Author.objects.bulk_create(author_rows(row, said.authors))
    revision.bump()
    record(
        by=by, at=at, action="initiatives.names_corrected", subject=row, before=before, after=snapshot(row),
        note=why,
    )  # fmt: skip
    telling.names_corrected(row, former, what, at)
    return row


def _what_differs(said: Description, old: Description) -> str:
    differs = [
        words
        for words, is_other in (
            (_("tên sáng kiến"), said.title != old.title),
            (_("tác giả"), said.authors != old.authors),
        )
        if is_other
    ]
    return ", ".join(differs)


def _stored(author: NewAuthor) -> dict[str, str]:
    return {
        "name": author.name,
        "position": author.position,
        "workplace": author.workplace,
        "percent": typed(author.percent),
    }

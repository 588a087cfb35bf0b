"""Before it goes out: the officer hands over, the head hands back, the letter gets its number."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.text import format_date, nfc
from thidua.documents.signatures import signatures_in
from thidua.dossiers.enums import DossierState
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Filing
from thidua.dossiers.notification_kinds import HANDED_BACK, TO_SIGN
from thidua.dossiers.quotas import is_second_of_a_flag
from thidua.dossiers.sending.steps import (
    lift_conditions,
    people_of,
    record_move,
    require_leader,
    require_living,
    require_move,
    require_room,
    require_whole,
    signers_of,
    tell,
)
from thidua.dossiers.services import locked
from thidua.dossiers.writing.counting import count_again
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.foundation.shown import has_changed, shown_as


@transaction.atomic
def hand_over(*, by: Actor, at: datetime, dossier: Dossier) -> Dossier:
    """The officer is done; the heads of the unit are told. A second press changes nothing.

    DossierRefused with all that is missing, the limit that one more would break, a unit that is no more.
    """
    row = locked(dossier)
    if row.state == DossierState.WAITING:
        return row
    require_move(row, "hand_over")
    require_living(row.filing, at.date())
    require_whole([row], at.date())
    require_room(row.filing, [row], at.date())
    require_leader([row], at.date())
    before, row.state = row.state, DossierState.WAITING
    row.handed_by_id, row.handed_at, row.words_back = by.pk, at, ""
    row.is_conditional = is_second_of_a_flag(row, at.date())
    count_again([row], at.date())
    row.save()
    with override("vi"):
        tell(
            at, signers_of(row, at.date()), TO_SIGN, f"dossiers.to_sign.{row.pk}.{int(at.timestamp())}",
            _("Hồ sơ %s chờ ký") % row.code,
            _("%s đã lập xong. Mở để xem, ký gửi hoặc chuyển lại.") % by.get_full_name(), row,
        )  # fmt: skip
    record_move(by, at, "dossiers.handed_over", row, before)
    return row


@transaction.atomic
def hand_back(*, by: Actor, at: datetime, dossier: Dossier, words: str) -> Dossier:
    """The head wants something changed. DossierRefused without words or when nothing waits."""
    row = locked(dossier)
    require_move(row, "hand_back")
    said = nfc(words).strip()
    if not said:
        raise DossierRefused(_("Hãy ghi cần sửa gì, để người lập biết."))
    row.state = DossierState.DRAFT if row.open_parts is None else DossierState.RETURNED
    row.words_back = said[:1000]
    row.save()
    if row.handed_by_id:
        there = set(people_of(row, at.date()))
        # Whoever handed it over may have left since: then those who are there are told.
        told = {row.handed_by_id} & there or there - {by.pk}
        with override("vi"):
            tell(
                at, told, HANDED_BACK, f"dossiers.back.{row.pk}.{int(at.timestamp())}",
                _("Hồ sơ %s được chuyển lại để sửa") % row.code, said, row,
            )  # fmt: skip
    # Not the words, which may be about a bar: the trail is read by more people than may know.
    record_move(by, at, "dossiers.handed_back", row, DossierState.WAITING)
    if row.state == DossierState.DRAFT:
        lift_conditions(by, at, row)
    return row


def name_letter(
    *,
    by: Actor,
    at: datetime,
    filing: Filing,
    number: str,
    on: date | None,
    file: InspectedFile | None = None,
    seen: str | None = None,
) -> Filing:
    """Number and day of the unit's Tờ trình, both or neither, and the signed paper. The file that is there
    stays until another comes or the number changes: then it was another letter's.

    DossierRefused: half of it, a day to come, a file without a number, a PDF that cannot be read, another
    number or file than the page showed (`seen`).
    """
    said = nfc(number).strip()
    if bool(said) != (on is not None):
        raise DossierRefused(_("Ghi cả số và ngày Tờ trình, hoặc để trống cả hai."))
    if on is not None and on > at.date():
        raise DossierRefused(_("Ngày Tờ trình ở sau hôm nay."))
    if file is not None and not said:
        raise DossierRefused(_("Ghi số, ngày như trên bản Tờ trình đã ký."))
    signatures = signatures_in(file, DossierRefused) if file is not None else []
    with transaction.atomic():
        row = Filing.objects.select_for_update(of=("self",)).select_related("letter_file").get(pk=filing.pk)
        before = _letter(row)
        if has_changed(letter_as_shown(row), seen):
            raise DossierRefused(
                _(
                    "Người khác vừa ghi Tờ trình: số %(number)s, ngày %(day)s. "
                    "Xem lại rồi ghi lần nữa nếu vẫn đổi."
                )
                % {
                    "number": row.letter_number or "–",
                    "day": format_date(row.letter_date) if row.letter_date else "–",
                }
            )
        if file is not None:
            row.letter_file, row.letter_signatures = keep_file(by=by, at=at, upload=file), signatures
        elif said != row.letter_number:
            row.letter_file, row.letter_signatures = None, []
        row.letter_number, row.letter_date = said, on
        row.save(update_fields=["letter_number", "letter_date", "letter_file", "letter_signatures"])
        record(by=by, at=at, action="dossiers.letter_named", subject=row, before=before, after=_letter(row))
    return row


def letter_as_shown(row: Filing) -> str:
    """What `name_letter` compares: the fingerprint of the letter that a page shows."""
    return shown_as([_letter(row).items()])


def _letter(row: Filing) -> dict[str, str]:
    told = {"number": row.letter_number, "date": str(row.letter_date or "")}
    return told | {"sha256": row.letter_file.sha256} if row.letter_file else told

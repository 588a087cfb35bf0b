"""The office changes what a dossier must hold, from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.dossiers.checklist.items import (
    BY_LAW,
    CAN_BE_RELIED_ON,
    ITEMS,
    KIND_NAMES,
    NEED_NAMES,
    Entries,
    Item,
    Need,
)
from thidua.dossiers.checklist.models import ChecklistVersion
from thidua.dossiers.checklist.selectors import completed, entries_on
from thidua.dossiers.errors import DossierRefused
from thidua.foundation.audit.services import Actor, record


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of the table that would be otherwise."""

    item: Item
    kind: Promise
    before: Promise
    after: Promise


def changes(entries: Entries, on: date) -> list[Change]:
    """What would be otherwise than the list that holds on a day."""
    now = entries_on(on)
    return [
        Change(item, name, NEED_NAMES[now[item.code][kind]], NEED_NAMES[entries[item.code][kind]])
        for item in ITEMS
        for kind, name in KIND_NAMES.items()
        if now[item.code].get(kind, Need.NO) != entries[item.code].get(kind, Need.NO)
    ]


@transaction.atomic
def change_checklist(
    *, by: Actor, at: datetime, valid_from: date, document: str, entries: Mapping[str, Mapping[str, str]]
) -> ChecklistVersion:
    """A new version from `valid_from` on. DossierRefused: in the past, without a document, nothing changed, a
    need that there is not, less than the law asks, a day that has a version.
    """
    said = nfc(document).strip()
    whole = completed(entries)
    if not said:
        raise DossierRefused(_("Ghi số, ngày văn bản quy định thành phần hồ sơ."))
    if valid_from < at.date():
        raise DossierRefused(
            _("Ngày áp dụng ở trước hôm nay; hồ sơ đã lập theo danh mục cũ không đổi ngược.")
        )
    if any(need not in set(map(str, Need)) for needs in whole.values() for need in needs.values()):
        raise DossierRefused(_("Mỗi ô chọn bắt buộc, nếu có, hoặc không cần."))
    if any(need != Need.MUST for code in BY_LAW for need in entries.get(code, {}).values()):
        raise DossierRefused(
            _(
                "Luật Thi đua, khen thưởng (Điều 84, 85) buộc mọi hồ sơ có Tờ trình và Báo cáo thành tích. "
                "Để hai mục này là bắt buộc rồi lưu lại."
            )
        )
    if any(Need.RELIED in needs.values() for code, needs in whole.items() if code not in CAN_BE_RELIED_ON):
        raise DossierRefused(
            _("Chỉ giấy tờ về sáng kiến chọn được “bắt buộc khi dựa vào”; mục khác chọn ý khác.")
        )
    if not changes(whole, valid_from):
        raise DossierRefused(_("Không có gì khác danh mục đang dùng nên không lưu."))
    try:
        with transaction.atomic():
            row = ChecklistVersion.objects.create(
                valid_from=valid_from,
                document=said[:200],
                entries=whole,
                decided_by_id=by.pk,
                decided_at=at,
            )
    except IntegrityError:
        raise DossierRefused(_("Ngày này đã có một danh mục. Chọn ngày áp dụng khác.")) from None
    after = {"date": valid_from.isoformat(), "document": row.document}
    record(by=by, at=at, action="dossiers.checklist_changed", subject=row, before=None, after=after)
    return row

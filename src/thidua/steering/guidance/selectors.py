"""What is read about guidance: who has opened and received it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thidua.core.programme import load_programme
from thidua.foundation.tables import Cell
from thidua.steering.guidance.models import GuidanceDocument, GuidanceReceipt, Scope
from thidua.units.selectors import history


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One unit on the board of a document."""

    unit: str
    block: str
    opened_by: str
    opened_at: datetime | None
    received_by: str
    received_at: datetime | None


def counted(rows: QuerySet[GuidanceDocument]) -> QuerySet[GuidanceDocument]:
    """Documents with how many units they went to, how many opened, how many received."""
    return rows.annotate(
        sent_to=Count("receipts"),
        opened=Count("receipts", filter=Q(receipts__opened_at__isnull=False)),
        received=Count("receipts", filter=Q(receipts__received_at__isnull=False)),
    ).order_by("-issued_on", "-pk")


def board(document: GuidanceDocument, on: date, *, only_waiting: bool = False) -> list[ReceiptRow]:
    """The units of a document, those that have not opened it first; two queries."""
    rows = document.receipts.select_related("opened_by", "received_by")
    if only_waiting:
        rows = rows.filter(opened_at__isnull=True)
    units = history(on).by_id()
    found = sorted(rows, key=lambda row: (row.opened_at is not None, units[row.unit_id].sort_key))
    return [
        ReceiptRow(
            unit=units[row.unit_id].full_name,
            block=units[row.unit_id].block_name,
            opened_by=row.opened_by.get_full_name() if row.opened_by else "",
            opened_at=row.opened_at,
            received_by=row.received_by.get_full_name() if row.received_by else "",
            received_at=row.received_at,
        )
        for row in found
    ]


def table(rows: Iterable[ReceiptRow]) -> Iterator[list[Cell]]:
    """The board to take along: heading and rows."""
    yield [_("Đơn vị"), _("Khối"), _("Mở lần đầu"), _("Người mở"), _("Xác nhận lúc"), _("Người xác nhận")]
    for row in rows:
        opened, received = _said(row.opened_at), _said(row.received_at)
        yield [row.unit, row.block, opened, row.opened_by, received, row.received_by]


def _said(moment: datetime | None) -> str:
    return "" if moment is None else f"{localtime(moment):%d/%m/%Y %H:%M}"


def plan_itself() -> dict[str, object]:
    """The decision that issued the plan, as the form of a new document is filled with it."""
    document = load_programme().document
    return {
        "number": document.number,
        "issued_on": document.date,
        "subject": f"{document.title} “{load_programme().name}”",
        "scope": Scope.DUTY,
    }


def waiting_receipts(unit_ids: Iterable[int] | None = None) -> QuerySet[GuidanceReceipt]:
    """Receipts that no unit (of `unit_ids`, when given) has answered for, with their document.

    Those of a withdrawn document are no longer asked for.
    """
    rows = GuidanceReceipt.objects.filter(received_at__isnull=True, document__withdrawn_at__isnull=True)
    rows = rows.select_related("document")
    return rows if unit_ids is None else rows.filter(unit__in=unit_ids)

"""Links to hand out: slips with a QR code, or a workbook."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.foundation.tables import xlsx_bytes


@dataclass(frozen=True, slots=True)
class Slip:
    """One link to hand out: the unit it asks about, and its whole address."""

    code: str
    unit: str
    address: str

    @property
    def picture(self) -> SafeString:
        """The QR code as SVG without style; error correction M stands a crease."""
        drawn = segno.make_qr(self.address, error="m")
        svg = drawn.svg_inline(omitsize=True, border=4, svgclass="sv-qr", lineclass=None)
        return mark_safe(svg)  # noqa: S308  (drawn here from an address of ours)


def workbook(title: str, slips: Iterable[Slip]) -> bytes:
    """A row for each link."""
    rows = [[_("Mã đơn vị"), _("Hỏi về đơn vị"), _("Đường dẫn dùng một lần")]]
    rows += [[slip.code, slip.unit, slip.address] for slip in slips]
    note = _("Mỗi đường dẫn gửi cho một người, dùng một lần. Hệ thống không giữ bảng này; mất thì tạo lại.")
    return xlsx_bytes(rows, sheet="Links", widths=(11, 40, 70), above=(title, note))

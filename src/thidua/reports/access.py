"""The door to reports: a unit sees its own as it is written, everybody else only what was sent."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import DOMAIN_READERS, STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.reports.models import Report
from thidua.units.enums import STANDING_OFFICE_UNIT

READERS = tuple(DOMAIN_READERS)


class ReportDoor:
    """Actions: view; write, sign (the unit's own people); return (the standing office)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Report]:
        """Reports of one's own units, and those of others that were sent."""
        if not user.has_role(on, *DOMAIN_READERS):
            return Report.objects.none()
        own = Q(unit__in=user.unit_ids(on, *UNIT_ROLES))
        return Report.objects.filter(own | Q(submissions__isnull=False)).select_related("unit").distinct()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Report:
        """One report; Http404 when it is not visible, Refused when the act is somebody else's."""
        report = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and not self.is_writer(user, on, report):
            raise not_for_you(*UNIT_ROLES)
        if action == "sign" and not self.is_signer(user, on, report):
            raise not_for_you(Role.UNIT_HEAD)
        if action == "return":
            self.check_return(user, on, report)
        return report

    def is_writer(self, user: Person, on: date, report: Report) -> bool:
        """Whether it is the report of the person's own unit."""
        return report.unit_id in user.unit_ids(on, *UNIT_ROLES)

    def is_signer(self, user: Person, on: date, report: Report) -> bool:
        """Whether the person heads the unit, by right or by a document."""
        return report.unit_id in user.unit_ids(on, Role.UNIT_HEAD)

    def check_return(self, user: Person, on: date, report: Report) -> None:
        """Refused when the person may not give this report back (D07)."""
        if self.is_writer(user, on, report):
            raise Refused(
                _("Đây là báo cáo của chính đơn vị bạn."),
                _("Đề nghị một người không thuộc đơn vị này xem xét."),
            )
        if report.unit.code == STANDING_OFFICE_UNIT:
            if not user.has_role(on, Role.EMULATION_BOARD):
                raise Refused(
                    _("Sở Nội vụ vừa tổ chức vừa tham gia phong trào, nên không tự xét báo cáo của mình."),
                    _("Ban Thi đua – Khen thưởng mở trang này để xem xét, trả lại nếu cần."),
                )
        elif not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*STANDING_OFFICE)


reports = ReportDoor()

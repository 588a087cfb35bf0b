"""The door of one unit's card. Before publication its own people see it, once the appraisal is over."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.core.roles import UNIT_ROLES
from thidua.core.text import format_date
from thidua.foundation.access import Person, Refused
from thidua.index_results.access import may_see_card
from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.models import Round, Sheet
from thidua.index_rounds.selectors import phases_at


class CardDoor:
    """Sheets seen as cards. Actions: view."""

    def get_for(self, user: Person, at: datetime, **lookup: Any) -> Sheet:
        """One card; Http404 when it is not the person's to see, Refused when it is not yet.

        Once the round is published a sheet that was given back has its card: that of the publication.
        """
        sheet = get_object_or_404(
            Sheet.objects.select_related("round", "unit").filter(round__called_off_at__isnull=True), **lookup
        )
        if may_see_card(user, at, sheet):
            return sheet
        is_own = sheet.unit_id in user.unit_ids(at.date(), *UNIT_ROLES)
        if is_own and sheet.state == SheetState.SENT:
            raise Refused(
                _("Kết quả của đơn vị mở khi giai đoạn thẩm định kết thúc."), _next(sheet.round, at)
            )
        raise Http404


def _next(found: Round, at: datetime) -> str:
    appraisal = phases_at(found, at).get(PhaseKind.APPRAISAL)
    if appraisal is None:
        return _("Cơ quan thường trực chưa đặt thời gian thẩm định; hỏi cơ quan thường trực khi cần.")
    ends = timezone.localtime(appraisal.phase.closes_at)
    return _("Mở lại trang này sau %(time)s ngày %(day)s.") % {
        "time": f"{ends:%H:%M}",
        "day": format_date(ends.date()),
    }


cards = CardDoor()

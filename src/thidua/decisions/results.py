"""What a dossier's own pages tell of the decision on it: given, chosen, not given and why, revoked."""

from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Outcome
from thidua.dossiers.models import Dossier
from thidua.dossiers.results import Result


def told_of(row: Dossier) -> Result | None:
    """By the last confirmed decision on it; one query."""
    found = (
        Outcome.objects.filter(dossier=row, is_void=False, decision__state=DecisionState.CONFIRMED)
        .select_related("decision", "award")
        .order_by("decision__confirmed_at", "pk")
        .last()
    )
    if found is None:
        return None
    award, by = found.award, {"number": found.decision.number, "day": format_date(found.decision.decided_on)}
    given = _("Được tặng theo Quyết định số %(number)s ngày %(day)s") % by
    if award is not None and award.revoked_on is not None:
        words = _("Đã hủy bỏ theo Quyết định số %(number)s ngày %(day)s.") % {
            "number": award.revocation_number, "day": format_date(award.revoked_on),
        }  # fmt: skip
        return Result(given, words, "warning", "circle-x")
    if found.is_awarded:
        return Result(given, "", "success", "award")
    if found.is_chosen:
        chosen = _("Được chọn trình cấp Nhà nước theo Quyết định số %(number)s ngày %(day)s") % by
        return Result(chosen, _("Chờ quyết định của Nhà nước."), "info", "circle-check")
    # Not “Quyết định”: an answer that awards nobody is none.
    refused = _("Không được tặng theo văn bản số %(number)s ngày %(day)s") % by
    return Result(refused, found.reason, "info", "circle-x")

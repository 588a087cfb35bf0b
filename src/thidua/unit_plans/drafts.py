"""What every act on a plan shares: the locked row, the draft that may still change, the event."""

from datetime import datetime

from django.utils.translation import gettext as _

from thidua.foundation.audit.services import Actor, record
from thidua.unit_plans.errors import PlanRefused
from thidua.unit_plans.models import UnitPlan


def locked_plan(plan: UnitPlan) -> UnitPlan:
    """The row with its unit, locked until the transaction ends."""
    return UnitPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)


def draft_to_write(plan: UnitPlan) -> UnitPlan:
    """The row, locked; PlanRefused when it was signed."""
    locked = locked_plan(plan)
    if not locked.is_draft:
        raise PlanRefused(_("Kế hoạch đã ký không sửa được. Muốn thay đổi, lập bản điều chỉnh."))
    return locked


def record_act(
    by: Actor,
    at: datetime,
    action: str,
    plan: UnitPlan,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object],
) -> None:
    """One event of the room about a plan."""
    record(by=by, at=at, action=f"unit_plans.{action}", subject=plan, before=before, after=after)

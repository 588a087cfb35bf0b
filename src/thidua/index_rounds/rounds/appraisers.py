"""Who appraises which area of which block, and which areas have nobody."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.roles import DOMAIN_READERS, Role
from thidua.core.scorecard.tree import Level
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.role_names import ROLE_NAMES
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import AreaAppraiser, Round
from thidua.index_sets.models import SetLine
from thidua.people.models import RoleAssignment, User
from thidua.people.selectors import unit_names
from thidua.units.enums import BlockChoice


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area of one block with its appraisers; `body`: whom the set names for it."""

    block: str
    area: str
    name: str
    body: str
    appraisers: tuple[AreaAppraiser, ...]

    @property
    def block_name(self) -> str:
        """The block in words."""
        return str(BlockChoice(self.block).label)


def area_lines(found: Round) -> list[AreaLine]:
    """Every area of the round's sets, by block, in the order of the set; two queries."""
    people: dict[tuple[str, str], list[AreaAppraiser]] = defaultdict(list)
    for row in found.appraisers.select_related("user").order_by("user__sort_key"):
        people[row.block, row.area].append(row)
    areas = (
        SetLine.objects.filter(criteria_set__rounds__round=found, level=Level.AREA.value)
        .order_by("criteria_set__rounds__pk", "order", "pk")
        .values_list("criteria_set__block", "code", "name", "appraised_by")
    )
    return [
        AreaLine(block, code, name, body, tuple(people[block, code])) for block, code, name, body in areas
    ]


@transaction.atomic
def assign(*, by: Actor, at: datetime, found: Round, areas: Collection[tuple[str, str]], user: User) -> int:
    """A person appraises these areas, (block, code) each; gives how many were new. One audit event.

    RoundRefused: no such area, a round called off, a person who wears no hat of the movement.
    """
    locked = Round.objects.select_for_update().get(pk=found.pk)
    if locked.called_off_at is not None:
        raise RoundRefused(_("Kỳ chấm này đã hủy nên không phân công nữa."))
    if not user.is_active or not user.has_role(at.date(), *DOMAIN_READERS):
        raise RoundRefused(
            _("%s hiện không có vai trò nào. Đề nghị quản trị kỹ thuật giao vai trò trước khi phân công.")
            % user.get_full_name()
        )
    known = {(line.block, line.area) for line in area_lines(locked)}
    if not areas or not known.issuperset(areas):
        raise RoundRefused(_("Hãy chọn ít nhất một lĩnh vực có trong bộ tiêu chí của kỳ này."))
    there = set(locked.appraisers.filter(user=user).values_list("block", "area"))
    new = [pair for pair in areas if pair not in there]
    AreaAppraiser.objects.bulk_create(
        AreaAppraiser(round=locked, block=block, area=code, user=user) for block, code in new
    )
    if new:
        record(
            by=by, at=at, action="index_rounds.appraiser_assigned", subject=locked, before=None,
            after={"areas": [f"{block}: {code}" for block, code in new], "appraiser": user.get_full_name()},
        )  # fmt: skip
    return len(new)


@transaction.atomic
def release(*, by: Actor, at: datetime, row: AreaAppraiser) -> None:
    """The person appraises this area no longer; what was judged stays."""
    before = {"areas": [f"{row.block}: {row.area}"], "appraiser": row.user.get_full_name()}
    if AreaAppraiser.objects.filter(pk=row.pk).delete()[0]:
        record(
            by=by,
            at=at,
            action="index_rounds.appraiser_released",
            subject=row.round,
            before=before,
            after=None,
        )


def possible_appraisers(on: date) -> list[tuple[int, str]]:
    """Open accounts with a hat of the movement, with what tells namesakes apart; in Vietnamese order."""
    hats = list(
        RoleAssignment.objects.in_force(on)
        .filter(role__in=DOMAIN_READERS, user__is_active=True)
        .select_related("user")
        .order_by("user__sort_key", "pk")
    )
    names = unit_names((hat.unit_id for hat in hats), on)
    found: dict[int, str] = {}
    for hat in hats:
        where = names.get(hat.unit_id or 0) or str(ROLE_NAMES[Role(hat.role)])
        found.setdefault(hat.user_id, f"{hat.user.get_full_name()}, {where}")
    return list(found.items())

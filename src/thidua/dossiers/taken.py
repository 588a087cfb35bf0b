"""Why a second dossier for the same subject is not begun, and what can be done instead."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.core.programme import Award
from thidua.dossiers.enums import DossierState, Proposer
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import is_ad_hoc, is_person
from thidua.dossiers.selectors import known_to_office
from thidua.movement.selectors import programme_for


@dataclass(frozen=True, slots=True)
class Wanted:
    """The dossier that somebody wants to begin, or to give to this subject; `key` is the subject's."""

    award: Award
    unit_id: int
    unit_name: str
    cycle: str
    key: str
    proposer: str


def why_taken(wanted: Wanted, on: date) -> str:
    """What stands in the way, in words, with the next step. The office is told no more of a dossier that the
    unit has not sent than that it is there."""
    award, words = wanted.award, {"unit": wanted.unit_name, "award": wanted.award.name}
    same = Dossier.objects.filter(
        filing__unit=wanted.unit_id, filing__cycle=wanted.cycle, award=award.id, subject_key=wanted.key
    ).exclude(state=DossierState.WITHDRAWN)
    decided = None if is_ad_hoc(award.id) else _decided(same)
    if decided is not None:
        return _(
            "Hồ sơ “%(award)s” của đối tượng này trong đợt đã có quyết định (%(code)s); mỗi đợt xét một lần. "
            "Thành tích đột xuất thì lập hồ sơ tuyến Đột xuất; thành tích khác để sang đợt sau."
        ) % {**words, "code": decided.code}
    undecided = same.filter(decided_at__isnull=True)
    if wanted.proposer == Proposer.OFFICE and not undecided.filter(known_to_office()).exists():
        return (
            _(
                "%(unit)s đang lập hồ sơ “%(award)s” cho đối tượng này, chưa gửi. "
                "Đề nghị đơn vị gửi hoặc rút hồ sơ đó."
            )
            % words
        )
    if is_person(award):
        return _("Người này đã có hồ sơ “%s” trong đợt này. Mở hồ sơ đó để làm tiếp.") % award.name
    return _(
        "%(unit)s đã có hồ sơ “%(award)s” trong đợt này; mỗi đơn vị một hồ sơ (%(clause)s). "
        "Mở hồ sơ đó để làm tiếp."
    ) % {**words, "clause": _limit_clause(award, wanted.cycle, on)}


def _decided(same: QuerySet[Dossier]) -> Dossier | None:
    return same.filter(decided_at__isnull=False).select_related("filing__unit").first()


def _limit_clause(award: Award, cycle: str, on: date) -> str:
    """The clause that says how many a unit may put forward; of an award without such a limit its own."""
    quotas = programme_for(cycle, on).quotas
    return next((one.clause for one in quotas if one.award == award.id and one.clause), award.clause)

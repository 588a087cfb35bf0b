"""What was contributed outside the limits: of which kinds it may be, and in words (B27)."""

from django.utils.translation import gettext as _

from thidua.core.facts import PERIOD_CYCLE
from thidua.dossiers.enums import Contribution, IndexArea
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.routes import Route

LEAST_WORDS = 30
"""A written ground of fewer characters says nothing that could be judged."""
KINDS, AREAS = dict(Contribution.choices), dict(IndexArea.choices)


def contributions_in(award_id: str, cycle: str) -> tuple[Contribution, ...]:
    """The kinds that count for an award in a cycle; none where the route asks for no contribution."""
    if award_id.partition(".")[0] != Route.DISCRETIONARY:
        return ()
    return tuple(Contribution) if cycle == PERIOD_CYCLE else (Contribution.INDEX,)


def contribution_for(award_id: str, cycle: str, kind: str, area: str) -> tuple[str, str]:
    """Kind and area as they are kept: the only kind where there is one, an area for the index alone.

    DossierRefused for a kind or an area that there is not.
    """
    allowed = contributions_in(award_id, cycle)
    if not allowed:
        return "", ""
    if not kind and len(allowed) == 1:
        kind = allowed[0]
    if kind and kind not in allowed:
        raise DossierRefused(
            _("Loại đóng góp này không có trong đợt xét %s. Chọn một loại trong danh sách.") % cycle
        )
    if kind != Contribution.INDEX:
        return str(kind), ""
    if area and area not in AREAS:
        raise DossierRefused(_("Chọn một lĩnh vực trong danh sách, hoặc để trống nếu chưa biết."))
    return str(kind), area


def contribution_words(kind: str, area: str) -> str:
    """“duy trì, nâng cao Chỉ số …: cải cách thể chế”, in the language of the reader; "" for none."""
    if not kind:
        return ""
    words = str(KINDS.get(kind, kind))
    return f"{words}: {AREAS.get(area, area)}" if area else words

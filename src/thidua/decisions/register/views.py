"""The register of awards, one award, and the life record of a unit and of a person."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from thidua.awards.base_level.access import base_awards
from thidua.awards.base_level.selectors import filtered as base_filtered
from thidua.awards.models import AwardRecord
from thidua.core.roles import UNIT_ROLES
from thidua.core.text import fold, search_key
from thidua.decisions.access import (
    READERS,
    RECORDERS,
    REGISTER_READERS,
    awards,
    public_award,
    revocations,
)
from thidua.decisions.correcting.selectors import former_words
from thidua.decisions.register.selectors import (
    REVOKED,
    STANDING,
    WIDTHS,
    RegisterFilter,
    as_given,
    choices,
    figures,
    matching,
    of_namesakes,
    of_person,
    refused_of,
    table,
    units_given,
    uses_of_unit,
)
from thidua.decisions.selectors import name_of, title_of
from thidua.dossiers.routes import is_of_state
from thidua.foundation.access import PUBLIC, page
from thidua.foundation.guessing import is_guessing
from thidua.foundation.tables import XLSX, download, xlsx_bytes
from thidua.initiatives.ledger.selectors import award_names
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.selectors import form_on
from thidua.units.selectors import history

ROWS_ON_PAGE = 30


@page(*REGISTER_READERS)
@require_GET
def register_page(request: Any) -> HttpResponse:
    """All awards that a person may see, filtered."""
    visible = awards.visible_to(request.user, request.today)
    asked, units = RegisterFilter.from_query(request.GET), history(request.today)
    paged = Paginator(matching(visible, asked), ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    counted, (cycles, kinds) = figures(visible), choices(visible, request.today)
    shown, names = list(paged.object_list), award_names(request.today)
    given = units_given(shown, units)
    refused = refused_of(request.user.unit_ids(request.today, *UNIT_ROLES))[:ROWS_ON_PAGE]
    context = {
        "asked": asked,
        "cycles": cycles,
        "kinds": kinds,
        "standings": ((STANDING, _("còn hiệu lực")), (REVOKED, _("đã hủy bỏ"))),
        "figures": [
            {"label": _("Tập thể"), "value": counted["collectives"]},
            {"label": _("Cá nhân"), "value": counted["individuals"]},
            {"label": _("Đã hủy bỏ"), "value": counted["revoked"]},
        ],
        "paged": paged,
        "rows": [(row, *given[row.pk], title_of(row, names)) for row in shown],
        "refused": [(one, names.get(one.dossier.award, one.dossier.award)) for one in refused],
        "sees_all": awards.sees_all(request.user, request.today),
        "may_record": request.user.has_role(request.today, *RECORDERS),
    }
    return render(request, "decisions/register.html", context)


@page(*REGISTER_READERS)
@require_GET
def register_xlsx(request: Any) -> HttpResponse:
    """The rows as filtered."""
    visible = awards.visible_to(request.user, request.today)
    units = history(request.today)
    rows = list(matching(visible, RegisterFilter.from_query(request.GET)))
    content = xlsx_bytes(
        table(rows, units, request.today),
        sheet="Sổ khen thưởng",
        widths=WIDTHS,
        above=["Sổ khen thưởng của Phong trào thi đua"],
        fixed_columns=2,
    )
    return download(content, XLSX, f"so-khen-thuong-{request.today:%Y%m%d}.xlsx")


@page(*REGISTER_READERS)
@require_GET
def award_page(request: Any, pk: int) -> HttpResponse:
    """One award: by which decision, whether it stands, and what was done about it."""
    row = awards.get_for(request.user, request.today, pk=pk)
    office = request.user.has_role(request.today, *RECORDERS)
    known = list(revocations.visible_to(request.user, request.today).filter(award=row))
    outcome = getattr(row, "outcome", None)
    reads_decision = request.user.has_role(request.today, *READERS)
    context = {
        "row": row,
        "given": as_given(row, request.today),
        "former": former_words(row),
        "decision": outcome.decision if outcome and reads_decision else None,
        "dossier": outcome.dossier if outcome else None,
        "revocations": known,
        "may_revoke": office and not any(one.state != "discarded" for one in known),
        "has_certificate": reads_decision and outcome and not row.is_revoked and not is_of_state(row.award),
        "has_own_form": form_on(Kind.CERTIFICATE, request.today) is not None,
        "check_address": settings.SITE_ORIGIN + reverse("decisions:check", args=[row.check_code]),
    }
    return render(request, "decisions/award.html", context)


@page(PUBLIC)
@require_safe
def check_page(request: Any, code: str) -> HttpResponse:
    """What the certificate with this code stands for, for whoever holds it: no more than stands on it."""
    row = public_award(code)
    if row is None:
        guesses = is_guessing(request, what="certificate-codes")
        told = {"row": None, "is_guessing": guesses}
        return render(request, "decisions/check.html", told, status=429 if guesses else 404)
    context = {"row": row, "given": as_given(row, request.today), "former": former_words(row)}
    return render(request, "decisions/check.html", context)


@page(*REGISTER_READERS)
@require_GET
def unit_record(request: Any, code: str) -> HttpResponse:
    """The life record of a unit: its awards, base-level awards, uses of its initiatives."""
    unit = history(request.today).units.get(code)
    if unit is None or not _sees_unit(request, unit.id):
        raise Http404(_("Không có đơn vị mã “%(code)s”.") % {"code": code})
    given = awards.visible_to(request.user, request.today).filter(unit=unit.id)
    base = base_awards.visible_to(request.user, request.today).filter(unit=unit.id)
    names = award_names(request.today)
    paged = Paginator(given.order_by("-decided_on", "-pk"), ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    based = Paginator(base_filtered(base), ROWS_ON_PAGE).get_page(request.GET.get("co-so"))
    used = Paginator(uses_of_unit(unit.id), ROWS_ON_PAGE).get_page(request.GET.get("lan-dung"))
    context = {
        "title": unit.full_name,
        "unit": unit,
        "paged": paged,
        "given": [(row, title_of(row, names)) for row in paged.object_list],
        "based": based,
        "used": used,
        "uses": [(use, names.get(use.award, use.award)) for use in used.object_list],
        "is_unit": True,
    }
    return render(request, "decisions/life_record.html", context)


def _sees_unit(request: Any, unit_id: int) -> bool:
    if awards.sees_all(request.user, request.today):
        return True
    return unit_id in request.user.unit_ids(request.today)


@page(*REGISTER_READERS)
@require_GET
def person_record(request: Any, pk: int) -> HttpResponse:
    """The life record of the person (or the collective of a unit) who has this award."""
    row = awards.get_for(request.user, request.today, pk=pk)
    if not row.person_name:
        raise Http404(_("Khen thưởng này là của chính đơn vị; mở hồ sơ của đơn vị."))
    visible = awards.visible_to(request.user, request.today)
    base = base_awards.visible_to(request.user, request.today).filter(
        unit=row.unit_id, folded_name=search_key(row.person_name)
    )
    names = award_names(request.today)
    paged = Paginator(of_person(visible, row), ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    based = Paginator(base_filtered(base), ROWS_ON_PAGE).get_page(request.GET.get("co-so"))
    context = {
        "title": row.person_name,
        "row": row,
        "unit": history(request.today).by_id().get(row.unit_id),
        "paged": paged,
        "given": [(one, title_of(one, names)) for one in paged.object_list],
        "based": based,
        "is_unit": False,
        "namesakes": _namesakes(request, visible, row, names),
        "same_name": visible.filter(unit=row.unit_id, subject_key__startswith=f"{fold(row.person_name)}|")
        .exclude(subject_key=row.subject_key)
        .count(),
    }
    return render(request, "decisions/life_record.html", context)


def _namesakes(
    request: Any, visible: QuerySet[AwardRecord], row: AwardRecord, names: Mapping[str, str]
) -> list[tuple[AwardRecord, str, str]]:
    """For the office, which alone sees more than one unit."""
    if not awards.sees_all(request.user, request.today):
        return []
    units = history(request.today).by_id()
    found = of_namesakes(visible, row)[:ROWS_ON_PAGE]
    return [(one, name_of(units, one.unit), title_of(one, names)) for one in found]

"""What earlier dossiers of the subject have to give, taken over with one click; then checked."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from thidua.dossiers.access import WRITERS, dossiers
from thidua.dossiers.earlier.selectors import offers_for
from thidua.dossiers.earlier.services import Chosen, say_checked, take_over
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.pages import frame, part_url
from thidua.foundation.access import page


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def earlier(request: Any, pk: int) -> HttpResponse:
    """The values with their sources; what is taken over waits to be checked."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    offers = offers_for(row, request.user, request.today)
    if request.method == "POST":
        try:
            take_over(by=request.user, at=request.moment, dossier=row, offers=offers, chosen=_chosen(request))
        except DossierRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("dossiers:earlier", pk=pk)
        messages.success(
            request, _("Đã lấy lại từ hồ sơ trước. Mở các phần ghi “cần kiểm tra” để xem còn đúng không.")
        )
        return redirect("dossiers:dossier", pk=pk)
    context = frame(row, request.user, request.moment) | {
        "offers": offers,
        "can_take": any(offer.count for offer in offers),
    }
    return render(request, "dossiers/earlier/earlier.html", context)


def _chosen(request: Any) -> Chosen:
    rating = _numbers(request, "rating")
    return Chosen(
        spans=_numbers(request, "span"),
        files=_numbers(request, "file"),
        rating_of=min(rating) if rating else None,
    )


def _numbers(request: Any, name: str) -> set[int]:
    return {int(value) for value in request.POST.getlist(name) if value.isascii() and value.isdecimal()}


@page(*WRITERS)
@require_POST
def checked(request: Any, pk: int, taken: int) -> HttpResponse:
    """Somebody looked at what was taken over into one part."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    found = get_object_or_404(row.taken_over.select_related("dossier", "source__filing__unit"), pk=taken)
    try:
        say_checked(by=request.user, at=request.moment, taken=found)
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi là đã kiểm tra."))
    return redirect(part_url(row, found.part))


def begun(request: Any, row: Dossier) -> HttpResponse:
    """Where a dossier that was just begun leads: to what an earlier one has to give, where there is some."""
    count = sum(offer.count for offer in offers_for(row, request.user, request.today))
    if not count:
        return redirect("dossiers:dossier", pk=row.pk)
    messages.info(
        request,
        ngettext(
            "Hồ sơ trước của đối tượng này có %d giá trị dùng lại được.",
            "Hồ sơ trước của đối tượng này có %d giá trị dùng lại được.",
            count,
        )
        % count,
    )
    return redirect("dossiers:earlier", pk=row.pk)

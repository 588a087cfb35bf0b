"""The parts in which the unit writes its dossier."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.dossiers import parts, services
from thidua.dossiers.access import WRITERS, dossiers
from thidua.dossiers.another_subject import given_for, is_another
from thidua.dossiers.authorship import authorship_doubt
from thidua.dossiers.bars.services import declare_bars
from thidua.dossiers.contributions import contributions_in
from thidua.dossiers.enums import BAR_ENDS
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.forms import (
    BarForm,
    CollectiveForm,
    FactsForm,
    PersonForm,
    SectionForm,
    SpanFormSet,
    as_typed_spans,
    spans_of,
)
from thidua.dossiers.given import awards_of
from thidua.dossiers.models import Dossier
from thidua.dossiers.pages import frame, unit_of
from thidua.dossiers.papers import typed_doubts
from thidua.dossiers.part_page import done, part_page
from thidua.dossiers.prefill import awards_known, initiatives_known, ranks_of, with_lookalikes
from thidua.dossiers.writing.counting import count_again
from thidua.dossiers.writing.services import save_part, settle_kept, tell_work, work_as_shown
from thidua.foundation import autosave
from thidua.foundation.access import page
from thidua.movement.selectors import programme_for
from thidua.units.selectors import history


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def subject(request: Any, pk: int) -> HttpResponse:
    """Who is put forward."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    is_person = row.award.endswith(".individual")
    form_class = PersonForm if is_person else CollectiveForm
    form = form_class(request.POST or None, initial=services.subject_as_typed(row))
    given = given_for(row)
    if request.method == "POST" and form.is_valid():
        who = form.subject()
        answer = done(
            request,
            row,
            form,
            lambda: services.describe_subject(
                by=request.user,
                at=request.moment,
                dossier=row,
                subject=who,
                edition=autosave.sent_version(request),
            ),
            _("Đã lưu đối tượng đề nghị."),
        )
        if answer:
            if given and is_another(row, who.name, who.birth_year):
                messages.warning(request, _to_be_given_again(given, is_given_back=row.open_parts is not None))
            return answer
    more = {
        "form": form,
        "is_whole_unit": row.award in services.RANKED_COLLECTIVE,
        "given": [parts.PART_NAMES[part] for part in given],
    }
    return part_page(request, row, parts.SUBJECT, "subject", more, 422 if form.errors else 200)


def _to_be_given_again(emptied: list[str], *, is_given_back: bool) -> str:
    names = ", ".join(str(parts.PART_NAMES[part]) for part in emptied)
    if is_given_back:
        return (
            _("Tên hoặc năm sinh đã sửa nên các phần sau mở lại và phải ghi lại cho đúng đối tượng: %s.")
            % names
        )
    return (
        _(
            "Đối tượng đã đổi nên các phần sau không còn tính, phải ghi lại: %s. Đọc lại cả báo cáo "
            "thành tích, căn cứ, sáng kiến và tài liệu kèm theo: các phần này còn giữ như của đối tượng "
            "trước."
        )
        % names
    )


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def facts(request: Any, pk: int) -> HttpResponseBase:
    """What is attested; it saves itself."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    award = frame(row, request.user, request.moment)
    asked = {
        "is_person": award["is_person"],
        "needs_ground": award["kind"].needs_ground,
        "contributions": contributions_in(row.award, row.filing.cycle),
    }
    plan = programme_for(row.filing.cycle, request.today)
    is_script = request.method == "POST" and autosave.is_autosave(request)
    form = FactsForm(request.POST or None, initial=services.as_typed(row), **asked)
    if request.method == "POST" and form.is_valid():

        def save() -> Dossier:
            return services.attest(
                by=request.user,
                at=request.moment,
                dossier=row,
                facts=form.facts(row),
                edition=autosave.sent_version(request),
            )

        if is_script:
            return _saved_by_itself(request, lambda: save().edition)
        answer = done(request, row, form, save, _("Đã lưu thông tin xét."))
        if answer:
            row.refresh_from_db(fields=["justification", "ground_source"])
            for words in typed_doubts(row, plan, request.today):
                messages.warning(request, words)
            return answer
    if is_script:
        return autosave.refused_form(form)
    more = {"form": form, "doubts": typed_doubts(row, plan, request.today)}
    return part_page(request, row, parts.FACTS, "facts", more, 422 if form.errors else 200)


def _saved_by_itself(request: Any, save: Callable[[], int]) -> HttpResponseBase:
    try:
        return autosave.saved(version=save(), at=request.moment)
    except autosave.StaleVersion as stale:
        return autosave.conflict(stale)
    except DossierRefused as refusal:
        return autosave.refused(str(refusal))


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def initiatives(request: Any, pk: int) -> HttpResponse:
    """Which initiatives the dossier stands on, with their proofs and what they served."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    form = Form()
    if request.method == "POST":
        form = Form(request.POST)
        form.is_valid()
        asked = set(request.POST.getlist("initiative"))
        named = [one.row for one in initiatives_known(row, request.today) if str(one.row.pk) in asked]
        answer = done(
            request,
            row,
            form,
            lambda: services.name_initiatives(
                by=request.user,
                at=request.moment,
                dossier=row,
                initiatives=named,
                seen=request.POST.get("seen", ""),
            ),
            _("Đã lưu sáng kiến của hồ sơ."),
        )
        if answer:
            if doubt := authorship_doubt(row, named):
                messages.warning(request, doubt)
            return answer
    known = with_lookalikes(initiatives_known(row, request.today))
    more = {
        "form": form,
        "known": known,
        "authorship_doubt": authorship_doubt(row, [one.row for one in known if one.is_named]),
        "seen": services.named_as_shown(row.initiatives.values_list("code", flat=True)),
    }
    return part_page(request, row, parts.INITIATIVES, "initiatives", more, 422 if form.errors else 200)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def work(request: Any, pk: int) -> HttpResponse:
    """The work in reform, stretch by stretch; its months are counted."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    told = list(row.work_spans.all())
    seen = work_as_shown(told)
    rows = as_typed_spans(told)
    formset = SpanFormSet(request.POST or None, initial=rows)
    form = Form(request.POST or None)
    if request.method == "POST":
        # A row typed here is new even where somebody else has saved the same one in its place.
        formset.initial = rows[: formset.initial_form_count()]
        form.is_valid()
        if formset.is_valid():
            answer = done(
                request,
                row,
                form,
                lambda: tell_work(
                    by=request.user,
                    at=request.moment,
                    dossier=row,
                    spans=spans_of(list(formset)),
                    seen=request.POST.get("seen", ""),
                ),
                _("Đã lưu quá trình làm cải cách hành chính."),
            )
            if answer:
                return answer
        else:
            seen = request.POST.get("seen", "")  # what stands there now was not told yet
    count_again([row], request.today)
    is_wrong = formset.is_bound
    more = {"form": form, "formset": formset, "seen": seen, "is_refused": is_wrong}
    return part_page(request, row, parts.WORK, "work", more, 422 if is_wrong else 200)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def section(request: Any, pk: int, section: str) -> HttpResponseBase:
    """One section of the achievement report; it saves itself."""
    if section not in parts.SECTION_OF:
        raise Http404
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    written = get_object_or_404(row.parts.select_related("saved_by"), section=section)
    form = SectionForm(request.POST or None, initial={"text": written.text})
    is_script = request.method == "POST" and autosave.is_autosave(request)
    if request.method == "POST" and form.is_valid():

        def save() -> int:
            return save_part(
                by=request.user,
                at=request.moment,
                dossier=row,
                section=section,
                text=form.cleaned_data["text"],
                version=autosave.sent_version(request),
                is_final=not is_script,
            ).version

        if is_script:
            return _saved_by_itself(request, save)
        try:
            save()
        except autosave.StaleVersion as stale:
            messages.warning(
                request,
                _("%s đã lưu mục này trước bạn. Chữ của bạn được giữ lại, hãy xem và gộp.") % stale.by,
            )
            return redirect("dossiers:section", pk=pk, section=section)
        except DossierRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after(row, section)
    if is_script:
        return autosave.refused_form(form)
    unit = unit_of(row, request.moment)
    awards = []
    if section == "awards":
        awards = awards_known(row, awards_of(row, unit), history(request.today).by_id())
    more = {
        "form": form,
        "section": parts.SECTION_OF[section],
        "written": written,
        "kept": row.kept_words.filter(section=section, settled_at__isnull=True).select_related("by"),
        "ranks": ranks_of(unit, request.today),
        "known_awards": [one for one in awards if one.holds],
        "other_awards": [one for one in awards if not one.holds],
    }
    return part_page(request, row, section, "section", more, 422 if form.errors else 200)


def _after(row: Dossier, section: str) -> HttpResponse:
    codes = list(parts.SECTION_OF)
    following = codes[codes.index(section) + 1 :]
    if following and row.open_parts is None:
        return redirect("dossiers:section", pk=row.pk, section=following[0])
    return redirect("dossiers:dossier", pk=row.pk)


@page(*WRITERS)
@require_POST
def settle(request: Any, pk: int, kept: int) -> HttpResponse:
    """The kept words were looked at."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    words = get_object_or_404(row.kept_words, pk=kept)
    settle_kept(by=request.user, at=request.moment, kept=words)
    return redirect("dossiers:section", pk=pk, section=words.section)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def bars(request: Any, pk: int) -> HttpResponse:
    """The unit's declaration; read only by those who must know."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    statements = list(row.bar_statements.filter(has_lapsed=False).select_related("by"))
    last = next((one for one in reversed(statements) if not one.by_office), None)
    initial = {"kind": last.kind, "words": last.words, "since": last.since} if last else {}
    form = BarForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        answer = done(
            request,
            row,
            form,
            lambda: declare_bars(
                by=request.user,
                at=request.moment,
                dossier=row,
                stated=form.stated(),
                seen=autosave.sent_version(request),
            ),
            _("Đã lưu cam kết."),
        )
        if answer:
            return answer
    more = {
        "form": form,
        "statements": statements,
        "last": statements[-1].pk if statements else 0,
        "ends": list(BAR_ENDS.items()),
    }
    return part_page(request, row, parts.BARS, "bars", more, 422 if form.errors else 200)

"""The dossier page with its verdict, and the parts in which the unit writes it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.dossiers import parts, services
from thidua.dossiers.access import READERS, dossiers
from thidua.dossiers.bars.services import declare_bars
from thidua.dossiers.enums import BAR_ENDS
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.evidence.services import add_file, remove_file
from thidua.dossiers.forms import (
    BarForm,
    CollectiveForm,
    FactsForm,
    FileForm,
    PersonForm,
    SectionForm,
    SpanFormSet,
    WordsForm,
    spans_of,
    subject_initial,
)
from thidua.dossiers.models import Dossier
from thidua.dossiers.pages import checklist, frame, judged, part_lines, to_appraisal, unit_of
from thidua.dossiers.prefill import awards_known, initiatives_known, ranks_of, with_lookalikes
from thidua.dossiers.selectors import last_sendings, twins_of
from thidua.dossiers.writing.services import save_part, settle_kept, tell_work
from thidua.foundation import autosave
from thidua.foundation.access import page
from thidua.foundation.files import give_out

WRITERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD, *sorted(STANDING_OFFICE))


@page(*READERS)
@require_GET
def dossier_page(request: Any, pk: int) -> HttpResponse:
    """The parts with their states, what the rules say today, what is still missing, what may be done."""
    row = dossiers.get_for(request.user, request.today, pk=pk)
    if elsewhere := to_appraisal(row, request.user, request.moment):
        return elsewhere
    context = _full(request, row)
    sent = last_sendings([row]).get(row.pk)
    context |= {
        "lines": part_lines(row, context["award"], context["plain_gaps"], context["returned"]),
        "checklist": checklist(row, context["award"], context["unit"], request.moment),
        "ranks": ranks_of(context["unit"], request.today),
        "known_awards": awards_known(row, context["unit"]),
        "named": [one for one in initiatives_known(row) if one.is_named],
        "twins": twins_of(row, context["unit"], request.today),
        "sent": sent,
        "words_form": WordsForm(prefix="back"),
        "withdraw_form": WordsForm(prefix="withdraw"),
        "sees_bars": dossiers.sees_bars(request.user, request.today, row),
    }
    return render(request, "dossiers/dossier.html", context)


def _full(request: Any, row: Dossier) -> dict[str, Any]:
    return frame(row, request.user, request.moment) | judged(row, request.user, request.moment)


@page(*READERS)
@require_GET
def panel(request: Any, pk: int) -> HttpResponse:
    """The verdict alone, for a page that keeps it fresh while somebody writes."""
    row = dossiers.get_for(request.user, request.today, pk=pk)
    if elsewhere := to_appraisal(row, request.user, request.moment):
        return elsewhere
    return render(request, "dossiers/_panel.html", _full(request, row))


def _asked(context: dict[str, Any], part: str) -> str:
    returned = context["returned"]
    return str(returned.reasons.get(part, "")) if returned else ""


def _part(
    request: Any, row: Dossier, part: str, template: str, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page of one part, with the verdict beside it."""
    context = _full(request, row) | {"part": part, "part_name": parts.PART_NAMES[part]} | more
    context["asked"] = _asked(context, part)
    context["is_part_open"] = context["is_open"] and (row.open_parts is None or part in row.open_parts)
    if not context["is_part_open"]:
        for form in (more["form"], *more.get("formset", ())):
            for field in form.fields.values():
                field.disabled = True
    return render(request, f"dossiers/parts/{template}.html", context, status=status)


def _done(
    request: Any, row: Dossier, form: Form, act: Callable[[], object], words: str
) -> HttpResponse | None:
    """Does the act; None, with the words on the form, when it is refused."""
    try:
        act()
    except autosave.StaleVersion as stale:
        form.add_error(None, _("%s đã lưu phần này trước bạn. Mở lại trang để xem rồi sửa tiếp.") % stale.by)
    except DossierRefused as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, words)
        return redirect("dossiers:dossier", pk=row.pk)
    return None


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def subject(request: Any, pk: int) -> HttpResponse:
    """Who is put forward."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    is_person = row.award.endswith(".individual")
    form_class = PersonForm if is_person else CollectiveForm
    form = form_class(request.POST or None, initial=subject_initial(row))
    if request.method == "POST" and form.is_valid():
        answer = _done(
            request,
            row,
            form,
            lambda: services.describe_subject(
                by=request.user,
                at=request.moment,
                dossier=row,
                subject=form.subject(),
                edition=autosave.sent_version(request),
            ),
            _("Đã lưu đối tượng đề nghị."),
        )
        if answer:
            return answer
    more = {"form": form, "is_whole_unit": row.award in services.RANKED_COLLECTIVE}
    return _part(request, row, parts.SUBJECT, "subject", more, 422 if form.errors else 200)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def facts(request: Any, pk: int) -> HttpResponseBase:
    """What is attested; it saves itself."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    award = frame(row, request.user, request.moment)
    asked = {"is_person": award["is_person"], "needs_ground": award["kind"].needs_ground}
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
        answer = _done(request, row, form, save, _("Đã lưu thông tin xét."))
        if answer:
            return answer
    if is_script:
        return autosave.refused(" ".join(str(one) for errors in form.errors.values() for one in errors))
    return _part(request, row, parts.FACTS, "facts", {"form": form}, 422 if form.errors else 200)


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
        named = [one.row for one in initiatives_known(row) if str(one.row.pk) in asked]
        answer = _done(
            request,
            row,
            form,
            lambda: services.name_initiatives(
                by=request.user, at=request.moment, dossier=row, initiatives=named
            ),
            _("Đã lưu sáng kiến của hồ sơ."),
        )
        if answer:
            return answer
    more = {"form": form, "known": with_lookalikes(initiatives_known(row))}
    return _part(request, row, parts.INITIATIVES, "initiatives", more, 422 if form.errors else 200)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def work(request: Any, pk: int) -> HttpResponse:
    """The work in reform, stretch by stretch; its months are counted."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    spans = [
        {key: getattr(span, key) for key in ("since", "until", "place", "work", "source")}
        for span in row.work_spans.all()
    ]
    formset = SpanFormSet(request.POST or None, initial=spans)
    form = Form(request.POST or None)
    if request.method == "POST" and formset.is_valid() and form.is_valid():
        answer = _done(
            request,
            row,
            form,
            lambda: tell_work(by=request.user, at=request.moment, dossier=row, spans=spans_of(list(formset))),
            _("Đã lưu quá trình làm cải cách hành chính."),
        )
        if answer:
            return answer
    is_wrong = bool(form.errors) or (formset.is_bound and not formset.is_valid())
    more = {"form": form, "formset": formset}
    return _part(request, row, parts.WORK, "work", more, 422 if is_wrong else 200)


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
            messages.error(request, str(refusal))
            return redirect("dossiers:section", pk=pk, section=section)
        return _after(row, section)
    if is_script:
        return autosave.refused(" ".join(str(one) for errors in form.errors.values() for one in errors))
    unit = unit_of(row, request.moment)
    more = {
        "form": form,
        "section": parts.SECTION_OF[section],
        "written": written,
        "kept": row.kept_words.filter(section=section, settled_at__isnull=True).select_related("by"),
        "ranks": ranks_of(unit, request.today),
        "known_awards": awards_known(row, unit) if section == "awards" else [],
    }
    return _part(request, row, section, "section", more, 422 if form.errors else 200)


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
    last = row.bar_statements.last()
    initial = {"kind": last.kind, "words": last.words, "since": last.since} if last else {}
    form = BarForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        answer = _done(
            request,
            row,
            form,
            lambda: declare_bars(by=request.user, at=request.moment, dossier=row, stated=form.stated()),
            _("Đã lưu cam kết."),
        )
        if answer:
            return answer
    more = {"form": form, "last": last, "ends": [(code, words) for code, words in BAR_ENDS.items()]}
    return _part(request, row, parts.BARS, "bars", more, 422 if form.errors else 200)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def evidence(request: Any, pk: int) -> HttpResponse:
    """The checklist, and files to its items."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_file(
                by=request.user,
                at=request.moment,
                dossier=row,
                item=form.cleaned_data["item"],
                upload=form.cleaned_data["file"],
            )
        except DossierRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm tệp."))
            return redirect("dossiers:evidence", pk=pk)
    context = frame(row, request.user, request.moment)
    more = {
        "form": form,
        "files": row.files.filter(removed_at__isnull=True).select_related("file", "added_by"),
        "checklist": checklist(row, context["award"], context["unit"], request.moment),
    }
    return _part(request, row, parts.EVIDENCE, "evidence", more, 422 if form.errors else 200)


@page(*WRITERS)
@require_POST
def file_remove(request: Any, pk: int, file: int) -> HttpResponse:
    """A file does not belong to the dossier after all."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    found = get_object_or_404(row.files.select_related("file", "dossier"), pk=file)
    try:
        remove_file(by=request.user, at=request.moment, row=found)
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("dossiers:evidence", pk=pk)


@page(*READERS)
@require_GET
def file_download(request: Any, pk: int, file: int) -> HttpResponseBase:
    """A file of the dossier; others than the unit get what was sent."""
    row = dossiers.get_for(request.user, request.today, pk=pk)
    if elsewhere := to_appraisal(row, request.user, request.moment):
        return elsewhere
    found = get_object_or_404(row.files.select_related("file"), pk=file)
    if not dossiers.is_writer(request.user, request.today, row) and not _was_sent(row, found.file.sha256):
        raise Http404
    return give_out(found.file)


def _was_sent(row: Dossier, sha256: str) -> bool:
    sent = row.sendings.values_list("submission__content", flat=True)
    return any(
        one["sha256"] == sha256
        for content in sent
        for dossier in content["dossiers"]
        if dossier["id"] == row.pk
        for one in dossier["files"]
    )

"""The achievement report down to Word and back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_GET, require_POST

from thidua.documents.papers import to_docx
from thidua.dossiers import papers
from thidua.dossiers.access import READERS, WRITERS, dossiers
from thidua.dossiers.enums import AS_SENT
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.forms import SectionForm
from thidua.dossiers.given import awards_of
from thidua.dossiers.models import Dossier
from thidua.dossiers.pages import frame, to_appraisal, unit_of
from thidua.dossiers.parts import SECTIONS, Section
from thidua.dossiers.prefill import Known, awards_known, ranks_of
from thidua.dossiers.report.paper import report_paper
from thidua.dossiers.report.reading import FromWord, read_report
from thidua.dossiers.selectors import last_sending
from thidua.dossiers.sending.content import TOLD, Content, told_of
from thidua.dossiers.services import check_open
from thidua.dossiers.writing.services import save_part
from thidua.foundation.access import Refused, page
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.files import Kind
from thidua.foundation.files.fields import InspectedField
from thidua.foundation.tables import download as give
from thidua.paper_forms.enums import Kind as FormKind
from thidua.units.selectors import history


class UploadForm(forms.Form):
    """The file that was written in Word."""

    file = InspectedField(label=gettext_lazy("Báo cáo đã viết (.docx)"), kinds={Kind.DOCX})


@dataclass(frozen=True, slots=True)
class Difference:
    """A section that the file has otherwise."""

    section: Section
    here: str
    there: str
    version: int
    closed: str
    """Why it cannot be taken; empty when it can."""


@page(*READERS)
@require_GET
def download(request: Any, pk: int, form: str) -> HttpResponse:
    """The report with the facts in: for its writers one that can be brought back; once it is sent, and for
    others, as it went out.
    """
    row = dossiers.get_for(request.user, request.today, pk=pk)
    if elsewhere := to_appraisal(row, request.user, request.moment):
        return elsewhere
    context = frame(row, request.user, request.moment)
    is_for_writing = form == "docx" and context["is_writer"] and context["is_open"]
    if context["is_writer"] and row.state not in AS_SENT:
        told, unit, on = _as_written(row), context["unit"], request.today
        with override("vi"):
            known = awards_known(row, awards_of(row, unit), history(on).by_id())
        awards = [one for one in known if one.holds]
    else:
        told, sent_at = _as_sent(row)
        unit, on = unit_of(row, sent_at), sent_at.date()
        awards = [Known(**one) for one in told.get("awards", ())]  # what was sent before has none
    with override("vi"):
        ranks = ranks_of(unit, on)
    paper = report_paper(
        row.code,
        told,
        context["award"],
        unit,
        ranks=ranks,
        awards=awards,
        is_demo=request.installation.is_demo,
        is_for_writing=is_for_writing,
    )
    name = f"bao-cao-thanh-tich-{row.code.replace('/', '-')}"
    if is_for_writing:  # read back by our headings, so never in a layout of the office's own
        return give(to_docx(paper), papers.DOCX, f"{name}.docx")
    return papers.download(paper, name, form, request.today, FormKind.ACHIEVEMENTS)


def _as_written(row: Dossier) -> Content:
    prefetch_related_objects([row], *TOLD)
    return told_of(row)


def _as_sent(row: Dossier) -> tuple[Content, datetime]:
    """What the last sending holds that was not recalled, and its moment; Refused when there is none."""
    sent = last_sending(row)
    if sent is None:
        raise Refused(
            _("Đơn vị đã thu hồi hồ sơ này và chưa gửi lại."),
            _("Khi đơn vị gửi lại thì xem được nội dung."),
        )
    return sent.frozen, localtime(sent.submission.sent_at)


@page(*WRITERS)
@require_POST
def upload(request: Any, pk: int) -> HttpResponse:
    """What the file says differently; nothing is taken yet."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for one in form.errors["file"]))
        return redirect("dossiers:dossier", pk=pk)
    try:
        found = read_report(row, form.cleaned_data["file"])
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("dossiers:dossier", pk=pk)
    differences = _differences(row, found)
    if not differences and not found.notes:
        messages.success(request, _("Tệp giống hệt bản trong hệ thống, không có gì để lấy."))
        return redirect("dossiers:dossier", pk=pk)
    context = frame(row, request.user, request.moment)
    context |= {"differences": differences, "notes": found.notes}
    return render(request, "dossiers/from_word.html", context)


def _differences(row: Dossier, found: FromWord) -> list[Difference]:
    parts = {part.section: part for part in row.parts.all()}
    differences = []
    for section in SECTIONS:
        there = found.texts.get(section.code)
        part = parts[section.code]
        if there is None or _same(there) == _same(part.text):
            continue
        differences.append(
            Difference(section, part.text, there, part.version, _why_closed(row, section.code))
        )
    return differences


def _same(text: str) -> str:
    """A text as a Word file gives it back: without empty lines and blanks round the lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _why_closed(row: Dossier, code: str) -> str:
    try:
        check_open(row, code)
    except DossierRefused as refusal:
        return str(refusal)
    return ""


@page(*WRITERS)
@require_POST
def take(request: Any, pk: int) -> HttpResponse:
    """Takes the sections that were ticked, each under the version it was compared with."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    taken = []
    for section in SECTIONS:
        if f"take-{section.code}" not in request.POST:
            continue
        form = SectionForm({"text": request.POST.get(f"text-{section.code}", "")})
        version = request.POST.get(f"version-{section.code}", "")
        try:
            if not form.is_valid():
                raise DossierRefused(_("Mục “%s” trong tệp quá dài.") % section.title)
            save_part(
                by=request.user,
                at=request.moment,
                dossier=row,
                section=section.code,
                text=form.cleaned_data["text"],
                version=int(version) if version.isdecimal() and len(version) < 10 else -1,
                is_final=True,
            )
        except StaleVersion as stale:
            words = _("Mục “%(title)s”: %(who)s vừa lưu; chữ trong tệp được giữ lại ở mục đó để gộp.")
            messages.warning(request, words % {"title": section.title, "who": stale.by})
        except DossierRefused as refusal:
            messages.error(request, str(refusal))
        else:
            taken.append(str(section.title))
    if taken:
        messages.success(request, _("Đã lấy từ tệp: %s.") % "; ".join(taken))
    return redirect("dossiers:dossier", pk=pk)

"""Pages of criteria sets: the list, one set, beginning one, its comparison with another."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.roles import STANDING_OFFICE
from thidua.foundation.access import Refused, page
from thidua.foundation.tables import CSV, XLSX, download
from thidua.index_sets import services
from thidua.index_sets.access import OFFICE, READERS, criteria_sets
from thidua.index_sets.errors import SetRefused
from thidua.index_sets.forms import EMPTY, FILE, SAMPLE, BeginForm, ConfirmForm, WordsForm
from thidua.index_sets.lines import draft_of
from thidua.index_sets.models import CriteriaSet
from thidua.index_sets.pages import by_area
from thidua.index_sets.reading import ReadSet, read_set, sample, words_of
from thidua.index_sets.selectors import differences, faults_in, lines_of
from thidua.index_sets.workbook import to_csv, to_xlsx
from thidua.units.enums import BlockChoice

SETS_ON_PAGE, FAULTS_ON_PAGE = 30, 50


@page(*READERS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """Sets by year and block, the latest first."""
    rows = criteria_sets.visible_to(request.user, request.today)
    context = {
        "rows": Paginator(rows, SETS_ON_PAGE).get_page(request.GET.get("trang")),
        "is_office": request.user.has_role(request.today, *STANDING_OFFICE),
    }
    return render(request, "index_sets/list.html", context)


@page(*READERS)
@require_GET
def one(request: Any, pk: int) -> HttpResponse:
    """A set by area, with the rule of each line in words and what does not add up."""
    return _one(request, criteria_sets.get_for(request.user, request.today, pk=pk), ConfirmForm())


def _one(request: Any, found: CriteriaSet, form: ConfirmForm, status: int = 200) -> HttpResponse:
    rows = lines_of(found)
    faults = faults_in(found) if found.is_draft else []
    areas = by_area(rows)
    is_office = request.user.has_role(request.today, *STANDING_OFFICE)
    others = criteria_sets.visible_to(request.user, request.today).filter(block=found.block)
    context = {
        "found": found,
        "areas": areas,
        "total": sum((node.worth for node, _below in areas), Decimal(0)),
        "scored": sum(bool(row.kind) for row in rows),
        "stops": [words_of(fault) for fault in faults if not fault.is_warning],
        "warnings": [words_of(fault) for fault in faults if fault.is_warning],
        "is_office": is_office,
        "may_write": is_office and found.is_draft,
        "refusal": _why_not_confirm(request, found) if is_office and found.is_draft else None,
        "form": form,
        "others": others.exclude(pk=found.pk)[:10],
    }
    return render(request, "index_sets/one.html", context, status=status)


def _why_not_confirm(request: Any, found: CriteriaSet) -> Refused | None:
    try:
        criteria_sets.get_for(request.user, request.today, action="confirm", pk=found.pk)
    except Refused as refusal:
        return refusal
    return None


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """A new draft: from a file, from another year's set, from the sample, or empty."""
    known = list(criteria_sets.visible_to(request.user, request.today)[:30])
    copies = [(str(one.pk), _copy_words(one)) for one in known]
    initial = {
        "year": request.GET.get("nam", request.today.year),
        "block": request.GET.get("khoi", INDEX_BLOCKS[0].value),
        "source": request.GET.get("tu", FILE),
    }
    form = BeginForm(request.POST or None, request.FILES or None, copies=copies, initial=initial)
    read: ReadSet | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made, read = _begun(request, form, {str(one.pk): one for one in known})
        except SetRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if made is not None:
                messages.success(
                    request, _("Đã có bản soạn. Xem từng dòng, rồi đề nghị người thứ hai xác nhận.")
                )
                return redirect("index_sets:one", made.pk)
    faults = [*read.errors, *read.warnings] if read else []
    context = {
        "form": form,
        "read": read,
        "faults": Paginator(faults, FAULTS_ON_PAGE).get_page(1),
    }
    return render(request, "index_sets/new.html", context, status=422 if form.errors or faults else 200)


def _copy_words(one: CriteriaSet) -> str:
    return _("bộ của %(block)s năm %(year)s, phiên bản %(version)s") % {
        "block": BlockChoice(one.block).label,
        "year": one.year,
        "version": one.version,
    }


def _begun(
    request: Any, form: BeginForm, known: dict[str, CriteriaSet]
) -> tuple[CriteriaSet | None, ReadSet | None]:
    """The draft, or what is wrong with the file it should have come from."""
    data, words = form.cleaned_data, form.words()
    common = {
        "by": request.user,
        "at": request.moment,
        "year": data["year"],
        "block": data["block"],
        "words": words,
    }
    if data["source"] == FILE:
        file = data["file"]
        content = file.file.read()
        file.file.seek(0)
        read = read_set(content, file.name, words.stated_total)
        if not read.is_clean:
            return None, read
        return services.begin(**common, lines=read.lines, file=file), None
    if data["source"] == SAMPLE:
        return services.begin(**common, lines=sample(), is_sample=True), None
    if data["source"] == EMPTY:
        return services.begin(**common), None
    source = known[data["source"]]
    lines = [draft_of(row) for row in lines_of(source)]
    return services.begin(**common, lines=lines, copied_from=source, is_sample=source.is_sample), None


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def describe(request: Any, pk: int) -> HttpResponse:
    """Title, stated total, decision and reason of a draft."""
    found = criteria_sets.get_for(request.user, request.today, action="write", pk=pk)
    names = ("title", "stated_total", "decision_number", "decision_date", "reason")
    form = WordsForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            services.describe(by=request.user, at=request.moment, criteria_set=found, words=form.words())
        except SetRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("index_sets:one", found.pk)
    context = {"found": found, "form": form}
    return render(request, "index_sets/describe.html", context, status=422 if form.errors else 200)


@page(*OFFICE)
@require_POST
def confirm(request: Any, pk: int) -> HttpResponse:
    """A second person puts the draft in force."""
    found = criteria_sets.get_for(request.user, request.today, action="confirm", pk=pk)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            services.put_in_force(by=request.user, at=request.moment, criteria_set=found, **form.cleaned_data)
        except SetRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bộ tiêu chí đang dùng từ bây giờ; không sửa được nữa."))
            return redirect("index_sets:one", found.pk)
    return _one(request, found, form, status=422)


@page(*OFFICE)
@require_POST
def discard(request: Any, pk: int) -> HttpResponse:
    """Puts a draft away."""
    found = criteria_sets.get_for(request.user, request.today, action="write", pk=pk)
    try:
        services.discard(by=request.user, at=request.moment, criteria_set=found)
    except SetRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("index_sets:one", found.pk)
    messages.success(request, _("Đã bỏ bản soạn."))
    return redirect("index_sets:list")


@page(*READERS)
@require_GET
def compare(request: Any, pk: int, other: int) -> HttpResponse:
    """What differs between a set and an earlier one."""
    new_set = criteria_sets.get_for(request.user, request.today, pk=pk)
    old_set = criteria_sets.get_for(request.user, request.today, pk=other)
    context = {"old": old_set, "new": new_set, "rows": differences(old_set, new_set)}
    return render(request, "index_sets/compare.html", context)


@page(*READERS)
@require_GET
def take(request: Any, pk: int, suffix: str) -> HttpResponse:
    """The set as a table that can be brought in again."""
    found = criteria_sets.get_for(request.user, request.today, pk=pk)
    lines = [draft_of(row) for row in lines_of(found)]
    stem = f"bo-tieu-chi-{found.year}-{found.block}-v{found.version}"
    if suffix == "csv":
        return download(to_csv(lines), CSV, f"{stem}.csv")
    title = f"{found.title}, năm {found.year}, {BlockChoice(found.block).label}"
    note = ("BỘ MẪU, CHƯA PHẢI BỘ CHỈ SỐ CỦA HẢI PHÒNG",) if found.is_sample else ()
    return download(to_xlsx(lines, above=(title, *note)), XLSX, f"{stem}.xlsx")


@page(*OFFICE)
@require_GET
def template(request: Any) -> HttpResponse:
    """A workbook with the sample, which has every way of scoring, to write one's own over."""
    above = (
        "Mẫu nhập bộ tiêu chí",
        "Các dòng là ví dụ, chưa phải Bộ chỉ số của Hải Phòng; xóa và ghi dòng của mình.",
    )
    return download(to_xlsx(sample(), above=above), XLSX, "mau-bo-tieu-chi.xlsx")

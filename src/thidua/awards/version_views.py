"""The page that holds a version of the plan against what holds now."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thidua.awards.access import APPRAISERS
from thidua.awards.outlook import shown_awards
from thidua.awards.version_comparison import (
    SHIFTS,
    ComparisonFilter,
    compare_version,
    comparison_rows,
    is_open,
)
from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.labels import BLOCK_NAMES
from thidua.core.programme import load_programme
from thidua.foundation.access import page
from thidua.foundation.tables import CSV, XLSX, csv_bytes, download, xlsx_bytes
from thidua.movement.selectors import open_yearly_cycle
from thidua.movement.versions.access import versions

PAGE_SIZE = 50
WIDTHS = (9, 32, 18, 28, 10, 14, 20, 46, 14, 20, 46, 12)
SHIFT_NAMES = dict(
    zip(
        SHIFTS,
        (
            gettext_lazy("Trở thành đạt"),
            gettext_lazy("Không còn đạt"),
            gettext_lazy("Thành chưa đủ dữ liệu"),
            gettext_lazy("Hết khả năng đạt"),
        ),
        strict=True,
    )
)


@page(*APPRAISERS)
@require_GET
def comparison_page(request: Any, pk: int) -> HttpResponse:
    """Counts first, then the verdicts that change, with clause and reason before and after."""
    version = versions.get_for(request.user, request.today, pk=pk)
    if version.base is None:
        raise Http404(_("Kế hoạch như đã ban hành không sửa phiên bản nào nên không có gì để so sánh."))
    awards = shown_awards()
    open_year = open_yearly_cycle(request.moment)
    chosen = ComparisonFilter.from_query(request.GET, open_year, [award.id for award in awards])
    found = compare_version(request.today, chosen.year, version.pk, is_draft=is_open(version))
    rows = [row for row in found.rows if chosen.keeps(row)]
    kind, name = request.GET.get("tep"), f"so-sanh-phien-ban-{version.number or f'nhap-{pk}'}-{chosen.year}"
    if kind == "csv":
        return download(csv_bytes(comparison_rows(rows)), CSV, f"{name}.csv")
    if kind == "xlsx":
        table = comparison_rows(rows)
        content = xlsx_bytes(table, sheet=_("So sánh"), widths=WIDTHS, fixed_columns=2)
        return download(content, XLSX, f"{name}.xlsx")
    paged = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    figures = [{"label": SHIFT_NAMES[shift], "value": found.counts[shift], "note": ""} for shift in SHIFTS]
    context = {
        "version": version,
        "is_draft": is_open(version),
        "found": found,
        "chosen": chosen,
        "figures": figures,
        "rows": paged.object_list,
        "paged": paged,
        "awards": awards,
        "blocks": [(block.value, _(BLOCK_NAMES[block])) for block in INDEX_BLOCKS],
        "shifts": SHIFT_NAMES.items(),
        "years": load_programme().period.years,
    }
    return render(request, "awards/version_comparison.html", context)

"""A chart as a picture, and the table behind it as a file."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from thidua.documents.score_charts import as_png
from thidua.foundation.tables import CSV, XLSX, Cell, csv_bytes, download, xlsx_bytes
from thidua.index_results.seeing.source import Source
from thidua.index_rounds.models import Round

SVG, PNG = "image/svg+xml; charset=utf-8", "image/png"
PICTURES = ("svg", "png")


def picture(svg: str, suffix: str, stem: str) -> HttpResponse:
    """The picture as a file; Http404 where there is nothing to draw."""
    if not svg:
        raise Http404(_("Chưa đủ số liệu để vẽ."))
    content, kind = (as_png(svg), PNG) if suffix == "png" else (svg.encode(), SVG)
    return download(content, kind, f"{stem}.{suffix}")


def table(
    rows: Iterable[Sequence[Cell]], suffix: str, stem: str, above: Sequence[str], widths: Sequence[int]
) -> HttpResponse:
    """The rows as CSV or XLSX; `above`: lines over the table in XLSX, `widths` of its columns."""
    if suffix == "csv":
        return download(csv_bytes(rows), CSV, f"{stem}.csv")
    content = xlsx_bytes(rows, sheet=_("Số liệu"), widths=widths, above=above, fixed_columns=2)
    return download(content, XLSX, f"{stem}.xlsx")


def above(found: Round, source: Source[Any], named: str) -> tuple[str, str]:
    """What stands over a table: whose results, and which."""
    return f"{named}, {found.title}", source.words

"""What a finding can be pinned to: a file, an initiative, a published rank, a part of the dossier."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.judging.criteria import Criterion
from thidua.core.text import format_date
from thidua.dossiers.models import Dossier, DossierFile
from thidua.dossiers.parts import PART_NAMES
from thidua.initiatives.models import Initiative
from thidua.par_index.enums import IndexKind, ReleaseStatus
from thidua.par_index.models import IndexRow

LONGEST = 300
NOTHING = "none"
"""Stands in the place of a part where nothing in the dossier shows what is asked."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One thing to point at. `value` is as a form sends it (“file:12”), `words` what it shows today."""

    value: str
    group: str
    words: str
    file: DossierFile | None = None
    initiative: Initiative | None = None
    index_row: IndexRow | None = None
    part: str = ""

    @property
    def shows_nothing(self) -> bool:
        """Whether it says that nothing was found."""
        return self.part == NOTHING


def pins_of(row: Dossier, on: date) -> list[Pin]:
    """Everything that can be pointed at, by kind, and last that there is nothing; three queries."""
    nothing = Pin(
        f"part:{NOTHING}", _("Không có"), _("Không có tài liệu nào trong hồ sơ cho thấy"), part=NOTHING
    )
    return [*_initiatives(row), *_ranks(row, on), *_files(row), *_parts(), nothing]


def chosen(pins: list[Pin], value: str) -> Pin | None:
    """The pin of a value; None for an empty one. AppraisalRefused for one that is not the dossier's."""
    if not value:
        return None
    found = next((pin for pin in pins if pin.value == value), None)
    if found is None:
        raise AppraisalRefused(
            _("Căn cứ đã chọn không còn trong hồ sơ này. Mở lại trang rồi chọn căn cứ khác.")
        )
    return found


def grouped(pins: list[Pin]) -> list[tuple[str, list[tuple[str, str]]]]:
    """As a select shows them: (group, [(value, words)])."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for pin in pins:
        groups.setdefault(pin.group, []).append((pin.value, pin.words))
    return list(groups.items())


ITEM_PARTS = {
    "minutes": "minutes",
    "work": "work",
    "bars": "bars",
    "report": "results",
    "rating": "facts",
    "ground": "facts",
    "awards": "awards",
}
"""Item of the checklist → the part of the dossier that shows it."""


def likely_pin(criterion: Criterion, pins: list[Pin]) -> str:
    """Where the evidence of a question most likely is; a person chooses."""
    item = criterion.key.partition(":")[2]
    if item in ITEM_PARTS:
        return f"part:{ITEM_PARTS[item]}"
    kinds = {"initiative": "initiative:", "index": "rank:"}
    wanted = kinds.get(item, criterion.evidence)
    return next((pin.value for pin in pins if pin.value.startswith(wanted)), "") if wanted else ""


def _initiatives(row: Dossier) -> list[Pin]:
    group = _("Sáng kiến")
    return [
        Pin(f"initiative:{one.pk}", group, _cut(f"{one.code} · {one.title}"), initiative=one)
        for one in row.initiatives.order_by("code")
    ]


def _ranks(row: Dossier, on: date) -> list[Pin]:
    group = _("Hạng đã công bố")
    rows = IndexRow.objects.filter(
        unit=row.filing.unit_id,
        release__index=IndexKind.PAR,
        release__status=ReleaseStatus.CONFIRMED,
        release__published_on__lte=on,
    )
    # Of two releases of one year the later one counts.
    found = {
        one.release.year: one for one in rows.select_related("release").order_by("release__published_on")
    }
    return [
        Pin(
            f"rank:{one.pk}",
            group,
            _cut(
                _("Năm %(year)d: hạng %(rank)d (%(number)s, %(day)s)")
                % {
                    "year": year,
                    "rank": one.rank,
                    "number": one.release.decision_number or one.source,
                    "day": format_date(one.release.published_on),
                }
            ),
            index_row=one,
        )
        for year, one in sorted(found.items(), reverse=True)
    ]


def _files(row: Dossier) -> list[Pin]:
    group = _("Tài liệu kèm theo")
    rows = row.files.filter(removed_at__isnull=True).select_related("file")
    return [Pin(f"file:{one.pk}", group, _cut(one.file.name), file=one) for one in rows]


def _parts() -> list[Pin]:
    group = _("Phần của hồ sơ")
    return [Pin(f"part:{code}", group, str(name), part=code) for code, name in PART_NAMES.items()]


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"

"""Without what a dossier cannot be handed over: told all at once, each with where to go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.programme import Award
from thidua.dossiers import parts
from thidua.dossiers.checklist.items import INITIATIVE, ITEM_OF, ITEMS, Entries, Need
from thidua.dossiers.checklist.selectors import entries_on
from thidua.dossiers.checklist.standing import (
    INITIATIVE_PAPERS,
    is_recognised,
    lacking_of,
    need_of,
    unwritten,
)
from thidua.dossiers.contributions import LEAST_WORDS, contributions_in
from thidua.dossiers.enums import Contribution
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import RouteKind, is_person, kind_of
from thidua.initiatives.likeness.selectors import untold_of_each
from thidua.initiatives.models import Initiative


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing; `part` says where it is written, `url` where else it is mended. A file of
    the dossier does as well where it `may_be_a_file`.
    """

    part: str
    words: str
    url: str = ""
    may_be_a_file: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts in which it can be mended."""
        return (self.part, parts.EVIDENCE) if self.may_be_a_file else (self.part,)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of dossiers on a day: the checklist, and the look-alikes nobody has spoken of by the key
    of the initiative."""

    entries: Entries
    untold: Mapping[int, list[Initiative]]


def asked_of(rows: Sequence[Dossier], on: date) -> Asked:
    """What the day asks of these dossiers, with all that `gaps_of` reads; a fixed number of queries."""
    prefetch_related_objects(rows, "parts", "files", *INITIATIVE_PAPERS)
    named = {one.pk: one for row in rows for one in row.initiatives.all()}
    return Asked(entries_on(on), untold_of_each(list(named.values())))


BY_FILE = tuple(item.code for item in ITEMS if not item.by_system)
"""Items that only a file can bring."""


def gaps_of(row: Dossier, award: Award, asked: Asked) -> list[Gap]:
    """What keeps the dossier from being handed over; no query. What the criteria still lack is no gap: the
    verdict tells it, and an unknown fact does not stop a unit.
    """
    kind = kind_of(award)
    must = {code for code in asked.entries if need_of(row, award, code, asked.entries) == Need.MUST}
    there = {one.item for one in row.files.all() if one.removed_at is None}
    gaps = [
        Gap(section.code, _("Báo cáo thành tích chưa viết mục %(number)s. %(title)s.")
            % {"number": section.number, "title": section.title})
        for section in unwritten(row)
    ]  # fmt: skip
    if kind.needs_ground:
        gaps += [Gap(parts.FACTS, words) for words in _ground_missing(row, kind)]
    if "minutes" in must and row.selected is None:
        gaps.append(Gap(parts.MINUTES, _("Chưa có biên bản hội đồng của đơn vị biểu quyết hồ sơ này.")))
    if row.selected is False:
        gaps.append(
            Gap(
                parts.MINUTES,
                _("Hội đồng của đơn vị không tán thành hồ sơ này (chưa quá một nửa thành viên)."),
            )
        )
    if "bars" in must and row.barred is None:
        gaps.append(
            Gap(parts.BARS, _("Chưa cam kết về trường hợp chưa xét khen thưởng (NĐ 152/2025 Điều 4)."))
        )
    if is_person(award) and not row.position:
        gaps.append(Gap(parts.SUBJECT, _("Chưa ghi chức vụ.")))
    if "work" in must and row.par_months is None:
        gaps.append(Gap(parts.WORK, _("Chưa ghi quá trình làm cải cách hành chính.")))
    if INITIATIVE in must - there:
        gaps += _papers_missing(row)
    gaps += [
        Gap(parts.EVIDENCE, _("Chưa kèm tài liệu: %s.") % ITEM_OF[code].name)
        for code in BY_FILE
        if code in must - there
    ]
    return [*gaps, *_untold(row, asked)]


def _ground_missing(row: Dossier, kind: RouteKind) -> Iterator[str]:
    """What the written ground lacks (III.2.1.2.b.2, III.2.2.b.NGOAI, III.3.1.b; B27)."""
    if not row.justification:
        yield _("Tuyến “%s” phải nêu căn cứ bằng văn bản.") % kind.name
    elif len(row.justification) < LEAST_WORDS:
        yield (
            _(
                "Căn cứ ngắn hơn %d ký tự, chưa xét được: ghi đã làm gì, kết quả ra sao, "
                "văn bản ghi nhận thế nào."
            )
            % LEAST_WORDS
        )
    if not row.ground_source:
        yield _("Chưa ghi số, ngày, nơi ban hành của văn bản căn cứ.")
    if contributions_in(row.award, row.filing.cycle):
        if not row.contribution:
            yield _("Chưa chọn loại đóng góp.")
        elif row.contribution == Contribution.INDEX and not row.raised_area:
            yield _("Chưa chọn lĩnh vực của Chỉ số cải cách hành chính thành phố được nâng.")


def _papers_missing(row: Dossier) -> Iterator[Gap]:
    """What proves the initiatives is in the register with its files, or a file of the dossier."""
    if not is_recognised(row):
        yield Gap(
            parts.INITIATIVES,
            _(
                "Chưa có sáng kiến đã được công nhận: chọn sáng kiến trong sổ, hoặc kèm quyết định, "
                "giấy chứng nhận và xác nhận áp dụng ở phần Tài liệu kèm theo."
            ),
            may_be_a_file=True,
        )
        return
    for pk, words in lacking_of(row).items():
        yield Gap(
            parts.INITIATIVES,
            _("Sáng kiến %s. Bổ sung ở trang sáng kiến, hoặc kèm tệp vào hồ sơ.") % words,
            reverse("initiatives:one", args=[pk]),
            may_be_a_file=True,
        )


def _untold(row: Dossier, asked: Asked) -> Iterator[Gap]:
    """Initiatives of which nobody has said what they are beside those the city had before (III.1.2.2)."""
    for one in row.initiatives.all():
        if untold := asked.untold[one.pk]:
            words = ngettext(
                "Sáng kiến %(code)s: %(n)d sáng kiến có trước rất giống mà chưa ai nêu là trùng, "
                "phát triển thêm hay khác (%(codes)s).",
                "Sáng kiến %(code)s: %(n)d sáng kiến có trước rất giống mà chưa ai nêu là trùng, "
                "phát triển thêm hay khác (%(codes)s).",
                len(untold),
            )
            codes = ", ".join(found.code for found in untold)
            yield Gap(
                parts.INITIATIVES,
                words % {"code": one.code, "n": len(untold), "codes": codes},
                reverse("initiatives:likeness", args=[one.pk]) + f"#sk-{untold[0].pk}",
            )

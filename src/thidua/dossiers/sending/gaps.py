"""Without what a dossier cannot be handed over: told all at once, each with where to go."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.core.programme import Award
from thidua.dossiers import parts
from thidua.dossiers.checklist.items import ITEM_OF, Entries, Need, kind_of_award
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import is_person, kind_of


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing; `part` says where it is written."""

    part: str
    words: str


BY_FILE = ("rating", "ground")
"""Items that only a file can bring."""


def gaps_of(row: Dossier, award: Award, entries: Entries) -> list[Gap]:
    """What keeps the dossier from being handed over, by the checklist of the day. What the criteria still
    lack is no gap: the verdict tells it, and an unknown fact does not stop a unit.
    """
    kind = kind_of(award)
    must = {code for code, needs in entries.items() if needs.get(str(kind_of_award(award))) == Need.MUST}
    texts = {part.section: part.text for part in row.parts.all()}
    gaps = [
        Gap(section.code, _("Báo cáo thành tích chưa viết mục %(number)s. %(title)s.")
            % {"number": section.number, "title": section.title})
        for section in parts.SECTIONS
        if section.is_needed
        and not texts.get(section.code)
        and not (kind.needs_ground and section.code != "results")
    ]  # fmt: skip
    if kind.needs_ground and not row.justification:
        gaps.append(Gap(parts.FACTS, _("Tuyến “%s” phải nêu căn cứ bằng văn bản.") % kind.name))
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
    return gaps + _files_missing(row, must)


def _files_missing(row: Dossier, must: set[str]) -> list[Gap]:
    wanted = [code for code in BY_FILE if code in must]
    if not wanted:
        return []
    there = {one.item for one in row.files.all() if one.removed_at is None}
    return [
        Gap(parts.EVIDENCE, _("Chưa kèm tài liệu: %s.") % ITEM_OF[code].name)
        for code in wanted
        if code not in there
    ]

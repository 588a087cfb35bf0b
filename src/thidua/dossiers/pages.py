"""What the pages of one dossier show, gathered from this room and those below."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.awards.outlook import AwardOutlook
from thidua.core.programme import Award
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES
from thidua.core.text import format_date
from thidua.dossiers import parts
from thidua.dossiers.access import check_reader, dossiers
from thidua.dossiers.bars.selectors import pausing_bar
from thidua.dossiers.checklist.standing import Standing, known_on, standing_of
from thidua.dossiers.earlier.ratings import lower_ratings_of
from thidua.dossiers.enums import BEING_WRITTEN, DossierState, Proposer
from thidua.dossiers.models import Dossier, DossierReturn
from thidua.dossiers.moves import RECEIVERS
from thidua.dossiers.nominations import NominationSet, nominations_of, notices_beside
from thidua.dossiers.quotas import meters_of
from thidua.dossiers.routes import clause_in, is_person, kind_of
from thidua.dossiers.selectors import known_beside, last_return
from thidua.dossiers.sending.due import day_of
from thidua.dossiers.sending.gaps import Gap, asked_of, gaps_of
from thidua.foundation.access import Person, Refused
from thidua.movement.selectors import ReadingEntry, programme_for, reading_register
from thidua.units.selectors import UnitRecord, history

Badge = tuple[Promise, str, str]
"""Words, icon and look."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part in the list of tasks. `asked` is why it was given back."""

    code: str
    title: Promise
    url: str
    badge: Badge
    asked: str


def to_appraisal(row: Dossier, user: Person, moment: datetime) -> HttpResponse | None:
    """Where those who receive and appraise read a dossier: after they said how they stand to its unit (D07).
    None for everybody else; Refused for who stepped aside.
    """
    on = moment.date()
    if dossiers.is_writer(user, on, row):
        return None
    if user.has_role(on, *RECEIVERS):
        return redirect("appraising:dossier", pk=row.pk)
    check_reader(user, on, row.filing)
    return None


def award_of(row: Dossier, moment: datetime) -> Award:
    """The award as the plan of the dossier's cycle has it."""
    return programme_for(row.filing.cycle, moment.date()).award_by_id[row.award]


def unit_of(row: Dossier, moment: datetime) -> UnitRecord:
    """The unit as it stood on the day of the moment."""
    return history(moment.date()).by_id()[row.filing.unit_id]


def own_units(user: Person, on: date) -> list[UnitRecord]:
    """The units for which the person works and that are still there; Refused when all of them are gone and he
    begins dossiers for no others.
    """
    by_id = history(on).by_id()
    units = [by_id[pk] for pk in sorted(user.unit_ids(on, *UNIT_ROLES)) if pk in by_id]
    living = [unit for unit in units if not unit.is_dissolved]
    if units and not living and not user.has_role(on, *STANDING_OFFICE):
        gone = units[-1]
        said = {"name": gone.full_name, "day": format_date(gone.dissolved_on) if gone.dissolved_on else ""}
        raise Refused(
            gettext("%(name)s không còn từ ngày %(day)s") % said,
            gettext(
                "Đơn vị không còn thì không được đề nghị khen (Thông tư 15/2025/TT-BNV). Làm việc cho đơn vị "
                "kế thừa thì đề nghị quản trị kỹ thuật giao vai trò ở đơn vị đó."
            ),
        )
    return living


def frame(row: Dossier, user: Person, moment: datetime) -> dict[str, Any]:
    """What every page of a dossier needs: unit, award, deadline, who may do what."""
    on = moment.date()
    prefetch_related_objects([row], "parts")  # asked by the list of parts, the gaps and the checklist
    award, unit = award_of(row, moment), unit_of(row, moment)
    day = day_of([row.award], row.filing.cycle, unit, on)
    return {
        "row": row,
        "filing": row.filing,
        "unit": unit,
        "award": award,
        "kind": kind_of(award),
        "clause": clause_in(award, row.filing.cycle),
        "is_person": is_person(award),
        "subject": row.subject_name or unit.full_name,
        "day": day,
        "is_writer": dossiers.is_writer(user, on, row),
        "is_signer": dossiers.is_signer(user, on, row),
        "is_open": row.state in BEING_WRITTEN,
        "returned": last_return(row),
    }


def part_lines(
    row: Dossier,
    award: Award,
    gaps: list[Gap],
    returned: DossierReturn | None,
    to_check: Collection[str] = (),
) -> list[PartLine]:
    """The parts in the order in which they are written, with whatever else was questioned and is not sent
    again yet. `to_check`: those with values taken over.
    """
    texts = {part.section: part.text for part in row.parts.all()}
    is_back = row.open_parts is not None  # then every part in which it can be mended is open
    missing = {part for gap in gaps for part in (gap.parts if is_back else (gap.part,))}
    asked = returned.reasons if returned and row.open_parts is not None else {}
    shown = shown_parts(row, award)
    shown += [code for code in (*asked, *({parts.MINUTES} & missing)) if code not in shown]
    return [
        PartLine(
            code=code,
            title=parts.PART_NAMES[code],
            url=part_url(row, code),
            badge=_badge(row, code, missing, asked, texts, to_check),
            asked=asked.get(code, ""),
        )
        for code in shown
    ]


def shown_parts(row: Dossier, award: Award) -> list[str]:
    """The parts of which a dossier consists; no more than one query."""
    shown = [parts.SUBJECT, parts.INITIATIVES, parts.FACTS]
    if is_person(award):
        shown.append(parts.WORK)
    shown += [*(section.code for section in parts.SECTIONS), parts.EVIDENCE, parts.BARS]
    # The unit's council says nothing of what the office proposes itself, and only the unit writes there.
    if kind_of(award).has_quota or (row.proposer == Proposer.UNIT and row.filing.minutes.exists()):
        shown.append(parts.MINUTES)
    return shown


def questionable_parts(row: Dossier, award: Award) -> list[str]:
    """What a return may question: the parts, and the Tờ trình under which the unit sent them."""
    letter = [parts.LETTER] if row.proposer == Proposer.UNIT else []
    return [*shown_parts(row, award), *letter]


def part_url(row: Dossier, code: str) -> str:
    """Where a part is written."""
    if code == parts.LETTER:
        return reverse("dossiers:filing", kwargs={"pk": row.filing_id}) + "#to-trinh"
    if code == parts.MINUTES:
        return reverse("dossiers:minutes", kwargs={"pk": row.filing_id})
    if code in parts.SECTION_OF:
        return reverse("dossiers:section", kwargs={"pk": row.pk, "section": code})
    return reverse(f"dossiers:{code}", kwargs={"pk": row.pk})


def _badge(
    row: Dossier,
    code: str,
    missing: set[str],
    asked: dict[str, str],
    texts: dict[str, str],
    to_check: Collection[str],
) -> Badge:
    if row.state == DossierState.RETURNED:
        if code in asked:
            return _("cần sửa"), "undo-2", "suspended"
        if code not in (row.open_parts or []) and code not in missing:
            return _("giữ như đã gửi"), "lock", "plain"
    if code in missing:
        return _("còn thiếu"), "circle-dashed", "unknown"
    if code in to_check:
        return _("cần kiểm tra"), "history", "suspended"
    if _is_filled(row, code, texts):
        return _("xong"), "circle-check", "met"
    return _("không bắt buộc"), "circle-dashed", "plain"


def _is_filled(row: Dossier, code: str, texts: dict[str, str]) -> bool:
    match code:
        case parts.SUBJECT:
            return True
        case parts.FACTS:
            return any((row.justification, row.rating, row.par_role, row.outstanding is not None))
        case parts.INITIATIVES:
            return row.initiatives.exists()
        case parts.WORK:
            return row.par_months is not None
        case parts.EVIDENCE:
            return row.files.filter(removed_at__isnull=True).exists()
        case parts.BARS:
            return row.barred is not None
        case parts.MINUTES:
            return row.selected is not None
        case parts.LETTER:
            return bool(row.filing.letter_number)
    return bool(texts.get(code))


def judged(row: Dossier, user: Person, moment: datetime) -> dict[str, Any]:
    """The verdict on the day with what it stands on, the unit's limits, and what is still to be written.

    Whoever may not know of bars sees the verdict as if nothing were known of them.
    """
    on = moment.date()
    beside = known_beside(row, is_writer=dossiers.is_writer(user, on, row))
    put_forward = nominations_of(beside, on)
    one = put_forward[row.pk]
    if not dossiers.sees_bars(user, on, row):
        one = replace(one, facts=replace(one.facts, barred=None))
    nominations = NominationSet([one], on)
    verdict = nominations.verdicts[one.id]
    award = verdict.award
    gaps = gaps_of(row, award, asked_of([row], on))
    return {
        "verdict": verdict,
        "bar": pausing_bar(row.pk) if verdict.is_suspended else None,
        "notices": notices_beside(verdict, put_forward.values()),
        "lower_ratings": lower_ratings_of([row]).get(row.pk, []),
        "readings": _readings(AwardOutlook(award, one.cycle, verdict), moment),
        "meters": meters_of(row.filing, on),
        "gaps": [(gap, gap.url or part_url(row, gap.part)) for gap in gaps],
        "plain_gaps": gaps,
        "used_before": nominations.used_before(one.id) if row.state in BEING_WRITTEN else [],
    }


def _readings(outlook: AwardOutlook, moment: datetime) -> list[ReadingEntry]:
    used = {part.reading for part in outlook.branches if part.reading is not None}
    register = reading_register(moment.date())
    return [entry for entry in register if (entry.reading.switch, entry.chosen.id) in used]


def checklist(row: Dossier, award: Award, unit: UnitRecord, moment: datetime) -> list[Standing]:
    """The papers of the dossier (7.5), each with how it stands."""
    return standing_of(row, award, known_on(unit, moment.date()))

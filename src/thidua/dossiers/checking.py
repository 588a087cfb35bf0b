"""The last look before handing over and signing: every value of the dossiers that are about to go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.programme import Award
from thidua.core.text import format_date
from thidua.dossiers import parts
from thidua.dossiers.answers import Answer, PartAnswers, answers_of
from thidua.dossiers.authorship import authorship_doubt
from thidua.dossiers.checklist.items import ITEM_OF
from thidua.dossiers.earlier.ratings import lower_ratings_of
from thidua.dossiers.earlier.selectors import unchecked_of
from thidua.dossiers.enums import BEING_WRITTEN
from thidua.dossiers.models import Dossier, DossierFile, Filing
from thidua.dossiers.nominations import NominationSet, nominations_of, notices_beside
from thidua.dossiers.pages import part_url
from thidua.dossiers.prefill import Known, ranks_of
from thidua.dossiers.routes import clause_in, kind_of
from thidua.dossiers.selectors import known_beside
from thidua.dossiers.sending.content import content_of
from thidua.dossiers.sending.gaps import Gap, asked_of, gaps_of
from thidua.dossiers.sending.reopening import is_part_open
from thidua.dossiers.unit_council.frozen import Meeting, meeting_on
from thidua.movement.selectors import programme_for
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class CheckedDossier:
    """One dossier with all that it says. `verdict` is the word of the criteria, without bars."""

    row: Dossier
    award: Award
    subject: str
    verdict: str
    parts: tuple[PartAnswers, ...]
    gaps: tuple[Gap, ...]
    has_taken: bool
    notices: tuple[str, ...]
    """What a reader should know beside the verdict."""
    lower_ratings: tuple[str, ...]
    """Ratings of other years of the period."""

    @property
    def clause(self) -> str:
        """Of the award in the dossier's cycle."""
        return clause_in(self.award, self.row.filing.cycle)

    @property
    def may_be_handed_over(self) -> bool:
        """Whether nothing is missing and it was not handed over yet."""
        return self.row.state in BEING_WRITTEN and not self.gaps


def checked(
    filing: Filing, rows: Sequence[Dossier], unit: UnitRecord, moment: datetime
) -> list[CheckedDossier]:
    """The dossiers of one filing; a constant number of queries, however many they are."""
    if not rows:
        return []
    on = moment.date()
    files = DossierFile.objects.filter(removed_at=None).select_related("file", "taken_from__filing__unit")
    prefetch_related_objects(rows, "parts", "initiatives__authors", Prefetch("files", files))
    content = content_of(filing, rows, unit, on)
    awards, asked = programme_for(filing.cycle, on).award_by_id, asked_of(rows, on)
    ranks, taken, lower = ranks_of(unit, on), unchecked_of(rows), lower_ratings_of(rows)
    put_forward = nominations_of(known_beside(rows[0]))
    judged = NominationSet([put_forward[row.pk] for row in rows], on)
    found = []
    for row, said in zip(rows, content["dossiers"], strict=True):
        award, gaps = awards[row.award], gaps_of(row, awards[row.award], asked)
        answers = [
            *answers_of(said, needs_ground=kind_of(award).needs_ground),
            _evidence(row),
            _bars(row),
        ]
        meeting = meeting_on(content, row.pk)
        if kind_of(award).has_quota or meeting is not None or any(gap.part == parts.MINUTES for gap in gaps):
            answers.append(_minutes(row, meeting))
        sources: dict[str, list[str]] = {}
        for one in taken.get(row.pk, ()):
            sources.setdefault(one.part, []).append(one.source.code)
        found.append(
            CheckedDossier(
                row=row,
                award=award,
                subject=row.subject_name or unit.full_name,
                verdict=said["verdict"]["truth"],
                parts=tuple(_completed(row, part, {"results": ranks}, gaps, sources) for part in answers),
                gaps=tuple(gaps),
                has_taken=bool(sources),
                notices=(
                    *notices_beside(judged.verdicts[str(row.pk)], put_forward.values()),
                    *(judged.used_before(str(row.pk)) if row.state in BEING_WRITTEN else ()),
                ),
                lower_ratings=tuple(lower.get(row.pk, ())),
            )
        )
    return found


def _completed(
    row: Dossier,
    part: PartAnswers,
    known: Mapping[str, Sequence[Known]],
    gaps: Sequence[Gap],
    sources: Mapping[str, Sequence[str]],
) -> PartAnswers:
    """The part with what the system adds, what is missing, and where it is changed."""
    is_open = row.state in BEING_WRITTEN and is_part_open(row, part.code, gaps)
    added = tuple(Answer(one.label, one.value, one.source, one.url) for one in known.get(part.code, ()))
    return replace(
        part,
        rows=part.rows + added,
        url=part_url(row, part.code) if is_open else "",
        gaps=tuple(gap.words for gap in gaps if gap.part == part.code),
        taken=tuple(sources.get(part.code, ())),
        doubt=authorship_doubt(row, list(row.initiatives.all())) if part.code == parts.INITIATIVES else "",
    )


def _evidence(row: Dossier) -> PartAnswers:
    files = tuple(
        Answer(
            str(ITEM_OF[one.item].name),
            one.file.name,
            _file_source(one),
            reverse("dossiers:file", args=[row.pk, one.pk]),
        )
        for one in row.files.all()
    )
    return PartAnswers(parts.EVIDENCE, parts.PART_NAMES[parts.EVIDENCE], files)


def _file_source(one: DossierFile) -> str:
    digest = f"SHA-256 {one.file.sha256[:16]}…"
    if one.taken_from is None:
        return digest
    earlier = one.taken_from
    return f"{digest}; " + _("từ hồ sơ %(code)s, đợt %(cycle)s") % {
        "code": earlier.code, "cycle": earlier.filing.cycle,
    }  # fmt: skip


def _bars(row: Dossier) -> PartAnswers:
    words = {
        None: "",
        False: _("cam kết không thuộc trường hợp chưa xét"),
        True: _("thuộc trường hợp chưa xét"),
    }
    said = words[row.barred]
    rows = (Answer(_("Cam kết"), said, "NĐ 152/2025 Điều 4"),) if said else ()
    return PartAnswers(parts.BARS, parts.PART_NAMES[parts.BARS], rows)


def _minutes(row: Dossier, minutes: Meeting | None) -> PartAnswers:
    rows: list[Answer] = []
    if minutes is not None:
        day = format_date(datetime.fromisoformat(minutes["held_at"]).date())
        source = _("Biên bản %(number)s ngày %(day)s") % {"number": minutes["number"], "day": day}
        present = f"{minutes['present']}/{minutes['members']}"
        rows.append(Answer(_("Có mặt"), present, source))
        rows.append(Answer(_("Tán thành"), str(minutes["votes"][str(row.pk)]), source))
    return PartAnswers(parts.MINUTES, parts.PART_NAMES[parts.MINUTES], tuple(rows))

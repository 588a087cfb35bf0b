"""What is frozen when a filing is sent: every dossier with its facts, their sources, and the verdict.

Always in Vietnamese; labels too, as they may change later. No bars: few may read those, the row says it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import format_date
from thidua.documents.signatures import StoredSignature
from thidua.dossiers.enums import Proposer
from thidua.dossiers.models import Dossier, Filing
from thidua.dossiers.nominations import NominationSet, nominations_of
from thidua.dossiers.parts import SECTIONS
from thidua.dossiers.signed_file import frozen_file
from thidua.foundation.files.models import StoredFile
from thidua.units.selectors import UnitRecord

Content = dict[str, Any]


def content_of(filing: Filing, rows: Sequence[Dossier], unit: UnitRecord, on: date) -> Content:
    """The filing with these dossiers as they stand; a fixed number of queries, however many they are. Letter
    and minutes are the unit's: what the office proposes itself goes without them.
    """
    is_units = all(row.proposer == Proposer.UNIT for row in rows)
    prefetch_related_objects(rows, "parts", "work_spans", "initiatives", "files__file")
    with override("vi"):
        nominations = nominations_of(Dossier.objects.filter(pk__in=[row.pk for row in rows]))
        judged = NominationSet(nominations.values(), on)
        meetings = filing.minutes.select_related("signed_file").prefetch_related("votes")
        minutes = meetings.last() if is_units else None
        return {
            "unit": {"code": unit.code, "name": unit.full_name},
            "cycle": filing.cycle,
            "letter": _letter(filing) if is_units else {"number": "", "date": None, "file": None},
            "minutes": None
            if minutes is None
            else {
                "id": minutes.pk,
                "number": minutes.number,
                "held_at": minutes.held_at.astimezone(VIETNAM_TIME).isoformat(),
                "chair": minutes.chair,
                "members": minutes.members,
                "present": minutes.present,
                "votes": {str(vote.dossier_id): vote.agreed for vote in minutes.votes.all()},
                "file": _signed(minutes.signed_file, minutes.signatures),
            },
            "programme": {
                "id": judged.programme.id,
                "readings": dict(sorted(judged.assessor.readings.items())),
            },
            "dossiers": [_dossier(row, judged) for row in rows],
        }


def _letter(filing: Filing) -> Content:
    return {
        "number": filing.letter_number,
        "date": filing.letter_date.isoformat() if filing.letter_date else None,
        "file": _signed(filing.letter_file, filing.letter_signatures),
    }


def _signed(file: StoredFile | None, signatures: list[StoredSignature]) -> Content | None:
    """A signed paper, or that there is none."""
    return frozen_file(file, signatures) if file else None


def _dossier(row: Dossier, judged: NominationSet) -> Content:
    verdict = judged.verdicts[str(row.pk)]
    texts = {part.section: part.text for part in row.parts.all()}
    return {
        "id": row.pk,
        "code": row.code,
        "award": row.award,
        "award_name": verdict.award.name,
        "subject": {
            "name": row.subject_name,
            "gender": row.gender,
            "birth_year": row.birth_year,
            "position": row.position,
            "place": row.place,
            "is_leader": row.is_leader,
        },
        "is_conditional": row.is_conditional,
        "facts": {
            "selected": row.selected,
            "outstanding": row.outstanding,
            "conduct": row.conduct,
            "rating": row.rating,
            "rating_source": row.rating_source,
            "par_role": row.par_role,
            "par_role_source": row.par_role_source,
            "par_months": row.par_months,
            "justification": row.justification,
        },
        "work": [
            {
                "since": span.since.isoformat(),
                "until": span.until.isoformat() if span.until else None,
                "place": span.place,
                "work": span.work,
                "source": span.source,
            }
            for span in row.work_spans.all()
        ],
        "initiatives": [
            {
                "code": item.code,
                "title": item.title,
                "recognised": format_date(item.recognised_on) if item.recognised_on else "",
                "decision": item.recognition_decision,
                "applied": format_date(item.applied_on) if item.applied_on else "",
            }
            for item in sorted(row.initiatives.all(), key=lambda item: item.code)
        ],
        "report": [
            {"code": one.code, "title": str(one.title), "text": texts.get(one.code, "")} for one in SECTIONS
        ],
        "files": [
            {"item": found.item} | frozen_file(found.file, found.signatures)
            for found in row.files.all()
            if found.removed_at is None
        ],
        "verdict": {
            "truth": verdict.truth.word,
            "clauses": list(verdict.clauses),
            "trace": verdict.trace.as_dict(),
        },
    }


def signed(content: Content, *, by: str, ordinal: int, at: datetime) -> Content:
    """The content with who signed it and when."""
    return content | {
        "signed_by": by,
        "ordinal": ordinal,
        "sent_at": at.astimezone(VIETNAM_TIME).isoformat(timespec="seconds"),
    }

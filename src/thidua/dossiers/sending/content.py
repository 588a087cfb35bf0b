"""What is frozen when a filing is sent: every dossier with its facts, their sources, and the verdict.

Always in Vietnamese; labels too, as they may change later. No bars: few may read those, the row says it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.facts import Nomination
from thidua.core.text import format_date
from thidua.documents.signatures import StoredSignature
from thidua.dossiers.enums import Proposer
from thidua.dossiers.given import awards_of_each
from thidua.dossiers.models import Dossier, Filing
from thidua.dossiers.nominations import NominationSet, nominations_of
from thidua.dossiers.parts import SECTIONS
from thidua.dossiers.prefill import Known, awards_known
from thidua.dossiers.signed_file import frozen_file
from thidua.dossiers.unit_council.selectors import votes_by_meeting
from thidua.foundation.files.models import StoredFile
from thidua.initiatives.papers import PREFETCHED, adopting_units, frozen_authors, frozen_papers
from thidua.units.selectors import UnitRecord, history

Content = dict[str, Any]
TOLD = ("parts", "work_spans", "initiatives__authors", *(f"initiatives__{name}" for name in PREFETCHED))
"""What `told_of` reads of a dossier."""


def content_of(filing: Filing, rows: Sequence[Dossier], unit: UnitRecord, on: date) -> Content:
    """The filing with these dossiers as they stand; a fixed number of queries, however many they are. The
    letter is the unit's: what the office proposes itself goes without it.
    """
    is_units = all(row.proposer == Proposer.UNIT for row in rows)
    prefetch_related_objects(rows, "files__file", *TOLD)
    with override("vi"):
        nominations = nominations_of(Dossier.objects.filter(pk__in=[row.pk for row in rows]), on)
        judged = NominationSet(nominations.values(), on)
        given, units = awards_of_each(rows, unit), history(on).by_id()
        return {
            "unit": {"code": unit.code, "name": unit.full_name},
            "cycle": filing.cycle,
            "letter": _letter(filing) if is_units else {"number": "", "date": None, "file": None},
            "minutes": _minutes(rows),
            "programme": {
                "id": judged.programme.id,
                "readings": dict(sorted(judged.assessor.readings.items())),
            },
            "dossiers": [
                _dossier(row, nominations[row.pk], judged)
                | {"awards": _awards(awards_known(row, given[row.pk], units))}
                for row in rows
            ],
        }


def _letter(filing: Filing) -> Content:
    return {
        "number": filing.letter_number,
        "date": filing.letter_date.isoformat() if filing.letter_date else None,
        "file": _signed(filing.letter_file, filing.letter_signatures),
    }


def _minutes(rows: Sequence[Dossier]) -> list[Content]:
    """The meetings that voted on the dossiers, each with the votes of those for which it counts."""
    return [
        {
            "id": one.pk,
            "number": one.number,
            "held_at": one.held_at.astimezone(VIETNAM_TIME).isoformat(),
            "chair": one.chair,
            "members": one.members,
            "present": one.present,
            "votes": {str(vote.dossier_id): vote.agreed for vote in votes},
            "file": _signed(one.signed_file, one.signatures),
        }
        for one, votes in votes_by_meeting(rows)
    ]


def _signed(file: StoredFile | None, signatures: list[StoredSignature]) -> Content | None:
    """A signed paper, or that there is none."""
    return frozen_file(file, signatures) if file else None


def told_of(row: Dossier) -> Content:
    """Who the dossier is about and what it tells of them, as it stands now and as a sending keeps it."""
    texts = {part.section: part.text for part in row.parts.all()}
    return {
        "subject": {
            "name": row.subject_name,
            "gender": row.gender,
            "birth_year": row.birth_year,
            "position": row.position,
            "place": row.place,
            "is_leader": row.is_leader,
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
                "authors": frozen_authors(item),
                "recognised": format_date(item.recognised_on) if item.recognised_on else "",
                "decision": item.recognition_decision,
                "applied": format_date(item.applied_on) if item.applied_on else "",
                "adoptions": adopting_units(item),
                "papers": frozen_papers(item),
            }
            for item in sorted(row.initiatives.all(), key=lambda item: item.code)
        ],
        "report": [
            {"code": one.code, "title": str(one.title), "text": texts.get(one.code, "")} for one in SECTIONS
        ],
    }


def _dossier(row: Dossier, nomination: Nomination, judged: NominationSet) -> Content:
    verdict = judged.verdicts[str(row.pk)]
    return told_of(row) | {
        "id": row.pk,
        "code": row.code,
        "award": row.award,
        "award_name": verdict.award.name,
        "is_conditional": row.is_conditional,
        "facts": {
            "selected": row.selected,
            "outstanding": row.outstanding,
            "conduct": row.conduct,
            "rating": row.rating,
            "rating_source": row.rating_source,
            "par_role": row.par_role,
            "par_role_source": row.par_role_source,
            "par_months": nomination.facts.par_months,
            "justification": row.justification,
            "ground_source": row.ground_source,
            "contribution": row.contribution,
            "raised_area": row.raised_area,
        },
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


def _awards(known: Iterable[Known]) -> list[Content]:
    """Earlier awards that the registers surely have of the subject, as the report says them."""
    return [{"label": str(one.label), "value": one.value, "source": one.source} for one in known if one.holds]


def signed(content: Content, *, by: str, ordinal: int, at: datetime) -> Content:
    """The content with who signed it and when."""
    return content | {
        "signed_by": by,
        "ordinal": ordinal,
        "sent_at": at.astimezone(VIETNAM_TIME).isoformat(timespec="seconds"),
    }

"""What proves an initiative, for pages of other rooms too: decisions and proofs of use with their files."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.initiatives.enums import AdoptionState, RecognitionState
from thidua.initiatives.models import Initiative, ProofOfUse, Recognition

PREFETCHED = (
    "recognitions__file", "recognitions__recorded_by", "proofs__file", "proofs__added_by", "adoptions",
)  # fmt: skip
"""What a page fetches with its initiatives before it shows their papers."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The decisions that recognise an initiative and the proofs of its use that are in force."""

    decisions: tuple[Recognition, ...]
    proofs: tuple[ProofOfUse, ...]

    @property
    def lacking(self) -> list[str]:
        """What is not there of decision, its file and the proof of use, in words; empty when all is."""
        words = []
        if not self.decisions:
            words.append(_("quyết định công nhận"))
        elif not any(one.file_id for one in self.decisions):
            words.append(_("tệp quyết định, giấy chứng nhận"))
        if not any(one.file_id for one in self.proofs):
            words.append(_("tệp xác nhận áp dụng"))
        return words


def papers_of(row: Initiative) -> Papers:
    """The papers of one initiative; no query where recognitions and proofs were fetched before."""
    return Papers(
        decisions=tuple(one for one in row.recognitions.all() if one.state == RecognitionState.RECOGNISED),
        proofs=tuple(one for one in row.proofs.all() if one.removed_at is None),
    )


def adopting_units(row: Initiative) -> int:
    """How many other units have adopted it and confirmed that: the number behind "can be spread". No query
    where `PREFETCHED` was fetched before.
    """
    return sum(one.state == AdoptionState.CONFIRMED for one in row.adoptions.all())


def frozen_papers(row: Initiative) -> list[dict[str, Any]]:
    """The same as a frozen file keeps it: what each paper says, its bytes by their fingerprint ("" where no
    file is there). No query where `PREFETCHED` was fetched before.
    """
    papers = papers_of(row)
    return [
        *(
            {
                "paper": "recognition",
                "level": str(one.level),
                "number": one.decision,
                "date": one.decided_on.isoformat() if one.decided_on else None,
                "body": one.body,
                "certificate": one.certificate,
                "name": one.file.name if one.file else "",
                "sha256": one.file.sha256 if one.file else "",
            }
            for one in papers.decisions
        ),
        *(
            {
                "paper": "use",
                "place": one.place,
                "since": one.since.isoformat(),
                "until": one.until.isoformat() if one.until else None,
                "document": one.paper,
                "name": one.file.name if one.file else "",
                "sha256": one.file.sha256 if one.file else "",
            }
            for one in papers.proofs
        ),
    ]

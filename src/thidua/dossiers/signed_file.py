"""The signed papers of a unit, its Tờ trình and its council's minutes: what their digital signatures say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from thidua.documents.signatures import (
    ShownSignature,
    StoredSignature,
    shown_signatures,
)
from thidua.dossiers.models import Submission
from thidua.dossiers.unit_council.frozen import meetings_in
from thidua.foundation.files import Kind
from thidua.foundation.files.models import StoredFile

PAPER_KINDS = frozenset({Kind.PDF, Kind.PNG, Kind.JPEG})
"""A signed paper is a PDF with digital signatures, or a scan of the paper signed in ink."""


def frozen_file(file: StoredFile, signatures: list[StoredSignature]) -> dict[str, Any]:
    """What a sending keeps of a file: its bytes by their fingerprint, and who signed them."""
    return {"name": file.name, "sha256": file.sha256, "signatures": signatures}


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A signed paper of a sending on a page; `address` gives the file out."""

    title: Promise
    name: str
    sha256: str
    address: str
    signatures: list[ShownSignature]


def papers_of(submission: Submission, dossier: int | None = None) -> list[SignedPaper]:
    """The signed papers that a sending holds, from what was frozen: the letter, the minutes of the meetings
    that voted on its dossiers, or on this one; no query.
    """
    letter = submission.content.get("letter") or {}
    held = meetings_in(submission.content)
    if dossier is not None:
        held = [one for one in held if str(dossier) in one["votes"]]
    found = []
    if file := letter.get("file"):
        address = reverse("dossiers:sent_letter", args=[submission.pk])
        found.append(_paper(gettext_lazy("Tờ trình đã ký"), file, address))
    for minutes in held:
        if file := minutes.get("file"):
            address = reverse("dossiers:signed_minutes", args=[submission.filing_id, minutes["id"]])
            found.append(_paper(gettext_lazy("Biên bản hội đồng đã ký"), file, address))
    return found


def _paper(title: Promise, file: Mapping[str, Any], address: str) -> SignedPaper:
    return SignedPaper(title, file["name"], file["sha256"], address, shown_signatures(file["signatures"]))

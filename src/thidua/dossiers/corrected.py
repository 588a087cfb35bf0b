"""Who is put forward is written right in a dossier that was given back: the same subject, a few letters of
the name or the year of birth other than it was sent.

What passes for a correction is measured against what was sent, so that no number of small ones makes another
person of it; and the office reads at the next sending what was corrected.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from thidua.core.text import fold
from thidua.dossiers.models import Dossier, SentDossier
from thidua.dossiers.selectors import last_sending

MOST_LETTERS = 2
"""So many letters of a name may be typed wrong, in no word more than half of it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was sent before and what is sent now."""

    what: str
    before: str
    now: str


def is_correction(row: Dossier, name: str, birth_year: int | None) -> bool:
    """Whether it may be the subject that was sent last: either another year of birth or a few letters."""
    sent = last_sending(row)
    if sent is None:
        return False
    was = sent.frozen["subject"]
    old, new = fold(was["name"]), fold(name)
    if old == new:
        return birth_year is not None or was["birth_year"] is None
    return birth_year == was["birth_year"] and _differ_by_letters(old.split(), new.split())


def _differ_by_letters(old: list[str], new: list[str]) -> bool:
    changed = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
    wrong = [OSA.distance(one, other) for one, other in changed]
    return (
        len(old) == len(new)
        and sum(wrong) <= MOST_LETTERS
        # A number tells one “Tổ 1” from another; it is no slip of the pen.
        and all(one.isalpha() and other.isalpha() for one, other in changed)
        and all(
            letters * 2 <= min(len(one), len(other))
            for letters, (one, other) in zip(wrong, changed, strict=True)
        )
    )


def corrections_in(sent: SentDossier | None) -> list[Correction]:
    """Name and year of birth where they are others than in the sending before; no more than one query, and
    none for what was sent once.
    """
    if sent is None or not sent.is_sent_again:
        return []
    rows = SentDossier.objects.filter(dossier=sent.dossier_id, recalled_at=None)
    earlier = rows.filter(submission__ordinal__lt=sent.submission.ordinal).select_related("submission")
    before = earlier.order_by("submission__ordinal").last()
    if before is None:
        return []
    was, now = before.frozen["subject"], sent.frozen["subject"]
    labels = {"name": _("Họ và tên, hoặc tên tập thể"), "birth_year": _("Năm sinh")}
    return [
        Correction(label, str(was[key] or _("chưa ghi")), str(now[key] or _("chưa ghi")))
        for key, label in labels.items()
        if was[key] != now[key]
    ]

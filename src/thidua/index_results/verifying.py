"""Whether frozen results stand: the stored content, the trail of acts, and a file that somebody holds."""

import json
from dataclasses import dataclass

from thidua.foundation.audit.models import AuditEvent
from thidua.index_results.content import fingerprint
from thidua.index_results.models import Publication


@dataclass(frozen=True, slots=True)
class Standing:
    """`content`: the fingerprint is that of what is stored; `trail`: the act of freezing names the same."""

    content: bool
    trail: bool

    @property
    def stands(self) -> bool:
        """Whether nothing was changed since it was frozen."""
        return self.content and self.trail


def standing_of(publication: Publication) -> Standing:
    """Computes the fingerprint anew and holds it against the audit trail; one query."""
    events = AuditEvent.objects.filter(
        action="index_results.frozen",
        subject_type=publication._meta.label_lower,
        subject_pk=str(publication.pk),
    )
    trail = [(event.after or {}).get("sha256") for event in events]
    return Standing(
        content=fingerprint(publication.content) == publication.sha256, trail=trail == [publication.sha256]
    )


def is_this(publication: Publication, content: bytes) -> bool:
    """Whether a file says exactly what was frozen; spaces and the order of keys do not matter."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and fingerprint(told) == publication.sha256

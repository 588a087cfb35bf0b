"""Writes of the ledger: an initiative serves an award, and the day on which that no longer counts."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.models import Initiative, InitiativeUse

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class NewUse:
    """An initiative (its key) serves an award in a cycle; `source` is the number of the nomination, or of the
    decision that gave the award.
    """

    initiative: int
    award: str
    cycle: str
    source: str


def hold_used(*, sources: Iterable[str], keys: Collection[int] = ()) -> None:
    """Locks the initiatives that these nominations (their numbers) use, and those of `keys`, until the end of
    the transaction; two queries. To be asked before anything is recorded: acts on an initiative lock it
    first and record then, and two who go opposite ways would wait for each other.
    """
    standing = InitiativeUse.objects.filter(source__in={nfc(one) for one in sources}, ended_at=None)
    _locked({*standing.values_list("initiative_id", flat=True), *keys})


@transaction.atomic
def note_uses(*, by: Actor | None, at: datetime, uses: Sequence[NewUse]) -> int:
    """Enters many uses, those of one decision or one sent dossier; gives how many are new.

    A use that counts already stays as it is, so the same act may be told twice. One audit event, on the first
    initiative; none when nothing is new. Three questions and one write, whatever the number.
    InitiativeRefused for a key that is not in the register.
    """
    wanted = {(use.initiative, use.award, use.cycle, nfc(use.source)): use for use in uses}
    rows = _locked({use.initiative for use in uses})
    standing = set(
        InitiativeUse.objects.filter(initiative__in=rows, ended_at=None).values_list(
            "initiative_id", "award", "cycle", "source"
        )
    )
    new = [use for key, use in wanted.items() if key not in standing]
    if not new:
        return 0
    InitiativeUse.objects.bulk_create(
        (
            InitiativeUse(
                initiative=rows[use.initiative],
                award=use.award,
                cycle=use.cycle,
                source=nfc(use.source),
                recorded_at=at,
            )
            for use in new
        ),
        batch_size=500,
    )
    revision.bump()
    after = {
        "count": len(new),
        "codes": _codes(rows[use.initiative] for use in new),
        "awards": _counted(use.award for use in new),
        "source": nfc(new[0].source),
    }
    subject = rows[new[0].initiative]
    record(by=by, at=at, action="initiatives.uses_noted", subject=subject, before=None, after=after)
    return len(new)


@transaction.atomic
def end_uses(
    *, by: Actor | None, at: datetime, sources: Iterable[str], reason: str, but: Collection[int] = ()
) -> int:
    """The uses by these nominations (their numbers) no longer count; gives how many.

    The rows stay, with the reason. `but`: initiatives (their keys) that the nominations still name.
    InitiativeRefused without a reason.
    """
    why = nfc(reason)[:LONGEST_REASON]
    if not why:
        raise InitiativeRefused(_("Ghi lý do vì sao lần dùng này thôi được tính."))
    standing = InitiativeUse.objects.filter(source__in={nfc(one) for one in sources}, ended_at=None)
    standing = standing.exclude(initiative__in=but)
    rows = _locked(set(standing.values_list("initiative_id", flat=True)))
    keys = list(standing.filter(initiative__in=rows).order_by("pk").values_list("pk", "initiative_id"))
    if not keys:
        return 0
    InitiativeUse.objects.filter(pk__in=[pk for pk, _row in keys]).update(ended_at=at, end_reason=why)
    revision.bump()
    ended = [rows[initiative] for _pk, initiative in keys]
    after = {"count": len(ended), "codes": _codes(ended)}
    record(
        by=by, at=at, action="initiatives.uses_ended", subject=ended[0], before=None, after=after, note=why
    )
    return len(ended)


def reword_ends(*, sources: Iterable[str], before: str, after: str) -> None:
    """The words why uses ended named something that had been mistyped. In the transaction of the caller,
    whose audit event tells it.
    """
    ended = InitiativeUse.objects.filter(source__in={nfc(one) for one in sources})
    was, now = (nfc(words)[:LONGEST_REASON] for words in (before, after))
    ended.filter(end_reason=was, ended_at__isnull=False).update(end_reason=now)


def _locked(keys: set[int]) -> dict[int, Initiative]:
    """The entries by key, locked in one order so that two writers never wait for each other."""
    rows = Initiative.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows}
    if keys - found.keys():
        raise InitiativeRefused(_("Có sáng kiến không còn trong sổ; tải lại trang rồi chọn lại."))
    return found


def _codes(rows: Iterable[Initiative]) -> str:
    return "; ".join(sorted({row.code for row in rows}))


def _counted(awards: Iterable[str]) -> str:
    return "; ".join(f"{award}: {count}" for award, count in sorted(Counter(awards).items()))

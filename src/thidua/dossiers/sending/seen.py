"""What whoever signs had before him when he pressed: that goes out and nothing else.

While a dossier waits nobody can write in it, so the moment it was handed over stands for all it says.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.dossiers.enums import DossierState, Proposer
from thidua.dossiers.models import Dossier, Filing


@dataclass(frozen=True, slots=True)
class Seen:
    """`handed`: dossier → the moment it was handed over; `papers`: letter and minutes it goes out with, of a
    unit; `known`: the dossiers that the signer knows not to qualify.
    """

    handed: Mapping[int, str] = field(default_factory=dict)
    papers: str = ""
    known: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """`handed` as a form carries it."""
        return " ".join(f"{pk}@{moment}" for pk, moment in self.handed.items())


def seen_of(filing: Filing, rows: Iterable[Dossier], known: Collection[int] = ()) -> Seen:
    """These dossiers as they stand, with the unit's papers; one query."""
    minutes = filing.minutes.order_by("pk").values_list("pk", flat=True).last()
    papers = (
        f"{filing.letter_number}|{filing.letter_date or ''}|{filing.letter_file_id or ''}|{minutes or ''}"
    )
    return Seen({row.pk: moment_of(row) for row in rows}, papers, frozenset(known))


def all_seen(filing: Filing) -> Seen:
    """Everything of the unit that waits, by somebody who looked at it without a page: the demonstration."""
    fresh = Filing.objects.get(pk=filing.pk)
    waiting = list(waiting_in(fresh))
    return seen_of(fresh, waiting, known=[row.pk for row in waiting])


def own_seen(row: Dossier) -> Seen:
    """One dossier that the office proposes itself: it goes alone, without papers of the unit."""
    return Seen({row.pk: moment_of(row)})


def read_seen(fields: Mapping[str, str]) -> Seen:
    """What a form carried back; what is not understood was not seen."""
    pairs = [one.partition("@") for one in fields.get("seen", "").split()]
    return Seen(
        {int(pk): moment for pk, _at, moment in pairs if pk.isdecimal()},
        fields.get("papers", ""),
        frozenset(int(pk) for pk in fields.get("knows", "").split() if pk.isdecimal()),
    )


def moment_of(row: Dossier) -> str:
    """When the dossier was last handed over, as text that is the same wherever it is read."""
    return f"{row.handed_at.timestamp():.6f}" if row.handed_at else ""


def waiting_in(filing: Filing, proposer: Proposer = Proposer.UNIT) -> "QuerySet[Dossier]":
    """The dossiers of a side that wait for its signature."""
    rows = filing.dossiers.filter(state=DossierState.WAITING, decided_at=None, proposer=proposer)
    return rows.select_related("filing__unit")


def changed_since(seen: Seen, filing: Filing, waiting: Iterable[Dossier], proposer: Proposer) -> str:
    """What is otherwise now than when the page was opened, in words; empty when nothing is."""
    now = {row.pk: row for row in waiting}
    codes = {
        row.pk: row.code for row in filing.dossiers.filter(pk__in=seen.handed).select_related("filing__unit")
    }
    codes |= {pk: row.code for pk, row in now.items()}
    told = (
        (_("vừa có thêm hồ sơ %s"), [pk for pk in now if pk not in seen.handed]),
        (
            _("vừa sửa và trình lại hồ sơ %s"),
            [pk for pk, row in now.items() if seen.handed.get(pk, moment_of(row)) != moment_of(row)],
        ),
        (_("không còn chờ ký hồ sơ %s"), [pk for pk in seen.handed if pk in codes and pk not in now]),
    )
    found = [words % ", ".join(codes[pk] for pk in pks) for words, pks in told if pks]
    if proposer == Proposer.UNIT and seen.papers != seen_of(filing, ()).papers:
        found.append(_("Tờ trình hoặc biên bản vừa đổi"))
    return "; ".join(found)

"""What the other rooms know of a subject, each value with its source, so that nobody types it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.awards.base_level.enums import Subject as BaseSubject
from thidua.awards.models import BaseAward
from thidua.core.text import format_date, format_decimal
from thidua.dossiers.authorship import authors_of, is_by
from thidua.dossiers.enums import DossierState
from thidua.dossiers.given import Held, SubjectAwards
from thidua.dossiers.models import Dossier
from thidua.dossiers.selectors import where_given
from thidua.initiatives.enums import Likeness
from thidua.initiatives.ledger.selectors import standing_elsewhere
from thidua.initiatives.likeness.selectors import LookAlike, lookalikes_of_each, to_be_told
from thidua.initiatives.models import Initiative
from thidua.initiatives.papers import PREFETCHED, Papers, papers_of
from thidua.initiatives.selectors import with_adoptions
from thidua.par_index.selectors import YearRank, rank_history, releases_on
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class Known:
    """One value with where it comes from; `url` leads there.

    Of an award: not `is_certain` when it only may be this person's; `is_revoked` when it was taken back.
    """

    label: str
    value: str
    source: str
    url: str = ""
    is_certain: bool = True
    is_revoked: bool = False

    @property
    def holds(self) -> bool:
        """Whether the report may say it of the subject."""
        return self.is_certain and not self.is_revoked


@dataclass(frozen=True, slots=True)
class KnownInitiative:
    """An initiative of the unit as the form offers it. `used`: what it served elsewhere."""

    row: Initiative
    is_named: bool
    used: tuple[str, ...]
    named_in: tuple[str, ...] = ()
    """Dossiers of the unit that name it too and did not go out yet: the ledger knows nothing of those."""
    same: tuple[str, ...] = ()
    """Earlier initiatives of the city that somebody called the same."""
    unjudged: int = 0
    """Earlier ones that are alike and of which nobody has said anything."""
    is_own: bool = False
    """Whether the person of the dossier has the name of an author."""

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the authors; empty where nobody entered them."""
        return authors_of(self.row)

    @property
    def papers(self) -> Papers:
        """Decisions and proofs of use with their files."""
        return papers_of(self.row)


def ranks_of(unit: UnitRecord, on: date) -> list[Known]:
    """The published places of the unit in the movement's years; one query."""
    decided = {(one.year, one.block): one.release for one in releases_on(on)}
    places = rank_history(unit.code, on)
    return [_rank(place, decided.get((place.year, place.block.value))) for place in places]


def _rank(place: YearRank, release: object) -> Known:
    number = getattr(release, "decision_number", "")
    day = getattr(release, "decision_date", None)
    value = _("hạng %d") % place.rank
    if place.ranked_count:
        value = _("hạng %(rank)d trong %(count)d") % {"rank": place.rank, "count": place.ranked_count}
    if place.score is not None:
        value += ", " + _("%s điểm") % format_decimal(place.score)
    source = _("công bố ngày %s") % format_date(place.published_on)
    if number:
        source = _("Quyết định %s") % number + (f", {format_date(day)}" if day else "")
    return Known(
        label=_("Chỉ số cải cách hành chính năm %d") % place.year,
        value=value,
        source=source,
        url=f"{reverse('par_index:ranking')}?nam={place.year}&khoi={place.block.value}",
    )


def awards_known(row: Dossier, awards: SubjectAwards, units: Mapping[int, UnitRecord]) -> list[Known]:
    """Awards of the city and of the unit that the subject has or may have, in words; no query."""
    return [
        *(_award(one, where_given(one.record, row, units)) for one in awards.city),
        *map(_base_award, awards.base),
    ]


def _award(one: Held, where: str) -> Known:
    award = one.record
    return Known(award.title, award.cycle, where, is_certain=one.is_certain, is_revoked=award.is_revoked)


def _base_award(one: BaseAward) -> Known:
    """The unit's register has no year of birth: of a person of that name it says no more than that."""
    return Known(
        str(one.get_form_display()),
        str(one.year),
        _("Quyết định %s") % f"{one.decision_number}, {format_date(one.decided_on)}",
        is_certain=one.subject != BaseSubject.INDIVIDUAL,
    )


def initiatives_known(row: Dossier, on: date) -> list[KnownInitiative]:
    """The unit's initiatives with what they and those ruled the same served, their papers and authors; those
    named first, then those of the person. A fixed number of queries.
    """
    named = {one.pk for one in row.initiatives.all()}  # fetched with the dossier on most pages
    rows = list(
        with_adoptions(Initiative.objects.filter(unit=row.filing.unit_id))
        .order_by("-recognised_on", "code")
        .prefetch_related("authors", *PREFETCHED)
    )
    used = standing_elsewhere([one.pk for one in rows], row.code, on)
    drafts = _named_in_drafts(row, [one.pk for one in rows])
    known = [
        KnownInitiative(
            one,
            one.pk in named,
            tuple(use.told for use in used[one.pk]),
            tuple(drafts.get(one.pk, ())),
            is_own=is_by(row, one),
        )
        for one in rows
    ]
    return sorted(known, key=lambda one: (not one.is_named, not one.is_own))


def _named_in_drafts(row: Dossier, initiatives: Sequence[int]) -> dict[int, list[str]]:
    """Initiative → the other dossiers of whoever proposes this one that name it; one query."""
    links = Dossier.initiatives.through.objects.filter(
        initiative__in=initiatives,
        dossier__filing__unit=row.filing.unit_id,
        dossier__proposer=row.proposer,
        dossier__state__in=(DossierState.DRAFT, DossierState.WAITING),
    ).exclude(dossier=row.pk)
    found: dict[int, list[str]] = {}
    for link in links.select_related("dossier__filing__unit").order_by("dossier__filing", "dossier__number"):
        one = link.dossier
        whose = _("cá nhân") if one.award.endswith(".individual") else _("tập thể")
        words = _("%(code)s (%(whose)s, %(state)s)") % {
            "code": one.code, "whose": whose, "state": DossierState(one.state).label,
        }  # fmt: skip
        found.setdefault(link.initiative_id, []).append(words)
    return found


def with_lookalikes(known: list[KnownInitiative]) -> list[KnownInitiative]:
    """The same, those named with what is like them in the register; three queries however many."""
    alike = lookalikes_of_each([one.row for one in known if one.is_named])
    return [_looked_at(one, alike[one.row.pk]) if one.is_named else one for one in known]


def _looked_at(one: KnownInitiative, alike: list[LookAlike]) -> KnownInitiative:
    same = [
        found.other.code
        for found in alike
        if found.is_earlier and found.ruling is not None and found.ruling.verdict == Likeness.SAME
    ]
    return replace(one, same=tuple(same), unjudged=len(to_be_told(alike)))

"""The limits of one unit in one cycle: what is on the table, what one more would break."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.awards.models import AwardRecord
from thidua.core.limits import Violation
from thidua.core.programme import Award, Programme, Quota
from thidua.dossiers.enums import ON_THE_TABLE, DossierState
from thidua.dossiers.leader_list.selectors import SecondPerson, second_person_of
from thidua.dossiers.models import Dossier, Filing
from thidua.dossiers.nominations import NominationSet, nominations_of
from thidua.dossiers.routes import is_ad_hoc
from thidua.dossiers.services import RANKED_COLLECTIVE
from thidua.movement.selectors import programme_for

EXPECTED = "expected"
"""Somebody of whom the unit thinks, as if it were the state of a dossier."""


@dataclass(frozen=True, slots=True)
class QuotaMeter:
    """One limit of a unit. `used` stand on the table, `drafts` are being written."""

    award: Award
    used: int
    drafts: int
    most: int
    clause: str
    is_raised: bool
    """The flag is nominated, so a second person is allowed, on the condition that the flag is given."""
    second: SecondPerson | None = None
    """On what a second person rests, for a limit that a flag raises (B25)."""
    shut_by: Award | None = None
    """Another award for which the unit itself is put forward: it has one in a cycle (III.1.2.2)."""

    @property
    def is_full(self) -> bool:
        """Whether no further dossier may be handed in."""
        return self.used >= self.most or self.shut_by is not None

    @property
    def over(self) -> int:
        """How many more there are than places."""
        return max(self.used - self.most, 0)


def meters_of(filing: Filing, on: date) -> list[QuotaMeter]:
    """The limits that hold for the unit in the filing's cycle; two queries at most."""
    found = filing.dossiers.exclude(state=DossierState.WITHDRAWN)
    told = list(found.values_list("award", "state", "decided_at"))
    asking = {award for award, state, decided in told if state in ON_THE_TABLE and decided is None}
    rows = [(award, state) for award, state, _decided in told]
    return _meters(filing.cycle, filing.unit.code, on, rows, ON_THE_TABLE, asking)


def expected_meters(cycle: str, unit_code: str, on: date, awards: Sequence[str]) -> list[QuotaMeter]:
    """The same limits if everybody of whom a unit thinks is put forward for these awards; one query."""
    rows = [(award, EXPECTED) for award in awards]
    return _meters(cycle, unit_code, on, rows, frozenset({EXPECTED}), set(awards))


def _meters(
    cycle: str,
    unit_code: str,
    on: date,
    rows: Sequence[tuple[str, str]],
    taking: frozenset[str],
    asking: Collection[str],
) -> list[QuotaMeter]:
    """`rows` are award and state; a state of `taking` takes a place. `asking`: awards on which nobody has
    decided yet.
    """
    programme = programme_for(cycle, on)
    flagged = {award for award, state in rows if state in taking}
    meters = []
    for quota in programme.quotas:
        award = programme.award_by_id[quota.award]
        if quota.per != "unit" or not _is_of_cycle(award, cycle):
            continue
        raised = quota.raised if quota.raised and quota.raised.by_award in flagged else None
        meters.append(
            QuotaMeter(
                award=award,
                used=sum(found == award.id and state in taking for found, state in rows),
                drafts=sum(found == award.id and state == DossierState.DRAFT for found, state in rows),
                most=raised.at_most if raised else quota.at_most,
                clause=raised.clause if raised else _clause(quota),
                is_raised=raised is not None,
                second=second_person_of(cycle, unit_code, on) if quota.raised else None,
                shut_by=_rival(award, asking, programme),
            )
        )
    return meters


def _rival(award: Award, asking: Collection[str], programme: Programme) -> Award | None:
    """The other award for which the unit itself is put forward, where this one is for the unit itself."""
    if award.id not in RANKED_COLLECTIVE:
        return None
    found = (one for one in RANKED_COLLECTIVE if one in asking and one != award.id)
    return next((programme.award_by_id[one] for one in found), None)


def _is_of_cycle(award: Award, cycle: str) -> bool:
    return award.cycle == ("year" if cycle.isdecimal() else "period")


def _clause(quota: Quota) -> str:
    return quota.clause or ""


def is_second_of_a_flag(row: Dossier, on: date) -> bool:
    """Whether the dossier has its place only because the unit is put forward for the flag (B24, B25): others
    that stand on the table fill the limit as it is without the flag. One query.
    """
    quota = _raised_quota(row.filing.cycle, row.award, on)
    if quota is None:
        return False
    others = row.filing.dossiers.filter(award=row.award, state__in=ON_THE_TABLE, is_conditional=False)
    return others.exclude(pk=row.pk).count() >= quota.at_most


def hanging_on(row: Dossier, on: date) -> list[Dossier]:
    """The dossiers that fall when this one, a flag, is no longer put forward; one query. A second
    person of whom a decision was made hangs on nothing any more, and nobody could withdraw him.
    """
    programme = programme_for(row.filing.cycle, on)
    awards = [
        quota.award for quota in programme.quotas if quota.raised and quota.raised.by_award == row.award
    ]
    return list(_hanging(row.filing).filter(award__in=awards))


def _hanging(filing: Filing) -> QuerySet[Dossier]:
    return filing.dossiers.filter(state__in=ON_THE_TABLE, is_conditional=True, decided_at__isnull=True)


def free_of_the_flag(row: Dossier, on: date) -> list[Dossier]:
    """The dossiers of the same award that hung on the flag and have a place without it, now that `row` has
    left its own: they move up in the order of their numbers. Two queries, and one for each.
    """
    if _raised_quota(row.filing.cycle, row.award, on) is None:
        return []
    hanging = _hanging(row.filing).filter(award=row.award)
    freed = []
    for one in hanging.select_related("filing__unit").order_by("number"):
        if is_second_of_a_flag(one, on):
            break
        one.is_conditional = False
        one.save(update_fields=["is_conditional"])
        freed.append(one)
    return freed


def _raised_quota(cycle: str, award: str, on: date) -> Quota | None:
    quotas = programme_for(cycle, on).quotas
    return next((quota for quota in quotas if quota.award == award and quota.raised), None)


def broken_with(filing: Filing, further: Sequence[Dossier], on: date) -> list[Violation]:
    """The limits of the unit that would be broken if `further` stood on the table too; those of a block are
    the office's to judge over all units. What a decision was made of asks for nothing any more.
    """
    pks = {row.pk for row in further if row.decided_at is None}
    found = Dossier.objects.filter(filing=filing).exclude(state=DossierState.WITHDRAWN)
    rows = {row.pk: row for row in found if row.pk in pks or row.state in ON_THE_TABLE}
    judged = NominationSet([one for pk, one in nominations_of(found).items() if pk in rows], on)
    given = _given(filing, list(rows.values()))
    return [
        one
        for one in judged.violations
        if one.rule != "quota.flag"
        and pks.intersection(map(int, one.nominations))
        and (
            one.rule != judged.programme.one_award.rule
            or _is_for_one_achievement([rows[int(pk)] for pk in one.nominations], given)
        )
    ]


def _given(filing: Filing, rows: Sequence[Dossier]) -> set[int]:
    """The dossiers whose award was given and stands; no query where nothing is decided."""
    decided = [row for row in rows if row.decided_at is not None]
    if not decided:
        return set()
    awards = AwardRecord.objects.filter(unit=filing.unit_id, cycle=filing.cycle, revoked_on__isnull=True)
    standing = set(awards.values_list("award", "subject_key"))
    return {row.pk for row in decided if (row.award, row.subject_key) in standing}


def _is_for_one_achievement(rows: Sequence[Dossier], given: Collection[int]) -> bool:
    """Whether the dossiers of one subject ask twice for one achievement (III.1.2.2). Refused by a decision is
    not given; an ad hoc award is for an achievement of its own, before it and after it.
    """
    asking = [row for row in rows if row.decided_at is None]
    if len({row.award for row in asking}) > 1:
        return True
    was_given = any(row.pk in given and not is_ad_hoc(row.award) for row in rows)
    return was_given and not all(is_ad_hoc(row.award) for row in asking)

"""The dossiers of a cycle as rows: who is put forward, how it came, apart from what the rules say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards.models import AwardRecord
from thidua.core.facts import Unit
from thidua.core.labels import BLOCK_NAMES
from thidua.core.programme import Award, Programme
from thidua.dossiers.contributions import contribution_words
from thidua.dossiers.enums import DossierState, Proposer, Timing, state_for_office
from thidua.dossiers.models import SentDossier
from thidua.dossiers.nominations import handed_in
from thidua.dossiers.post import post_words
from thidua.dossiers.routes import is_ad_hoc, is_of_state, is_person, kind_of

APART = frozenset({"discretionary", "adhoc", "state"})
"""Families outside gate and limits: counted and shown apart (B28)."""
GROUNDS = ("ground_source", "contribution", "raised_area")
COLUMNS_AS_THEY_ARE = (
    "state",
    "proposer",
    "subject_name",
    "birth_year",
    "gender",
    "position",
    "place",
    "is_leader",
    "is_conditional",
    *GROUNDS,
)


@dataclass(frozen=True, slots=True)
class SetRow:
    """One dossier that was handed in. `receipt` and `sha256` are of its last sending, empty for none.

    `state`: as the office sees it (`dossiers.enums.state_for_office`); `position`: with the part of the unit;
    `decision`: the number of the decision that awarded it, empty while none did or once it was taken back.
    """

    pk: int
    code: str
    unit: Unit
    unit_pk: int
    award: Award
    state: str
    proposer: str
    subject_name: str
    birth_year: int | None
    gender: str
    position: str
    is_leader: bool | None
    is_conditional: bool
    ground_source: str
    contribution: str
    raised_area: str
    timing: str
    is_accepted: bool
    receipt: str
    sha256: str
    is_decided: bool = False
    decision: str = ""

    @property
    def is_person(self) -> bool:
        """Whether the award is for a person."""
        return is_person(self.award)

    @property
    def is_flag(self) -> bool:
        """Whether it is for the flag of a block."""
        return self.award.family == "flag"

    @property
    def is_apart(self) -> bool:
        """Whether it stands outside gate and limits."""
        return self.award.family in APART

    @property
    def is_recommended(self) -> bool:
        """Whether a unit only recommends what is for the standing office to propose (B27, III.2.2.b.NN)."""
        return self.award.family in ("discretionary", "state") and self.proposer == Proposer.UNIT

    @property
    def counts_before(self) -> bool:
        """Whether it was awarded and stands against the limits of what is proposed later. An ad hoc award is
        for an act of its own.
        """
        return bool(self.decision) and self.award.family != "adhoc"

    @property
    def outcome(self) -> str:
        """What was decided of it, in words; empty while nothing was."""
        if not self.is_decided:
            return ""
        if self.decision:
            return _("đã được tặng theo quyết định số %s") % self.decision
        if is_of_state(self.award.id):
            # Over a list the Chairman chooses and gives nothing (III.2.2.b.NN), so no award tells which.
            return _("Chủ tịch đã xem xét, lựa chọn (cấp Nhà nước)")
        return _("đã có quyết định không tặng, hoặc quyết định tặng đã hủy bỏ")

    @property
    def subject(self) -> str:
        """Who is put forward: the person, the part of the unit, or the unit itself."""
        return self.subject_name or self.unit.name

    @property
    def route_name(self) -> str:
        """The route in words."""
        return str(kind_of(self.award).name)

    @property
    def contribution_words(self) -> str:
        """What was contributed outside the limits, in words."""
        return contribution_words(self.contribution, self.raised_area)

    @property
    def block_name(self) -> str:
        """The block in words."""
        return BLOCK_NAMES[self.unit.block]

    @property
    def is_late(self) -> bool:
        """Whether it came late and nobody accepted that."""
        return self.timing == Timing.LATE and not self.is_accepted

    @property
    def is_returned(self) -> bool:
        """Whether the unit has it back."""
        return self.state == DossierState.RETURNED


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows in the order of unit and number. `gone`: dossiers (key, code) whose unit is no more;
    `decided`: those that had their decision and wait for no list any more.
    """

    rows: tuple[SetRow, ...]
    gone: tuple[tuple[int, str], ...]
    decided: tuple[SetRow, ...]


def rows_of(
    cycle: str,
    programme: Programme,
    units: Mapping[str, Unit],
    former: Mapping[str, Unit],
    keep: Collection[int] = (),
    only: Collection[int] | None = None,
    given_back: Mapping[int, Mapping[str, Any]] | None = None,
) -> Rows:
    """The dossiers of a cycle that the office has, those of `keep` also when decided; three queries.

    `former`: units that are no more, of which only what was decided is told; `only`: of those that wait no
    others; `given_back`: what was sent of those that the unit has back.
    """
    sent = {
        pk: (timing, was_accepted or accepted is not None, receipt, sha256)
        for pk, timing, was_accepted, accepted, receipt, sha256 in SentDossier.objects.filter(
            dossier__in=handed_in(cycle).order_by().values("pk"), recalled_at__isnull=True
        )
        .order_by("submission__ordinal")
        .values_list(
            "dossier_id", "timing", "was_accepted", "submission__accepted_at", "submission__receipt",
            "submission__sha256",
        )
    }  # fmt: skip
    rows: list[SetRow] = []
    decided: list[SetRow] = []
    gone, given = [], _given(cycle)
    ordered = handed_in(cycle).order_by("filing__unit__code", "number", "pk")
    for pk, number, code, unit_pk, award, decided_at, key, open_parts, *rest in ordered.values_list(
        "pk",
        "number",
        "filing__unit__code",
        "filing__unit_id",
        "award",
        "decided_at",
        "subject_key",
        "open_parts",
        *COLUMNS_AS_THEY_ARE,
    ):
        name = f"{cycle}/{code}/{number:02d}"
        is_over = decided_at is not None and pk not in keep
        unit = units.get(code) or (former.get(code) if is_over else None)
        if not (is_over or only is None or pk in only):
            continue
        if unit is None:
            if not is_over:
                gone.append((pk, name))
            continue
        timing, is_accepted, receipt, sha256 = sent.get(pk, ("", False, "", ""))
        found = programme.award_by_id[award]
        told = dict(zip(COLUMNS_AS_THEY_ARE, rest, strict=True))
        told["state"] = state_for_office(told["state"], open_parts)
        if given_back and pk in given_back:
            who, facts = given_back[pk]["subject"], given_back[pk]["facts"]
            told |= {key: who[key] for key in ("birth_year", "gender", "position", "place", "is_leader")}
            told["subject_name"] = who["name"]
            # Older sendings have no grounds.
            told |= {key: facts[key] for key in GROUNDS if key in facts}
        told["position"] = post_words(told["position"], told.pop("place"))
        (decided if is_over else rows).append(
            SetRow(
                pk=pk,
                code=name,
                unit=unit,
                unit_pk=unit_pk,
                award=found,
                timing=timing,
                is_accepted=is_accepted,
                receipt=receipt,
                sha256=sha256,
                is_decided=decided_at is not None,
                decision=given.get(_which(unit_pk, award, key, decided_at), "") if decided_at else "",
                **told,
            )
        )
    return Rows(tuple(rows), tuple(gone), tuple(decided))


_Which = tuple[int, str, str, datetime | None]


def _given(cycle: str) -> dict[_Which, str]:
    """Award (`_which`) → number of the decision that gave it in a cycle and was not taken back."""
    awards = AwardRecord.objects.filter(cycle=cycle, revoked_on__isnull=True).order_by()
    columns = ("unit_id", "award", "subject_key", "recorded_at", "decision_number")
    rows = awards.values_list(*columns)
    return {_which(unit, award, key, at): number for unit, award, key, at, number in rows}


def _which(unit: int, award: str, key: str, at: datetime) -> _Which:
    """An award of a cycle by unit, award and subject. Of ad hoc ones a subject may have several (III.3.1.b):
    the moment tells them apart at which the dossier was decided and its award entered.
    """
    return unit, award, key, at if is_ad_hoc(award) else None

"""The dossiers of a cycle as rows: who is put forward, how it came, apart from what the rules say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from thidua.core.blocks import Block
from thidua.core.facts import Unit
from thidua.core.labels import BLOCK_NAMES
from thidua.core.programme import Award, Programme
from thidua.dossiers.enums import DossierState, Timing
from thidua.dossiers.models import SentDossier
from thidua.dossiers.nominations import handed_in
from thidua.dossiers.routes import is_person, kind_of
from thidua.proposals.models import ProposalLine

APART = frozenset({"discretionary", "adhoc", "state"})
"""Families outside gate and limits: counted and shown apart (B28)."""
COLUMNS_AS_THEY_ARE = (
    "state",
    "proposer",
    "subject_name",
    "birth_year",
    "gender",
    "position",
    "is_leader",
    "is_conditional",
)


@dataclass(frozen=True, slots=True)
class SetRow:
    """One dossier that was handed in. `receipt` and `sha256` are of its last sending, empty for none."""

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
    timing: str
    is_accepted: bool
    receipt: str
    sha256: str

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
    def subject(self) -> str:
        """Who is put forward: the person, the part of the unit, or the unit itself."""
        return self.subject_name or self.unit.name

    @property
    def route_name(self) -> str:
        """The route in words."""
        return str(kind_of(self.award).name)

    @property
    def block_name(self) -> str:
        """The block in words."""
        return BLOCK_NAMES[self.unit.block]

    @property
    def is_ranked(self) -> bool:
        """Whether the unit is in one of the three blocks."""
        return self.unit.block is not Block.NONE

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
    """The rows in the order of unit and number. `gone`: codes of dossiers whose unit is no more; `decided`:
    of those that had their own decision already, outside of every list, and wait for none.
    """

    rows: tuple[SetRow, ...]
    gone: tuple[str, ...]
    decided: tuple[str, ...]


def rows_of(cycle: str, programme: Programme, units: Mapping[str, Unit], keep: Collection[int] = ()) -> Rows:
    """The dossiers of a cycle that the office has, those of `keep` also when decided; two queries."""
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
    gone, decided = [], []
    ordered = handed_in(cycle).order_by("filing__unit__code", "number", "pk")
    ordered = ordered.annotate(
        is_decided_alone=Q(decided_at__isnull=False)
        & (Q(award__startswith="adhoc.") | ~Exists(ProposalLine.objects.filter(dossier=OuterRef("pk"))))
    )
    for pk, number, code, unit_pk, award, is_decided_alone, *rest in ordered.values_list(
        "pk", "number", "filing__unit__code", "filing__unit_id", "award", "is_decided_alone",
        *COLUMNS_AS_THEY_ARE,
    ):  # fmt: skip
        name = f"{cycle}/{code}/{number:02d}"
        unit = units.get(code)
        if unit is None:
            gone.append(name)
            continue
        timing, is_accepted, receipt, sha256 = sent.get(pk, ("", False, "", ""))
        found = programme.award_by_id[award]
        told = dict(zip(COLUMNS_AS_THEY_ARE, rest, strict=True))
        if is_decided_alone and pk not in keep:
            decided.append(name)
            continue
        rows.append(
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
                **told,
            )
        )
    return Rows(tuple(rows), tuple(gone), tuple(decided))

"""The criteria of an award as data: a tree whose node kinds are named by their key.

`thidua.core.criteria` gives the nodes their verbs (judge, ways, mask).
"""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)

from thidua.core.blocks import INDEX_BLOCKS, Block

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Year = Annotated[int, Field(ge=2000, le=2100)]
Count = Annotated[int, Field(ge=1)]


def _as_block(value: object) -> object:
    """Strict mode takes only enum members from Python input; a YAML file can only write the word."""
    return Block(value) if isinstance(value, str) and value in {b.value for b in Block} else value


def _index_block_only(block: Block) -> Block:
    if block not in INDEX_BLOCKS:
        raise ValueError("not_an_index_block")
    return block


AnyBlock = Annotated[Block, BeforeValidator(_as_block)]
IndexBlock = Annotated[Block, BeforeValidator(_as_block), AfterValidator(_index_block_only)]


class Frozen(BaseModel):
    """Read-only, refuses unknown keys, never turns one type into another."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class AllOf(Frozen):
    """Every part is required."""

    all: "tuple[Node, ...]"


class OneOf(Frozen):
    """One part is enough."""

    one_of: "Annotated[tuple[Node, ...], Field(min_length=1)]"


class ByReading(Frozen):
    """The criteria depend on how an ambiguous place of the text is read: one branch per option."""

    reading: Text
    options: "Annotated[dict[str, Node], Field(min_length=1)]"


class SameAs(Frozen):
    """The criteria of another award, by its id."""

    same_as: Text


class RankWithin(Frozen):
    """The unit's rank in the cycle's year is at most the number of its block that year."""

    rank_within: dict[IndexBlock, Count]
    clauses: dict[IndexBlock, Text]


class YearsInTop(Frozen):
    """In at least so many counted years the unit's rank is at most the number of its block in that year."""

    years_in_top: dict[IndexBlock, Count]
    at_least: Count
    clauses: dict[IndexBlock, Text]


class Initiatives(Frozen):
    """At least so many of the unit's named initiatives have all the listed qualities within the window."""

    initiatives: Annotated[tuple[Literal["recognised", "applied", "replicable"], ...], Field(min_length=1)]
    at_least: Count
    clause: Text


class Attested(Frozen):
    """All the listed yes/no facts are yes."""

    attested: Annotated[tuple[Text, ...], Field(min_length=1)]
    clause: Text


class FactIn(Frozen):
    """A fact with listed values has one of these."""

    fact: Text
    among: Annotated[tuple[Text, ...], Field(min_length=1)]
    clause: Text


class Months(Frozen):
    """A counted fact (months of work) reaches a number."""

    months: Text
    at_least: Count
    clause: Text


class Leader(Frozen):
    """The unit is first in its block by the metric that the named reading chooses."""

    leader: Text
    clause: Text


class Written(Frozen):
    """A text fact is given and is not blank; the clause depends on the kind of cycle."""

    written: Text
    clauses: Annotated[dict[Literal["year", "period"], Text], Field(min_length=1)]


NODE_KINDS: dict[str, type[Frozen]] = {
    "all": AllOf,
    "one_of": OneOf,
    "reading": ByReading,
    "same_as": SameAs,
    "rank_within": RankWithin,
    "years_in_top": YearsInTop,
    "initiatives": Initiatives,
    "attested": Attested,
    "fact": FactIn,
    "months": Months,
    "leader": Leader,
    "written": Written,
}
"""The key that says what a criteria node is, and its class."""


def _node_kind(value: Any) -> str | None:
    """Tag of a node: its one kind key; None when it has none or two, which pydantic reports as a fault."""
    if isinstance(value, dict):
        kinds = [key for key in value if key in NODE_KINDS]
        return f"<{kinds[0]}>" if len(kinds) == 1 else None
    return next((f"<{key}>" for key, kind in NODE_KINDS.items() if isinstance(value, kind)), None)


# The tags stand in angle brackets so that the fault paths can leave them out.
Node = Annotated[
    Annotated[AllOf, Tag("<all>")]
    | Annotated[OneOf, Tag("<one_of>")]
    | Annotated[ByReading, Tag("<reading>")]
    | Annotated[SameAs, Tag("<same_as>")]
    | Annotated[RankWithin, Tag("<rank_within>")]
    | Annotated[YearsInTop, Tag("<years_in_top>")]
    | Annotated[Initiatives, Tag("<initiatives>")]
    | Annotated[Attested, Tag("<attested>")]
    | Annotated[FactIn, Tag("<fact>")]
    | Annotated[Months, Tag("<months>")]
    | Annotated[Leader, Tag("<leader>")]
    | Annotated[Written, Tag("<written>")],
    Discriminator(_node_kind),
]

for _branch in (AllOf, OneOf, ByReading):
    _branch.model_rebuild()

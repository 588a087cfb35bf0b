"""Small worlds for the property tests: a few units, their published years, and one subject for every award.

Small enough that every completion of what is not known can be tried, and full of what real files have: gaps,
late publication, ties, a block of that year other than today's, missing scores, dates after `as_of`.
"""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from tests.core.oracle import AWARD_READINGS, FACT_VALUES, PERIOD

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.facts import Case, Facts, IndexRow, Initiative, Nomination, Notice, Unit
from thidua.core.programme import DEFAULT_PROGRAMME

SUBJECT = "U0"
AS_OF = (
    date(2026, 12, 31),
    date(2028, 3, 1),
    date(2029, 2, 1),
    date(2030, 2, 1),
    date(2030, 3, 30),
    date(2031, 3, 15),
)
RANKS = (1, 1, 2, 3, 4, 5, 6, 10, 11, 15, 16)
SCORES = (None, Decimal("95.5"), Decimal("95.50"), Decimal("90"), Decimal("88.25"))

index_blocks = st.sampled_from(INDEX_BLOCKS)
days = st.dates(date(2025, 6, 1), date(2031, 6, 30))


@st.composite
def index_rows(draw: st.DrawFn, units: list[Unit], *, gaps: bool = True) -> tuple[IndexRow, ...]:
    """The published years of some units; with `gaps`, some rows are missing, late or without a score."""
    rows = []
    for year in PERIOD:
        on_time = date(year + 1, 1, 10)
        shape = draw(st.sampled_from(("whole", "whole", "holes", "none"))) if gaps else "whole"
        if shape == "none":
            continue
        for unit in units:
            if shape == "holes" and draw(st.integers(0, 2)) == 0:
                continue
            moved = unit.block is Block.NONE or draw(st.integers(0, 6)) == 0
            rows.append(
                IndexRow(
                    year=year,
                    unit=unit.code,
                    rank=draw(st.sampled_from(RANKS)),
                    block=draw(index_blocks) if moved else unit.block,
                    score=draw(st.sampled_from(SCORES[not gaps :])),
                    published=draw(
                        st.sampled_from((on_time, on_time, None, date(year + 1, 6, 1), date(2032, 1, 1)))
                    )
                    if gaps
                    else None,
                )
            )
    return tuple(rows)


@st.composite
def facts(draw: st.DrawFn, open_facts: int = 3) -> Facts:
    """Facts with at most so many of them not known, most of the known ones good."""
    not_known = draw(st.sets(st.sampled_from(sorted(FACT_VALUES)), max_size=open_facts))
    known = {
        name: values[0] if draw(st.integers(0, 7)) else draw(st.sampled_from(values))
        for name, values in FACT_VALUES.items()
        if name not in not_known
    }
    known["par_months"] = None if "par_months" in not_known else draw(st.sampled_from((36, 60, 36, 35, 0)))
    texts = (None, "", " \n ", "Căn cứ ví dụ")
    return Facts(
        **known, barred=draw(st.sampled_from((None, False))), justification=draw(st.sampled_from(texts))
    )


@st.composite
def initiatives(draw: st.DrawFn, units: list[Unit]) -> tuple[Initiative, ...]:
    """Up to three, mostly of the subject's unit; dates may be absent, later, or out of the window.

    Some are the same as an earlier one.
    """
    listed = []
    for n in range(draw(st.integers(0, 3))):
        unit = units[0] if draw(st.integers(0, 4)) else units[-1]
        firsts = [item.id for item in listed if not item.same_as]
        listed.append(
            Initiative(
                id=f"I{n}",
                unit=unit.code,
                recognised=draw(st.none() | days),
                applied=draw(st.none() | days),
                replicable=draw(st.sampled_from((True, True, False, None))),
                same_as=draw(st.sampled_from(("", "", *firsts))),
            )
        )
    return tuple(listed)


@st.composite
def notices(draw: st.DrawFn) -> tuple[Notice, ...]:
    """Notices that move the period dossier deadline, known or not yet; sometimes one of another deadline."""
    listed = []
    for n in range(draw(st.integers(0, 2))):
        deadline = draw(st.sampled_from(("period_dossier", "period_dossier", "annual_report")))
        listed.append(
            Notice(
                deadline=deadline,
                date=draw(st.sampled_from((date(2031, 3, 31), date(2030, 5, 15), date(2029, 12, 1)))),
                number=f"{n}/SNV",
                cycle=2029 if deadline == "annual_report" else None,
                issued=draw(
                    st.none() | st.sampled_from((date(2027, 1, 1), date(2030, 3, 1), date(2032, 1, 1)))
                ),
            )
        )
    return tuple(listed)


@st.composite
def worlds(draw: st.DrawFn, *, open_facts: int = 3, blocks: st.SearchStrategy[Block] | None = None) -> Case:
    """A case with the subject nominated for every award of the programme, once each."""
    first = draw(
        blocks if blocks is not None else st.sampled_from((*INDEX_BLOCKS, *INDEX_BLOCKS, Block.NONE))
    )
    others = draw(st.lists(st.sampled_from((first, first, first, *Block)), max_size=3))
    units = [Unit(f"U{n}", f"Đơn vị {n}", block) for n, block in enumerate((first, *others))]
    known = draw(initiatives(units))
    about = draw(facts(open_facts))
    year = draw(st.sampled_from((2026, 2027, 2028, 2029, 2030, 2024)))
    named = tuple(item.id for item in known) * draw(st.integers(1, 2))
    return Case(
        programme=DEFAULT_PROGRAMME,
        as_of=draw(st.sampled_from(AS_OF)),
        notices=draw(notices()),
        units=tuple(units),
        index=draw(index_rows(units)),
        initiatives=known,
        nominations=tuple(
            Nomination(award, award, cycle_of(award, year), SUBJECT, "Nguyễn Văn A", named, about)
            for award in AWARD_READINGS
        ),
    )


def cycle_of(award: str, year: int) -> int | str:
    """A cycle that the award may have: the year, or the period."""
    return year if award.startswith(("annual", "adhoc", "discretionary")) else "2026-2030"

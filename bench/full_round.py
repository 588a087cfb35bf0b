"""Rounds of the index as large as the tool is built for: 120 components, every ranked unit, five years.

Rows are written straight to the tables: what is measured reads them.
"""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from thidua.core.blocks import INDEX_BLOCKS

if TYPE_CHECKING:
    from thidua.index_rounds.models import Round
    from thidua.index_sets.models import CriteriaSet

AREAS, EACH = 8, 15
COMPONENTS = AREAS * EACH
JUDGED = 40
"""One answer in so many was judged otherwise."""
KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("ratio", {"low": "50", "high": "95"}),
    ("yes_no", {}),
    ("tiers", {"steps": [["95", "0.8"], ["80", "0.4"], ["60", "0.2"]], "share": True}),
    ("count", {"each": "0.25"}),
    ("deadline", {"per_day": "0.1", "none_after": None}),
    ("deduction", {"each": "0.2"}),
)


def fill(years: Iterable[int], at: datetime) -> None:
    """A round for each year with every living unit of the three blocks, all of it sent and judged."""
    from django.db import transaction

    with transaction.atomic():
        for year in years:
            found = empty_round(year, at)
            for block in INDEX_BLOCKS:
                _sheets(found, block.value, at)


def empty_round(year: int, at: datetime) -> "Round":
    """A round with its sets and no sheet."""
    from thidua.index_rounds.models import Round, RoundBlock

    found = Round.objects.create(year=year, title=f"Kỳ đo tốc độ {year}", begun_at=at)
    for block in INDEX_BLOCKS:
        made = _set(year, block.value, at)
        RoundBlock.objects.create(round=found, block=block.value, criteria_set=made)
    return found


def open_phase(found: "Round", kind: str, at: datetime) -> None:
    """The phase is open for ten days around `at`."""
    from thidua.index_rounds.models import Phase

    days = timedelta(days=5)
    Phase.objects.create(round=found, kind=kind, opens_at=at - days, closes_at=at + days)


def _set(year: int, block: str, at: datetime) -> "CriteriaSet":
    from thidua.index_sets.models import CriteriaSet, SetLine

    made = CriteriaSet.objects.create(
        year=year, block=block, state="in_force", title="Bộ đo tốc độ", begun_at=at, confirmed_at=at
    )
    lines = []
    for area in range(1, AREAS + 1):
        lines.append(SetLine(code=f"{area}", level="area", name=f"Lĩnh vực {area}"))
        for place in range(1, EACH + 1):
            kind, params = KINDS[(area * EACH + place) % len(KINDS)]
            lines.append(
                SetLine(
                    code=f"{area}.{place}",
                    parent=f"{area}",
                    level="criterion",
                    name=f"Tiêu chí {area}.{place}",
                    maximum=Decimal("0.8"),
                    kind=kind,
                    params=params,
                    not_arising="excluded",
                )
            )
    for order, line in enumerate(lines):
        line.criteria_set, line.order = made, order
    SetLine.objects.bulk_create(lines)
    return made


def _sheets(found: "Round", block: str, at: datetime) -> None:
    from thidua.core.blocks import Block
    from thidua.index_rounds.models import Answer, Judgement, Sheet
    from thidua.units.selectors import history

    chance = random.Random(f"{found.year} {block}")
    units = history(at.date()).living(Block(block))
    sheets = Sheet.objects.bulk_create(
        (
            Sheet(
                round=found,
                unit_id=unit.id,
                block=block,
                state="sent",
                begun_at=at,
                sent_at=at,
                receipt=f"CD{found.year}-{unit.code}",
            )
            for unit in units
        ),
        batch_size=500,
    )
    answers = Answer.objects.bulk_create(
        (_answer(sheet, area, place, chance, at) for sheet in sheets for area, place in _places()),
        batch_size=2000,
    )
    Judgement.objects.bulk_create(
        (
            Judgement(
                answer=answer,
                stage="appraisal",
                decision="cut",
                points=Decimal("0.2"),
                reason="Thiếu tài liệu kiểm chứng",
                at=at,
            )
            for answer in answers[::JUDGED]
        ),
        batch_size=2000,
    )


def _places() -> list[tuple[int, int]]:
    return [(area, place) for area in range(1, AREAS + 1) for place in range(1, EACH + 1)]


def _answer(sheet: Any, area: int, place: int, chance: random.Random, at: datetime) -> Any:
    from thidua.index_rounds.models import Answer

    kind = KINDS[(area * EACH + place) % len(KINDS)][0]
    value, base, not_arising = Decimal(chance.randrange(4)), None, chance.random() < 0.02
    if kind == "yes_no":
        value = Decimal(chance.randrange(2))
    elif kind in ("ratio", "tiers"):
        base = Decimal(chance.randrange(20, 900))
        value = Decimal(chance.randrange(int(base) // 2, int(base) + 1))
    return Answer(
        sheet=sheet,
        code=f"{area}.{place}",
        value=None if not_arising else value,
        base=None if not_arising else base,
        not_arising=not_arising,
        saved_at=at,
    )

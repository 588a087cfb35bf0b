"""Dossiers of one cycle, as many as a city or a country hands in, with opinions.

Rows are written straight to the tables: what is measured reads them.
"""

import random
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bench.country import PERIOD, make_facts
from thidua.core.blocks import Block
from thidua.core.casefile import FACT_KEYS

if TYPE_CHECKING:
    from thidua.dossiers.models import Dossier

CITY_DOSSIERS, COUNTRY_DOSSIERS = 400, 12_000
MEASURED_ON = date(2030, 3, 30)
FLAGS = 3
"""So many units of each block ask for its flag."""
APART = 25
GROUND = {
    "ground_source": "Công văn 12/UBND-NC ngày 05/01/2030", "contribution": "index", "raised_area": "finance",
    "proposer": "office",
}  # fmt: skip
"""One dossier in so many stands outside gate and limits."""


def hand_in(count: int, at: datetime) -> int:
    """`count` dossiers of the period, spread over the ranked units that have none yet; how many there are."""
    from django.db import transaction

    from thidua.dossiers.models import Filing
    from thidua.units.selectors import history

    begun = set(Filing.objects.filter(cycle=PERIOD).values_list("unit_id", flat=True))
    units = [
        unit for unit in history(at.date()).living() if unit.block is not Block.NONE and unit.id not in begun
    ]
    with transaction.atomic():
        made = _dossiers(units, count, at)
        _opinions(made, at)
        _confirmations(made, at)
    return len(made)


def _dossiers(units: list[Any], count: int, at: datetime) -> list["Dossier"]:
    from thidua.demo.names import invent_name
    from thidua.dossiers.models import Dossier, Filing, SentDossier, Submission
    from thidua.initiatives.models import Initiative
    from thidua.people.models import User

    chance, by = random.Random(2162), User.objects.order_by("pk")[0]
    Filing.objects.bulk_create(
        Filing(unit_id=unit.id, cycle=PERIOD, started_by=by, started_at=at) for unit in units
    )
    filings = {one.unit_id: one for one in Filing.objects.filter(cycle=PERIOD)}
    Submission.objects.bulk_create(
        Submission(
            filing=filings[unit.id], ordinal=1, receipt=f"KT-{PERIOD}/{unit.code}-1", sent_at=at,
            signed_by=by, timing="on_time", content={}, sha256="0" * 64,
        )
        for unit in units
    )  # fmt: skip
    sent = {one.filing_id: one for one in Submission.objects.filter(filing__cycle=PERIOD)}
    rows, flags = [], dict.fromkeys(Block, 0)
    for number in range(count):
        unit, turn = units[number % len(units)], number // len(units)
        award, name = "period.individual", f"{invent_name(chance)} {number}"
        if turn == 0:
            is_flag = flags[unit.block] < FLAGS
            flags[unit.block] += is_flag
            award, name = "period.flag" if is_flag else "period.collective", ""
        elif number % APART == 0:
            award = "discretionary.individual"
        rows.append(
            Dossier(
                filing=filings[unit.id], number=turn + 1, award=award, state="received", subject_name=name,
                subject_key=name.casefold(), gender=chance.choice(("female", "male", "")),
                is_leader=chance.choice((True, False, None)), position="Công chức",
                started_by=by, started_at=at,
                is_conditional=award == "period.individual" and turn == 2,
                **_columns(_facts(chance, award)),
                **(GROUND if award.startswith("discretionary") else {}),
            )
        )  # fmt: skip
    Dossier.objects.bulk_create(rows, batch_size=500)
    named: dict[int, list[int]] = {}
    for pk, unit_id in Initiative.objects.values_list("pk", "unit_id"):
        named.setdefault(unit_id, []).append(pk)
    through = Dossier.initiatives.through
    through.objects.bulk_create(
        (
            through(dossier_id=row.pk, initiative_id=pk)
            for row in rows
            for pk in named.get(row.filing.unit_id, [])[row.number - 1 : row.number]
        ),
        batch_size=500,
    )
    SentDossier.objects.bulk_create(
        (SentDossier(submission=sent[row.filing_id], dossier=row, timing="on_time") for row in rows),
        batch_size=500,
    )
    return rows


def _columns(facts: Any) -> dict[str, Any]:
    return {key: getattr(facts, key) for key in FACT_KEYS}


def _facts(chance: random.Random, award: str) -> Any:
    is_apart = award.startswith("discretionary")
    ground = "Văn bản 12/UBND-NC ghi nhận đóng góp nâng chỉ số của thành phố" if is_apart else ""
    return replace(make_facts(chance), barred=False, justification=ground)


def _opinions(rows: list["Dossier"], at: datetime) -> None:
    from thidua.appraising.judging.models import Opinion
    from thidua.dossiers.models import SentDossier

    sent = SentDossier.objects.filter(dossier__in=[row.pk for row in rows[:1]]).first()
    assert sent is not None
    by = sent.submission.signed_by
    Opinion.objects.bulk_create(
        (
            Opinion(sent_id=pk, stage=stage, say="agree", by=by, at=at)
            for pk in SentDossier.objects.filter(submission__filing__cycle=PERIOD).values_list(
                "pk", flat=True
            )
            for stage in ("content", "procedure", "leader")
        ),
        batch_size=500,
    )


def _confirmations(rows: list["Dossier"], at: datetime) -> None:
    """The office found that nothing bars anybody."""
    from thidua.dossiers.models import BarStatement

    BarStatement.objects.bulk_create(
        (
            BarStatement(dossier=row, words="Đã hỏi thanh tra", by_office=True, by=row.started_by, at=at)
            for row in rows
        ),
        batch_size=500,
    )

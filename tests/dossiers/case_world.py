"""A worked example of the programme as rows: units, rankings, initiatives, readings, notices, dossiers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from thidua.core.blocks import Block
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.facts import Case
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, DossierPart, Filing
from thidua.dossiers.nominations import FACT_KEYS
from thidua.dossiers.parts import SECTIONS
from thidua.foundation import revision
from thidua.initiatives.models import Initiative, InitiativeUse
from thidua.movement.models import DeadlineNotice, ReadingChoice
from thidua.par_index.enums import IndexKind
from thidua.par_index.models import IndexRelease, IndexRow, ReleaseBlock
from thidua.people.models import User
from thidua.units.enums import UnitKind
from thidua.units.models import Unit
from thidua.units.services import NewUnit, register_unit

START = date(2020, 1, 1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=VIETNAM_TIME)
KINDS = {
    Block.SO: UnitKind.AGENCY,
    Block.PHUONG: UnitKind.PHUONG,
    Block.XA: UnitKind.XA,
    Block.NONE: UnitKind.VERTICAL,
}


@dataclass(frozen=True)
class World:
    """The rows of one example; `dossiers` by the id that the example gives a nomination."""

    at: datetime
    units: dict[str, Unit]
    dossiers: dict[str, Dossier]


def build_case(case: Case, by: User, *, state: DossierState = DossierState.RECEIVED) -> World:
    """Writes the example as if all of it had been told long ago; dossiers stand in `state`."""
    at = datetime.combine(case.as_of, time(9, 30), VIETNAM_TIME)
    units = {unit.code: _unit(unit.code, unit.name, unit.block) for unit in case.units}
    _rankings(case, units)
    initiatives = _initiatives(case, units)
    ReadingChoice.objects.bulk_create(
        ReadingChoice(
            programme=case.programme, switch=switch, option=option, reason="Ví dụ", document_number="1/SNV",
            decided_on=START, decider="Sở Nội vụ", recorded_at=LONG_AGO,
        )
        for switch, option in case.readings.items()
    )  # fmt: skip
    DeadlineNotice.objects.bulk_create(
        DeadlineNotice(
            programme=case.programme, deadline=one.deadline, cycle=one.cycle, date=one.date,
            number=one.number,
            issued=one.issued or START, recorded_at=LONG_AGO,
        )
        for one in case.notices
    )  # fmt: skip
    revision.bump()
    return World(at, units, _dossiers(case, units, initiatives, by, state))


def _unit(code: str, name: str, block: Block) -> Unit:
    new = NewUnit(code=code, kind=KINDS[block], name=name or code, full_name=name or code, block=block)
    return register_unit(by=None, at=LONG_AGO, unit=new, on=START)


def _rankings(case: Case, units: dict[str, Unit]) -> None:
    """One release for each year, block and day; a day that is not told was long ago."""
    groups = defaultdict(list)
    for row in case.index:
        groups[row.year, row.published or START].append(row)
    for (year, published), rows in groups.items():
        release = IndexRelease.objects.create(
            index=IndexKind.PAR, year=year, published_on=published, origin="reference", status="confirmed",
            imported_at=LONG_AGO, confirmed_at=LONG_AGO,
        )  # fmt: skip
        for block in {row.block for row in rows}:
            ReleaseBlock.objects.create(
                release=release, index=IndexKind.PAR, year=year, block=block, is_current=True
            )
        IndexRow.objects.bulk_create(
            IndexRow(
                release=release, unit=units[row.unit], block=row.block, rank=row.rank, score=row.score,
                published_name=row.unit,
            )
            for row in rows
        )  # fmt: skip


def _initiatives(case: Case, units: dict[str, Unit]) -> dict[str, Initiative]:
    made = {}
    for item in case.initiatives:
        made[item.id] = Initiative.objects.create(
            code=item.id, unit=units[item.unit], title=item.title or item.id, folded=item.id,
            sort_key=item.id,
            recognised_on=item.recognised, recognition_decision="1/QĐ" if item.recognised else "",
            applied_on=item.applied, replicable=item.replicable,
            replicable_reason="Ví dụ" if item.replicable is not None else "", registered_at=LONG_AGO,
        )  # fmt: skip
        for place, award in enumerate(item.used_for):
            InitiativeUse.objects.create(
                initiative=made[item.id],
                award=award,
                cycle=str(2010 + place),
                source="Ví dụ",
                recorded_at=LONG_AGO,
            )
    return made


def _dossiers(
    case: Case, units: dict[str, Unit], initiatives: dict[str, Initiative], by: User, state: DossierState
) -> dict[str, Dossier]:
    made = {}
    for number, one in enumerate(case.nominations, start=1):
        filing, _new = Filing.objects.get_or_create(
            unit=units[one.unit], cycle=str(one.cycle), defaults={"started_by": by, "started_at": LONG_AGO}
        )
        facts = {key: getattr(one.facts, key) for key in FACT_KEYS}
        is_person = one.award.endswith(".individual")
        row = Dossier.objects.create(
            filing=filing, number=number, award=one.award, state=state,
            subject_name=one.name or (f"Người {one.id}" if is_person else ""), subject_key=one.id,
            started_by=by, started_at=LONG_AGO, **{**facts, "justification": facts["justification"] or ""},
        )  # fmt: skip
        DossierPart.objects.bulk_create(DossierPart(dossier=row, section=found.code) for found in SECTIONS)
        for code in one.initiatives:
            row.initiatives.add(initiatives[code])  # one by one, so they stand as the case names them
            InitiativeUse.objects.get_or_create(
                initiative=initiatives[code], award=one.award, cycle=str(one.cycle), ended_at=None,
                defaults={"source": row.code, "recorded_at": LONG_AGO},
            )  # fmt: skip
        made[one.id] = row
    return made

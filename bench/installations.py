"""Two installations to measure on, built through the services: `python -m bench.installations NAME`.

`city` is the demonstration as `thidua run` builds it. `country` is invented: 3,433 units, five published
rankings, two initiatives each, candidates. `THIDUA_STATE_DIR` says where; the folder must be empty.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.country import CITY, COUNTRY, PERIOD, make_facts, make_index, make_initiatives, make_units
from bench.measure import ROOT

if TYPE_CHECKING:
    from thidua.people.models import User
    from thidua.units.models import Unit

YEARS = (2025, 2026, 2027, 2028, 2029)
FIRST_DAY, TODAY = date(2025, 7, 1), date(2030, 2, 15)
YEARLY_CYCLE = 2029
"""The yearly cycle that is open on TODAY."""
BATCH = "Nạp một lần để đo tốc độ"


@dataclass(frozen=True, slots=True)
class Installation:
    """Who opens the pages, and how many units they are about."""

    officer: str
    head: str
    units: int


INSTALLATIONS = {
    "city": Installation("canbo.hongbang", "truongphong", CITY),
    "country": Installation("canbo.donvi", "truongphong", COUNTRY),
}


@contextmanager
def state_folder() -> Iterator[dict[str, str]]:
    """A folder for an installation, as the environment in which its processes run; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name != "DATABASE_URL" and not name.startswith("THIDUA_")
        }
        paths = os.pathsep.join((str(ROOT), str(ROOT / "src")))
        yield {**inherited, "THIDUA_STATE_DIR": folder, "PYTHONPATH": paths}


def measured_on(name: str, module: str, what: str) -> dict[str, Any]:
    """What `python -m bench.MODULE WHAT` prints on a new installation; both in processes of their own."""
    with state_folder() as environment:
        _run(environment, "installations", name)
        found: dict[str, Any] = json.loads(_run(environment, module, what))
        return found


def _run(environment: dict[str, str], module: str, argument: str) -> str:
    command = [sys.executable, "-m", f"bench.{module}", argument]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def build(name: str) -> None:
    """Fills the database of this process's settings."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    if name == "city":
        from thidua.demo.build import build as build_demo
        from thidua.demo.stages import DEFAULT_SEED, DEFAULT_STAGE, STAGE_BY_ID

        build_demo(stage=DEFAULT_STAGE, on=STAGE_BY_ID[DEFAULT_STAGE].on, seed=DEFAULT_SEED)
    else:
        from django.db import transaction

        with transaction.atomic():
            _build_country()


def _build_country() -> None:
    from thidua.core.roles import Role
    from thidua.demo.stages import moment
    from thidua.foundation.moment import describe_installation
    from thidua.people.services import create_account, grant_role
    from thidua.units.enums import UnitKind
    from thidua.units.services import NewUnit, register_unit

    at = moment(FIRST_DAY)
    describe_installation(by=None, at=at, is_demo=True, demo_date=TODAY, stage="bench", seed=1)
    kinds = {"so": UnitKind.AGENCY, "phuong": UnitKind.PHUONG, "xa": UnitKind.XA}
    units = {}
    for unit in make_units(COUNTRY):
        new = NewUnit(unit.code, kinds[unit.block], unit.name, unit.name, unit.block)
        units[unit.code] = register_unit(by=None, at=at, unit=new, on=FIRST_DAY)
    people = INSTALLATIONS["country"]
    hats = {
        people.officer: Role.UNIT_OFFICER,
        people.head: Role.STANDING_HEAD,
        "chuyenvien": Role.STANDING_SPECIALIST,
    }
    users = {}
    for username, role in hats.items():
        users[username] = create_account(by=None, at=at, username=username, full_name=f"Người đo {username}")
        unit_id = next(iter(units.values())).pk if role is Role.UNIT_OFFICER else None
        grant_role(by=None, at=at, user=users[username], role=role, unit_id=unit_id, valid_from=FIRST_DAY)
    by = users["chuyenvien"]
    _publish(units, by=by, second=users[people.head])
    _register_initiatives(units, by)
    _propose(units, by)


def _publish(units: "dict[str, Unit]", *, by: "User", second: "User") -> None:
    from thidua.demo.stages import moment
    from thidua.par_index.enums import IndexKind
    from thidua.par_index.services import ReleaseMeta, confirm_release, receive_file, store_import

    index = make_index(make_units(COUNTRY), YEARS)
    for year in YEARS:
        day = date(year + 1, 1, 8)
        lines = [f"{row.unit};{row.rank};{row.score}" for row in index if row.year == year]
        content = "\n".join(["Mã đơn vị;Hạng;Điểm", *lines]).encode()
        meta = ReleaseMeta(IndexKind.PAR, year, f"{year}/QĐ-UBND", day, day)
        at = moment(day)
        release = receive_file(by=by, at=at, meta=meta, content=content, filename=f"{year}.csv")
        confirm_release(by=second, at=at, release=store_import(by=by, at=at, release=release))


def _register_initiatives(units: "dict[str, Unit]", by: "User") -> None:
    from thidua.demo.stages import moment
    from thidua.initiatives.services import NewInitiative, register_many

    register_many(
        by=by,
        at=moment(TODAY, 7),
        initiatives=[
            NewInitiative(
                code=item.id,
                unit=units[item.unit],
                title=item.title,
                recognised_on=item.recognised,
                recognition_decision="12/QĐ-UBND" if item.recognised else "",
                applied_on=item.applied,
                replicable=item.replicable,
                replicable_reason="" if item.replicable is None else "Đã có ý kiến thẩm định",
            )
            for item in make_initiatives(make_units(COUNTRY))
        ],
        source=BATCH,
    )


def _propose(units: "dict[str, Unit]", by: "User") -> None:
    """For every unit its collective for the period, and for every second one a person for the year."""
    from thidua.awards.services import NewCandidate, add_candidates
    from thidua.demo.names import invent_name
    from thidua.demo.stages import moment
    from thidua.initiatives.models import Initiative

    chance = random.Random(1478)
    own: dict[int, list[Initiative]] = {}
    for item in Initiative.objects.order_by("code"):
        own.setdefault(item.unit_id, []).append(item)
    candidates = []
    for number, unit in enumerate(units.values()):
        named = tuple(own[unit.pk])
        candidates.append(
            NewCandidate(unit, "period.collective", PERIOD, facts=make_facts(chance), initiatives=named)
        )
        if number % 2:
            person = invent_name(chance)
            facts = make_facts(chance)
            candidates.append(NewCandidate(unit, "annual.individual", str(YEARLY_CYCLE), person, facts=facts))
    add_candidates(by=by, at=moment(TODAY, 8), candidates=candidates, source=BATCH)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    if not Path(os.environ["THIDUA_STATE_DIR"]).is_dir():
        raise SystemExit("THIDUA_STATE_DIR must name an empty folder")
    build(sys.argv[1])

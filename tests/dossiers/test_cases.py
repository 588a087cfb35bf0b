"""What the database says of dossiers is what the command line says of the same example."""

from typing import Any

import pytest
from tests.core.case_files import parsed, read_examples
from tests.dossiers.case_world import build_case

from thidua.core.evaluate import evaluate_case
from thidua.dossiers.models import Dossier
from thidua.dossiers.nominations import NominationSet, nominations_of, notices_beside


def _is_published_in_parts(example: dict[str, Any]) -> bool:
    """The ranking of a block is published whole; the command line takes a unit's own later row as well."""
    days: dict[tuple[int, str], set[object]] = {}
    for row in parsed(example).index:
        days.setdefault((row.year, row.block), set()).add(row.published)
    return any(len(found) > 1 for found in days.values())


EXAMPLES = [
    one for one in read_examples() if one["case"].get("nominations") and not _is_published_in_parts(one)
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one['file']}: {one['title']}")
def test_dossiers_are_judged_as_the_command_line_judges(db, make_person, example: dict[str, Any]) -> None:
    case = parsed(example)
    told = evaluate_case(case).as_dict()
    world = build_case(case, make_person("nguoi.lap"))
    names = {str(row.pk): id_ for id_, row in world.dossiers.items()}

    verdicts, broken, notices = {}, set(), {}
    for cycle in sorted({row.filing.cycle for row in world.dossiers.values()}):
        rows = Dossier.objects.filter(filing__cycle=cycle)
        judged = NominationSet(nominations_of(rows).values(), world.at.date())
        verdicts |= {names[pk]: (one.word, sorted(one.clauses)) for pk, one in judged.verdicts.items()}
        for pk, one in judged.verdicts.items():
            notices[names[pk]] = notices_beside(one, judged.nominations)
        for found in judged.violations:
            broken |= {(found.rule, found.clause, found.effect, names[pk]) for pk in found.nominations}

    assert verdicts == {one["id"]: (one["verdict"], sorted(one["clauses"])) for one in told["nominations"]}
    if len({one.cycle for one in case.nominations}) == 1:  # a case is asked as a whole
        assert notices == {one["id"]: one["notices"] for one in told["nominations"]}
    assert broken == {
        (one["rule"], one["clause"], one["effect"], id_)
        for one in told["violations"]
        for id_ in one["nominations"]
    }


def test_nearly_every_example_is_asked_of_the_database() -> None:
    assert len(EXAMPLES) >= 115

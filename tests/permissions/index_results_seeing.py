"""Who may open the charts of a round before and after it is published: `index_results` makes its rounds."""

from tests.permissions.index_results import SEE
from tests.permissions.vocabulary import DOMAIN, OTHER_OFFICER, Row, only

from thidua.core.roles import DOMAIN_READERS, Role

ROUND = {"pk": "result_round.pk"}
BLOCK = {"pk": "result_round.pk", "block": "result_block.value"}
UNIT = {"pk": "result_round.pk", "code": "unit.code"}
NOT_THEIRS = (frozenset(role.value for role in DOMAIN_READERS) | {OTHER_OFFICER}) - SEE
OWN = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
"""Their own card is theirs, but not before the appraisal is over: told, not hidden."""
SVG, XLSX = {"suffix": "result_svg"}, {"suffix": "result_xlsx"}


class _Words:
    """Names of files by themselves."""


def make_things(_world, _at):
    """The kinds of files."""
    return {"result_svg": "svg", "result_xlsx": "xlsx"}


def of_unit(name: str, **more: str) -> Row:
    """A page of one unit's card."""
    return Row(f"index_results:{name}", SEE, args=UNIT | more, foreign=NOT_THEIRS - OWN)


def after(name: str, args: dict[str, str], **more: str) -> Row:
    """The same once it is published: for everybody who reads the domain."""
    asked = args | {"pk": "result_published_round.pk"} | more
    return Row(f"index_results:{name}", DOMAIN, args=asked, case="published")


ROWS = (
    Row("index_results:areas", SEE, args=BLOCK, foreign=NOT_THEIRS),
    Row("index_results:areas_file", SEE, args=BLOCK | XLSX, foreign=NOT_THEIRS),
    Row("index_results:city_losses", SEE, args=ROUND, foreign=NOT_THEIRS),
    Row("index_results:city_losses_file", SEE, args=ROUND | XLSX, foreign=NOT_THEIRS),
    Row("index_results:losses", SEE, args=BLOCK, foreign=NOT_THEIRS),
    Row("index_results:losses_file", SEE, args=BLOCK | XLSX, foreign=NOT_THEIRS),
    of_unit("unit"),
    of_unit("unit_file", **XLSX),
    of_unit("unit_history", **SVG),
    after("areas", BLOCK),
    after("areas_file", BLOCK, **XLSX),
    after("city_losses", ROUND),
    after("city_losses_file", ROUND, **XLSX),
    after("losses", BLOCK),
    after("losses_file", BLOCK, **XLSX),
    after("unit", UNIT),
    after("unit_file", UNIT, **XLSX),
    after("unit_history", UNIT, **XLSX),
)

"""A dossier is given to another subject: what was said of the first one does not pass to the second."""

from thidua.core.text import fold
from thidua.dossiers import parts
from thidua.dossiers.bars.selectors import standing_bars
from thidua.dossiers.models import Dossier

PERSONAL_FACTS: dict[str, object] = {
    "outstanding": None,
    "conduct": None,
    "rating": None,
    "rating_source": "",
    "par_role": None,
    "par_role_source": "",
    "ground_source": "",
    "raised_area": "",
}
"""Facts attested of the subject itself, with what stands there when nothing is known. The words of the ground
stay, as the report does: whoever changes the subject reads them again, and names the paper again."""


def is_another(row: Dossier, name: str, birth_year: int | None) -> bool:
    """Whether it is not the subject of the dossier: another folded name, or not the year of birth that is
    known. A corrected letter cannot be told from another person.
    """
    return fold(row.subject_name) != fold(name) or row.birth_year not in (None, birth_year)


def given_for(row: Dossier) -> list[str]:
    """The parts that hold what was voted, declared and told of this very subject."""
    is_given = {
        parts.MINUTES: row.selected is not None,
        parts.BARS: row.barred is not None,
        parts.FACTS: any(getattr(row, key) != nothing for key, nothing in PERSONAL_FACTS.items()),
        parts.WORK: row.par_months is not None,
    }
    return [part for part, given in is_given.items() if given]


def start_over(row: Dossier, key: str, *, is_correction: bool = False) -> None:
    """Empties those parts for the subject of `key`; the caller saves the row. What was voted and declared
    stays in the books, and counts no longer; what the office found counts again for whom it was found.

    `is_correction`: the subject was only written wrong. What bars it goes on barring it, whoever said so;
    that nothing bars it was found under the wrong name or year, and is found anew.
    """
    goes_on_barring = is_correction and row.barred
    row.selected = row.barred = row.par_months = None
    for name, nothing in PERSONAL_FACTS.items():
        setattr(row, name, nothing)
    row.council_votes.update(has_lapsed=True)
    if not goes_on_barring:
        row.bar_statements.update(has_lapsed=True)
    _bring_back(row, key)
    row.work_spans.all().delete()
    row.taken_over.filter(part__in=(parts.FACTS, parts.WORK)).delete()


def _bring_back(row: Dossier, key: str) -> None:
    """A bar that the office found stands again at once; where it lifted it, the unit declares anew."""
    said = row.bar_statements.filter(by_office=True, subject_key__isnull=False)
    back = [one.pk for one in said if _may_be(one.subject_key or "", key)]
    row.bar_statements.filter(pk__in=back).update(has_lapsed=False)
    standing = standing_bars([row.pk]).get(row.pk)
    row.barred = True if standing and standing.kind else None


def _may_be(one: str, other: str) -> bool:
    """Whether two keys may be the same subject: of a person the year of birth may be missing in one."""
    (name, _bar, year), (other_name, _other_bar, other_year) = one.rpartition("|"), other.rpartition("|")
    return name == other_name and (year == other_year or "" in (year, other_year))

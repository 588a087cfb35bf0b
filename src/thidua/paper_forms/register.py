"""The register of legal bases, which the grounds in the office's forms are held against.

The movement keeps it, edition by edition, and stands a floor above: it says where to ask when it is ready.
"""

from collections.abc import Callable, Sequence
from datetime import date

from thidua.core.facts import Cycle
from thidua.core.programme_model import LegalBasis

Register = Callable[[Cycle, date], Sequence[LegalBasis]]
_kept_by: list[Register] = []


def keep_register(register: Register) -> None:
    """Names who keeps the register, once at the start."""
    _kept_by[:] = [register]


def legal_bases_on(cycle: Cycle, on: date) -> Sequence[LegalBasis]:
    """The register by the edition of the plan that a cycle follows that day."""
    return _kept_by[0](cycle, on)

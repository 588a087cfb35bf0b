"""A whole case: every verdict, every notice, every broken limit (the contract's result)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from thidua.core.eligibility import Assessor, Verdict
from thidua.core.facts import Case, Initiative, Ledger
from thidua.core.limits import Violation, find_violations
from thidua.core.notices import notices_among, shared_initiatives
from thidua.core.programme import load_programme


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome of a case, in the order of its nominations."""

    case: Case
    readings: Mapping[str, str]
    verdicts: tuple[Verdict, ...]
    notices: tuple[list[str], ...]
    violations: tuple[Violation, ...]

    def as_dict(self) -> dict[str, Any]:
        """The contract's JSON shape."""
        return {
            "programme": self.case.programme,
            "as_of": self.case.as_of.isoformat(),
            "readings": dict(self.readings),
            "nominations": [
                {
                    "id": verdict.nomination.id,
                    "verdict": verdict.word,
                    "clauses": list(verdict.clauses),
                    "missing": verdict.missing,
                    "notices": notices,
                    "trace": verdict.trace.as_dict(),
                }
                for verdict, notices in zip(self.verdicts, self.notices, strict=True)
            ],
            "violations": [
                {
                    "rule": violation.rule,
                    "clause": violation.clause,
                    "effect": violation.effect,
                    "nominations": list(violation.nominations),
                    "text": violation.text,
                }
                for violation in self.violations
            ],
        }


def evaluate_case(case: Case) -> Evaluation:
    """The evaluation of a checked case (see `thidua.core.casefile`)."""
    programme = load_programme(case.programme)
    ledger = Ledger(as_of=case.as_of, units=case.units, index=case.index, initiatives=case.initiatives)
    assessor = Assessor(programme, ledger, readings=case.readings, notices=case.notices)
    verdicts = tuple(assessor.assess(nomination) for nomination in case.nominations)
    shared = shared_initiatives(case.nominations, programme)
    return Evaluation(
        case=case,
        readings=assessor.readings,
        verdicts=verdicts,
        notices=tuple(notices_among(verdict, shared) for verdict in verdicts),
        violations=tuple(
            find_violations(
                programme,
                case.nominations,
                units=ledger.units,
                initiatives=_with_shared_uses(ledger.initiatives),
                readings=assessor.readings,
            )
        ),
    )


def _with_shared_uses(initiatives: Mapping[str, Initiative]) -> dict[str, Initiative]:
    """Those that are the same with the uses of all of them: what served an award for one did so for all."""
    uses: dict[str, Counter[str]] = {}
    for item in initiatives.values():
        first = item.same_as or item.id
        uses[first] = uses.get(first, Counter()) | Counter(item.used_for)
    return {
        id_: replace(item, used_for=tuple(uses[item.same_as or id_].elements()))
        for id_, item in initiatives.items()
    }

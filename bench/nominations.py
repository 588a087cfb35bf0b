"""What the rules over a whole cycle cost, in this process: `python -m bench.nominations city` (or `country`).

Wants the installation of that name and hands the dossiers of the period in. Prints one JSON object.
"""

import json
import os
import sys
from typing import Any

from bench.country import PERIOD
from bench.full_cycle import CITY_DOSSIERS, COUNTRY_DOSSIERS, MEASURED_ON, hand_in
from bench.measure import seconds

COUNTS = {"city": CITY_DOSSIERS, "country": COUNTRY_DOSSIERS}
ROUNDS = {"city": 5, "country": 3}


def measure(name: str) -> dict[str, Any]:
    """Loading, verdicts, limits and leader tables; then everything the page shows."""
    from thidua.awards.snapshot import snapshot_on
    from thidua.demo.stages import moment
    from thidua.proposals.cycle_set import CycleSet

    count = hand_in(COUNTS[name], moment(MEASURED_ON))
    snapshot_on(MEASURED_ON)

    def rules() -> None:
        whole = CycleSet(PERIOD, MEASURED_ON)
        assert len(whole.judged.verdicts) == count
        assert whole.limits is not None
        assert whole.leaders is not None

    def page() -> None:
        whole = CycleSet(PERIOD, MEASURED_ON)
        assert len(whole.lines) == count
        assert whole.near is not None
        assert whole.leaders is not None

    return {
        "dossiers": count,
        "rules": seconds(rules, rounds=ROUNDS[name]),
        "page": seconds(page, rounds=ROUNDS[name]),
    }


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    print(json.dumps(measure(sys.argv[1])))

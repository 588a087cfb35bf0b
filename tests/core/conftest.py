"""How hypothesis works here: the same examples every time, more of them when asked for.

    THIDUA_HYPOTHESIS=deep pytest tests/core

`rules` is the everyday profile; `deep` looks much longer and at other examples each time; `quick` is for
mutation testing, where each of thousands of runs only has to notice that something is wrong.
"""

import os

from hypothesis import HealthCheck, Phase, settings

_COMMON = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}

settings.register_profile("rules", max_examples=100, derandomize=True, print_blob=True, **_COMMON)
settings.register_profile("deep", max_examples=3000, print_blob=True, **_COMMON)
settings.register_profile(
    "quick", max_examples=10, derandomize=True, phases=[Phase.explicit, Phase.generate], **_COMMON
)
settings.load_profile(os.environ.get("THIDUA_HYPOTHESIS", "rules"))

"""The settings of the tests: the application's own, on a state folder that is thrown away.

pytest-django reads the settings before any conftest, so the folder is chosen here.
"""

import os
import tempfile

os.environ["THIDUA_STATE_DIR"] = tempfile.mkdtemp(prefix="thidua-tests-")
os.environ.pop("THIDUA_PRODUCTION", None)

from thidua.config.settings import *  # noqa: F403  (after the environment, on purpose)
from thidua.config.settings import DATABASES

if made_before := os.environ.get("THIDUA_TESTS_TEMPLATE"):
    # A database of PostgreSQL with all tables: each worker begins with a copy of it.
    DATABASES["default"]["TEST"] = {"TEMPLATE": made_before}

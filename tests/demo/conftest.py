"""What the rules read is kept in the process; a rolled-back test would leave it to the next one."""

import pytest

from thidua.awards import snapshot


@pytest.fixture(autouse=True)
def _nothing_kept():
    snapshot._kept.clear()
    yield
    snapshot._kept.clear()

"""Two people of the standing office; sets begun from the sample."""

import pytest

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.index_sets.services import begin_sample

YEAR = 2027


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def specialist(make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST)


@pytest.fixture
def head(make_person):
    return make_person("truongphong", Role.STANDING_HEAD)


@pytest.fixture
def draft(specialist, at):
    return begin_sample(by=specialist, at=at, year=YEAR, block=Block.PHUONG)

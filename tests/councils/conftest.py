"""The world of `world.py` as fixtures."""

import pytest
from tests.councils.world import World, build


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world(at, make_person) -> World:
    return build(at, make_person)

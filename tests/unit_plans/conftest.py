"""One ward with its officer and head, files in a folder of the test."""

import pytest

from thidua.core.roles import Role
from thidua.units.models import Unit
from thidua.units.services import import_reference


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def unit(db, at):
    import_reference(by=None, at=at)
    return Unit.objects.get(code="11311")


@pytest.fixture
def officer(unit, make_person):
    return make_person("canbo", (Role.UNIT_OFFICER, unit))


@pytest.fixture
def head(unit, make_person):
    return make_person("chutich", (Role.UNIT_HEAD, unit))

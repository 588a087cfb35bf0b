"""One ward with its officer and head, files in a folder of the test."""

import pytest
from tests.conftest import NOW

from thidua.core.roles import Role
from thidua.units.models import Unit
from thidua.units.services import import_reference


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(scope="module")
def city(module_db):
    """The 139 real units."""
    import_reference(by=None, at=NOW)


@pytest.fixture
def unit(city, db):
    return Unit.objects.get(code="11311")


@pytest.fixture
def officer(unit, make_person):
    return make_person("canbo", (Role.UNIT_OFFICER, unit))


@pytest.fixture
def head(unit, make_person):
    return make_person("chutich", (Role.UNIT_HEAD, unit))

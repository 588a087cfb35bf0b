"""A city with a specialist, a head and an amendment that one drafts and the other confirms."""

import pytest

from thidua.core.roles import Role
from thidua.core.version_numbers import amended, numbers_of
from thidua.movement.versions.selectors import file_of, newest, programme_of
from thidua.movement.versions.services import Decision, confirm, draft

ALL_CYCLES = ("2026", "2027", "2028", "2029", "2030", "2026-2030")


@pytest.fixture
def drafter(make_person):
    return make_person("chuyen.vien.ke.hoach", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def second(make_person):
    return make_person("lanh.dao.ke.hoach", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa")


@pytest.fixture
def amend(drafter, at):
    """amend({"III.2.1.2.a.TT.2.X": 3}) → a draft with these numbers, by clause."""

    def act(numbers, **given):
        base = newest()
        asked = {one: numbers[one.clause] for one in numbers_of(programme_of(base)) if one.clause in numbers}
        content = amended(file_of(base), asked)
        new = {"title": "Bản sửa đổi", "reason": "Có lý do", "content": content, "base_id": base.pk} | given
        return draft(**{"by": drafter, "at": at} | new)

    return act


@pytest.fixture
def approve(second, at, on):
    """approve(draft) → confirmed for every cycle from today on, unless said otherwise."""

    def act(version, cycles=ALL_CYCLES, valid_from=None, **given):
        decision = {"decision": Decision("99/QĐ-UBND", on)} | given
        return confirm(
            **{"by": second, "at": at, "version": version, "cycles": cycles} | decision,
            valid_from=valid_from or on,
        )

    return act

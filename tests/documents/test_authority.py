"""The lines above the name of who signs."""

import pytest

from thidua.documents.papers import Capacity, signing


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ({"position": "Giám đốc"}, ("Giám đốc",)),
        ({"position": "Giám đốc", "capacity": Capacity.ACTING}, ("Q. Giám đốc",)),
        (
            {"position": "Phó Giám đốc", "capacity": Capacity.FOR_HEAD, "head": "Giám đốc"},
            ("KT. Giám đốc", "Phó Giám đốc"),
        ),
        (
            {"position": "Giám đốc Sở Nội vụ", "capacity": Capacity.BY_ORDER, "head": "Chủ tịch"},
            ("TL. Chủ tịch", "Giám đốc Sở Nội vụ"),
        ),
        (
            {"position": "Chánh Văn phòng", "capacity": Capacity.BY_DELEGATION, "head": "Giám đốc"},
            ("TUQ. Giám đốc", "Chánh Văn phòng"),
        ),
        ({"position": "Chủ tịch", "body": "Ủy ban nhân dân"}, ("TM. Ủy ban nhân dân", "Chủ tịch")),
        (
            {
                "position": "Phó Chủ tịch",
                "capacity": Capacity.FOR_HEAD,
                "head": "Chủ tịch",
                "body": "Ủy ban nhân dân",
            },
            ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
        ),
    ],
)
def test_lines_of_authority(given, lines):
    assert signing(**given).lines == lines


def test_who_signs_for_a_head_names_the_head():
    with pytest.raises(ValueError, match=r"KT\."):
        signing("Phó Giám đốc", capacity=Capacity.FOR_HEAD)

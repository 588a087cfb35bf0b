"""The demonstration's draft amendment of the plan: thresholds, a quota and a deadline. All invented."""

from datetime import date

from thidua.core.version_numbers import Number, Value, amended, numbers_of
from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.stages import moment
from thidua.movement.versions.selectors import file_of, newest, programme_of
from thidua.movement.versions.services import draft
from thidua.people.models import User
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.difficulties.services import link_amendment

LABEL = "(trình diễn)"
ASKED: dict[str, Value] = {
    "III.2.1.2.a.TT.2.X": 7,
    "III.2.2.a.TT.4": 8,
    "III.2.2.b.BK.P": 8,
    "III.2.2.b.CO.CN": 3,
    "III.3.1.a": (15, 4),
}
"""Clause → its new number."""


def draft_amendment(people: dict[str, User], on: date) -> None:
    """A draft of the day of the demonstration that waits for the head, with the difficulty that led to it."""
    base = newest()
    changes: dict[Number, Value] = {
        number: ASKED[number.clause]
        for number in numbers_of(programme_of(base))
        if number.clause in ASKED and number.value != ASKED[number.clause]
    }
    version = draft(
        by=people[SPECIALIST],
        at=moment(on, 8, 15),
        content=amended(file_of(base), changes),
        title=f"Điều chỉnh ngưỡng hạng khối xã, khối phường, lùi hạn hồ sơ hằng năm {LABEL}",
        reason=(
            "Hai khối đông đơn vị hơn dự kiến; chỉ số được công bố sát hạn nộp hồ sơ hằng năm nên các "
            f"đơn vị đề nghị thêm thời gian {LABEL}."
        ),
        base_id=base.pk,
    )
    asked = Difficulty.objects.filter(clause="III.3", answered_at__isnull=False).order_by("-sent_at").first()
    if asked is not None:
        link_amendment(by=people[HEAD], at=moment(on, 8, 30), found=asked, version=version)

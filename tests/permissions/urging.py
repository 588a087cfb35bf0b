"""Who may open what in the room of urging: leaders read, the standing office urges."""

from datetime import date, datetime

from tests.permission_world import World
from tests.permissions.vocabulary import DRAFT_READERS, STANDING, Row, only

from thidua.core.roles import Role
from thidua.urging.models import UrgingLetter

READERS = DRAFT_READERS | only(Role.DECISION_MAKER, Role.EMULATION_BOARD)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """A letter without a number."""
    letter = UrgingLetter.objects.create(
        year=2026,
        item="report",
        drawn_at=at,
        by=world.personas[Role.STANDING_SPECIALIST.value],
        answer_by=date(2027, 3, 1),
        lines=[
            {
                "unit_id": world.unit.pk,
                "code": world.unit.code,
                "name": "Xã Cẩm Giang",
                "block": "Xã",
                "state": "chưa làm",
                "last_day": "2026-11-29",
                "is_late": True,
            }
        ],
    )
    return {"urging_letter": letter}


ROWS: tuple[Row, ...] = (
    Row("urging:board", READERS),
    Row("urging:board_csv", READERS),
    Row("urging:board_xlsx", READERS),
    Row("urging:remind", STANDING, method="post", data={"viec": "report", "tat-ca": "1"}),
    Row("urging:letter_new", STANDING, method="post", data={"viec": "report", "tat-ca": "1"}),
    Row("urging:letter", READERS, args={"pk": "urging_letter.pk"}),
    Row(
        "urging:letter",
        STANDING,
        ok=302,
        method="post",
        args={"pk": "urging_letter.pk"},
        data={"number": "15/SNV-CCHC", "issued_on": "2027-02-01"},
        case="its number",
    ),
    Row("urging:letter_download", READERS, args={"pk": "urging_letter.pk"}),
)

"""Who may open what in the room of conferences: the office prepares, invited units answer, the city reads."""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import ADMIN, DOMAIN, OTHER_OFFICER, PEOPLE, STANDING, Row, only

from thidua.conferences import award_services, services
from thidua.conferences.award_services import NewAward
from thidua.conferences.enums import Kind, Scope
from thidua.conferences.models import Conference
from thidua.conferences.services import ConferenceWords
from thidua.core.roles import Role
from thidua.foundation.files import InspectedFile, inspect_upload
from thidua.foundation.files import Kind as FileKind

UNIT = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
CITY = PEOPLE - ADMIN - UNIT - {OTHER_OFFICER}
FOREIGN = frozenset({OTHER_OFFICER})
"""Works for a unit that is not invited."""
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
LIST = (
    "Tập thể, cá nhân được tặng;Đơn vị;Hình thức;Số quyết định;Ngày quyết định\n"
    "Một;;Bằng khen;1/QĐ;01/02/2027\n"
)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """One conference in each state, Xã Cẩm Giang alone invited, with an award for it."""
    office = world.personas[Role.STANDING_HEAD.value]
    planned = _conference(world, at, at + timedelta(days=3))
    line = services.add_line(by=office, at=at, conference=planned, time_of_day=time(8), item="Khai mạc")
    before = at - timedelta(days=3)
    held = _conference(world, before, at - timedelta(days=1))
    held = services.invite(by=office, at=before, conference=held)
    held = services.hold(by=office, at=at, conference=held, conclusions="Tốt", file=_file(PDF, "a.pdf"))
    invited = services.invite(by=office, at=at, conference=_conference(world, at, at + timedelta(days=3)))
    new = NewAward("Xã Cẩm Giang", "Bằng khen", "1/QĐ", at.date(), unit_id=world.unit.pk)
    (award,) = award_services.add_awards(by=office, at=at, conference=invited, awards=[new])
    award_services.present(by=office, at=at, row=award, received_by="Một", received_on=at.date())
    brought = award_services.receive_list(
        by=office, at=at, conference=invited, file=_file(LIST.encode(), "a.csv")
    )
    return {
        "conference_planned": planned,
        "conference_line": line,
        "conference_held": held,
        "conference": invited,
        "handed_award": award,
        "handed_file": brought,
    }


def _conference(world: World, at: datetime, starts_at: datetime) -> Conference:
    words = ConferenceWords(
        title="Hội nghị sơ kết",
        kind=Kind.YEAR,
        year=2026,
        starts_at=starts_at,
        place="Hội trường",
        chair="Lãnh đạo",
        scope=Scope.CHOSEN,
        chosen=(world.unit.code,),
    )
    return services.begin(by=world.personas[Role.STANDING_HEAD.value], at=at, words=words)


def _file(content: bytes, name: str) -> InspectedFile:
    return inspect_upload(ContentFile(content, name=name), kinds=(FileKind.PDF, FileKind.CSV))


def _read(name: str, may: frozenset[str] = UNIT | CITY, foreign: frozenset[str] = FOREIGN) -> Row:
    return Row(f"conferences:{name}", may, args={"pk": "conference.pk"}, foreign=foreign)


def _post(name: str, thing: str = "conference", ok: int = 302, **args: str) -> Row:
    """An act of the office; without what is needed its page comes back (ok 200)."""
    return Row(f"conferences:{name}", STANDING, ok=ok, method="post", args={"pk": f"{thing}.pk"} | args)


ROWS: tuple[Row, ...] = (
    Row("conferences:list", DOMAIN),
    Row("conferences:initiatives", DOMAIN),
    Row("conferences:new", STANDING),
    Row("conferences:award_sample", STANDING),
    _read("one"),
    Row(
        "conferences:one",
        STANDING,
        args={"pk": "conference_planned.pk"},
        foreign=UNIT | CITY - STANDING | FOREIGN,
        case="planned",
    ),
    Row("conferences:change", STANDING, args={"pk": "conference.pk"}),
    _post("line_add", ok=200),
    _post("line_drop", "conference_planned", line="conference_line.pk"),
    _post("invite", "conference_planned"),
    _post("hold", ok=200),
    _post("call_off", ok=200),
    Row("conferences:file", UNIT | CITY, args={"pk": "conference_held.pk"}, foreign=FOREIGN),
    _read("letter"),
    _read("answers", CITY, frozenset()),
    _read("answers_csv", CITY, frozenset()),
    Row(
        "conferences:answer",
        UNIT,
        ok=302,
        method="post",
        args={"pk": "conference.pk", "unit": "unit.pk"},
        data={"answer": "no", "reason": "Bận"},
        foreign=FOREIGN,
    ),
    _read("pack"),
    _post("pack_draw"),
    Row(
        "conferences:pack_xlsx",
        UNIT | CITY,
        ok=302,
        args={"pk": "conference.pk"},
        foreign=FOREIGN,
        case="not drawn yet",
    ),
    _read("awards"),
    _read("awards_xlsx"),
    _post("award_add", ok=200),
    _post("award_from_decision"),
    _post("award_present", ok=200, award="handed_award.pk"),
    _post("award_drop", award="handed_award.pk"),
    Row(
        "conferences:award_confirm",
        UNIT,
        ok=302,
        method="post",
        args={"pk": "conference.pk", "award": "handed_award.pk"},
        foreign=FOREIGN,
    ),
    _read("bring", STANDING, frozenset()),
    Row("conferences:award_file", STANDING, args={"pk": "conference.pk", "file": "handed_file.pk"}),
    _post("award_store", file="handed_file.pk"),
)

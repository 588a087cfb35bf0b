"""Who may open what of the register of initiatives."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import DOMAIN, HEAD, OTHER_OFFICER, RECEIVER, STANDING, Row, only

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.files import InspectedFile, Kind, inspect_upload
from thidua.initiatives.adoption.services import declare
from thidua.initiatives.bringing_in.services import receive_list
from thidua.initiatives.description import services as description
from thidua.initiatives.description.words import Description, NewAuthor
from thidua.initiatives.enums import Capacity, Likeness
from thidua.initiatives.likeness.services import rule
from thidua.initiatives.models import Initiative
from thidua.initiatives.proofs.services import add_proof
from thidua.initiatives.recognition.services import Council, Ruling, lay_before_council, receive, recognise
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

OTHER = frozenset({OTHER_OFFICER})
OWN = HEAD | RECEIVER
WRITERS = OWN | OTHER
ACTORS = WRITERS | STANDING
RULERS = OWN | STANDING | only(Role.EMULATION_BOARD)
COUNCILS = only(Role.EMULATION_BOARD, Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY)
COMPARERS = RULERS | COUNCILS | only(Role.DECISION_MAKER, Role.AUDITOR)
LIST = "Mã sáng kiến;Mã đơn vị;Tên sáng kiến\nSK-77;10891;Hẹn giờ\n"
DAY = "2027-02-01"


def _act(name: str, may: frozenset[str], ok: int, of: str, **more: object) -> Row:
    args = {"pk": f"{of}.pk", "name": f"act_{name}"}
    return Row("initiatives:act", may, ok=ok, method="post", args=args, case=name, **more)  # type: ignore[arg-type]


ROWS = (
    Row("initiatives:list", DOMAIN),
    Row("initiatives:csv", DOMAIN),
    Row("initiatives:xlsx", DOMAIN),
    Row("initiatives:as_list", DOMAIN),
    Row("initiatives:ledger_csv", DOMAIN),
    Row("initiatives:ledger_xlsx", DOMAIN),
    Row("initiatives:new", WRITERS),
    Row("initiatives:bring", ACTORS),
    Row("initiatives:sample", ACTORS),
    Row(
        "initiatives:rehearsal",
        RECEIVER | STANDING,
        args={"pk": "idea_list.pk"},
        foreign=HEAD | OTHER,
    ),
    Row(
        "initiatives:store",
        RECEIVER | STANDING,
        ok=302,
        method="post",
        args={"pk": "idea_list.pk"},
        foreign=HEAD | OTHER,
    ),
    Row("initiatives:one", DOMAIN, args={"pk": "idea.pk"}),
    Row("initiatives:one", OWN, args={"pk": "idea_draft.pk"}, foreign=DOMAIN - OWN, case="draft"),
    Row("initiatives:change", OWN, args={"pk": "idea.pk"}),
    Row("initiatives:change", OWN, args={"pk": "idea_draft.pk"}, foreign=OTHER, case="draft"),
    Row("initiatives:drop", OWN, ok=302, method="post", args={"pk": "idea_draft.pk"}, foreign=OTHER),
    _act("enter", OWN, 302, "idea_draft", foreign=OTHER | STANDING | only(Role.EMULATION_BOARD)),
    _act("receive", OWN, 302, "idea_listed", data={"on": DAY}),
    _act("meet", OWN, 422, "idea_listed"),
    _act("recognise", HEAD, 422, "idea_listed"),
    _act("refuse", HEAD, 422, "idea_listed"),
    _act("note", HEAD, 422, "idea_listed"),
    _act("restart", HEAD, 422, "idea_listed"),
    _act("correct", HEAD, 422, "idea"),
    _act("names", HEAD, 422, "idea"),
    _act("strike", HEAD, 422, "idea"),
    _act("applied", HEAD, 422, "idea"),
    _act("proof", OWN, 422, "idea"),
    _act("judge", STANDING, 302, "idea", data={"replicable": "yes", "reason": "Dễ làm theo."}),
    _act("adopt", OTHER, 422, "idea"),
    # What is of Sở Nội vụ, its own people do not judge (D07).
    Row(
        "initiatives:act",
        only(Role.EMULATION_BOARD),
        ok=302,
        method="post",
        args={"pk": "idea_of_office.pk", "name": "act_judge"},
        data={"replicable": "yes", "reason": "Dễ làm theo."},
        case="judge what is of the office",
    ),
    Row(
        "initiatives:likeness_say",
        only(Role.EMULATION_BOARD),
        ok=302,
        method="post",
        args={"pk": "idea_of_office.pk", "other": "idea_earlier.pk"},
        data={"verdict": "different", "reason": "Việc khác."},
        case="rule on what is of the office",
    ),
    Row("initiatives:receipt", DOMAIN, args={"pk": "idea.pk"}),
    Row("initiatives:likeness", COMPARERS, args={"pk": "idea_alike.pk"}),
    Row(
        "initiatives:likeness",
        OWN,
        args={"pk": "idea_draft.pk"},
        foreign=OTHER | COMPARERS - OWN,
        case="draft",
    ),
    Row(
        "initiatives:likeness_say",
        RULERS,
        ok=302,
        method="post",
        args={"pk": "idea_alike.pk", "other": "idea_earlier.pk"},
        data={"verdict": "different", "reason": "Việc khác."},
    ),
    Row("initiatives:proof_file", DOMAIN, args={"pk": "idea_proof.pk"}),
    Row(
        "initiatives:proof_remove",
        OWN,
        ok=302,
        method="post",
        args={"pk": "idea_proof.pk"},
        data={"reason": "Ghi nhầm"},
    ),
    Row("initiatives:decision_file", DOMAIN, args={"pk": "idea_ruling.pk"}),
    Row("initiatives:minutes_file", OWN | STANDING | COUNCILS, args={"pk": "idea_ruling.pk"}),
    Row(
        "initiatives:adoption_confirm",
        only(Role.UNIT_HEAD),
        ok=302,
        method="post",
        args={"pk": "idea_adopted_here.pk"},
    ),
    Row(
        "initiatives:adoption_decline",
        only(Role.UNIT_HEAD),
        ok=302,
        method="post",
        args={"pk": "idea_adopted_here.pk"},
        data={"reason": "Chưa làm"},
    ),
    Row(
        "initiatives:adoption_end",
        OWN,
        ok=302,
        method="post",
        args={"pk": "idea_adopted_here.pk"},
        data={"reason": "Ghi nhầm"},
    ),
    Row(
        "initiatives:adoption_file",
        OWN | OTHER | STANDING,
        args={"pk": "idea_adopted_here.pk"},
        foreign=DOMAIN - OWN - OTHER - STANDING,
    ),
)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """A draft, one in the register, one recognised with its papers, one of the other unit adopted here."""
    officer, head = (world.personas[role.value] for role in (Role.UNIT_OFFICER, Role.UNIT_HEAD))
    other = world.personas[OTHER_OFFICER]
    draft, listed, idea = (_written(world, at, title) for title in ("Nháp", "Hẹn giờ", "Số hóa"))
    for row in (listed, idea):
        description.enter(by=officer, at=at, initiative=row)
    receive(by=officer, at=at, initiative=idea, on=at.date())
    council = Council(at.date(), members=9, present=8, agreed=8)
    lay_before_council(by=officer, at=at, initiative=idea, council=council, minutes=_paper("bien-ban.pdf"))
    ruling = Ruling("12/QĐ-UBND", at.date())
    recognised = recognise(by=head, at=at, initiative=idea, ruling=ruling, file=_paper("quyet-dinh.pdf"))
    proof = add_proof(
        by=officer,
        at=at,
        initiative=idea,
        place="Một cửa",
        since=at.date(),
        until=None,
        file=_paper("xac-nhan.pdf"),
    )
    theirs = description.begin_draft(by=other, at=at, unit=world.other_unit, said=_said("Của xã bạn"))
    description.enter(by=other, at=at, initiative=theirs)
    adopted = declare(
        by=officer,
        at=at,
        initiative=theirs,
        unit=world.unit,
        since=at.date(),
        how="Làm như xã bạn",
        file=_paper("anh-chup.pdf"),
    )
    alike = _written(world, at, "Kho mẫu đơn điền sẵn tại quầy")
    earlier = register_initiative(
        by=None,
        at=at - timedelta(days=9),
        initiative=NewInitiative(code="SK-1", unit=world.other_unit, title="Kho mẫu đơn điền sẵn"),
    )
    rule(
        by=officer,
        at=at,
        initiative=alike,
        other=earlier,
        verdict=Likeness.BUILDS_ON,
        reason="Thêm quầy.",
        capacity=Capacity.UNIT,
    )
    description.enter(by=officer, at=at, initiative=alike)
    office = NewUnit("SNV", UnitKind.AGENCY, "Nội vụ", "Sở Nội vụ", Block.SO)
    of_office = register_initiative(
        by=None,
        at=at,
        initiative=NewInitiative(
            code="SK-SNV",
            unit=register_unit(by=None, at=at, unit=office, on=at.date()),
            title="Kho mẫu đơn điền sẵn ở Sở",
        ),
    )
    kept = inspect_upload(ContentFile(LIST.encode(), name="danh-sach.csv"), kinds={Kind.CSV})
    return {
        "idea_draft": draft,
        "idea_listed": listed,
        "idea": idea,
        "idea_ruling": recognised,
        "idea_proof": proof,
        "idea_adopted_here": adopted,
        "idea_alike": alike,
        "idea_earlier": earlier,
        "idea_of_office": of_office,
        "idea_list": receive_list(by=officer, at=at, file=kept),
        **{
            f"act_{name}": name
            for name in (
                "enter",
                "receive",
                "meet",
                "recognise",
                "refuse",
                "note",
                "correct",
                "names",
                "restart",
                "strike",
                "applied",
                "proof",
                "judge",
                "adopt",
            )
        },
    }


def _written(world: World, at: datetime, title: str) -> Initiative:
    officer = world.personas[Role.UNIT_OFFICER.value]
    return description.begin_draft(by=officer, at=at, unit=world.unit, said=_said(title))


def _said(title: str) -> Description:
    author = NewAuthor("Lê Thị Năm", percent=Decimal(100))
    return Description(title, "thu_tuc", "Không chờ.", "Phải chờ.", "Hẹn giờ.", authors=(author,))


def _paper(name: str) -> InspectedFile:
    return inspect_upload(ContentFile(b"%PDF-1.4\n%%EOF", name=name), kinds={Kind.PDF})

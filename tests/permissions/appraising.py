"""Who may open what in the room of appraisals: each stage its side, never before a word about relations."""

from datetime import datetime
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.dossiers.grounds import GROUND
from tests.permission_world import World
from tests.permissions.vocabulary import APPRAISERS, OFFICE_HEAD, STANDING, Row, only

from thidua.appraising.acts import ACTS
from thidua.appraising.conflicts.services import state_conflict
from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated, declare_bars
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.seen import all_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_over, name_letter
from thidua.dossiers.services import Subject, attest, start_dossier
from thidua.dossiers.writing.services import save_part
from thidua.foundation.files import Kind, inspect_upload
from thidua.units.models import Unit
from thidua.units.selectors import history

BOARD, LEADER = only(Role.EMULATION_BOARD), only(Role.DECISION_MAKER)
ACTORS = STANDING | BOARD | LEADER
STATERS = ACTORS | only(Role.COUNCIL_MEMBER)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """Two sent dossiers: of Xã Cẩm Giang, where all who appraise stated no relation, and of Xã Cẩm Giàng."""
    clear, fresh = _sent(world, at, world.unit), _sent(world, at, world.other_unit)
    for role in (Role.STANDING_SPECIALIST, Role.STANDING_HEAD, Role.EMULATION_BOARD, Role.COUNCIL_MEMBER):
        state_conflict(by=world.personas[role.value], at=at, filing=clear.filing, is_recused=False)
    names = {name.replace("-", "_"): name for name in ACTS}
    return {
        "appraised": clear,
        "appraised_fresh": fresh,
        "appraised_file": clear.files.get(),
        "appraising_acts": SimpleNamespace(**names, nothing="khong-co"),
        "appraised_cycle": SimpleNamespace(known="2026"),
    }


def _sent(world: World, at: datetime, unit: Unit) -> Dossier:
    by, head = world.personas[Role.UNIT_OFFICER.value], world.personas[Role.UNIT_HEAD.value]
    record = history(at.date())[unit.code]
    row = start_dossier(
        by=by,
        at=at,
        unit=record,
        cycle="2026",
        award_id="adhoc.individual",
        subject=Subject("Lê Thị Hoa", position="Công chức"),
    )
    save_part(by=by, at=at, dossier=row, section="results", text="Cứu dữ liệu sau bão.", version=1)
    pdf = SimpleUploadedFile("can-cu.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    add_file(by=by, at=at, dossier=row, item="ground", upload=inspect_upload(pdf, kinds={Kind.PDF}))
    declare_bars(by=by, at=at, dossier=row, stated=Stated())
    row.refresh_from_db()
    attest(by=by, at=at, dossier=row, facts=GROUND, edition=row.edition)
    hand_over(by=by, at=at, dossier=row)
    name_letter(by=head, at=at, filing=row.filing, number="15/TTr-UBND", on=at.date())
    send_filing(by=head, at=at, filing=row.filing, unit=record, seen=all_seen(row.filing))
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def _act(
    name: str, may: frozenset[str], ok: int, *, of: str = "appraised", case: str = "", **data: str
) -> Row:
    args = {"pk": f"{of}.pk", "name": f"appraising_acts.{name}"}
    return Row("appraising:act", may, ok=ok, method="post", args=args, data=data, case=case or name)


ROWS = (
    Row("appraising:queue", APPRAISERS),
    Row("appraising:first", APPRAISERS, ok=302, args={"cycle": "appraised_cycle.known"}),
    Row("appraising:dossier", APPRAISERS, args={"pk": "appraised.pk"}),
    Row("appraising:dossier", APPRAISERS, args={"pk": "appraised_fresh.pk"}, case="asked about relations"),
    Row("appraising:following", ACTORS, ok=302, args={"pk": "appraised.pk"}),
    Row("appraising:file", APPRAISERS, args={"pk": "appraised_file.pk"}),
    Row("appraising:filing", STANDING, args={"pk": "appraised.filing_id"}),
    Row(
        "appraising:filing", STANDING, method="post", args={"pk": "appraised.filing_id"}, ok=302, case="taken"
    ),
    Row("appraising:stages", OFFICE_HEAD, args={"cycle": "appraised_cycle.known"}),
    Row(
        "appraising:stages",
        OFFICE_HEAD,
        ok=302,
        method="post",
        args={"cycle": "appraised_cycle.known"},
        data={"has_procedure": "no", "reason": "CV 12/SNV"},
        case="chosen",
    ),
    _act("conflict", STATERS, 302, of="appraised_fresh", is_recused="no"),
    _act("receive", STANDING, 200),
    _act("lacks", STANDING, 200),
    _act("late", STANDING, 200),
    _act("return", STANDING | BOARD, 302, results="Chưa có số liệu"),
    _act("gone", STANDING | BOARD, 200, reason="Đơn vị đã sáp nhập"),
    _act("bars", STANDING | BOARD, 302, words="Đã hỏi Thanh tra thành phố"),
    _act("findings_content", STANDING, 200),
    _act("findings_procedure", BOARD, 200),
    _act("opinion_content", STANDING, 200),
    _act("opinion_procedure", BOARD, 200),
    _act("opinion_leader", LEADER, 200),
    _act("reuse", OFFICE_HEAD, 200),
    _act("spread", STANDING | BOARD, 200),
    _act("nothing", STATERS, 404),
    _act("return", frozenset(), 302, of="appraised_fresh", case="return before a word", results="Chưa có"),
    _act("bars", frozenset(), 302, of="appraised_fresh", case="bars before a word", words="Đã hỏi"),
)

"""Who may open what in the room of dossiers: a draft is its unit's alone; those who appraise are led on."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.dossiers.grounds import ground
from tests.permission_world import World
from tests.permissions.vocabulary import APPRAISERS, HEAD, OFFICE_HEAD, OTHER_OFFICER, STANDING, Row, only

from thidua.awards.models import Candidate
from thidua.awards.services import NewCandidate, add_candidates
from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated, declare_bars
from thidua.dossiers.enums import Proposer
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier, KeptWords, TakenOver
from thidua.dossiers.sending.seen import all_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_over, name_letter
from thidua.dossiers.services import Subject, start_dossier
from thidua.dossiers.unit_council.services import Meeting, Vote, record_minutes
from thidua.dossiers.writing.services import save_part
from thidua.foundation.files import InspectedFile, Kind, inspect_upload
from thidua.people.models import User
from thidua.units.models import Unit
from thidua.units.selectors import history

UNIT = only(Role.UNIT_OFFICER, Role.UNIT_HEAD)
PEOPLE_OF_UNITS = UNIT | {OTHER_OFFICER}
READERS = PEOPLE_OF_UNITS | APPRAISERS
SEEN = READERS - {OTHER_OFFICER} - STANDING - only(Role.EMULATION_BOARD, Role.COUNCIL_MEMBER)
"""Those who need not say first how they stand to the unit."""
RECEIVERS = STANDING | only(Role.EMULATION_BOARD)
CYCLE = "2030"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def make_things(world: World, at: datetime) -> dict[str, object]:
    """A draft with a file and kept words, one that waits, one that was sent; a proposal of the office."""
    officer, head = world.personas[Role.UNIT_OFFICER.value], world.personas[Role.UNIT_HEAD.value]
    specialist = world.personas[Role.STANDING_SPECIALIST.value]
    sent = _written(world.unit, officer, at, "Lê Thị Hoa")
    kept_sent = _file(sent, officer, at)
    _meet(sent, officer, at)
    hand_over(by=officer, at=at, dossier=sent)
    name_letter(by=head, at=at, filing=sent.filing, number="15/TTr-UBND", on=at.date(), file=_scan())
    later = at + timedelta(minutes=1)
    submission = send_filing(
        by=head,
        at=later,
        filing=sent.filing,
        unit=history(at.date())[world.unit.code],
        seen=all_seen(sent.filing),
    )
    draft, waiting = (
        _written(world.unit, officer, at, "Đỗ Văn Minh"),
        _written(world.unit, officer, at, "Phạm Thu Hà"),
    )
    kept = KeptWords.objects.create(dossier=draft, section="results", text="x", digest="", by=officer, at=at)
    hand_over(by=officer, at=at, dossier=waiting)
    office = _written(world.other_unit, specialist, at, "Bùi Minh Đức", Proposer.OFFICE)
    hand_over(by=specialist, at=at, dossier=office)
    new = NewCandidate(unit=world.unit, award="adhoc.individual", cycle=CYCLE, person_name="Vũ Thị Lan")
    add_candidates(by=None, at=at, candidates=[new], source="Biên bản")
    return {
        "ds_draft": draft,
        "ds_waiting": waiting,
        "ds_sent": sent,
        "ds_office": office,
        "ds_file": _file(draft, officer, at),
        "ds_sent_file": kept_sent,
        "ds_kept": kept,
        "ds_taken": TakenOver.objects.create(
            dossier=draft, part="work", source=sent, count=1, taken_by=officer, taken_at=at
        ),
        "ds_receipt": submission,
        "ds_minutes": sent.filing.minutes.get(),
        "ds_candidate": Candidate.objects.get(person_name="Vũ Thị Lan"),
        "ds_award": "adhoc.individual",
        "ds_section": "results",
        "ds_docx": "docx",
    }


def _written(unit: Unit, by: User, at: datetime, name: str, proposer: Proposer = Proposer.UNIT) -> Dossier:
    row = start_dossier(
        by=by,
        at=at,
        unit=history(at.date())[unit.code],
        cycle=CYCLE,
        award_id="adhoc.individual",
        subject=Subject(name, position="Công chức"),
        proposer=proposer,
    )
    save_part(by=by, at=at, dossier=row, section="results", text="Cứu dữ liệu sau bão.", version=1)
    declare_bars(by=by, at=at, dossier=row, stated=Stated())
    ground(row, by, at)
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def _file(row: Dossier, by: User, at: datetime) -> object:
    upload = inspect_upload(SimpleUploadedFile("can-cu.pdf", PDF), kinds={Kind.PDF})
    return add_file(by=by, at=at, dossier=row, item="ground", upload=upload)


def _meet(row: Dossier, by: User, at: datetime) -> None:
    meeting = Meeting(at - timedelta(hours=1), "Phòng họp", "Chủ tịch", "Thư ký", 9, 8)
    record_minutes(
        by=by, at=at, filing=row.filing, meeting=meeting, votes=[Vote(row, 8)], signed_file=_scan()
    )


def _scan() -> InspectedFile:
    """A signed paper as an image: there are no signatures to read in it."""
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    return inspect_upload(SimpleUploadedFile("ky.png", png), kinds={Kind.PNG})


def _draft(name: str, may: frozenset[str] = UNIT, thing: str = "ds_draft", **more: object) -> Row:
    """An address under a dossier that was not sent: other units and the office do not know of it."""
    args = {"pk": f"{thing}.pk", **more.pop("args", {})}  # type: ignore[dict-item]
    return Row(name, may, args=args, foreign=(STANDING | {OTHER_OFFICER}) - may, **more)  # type: ignore[arg-type]


def _post(name: str, thing: str = "ds_draft", **more: object) -> Row:
    return _draft(name, thing=thing, method="post", ok=more.pop("ok", 302), **more)  # type: ignore[arg-type]


def _filing(name: str, **more: object) -> Row:
    """An address under the filing, for the unit's own people."""
    args = {"pk": "ds_sent.filing_id"}
    return Row(name, more.pop("may", UNIT), args=args, foreign=frozenset({OTHER_OFFICER}), **more)  # type: ignore[arg-type]


def _sent(name: str, case: str, **args: str) -> Row:
    """What was sent: the unit, those who decide or look; those who appraise are led on, and a member of the
    council says first how he stands to the unit.
    """
    return Row(
        name,
        (READERS - RECEIVERS) - {OTHER_OFFICER} - only(Role.COUNCIL_MEMBER),
        args={"pk": "ds_sent.pk", **args},
        foreign=frozenset({OTHER_OFFICER}),
        other=dict.fromkeys(RECEIVERS, 302),
        case=case,
    )


def _unsent(name: str, **args: str) -> Row:
    return Row(name, UNIT, args={"pk": "ds_draft.pk", **args}, foreign=READERS - UNIT, case="a draft")


ROWS: tuple[Row, ...] = (
    Row("dossiers:list", READERS),
    Row("dossiers:routes", PEOPLE_OF_UNITS | STANDING),
    Row("dossiers:start", PEOPLE_OF_UNITS, args={"award_id": "ds_award"}, foreign=STANDING),
    Row(
        "dossiers:from_candidate",
        UNIT,
        ok=302,
        method="post",
        args={"pk": "ds_candidate.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    Row("dossiers:expected", UNIT | {OTHER_OFFICER}),
    Row(
        "dossiers:expected_change",
        UNIT,
        args={"pk": "ds_candidate.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    Row(
        "dossiers:expected_remove",
        UNIT,
        ok=302,
        method="post",
        args={"pk": "ds_candidate.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    Row("dossiers:quorum", READERS),
    Row("dossiers:quorum_new", OFFICE_HEAD),
    Row("dossiers:leader_list", READERS, args={"cycle": "proposal_cycle.period"}),
    Row("dossiers:checklist", READERS),
    Row("dossiers:checklist_new", OFFICE_HEAD),
    Row(
        "dossiers:receipt",
        SEEN,
        args={"pk": "ds_receipt.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    _filing("dossiers:filing"),
    _filing("dossiers:filing_check"),
    _filing("dossiers:letter", method="post", ok=422),
    _filing("dossiers:minutes"),
    Row(
        "dossiers:minutes_set_aside",
        UNIT,
        ok=302,
        method="post",
        args={"pk": "ds_sent.filing_id", "minutes": "ds_minutes.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    _filing("dossiers:send", may=HEAD, method="post", ok=302),
    Row(
        "dossiers:letter_file",
        UNIT,
        args={"pk": "ds_sent.filing_id", "form": "ds_docx"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    Row(
        "dossiers:sent_letter_file",
        UNIT,
        args={"pk": "ds_receipt.pk", "form": "ds_docx"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    Row(
        "dossiers:minutes_file",
        SEEN,
        args={"pk": "ds_sent.filing_id", "minutes": "ds_minutes.pk", "form": "ds_docx"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    _filing("dossiers:signed_letter"),
    Row(
        "dossiers:sent_letter",
        SEEN,
        args={"pk": "ds_receipt.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    Row(
        "dossiers:signed_minutes",
        SEEN,
        args={"pk": "ds_sent.filing_id", "minutes": "ds_minutes.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    _unsent("dossiers:dossier"),
    _sent("dossiers:dossier", "sent"),
    _unsent("dossiers:panel"),
    _sent("dossiers:panel", "sent"),
    _unsent("dossiers:report_file", form="ds_docx"),
    _sent("dossiers:report_file", "sent", form="ds_docx"),
    _unsent("dossiers:file", file="ds_file.pk"),
    _sent("dossiers:file", "sent", file="ds_sent_file.pk"),
    _draft("dossiers:subject"),
    _draft("dossiers:facts"),
    _draft("dossiers:initiatives"),
    _draft("dossiers:work"),
    _draft("dossiers:bars"),
    _draft("dossiers:evidence"),
    _draft("dossiers:earlier"),
    _draft("dossiers:check"),
    _post("dossiers:taken_checked", args={"taken": "ds_taken.pk"}),
    _draft("dossiers:section", args={"section": "ds_section"}),
    _post("dossiers:settle", args={"kept": "ds_kept.pk"}),
    _post("dossiers:file_remove", args={"file": "ds_file.pk"}),
    _post("dossiers:report_upload"),
    _post("dossiers:report_take"),
    _post("dossiers:hand_over"),
    _post("dossiers:withdraw"),
    _post("dossiers:hand_back", thing="ds_waiting", may=HEAD),
    Row(
        "dossiers:recall",
        HEAD,
        ok=302,
        method="post",
        args={"pk": "ds_sent.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    Row(
        "dossiers:report_bar",
        UNIT,
        ok=422,
        method="post",
        args={"pk": "ds_sent.pk"},
        foreign=frozenset({OTHER_OFFICER}),
    ),
    Row(
        "dossiers:send_own",
        OFFICE_HEAD,
        ok=302,
        method="post",
        args={"pk": "ds_office.pk"},
    ),
)

"""The demonstration's decisions: ad hoc awards up to the register, one to confirm, one revocation."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.core.files.base import ContentFile

from thidua.awards.models import AwardRecord
from thidua.decisions import services
from thidua.decisions.apart import acknowledge_apart
from thidua.decisions.drafting import drafted_for
from thidua.decisions.revoking.services import NewRevocation, confirm_revocation, record_revocation
from thidua.decisions.services import NewDecision
from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.scans import scan_of, signed_scan_of
from thidua.demo.stages import moment
from thidua.demo.steering import LABEL
from thidua.dossiers.bars.services import Stated, declare_bars, record_bars
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.afterwards import receive
from thidua.dossiers.sending.seen import all_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_over, name_letter
from thidua.dossiers.services import Attested, Subject, attest, start_dossier
from thidua.dossiers.writing.services import save_part
from thidua.foundation.files import Kind, inspect_upload
from thidua.people.models import User
from thidua.units.selectors import history

ADHOC = (
    (
        "11311",
        "hongbang",
        Subject("Nghiêm Thị Ngọc Bích", "female", 1990, f"Công chức {LABEL}"),
        "Giữ hệ thống một cửa hoạt động suốt ba ngày bão",
    ),
    (
        "11629",
        "anlao",
        Subject("Tạ Quang Hưng", "male", 1984, f"Công chức {LABEL}"),
        "Trả hồ sơ đất đai tại nhà cho các thôn bị ngập",
    ),
)
SENT, DECIDED, REVOKED = date(2029, 10, 8), date(2029, 10, 22), date(2029, 12, 3)
"""The second dossier is decided in the first days of 2030 and waits for the second person."""
WAITING = date(2030, 2, 12)


def decision_acts(people: dict[str, User]) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): two ad hoc dossiers, a decision on the first, a revocation, a decision that waits."""
    yield SENT, partial(_send_dossiers, people)
    yield DECIDED, partial(_decide, people, 0, "2310/QĐ-UBND", DECIDED)
    yield REVOKED, partial(_revoke, people)
    yield WAITING, partial(_decide, people, 1, "215/QĐ-UBND", WAITING, is_confirmed=False)


def _send_dossiers(people: dict[str, User]) -> None:
    at = moment(SENT, 8)
    for code, place, subject, deed in ADHOC:
        unit, writer, signer = history(SENT)[code], people[f"canbo.{place}"], people[f"chutich.{place}"]
        row = start_dossier(
            by=writer, at=at, unit=unit, cycle="2029", award_id="adhoc.individual", subject=subject
        )
        save_part(by=writer, at=at, dossier=row, section="results", text=f"{deed} {LABEL}.", version=1)
        facts = Attested(
            justification=f"Văn bản của Ban Chỉ huy phòng thủ dân sự: {deed.lower()} {LABEL}",
            ground_source=f"Văn bản 41/BCH-PTDS ngày 05/10/2029 của Ban Chỉ huy phòng thủ dân sự {LABEL}",
        )
        attest(by=writer, at=at, dossier=row, facts=facts, edition=row.edition)
        declare_bars(by=writer, at=at, dossier=row, stated=Stated())
        words = ContentFile(b"%PDF-1.4\n% trinh dien\n%%EOF\n", name="van-ban-can-cu.pdf")
        ground = inspect_upload(words, kinds=(Kind.PDF,))
        add_file(by=writer, at=at, dossier=row, item="ground", upload=ground)
        hand_over(by=writer, at=moment(SENT, 9), dossier=row)
        name_letter(by=writer, at=moment(SENT, 10), filing=row.filing, number="88/TTr-UBND", on=SENT)
        send_filing(by=signer, at=moment(SENT, 11), filing=row.filing, unit=unit, seen=all_seen(row.filing))
        receive(by=people[SPECIALIST], at=moment(SENT, 14), dossier=row)
        nothing = Stated(words=f"Thanh tra thành phố trả lời: không có trường hợp nào {LABEL}")
        record_bars(by=people[SPECIALIST], at=moment(SENT, 15), dossier=row, stated=nothing)


def _decide(people: dict[str, User], place: int, number: str, on: date, *, is_confirmed: bool = True) -> None:
    rows = list(Dossier.objects.filter(award="adhoc.individual", filing__unit__code=ADHOC[place][0]))
    signer = people["lanhdao.tp"].get_full_name()
    new = NewDecision(number, on, signer, "Phó Chủ tịch Ủy ban nhân dân thành phố")
    file = signed_scan_of(number, signer, moment(on, 8))
    found = services.record_decision(
        by=people[SPECIALIST], at=moment(on, 9), new=new, outcomes=drafted_for(rows), file=file
    )
    if is_confirmed:
        acknowledge_apart(by=people["lanhdao.tp"], at=moment(on, 9), decision=found)
        services.confirm_decision(by=people[HEAD], at=moment(on, 10), decision=found)


def _revoke(people: dict[str, User]) -> None:
    """One of the collectives of 2026, on the ground that blames no person."""
    award = AwardRecord.objects.filter(award="annual.collective", cycle="2026").earliest("pk")
    new = NewRevocation(
        "c", f"Danh sách ghi nhầm đơn vị so với biên bản xét {LABEL}", "2688/QĐ-UBND", REVOKED
    )
    found = record_revocation(
        by=people[SPECIALIST], at=moment(REVOKED, 9), award=award, new=new, file=scan_of("2688/QĐ-UBND")
    )
    confirm_revocation(by=people[HEAD], at=moment(REVOKED, 10), revocation=found)

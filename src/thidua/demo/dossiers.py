"""Dossiers of the demonstration: a few filings in every state a person may meet. All invented."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from thidua.awards.models import Candidate
from thidua.core.facts import PERIOD_CYCLE
from thidua.demo.scans import empty_paper, scan_of
from thidua.demo.stages import moment
from thidua.demo.steering import LABEL
from thidua.dossiers.bars.services import Stated, declare_bars
from thidua.dossiers.begin import start_from_candidate
from thidua.dossiers.checklist.items import INITIATIVE
from thidua.dossiers.enums import Contribution, IndexArea, Proposer
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.afterwards import receive, return_dossier
from thidua.dossiers.sending.seen import all_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_over, name_letter
from thidua.dossiers.services import Attested, Subject, attest, name_initiatives, start_dossier
from thidua.dossiers.unit_council.services import Meeting, Vote, record_minutes
from thidua.dossiers.writing.services import save_part
from thidua.initiatives.enums import Capacity, Level, Likeness
from thidua.initiatives.likeness.selectors import lookalikes_of, to_be_told
from thidua.initiatives.likeness.services import rule
from thidua.initiatives.models import Initiative
from thidua.initiatives.papers import papers_of
from thidua.initiatives.proofs.services import add_proof
from thidua.initiatives.recognition.services import attach_file
from thidua.people.models import User
from thidua.units.enums import UnitKind
from thidua.units.selectors import history

NEAR = 0.95
"""So much alike is the same idea told again."""
HONG_BANG, AN_LAO, HOME_AFFAIRS, CAM_GIANG = "11311", "11629", "SNV", "10888"
WORDS = {
    "general": "Làm việc ở bộ phận Một cửa và các phòng chuyên môn; mọi số liệu là trình diễn.",
    "results": "Hồ sơ giải quyết đúng hạn tăng từ 96,2 % lên 99,1 %; hồ sơ trực tuyến toàn trình đạt 82 %; "
    "thời gian chờ trung bình giảm từ 25 phút còn 11 phút.",
    "measures": "Rà soát, cắt bỏ ba bước nội bộ; tổ lưu động hướng dẫn tại nhà văn hóa; báo cáo hằng tuần "
    "theo bảng việc chung, ai chậm được hỗ trợ ngay.",
}
GROUND = Attested(
    outstanding=True,
    justification="Giảm hồ sơ trả muộn trên địa bàn từ 3,1 % xuống 0,4 % trong năm, được "
    "ghi nhận là đóng góp nâng chỉ số của thành phố (trình diễn)",
    contribution=Contribution.INDEX,
    raised_area=IndexArea.PROCEDURES,
)
PERSON = Subject("Nguyễn Thị Hồng Nhung", "female", 1987, "Công chức Trung tâm Phục vụ hành chính công")
HERO = Subject("Trần Hữu Phong", "male", 1979, "Tổ trưởng Tổ công nghệ số cộng đồng")


@dataclass(frozen=True, slots=True)
class Filed:
    """Who writes and who signs for one unit."""

    code: str
    officer: User
    head: User

    def start(self, at: datetime, cycle: str, award: str, subject: Subject | None = None) -> Dossier:
        """A dossier with its words; from the working list where somebody stands there."""
        unit = history(at.date())[self.code]
        listed = Candidate.objects.filter(unit=unit.id, cycle=cycle, award=award).first()
        if listed is not None and subject is None:
            row = start_from_candidate(by=self.officer, at=at, unit=unit, candidate=listed)
        else:
            row = start_dossier(
                by=self.officer, at=at, unit=unit, cycle=cycle, award_id=award, subject=subject
            )
        return write(row, self.officer, at)

    def meet(self, at: datetime, *rows: Dossier) -> None:
        """The unit's council agrees to these dossiers."""
        meeting = Meeting(
            held_at=at.replace(hour=8),
            place="Phòng họp tầng 2",
            chair=f"{self.head.get_full_name()}, Chủ tịch Hội đồng",
            secretary=f"{self.officer.get_full_name()}, thư ký",
            members=9,
            present=8,
            number="02/BB-HĐTĐKT",
            discussion="Các thành viên nhất trí với báo cáo thành tích, đề nghị bổ sung nguồn của số liệu.",
        )
        votes = [Vote(row, agreed=8 - place % 2, against=place % 2) for place, row in enumerate(rows)]
        record_minutes(by=self.officer, at=at, filing=rows[0].filing, meeting=meeting, votes=votes)

    def hand(self, at: datetime, *rows: Dossier) -> None:
        """They wait for the signature."""
        for row in rows:
            hand_over(by=self.officer, at=at, dossier=row)

    def send(self, at: datetime, row: Dossier, number: str) -> None:
        """What waits goes out under one letter."""
        filing, unit = row.filing, history(at.date())[self.code]
        name_letter(by=self.head, at=at, filing=filing, number=number, on=at.date())
        send_filing(by=self.head, at=at, filing=filing, unit=unit, seen=all_seen(filing))


def write(row: Dossier, by: User, at: datetime) -> Dossier:
    """The needed sections, the declaration, what proves it, and a ground where the route asks for one."""
    needs_ground = row.award.startswith(("adhoc", "discretionary"))
    for section in ("results",) if row.award.startswith("adhoc") else tuple(WORDS):
        save_part(by=by, at=at, dossier=row, section=section, text=WORDS[section], version=1)
    declare_bars(by=by, at=at, dossier=row, stated=Stated())
    prove(row, by, at)
    if needs_ground:
        source = f"Văn bản 118/UBND-NC ngày 05/02/{at.year} của UBND thành phố (trình diễn)"
        attest(by=by, at=at, dossier=row, facts=replace(GROUND, ground_source=source), edition=row.edition)
        add_file(by=by, at=at, dossier=row, item="ground", upload=empty_paper("van-ban-can-cu.pdf"))
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def prove(row: Dossier, by: User, at: datetime) -> None:
    """The initiatives with their papers, spoken of beside their look-alikes; the rating of a person."""
    if row.award == "annual.collective" and not row.initiatives.exists():
        known = Initiative.objects.filter(
            unit=row.filing.unit_id,
            recognised_on__year=row.filing.cycle,
            applied_on__isnull=False,
            uses__isnull=True,
        )
        name_initiatives(by=by, at=at, dossier=row, initiatives=known.order_by("code")[:1])
    for one in row.initiatives.all():
        _speak(one, by, at)
        _file(one, by, at)
    if row.award == "annual.collective" and not row.initiatives.exists():
        add_file(by=by, at=at, dossier=row, item=INITIATIVE, upload=scan_of("27/QĐ-UBND"))
    if row.award in ("annual.individual", "period.individual"):
        add_file(by=by, at=at, dossier=row, item="rating", upload=empty_paper("xep-loai-nam.pdf"))


def _speak(one: Initiative, by: User, at: datetime) -> None:
    """What the unit says of the earlier ones that are alike."""
    for found in to_be_told(lookalikes_of(one)):
        is_near = (found.score or 0) >= NEAR
        rule(
            by=by,
            at=at,
            initiative=one,
            other=found.other,
            verdict=Likeness.BUILDS_ON if is_near else Likeness.DIFFERENT,
            reason=f"Làm theo cách đó, thêm phần nhắc giấy tờ {LABEL}"
            if is_near
            else f"Cùng chủ đề, khác việc và khác cách làm {LABEL}",
            capacity=Capacity.UNIT,
        )


def _file(one: Initiative, by: User, at: datetime) -> None:
    """The scan of its decision and a proof of its use, where the register has none."""
    papers = papers_of(one)
    for decision in papers.decisions:
        if decision.file_id is None:
            attach_file(
                by=by,
                at=at,
                initiative=one,
                level=Level(decision.level),
                certificate=f"{one.code}/GCN",
                file=scan_of(decision.decision),
            )
    if not papers.proofs and one.applied_on is not None:
        add_proof(
            by=by,
            at=at,
            initiative=one,
            place=f"Bộ phận Một cửa {LABEL}",
            since=one.applied_on,
            until=None,
            file=empty_paper("xac-nhan-ap-dung.pdf"),
        )


def dossier_acts(people: dict[str, User]) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act) of each filing."""
    hong_bang = Filed(HONG_BANG, people["canbo.hongbang"], people["chutich.hongbang"])
    an_lao = Filed(AN_LAO, people["canbo.anlao"], people["chutich.anlao"])
    home_affairs = Filed(HOME_AFFAIRS, people["canbo.sonoivu"], people["giamdoc.sonoivu"])
    yield date(2029, 4, 2), lambda: _late(an_lao)
    yield date(2030, 2, 10), lambda: _hong_bang(hong_bang)
    yield date(2030, 2, 11), lambda: _an_lao(an_lao, people["ban.tdkt"])
    yield date(2030, 2, 12), lambda: _home_affairs(home_affairs)
    yield date(2030, 2, 13), lambda: _office(people)
    yield date(2030, 2, 14), lambda: _drafts(hong_bang, people["canbo.camgiang"])


def _late(unit: Filed) -> None:
    at = moment(date(2029, 4, 2), 10)
    row = unit.start(at, "2028", "annual.collective")
    unit.meet(at, row)
    unit.hand(at, row)
    unit.send(at, row, "31/TTr-UBND")


def _hong_bang(unit: Filed) -> None:
    at = moment(date(2030, 2, 10), 10)
    collective = unit.start(at, "2029", "annual.collective")
    hero = unit.start(at, "2029", "adhoc.individual", HERO)
    unit.meet(at, collective)
    unit.hand(at, collective, hero)
    unit.send(at, collective, "12/TTr-UBND")


def _an_lao(unit: Filed, board: User) -> None:
    at = moment(date(2030, 2, 11), 10)
    collective, person = (
        unit.start(at, "2029", "annual.collective"),
        unit.start(at, "2029", "annual.individual", PERSON),
    )
    unit.meet(at, collective, person)
    unit.hand(at, collective, person)
    unit.send(at, collective, "09/TTr-UBND")
    later = moment(date(2030, 2, 11), 15)
    receive(by=board, at=later, dossier=collective)
    reasons = {
        "results": "Nêu nguồn và thời điểm của số liệu “hồ sơ trực tuyến toàn trình 82 %”.",
        "facts": "Bổ sung văn bản xếp loại năm.",
    }
    return_dossier(by=board, at=later, dossier=person, reasons=reasons)


def _home_affairs(unit: Filed) -> None:
    at = moment(date(2030, 2, 12), 10)
    row = unit.start(at, "2029", "annual.collective")
    unit.meet(at, row)
    unit.hand(at, row)
    unit.send(at, row, "21/TTr-SNV")


def _office(people: dict[str, User]) -> None:
    """The standing office proposes a vertical agency, which its head has still to sign."""
    at = moment(date(2030, 2, 13), 10)
    agency = next((unit for unit in history(at.date()).living() if unit.kind is UnitKind.VERTICAL), None)
    if agency is None:
        return
    by = people["chuyenvien"]
    row = start_dossier(
        by=by, at=at, unit=agency, cycle="2029", award_id="discretionary.collective", proposer=Proposer.OFFICE
    )
    hand_over(by=by, at=at, dossier=write(row, by, at))


def _drafts(hong_bang: Filed, clerk: User) -> None:
    """A person who waits for the signature, a collective of the period and an ad hoc one that are written."""
    at = moment(date(2030, 2, 14), 10)
    person = hong_bang.start(at, "2029", "annual.individual", PERSON)
    hong_bang.meet(at, person)
    hong_bang.hand(at, person)
    hong_bang.start(at, PERIOD_CYCLE, "period.collective")
    unit = history(at.date())[CAM_GIANG]
    start_dossier(by=clerk, at=at, unit=unit, cycle="2029", award_id="adhoc.collective")

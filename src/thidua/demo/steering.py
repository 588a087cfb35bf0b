"""The demonstration's difficulties: sent every year, owned, answered, some of them shared. All invented."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.core.files.base import ContentFile

from thidua.core.deadlines import is_working_day
from thidua.core.programme import load_holidays, load_programme
from thidua.core.roles import Role
from thidua.demo.accounts import HEAD, SPECIALIST
from thidua.demo.dice import dice
from thidua.demo.stages import FIRST_DAY, moment
from thidua.people.models import User
from thidua.steering.difficulties import services
from thidua.steering.difficulties.enums import Category, Organisation
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.guidance.models import Scope
from thidua.steering.guidance.services import NewGuidance, draft, mark_opened, publish, receive
from thidua.units.models import Unit

YEARS = range(2026, 2031)
LABEL = "(trình diễn)"
PAPER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
"""An empty paper: the demonstration shows the way of a document, not its words."""


@dataclass(frozen=True, slots=True)
class Question:
    """One difficulty, its answer, and the question as every unit reads it; "" is not shared."""

    sender: str
    unit: str
    category: Category
    clause: str
    title: str
    text: str
    answer: str
    shared: str = ""
    forwarded_to: str = ""


QUESTIONS = (
    Question(
        sender="canbo.hongbang",
        unit="11311",
        category=Category.RULES,
        clause="III.2.1",
        title="Cách tính sáng kiến do hai đơn vị cùng làm",
        text=(
            "Sáng kiến rút gọn thủ tục đăng ký kinh doanh do phường cùng một phường lân cận thực hiện. Đề"
            " nghị hướng dẫn sáng kiến này được tính cho đơn vị nào khi xét điều kiện khen thưởng hằng "
            "năm."
        ),
        answer=(
            "Sáng kiến được tính cho đơn vị đứng tên trong quyết định công nhận. Hai đơn vị cùng đứng tên"
            " thì cả hai cùng được tính; đề nghị ghi rõ phần việc của từng đơn vị trong hồ sơ."
        ),
        shared="Sáng kiến do hai đơn vị cùng thực hiện thì được tính cho đơn vị nào?",
    ),
    Question(
        sender="canbo.anlao",
        unit="11629",
        category=Category.DATA,
        clause="II.5",
        title="Thiếu máy quét để số hóa hồ sơ tại bộ phận một cửa",
        text=(
            "Bộ phận một cửa chỉ có một máy quét, ngày cao điểm tiếp nhận trên 90 hồ sơ nên phải "
            "số hóa ngoài giờ. Đề nghị thành phố xem xét trang bị bổ sung."
        ),
        answer=(
            "Sở Khoa học và Công nghệ đã đưa nhu cầu này vào danh mục trang bị đợt tới. Trong thời "
            "gian chờ, đơn vị có thể đề nghị Trung tâm Phục vụ hành chính công hỗ trợ số hóa."
        ),
        forwarded_to="Sở Khoa học và Công nghệ",
    ),
    Question(
        sender="canbo.sonoivu",
        unit="SNV",
        category=Category.AWARDS,
        clause="III.3",
        title="Hồ sơ giấy có phải nộp cùng hồ sơ trên hệ thống không",
        text=(
            "Một số phòng hỏi hồ sơ đề nghị khen thưởng đã ký và gửi trên hệ thống thì có phải nộp thêm "
            "bản giấy không."
        ),
        answer=(
            "Thực hiện theo hướng dẫn của Ban Thi đua – Khen thưởng từng đợt; văn bản có chữ ký số hợp lệ"
            " thì không phải nộp thêm bản giấy, trừ trường hợp hướng dẫn yêu cầu."
        ),
        shared="Đã gửi hồ sơ khen thưởng trên hệ thống thì có phải nộp thêm bản giấy không?",
    ),
    Question(
        sender="mattran",
        unit="",
        category=Category.OTHER,
        clause="IV.4",
        title="Đề nghị gửi kế hoạch giám sát để Mặt trận phối hợp",
        text=(
            "Ủy ban MTTQ đề nghị cơ quan thường trực gửi sớm kế hoạch kiểm tra trong năm để bố trí thành "
            "viên tham gia, nhất là các cuộc tại cơ sở."
        ),
        answer=(
            "Cơ quan thường trực sẽ gửi kế hoạch kiểm tra ngay khi được ban hành và mời đại diện Mặt trận"
            " tham gia."
        ),
    ),
    Question(
        sender="canbo.hongbang",
        unit="11311",
        category=Category.STAFF,
        clause="IV.1",
        title="Công chức phụ trách cải cách hành chính kiêm nhiệm nhiều việc",
        text=(
            "Phường chỉ bố trí được một công chức phụ trách cải cách hành chính, kiêm nhiệm nội vụ và "
            "tiếp công dân. Đề nghị có hướng dẫn về bố trí nhân lực."
        ),
        answer="",
    ),
    Question(
        sender="truyenthong",
        unit="",
        category=Category.DATA,
        clause="II.4",
        title="Cần số liệu công bố sớm để làm phóng sự cuối năm",
        text=(
            "Báo và PTTH Hải Phòng cần số liệu đã được phép công bố trước ngày 10/12 để kịp làm phóng sự "
            "về các điển hình trong Phong trào."
        ),
        answer="",
    ),
)


def steering_acts(
    people: dict[str, User], units: dict[str, Unit], seed: int
) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): the plan's decision first; guidance each November; what is asked each winter."""
    yield FIRST_DAY, partial(_plan_itself, people)
    for year in YEARS:
        on = _working(date(year, 11, 25))
        yield on, partial(_guidance, people, on)
    for year in YEARS:
        chance = dice(seed, "difficulties", year)
        for place, question in enumerate(QUESTIONS):
            story = _Story(people, units, question)
            sent = _working(date(year, 12, 1) + timedelta(days=chance.randrange(4, 12) + 10 * place))
            owned = _working(sent + timedelta(days=chance.randrange(1, 4)))
            yield sent, partial(story.send, sent)
            yield owned, partial(story.assign, owned)
            if question.forwarded_to:
                passed = _working(owned + timedelta(days=2))
                yield passed, partial(story.forward, passed)
            # The last two wait for words that only come when the year has gone round.
            wait = chance.randrange(5, 14) if question.answer else 240
            answered = _working(owned + timedelta(days=wait))
            yield answered, partial(story.answer, answered)
            if place != 1:
                settled = _working(answered + timedelta(days=3))
                yield settled, partial(story.settle, settled)


def _plan_itself(people: dict[str, User]) -> None:
    """The real decision, known by number and day: the demonstration has no file of it."""
    document = load_programme().document
    by = people[SPECIALIST]
    new = NewGuidance(
        number=document.number,
        issued_on=document.date,
        subject=f"{document.title} “{load_programme().name}”",
        scope=Scope.DUTY,
        summary="Đọc Kế hoạch kèm theo Quyết định, xây dựng kế hoạch của đơn vị (mục IV.1).",
    )
    publish(by=by, at=moment(FIRST_DAY, 10), document=draft(by=by, at=moment(FIRST_DAY, 9), new=new))


def _guidance(people: dict[str, User], on: date) -> None:
    """A document for every unit; one officer opens it, another answers for having received it."""
    by = people[SPECIALIST]
    new = NewGuidance(
        number=f"{on.year % 100}15/SNV-CCHC&PC {LABEL}",
        issued_on=on,
        subject=f"Hướng dẫn báo cáo tình hình tổ chức thực hiện Phong trào thi đua năm {on.year} {LABEL}",
        scope=Scope.DUTY,
        summary="Kiểm tra số liệu điền sẵn, viết phần khó khăn, kiến nghị, lãnh đạo ký gửi trước ngày 30/11.",
    )
    upload = ContentFile(PAPER, name=f"huong-dan-{on.year}.pdf")
    document = draft(by=by, at=moment(on, 9), new=new, upload=upload)
    document = publish(by=by, at=moment(on, 10), document=document)
    opener, receiver = people["canbo.sonoivu"], people["canbo.hongbang"]
    mark_opened(by=opener, at=moment(on, 14), document=document, unit_ids=_units(opener, on))
    receive(by=receiver, at=moment(on, 15), document=document, unit_ids=_units(receiver, on))


def _units(user: User, on: date) -> frozenset[int]:
    return user.unit_ids(on, Role.UNIT_OFFICER)


def _working(day: date) -> date:
    while not is_working_day(day, load_holidays()):
        day += timedelta(days=1)
    return day


class _Story:
    """One question of one year."""

    def __init__(self, people: dict[str, User], units: dict[str, Unit], question: Question) -> None:
        self.people, self.units, self.question = people, units, question
        self.found: Difficulty | None = None

    def _now(self) -> Difficulty:
        if self.found is None:
            raise RuntimeError("an act before the question was sent")
        return self.found

    def send(self, on: date) -> None:
        asked = self.question
        organisation = {"mattran": Organisation.FRONT, "truyenthong": Organisation.PRESS}.get(
            asked.sender, ""
        )
        new = services.NewDifficulty(
            category=asked.category,
            clause=asked.clause,
            title=f"{asked.title} {LABEL}",
            text=asked.text,
            unit_id=self.units[asked.unit].pk if asked.unit else None,
            organisation=organisation,
        )
        self.found = services.send(by=self.people[asked.sender], at=moment(on, 9), new=new)

    def assign(self, on: date) -> None:
        owner = self.people[SPECIALIST]
        self.found = services.assign(by=self.people[HEAD], at=moment(on, 10), found=self._now(), owner=owner)

    def forward(self, on: date) -> None:
        to = self.question.forwarded_to
        self.found = services.forward(
            by=self.people[SPECIALIST], at=moment(on, 14), found=self._now(), body=to
        )

    def answer(self, on: date) -> None:
        text = self.question.answer or "Đã ghi nhận, báo cáo Lãnh đạo Sở và đưa vào hướng dẫn của năm sau."
        by, at = self.people[SPECIALIST], moment(on, 15)
        self.found = services.reply(by=by, at=at, found=self._now(), text=f"{text} {LABEL}", is_final=True)
        if self.question.shared:
            services.share(by=by, at=at, found=self.found, question=self.question.shared)

    def settle(self, on: date) -> None:
        by = self.people[self.question.sender]
        self.found = services.confirm(by=by, at=moment(on, 8), found=self._now(), is_solved=True)

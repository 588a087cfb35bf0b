"""Writes of difficulties: every act leaves one entry, one audit event, and tells whom it concerns."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.roles import Role
from thidua.core.text import nfc, search_key
from thidua.core.workflow import Stop
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import BadUpload, Kind, inspect_upload, keep_file
from thidua.foundation.files.models import StoredFile
from thidua.movement.versions.models import ProgrammeVersion
from thidua.people.models import User
from thidua.people.selectors import holders
from thidua.steering.difficulties import telling
from thidua.steering.difficulties.clock import due_day, target_on
from thidua.steering.difficulties.enums import Category, Deed, Organisation, State
from thidua.steering.difficulties.errors import DifficultyRefused
from thidua.steering.difficulties.models import AnswerTarget, Difficulty, DifficultyEntry
from thidua.steering.difficulties.moves import MOVES

KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.PNG, Kind.JPEG})
PREFIX = "KN"
SAME_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class NewDifficulty:
    """What a sender writes, for one unit or one organisation."""

    category: Category
    title: str
    text: str
    clause: str = ""
    unit_id: int | None = None
    organisation: Organisation | str = ""


@transaction.atomic
def send(*, by: User, at: datetime, new: NewDifficulty, upload: "File[bytes] | None" = None) -> Difficulty:
    """Takes it in: number, clock, notice to the head of the standing office.

    The same words again within minutes are a double click and give what there is.
    DifficultyRefused without words, without exactly one sender, or for a file that cannot be taken in.
    """
    title, text = nfc(new.title), nfc(new.text)
    if not title or not text:
        raise DifficultyRefused(_("Hãy nêu ngắn gọn và viết rõ nội dung khó khăn, kiến nghị."))
    if (new.unit_id is None) == (not new.organisation):
        raise DifficultyRefused(_("Hãy chọn một đơn vị hoặc một tổ chức mà bạn gửi thay mặt."))
    sender = {"unit_id": new.unit_id, "organisation": new.organisation, "title": title, "text": text}
    if same := Difficulty.objects.filter(sent_by=by, sent_at__gt=at - SAME_WITHIN, **sender).first():
        return same
    day = at.astimezone(VIETNAM_TIME).date()
    last = Difficulty.objects.filter(year=day.year).aggregate(last=Max("ordinal"))["last"] or 0
    found = Difficulty.objects.create(
        year=day.year,
        ordinal=last + 1,
        receipt=f"{PREFIX}{day.year}-{last + 1:04d}",
        category=new.category,
        clause=nfc(new.clause),
        file=_kept(by, at, upload),
        sent_by=by,
        sent_at=at,
        due_on=due_day(day, target_on(day).working_days),
        folded=search_key(f"{title} {text}"),
        **sender,
    )
    _enter(found, Deed.SEND, by, at, "", before=None)
    telling.sent(found, at)
    return found


def _kept(by: Actor, at: datetime, upload: "File[bytes] | None") -> StoredFile | None:
    if upload is None:
        return None
    try:
        return keep_file(by=by, at=at, upload=inspect_upload(upload, kinds=KINDS))
    except BadUpload as fault:
        raise DifficultyRefused(fault.sentence) from fault


@transaction.atomic
def assign(*, by: User, at: datetime, found: Difficulty, owner: User, text: str = "") -> Difficulty:
    """Gives it to somebody of the standing office. DifficultyRefused for anybody else."""
    locked, before = _locked(found, "assign")
    office = holders(at.astimezone(VIETNAM_TIME).date(), Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
    if owner not in office:
        raise DifficultyRefused(_("Người xử lý phải thuộc Phòng CCHC và pháp chế."))
    locked.owner = owner
    _carry(locked, "assign", by, at, nfc(text), before)
    telling.assigned(locked, at)
    return locked


@transaction.atomic
def reply(*, by: User, at: datetime, found: Difficulty, text: str, is_final: bool) -> Difficulty:
    """A first answer, or the final one, which stops the clock."""
    action = "answer" if is_final else "interim"
    locked, before = _locked(found, action)
    words = _words(text)
    if is_final:
        locked.answer, locked.answered_at = words, at
        locked.folded = search_key(f"{locked.title} {locked.text} {words}")
        if locked.shared_question:
            locked.shared_folded = search_key(f"{locked.shared_question} {words}")
    _carry(locked, action, by, at, words, before)
    telling.replied(locked, at, is_final=is_final)
    return locked


@transaction.atomic
def forward(*, by: User, at: datetime, found: Difficulty, body: str, text: str = "") -> Difficulty:
    """Passes it to the body that can decide; the office goes on owing the answer."""
    locked, before = _locked(found, "forward")
    locked.forwarded_to = _words(body)
    _carry(locked, "forward", by, at, "\n".join(filter(None, (locked.forwarded_to, nfc(text)))), before)
    telling.forwarded(locked, at)
    return locked


@transaction.atomic
def confirm(*, by: User, at: datetime, found: Difficulty, is_solved: bool, text: str = "") -> Difficulty:
    """The sender says whether the answer solved it; if not, why, and the clock runs again as before."""
    action = "solved" if is_solved else "not_solved"
    locked, before = _locked(found, action)
    _carry(locked, action, by, at, nfc(text) if is_solved else _words(text), before)
    telling.confirmed(locked, at, is_solved=is_solved)
    return locked


@transaction.atomic
def withdraw(*, by: User, at: datetime, found: Difficulty, text: str = "") -> Difficulty:
    """The sender no longer needs an answer."""
    locked, before = _locked(found, "withdraw")
    _carry(locked, "withdraw", by, at, nfc(text), before)
    return locked


@transaction.atomic
def link_amendment(
    *, by: User, at: datetime, found: Difficulty, decision: str = "", version: ProgrammeVersion | None = None
) -> Difficulty:
    """It led to an amendment of the plan: its version, the number of its decision, or both.

    DifficultyRefused without either, and for the published plan, which amends nothing.
    """
    locked = Difficulty.objects.select_for_update().get(pk=found.pk)
    if version is not None and version.base_id is None:
        raise DifficultyRefused(_("Kế hoạch như đã ban hành không phải bản sửa đổi; chọn một bản sửa đổi."))
    number = nfc(decision) or (version.document_number if version else "")
    if not number and version is None:
        raise DifficultyRefused(_("Chọn phiên bản Kế hoạch, hoặc ghi số quyết định sửa đổi."))
    locked.amendment_decision, locked.amendment_version = number, version
    locked.save(update_fields=["amendment_decision", "amendment_version"])
    # A draft's title is not for everybody who reads what was done with a difficulty.
    title = version.title if version and version.number else _("bản sửa đổi Kế hoạch đang soạn")
    told = " – ".join(filter(None, (title if version else "", number)))
    _enter(locked, Deed.AMENDMENT, by, at, told, before=found.amendment_decision)
    return locked


@transaction.atomic
def share(*, by: User, at: datetime, found: Difficulty, question: str) -> Difficulty:
    """Lets every unit read question and answer; an empty `question` takes them back.

    DifficultyRefused while there is no answer.
    """
    locked = Difficulty.objects.select_for_update().get(pk=found.pk)
    before, words = locked.shared_question, nfc(question)
    if words and not locked.answer:
        raise DifficultyRefused(_("Chưa có trả lời chính thức nên chưa đưa vào Hỏi – đáp chung được."))
    locked.shared_question, locked.shared_at = words, at if words else None
    locked.shared_folded = search_key(f"{words} {locked.answer}") if words else ""
    locked.save(update_fields=["shared_question", "shared_at", "shared_folded"])
    _enter(locked, Deed.SHARE if words else Deed.UNSHARE, by, at, words, before=before)
    return locked


@transaction.atomic
def set_target(*, by: User, at: datetime, valid_from: date, working_days: int, source: str) -> AnswerTarget:
    """Another time for answers from a day on; what was sent before keeps its day."""
    if not 1 <= working_days <= 90:
        raise DifficultyRefused(_("Thời hạn trả lời phải từ 1 đến 90 ngày làm việc."))
    if valid_from < at.astimezone(VIETNAM_TIME).date():
        raise DifficultyRefused(_("Ngày áp dụng không được ở trước hôm nay: phản ánh đã gửi giữ hạn cũ."))
    row, _new = AnswerTarget.objects.update_or_create(
        valid_from=valid_from,
        defaults={"working_days": working_days, "source": _words(source), "set_by": by, "set_at": at},
    )
    after = {"valid_from": valid_from, "working_days": working_days, "source": row.source}
    record(by=by, at=at, action="steering.answer_target_set", subject=row, before=None, after=after)
    return row


def _words(text: str) -> str:
    words = nfc(text)
    if not words:
        raise DifficultyRefused(_("Hãy viết nội dung trước khi gửi."))
    return words


def _locked(found: Difficulty, action: str) -> tuple[Difficulty, str]:
    """The row, locked, and its state. DifficultyRefused when the state does not allow `action`."""
    locked = Difficulty.objects.select_for_update().get(pk=found.pk)
    move = MOVES[action]
    if MOVES.stop(action, locked.state, move.roles) is Stop.STATE:
        raise DifficultyRefused(
            _(
                "Phản ánh này hiện %(state)s nên không làm được việc “%(deed)s”. "
                "Tải lại trang để xem diễn biến."
            )
            % {"state": State(locked.state).label, "deed": Deed(action).label}
        )
    return locked, locked.state


def _carry(locked: Difficulty, action: str, by: User, at: datetime, text: str, before: str) -> None:
    locked.state = MOVES[action].after
    locked.save()
    _enter(locked, Deed(action), by, at, text, before=before)


def _enter(row: Difficulty, deed: Deed, by: User, at: datetime, text: str, *, before: str | None) -> None:
    DifficultyEntry.objects.create(difficulty=row, deed=deed, by=by, at=at, text=text)
    record(
        by=by,
        at=at,
        action=f"steering.difficulty_{deed}",
        subject=row,
        before=None if before is None else {"state": before},
        after={"state": str(row.state), "text": text},
    )

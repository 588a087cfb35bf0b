"""Writes of criteria sets: begun, written line by line or from a file, put in force by a second person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.scales import scale_of
from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.index_sets.enums import SetState
from thidua.index_sets.errors import SetRefused
from thidua.index_sets.lines import CODE, LineDraft, code_key, draft_of
from thidua.index_sets.models import CriteriaSet, SetLine
from thidua.index_sets.moving import carry_along, codes_that_move, is_at_or_below
from thidua.index_sets.reading import sample, words_of
from thidua.index_sets.selectors import faults_in, lines_of, set_in_force, writers_of


@dataclass(frozen=True, slots=True)
class SetWords:
    """What is said of a set as a whole."""

    title: str
    stated_total: Decimal | None = None
    decision_number: str = ""
    decision_date: date | None = None
    reason: str = ""


def begin(
    *,
    by: Actor,
    at: datetime,
    year: int,
    block: Block,
    words: SetWords,
    lines: Sequence[LineDraft] = (),
    is_sample: bool = False,
    copied_from: CriteriaSet | None = None,
    file: InspectedFile | None = None,
) -> CriteriaSet:
    """A draft with these lines. SetRefused: a draft of that block is there, or a correction lacks its why."""
    try:
        with transaction.atomic():
            return _begin(by, at, year, block, words, lines, is_sample, copied_from, file)
    except IntegrityError as error:
        raise SetRefused(
            _("Vừa có người khác soạn bộ tiêu chí của khối và năm này. Mở lại danh sách.")
        ) from error


def _begin(
    by: Actor,
    at: datetime,
    year: int,
    block: Block,
    words: SetWords,
    lines: Sequence[LineDraft],
    is_sample: bool,
    copied_from: CriteriaSet | None,
    file: InspectedFile | None,
) -> CriteriaSet:
    there = CriteriaSet.objects.filter(year=year, block=block.value)
    if there.filter(state=SetState.DRAFT).exists():
        raise SetRefused(_("Khối và năm này đang có một bản soạn. Mở bản đó để sửa tiếp, hoặc bỏ nó trước."))
    last = there.order_by("-version").first()
    if last is not None and not nfc(words.reason):
        raise SetRefused(
            _("Bộ tiêu chí này đang dùng; sửa là ra phiên bản mới, nên hãy ghi lý do và văn bản.")
        )
    made = CriteriaSet.objects.create(
        year=year,
        block=block.value,
        version=last.version + 1 if last else 1,
        title=_title(words.title),
        is_sample=is_sample,
        stated_total=words.stated_total,
        decision_number=nfc(words.decision_number),
        decision_date=words.decision_date,
        reason=nfc(words.reason) if last else "",
        copied_from=copied_from,
        file=keep_file(by=by, at=at, upload=file) if file else None,
        begun_by_id=by.pk,
        begun_at=at,
    )
    SetLine.objects.bulk_create(line.row(made, order) for order, line in enumerate(lines))
    _record(by, at, "index_sets.begun", made, after={"lines": len(lines), "version": made.version})
    return made


def begin_sample(*, by: Actor, at: datetime, year: int, block: Block, reason: str = "") -> CriteriaSet:
    """A draft of the invented sample, labelled as one."""
    words = SetWords(_("Bộ mẫu, chưa phải Bộ chỉ số của Hải Phòng"), Decimal(100), reason=reason)
    return begin(by=by, at=at, year=year, block=block, words=words, lines=sample(), is_sample=True)


def begin_copy(
    *, by: Actor, at: datetime, source: CriteriaSet, year: int, reason: str = "", title: str = ""
) -> CriteriaSet:
    """A draft with the lines of another year's set of the block, or the next version of the same year's."""
    words = SetWords(title or source.title, source.stated_total, reason=reason)
    lines = [draft_of(row) for row in lines_of(source)]
    return begin(
        by=by,
        at=at,
        year=year,
        block=Block(source.block),
        words=words,
        lines=lines,
        is_sample=source.is_sample,
        copied_from=source,
    )


@transaction.atomic
def describe(*, by: Actor, at: datetime, criteria_set: CriteriaSet, words: SetWords) -> CriteriaSet:
    """Changes what is said of a draft as a whole."""
    locked = _draft(criteria_set)
    locked.title, locked.stated_total = _title(words.title), words.stated_total
    locked.decision_number, locked.decision_date = nfc(words.decision_number), words.decision_date
    if locked.version > 1:
        if not nfc(words.reason):
            raise SetRefused(_("Ghi lý do sửa bộ tiêu chí đang dùng."))
        locked.reason = nfc(words.reason)
    locked.save()
    _record(by, at, "index_sets.described", locked, after={"title": locked.title})
    return locked


@transaction.atomic
def save_line(
    *, by: Actor, at: datetime, criteria_set: CriteriaSet, line: LineDraft, former: str = ""
) -> SetLine:
    """Adds a line, or puts it in the place of the line with the code `former`.

    With another code than `former` it takes the lines below along, and formulas that read them follow.
    SetRefused in words for a code that is taken or no code, no name, a scale that cannot be.
    """
    locked = _draft(criteria_set)
    _check(line)
    rows = lines_of(locked)
    if moving := codes_that_move(rows, former, line.code):
        carry_along(locked, rows, moving)
    locked.lines.filter(code=line.code).delete()
    row = line.row(locked, 0)
    row.save(force_insert=True)
    _renumber(locked)
    before: dict[str, object] | None = {"code": former} if former else None
    after: dict[str, object] = {
        "code": line.code,
        "name": line.name,
        "maximum": line.maximum,
        "kind": line.kind,
    }
    if before and len(moving) > 1:
        before["codes"], after["codes"] = list(moving), list(moving.values())
    _record(by, at, "index_sets.line_saved", locked, before=before, after=after)
    return row


@transaction.atomic
def remove_line(*, by: Actor, at: datetime, criteria_set: CriteriaSet, code: str) -> int:
    """Takes a line and all below it out of a draft; gives how many."""
    locked = _draft(criteria_set)
    gone = [row.pk for row in lines_of(locked) if is_at_or_below(row.code, code)]
    SetLine.objects.filter(pk__in=gone).delete()
    _record(by, at, "index_sets.line_removed", locked, before={"code": code}, after={"lines": len(gone)})
    return len(gone)


@transaction.atomic
def discard(*, by: Actor, at: datetime, criteria_set: CriteriaSet) -> None:
    """Puts a draft away; the audit trail keeps what it was called and which lines it had."""
    locked = _draft(criteria_set)
    codes = [row.code for row in lines_of(locked)]
    before = {"title": locked.title, "lines": len(codes), "codes": codes}
    _record(by, at, "index_sets.discarded", locked, before=before, after={"version": locked.version})
    locked.delete()


def put_in_force(
    *, by: Actor, at: datetime, criteria_set: CriteriaSet, accepts_warnings: bool
) -> CriteriaSet:
    """A second person puts a draft in force; the version before is replaced.

    SetRefused: one of those who wrote it, a fault, warnings nobody has accepted, the loser of a race.
    """
    try:
        with transaction.atomic():
            return _put_in_force(by, at, criteria_set, accepts_warnings)
    except IntegrityError as error:
        raise SetRefused(
            _("Vừa có người khác xác nhận bộ tiêu chí của khối này. Mở lại danh sách.")
        ) from error


def _put_in_force(by: Actor, at: datetime, criteria_set: CriteriaSet, accepts_warnings: bool) -> CriteriaSet:
    locked = _draft(criteria_set)
    if by.pk in writers_of(locked):
        raise SetRefused(
            _(
                "Người soạn, người đã sửa dòng của bản soạn không tự xác nhận. Đề nghị một người khác của cơ"
                " quan thường trực."
            )
        )
    found = faults_in(locked)
    stops = [fault for fault in found if not fault.is_warning]
    if stops:
        raise SetRefused(
            _("Bộ tiêu chí còn %(n)d lỗi; lỗi đầu: %(words)s.")
            % {"n": len(stops), "words": words_of(stops[0])}
        )
    if found and not accepts_warnings:
        raise SetRefused(_("Điểm không cộng đủ; xem các chỗ lệch và đánh dấu đã xem trước khi xác nhận."))
    former = set_in_force(locked.year, Block(locked.block))
    if former is not None:
        former.state = SetState.REPLACED
        former.save(update_fields=["state"])
    locked.state, locked.confirmed_by_id, locked.confirmed_at = SetState.IN_FORCE, by.pk, at
    locked.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    after = {"version": locked.version, "lines": locked.lines.count()}
    _record(by, at, "index_sets.put_in_force", locked, after=after)
    return locked


def _check(line: LineDraft) -> None:
    if not CODE.fullmatch(line.code):
        raise SetRefused(_("Mã viết dạng 1, 1.2 hoặc 1.2.3."))
    if not line.name:
        raise SetRefused(_("Ghi tên lĩnh vực hay tiêu chí."))
    if line.maximum is not None and line.maximum < 0:
        raise SetRefused(_("Điểm tối đa không thể âm."))
    if line.kind:
        if not line.maximum:
            raise SetRefused(_("Tiêu chí được chấm phải có điểm tối đa lớn hơn 0."))
        try:
            scale_of(line.kind, line.params)
        except ScaleFault as fault:
            raise SetRefused(str(fault)) from fault


def _renumber(criteria_set: CriteriaSet) -> None:
    rows = sorted(criteria_set.lines.all(), key=lambda row: code_key(row.code))
    for order, row in enumerate(rows):
        row.order = order
    SetLine.objects.bulk_update(rows, ["order"])


def _draft(criteria_set: CriteriaSet) -> CriteriaSet:
    locked = CriteriaSet.objects.select_for_update().get(pk=criteria_set.pk)
    if locked.state != SetState.DRAFT:
        raise SetRefused(_("Bộ tiêu chí đã xác nhận không sửa được nữa; ra phiên bản mới để đính chính."))
    return locked


def _title(text: str) -> str:
    title = nfc(text)
    if not title:
        raise SetRefused(_("Ghi tên bộ tiêu chí."))
    return title[:300]


def _record(
    by: Actor, at: datetime, action: str, criteria_set: CriteriaSet, *, before: object = None, after: object
) -> None:
    facts = {"year": criteria_set.year, "block": criteria_set.block}
    assert isinstance(after, dict)
    record(by=by, at=at, action=action, subject=criteria_set, before=before, after=facts | after)  # type: ignore[arg-type]

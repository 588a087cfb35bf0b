"""Scoring a sheet: components are saved one by one, several people at once, and nobody's words are lost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.scorecard.card import Component
from thidua.core.scorecard.given import Given
from thidua.core.text import compose
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion, show_again
from thidua.foundation.notify import notify
from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, KeptAnswer, Sheet
from thidua.index_rounds.notification_kinds import TWO_WRITERS
from thidua.index_rounds.rounds.dates import require_open
from thidua.index_rounds.sheets.card import set_of_sheet
from thidua.index_rounds.sheets.checking import check_given
from thidua.index_rounds.sheets.numbers import written
from thidua.index_rounds.sheets.prefill import fill, known_numbers
from thidua.index_sets.selectors import card_of

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What a form holds of one component."""

    value: Decimal | None = None
    base: Decimal | None = None
    not_arising: bool = False
    note: str = ""

    @property
    def given(self) -> Given:
        """As the core reads it; “không phát sinh” has no numbers."""
        return Given(None, None, True) if self.not_arising else Given(self.value, self.base)

    @property
    def fields(self) -> dict[str, str]:
        """Form fields by name, as the page has them."""
        return {
            "value": written(self.value),
            "base": written(self.base),
            "not_arising": "1" if self.not_arising else "",
            "note": self.note,
        }


def save_answer(
    *, by: Actor, at: datetime, sheet: Sheet, code: str, draft: AnswerDraft, version: int
) -> Answer:
    """Saves one component if `version` is still the present one.

    StaleVersion when somebody saved in between: then the refused words are kept and both people are told.
    RoundRefused: closed, not of this set, a number that cannot be. A changed number leaves an audit event,
    words alone do not. Not in a transaction of the caller: it keeps words.
    """
    note = compose(draft.note).replace("\r\n", "\n").strip()
    if len(note) > LONGEST_NOTE:
        raise RoundRefused(
            _("Thuyết minh dài hơn %d ký tự. Hãy rút gọn, phần chi tiết đưa vào tài liệu kiểm chứng.")
            % LONGEST_NOTE
        )
    draft = AnswerDraft(draft.given.value, draft.given.base, draft.not_arising, note)
    with transaction.atomic():
        locked = being_scored(sheet, at)
        check_given(component_of(locked, code), draft.given)
        answer = Answer.objects.select_for_update().get(sheet=locked, code=code)
        if draft_of(answer) == draft:
            return answer
        if answer.version == version:
            return _write(by, at, locked, answer, draft)
    _keep(by, at, answer, draft)
    saved_by = answer.saved_by
    raise StaleVersion(
        version=answer.version,
        theirs=draft_of(answer).fields,
        by=saved_by.get_full_name() if saved_by else _("hệ thống lấy lại số liệu"),
        at=answer.saved_at or at,
    )


def _write(by: Actor, at: datetime, sheet: Sheet, answer: Answer, draft: AnswerDraft) -> Answer:
    before = numbers_of(answer)
    _put(by, at, answer, draft)
    after = numbers_of(answer)
    if after != before:
        record(
            by=by, at=at, action="index_rounds.answer_saved", subject=sheet,
            before={"component": None, **before}, after={"component": answer.code, **after},
        )  # fmt: skip
    return answer


def _put(by: Actor, at: datetime, answer: Answer, draft: AnswerDraft) -> None:
    """Stores a draft; a number that somebody changed no longer comes from elsewhere."""
    before = numbers_of(answer)
    answer.value, answer.base, answer.not_arising = draft.value, draft.base, draft.not_arising
    answer.note, answer.version = draft.note, answer.version + 1
    answer.saved_by_id, answer.saved_at = by.pk, at
    if numbers_of(answer) != before:
        answer.source = ""
    answer.save()


def draft_of(answer: Answer) -> AnswerDraft:
    """What is stored, as a draft."""
    return AnswerDraft(answer.value, answer.base, answer.not_arising, answer.note)


def numbers_of(answer: Answer) -> dict[str, object]:
    """What the audit trail tells of an answer."""
    return {
        "value": written(answer.value),
        "out_of": written(answer.base),
        "not_arising": answer.not_arising,
    }


@transaction.atomic
def _keep(by: Actor, at: datetime, answer: Answer, draft: AnswerDraft) -> None:
    """Keeps refused words, once, and tells both people."""
    digest = sha256(json.dumps(draft.fields, sort_keys=True).encode()).hexdigest()
    kept, is_new = KeptAnswer.objects.get_or_create(
        answer=answer,
        by_id=by.pk,
        digest=digest,
        defaults={"fields": draft.fields, "at": at, "other_id": answer.saved_by_id},
    )
    if not is_new:
        show_again(kept, at)
        return
    notify(
        at=at,
        user_ids={by.pk, *([answer.saved_by_id] if answer.saved_by_id else [])},
        kind=TWO_WRITERS,
        key=f"index_rounds.kept.{kept.pk}",
        title=_("Hai người cùng sửa tiêu chí %s") % answer.code,
        body=_("Không chữ nào bị mất: bản chưa lưu được của %(name)s được giữ lại để hai người cùng xem.")
        % {"name": by.get_full_name()},
        url=reverse("index_rounds:answer", kwargs={"pk": answer.sheet_id, "code": answer.code}),
    )


@transaction.atomic
def settle_kept(*, at: datetime, kept: KeptAnswer) -> None:
    """The words were looked at; they stay stored but are shown no longer."""
    KeptAnswer.objects.filter(pk=kept.pk, settled_at__isnull=True).update(settled_at=at)


@transaction.atomic
def refresh(*, by: Actor, at: datetime, sheet: Sheet) -> list[str]:
    """Asks again what is known; what was typed stays. Gives the codes that changed."""
    locked = being_scored(sheet, at)
    known = known_numbers(set_of_sheet(locked), locked.round.year, at.date(), of={locked.unit_id})
    changed = fill(list(locked.answers.select_for_update()), known.get(locked.unit_id, {}))
    for answer in changed:
        answer.version += 1
        answer.saved_by_id, answer.saved_at = None, at
    Answer.objects.bulk_update(
        changed, ["value", "base", "not_arising", "source", "version", "saved_by", "saved_at"]
    )
    codes = [answer.code for answer in changed]
    if codes:
        record(
            by=by,
            at=at,
            action="index_rounds.refreshed",
            subject=locked,
            before=None,
            after={"components": codes},
        )
    return codes


def component_of(sheet: Sheet, code: str) -> Component:
    """The component of the sheet's set. RoundRefused for a code it does not have."""
    found = card_of(set_of_sheet(sheet)).by_code.get(code)
    if found is None:
        raise RoundRefused(_("Bộ tiêu chí đang dùng không có mã %s. Mở lại phiếu để xem bản mới.") % code)
    return found


def being_scored(sheet: Sheet, at: datetime) -> Sheet:
    """The row, locked. RoundRefused when it is no draft, or self-scoring is not open."""
    locked = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if why := closed_words(locked):
        raise RoundRefused(why)
    require_open(locked.round, PhaseKind.SELF, at)
    return locked


def closed_words(sheet: Sheet) -> str:
    """Why a sheet cannot be written in its state; "" when it can."""
    if sheet.state == SheetState.WAITING:
        return _("Phiếu đang chờ ký. Người ký có thể chuyển lại để sửa.")
    if sheet.state == SheetState.SENT:
        return _(
            "Phiếu đã ký gửi nên không sửa được. Gửi nhầm khi còn hạn tự chấm thì đề nghị cơ quan thường trực"
            " mở lại; ý kiến về điểm thẩm định nêu ở giai đoạn giải trình."
        )
    return ""


@transaction.atomic
def take_answers(
    *, by: Actor, at: datetime, sheet: Sheet, taken: Mapping[str, tuple[AnswerDraft, int]]
) -> tuple[list[str], list[str]]:
    """Saves components taken from a file, each with the version it was compared with; one audit event.

    Gives the codes saved, and those that somebody saved in between, whose words are kept. RoundRefused, and
    nothing is saved, when one of them cannot be.
    """
    locked = being_scored(sheet, at)
    answers = {row.code: row for row in locked.answers.select_for_update().filter(code__in=taken)}
    saved, stale, told = [], [], {}
    for code, (draft, version) in taken.items():
        check_given(component_of(locked, code), draft.given)
        answer = answers[code]
        if answer.version != version:
            _keep(by, at, answer, draft)
            stale.append(code)
        elif draft_of(answer) != draft:
            _put(by, at, answer, draft)
            saved.append(code)
            told[code] = numbers_of(answer)
    if saved:
        record(
            by=by, at=at, action="index_rounds.taken_from_file", subject=locked, before=None,
            after={"components": told},
        )  # fmt: skip
    return saved, stale


def differences(sheet: Sheet, drafts: Mapping[str, AnswerDraft]) -> dict[str, tuple[Answer, AnswerDraft]]:
    """Code → the answer as stored and the draft, where they differ; one query."""
    rows = sheet.answers.filter(code__in=drafts)
    return {row.code: (row, drafts[row.code]) for row in rows if draft_of(row) != drafts[row.code]}

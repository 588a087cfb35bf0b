"""What is found and said of a dossier, by turns: content, procedure, for the office's own a leader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.appraising.enums import Outcome, Say, Stage
from thidua.appraising.errors import AppraisalRefused, Overtaken
from thidua.appraising.judging.criteria import ABOUT_BARS, Criterion, unanswered
from thidua.appraising.judging.evidence import Pin
from thidua.appraising.judging.models import Finding, Opinion, StageChoice
from thidua.appraising.selectors import (
    appraisal_of,
    confirmed,
    rests_on_confirmation,
    stages_of,
)
from thidua.core.text import join_words, nfc
from thidua.dossiers.bars.elsewhere import bar_elsewhere
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, SentDossier
from thidua.dossiers.selectors import last_sending
from thidua.dossiers.services import locked
from thidua.foundation.audit.services import Actor, record


@dataclass(frozen=True, slots=True)
class NewFinding:
    """What is found about one criterion. `seen`: the finding the page showed, None when there was none."""

    criterion: Criterion
    outcome: Outcome
    words: str = ""
    pin: Pin | None = None
    seen: int | None = None


@transaction.atomic
def note_findings(
    *, by: Actor, at: datetime, dossier: Dossier, stage: Stage, findings: Sequence[NewFinding]
) -> list[Finding]:
    """Writes what changed of a stage's findings; gives the new rows. One audit event.

    AppraisalRefused: it is not the stage's turn, nothing chosen that was looked at, “holds” without evidence,
    anything else without words, somebody else wrote in between.
    """
    row, sent = _under_appraisal(dossier, stage)
    present = {one.criterion: one for one in sent.findings.filter(stage=stage, is_current=True)}
    made = []
    for new in findings:
        checked = _checked(new)
        before = present.get(new.criterion.key)
        if before is not None and _says(before) == _says(checked):
            continue
        if (now := before.pk if before else None) != new.seen:
            raise Overtaken(
                _("Tiêu chuẩn “%s” vừa có nhận xét mới của người khác. Xem nhận xét đó rồi ghi lại.")
                % (new.criterion.clause or new.criterion.words),
                criterion=new.criterion.key,
                now=now,
            )
        if before is not None:
            sent.findings.filter(pk=before.pk).update(is_current=False)
        checked.sent, checked.stage, checked.by_id, checked.at = sent, stage, by.pk, at
        made.append(checked)
    if not made:
        return []
    for one in made:
        one.save()
    # The trail is read by more people than may know of bars.
    told = {one.criterion: str(one.outcome) for one in made if one.criterion != ABOUT_BARS}
    record(
        by=by, at=at, action="appraising.findings_noted", subject=row, before=None,
        after={"stage": str(stage), "findings": told},
    )  # fmt: skip
    return made


@transaction.atomic
def give_opinion(
    *,
    by: Actor,
    at: datetime,
    dossier: Dossier,
    stage: Stage,
    say: Say,
    criteria: Iterable[Criterion],
    words: str = "",
    seen: int | None = None,
) -> Opinion:
    """The stage's opinion on what was sent last; the same again changes nothing.

    AppraisalRefused: not the stage's turn, criteria without a finding, no words where it is no plain yes, the
    same person as in the other stage, a bar that stands, agreeing at the end when the office has not said
    since the sending that nothing bars the subject, somebody else gave an opinion in between.
    """
    row, sent = _under_appraisal(dossier, stage)
    said = nfc(words).strip()[:2000]
    before = sent.opinions.filter(stage=stage, is_current=True).select_related("by").first()
    if before is not None and (before.say, before.words) == (say, said):
        return before
    if (before.pk if before else None) != seen:
        raise AppraisalRefused(
            _("%(name)s vừa ghi ý kiến “%(say)s” cho hồ sơ này. Xem lại rồi quyết định.")
            % {
                "name": before.by.get_full_name() if before else "",
                "say": before.get_say_display() if before else "",
            }
        )
    _check_two_people(by, row, sent, stage)
    _check_words(row, sent, stage, say, said, list(criteria))
    if before is not None:
        sent.opinions.filter(pk=before.pk).update(is_current=False)
    made = Opinion.objects.create(sent=sent, stage=stage, say=say, words=said, by_id=by.pk, at=at)
    record(
        by=by, at=at, action="appraising.opinion_given", subject=row,
        before={"stage": None, "say": str(before.say), "words": before.words} if before else None,
        after={"stage": str(stage), "say": str(say), "words": said},
    )  # fmt: skip
    return made


@transaction.atomic
def choose_stages(*, by: Actor, at: datetime, cycle: str, has_procedure: bool, reason: str) -> StageChoice:
    """Whether a cycle has the second appraisal (reading D01). AppraisalRefused without a reason."""
    why = nfc(reason).strip()[:500]
    if not why:
        raise AppraisalRefused(_("Ghi lý do, kèm văn bản nếu có; lý do hiện trong nhật ký."))
    made = StageChoice.objects.create(
        cycle=cycle, has_procedure=has_procedure, reason=why, by_id=by.pk, at=at
    )
    record(
        by=by, at=at, action="appraising.stages_chosen", subject=made, before=None,
        after={"cycle": cycle, "has_procedure": has_procedure, "reason": why},
    )  # fmt: skip
    return made


def _under_appraisal(dossier: Dossier, stage: Stage) -> tuple[Dossier, SentDossier]:
    """The dossier and what was sent last, locked. AppraisalRefused when it is not the stage's turn."""
    row = locked(dossier)
    check_undecided(row)
    sent = last_sending(row)
    if row.state != DossierState.RECEIVED or sent is None:
        raise AppraisalRefused(
            _("Hồ sơ đang ở trạng thái “%s”; tiếp nhận xong mới thẩm định.") % DossierState(row.state).label
        )
    appraisal = appraisal_of(row)
    stages = stages_of(appraisal)
    if stage not in stages:
        raise AppraisalRefused(_("Đợt này không có bước “%s”.") % stage.label)
    earlier = [one for one in stages[: stages.index(stage)] if not getattr(appraisal, one.value)]
    if earlier:
        raise AppraisalRefused(_("Chờ ý kiến về %s trước.") % _join(str(one.label) for one in earlier))
    later = [one for one in stages[stages.index(stage) + 1 :] if getattr(appraisal, one.value)]
    if later:
        raise AppraisalRefused(
            _("Bước sau (%s) đã có ý kiến dựa trên bước này nên không sửa được. Cần sửa thì trả lại hồ sơ.")
            % _join(str(one.label) for one in later)
        )
    return row, sent


def check_undecided(row: Dossier) -> None:
    """AppraisalRefused once there is a decision that rests on the appraisal."""
    if row.decided_at is not None:
        raise AppraisalRefused(
            _(
                "Hồ sơ này đã có quyết định nên phần thẩm định giữ nguyên. "
                "Cần xem xét lại thì đề nghị hủy bỏ quyết định."
            )
        )


def _check_two_people(by: Actor, row: Dossier, sent: SentDossier, stage: Stage) -> None:
    """Two eyes more are the point of the second stage; of the office's own the board does both (D07)."""
    if appraisal_of(row).needs_leader and stage != Stage.LEADER:
        return
    if sent.opinions.filter(is_current=True, by_id=by.pk).exclude(stage=stage).exists():
        raise AppraisalRefused(
            _(
                "Bạn đã cho ý kiến ở bước khác của hồ sơ này; mỗi bước do một người khác. "
                "Đề nghị đồng nghiệp ghi."
            )
        )


def _check_words(
    row: Dossier, sent: SentDossier, stage: Stage, say: Say, said: str, criteria: list[Criterion]
) -> None:
    if say != Say.AGREE and not said:
        raise AppraisalRefused(_("Ghi rõ vì sao, hoặc cần bổ sung gì: đơn vị và bước sau đọc nội dung này."))
    if say == Say.MORE:
        return
    found = dict(sent.findings.filter(stage=stage, is_current=True).values_list("criterion", "outcome"))
    missing = unanswered(criteria, found)
    if missing:
        raise AppraisalRefused(
            _("Còn %(n)d mục chưa nhận xét: %(which)s. Ghi nhận xét trước khi cho ý kiến.")
            % {"n": len(missing), "which": _join(one.clause or one.words for one in missing)}
        )
    if row.barred:
        # Set aside, never silently refused (B32): neither yes nor no while it lasts.
        raise AppraisalRefused(
            _(
                "Hồ sơ đang tạm dừng xét nên chưa đồng ý, cũng không bác. "
                "Khi lý do tạm dừng kết thúc, ghi căn cứ ở phần Trường hợp chưa xét rồi cho ý kiến."
            )
        )
    if say == Say.AGREE and rests_on_confirmation(stage, appraisal_of(row)):
        _check_bars(row, sent)
    against = [
        one for one in criteria if not one.is_alternative and found.get(one.key) not in (None, Outcome.HOLDS)
    ]
    if say == Say.AGREE and against and not said:
        raise AppraisalRefused(
            _("Có mục không đạt hoặc chưa rõ (%s) mà vẫn đồng ý: ghi rõ vì sao.")
            % _join(one.clause or one.words for one in against)
        )


def _check_bars(row: Dossier, sent: SentDossier) -> None:
    """AppraisalRefused while the office has not said if something bars the subject (B32)."""
    if not confirmed([sent.pk]):
        raise AppraisalRefused(
            _(
                "Từ lần gửi này bên thẩm định chưa xác nhận hồ sơ có thuộc trường hợp chưa xét hay không "
                "(NĐ 152/2025 Điều 4). Ghi ở phần Trường hợp chưa xét trên trang này, rồi cho ý kiến."
            )
        )
    if bar_elsewhere(row):
        raise AppraisalRefused(
            _(
                "Hồ sơ khác của cùng đối tượng còn ghi trường hợp chưa xét, chưa ghi là đã hết. "
                "Ghi còn hay đã hết, kèm nguồn, ở phần Trường hợp chưa xét trên trang này, rồi cho ý kiến."
            )
        )


def _checked(new: NewFinding) -> Finding:
    """The row as it would be stored, without who and when."""
    said = nfc(new.words).strip()[:1000]
    name = new.criterion.clause or new.criterion.words
    if new.outcome == Outcome.HOLDS and (new.pin is None or new.pin.shows_nothing):
        raise AppraisalRefused(_("“%s”: chọn căn cứ cho thấy là đạt.") % name)
    if new.outcome != Outcome.HOLDS and not said:
        raise AppraisalRefused(_("“%s”: ghi rõ thiếu gì hoặc chưa rõ điều gì.") % name)
    if new.pin is None:
        raise AppraisalRefused(
            _("“%s”: chọn căn cứ đã xem; không có gì cho thấy thì chọn “Không có tài liệu nào…”.") % name
        )
    return Finding(
        criterion=new.criterion.key,
        criterion_words=new.criterion.words[:600],
        outcome=new.outcome,
        words=said,
        file=new.pin.file,
        initiative=new.pin.initiative,
        index_row=new.pin.index_row,
        part=new.pin.part,
        pinned_words=new.pin.words,
    )


def _says(row: Finding) -> Mapping[str, object]:
    keys = ("outcome", "words", "file_id", "initiative_id", "index_row_id", "part")
    return {key: getattr(row, key) for key in keys}


def _join(words: Iterable[str]) -> str:
    return join_words(list(dict.fromkeys(words)), last=_("và"))

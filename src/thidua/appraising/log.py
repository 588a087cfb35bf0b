"""The log of one dossier at the office, shown to whoever decides (D07)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thidua.appraising.case import Case
from thidua.appraising.intake.models import Intake
from thidua.dossiers.parts import BARS


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log: who did what when."""

    at: datetime
    who: str
    what: str
    words: str = ""


def log_of(case: Case, *, with_reasons: bool, sees_bars: bool) -> list[Event]:
    """What happened to the dossier at the office, the oldest first; `with_reasons`: also why people stepped
    aside, which only those who decide and lead need to know. `sees_bars`: also what was asked of bars.
    """
    row = case.row
    sendings = list(row.sendings.select_related("submission__signed_by", "submission__accepted_by"))
    events = [
        Event(
            one.submission.sent_at,
            one.submission.signed_by.get_full_name(),
            _("Ký gửi, biên nhận %s") % one.submission.receipt,
            str(one.submission.get_timing_display()),
        )
        for one in sendings
    ]
    events += [
        Event(one.accepted_at, one.accepted_by.get_full_name(), _("Chấp nhận nộp muộn"), one.accepted_reason)
        for one in (sending.submission for sending in sendings)
        if one.accepted_at and one.accepted_by
    ]
    for intake in Intake.objects.filter(sent__dossier=row).select_related("by"):
        what = _("Tiếp nhận, hồ sơ đủ") if intake.is_complete else _("Xem hồ sơ: chưa đủ")
        events.append(Event(intake.at, intake.by.get_full_name(), what, intake.words))
    events += [
        Event(
            one.at,
            one.by.get_full_name(),
            _("Trả lại đơn vị"),
            "; ".join(words for part, words in one.reasons.items() if sees_bars or part != BARS),
        )
        for one in case.returns
    ]
    statements = row.filing.conflict_statements.select_related("person")
    for said in statements:
        what = _("Khai không tham gia xét") if said.is_recused else _("Khai không có quan hệ với đơn vị")
        events.append(Event(said.at, said.person.get_full_name(), what, said.reason if with_reasons else ""))
    for opinion in case.opinions:
        what = _("Ý kiến (%(stage)s): %(say)s") % {
            "stage": opinion.get_stage_display(),
            "say": opinion.get_say_display(),
        }
        events.append(Event(opinion.at, opinion.by.get_full_name(), what, opinion.words))
    for ruling in row.reuse_rulings.select_related("by", "initiative"):
        what = _("Cho dùng lại sáng kiến %s") if ruling.is_allowed else _("Không cho dùng lại sáng kiến %s")
        what %= ruling.initiative.code
        events.append(Event(ruling.at, ruling.by.get_full_name(), what, ruling.reason))
    return sorted(events, key=lambda event: event.at)

"""What is read of corrections: what each changes in words, what the sheets of before still say."""

from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.awards.models import AwardRecord
from thidua.core.text import format_date
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import CertificateRun, Correction, Decision, OutcomeCorrection
from thidua.decisions.reused import Reuse
from thidua.decisions.selectors import OutcomeLine, already_given


def changes_in(row: Correction) -> list[tuple[str, str, str]]:
    """(what, as it had been recorded, as it is right), but for the file."""
    told = (
        (_("Số"), row.old_number, row.number),
        (_("Ngày"), format_date(row.old_decided_on), format_date(row.decided_on)),
        (_("Người ký"), row.old_signer, row.signer),
        (_("Hình thức cấp Nhà nước"), row.old_state_form, row.state_form),
    )
    return [one for one in told if one[1] != one[2]]


def corrections_of(decision: Decision) -> QuerySet[Correction]:
    """Every correction of the paper of a decision, the newest first."""
    rows = Correction.objects.filter(decision=decision.whole_id)
    return rows.select_related("recorded_by", "confirmed_by", "file", "old_file")


def outcome_corrections_of(decision: Decision) -> QuerySet[OutcomeCorrection]:
    """Every correction of what a decision says of one dossier, the newest first."""
    rows = OutcomeCorrection.objects.filter(outcome__decision=decision)
    return rows.select_related("recorded_by", "confirmed_by")


def sheets_corrected_at(decision: Decision) -> datetime | None:
    """Certificates asked for until this moment say what has been corrected since; None: nothing has."""
    done = corrections_of(decision).filter(state=DecisionState.CONFIRMED)
    moments = [row.confirmed_at for row in done if row.changes_sheets and row.confirmed_at]
    results = outcome_corrections_of(decision).filter(state=DecisionState.CONFIRMED)
    moments += [row.confirmed_at for row in results if row.confirmed_at]
    return max(moments, default=None)


def has_sheets(decision: Decision) -> bool:
    """Whether certificates of a decision or of a part of it were asked for."""
    return CertificateRun.objects.filter(Q(decision=decision) | Q(decision__part_of=decision)).exists()


def has_outdated_sheets(decision: Decision) -> bool:
    """Whether certificates were made, or are being made, and none since what they say was corrected."""
    corrected = sheets_corrected_at(decision)
    last = decision.certificate_runs.first()
    return corrected is not None and last is not None and last.asked_at <= corrected


def former_numbers(decision: Decision) -> list[str]:
    """The numbers that the decision had before corrections."""
    done = corrections_of(decision).filter(state=DecisionState.CONFIRMED)
    return list(done.values_list("old_number", flat=True))


def former_words(award: AwardRecord) -> list[tuple[str, str]]:
    """(number, day) that the decision of an award had before it was corrected, the newest first: as an older
    certificate says. One query.
    """
    given = Q(decision__outcomes__award=award) | Q(decision__parts__outcomes__award=award)
    done = Correction.objects.filter(given, state=DecisionState.CONFIRMED).distinct()
    told = [
        (row.old_number, format_date(row.old_decided_on)) for row in done.order_by("-confirmed_at", "-pk")
    ]
    now = (award.decision_number, format_date(award.decided_on))
    return [one for one in dict.fromkeys(told) if one != now]


def given_again(decision: Decision, line: OutcomeLine, on: date) -> list[str]:
    """What became of the subject and the initiatives of a dossier while it stood as not awarded: they were
    free. The paper stands, so nothing of it holds a correction; both people are to see it (III.1.2.2).
    """
    row = line.dossier
    given = already_given(decision, [replace(line, is_awarded=True)]).get(row.pk)
    words = (
        [_("Đối tượng này đã có cùng hình thức trong đợt, theo Quyết định số %s.") % given] if given else []
    )
    reuse = Reuse([row.pk], on, signed_on=decision.decided_on)
    uses = reuse.holds(row, [*reuse.wanted.values(), *reuse.claims])
    return words + [f"{one.reason[:1].upper()}{one.reason[1:]}." for one in uses]

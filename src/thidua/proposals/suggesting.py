"""What the machine suggests of one dossier, and why. A person decides; to differ needs words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thidua.appraising.selectors import Appraisal
from thidua.core.eligibility import Verdict
from thidua.core.truth import MET, NOT_MET
from thidua.councils.selectors import CouncilResult
from thidua.foundation.access import Words

MOST_WORDS = 500
"""So many characters of a reason are kept."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not suggested, worded when somebody reads it; so are the clauses of a verdict."""

    text: Words
    values: Mapping[str, int] | str | None = None
    verdict: Verdict | None = None
    is_for_few: bool = False
    """Only those who must know of bars read it."""

    def __str__(self) -> str:
        if self.verdict:
            return str(self.text) % ", ".join(self.verdict.clauses)
        return str(self.text) if self.values is None else str(self.text) % self.values


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`is_proposed` None: the rules leave it open, somebody must choose. `reasons`: why not, or why open.

    `is_clear`: nothing is waited for any more, so that it may be taken for many dossiers at once.
    `is_early`: nothing speaks against it, but opinions or votes are still to come.
    """

    is_proposed: bool | None
    reasons: tuple[Reason, ...] = ()
    is_clear: bool = False
    is_early: bool = False

    @property
    def words(self) -> str:
        """The reasons as one text."""
        return " ".join(map(str, self.reasons))

    @property
    def reason(self) -> str:
        """What a choice keeps of them: those that anybody may read, in Vietnamese, as units and papers have
        them and as they are compared with later. Empty where only few may know why.
        """
        with override("vi"):
            return " ".join(str(one) for one in self.reasons if not one.is_for_few)[:MOST_WORDS]

    @property
    def needs_own_words(self) -> bool:
        """Whether somebody must say in his own words why it is not proposed."""
        return self.is_early or not self.reason


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one dossier when a suggestion is made.

    `disallowed`: initiatives whose further use was refused; `unruled`: those that wait for a ruling;
    `broken`: limits of the whole set that it helps to break; `is_recommended`: by a unit, so the standing
    office has to make it its own (B27).
    """

    verdict: Verdict
    appraisal: Appraisal
    council: CouncilResult | None
    is_council_on: bool
    is_late: bool
    is_returned: bool
    disallowed: Sequence[str] = ()
    unruled: Sequence[str] = ()
    broken: Sequence[str] = ()
    is_recommended: bool = False


def suggest(known: Known) -> Suggestion:
    """What follows from what is known. What bars a subject is not said here: few may read that."""
    against = [*_of_the_way(known), *_of_the_rules(known), *_of_the_people(known)]
    if against:
        return Suggestion(False, tuple(against), _is_all_there(known))
    waits = _("Sáng kiến %s đã dùng cho lần khen khác; chờ ý kiến về việc dùng lại.")
    open_reasons = [*(Reason(waits, code) for code in known.unruled), *map(Reason, known.broken)]
    if known.is_recommended:
        open_reasons.append(
            Reason(_("Do đơn vị giới thiệu; cơ quan thường trực đề xuất thì ghi lý do (B27)."))
        )
    if open_reasons:
        return Suggestion(None, tuple(open_reasons))
    if to_come := _to_come(known):
        return Suggestion(None, tuple(to_come), is_early=True)
    return Suggestion(True, is_clear=True)


def _is_all_there(known: Known) -> bool:
    """Whether neither data nor an opinion, a vote or the unit's answer can still turn the suggestion."""
    return (
        known.verdict.truth in (MET, NOT_MET)
        and not known.verdict.is_suspended
        and not (known.is_late or known.is_returned)
        and not _to_come(known)
    )


def _to_come(known: Known) -> list[Reason]:
    found = []
    if not known.appraisal.is_done:
        found.append(Reason(_("Chưa đủ ý kiến thẩm định.")))
    if known.is_council_on and known.council is None:
        found.append(Reason(_("Hội đồng chưa biểu quyết.")))
    return found


def _of_the_way(known: Known) -> list[Reason]:
    found = []
    if known.is_late:
        found.append(Reason(_("Nộp sau hạn, chưa được chấp nhận.")))
    if known.is_returned:
        found.append(Reason(_("Đang trả lại đơn vị để bổ sung.")))
    return found


def _of_the_rules(known: Known) -> list[Reason]:
    verdict = known.verdict
    found = []
    if verdict.is_suspended:
        found.append(Reason(_("Chưa xét trong đợt này."), is_for_few=True))
    if verdict.truth is NOT_MET:
        found.append(Reason(_("Không đạt tiêu chuẩn (%s)."), verdict=verdict))
    elif verdict.truth is not MET:
        found.append(Reason(_("Chưa đủ dữ liệu để xét (%s)."), verdict=verdict))
    found += [Reason(_("Không được dùng lại sáng kiến %s."), code) for code in known.disallowed]
    return found


def _of_the_people(known: Known) -> list[Reason]:
    found = []
    if known.appraisal.content == "disagree":
        found.append(Reason(_("Thẩm định nội dung không nhất trí.")))
    if known.appraisal.procedure == "disagree":
        found.append(Reason(_("Thẩm định thủ tục không nhất trí.")))
    if known.appraisal.leader == "disagree":
        found.append(Reason(_("Lãnh đạo không nhất trí.")))
    if known.is_council_on and known.council is not None and not known.council.is_passed:
        counted = {"agreed": known.council.agreed, "members": known.council.members}
        found.append(Reason(_("Hội đồng không thông qua (%(agreed)d trên %(members)d)."), counted))
    return found

"""Initiatives that serve again in what a decision awards: which uses hold it (III.1.2.2)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.appraising.selectors import reuse_rulings
from thidua.awards.snapshot import snapshot_on
from thidua.core.facts import Nomination
from thidua.core.limits import Violation
from thidua.decisions.hold import Hold, use_held
from thidua.decisions.models import Outcome
from thidua.decisions.selectors import FAVOURED
from thidua.dossiers.models import Dossier
from thidua.dossiers.nominations import NominationSet, nominations_of
from thidua.movement.selectors import plan_on
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import ProposalLine
from thidua.proposals.reuse import Rulings


class Reuse:
    """The initiatives of dossiers of one cycle, with all that claims them: what was awarded or is proposed.

    What the ledger has of other awards and cycles counts by itself; of the other dossiers of the same award
    and cycle only those count that were awarded or are proposed. `signed_on`: the day of the signed paper; a
    reading that was chosen since rules of it no more.
    """

    def __init__(self, keys: Sequence[int], on: date, *, signed_on: date | None = None) -> None:
        rows = Dossier.objects.filter(pk__in=keys)
        self.wanted = nominations_of(rows)
        first = next(iter(self.wanted.values()))
        cycle, awards = str(first.cycle), {one.award for one in self.wanted.values()}
        others = Dossier.objects.filter(filing__cycle=cycle, award__in=awards, initiatives__isnull=False)
        rivals = nominations_of(others.exclude(pk__in=keys).distinct())
        claiming = others.filter(_claims()).exclude(pk__in=keys).distinct().values_list("pk", flat=True)
        self.claims = [rivals[pk] for pk in claiming]
        # With all rivals, so that their uses are none elsewhere: those that count are named in each group.
        read = snapshot_on(on).changed(plan=plan_on(signed_on)) if signed_on else snapshot_on(on)
        self._judged = NominationSet([*self.wanted.values(), *rivals.values()], on, read)
        self._rulings = Rulings(reuse_rulings(cycle))

    def holds(self, row: Dossier, group: Sequence[Nomination]) -> list[Hold]:
        """What holds one of them, when those of `group` use their initiatives."""
        return [self._hold(row, one) for one in self._broken(row, group)]

    def refused(self, row: Dossier, group: Sequence[Nomination]) -> list[Hold]:
        """The same of the uses alone that the office ruled out."""
        broken = self._broken(row, group)
        return [self._hold(row, one) for one in broken if self._rulings.of(row.pk, one) is False]

    def _broken(self, row: Dossier, group: Sequence[Nomination]) -> list[Violation]:
        broken = self._judged.violations_of(group) if self.wanted[row.pk].initiatives else []
        return [
            one
            for one in broken
            if one.initiatives
            and str(row.pk) in one.nominations
            and not self._rulings.settle(one, self._judged.initiatives)
        ]

    def _hold(self, row: Dossier, one: Violation) -> Hold:
        said, code = self._rulings.of(row.pk, one), " = ".join(one.initiatives)
        if one.effect == "block":
            reason = _("sáng kiến %s đã dùng cho lần khen khác, mà một sáng kiến chỉ dùng một lần") % code
            return use_held(row, reason, one.clause, _("Trả lại để đơn vị thay sáng kiến khác."))
        if said is False:
            reason = _("không được dùng lại sáng kiến %s theo ý kiến đã ghi") % code
            return use_held(row, reason, one.clause, _("Trả lại để đơn vị thay sáng kiến khác."))
        reason = _("sáng kiến %s đã dùng cho lần khen khác, chưa có ý kiến về việc dùng lại") % code
        step = _("Lãnh đạo Phòng CCHC và pháp chế ghi ý kiến ở trang thẩm định của hồ sơ, rồi làm lại.")
        return use_held(row, reason, one.clause, step)


def _claims() -> Q:
    """Awarded or chosen by a decision that stands, or proposed by a list that stands and not refused."""
    awarded = Outcome.objects.filter(FAVOURED, is_void=False).values("dossier")
    refused = Outcome.objects.filter(is_void=False, is_awarded=False, is_chosen=False).values("dossier")
    standing = (ProposalState.FROZEN, ProposalState.CONFIRMED)
    listed = ProposalLine.objects.filter(is_proposed=True, proposal__state__in=standing).values("dossier")
    return Q(pk__in=awarded) | (Q(pk__in=listed) & ~Q(pk__in=refused))

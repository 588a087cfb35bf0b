"""What became of the dossiers of a list after it was frozen: back with their unit, sent anew, judged anew."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.dossiers.enums import HANDED_IN, DossierState, state_for_office
from thidua.dossiers.models import Dossier, SentDossier
from thidua.proposals.badges import SAYS, STAGE_WORDS
from thidua.proposals.cycle_set import Line
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import Proposal, ProposalLine

RULED = {
    None: gettext_lazy("chưa có ý kiến"),
    True: gettext_lazy("cho dùng lại"),
    False: gettext_lazy("không cho dùng lại"),
}
VOTED = {
    None: gettext_lazy("chưa biểu quyết"),
    True: gettext_lazy("thông qua"),
    False: gettext_lazy("không thông qua"),
}
AS_FROZEN = Q(dossier__state=DossierState.RECEIVED, last=F("sent_sha256"))
"""Of lines with their last sending: the dossier is the received one that was frozen."""


def with_last_sending(lines: QuerySet[ProposalLine]) -> QuerySet[Any]:
    """Lines with `last`, the fingerprint of what the unit sent last, "" for nothing."""
    sent = SentDossier.objects.filter(dossier=OuterRef("dossier"), recalled_at__isnull=True)
    last = sent.order_by("-submission__ordinal", "-pk").values("submission__sha256")[:1]
    return lines.annotate(last=Coalesce(Subquery(last), Value("")))


def has_moved() -> Exists:
    """Of lines: after the list was frozen their dossier was sent, given back or, late, accepted, so that the
    reason for leaving it out is of before.
    """
    frozen = OuterRef("proposal__frozen_at")
    since = (
        Q(submission__sent_at__gt=frozen) | Q(submission__accepted_at__gt=frozen) | Q(returned__at__gt=frozen)
    )
    return Exists(SentDossier.objects.filter(since, dossier=OuterRef("dossier"), recalled_at__isnull=True))


def left_behind() -> QuerySet[Dossier]:
    """Received dossiers that moved after their list was frozen, so that the decision on the others said
    nothing of them, and that no list holds as they are: a later list is their next step.
    """
    lines = ProposalLine.objects.filter(
        dossier=OuterRef("pk"), proposal__state__in=(ProposalState.FROZEN, ProposalState.CONFIRMED)
    )
    others = ProposalLine.objects.filter(
        proposal__cycle=OuterRef("filing__cycle"),
        proposal__state__in=(ProposalState.CONFIRMED, ProposalState.REPLACED),
        dossier__decided_at__isnull=False,
    )
    rows = Dossier.objects.filter(state=DossierState.RECEIVED, decided_at__isnull=True)
    return rows.exclude(barred=True).filter(
        Exists(lines.filter(has_moved())), ~Exists(lines.exclude(has_moved())), Exists(others)
    )


def loosened(proposal: Proposal, dossiers: Collection[int] | None = None) -> dict[int, str]:
    """Of those a list proposes (of `dossiers` alone when given): dossier → why it is no longer what was
    frozen. Those that are as they were are not in it; one query.
    """
    rows = with_last_sending(proposal.lines.filter(is_proposed=True, dossier__decided_at__isnull=True))
    if dossiers is not None:
        rows = rows.filter(dossier__in=dossiers)
    rows = rows.exclude(AS_FROZEN)
    return {
        dossier: how_loose(state_for_office(state, open_parts), is_same_sending=then == now)
        for dossier, state, open_parts, then, now in rows.values_list(
            "dossier_id", "dossier__state", "dossier__open_parts", "sent_sha256", "last"
        )
    }


def changes_of(
    frozen: Mapping[str, Any], line: Line | None, rulings: Mapping[tuple[int, str], bool]
) -> list[str]:
    """The same of one frozen row, proposed or not, with the opinions, the vote of the council and the rulings
    on reuse that turned; [] when all is as it was. `line`: the dossier today, None when it is no longer in
    the set; `rulings`: those of today (`CycleSet.rulings`).
    """
    if line is None:
        return [_("không còn ở cơ quan thường trực")]
    # Older lists froze no state: what they propose had been received.
    then = frozen.get("state") or (
        DossierState.RECEIVED if frozen["choice"]["is_proposed"] else line.row.state
    )
    is_same_sending = frozen["sent"]["sha256"] == line.row.sha256
    if not is_same_sending or then != line.row.state:
        return [how_loose(line.row.state, is_same_sending=is_same_sending) or _("đã được tiếp nhận")]
    return [*_turned(frozen["opinions"], line), *_revoted(frozen, line), *_reruled(frozen, rulings)]


def _turned(frozen: Mapping[str, str], line: Line) -> Iterator[str]:
    for stage, name in STAGE_WORDS.items():
        before, after = frozen.get(stage, ""), getattr(line.appraisal, stage)
        if before != after:
            yield f"{name}: {SAYS[before][0]} → {SAYS[after][0]}"


def _revoted(frozen: Mapping[str, Any], line: Line) -> Iterator[str]:
    before = frozen["council"]["is_passed"] if frozen["council"] else None
    after = line.council.is_passed if line.council else None
    if before != after:
        yield f"{_('Hội đồng')}: {VOTED[before]} → {VOTED[after]}"


def _reruled(frozen: Mapping[str, Any], rulings: Mapping[tuple[int, str], bool]) -> Iterator[str]:
    for item in frozen["initiatives"]:
        before, after = item.get("reuse_allowed"), rulings.get((frozen["id"], item["code"]))
        if before != after:
            said = RULED[before], RULED[after]
            yield _("dùng lại sáng kiến %s") % item["code"] + f": {said[0]} → {said[1]}"


def went_out(proposal: Proposal) -> bool:
    """Whether a list was put before the decider: its Tờ trình has a number, or some of it was decided before
    a later list took its place, so that none has it again. One query at most.
    """
    later = ProposalLine.objects.filter(dossier=OuterRef("dossier"), proposal__ordinal__gt=proposal.ordinal)
    again = Exists(later.exclude(proposal__state=ProposalState.DISCARDED))
    decided = proposal.lines.filter(~again, dossier__decided_at__isnull=False)
    return bool(proposal.letter_number) or decided.exists()


def awaiting_decision(cycle: str) -> Proposal | None:
    """The confirmed list of a cycle while nobody whom it proposes was decided on: a decision that was signed
    over it may be on its way. One query.
    """
    proposed = ProposalLine.objects.filter(proposal=OuterRef("pk"), is_proposed=True)
    is_decided = Exists(proposed.filter(dossier__decided_at__isnull=False))
    rows = Proposal.objects.filter(Exists(proposed), ~is_decided, cycle=cycle, state=ProposalState.CONFIRMED)
    return rows.defer("content").first()


def how_loose(state: str, *, is_same_sending: bool = True) -> str:
    """Why a dossier is not the received one that was frozen, "" when it is. `state`: as the office sees."""
    if state == DossierState.RETURNED:
        return _("đang trả lại đơn vị")
    if state not in HANDED_IN:
        return _("không còn ở cơ quan thường trực")
    if not is_same_sending:
        return _("đơn vị đã gửi lại sau khi khóa danh sách")
    return "" if state == DossierState.RECEIVED else _("chưa được tiếp nhận")

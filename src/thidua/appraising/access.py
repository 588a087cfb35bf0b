"""Who appraises which dossier: by turns, never one's own unit, never without a word about relations first.

Seeing a dossier in the queue is not opening it: 404 for what is not seen, words for what is not one's own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.appraising.enums import SIDES, Stage
from thidua.appraising.selectors import last_sent
from thidua.awards.access import APPRAISERS
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.dossiers.access import (
    check_no_conflict,
    check_not_proposer,
    dossiers,
    is_of,
    is_of_proposer,
)
from thidua.dossiers.enums import Proposer
from thidua.dossiers.models import Dossier, DossierFile, Filing, SentDossier
from thidua.dossiers.moves import RECEIVERS
from thidua.dossiers.selectors import is_of_standing_office, was_sent
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.selectors import history

READERS = tuple(role for role in Role if role in APPRAISERS)
"""Who reads the appraisal; who acts is asked of each dossier."""
ACTORS = frozenset({*RECEIVERS, Role.DECISION_MAKER})
STATERS = frozenset({*ACTORS, Role.COUNCIL_MEMBER})
"""Who says before the content whether he has to do with the unit."""


def sides_of(stage: str, *, of_office: bool) -> frozenset[Role]:
    """Whose a stage is; of the standing office's own dossiers the board has both appraisals (D07)."""
    if of_office and stage == Stage.CONTENT:
        return SIDES[Stage.PROCEDURE]
    return SIDES[stage]


def is_on_side(user: Person, on: date, row: Dossier, stage: str) -> bool:
    """Whether a stage of a dossier is the person's; never of what his office proposes itself."""
    if is_of_proposer(user, on, row.proposer):
        return False
    return user.has_role(on, *sides_of(stage, of_office=is_of_standing_office(row)))


class AppraisalDoor:
    """Dossiers that were sent. Actions: view (may be asked to state a relation first); state (that relation);
    content, procedure, leader (that stage); receive (either appraisal); rule (the head of the office)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Dossier]:
        """What was sent once; of one's own unit too, since the queue says why another judges it."""
        rows = Dossier.objects.select_related("filing__unit")
        if not user.has_role(on, *APPRAISERS):
            return rows.none()
        return rows.filter(Exists(SentDossier.objects.filter(dossier=OuterRef("pk"))))

    def last_sent_to(self, user: Person, on: date, cycle: str) -> QuerySet[SentDossier]:
        """What was sent last of each dossier of a cycle, for those who see them."""
        rows = last_sent(cycle)
        return rows if user.has_role(on, *APPRAISERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Dossier:
        """One dossier; Http404 when it was not sent, Refused with reason and next step."""
        row: Dossier = get_object_or_404(self.visible_to(user, on), **lookup)
        self.check_reader(user, on, row)
        if action not in ("view", "state"):
            self.check_stated(user, on, row)
            self.check_act(user, on, row, action)
        return row

    def first_of(self, user: Person, on: date, *, filing: int) -> Dossier:
        """A dossier that stands for its filing, since the rules ask about the unit; refusals as `get_for`."""
        known = Filing.objects.filter(pk=filing)  # of the key itself any number may be asked
        row = self.visible_to(user, on).filter(filing__in=known).order_by("number").first()
        if row is None:
            raise Http404
        self.check_reader(user, on, row)
        return row

    def check_reader(self, user: Person, on: date, row: Dossier) -> None:
        """Refused: one's own unit, the office's own dossier, somebody who stepped aside."""
        if is_of(user, on, row.filing.unit_id):
            raise Refused(
                _("Đây là hồ sơ của chính đơn vị bạn; không ai thẩm định đơn vị mình."),
                _("Người khác không thuộc đơn vị này sẽ thẩm định. Xem hồ sơ ở trang Hồ sơ của đơn vị."),
            )
        check_no_conflict(user, on, row.filing.unit)
        check_not_recused(user, row.filing)

    def check_stated(self, user: Person, on: date, row: Dossier) -> None:
        """Refused for an appraiser who has not said yet whether he has to do with the unit."""
        if self.must_state(user, on, row.filing):
            raise _unstated()

    def must_state(self, user: Person, on: date, filing: Filing) -> bool:
        """Whether the person appraises or votes and has not stated yet; who only reads is not asked."""
        if not self.is_asked(user, on, filing):
            return False
        return not filing.conflict_statements.filter(person=user.pk).exists()

    def is_asked(self, user: Person, on: date, filing: Filing) -> bool:
        """Whether the person appraises or votes on what is in the filing, so that his relation matters."""
        if user.has_role(on, Role.COUNCIL_MEMBER, *RECEIVERS):
            return True
        return user.has_role(on, *ACTORS) and _has_of_office(filing)

    def check_act(self, user: Person, on: date, row: Dossier, action: str) -> None:
        """Refused for an act that is somebody else's."""
        if action not in ("view", "state"):
            check_not_proposer(user, on, row.proposer)
        of_office = is_of_standing_office(row)
        if action == "rule":
            self.check_ruler(user, on, row)
        elif action == "receive":
            sides = (sides_of(stage, of_office=of_office) for stage in (Stage.CONTENT, Stage.PROCEDURE))
            _require(user, on, frozenset().union(*sides))
        elif action in Stage.values:
            _require(user, on, sides_of(action, of_office=of_office))

    def check_ruler(self, user: Person, on: date, row: Dossier) -> None:
        """Refused unless the head of the office asks; of the office's own dossier, the board."""
        role = Role.EMULATION_BOARD if is_of_standing_office(row) else Role.STANDING_HEAD
        _require(user, on, frozenset({role}))

    def refusal(self, user: Person, on: date, row: Dossier, action: str) -> Refused | None:
        """Why a person may not do `action`; None when they may."""
        try:
            self.check_reader(user, on, row)
            if action != "view":
                self.check_stated(user, on, row)
            self.check_act(user, on, row, action)
        except Refused as refusal:
            return refusal
        return None


class AppraisedFileDoor:
    """Files of dossiers, for whoever may open the content."""

    def visible_to(self, user: Person, on: date) -> QuerySet[DossierFile]:
        """Files of sent dossiers; which of them were sent themselves, `get_for` asks."""
        rows = DossierFile.objects.select_related("file", "dossier__filing__unit")
        return rows.filter(dossier__in=appraisals.visible_to(user, on).order_by().values("pk"))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> DossierFile:
        """One file that was sent, also when it no longer counts, since a finding may stand on it; Http404 for
        one that the unit has not sent yet or that is about bars and not his to read, Refused as opening its
        dossier.
        """
        found: DossierFile = get_object_or_404(self.visible_to(user, on), **lookup)
        appraisals.check_reader(user, on, found.dossier)
        appraisals.check_stated(user, on, found.dossier)
        may_know = not found.is_about_bars or dossiers.sees_bars(user, on, found.dossier)
        if not may_know or not was_sent(found):
            raise Http404
        return found


appraisals = AppraisalDoor()
files = AppraisedFileDoor()


def _require(user: Person, on: date, roles: frozenset[Role]) -> None:
    if not user.has_role(on, *roles):
        raise not_for_you(*roles)


def _has_of_office(filing: Filing) -> bool:
    """Whether something in the filing is the standing office's own, so that a leader judges it too."""
    if filing.unit.code == STANDING_OFFICE_UNIT:
        return True
    return filing.dossiers.filter(proposer=Proposer.OFFICE).exists()


def _unstated() -> Refused:
    return Refused(
        _("Trước khi mở nội dung, người thẩm định khai có quan hệ với đơn vị này hay không."),
        _("Mở hồ sơ từ trang Thẩm định hồ sơ và chọn một trong hai câu."),
    )


def _stepped_aside() -> Refused:
    return Refused(
        _("Bạn đã khai không tham gia xét hồ sơ của đơn vị này."),
        _("Người khác cùng bộ phận sẽ thẩm định; lời khai của bạn được giữ trong nhật ký."),
    )


def check_not_recused(user: Person, filing: Filing) -> None:
    """Refused for whoever stepped aside."""
    if is_recused(user, filing):
        raise _stepped_aside()


def guard_content(user: Person, on: date, filing: Filing) -> None:
    """Asked by the pages of dossiers too (`dossiers.access.GUARDS`): no way round the statement."""
    check_not_recused(user, filing)
    if appraisals.must_state(user, on, filing):
        raise _unstated()


def is_recused(user: Person, filing: Filing) -> bool:
    """Whether the person stepped aside from this unit's filing."""
    return filing.conflict_statements.filter(person=user.pk, is_recused=True).exists()


def guard_initiatives(user: Person, on: date, unit: int) -> Refused | None:
    """Asked by the register of initiatives (`initiatives.access.GUARDS`): whoever stepped aside from a unit
    (its key) in a cycle of these days says nothing of its initiatives either. One query."""
    cycles = [str(on.year), str(on.year - 1), PERIOD_CYCLE]
    stepped_aside = ConflictStatement.objects.filter(
        person=user.pk, is_recused=True, filing__unit=unit, filing__cycle__in=cycles
    )
    return _stepped_aside() if stepped_aside.exists() else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is to many filings at once: the same rules as the door, asked once for a list."""

    own_units: frozenset[int]
    recused: frozenset[int]
    """Filings from which the person stepped aside."""

    @classmethod
    def of(cls, user: Person, on: date) -> "Standing":
        """One query while the units are kept."""
        recused = ConflictStatement.objects.filter(person=user.pk, is_recused=True)
        own, units = set(user.unit_ids(on, Role.UNIT_OFFICER, Role.UNIT_HEAD)), history(on)
        if user.has_role(on, *STANDING_OFFICE) and STANDING_OFFICE_UNIT in units:
            own.add(units[STANDING_OFFICE_UNIT].id)
        return cls(frozenset(own), frozenset(recused.values_list("filing_id", flat=True)))

    def out(self) -> Q:
        """Of sendings: those of filings that are not the person's to judge."""
        return Q(dossier__filing__unit__in=self.own_units) | Q(dossier__filing__in=self.recused)

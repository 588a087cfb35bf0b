"""The door to dossiers: a unit sees its own, those who appraise and decide what was handed in.

The standing office's own dossiers, and what it proposes itself, are the emulation board's to appraise (D07);
nobody appraises the unit whose hat he wears. What bars a subject is for fewer eyes than the rest
(law-and-practice 5.1).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.awards.access import APPRAISERS
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.dossiers.enums import Proposer, is_handed_in
from thidua.dossiers.models import Dossier, Filing, SentDossier, Submission, UnitMinutes
from thidua.dossiers.moves import RECEIVERS
from thidua.dossiers.unit_council.frozen import meetings_in
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.units.enums import STANDING_OFFICE_UNIT
from thidua.units.models import Unit

WRITERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD, *sorted(STANDING_OFFICE))
READERS = frozenset({*UNIT_ROLES, *APPRAISERS})
BAR_READERS = frozenset({*STANDING_OFFICE, Role.EMULATION_BOARD, Role.DECISION_MAKER})
"""Who reads bars of every unit: those who appraise and who decides."""


def is_of(user: Person, on: date, unit_id: int) -> bool:
    """Whether the person works for the unit."""
    return unit_id in user.unit_ids(on, *UNIT_ROLES)


def is_own_case(user: Person, on: date, unit_id: int, unit_code: str) -> bool:
    """Whether the person is in conflict: it is his unit, or the office he is of competes itself (D07)."""
    if is_of(user, on, unit_id):
        return True
    return unit_code == STANDING_OFFICE_UNIT and user.has_role(on, *STANDING_OFFICE)


def is_of_proposer(user: Person, on: date, proposer: str) -> bool:
    """Whether the office he is of put the subject forward itself: others appraise and choose then (D07)."""
    return proposer == Proposer.OFFICE and user.has_role(on, *STANDING_OFFICE)


def check_not_proposer(user: Person, on: date, proposer: str) -> None:
    """Refused for people of the standing office who would judge what their office proposes."""
    if is_of_proposer(user, on, proposer):
        raise Refused(
            _("Cơ quan thường trực tự đề xuất hồ sơ này, nên không tự xét."),
            _(
                "Ban Thi đua – Khen thưởng tiếp nhận, thẩm định cả hai bước, rồi lãnh đạo cho ý kiến. "
                "Cần sửa hồ sơ thì đề nghị Ban trả lại."
            ),
        )


def check_no_conflict(user: Person, on: date, unit: Unit) -> None:
    """Refused for people of the standing office at what Sở Nội vụ handed in."""
    if not is_of(user, on, unit.pk) and is_own_case(user, on, unit.pk, unit.code):
        raise Refused(
            _("Sở Nội vụ vừa tổ chức vừa tham gia phong trào, nên không tự xét hồ sơ của mình."),
            _("Ban Thi đua – Khen thưởng mở hồ sơ này để thẩm định."),
        )


Guard = Callable[[Person, date, Filing], None]
GUARDS: list[Guard] = []
"""What a floor above asks before somebody who is not the unit's opens what it handed in; it raises Refused.

Filled when the applications start: who stepped aside is known where dossiers are appraised.
"""


def check_reader(user: Person, on: date, filing: Filing) -> None:
    """Refused for whoever is in conflict, has not said so yet, or stepped aside."""
    check_no_conflict(user, on, filing.unit)
    if not is_of(user, on, filing.unit_id):
        for guard in GUARDS:
            guard(user, on, filing)


class DossierDoor:
    """Actions: view; write, sign (the unit, or the office for what it proposes); appraise (no conflict)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Dossier]:
        """Those of the own units; for appraisers also what was handed in and what the office proposes."""
        rows = Dossier.objects.select_related("filing__unit")
        own = Q(filing__unit_id__in=user.unit_ids(on, *UNIT_ROLES))
        if user.has_role(on, *APPRAISERS):
            handed = is_handed_in() | Q(sendings__isnull=False)
            if user.has_role(on, *STANDING_OFFICE):
                handed |= Q(proposer=Proposer.OFFICE)
            return rows.filter(own | handed).distinct()
        return rows.filter(own)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Dossier:
        """One dossier; Http404 when it is not visible, Refused when the act is somebody else's."""
        row: Dossier = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and not self.is_writer(user, on, row):
            raise not_for_you(*UNIT_ROLES)
        if action == "sign" and not self.is_signer(user, on, row):
            raise not_for_you(Role.UNIT_HEAD)
        if action == "appraise":
            self.check_appraiser(user, on, row)
        elif action == "view" and not self.is_writer(user, on, row):
            self.check_no_conflict(user, on, row)
        return row

    def is_writer(self, user: Person, on: date, row: Dossier) -> bool:
        """Whether the person fills this dossier in."""
        if row.proposer == Proposer.OFFICE:
            return user.has_role(on, *STANDING_OFFICE)
        return is_of(user, on, row.filing.unit_id)

    def is_signer(self, user: Person, on: date, row: Dossier) -> bool:
        """Whether the person signs for it."""
        if row.proposer == Proposer.OFFICE:
            return user.has_role(on, Role.STANDING_HEAD)
        return row.filing.unit_id in user.unit_ids(on, Role.UNIT_HEAD)

    def sees_bars(self, user: Person, on: date, row: Dossier) -> bool:
        """Whether the person must know what bars the subject: who submits, appraises, decides. The unit knows
        nothing of what is found of its people where the office proposes them itself.
        """
        return self.is_writer(user, on, row) or user.has_role(on, *BAR_READERS)

    def check_no_conflict(self, user: Person, on: date, row: Dossier) -> None:
        """Refused for people of the standing office at a dossier of Sở Nội vụ (D07, 7.8 case 20)."""
        check_no_conflict(user, on, row.filing.unit)

    def check_appraiser(self, user: Person, on: date, row: Dossier) -> None:
        """Refused when the person may not appraise this dossier."""
        unit = row.filing.unit
        if is_of(user, on, unit.pk):
            raise Refused(
                _("Đây là hồ sơ của chính đơn vị bạn."),
                _("Đề nghị một người không thuộc đơn vị này thẩm định."),
            )
        self.check_no_conflict(user, on, row)
        check_not_proposer(user, on, row.proposer)
        if not user.has_role(on, *RECEIVERS):
            raise not_for_you(*RECEIVERS)


class FilingDoor:
    """Actions: view (as the dossiers are seen); write, sign (the unit's own people)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Filing]:
        """The own units' filings; for appraisers all that handed something in."""
        rows = Filing.objects.select_related("unit")
        own = Q(unit_id__in=user.unit_ids(on, *UNIT_ROLES))
        if user.has_role(on, *APPRAISERS):
            return rows.filter(own | Q(submissions__isnull=False)).distinct()
        return rows.filter(own)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Filing:
        """One filing; Http404 when it is not visible, Refused when the act is the unit's or its head's."""
        row: Filing = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and not is_of(user, on, row.unit_id):
            raise not_for_you(*UNIT_ROLES)
        if action == "sign" and row.unit_id not in user.unit_ids(on, Role.UNIT_HEAD):
            raise not_for_you(Role.UNIT_HEAD)
        check_reader(user, on, row)
        return row

    def minutes_for(self, user: Person, on: date, filing: Filing, pk: int) -> UnitMinutes:
        """One meeting of the unit's council: the unit's own people read all, others those that were sent."""
        rows = filing.minutes.prefetch_related("votes__dossier")
        if not is_of(user, on, filing.unit_id):
            contents = filing.submissions.values_list("content", flat=True)
            rows = rows.filter(pk__in=[one.get("id") for content in contents for one in meetings_in(content)])
        found: UnitMinutes = get_object_or_404(rows, pk=pk)
        return found


class SendingDoor:
    """What was sent under one receipt: who may see the filing, and of its dossiers those he may see."""

    def get_for(self, user: Person, on: date, *, pk: int) -> tuple[Submission, list[SentDossier]]:
        """One sending with the rows to show; Http404 when there are none, Refused as at the filing."""
        rows = Submission.objects.select_related("filing__unit", "signed_by", "letter_file")
        found = get_object_or_404(rows, pk=pk)
        sent = list(found.sent.select_related("dossier__filing__unit"))
        if not all(dossiers.is_writer(user, on, one.dossier) for one in sent):
            filings.get_for(user, on, pk=found.filing_id)
        visible = set(dossiers.visible_to(user, on).values_list("pk", flat=True))
        shown = [one for one in sent if one.dossier_id in visible]
        if not shown:
            raise Http404
        return found, shown


dossiers = DossierDoor()
filings = FilingDoor()
sendings = SendingDoor()

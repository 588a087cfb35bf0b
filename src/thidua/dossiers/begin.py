"""A dossier begins from somebody of the working list: what is attested there is taken over."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.awards.models import Candidate
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.services import Attested, Subject, attest, name_initiatives, start_dossier
from thidua.foundation.audit.services import Actor
from thidua.units.selectors import UnitRecord


@transaction.atomic
def start_from_candidate(*, by: Actor, at: datetime, unit: UnitRecord, candidate: Candidate) -> Dossier:
    """Begins the dossier of a candidate. DossierRefused as `start_dossier`, or for one of another unit.

    The months and the bars are not taken over: the work history and the declaration prove them.
    """
    if candidate.unit_id != unit.id:
        raise DossierRefused(_("Người, tập thể này nằm trong danh sách dự kiến của đơn vị khác."))
    subject = Subject(name=candidate.person_name, position=candidate.position)
    row = start_dossier(
        by=by, at=at, unit=unit, cycle=candidate.cycle, award_id=candidate.award, subject=subject
    )
    source = candidate.evidence[:200]
    facts = Attested(
        outstanding=candidate.outstanding,
        conduct=candidate.conduct,
        rating=candidate.rating,
        rating_source=source if candidate.rating else "",
        par_role=candidate.par_role,
        par_role_source=source if candidate.par_role else "",
        justification=candidate.justification,
    )
    if facts != Attested():
        row = attest(by=by, at=at, dossier=row, facts=facts, edition=row.edition)
    named = list(candidate.initiatives.filter(unit=candidate.unit_id))
    if named:
        row = name_initiatives(by=by, at=at, dossier=row, initiatives=named)
    return row

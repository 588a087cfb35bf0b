"""A written ground that says enough to be handed over, on any route that asks for one."""

from django.core.files.base import ContentFile

from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.services import Attested, attest
from thidua.foundation.files import Kind, inspect_upload

GROUND = Attested(
    justification="Văn bản 12/UBND-NC ghi nhận đóng góp nâng chỉ số của thành phố",
    ground_source="Công văn 12/UBND-NC ngày 05/01/2027 của UBND thành phố",
    contribution="index",
    raised_area="procedures",
)


def ground(row, by, at):
    """Attests GROUND and adds the scan of its paper; leaves `row` as it stands then."""
    row.refresh_from_db()
    attest(by=by, at=at, dossier=row, facts=GROUND, edition=row.edition)
    pdf = ContentFile(b"%PDF-1.4\n% can cu\n%%EOF\n", name="can-cu.pdf")
    add_file(by=by, at=at, dossier=row, item="ground", upload=inspect_upload(pdf, kinds=(Kind.PDF,)))
    row.refresh_from_db()

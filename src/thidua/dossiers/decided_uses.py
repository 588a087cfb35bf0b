"""Which decided dossiers stand on an initiative, for the register of initiatives."""

from thidua.dossiers.models import Dossier


def decided_naming(initiative: int) -> set[str]:
    """The numbers of the dossiers that name an initiative (its key) and were decided on; one query."""
    rows = Dossier.objects.filter(initiatives=initiative, decided_at__isnull=False)
    return {row.code for row in rows.select_related("filing__unit")}

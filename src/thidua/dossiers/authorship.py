"""Whether a person stands on initiatives of his own (CN.2, B18).

Told, never refused: a name may be written in two ways, and of many an initiative nobody entered the authors.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.core.text import fold
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import is_for_a_person
from thidua.initiatives.models import Initiative


def authors_of(item: Initiative) -> tuple[str, ...]:
    """The names of the authors in their order; no query where `authors` were fetched before."""
    return tuple(one.name for one in item.authors.all())


def is_by(row: Dossier, item: Initiative) -> bool:
    """Whether the person of the dossier has the name of an author."""
    return is_for_a_person(row.award) and fold(row.subject_name) in map(fold, authors_of(item))


def authorship_doubt(row: Dossier, named: Sequence[Initiative]) -> str:
    """What is to be looked at when the person is an author of none of these initiatives, in words."""
    if not named or not is_for_a_person(row.award) or any(is_by(row, item) for item in named):
        return ""
    unsaid = [item.code for item in named if not authors_of(item)]
    if unsaid:
        return _(
            "Sổ sáng kiến chưa ghi tác giả của %(codes)s nên chưa rõ %(who)s có phải tác giả; "
            "bổ sung ở trang sáng kiến."
        ) % {"codes": ", ".join(unsaid), "who": row.subject_name}
    return _(
        "%(who)s không có tên trong các tác giả của sáng kiến đã nêu (%(codes)s). "
        "Nêu sáng kiến của chính người này; sổ ghi sai tên tác giả thì sửa, đính chính ở trang sáng kiến."
    ) % {"codes": ", ".join(item.code for item in named), "who": row.subject_name}

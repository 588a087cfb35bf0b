"""What was decided on the ground of an initiative. Rooms above tell it in a module of their own named
`decided_uses.py`.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.translation import gettext as _

from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.models import Initiative, InitiativeUse

UseSource = Callable[[int], set[str]]
"""`decided_naming(initiative)` of a room: the numbers of its decided nominations that name an initiative."""


def decided_on(row: Initiative) -> list[str]:
    """The numbers of the decided nominations that an initiative still serves, in order."""
    counted = InitiativeUse.objects.filter(initiative=row, ended_at=None)
    serves = set(counted.values_list("source", flat=True))
    return sorted(serves & {number for source in _sources() for number in source(row.pk)})


def refuse_once_decided(row: Initiative) -> None:
    """InitiativeRefused for a correction by the unit once an award was decided on the initiative."""
    if decided := decided_on(row):
        raise InitiativeRefused(
            _(
                "Đã có quyết định khen thưởng dựa trên sáng kiến này (hồ sơ %(codes)s) nên không tự đính "
                "chính được. Gửi văn bản đề nghị cơ quan thường trực xem xét."
            )
            % {"codes": ", ".join(decided)}
        )


@cache
def _sources() -> tuple[UseSource, ...]:
    names = [f"{app.name}.decided_uses" for app in apps.get_app_configs() if app.name.startswith("thidua.")]
    return tuple(import_module(name).decided_naming for name in names if find_spec(name))

"""What intake found missing, in the words of a return: a reason for the part of the dossier that lacks it."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from thidua.appraising.enums import ItemState
from thidua.appraising.intake.items import Item
from thidua.appraising.judging.evidence import ITEM_PARTS
from thidua.core.text import join_words
from thidua.dossiers.checklist.items import INITIATIVE
from thidua.dossiers.parts import EVIDENCE, INITIATIVES, LETTER

PARTS = {INITIATIVE: INITIATIVES, "letter": LETTER, **ITEM_PARTS}
"""Item of the checklist → the part that the unit opens to add it; the others come as files."""


def reasons_for(items: Sequence[Item], states: Mapping[str, str], parts: Collection[str]) -> dict[str, str]:
    """Part → why it is given back, of the items marked missing; a person reads and changes it. What belongs
    to none of `parts` comes as a file; what the office has yet to publish is not asked of the unit.
    """
    missing: dict[str, list[str]] = {}
    for item in items:
        if states.get(item.code) == ItemState.MISSING and not item.is_waited_for:
            part = PARTS.get(item.code, EVIDENCE)
            missing.setdefault(part if part in parts else EVIDENCE, []).append(str(item.name))
    return {part: _("Còn thiếu: %s.") % join_words(names, last=_("và")) for part, names in missing.items()}

"""A line of a draft gets another code: the lines below go along, formulas go on reading the same lines."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from thidua.index_sets.errors import SetRefused
from thidua.index_sets.lines import CODE, draft_of
from thidua.index_sets.models import CriteriaSet, SetLine

_READ = re.compile(r"\[\s*([^\[\]]*?)\s*\]")


def codes_that_move(rows: Iterable[SetLine], former: str, code: str) -> dict[str, str]:
    """Code → new code of the line `former` and of all below it; empty when it is new or keeps its code.

    SetRefused: below itself, onto a line that stays where it is, deeper than codes go.
    """
    codes = [row.code for row in rows]
    if code == former:
        return {}
    if former in codes and is_at_or_below(code, former):
        raise SetRefused(_("Dòng %s không nằm dưới chính nó được. Chọn mã khác.") % former)
    if code in codes:
        raise SetRefused(_("Mã %s đã có trong bộ; mỗi mã chỉ dùng một lần.") % code)
    moving = {old: code + old.removeprefix(former) for old in codes if is_at_or_below(old, former)}
    staying = set(codes) - set(moving)
    for old, new in moving.items():
        if new in staying:
            raise SetRefused(
                _(
                    "Đổi %(former)s thành %(code)s thì dòng %(old)s thành %(new)s, mà mã %(new)s đã có trong"
                    " bộ. Chọn mã khác, hoặc đổi mã dòng %(new)s trước."
                )
                % {"former": former, "code": code, "old": old, "new": new}
            )
        if not CODE.fullmatch(new):
            raise SetRefused(
                _(
                    "Đổi %(former)s thành %(code)s thì dòng %(old)s thành %(new)s, sâu quá bốn cấp. Chọn mã"
                    " khác, hoặc đổi mã các dòng bên dưới trước."
                )
                % {"former": former, "code": code, "old": old, "new": new}
            )
    return moving


def carry_along(criteria_set: CriteriaSet, rows: Iterable[SetLine], moving: Mapping[str, str]) -> None:
    """Stores the moved lines under their new codes, and formulas that read one of them with the new code."""
    # Anew and not in place: among the moved lines one may get the code that another has until now.
    gone, anew, touched = [], [], []
    for row in rows:
        params = _reading(row.params, moving)
        if row.code in moving:
            gone.append(row.pk)
            anew.append(replace(draft_of(row), code=moving[row.code], params=params).row(criteria_set, 0))
        elif params != row.params:
            row.params = params
            touched.append(row)
    SetLine.objects.filter(pk__in=gone).delete()
    SetLine.objects.bulk_create(anew)
    SetLine.objects.bulk_update(touched, ["params"])


def is_at_or_below(code: str, above: str) -> bool:
    """Whether a code is `above` itself or stands below it."""
    return code == above or code.startswith(f"{above}.")


def _reading(params: Mapping[str, object], moving: Mapping[str, str]) -> dict[str, object]:
    found = dict(params)
    if isinstance(text := found.get("formula"), str):
        found["formula"] = _READ.sub(lambda hit: f"[{moving.get(hit[1], hit[1])}]", text)
    return found

"""When what a block's units come to may have changed: what others keep of it hangs on the block's stamp."""

import uuid

from django.db import connection

from thidua.index_rounds.models import RoundBlock


def note_change(round_id: int, *blocks: str) -> None:
    """Draws a new stamp, in the transaction that sends or gives back a sheet, or judges.

    Drawn by chance, not counted: what was rolled back or restored can never bring the same stamp with other
    points. RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("note_change() must run inside the transaction that changes the points")
    RoundBlock.objects.filter(round=round_id, block__in=blocks).update(stamp=uuid.uuid4().hex)

"""The three index blocks and the units outside them (QĐ 2162, III.2.1.2.a)."""

from enum import StrEnum


class Block(StrEnum):
    """Where a unit is ranked. NONE: vertical agencies and others, ranked nowhere."""

    SO = "so"
    PHUONG = "phuong"
    XA = "xa"
    NONE = "none"


INDEX_BLOCKS = (Block.SO, Block.PHUONG, Block.XA)

"""Kinds of unit and of succession."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.core.blocks import Block

STANDING_OFFICE_UNIT = "SNV"
"""Sở Nội vụ: the standing office is a part of it (IV.2.a), and it competes like every other unit (D07)."""


class UnitKind(models.TextChoices):
    """What a unit is by law, whatever block it is ranked in."""

    PHUONG = "phuong", pgettext_lazy("một", "Phường")
    XA = "xa", _("Xã")
    DAC_KHU = "dac_khu", _("Đặc khu")
    AGENCY = "so_nganh", pgettext_lazy("một", "Sở, ban, ngành")
    VERTICAL = "nganh_doc", _("Cơ quan ngành dọc")
    OTHER = "khac", _("Đơn vị khác")


class BlockChoice(models.TextChoices):
    """The words for `core.blocks.Block` (QĐ 2162, III.2.1.2.a)."""

    SO = Block.SO.value, _("Sở, ban, ngành")
    PHUONG = Block.PHUONG.value, _("Phường")
    XA = Block.XA.value, _("Xã, đặc khu")
    NONE = Block.NONE.value, _("Ngoài ba khối chỉ số")


class SuccessionKind(models.TextChoices):
    """How one unit came out of another."""

    MERGE = "merge", _("Sáp nhập, hợp nhất")
    SPLIT = "split", _("Chia, tách")


COMMUNE_KINDS = frozenset({UnitKind.PHUONG, UnitKind.XA, UnitKind.DAC_KHU})
"""Units with an official administrative code."""

BLOCK_OF_KIND = {
    UnitKind.PHUONG: Block.PHUONG,
    UnitKind.XA: Block.XA,
    UnitKind.DAC_KHU: Block.XA,
    UnitKind.AGENCY: Block.SO,
    UnitKind.VERTICAL: Block.NONE,
    UnitKind.OTHER: Block.NONE,
}
"""The block in which a new unit of a kind is ranked unless somebody says otherwise (reading A10, B10)."""

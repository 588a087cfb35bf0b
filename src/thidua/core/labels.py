"""The Vietnamese words of verdicts and blocks, one place for the command line and the pages."""

from thidua.core.blocks import Block
from thidua.core.truth import MET, NOT_MET, UNKNOWN

BLOCK_NAMES = {
    Block.SO: "khối sở, ban, ngành",
    Block.PHUONG: "khối phường",
    Block.XA: "khối xã, đặc khu",
    Block.NONE: "ngoài ba khối xếp hạng",
}

TRUTH_NAMES = {MET: "đạt", NOT_MET: "không đạt", UNKNOWN: "chưa đủ dữ liệu"}

PAPER_FAMILIES = {"awards": "Tờ trình, Quyết định khen thưởng"}
"""Papers that take their grounds from the register of legal bases."""

VERDICT_NAMES = {
    "met": "đạt",
    "not_met": "không đạt",
    "unknown": "chưa đủ dữ liệu",
    "suspended": "tạm dừng xét",
}

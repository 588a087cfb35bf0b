"""For what an award is put forward or given, as papers say it: the movement, or an act nobody foresaw.

An ad hoc award (III.3.1.b) is not for the result of the movement, so no paper says that it is.
"""

from collections.abc import Iterable

AD_HOC_FIELD = "công tác cải cách hành chính"


def merit_words(movement: str, *, is_ad_hoc: bool) -> str:
    """“thành tích xuất sắc trong Phong trào thi đua …”; `movement` is its name as this paper writes it."""
    if is_ad_hoc:
        return f"thành tích xuất sắc đột xuất trong {AD_HOC_FIELD}"
    return f"thành tích xuất sắc trong {movement}"


def occasion_words(movement: str, are_ad_hoc: Iterable[bool]) -> str:
    """What stands behind “khen thưởng” in a title: the movement, the ad hoc act, or both."""
    kinds = set(are_ad_hoc)
    if kinds == {True}:
        return f"thành tích đột xuất trong {AD_HOC_FIELD}"
    if kinds == {True, False}:
        return f"trong {movement} và thành tích đột xuất trong {AD_HOC_FIELD}"
    return f"trong {movement}"

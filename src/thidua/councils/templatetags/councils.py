"""Words of voting rules in templates."""

from django import template

from thidua.councils.enums import Denominator, Majority
from thidua.foundation.access import Words

register = template.Library()


@register.filter
def majority(value: str) -> Words:
    """“từ 2/3 trở lên”."""
    return Majority(value).label


@register.filter
def counted_on(value: str) -> Words:
    """“tổng số thành viên được biểu quyết”."""
    return Denominator(value).label

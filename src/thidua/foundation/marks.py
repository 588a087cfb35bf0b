"""Icons and badges as HTML, for templates and for those few places that draw hundreds of them."""

from functools import cache, lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide


@cache
def icon(name: str, size: int = 20) -> SafeString:
    """An inline Lucide icon; decoration only, so hidden from screen readers."""
    return SafeString(lucide(name, size=size, aria_hidden="true", focusable="false"))


def badge(label: object, icon_name: str, look: str = "plain") -> SafeString:
    """Any status: words, icon, and plain | info | met | not-met | unknown | suspended."""
    return _drawn(str(label), icon_name, look)


@lru_cache(maxsize=2048)
def _drawn(label: str, icon_name: str, look: str) -> SafeString:
    # A page has hundreds of them and few different ones.
    return format_html('<span class="td-badge td-badge-{}">{}{}</span>', look, icon(icon_name, 16), label)

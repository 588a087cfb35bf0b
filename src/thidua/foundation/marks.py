"""Icons and badges as HTML, for templates and for those few places that draw hundreds of them."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide


@cache
def icon(name: str, size: int = 20) -> SafeString:
    """An inline Lucide icon; decoration only, so hidden from screen readers."""
    return SafeString(lucide(name, size=size, aria_hidden="true", focusable="false"))


def badge(label: object, icon_name: str, look: str = "plain") -> SafeString:
    """Any status: words, icon, and plain | info | met | not-met | unknown | suspended."""
    return format_html(
        '<span class="td-badge td-badge-{}">{}{}</span>', look, icon(icon_name, 16), str(label)
    )

"""Template tags every page may use; described with examples in docs/components.md."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.core.exceptions import DisallowedHost
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput
from django.forms.widgets import ChoiceWidget
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thidua.core.text import date_in_words, format_date, format_decimal
from thidua.core.truth import Truth
from thidua.foundation.marks import badge, icon
from thidua.foundation.moment import moment_words
from thidua.web.navigation import Chrome, chrome_for

register = template.Library()
register.simple_tag(icon)
register.simple_tag(badge)
register.filter("moment", moment_words)

VERDICTS = {
    "met": (gettext_lazy("đạt"), "circle-check", "met"),
    "not_met": (gettext_lazy("không đạt"), "circle-x", "not-met"),
    "unknown": (gettext_lazy("chưa đủ dữ liệu"), "circle-question-mark", "unknown"),
    "suspended": (gettext_lazy("tạm dừng xét"), "circle-pause", "suspended"),
}
"""The four words of a verdict, each with its icon and its class of colour."""


@register.simple_tag
def verdict(value: object) -> SafeString:
    """The badge of a verdict: Truth, None (not known) or one of the words of VERDICTS."""
    word = "unknown" if value is None else value.word if isinstance(value, Truth) else str(value)
    return _badge(word, get_language() or "")


@cache
def _badge(word: str, language: str) -> SafeString:
    label, icon_name, look = VERDICTS[word]
    return badge(label, icon_name, look)


@register.filter
def decimal(value: Decimal | None, places: int | None = None) -> str:
    """95,80; “chưa có” where nothing was published (never 0)."""
    return _("chưa có") if value is None else format_decimal(value, places)


@register.filter
def day(value: date | None) -> str:
    """09/6/2026; empty where there is no date."""
    return "" if value is None else format_date(value)


@register.filter
def day_in_words(value: date) -> str:
    """ngày 09 tháng 6 năm 2026; 9 June 2026 on an English page."""
    return date_format(value, "j F Y") if get_language() == "en" else date_in_words(value)


@register.simple_tag(takes_context=True)
def chrome(context: template.Context) -> Chrome:
    """What the frame shows for this request: navigation, hats, demonstration strip."""
    return chrome_for(context.get("request"))


@register.simple_tag
def crumbs(*pairs: str) -> SafeString:
    """The way back: label, address, label, address …; the page itself is its heading."""
    steps = list(zip(pairs[::2], pairs[1::2], strict=True))
    return SafeString(render_to_string("components/breadcrumb.html", {"steps": steps}))


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, paged: Page[Any], label: str, name: str = "trang") -> dict[str, object]:
    """Where the reader is in a long list, and the pages beside it; nothing for a list of one page.

    `name` is the word in the address, so that two lists of one page turn without each other.
    """

    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    return {
        "paged": paged,
        "label": label,
        "previous": address(paged.previous_page_number()) if paged.has_previous() else "",
        "next": address(paged.next_page_number()) if paged.has_next() else "",
    }


@register.inclusion_tag("components/faults.html", takes_context=True)
def faults(context: template.Context, paged: Page[Any]) -> dict[str, object]:
    """What is wrong with a file, where, and the cure (`spreadsheets.faults.Fault`), page by page."""
    return {"faults": paged, "request": context["request"]}


@register.simple_tag
def field(
    bound: BoundField, label: str = "", help_text: str | None = None, *, says_optional: bool = True
) -> SafeString:
    """A form field with label, help and errors, all tied together for a screen reader.

    `label` and `help_text` replace those of a form that is not ours ("" for no help at all).
    `says_optional` False: the heading says once for many fields that they may stay empty.
    """
    widget = bound.field.widget
    # A grey hint inside the box vanishes when one types and is too pale to read; labels say it.
    widget.attrs.pop("placeholder", None)
    if label:
        bound.label = label
    if help_text is not None:
        bound.help_text = help_text
    kind = "check" if isinstance(widget, CheckboxInput) else "plain"
    look = "form-check-input" if kind == "check" else "form-control"
    if isinstance(widget, ChoiceWidget):
        # Radio buttons and check boxes of a group are choice widgets too.
        look = "form-select" if widget.input_type == "select" else "td-choice"
    described = []
    if bound.help_text:
        described.append(f"{bound.id_for_label}-help")
    if bound.errors:
        described.append(f"{bound.id_for_label}-errors")
    attributes: dict[str, Any] = {"class": f"{widget.attrs.get('class', '')} {look}".strip()}
    attributes["aria-describedby"] = " ".join(described) or None
    if bound.errors:
        attributes["aria-invalid"] = "true"
    shown = {name: value for name, value in attributes.items() if value is not None}
    control = mark_safe(str(bound.as_widget(attrs=shown)))  # noqa: S308  (a widget renders safe HTML)
    group = bool(getattr(widget, "use_fieldset", False))
    parts = {
        "bound": bound,
        "control": control,
        "kind": kind,
        "group": group,
        "is_marked_optional": says_optional and not bound.field.required,
    }
    return SafeString(render_to_string("components/field.html", parts))


@register.simple_tag(takes_context=True)
def printed_from(context: template.Context) -> str:
    """The full address of this page, for the foot of a printed sheet; nothing for a forged host."""
    request: HttpRequest | None = context.get("request")
    try:
        return request.build_absolute_uri() if request else ""
    except DisallowedHost:
        return ""

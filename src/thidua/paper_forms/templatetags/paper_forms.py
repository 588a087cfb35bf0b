"""Beside the PDF of a paper: that it is not in the office's own form, where there is one."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.paper_forms.enums import Kind
from thidua.paper_forms.selectors import form_on

register = template.Library()


@register.simple_tag(takes_context=True)
def pdf_note(context: template.Context, kind: str) -> SafeString:
    """In words where the office's own .docx draws papers of this kind today: nothing turns it into a PDF."""
    if form_on(Kind(kind), context["request"].today) is None:
        return SafeString("")
    words = _("PDF theo mẫu gợi ý của hệ thống, không theo mẫu riêng của cơ quan.")
    return format_html('<span class="td-small td-soft">{}</span>', words)

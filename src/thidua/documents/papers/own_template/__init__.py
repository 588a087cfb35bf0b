"""The office's own .docx in the place of our form, with the same fields.

A template holds fields and nothing else: no commands, no conditions, no reaching into objects. It is looked
at when it comes in, and the filling refuses once more whatever is not a field.
"""

from thidua.documents.papers.own_template.checking import (
    BadTemplate,
    TemplateCheck,
    check_template,
    template_texts,
)
from thidua.documents.papers.own_template.fields import ACHIEVEMENTS, CERTIFICATE, FIELDS, Field, fields_for
from thidua.documents.papers.own_template.filling import fill_certificate, fill_template
from thidua.documents.papers.own_template.starting import starting_template

__all__ = [
    "ACHIEVEMENTS",
    "CERTIFICATE",
    "FIELDS",
    "BadTemplate",
    "Field",
    "TemplateCheck",
    "check_template",
    "fields_for",
    "fill_certificate",
    "fill_template",
    "starting_template",
    "template_texts",
]

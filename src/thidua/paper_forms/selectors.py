"""Which form holds on a day, and papers drawn by it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.core.facts import PERIOD_CYCLE, Cycle
from thidua.core.grounds import Ground, check_grounds, grounds_among, serious_doubts
from thidua.documents.papers import Certificate, Paper, certificate_docx, to_docx
from thidua.documents.papers.own_template import (
    TemplateCheck,
    check_template,
    fill_certificate,
    fill_template,
    template_texts,
)
from thidua.foundation.files import FileChanged, FileGone, read_file
from thidua.paper_forms.enums import BY_PAPER_KIND, Kind
from thidua.paper_forms.example import example, example_certificate
from thidua.paper_forms.models import OwnForm
from thidua.paper_forms.register import legal_bases_on


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of paper: what holds today (None: our own form) and what is to hold later."""

    kind: Kind
    holds: OwnForm | None
    comes: OwnForm | None


def form_on(kind: Kind, on: date) -> OwnForm | None:
    """The office's form that holds that day; None where ours does."""
    found = OwnForm.objects.select_related("file").filter(kind=kind, valid_from__lte=on).first()
    return found if found and found.file else None


def forms_from(kind: Kind, on: date) -> list[OwnForm]:
    """The office's form that holds that day, then those to come, as long as no other takes their place."""
    later = OwnForm.objects.select_related("file").filter(kind=kind, valid_from__gt=on, file__isnull=False)
    latest = {form.valid_from: form for form in later.order_by("valid_from", "pk")}
    holds = form_on(kind, on)
    return [*([holds] if holds else []), *latest.values()]


def paper_docx(paper: Paper, on: date, kind: Kind | None = None) -> bytes:
    """The .docx of a paper as the office wants it on that day: by its own form, or by ours. `kind` where two
    kinds of form are for papers of one name. A PDF (`to_pdf`) keeps our layout and says that it is suggested.

    FileGone (a refusal with its next step) when the bytes of the form are missing.
    """
    return _drawer(kind or BY_PAPER_KIND[paper.kind], on)(paper)


def drawer(paper_kind: str, on: date) -> Callable[[Paper], bytes]:
    """Draws papers of a kind as `paper_docx` does; for many at once, since the form is read once."""
    return _drawer(BY_PAPER_KIND[paper_kind], on)


def _drawer(kind: Kind, on: date) -> Callable[[Paper], bytes]:
    form = form_on(kind, on)
    return partial(fill_template, read_file(form.file)) if form and form.file else to_docx


def certificate_drawer(on: date) -> Callable[[Certificate], bytes] | None:
    """Draws a certificate as .docx by the office's form of that day; None where ours holds."""
    form = form_on(Kind.CERTIFICATE, on)
    return partial(fill_certificate, read_file(form.file)) if form and form.file else None


def sample_of(kind: Kind, on: date) -> bytes:
    """An invented paper of this kind as the form of that day draws it."""
    if kind is Kind.CERTIFICATE:
        return (certificate_drawer(on) or certificate_docx)(example_certificate(on))
    return paper_docx(example(kind, on), on, kind)


def overview(rows: QuerySet[OwnForm], on: date) -> list[KindRow]:
    """Every kind with its form, in one query."""
    by_kind: dict[str, list[OwnForm]] = {}
    for row in rows.order_by("-valid_from", "-pk"):
        by_kind.setdefault(row.kind, []).append(row)
    return [_row(kind, by_kind.get(kind.value, []), on) for kind in Kind]


def _row(kind: Kind, forms: list[OwnForm], on: date) -> KindRow:
    """`forms` with the latest first."""
    present = next((form for form in forms if form.valid_from <= on), None)
    later = [form for form in forms if form.valid_from > on]
    holds = present if present and present.file_id else None
    return KindRow(kind, holds, later[-1] if later else None)


def looked_at(form: OwnForm) -> TemplateCheck | None:
    """What stands in the form; None for our own."""
    return check_template(read_file(form.file), Kind(form.kind).form_kind) if form.file else None


def doubtful_grounds(form: OwnForm, on: date) -> list[Ground]:
    """The grounds written into the office's form that do not fit the register, or are not in it, on a day on
    which the form holds.
    """
    day = max(on, form.valid_from)
    found = check_grounds(_grounds_in(form), legal_bases_on(PERIOD_CYCLE, day), day)
    return [ground for ground in found if ground.warnings]


def form_doubts(
    kind: Kind, today: date, cycle: Cycle = PERIOD_CYCLE, *, day: date | None = None
) -> list[str]:
    """What is seriously wrong with the grounds in the office's form of a kind, for who is about to print.

    The form is the one that draws the paper today (`paper_docx`); what it cites has to hold on `day`, the
    paper's own where it has one, by the edition of the plan that the paper's cycle follows that day.
    """
    form = form_on(kind, today)
    if form is None:
        return []
    try:
        lines = _grounds_in(form)
    except (FileGone, FileChanged):  # printing says so itself
        return []
    on = day or today
    found = serious_doubts(lines, legal_bases_on(cycle, on), on)
    return [
        _("Trong mẫu của cơ quan (%(file)s): %(words)s") % {"file": form.file, "words": words}
        for words in found
    ]


def _grounds_in(form: OwnForm) -> list[str]:
    return grounds_among(template_texts(read_file(form.file))) if form.file else []

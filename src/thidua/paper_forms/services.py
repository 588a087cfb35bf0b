"""Setting a form of the office, and going back to ours."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import format_date
from thidua.documents.papers.own_template import BadTemplate, check_template
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.errors import FormRefused
from thidua.paper_forms.models import OwnForm
from thidua.paper_forms.selectors import form_on


@transaction.atomic
def set_form(*, by: Actor, at: datetime, kind: Kind, upload: InspectedFile, valid_from: date) -> OwnForm:
    """From that day papers of the kind are drawn by this .docx.

    FormRefused, with every fault named, for a template that loses words or has what is no field, and for a
    day that is over.
    """
    _check_day(valid_from, at)
    raw = upload.file.read()
    upload.file.seek(0)
    try:
        faults = check_template(raw, kind.form_kind).faults
    except BadTemplate as bad:
        raise FormRefused([str(bad)]) from bad
    if faults:
        raise FormRefused(faults)
    form = OwnForm.objects.create(
        kind=kind,
        file=keep_file(by=by, at=at, upload=upload),
        valid_from=valid_from,
        set_by_id=by.pk,
        set_at=at,
    )
    after = {
        "paper_kind": str(kind.label),
        "valid_from": valid_from,
        "file": upload.name,
        "sha256": upload.sha256,
    }
    record(by=by, at=at, action="paper_forms.form_set", subject=form, before=None, after=after)
    return form


@transaction.atomic
def go_back(*, by: Actor, at: datetime, kind: Kind, valid_from: date) -> OwnForm:
    """From that day papers of the kind are drawn by our own form again; the office's one is kept.

    FormRefused where ours holds already on that day, and for a day that is over.
    """
    _check_day(valid_from, at)
    former = form_on(kind, valid_from)
    if former is None or former.file is None:
        raise FormRefused([_("Ngày đó đã dùng mẫu của hệ thống, không cần đổi.")])
    form = OwnForm.objects.create(kind=kind, file=None, valid_from=valid_from, set_by_id=by.pk, set_at=at)
    before = {"file": former.file.name}
    after = {"paper_kind": str(kind.label), "valid_from": valid_from, "file": None}
    record(by=by, at=at, action="paper_forms.form_dropped", subject=form, before=before, after=after)
    return form


def _check_day(valid_from: date, at: datetime) -> None:
    today = at.astimezone(VIETNAM_TIME).date()
    if valid_from < today:
        raise FormRefused(
            [
                _("Ngày áp dụng không được trước hôm nay (%s); văn bản đã xuất không đổi mẫu.")
                % format_date(today)
            ]
        )

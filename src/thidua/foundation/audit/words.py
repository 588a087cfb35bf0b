"""Audit events in words. Each app names its acts and fields in its own `audit_words.py`."""

from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.text import format_date
from thidua.foundation.audit.models import AuditEvent

ACTIONS: dict[str, str | Promise] = {
    "foundation.installation_described": gettext_lazy("Ghi thông tin bản cài đặt"),
    "foundation.job_retried": gettext_lazy("Chạy lại việc nền"),
    "foundation.mail_sent_again": gettext_lazy("Gửi lại thư điện tử"),
}
FIELDS: dict[str, str | Promise] = {
    "job": gettext_lazy("Việc nền"),
    "mail_state": gettext_lazy("Thư điện tử"),
    "notification": gettext_lazy("Số của thông báo"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after, in words; a dash where there was none."""

    field: str
    before: str
    after: str


def collect() -> None:
    """Reads ACTIONS and FIELDS of every app's `audit_words`; called once when the apps are ready."""
    for config in apps.get_app_configs():
        name = f"{config.name}.audit_words"
        if config.name.startswith("thidua.") and find_spec(name):
            module = import_module(name)
            ACTIONS.update(getattr(module, "ACTIONS", {}))
            FIELDS.update(getattr(module, "FIELDS", {}))


def action_words(action: str) -> str:
    """What was done, in words; the code itself for an act nobody named."""
    return str(ACTIONS.get(action, action))


def subject_words(subject_type: str) -> str:
    """The kind of thing: the name of its model."""
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return subject_type


def changes(event: AuditEvent) -> list[Change]:
    """The values of an event before and after, each field with its name."""
    before, after = event.before or {}, event.after or {}
    keys = [*before, *(key for key in after if key not in before)]
    return [
        Change(
            _field_words(event.subject_type, key),
            _value_words(event.subject_type, key, before[key]) if key in before else "–",
            _value_words(event.subject_type, key, after[key]) if key in after else "–",
        )
        for key in keys
    ]


def _field_words(subject_type: str, key: str) -> str:
    if key in FIELDS:
        return str(FIELDS[key])
    try:
        return str(apps.get_model(subject_type)._meta.get_field(key).verbose_name)
    except (LookupError, ValueError, FieldDoesNotExist, AttributeError):
        return key


def _value_words(subject_type: str, key: str, value: object) -> str:
    match value:
        case None:
            return _("chưa có")
        case bool():
            return _("có") if value else _("không")
        case list():
            return "; ".join(_value_words(subject_type, key, inner) for inner in value) or _("chưa có")
        case dict():
            pairs = ((name, _value_words(subject_type, "", inner)) for name, inner in value.items())
            return "; ".join(f"{name}: {words}" for name, words in pairs)
        case str():
            return _choice_words(subject_type, key, value) or _date_words(value) or value or _("để trống")
    return str(value)


def _choice_words(subject_type: str, key: str, value: str) -> str:
    try:
        choices = getattr(apps.get_model(subject_type)._meta.get_field(key), "flatchoices", [])
    except (LookupError, ValueError, FieldDoesNotExist):
        return ""
    return str(dict(choices).get(value, ""))


def _date_words(value: str) -> str:
    try:
        if len(value) == 10:
            return format_date(date.fromisoformat(value))
        if len(value) == 27 and value.endswith("Z"):
            at = timezone.localtime(datetime.fromisoformat(value))
            return _("%(time)s ngày %(day)s") % {"time": f"{at:%H:%M}", "day": format_date(at.date())}
    except ValueError:
        return ""
    return ""

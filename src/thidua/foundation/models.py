"""The tables of the foundation, each defined beside its code."""

from thidua.foundation.audit.models import AuditEvent, AuditHead
from thidua.foundation.files.models import StoredFile
from thidua.foundation.jobs.models import DueRun
from thidua.foundation.moment import Installation
from thidua.foundation.notify.models import MailRefusal, Notification
from thidua.foundation.revision import Revision

__all__ = [
    "AuditEvent",
    "AuditHead",
    "DueRun",
    "Installation",
    "MailRefusal",
    "Notification",
    "Revision",
    "StoredFile",
]

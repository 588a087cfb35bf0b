"""The tables of the foundation, each defined beside its code."""

from thidua.foundation.audit.models import AuditEvent, AuditHead
from thidua.foundation.files.models import StoredFile
from thidua.foundation.moment import Installation
from thidua.foundation.revision import Revision

__all__ = ["AuditEvent", "AuditHead", "Installation", "Revision", "StoredFile"]

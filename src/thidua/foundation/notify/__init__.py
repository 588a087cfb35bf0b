"""Telling people: in the application, and by e-mail to those who want or need it."""

from thidua.foundation.notify.kinds import Kind
from thidua.foundation.notify.services import Message, notify, notify_many

__all__ = ["Kind", "Message", "notify", "notify_many"]

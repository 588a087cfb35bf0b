"""One JSON object per line on standard error: time, level, event, request id, and never a secret."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

_SECRETS = re.compile(r"(/dieu-tra/p/|/lich/|/dat-mat-khau/)[^/?\s]+")
"""Addresses that are secrets themselves: links of a questionnaire, calendars, links that set a password."""
_ANONYMOUS = "/dieu-tra/p/"
"""Whoever answers here has been promised to leave no trace."""


def without_secrets(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The line without the secret in an address; of an anonymous page also without who and where from."""
    request = line.get("request")
    if isinstance(request, str):
        line["request"] = _SECRETS.sub(r"\1…", request)
        if _ANONYMOUS in request:
            for trace in ("ip", "user_id", "user_agent"):
                line.pop(trace, None)
    return line


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    without_secrets,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure_structlog() -> None:
    """Sends structlog through the standard library, where LOGGING says what is shown."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING for `level` (DEBUG, INFO, WARNING, ERROR)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"level": level, "propagate": True, "handlers": []},
            # django-structlog writes the line of each request; Django's second one says less.
            "django.server": {"level": logging.ERROR, "propagate": True, "handlers": []},
            "django.request": {"level": logging.CRITICAL, "propagate": True, "handlers": []},
            # What is doubtful about a signature stands in the record and on the page of the paper.
            "pyhanko": {"level": logging.CRITICAL, "propagate": True, "handlers": []},
        },
    }

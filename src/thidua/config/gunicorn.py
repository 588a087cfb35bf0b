"""gunicorn's settings: threads for a synchronous application, one process on SQLite.

A trial starts it by `thidua run`; production by `gunicorn --config python:thidua.config.gunicorn
thidua.config.wsgi`. Environment: THIDUA_BIND, THIDUA_WORKERS, THIDUA_THREADS.
"""

import gc
import os
from typing import Any

from django.db import connections

from thidua.config.environment import read_server
from thidua.config.settings import ENV

_server = read_server(dict(os.environ), uses_sqlite=ENV.uses_sqlite)

bind = _server.bind
workers = _server.workers
threads = _server.threads
worker_class = "gthread"
preload_app = True
keepalive = 5
graceful_timeout = 30
accesslog = None  # every request is in the structured log already
loglevel = "warning"
control_socket_disable = True


def when_ready(_server: Any) -> None:
    """The application is loaded and nothing of it will go away: keep the collector off it.

    A full collection over what Django loads costs 95-154 ms about once in ten requests.
    """
    gc.collect()
    gc.freeze()


def post_fork(_server: Any, _worker: Any) -> None:
    """A database connection must not be shared between processes."""
    connections.close_all()

"""`thidua run`: from nothing to pages in one command, for a trial on one machine.

Applies the migrations, builds the demonstration where the database is empty, finds a free port,
says where to look and with which accounts, and serves until Ctrl+C.
"""

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

from thidua.config import gunicorn as chosen
from thidua.demo.accounts import describe
from thidua.foundation.moment import current_installation
from thidua.people.models import User

DEFAULT_PORT = 8000
PORTS_TRIED = 50
WORKER_ENDS_IN = 10
"""Seconds in which the worker ends the job it is at."""


def serve(argv: Sequence[str]) -> int:
    """Runs the application; `argv` are the words after `thidua run`. Returns the exit code."""
    wanted = _arguments(argv)
    call_command("migrate", interactive=False, verbosity=0)
    if wanted.demo and _is_empty():
        print("Cơ sở dữ liệu còn trống: đang dựng bản trình diễn …", flush=True)
        code = _build_demo()
        if code:
            return code
    port = free_port(wanted.host, wanted.port)
    if port is None:
        last = wanted.port + PORTS_TRIED - 1
        print(f"Các cổng {wanted.port}–{last} đều bận. Chọn cổng khác: thidua run --port …", file=sys.stderr)
        return 1
    if port != wanted.port:
        print(f"Cổng {wanted.port} đang bận, dùng cổng {port}.")
    _name_this_address(wanted.host, port)
    server = _Server(wanted.host, port)
    try:
        server.run()
    finally:
        server.end_worker()
    return 0


def free_port(host: str, first: int) -> int | None:
    """The first port from `first` on which nobody listens; None after PORTS_TRIED busy ones."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    return None


def _name_this_address(host: str, port: int) -> None:
    """Where nobody said under which address the system is reached, e-mails and QR codes name this one; the
    worker inherits it.
    """
    if not os.environ.get("THIDUA_ORIGINS"):
        settings.SITE_ORIGIN = f"http://{'localhost' if host == '0.0.0.0' else host}:{port}"  # noqa: S104
        os.environ["THIDUA_ORIGINS"] = settings.SITE_ORIGIN


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="thidua run", description="Chạy hệ thống trên máy này.")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định: chỉ máy này)")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="cổng nghe (mặc định: 8000)")
    parser.add_argument(
        "--no-demo", dest="demo", action="store_false", help="không dựng bản trình diễn khi dữ liệu trống"
    )
    return parser.parse_args(argv)


def _is_empty() -> bool:
    return not User.objects.exists()


def _build_demo() -> int:
    # In a process of its own: papers are drawn by threads, which a server forked from this one would miss,
    # so that it would wait for ever for the first paper that somebody asks for.
    command = [sys.executable, "-m", "thidua", "demo", "--quiet"]  # the accounts are told with the address
    return subprocess.run(command, check=False).returncode  # noqa: S603  (our own words)


def _greeting(host: str, port: int) -> str:
    lines = ["", f"  Mở trong trình duyệt:  http://{host}:{port}/", "  Dừng: Ctrl+C", ""]
    if current_installation().is_demo:
        lines += [f"  {line}" for line in describe().splitlines()]
    return "\n".join(lines)


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn in this very process: Django is loaded once. `thidua worker` runs beside it."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.worker: subprocess.Popen[bytes] | None = None
        super().__init__()

    def load_config(self) -> None:
        for name in self.cfg.settings:
            if hasattr(chosen, name):
                self.cfg.set(name, getattr(chosen, name))
        self.cfg.set("bind", f"{self.host}:{self.port}")
        self.cfg.set("when_ready", self._when_ready)

    def load(self) -> Any:
        # Every page's code is loaded before the first visitor comes, and a fault in it shows now.
        _ = get_resolver().url_patterns
        return get_wsgi_application()

    def _when_ready(self, server: Any) -> None:
        print(_greeting(self.host, self.port), flush=True)
        connections.close_all()
        chosen.when_ready(server)
        # Only now: while it starts it would take the processor from the server. Ctrl+C is ours to pass on.
        command = [sys.executable, "-m", "thidua", "worker", "--beside", str(os.getpid())]
        self.worker = subprocess.Popen(command, start_new_session=True)  # noqa: S603  (our own words)

    def end_worker(self) -> None:
        """Stops the worker; if this process is killed instead, the worker sees that its parent is gone."""
        if self.worker is None:
            return
        self.worker.terminate()
        try:
            self.worker.wait(timeout=WORKER_ENDS_IN)
        except subprocess.TimeoutExpired:
            self.worker.kill()

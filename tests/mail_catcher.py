"""A real mail server on loopback that keeps what it is given, and can be slow."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Catcher:
    """`caught` are the messages that were accepted, in order; `port` is where it listens."""

    def __init__(self, seconds_each: float) -> None:
        self.caught: list[EmailMessage] = []
        self.seconds_each = seconds_each
        self.port = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Called by aiosmtpd for each message."""
        self.caught.append(message_from_bytes(envelope.content, policy=default))
        await asyncio.sleep(self.seconds_each)
        return "250 OK"


@contextmanager
def mail_server(seconds_each: float = 0) -> Iterator[Catcher]:
    """Listens on a free port until the end of the block."""
    catcher = Catcher(seconds_each)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        catcher.port = probe.getsockname()[1]
    controller = Controller(catcher, hostname="127.0.0.1", port=catcher.port)
    controller.start()
    try:
        yield catcher
    finally:
        controller.stop()

"""Asks one address over and over: `python -m bench.load URL SECONDS CONNECTIONS`.

Several connections are kept open, each by a thread of its own that asks again as soon as it has its answer.
A small client on sockets, so that it takes little of the processor that the server needs. Prints JSON.
"""

import json
import socket
import sys
import threading
import time
from urllib.parse import urlsplit


def load(url: str, seconds: float, connections: int) -> list[float]:
    """The seconds of every answer in the time given; the first quarter of it warms up and is not counted."""
    begin = time.perf_counter() + seconds / 4
    end = begin + seconds
    taken: list[list[float]] = [[] for _ in range(connections)]
    threads = [threading.Thread(target=_ask, args=(url, begin, end, own)) for own in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for own in taken for one in own]


def _ask(url: str, begin: float, end: float, taken: list[float]) -> None:
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    question = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: text/html\r\n\r\n".encode()
    connection = socket.create_connection((parts.hostname or "", parts.port or 80), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with connection, connection.makefile("rb") as answers:
        while (start := time.perf_counter()) < end:
            connection.sendall(question)
            status = answers.readline()
            if b" 200 " not in status:
                raise SystemExit(f"{url}: {status!r}")
            length = 0
            while (line := answers.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            answers.read(length)
            now = time.perf_counter()
            if begin <= start and now <= end:
                taken.append(now - start)


if __name__ == "__main__":
    address, for_seconds, open_connections = sys.argv[1:]
    print(json.dumps(load(address, float(for_seconds), int(open_connections))))

"""The real server, as `thidua run` starts it: how soon it answers, and how many requests it takes."""

import json
import re
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.error import URLError

from bench.installations import state_folder
from bench.measure import ROOT, Figure, milliseconds, percentile, times

TITLE = "Server: `thidua run` under load"
START_SECONDS = 5.0
PER_SECOND = 200
SECONDS, CONNECTIONS = 6.0, 8
STARTS = 3
PORT = 8790
"""Where to begin looking for a free port; `thidua run` looks on by itself."""
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: requests in a second, and the middle and the slow of them in seconds."""

    per_second: float
    p50: float
    p95: float


def run() -> list[Figure]:
    """A first start with an empty folder, further ones, then the load from a second process."""
    with state_folder() as environment:
        with _server(environment) as (address, first):
            home = _read(address)
        starts = []
        for _ in range(STARTS):
            with _server(environment) as (address, took):
                starts.append(took)
        again = statistics.median(starts)
        with _server(environment) as (address, _took):
            floor = _load(f"{address}healthz")
            ranking = f"{address}cong-khai/xep-hang/?khoi=xa"
            rows = _read(ranking).count('<th scope="row">')
            public = _load(ranking)
            signed_out = _load(address)
    assert "Hải Phòng" in home
    assert rows > 60, rows
    return [
        Figure("first start with an empty folder: demonstration built, first page read", f"{first:.1f} s"),
        Figure(
            "start with a filled database: first page read",
            f"{again:.1f} s",
            f"median of {STARTS}",
            goal=f"< {START_SECONDS:.0f} s",
            holds=again < START_SECONDS,
        ),
        Figure("`/healthz`: what a request costs by itself", _rate(floor), _times_of(floor)),
        Figure(
            f"public ranking, {rows} rows",
            _rate(public),
            _times_of(public),
            f"{times(public.per_second / floor.per_second)} of the floor",
            f"≥ {PER_SECOND} a second",
            public.per_second >= PER_SECOND,
        ),
        Figure(
            "first page of a visitor",
            _rate(signed_out),
            _times_of(signed_out),
            f"{times(signed_out.per_second / floor.per_second)} of the floor",
        ),
    ]


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[tuple[str, float]]:
    """`thidua run` until the block is left: its address, and the seconds until its first page was read."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "thidua", "run", "--port", str(PORT)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = _address(process)
            _read(address)
            yield address, time.perf_counter() - began
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=PATIENCE)


def _address(process: "subprocess.Popen[str]") -> str:
    """Where it says that it listens."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://\S+/", line):
            return found[0]
    raise SystemExit("thidua run ended before it listened")


def _read(address: str) -> str:
    """The page; asked again for a while where nobody listens yet."""
    last = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                text: str = answer.read().decode()
                return text
        except URLError:
            if time.monotonic() > last:
                raise
            time.sleep(0.02)


def _load(url: str) -> Load:
    command = [sys.executable, "-m", "bench.load", url, str(SECONDS), str(CONNECTIONS)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    taken: list[float] = json.loads(done.stdout)
    return Load(len(taken) / SECONDS, statistics.median(taken), percentile(taken, 0.95))


def _rate(load: Load) -> str:
    return f"{load.per_second:,.0f} a second"


def _times_of(load: Load) -> str:
    return f"{CONNECTIONS} at a time: p50 {milliseconds(load.p50)}, p95 {milliseconds(load.p95)}"

"""`thidua run`: a free port is found, and from an empty folder to an answer."""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from thidua.config import serve

DEADLINE = 60
OF_THE_TESTS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_busy_port_is_passed_over(taken_port):
    found = serve.free_port("127.0.0.1", taken_port)
    assert found is not None
    assert found > taken_port


def test_no_port_is_found_where_all_are_busy(taken_port, monkeypatch):
    monkeypatch.setattr(serve, "PORTS_TRIED", 1)
    assert serve.free_port("127.0.0.1", taken_port) is None


def test_run_serves_from_an_empty_folder_and_tells_the_other_port(taken_port, tmp_path):
    environment = {key: value for key, value in os.environ.items() if key not in OF_THE_TESTS}
    process = subprocess.Popen(
        [sys.executable, "-m", "thidua", "run", "--no-demo", "--port", str(taken_port)],
        env={**environment, "THIDUA_STATE_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = _read_until(process.stdout, "Ctrl+C")
        assert f"Cổng {taken_port} đang bận, dùng cổng " in said
        address = next(word for word in said.split() if word.startswith("http://"))
        with urllib.request.urlopen(f"{address}readyz", timeout=10) as answer:
            assert answer.read() == b'{"status": "ok"}'
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def _read_until(stream, words: str) -> str:
    said, stop = "", time.monotonic() + DEADLINE
    while words not in said:
        assert time.monotonic() < stop, said
        line = stream.readline()
        assert line, said
        said += line
    return said

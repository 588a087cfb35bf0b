"""`thidua run`: a free port is found, and from an empty folder to an answer."""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from tests.house import House

from thidua.config import serve

DEADLINE = 180
"""Seconds; making all tables on a busy machine is the longest."""
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


@pytest.mark.long
@pytest.mark.sqlite
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
        worker = _worker_of(process.pid)
        assert worker is not None, "the worker runs beside the server"
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
    assert not _is_alive(worker), "and stops with it"


SIGN_IN = """
from django.test import Client
from thidua.awards.models import AwardRecord
from thidua.dossiers.models import Filing
from thidua.people.models import User
client = Client()
client.force_login(User.objects.get(username="canbo.hongbang"))
filing = Filing.objects.get(unit__code="11311", cycle="2029").pk
with open({place!r}, "w") as told:
    award = AwardRecord.objects.filter(unit__code="11311").earliest("pk").pk
    print(filing, award, client.cookies["sessionid"].value, file=told)
"""


@pytest.mark.long
@pytest.mark.sqlite
def test_the_server_that_built_the_demonstration_draws_papers(own_folder, tmp_path):
    environment = {key: value for key, value in os.environ.items() if key not in OF_THE_TESTS}
    process = subprocess.Popen(
        [sys.executable, "-m", "thidua", "run", "--port", "8410"],
        env={**environment, "THIDUA_STATE_DIR": str(own_folder)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = _read_until(process.stdout, "Ctrl+C")
        address = next(word for word in said.split() if word.startswith("http://"))
        house, place = House(own_folder), tmp_path / "signed-in"
        assert house.run(SIGN_IN.format(place=str(place))) == 0
        house.close()
        filing, award, session = place.read_text().split()

        def asked(path):
            request = urllib.request.Request(address + path, headers={"Cookie": f"sessionid={session}"})
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.read()

        assert asked(f"ho-so/don-vi/{filing}/to-trinh.pdf").startswith(b"%PDF-")
        checked_at = f"{address}quyet-dinh/kiem-tra/"
        assert checked_at in asked(f"quyet-dinh/khen-thuong/{award}/").decode(), "it names its own port"
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


@pytest.mark.sqlite
def test_the_worker_ends_when_the_server_is_killed(own_folder):
    environment = {key: value for key, value in os.environ.items() if key not in OF_THE_TESTS}
    process = subprocess.Popen(
        [sys.executable, "-m", "thidua", "run", "--no-demo", "--port", "8390"],
        env={**environment, "THIDUA_STATE_DIR": str(own_folder)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    _read_until(process.stdout, "Ctrl+C")
    worker = _worker_of(process.pid)
    process.kill()
    process.wait(timeout=20)
    process.stdout.close()

    stop = time.monotonic() + DEADLINE
    while _is_alive(worker):
        assert time.monotonic() < stop, "the worker stayed behind"
        time.sleep(0.2)


def _worker_of(parent: int) -> int | None:
    """The process that `thidua run` started with the words `thidua worker`; waits a little for it."""
    stop = time.monotonic() + DEADLINE
    while time.monotonic() < stop:
        told = subprocess.run(["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
        for line in told.splitlines():
            if f"worker --beside {parent}" in line:
                return int(line.split()[0])
        time.sleep(0.1)
    return None


def _is_alive(pid: int | None) -> bool:
    """Whether the process is there and no zombie."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(told.stdout.strip()) and not told.stdout.strip().startswith("Z")


def _read_until(stream, words: str) -> str:
    said, stop = "", time.monotonic() + DEADLINE
    while words not in said:
        assert time.monotonic() < stop, said
        line = stream.readline()
        assert line, said
        said += line
    return said

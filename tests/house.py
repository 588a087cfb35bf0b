"""An installation of its own in a folder: real processes that may be killed, a database in a file."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import psycopg
from tests.made_tables import kept_file

DATABASE = "thidua.sqlite3"
PATIENCE = 180
"""Seconds a process may take; making all tables on a busy machine is the longest."""
OF_THE_TESTS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
MIGRATE = 'from django.core.management import call_command\ncall_command("migrate", verbosity=0)'
READY = """
import json
import os
import signal
import sys
import traceback
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
import django
django.setup()
import thidua.config.urls
from django.db import connections

def run(code):
    try:
        exec(compile(code, "<the house>", "exec"), {"__name__": "__main__"})
    except SystemExit as asked:
        return asked.code or 0
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        connections.close_all()
    return 0

def tell(place, ended):
    with open(place + ".part", "w") as file:
        file.write(str(ended))
    os.replace(place + ".part", place)

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    place, code = json.loads(line)
    if os.fork():
        continue
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if not (child := os.fork()):
        os._exit(run(code))
    tell(place, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    os._exit(0)
"""
"""A process with Django ready, which has touched no database: what it is given runs in a process forked from
it. Loading the application anew for each would take most of the time.
"""


def copy_of_migrated(migrated: Path, folder: Path) -> Path:
    """A folder with an empty, migrated database: making its tables takes most of an installation's time."""
    return Path(shutil.copytree(migrated, folder / "state"))


def migrate(folder: Path) -> Path:
    """Makes the tables in an empty folder, from the kept ones where there are any."""
    if (kept := kept_file()).exists():
        shutil.copyfile(kept, folder / DATABASE)
    house = House(folder)
    try:
        assert house.run(MIGRATE) == 0
    finally:
        house.close()
    return folder


class House:
    """`environment` is that of every process; more may be put in before the first. `database`: the address of
    a PostgreSQL one that is there already; without it, SQLite in the folder.
    """

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.database = database
        inherited = {key: value for key, value in os.environ.items() if key not in OF_THE_TESTS}
        self.environment = inherited | {"THIDUA_STATE_DIR": str(folder)}
        if database:
            self.environment["DATABASE_URL"] = database
        self._ready: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._numbers, self._results = count(1), TemporaryDirectory(prefix="thidua-ended-")

    def run(self, code: str) -> int:
        """Runs `code` in a process with Django ready; its exit code, negative for a signal."""
        with self._lock:
            place = Path(self._results.name, str(next(self._numbers)))
            self._tell([str(place), code])
        until = time.monotonic() + PATIENCE
        while not place.exists():
            assert time.monotonic() < until, "the process does not end"
            time.sleep(0.01)
        return int(place.read_text())

    def _tell(self, words: list[str]) -> None:
        if self._ready is None:
            self._ready = subprocess.Popen(
                [sys.executable, "-c", READY], env=self.environment, stdin=subprocess.PIPE
            )
        assert self._ready.stdin is not None
        self._ready.stdin.write(json.dumps(words).encode() + b"\n")
        self._ready.stdin.flush()

    def close(self) -> None:
        """Ends the process that was ready."""
        if self._ready is not None:
            self._ready.communicate(timeout=PATIENCE)
        self._results.cleanup()

    def worker(self, *words: str) -> "subprocess.Popen[bytes]":
        """Starts a worker."""
        return subprocess.Popen([sys.executable, "-m", "thidua", "worker", *words], env=self.environment)

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """What the database answers."""
        if self.database:
            with psycopg.connect(self.database.replace("postgres://", "postgresql://")) as server:
                return server.execute(sql.encode()).fetchall()
        (file,) = self.folder.glob("*.sqlite3")
        with sqlite3.connect(file, timeout=20) as database:
            return database.execute(sql).fetchall()

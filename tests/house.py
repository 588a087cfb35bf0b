"""An installation of its own in a folder: real processes that may be killed, a database in a file."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
from tests.made_tables import kept_file

DATABASE = "thidua.sqlite3"
PATIENCE = 180
"""Seconds a process may take; making all tables on a busy machine is the longest."""
OF_THE_TESTS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
START = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
import django
django.setup()
"""


def copy_of_migrated(migrated: Path, folder: Path) -> Path:
    """A folder with an empty, migrated database: making its tables takes most of an installation's time."""
    return Path(shutil.copytree(migrated, folder / "state"))


def migrate(folder: Path) -> Path:
    """Makes the tables in an empty folder, from the kept ones where there are any."""
    if (kept := kept_file()).exists():
        shutil.copyfile(kept, folder / DATABASE)
    house = House(folder)
    assert (
        house.run('from django.core.management import call_command\ncall_command("migrate", verbosity=0)')
        == 0
    )
    return folder


class House:
    """`environment` is that of every process; more may be put in. `database`: the address of a PostgreSQL one
    that is there already; without it, SQLite in the folder.
    """

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.database = database
        inherited = {key: value for key, value in os.environ.items() if key not in OF_THE_TESTS}
        self.environment = inherited | {"THIDUA_STATE_DIR": str(folder)}
        if database:
            self.environment["DATABASE_URL"] = database

    def run(self, code: str) -> int:
        """Runs `code` in a process with Django ready; its exit code, negative for a signal."""
        words = [sys.executable, "-c", START + code]
        return subprocess.run(words, env=self.environment, timeout=PATIENCE, check=False).returncode

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

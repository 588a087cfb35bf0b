"""The tables of the tests, made once for one set of migrations and kept beside the checkout.

Making them takes half a minute of every run on SQLite, and every worker makes its own. PostgreSQL makes
them anew each time, unless THIDUA_TESTS_TEMPLATE names a database that has them (`.ci/run`).
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

KEPT = Path(__file__).resolve().parents[1] / ".pytest_cache" / "tables"


def kept_file() -> Path:
    """Named by the text of all migrations, the triggers that they make, and the version of Django."""
    import django

    source = Path(__file__).resolve().parents[1] / "src" / "thidua"
    digest = hashlib.sha256(django.__version__.encode())
    for path in sorted([*source.rglob("migrations/*.py"), source / "foundation" / "audit" / "triggers.py"]):
        digest.update(path.read_bytes())
    return KEPT / f"{digest.hexdigest()[:32]}.sqlite3"


def fill(connection: Any) -> Callable[[], None]:
    """Has the test database of `connection` begin with the kept tables; what it gives keeps them afterwards.

    The migrate command still runs and applies whatever is missing.
    """
    if connection.vendor != "sqlite":
        return lambda: None
    file, creation = kept_file(), connection.creation
    make = creation._create_test_db

    def make_filled(*args: Any, **kwargs: Any) -> Any:
        name = make(*args, **kwargs)
        if file.exists():
            connection.settings_dict["NAME"] = name
            connection.ensure_connection()
            with closing(sqlite3.connect(file)) as kept:
                kept.backup(connection.connection)
        return name

    creation._create_test_db = make_filled

    def keep() -> None:
        if file.exists():
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        own = file.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(own)) as kept:
            connection.connection.backup(kept)
        own.replace(file)

    return keep

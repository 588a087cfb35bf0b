"""Database triggers that make the audit tables append-only, on SQLite and PostgreSQL.

They stand against our own mistakes and against plain SQL; whoever owns the database can drop them,
and then the chain shows what was changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

EVENTS = "foundation_auditevent"
HEAD = "foundation_audithead"

_SQLITE = {
    "audit_event_no_update": (
        f"CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON {EVENTS}"
        " BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    ),
    "audit_event_no_delete": (
        f"CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON {EVENTS}"
        " BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    ),
    "audit_head_no_delete": (
        f"CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON {HEAD}"
        " BEGIN SELECT RAISE(ABORT, 'the head of the audit trail cannot go'); END"
    ),
    "audit_head_one_step": (
        f"CREATE TRIGGER audit_head_one_step BEFORE UPDATE ON {HEAD}"
        " WHEN NEW.sequence <> OLD.sequence + 1"
        " BEGIN SELECT RAISE(ABORT, 'the audit trail grows by one'); END"
    ),
}

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$
"""
_POSTGRESQL = {
    "audit_event_append_only": (
        f"CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {EVENTS}"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    ),
    "audit_head_stays": (
        f"CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON {HEAD}"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    ),
    "audit_head_one_step": (
        f"CREATE TRIGGER audit_head_one_step BEFORE UPDATE ON {HEAD} FOR EACH ROW"
        " WHEN (NEW.sequence <> OLD.sequence + 1) EXECUTE FUNCTION audit_refuse()"
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Creates the triggers that are not there yet."""
    present = installed(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for name, sql in _wanted(connection).items():
            if name not in present:
                cursor.execute(sql)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drops the triggers; for a migration backwards and for the flush of the test database."""
    with connection.cursor() as cursor:
        for name in _wanted(connection):
            table = HEAD if name.startswith("audit_head") else EVENTS
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def installed(connection: BaseDatabaseWrapper) -> frozenset[str]:
    """The names of our triggers that stand in the database."""
    sql = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = {row[0] for row in cursor.fetchall()}
    return frozenset(names & set(_wanted(connection)))


def missing(connection: BaseDatabaseWrapper) -> frozenset[str]:
    """The names of our triggers that somebody dropped or switched off."""
    return frozenset(_wanted(connection)) - installed(connection)


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without triggers inside the block. Only tests may use it: to flush, or to break a chain."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE

"""`column__prefix=`: starts with, answered by the column's index on both databases.

Django's `startswith` is a LIKE with ESCAPE, for which SQLite scans the table; GLOB uses the index there,
and on PostgreSQL the `_like` index that `db_index` makes serves LIKE. Only for folded text (small letters,
digits and blanks), so nothing in it is a wildcard.
"""

from typing import Any

from django.db.models import CharField, Lookup


@CharField.register_lookup
class Prefix(Lookup):
    """The column begins with the given folded text."""

    lookup_name = "prefix"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, column_params = self.process_lhs(compiler, connection)
        operator, wildcard = ("GLOB", "*") if connection.vendor == "sqlite" else ("LIKE", "%")
        return f"{column} {operator} %s", (*column_params, f"{self.rhs}{wildcard}")

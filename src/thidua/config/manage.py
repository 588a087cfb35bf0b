"""`thidua manage …`: Django's own commands (migrate, collectstatic, clearsessions …) on this installation."""

from collections.abc import Sequence

from django.core.management import execute_from_command_line


def main(argv: Sequence[str]) -> int:
    """Runs the command named by `argv`; returns its exit status."""
    execute_from_command_line(["thidua manage", *argv])
    return 0

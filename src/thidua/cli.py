"""The command line: the rules on files (no Django), and the installation (Django, loaded when asked)."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

PLAIN_COMMANDS = ("evaluate", "deadlines", "rank", "similar", "verify")
"""Commands on files: they need no database, no network and no clock."""

INSTALLATION_COMMANDS = {
    "run": ("thidua.config.serve", "serve", "chạy hệ thống trên máy này"),
    "init": ("thidua.config.initialise", "main", "tạo cơ sở dữ liệu thật, chỉ có các đơn vị"),
    "demo": ("thidua.demo.command", "main", "dựng dữ liệu trình diễn (có dán nhãn)"),
    "worker": ("thidua.foundation.jobs.worker", "main", "chạy các việc nền: nhắc hạn, gửi thư"),
    "audit": ("thidua.foundation.audit.command", "main", "kiểm tra nhật ký không bị sửa"),
    "manage": ("thidua.config.manage", "main", "lệnh quản trị của Django"),
}
"""Commands on an installation: name → (module, function, help)."""


class _Parser(argparse.ArgumentParser):
    """Tells a wrong call in Vietnamese; exit status 2, nothing on standard output."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: lệnh chưa đúng: {message}\nXem hướng dẫn: {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status."""
    _speak_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in INSTALLATION_COMMANDS:
        module, function, _ = INSTALLATION_COMMANDS[arguments[0]]
        _load_django()
        command: Callable[[Sequence[str]], int] = getattr(import_module(module), function)
        return command(arguments[1:])
    args = _parser(arguments).parse_args(arguments)
    try:
        status: int = args.run(args, sys.stdout, sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = None  # the reader went away: nothing more to say
        return 1
    return status


def _load_django() -> None:
    """Makes the installation ready, so that its commands are modules like any other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    import django  # the commands on files do without it

    django.setup()


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="thidua", description="Phong trào thi đua đẩy mạnh cải cách hành chính Hải Phòng")
    commands = parser.add_subparsers(metavar="LỆNH", required=True, parser_class=_Parser)
    for name in PLAIN_COMMANDS:
        # Only the command that was asked for is imported: the others have heavy libraries of their own.
        if not arguments or arguments[0] not in PLAIN_COMMANDS or arguments[0] == name:
            import_module(f"thidua.cli_commands.{name}").add_parser(commands)
    for name, (_, _, text) in INSTALLATION_COMMANDS.items():
        commands.add_parser(name, help=text)
    return parser


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")

"""Fixtures every room may use: a fixed moment, people with hats, a browser.

The browser legs need Chromium: they are skipped with a line where there is none, and an error where
THIDUA_REQUIRE_BROWSER=1 says there must be one (CI). The same goes for PostgreSQL and gettext.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

# Playwright's loop runs in this thread; Django must not take our plain calls for asynchronous ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest
from tests.house import House, copy_of_migrated, migrate
from tests.made_tables import fill

NOW = datetime(2027, 2, 15, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOW.date()
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same browser without what draws its own windows: a third less work."""
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _required(name: str) -> bool:
    return os.environ.get(f"THIDUA_REQUIRE_{name}") == "1"


def _chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _on_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, with a line, what this machine cannot run; in CI that is an error instead."""
    missing = {}
    if _chromium() is None:
        missing["browser"] = "no Chromium on this machine (install chromium, or set CHROMIUM)"
    if shutil.which("pdftotext") is None:
        missing["poppler"] = "no pdftotext on this machine (install poppler-utils)"
    if shutil.which("soffice") is None:
        missing["libreoffice"] = "no soffice on this machine (install libreoffice-writer)"
    if not _on_postgres():
        missing["postgres"] = "DATABASE_URL is not a PostgreSQL one"
    for marker, reason in missing.items():
        found = [item for item in items if marker in item.keywords]
        if marker != "postgres" and found and _required(marker.upper()):
            raise pytest.UsageError(f"THIDUA_REQUIRE_{marker.upper()}=1, but {reason}")
        for item in found:
            item.add_marker(pytest.mark.skip(reason=reason))
    if _required("POSTGRES") and not _on_postgres():
        raise pytest.UsageError(f"THIDUA_REQUIRE_POSTGRES=1, but {missing['postgres']}")
    _longest_first(items)


def _longest_first(items: list[pytest.Item]) -> None:
    """The longest stand first in each worker's share, so that none of them is left for the end; pytest-django
    puts the others that commit last.
    """
    groups: dict[Any, list[pytest.Item]] = {}
    for item in items:
        if "long" in item.keywords:
            # What a class sets up once must not be set up by each worker.
            groups.setdefault(getattr(item, "cls", None) or item, []).append(item)
    long = list(groups.values())
    rest = [item for item in items if "long" not in item.keywords]
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    left, ordered = len(items), []
    for place in range(workers):
        share = left // (workers - place)  # as xdist's worksteal deals them out
        mine = [item for group in long[place::workers] for item in group]
        more = max(share - len(mine), 0)
        ordered += [*mine, *rest[:more]]
        del rest[:more]
        left -= share
    items[:] = [*ordered, *rest]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: the collector of cycles need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_terminal_summary(terminalreporter) -> None:  # type: ignore[no-untyped-def]
    """One line for each kind of test that was left out, so that nobody takes silence for success."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"left out: {count} × {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Removes the state folder of this run."""
    shutil.rmtree(os.environ["THIDUA_STATE_DIR"], ignore_errors=True)


@pytest.fixture(scope="session")
def keep_tables(pytestconfig: pytest.Config, django_db_modify_db_settings: None):  # type: ignore[no-untyped-def]
    """Begins with the tables of an earlier run, when its migrations were the same."""
    from django.db import connection

    if pytestconfig.getoption("nomigrations"):
        return lambda: None
    return fill(connection)


@pytest.fixture(scope="session")
def django_db_setup(keep_tables, django_db_setup, django_db_blocker) -> None:  # type: ignore[no-untyped-def]
    """The test database as pytest-django makes it; its tables are kept for the next run."""
    with django_db_blocker.unblock():
        keep_tables()
        _remember_what_migrations_wrote()


written: list[list[Any]] = []
"""The rows of each model that the migrations wrote."""


def _remember_what_migrations_wrote() -> None:
    from django.apps import apps

    written[:] = [rows for model in apps.get_models() if (rows := list(model._base_manager.order_by()))]


def _write_it_again() -> None:
    from django.db import transaction

    with transaction.atomic():
        for rows in written:
            manager = type(rows[0])._base_manager
            # Some are written after each flush, as after each migration.
            if not manager.exists():
                manager.bulk_create(rows)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True, scope="session")
def argon2_without_its_cost():  # type: ignore[no-untyped-def]
    """The same hasher, but a test does not wait half a second for each account."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Argon2PasswordHasher, "time_cost", 1)
        patch.setattr(Argon2PasswordHasher, "memory_cost", 64)
        patch.setattr(Argon2PasswordHasher, "parallelism", 1)
        yield


@pytest.fixture(autouse=True, scope="session")
def audit_triggers_step_aside_for_the_flush():  # type: ignore[no-untyped-def]
    """A test that commits ends with a flush of all tables, which the audit triggers rightly refuse.

    They are lifted for that flush alone and stand again for the next test, which finds what the migrations
    wrote, as every installation does.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from thidua.foundation.audit import triggers

    flush = TransactionTestCase._fixture_teardown

    def flush_without_triggers(self) -> None:  # type: ignore[no-untyped-def]
        with triggers.lifted(connection):
            flush(self)
        _write_it_again()

    with pytest.MonkeyPatch.context() as patch:
        # TestCase has a teardown of its own, which rolls back and flushes nothing.
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_without_triggers)
        yield


@pytest.fixture(autouse=True)
def in_vietnamese():  # type: ignore[no-untyped-def]
    """A page asked for in English leaves its thread in English; every test begins in Vietnamese."""
    from django.utils import translation

    translation.activate("vi")
    yield
    translation.activate("vi")


@pytest.fixture
def at() -> datetime:
    """The moment of every test that asks for one: 15/02/2027, 9:30 in Hải Phòng."""
    return NOW


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with tables and nothing in them; SQLite, made once for a run."""
    return migrate(tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def own_folder(migrated: Path, tmp_path: Path) -> Path:
    """Such a folder for one test, to do with as it likes."""
    return copy_of_migrated(migrated, tmp_path)


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path, transactional_db: None) -> Iterator[House]:
    """An empty installation whose processes may be killed: on PostgreSQL in the database of the tests."""
    if _on_postgres():
        from django.db import connection

        server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
        made = House(tmp_path, f"{server}/{connection.settings_dict['NAME']}")
    else:
        made = House(request.getfixturevalue("own_folder"))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def nothing_kept_of_sets() -> Iterator[None]:
    """A criteria set in force is kept in the process by its key, which another test's set may have again."""
    from thidua.index_sets.selectors import _card

    yield
    # Afterwards, as what a module shares is made before the first of its tests.
    _card.cache_clear()


@pytest.fixture
def on() -> date:
    """The day of `at`."""
    return TODAY


@pytest.fixture
def demo_day(db, monkeypatch: pytest.MonkeyPatch) -> date:  # type: ignore[no-untyped-def]
    """Makes this installation a demonstration that lives on `on`, so that pages are of a known day.

    Its clock starts at NOW with the test: whoever runs the tests soon after midnight would else ask for pages
    hours before what the test did.
    """
    from thidua.foundation.models import Installation
    from thidua.foundation.moment import describe_installation

    started, real = monotonic(), Installation.now

    def now(installation: Installation) -> datetime:
        if installation.demo_date is None:
            return real(installation)
        return datetime.combine(installation.demo_date, NOW.timetz()) + timedelta(
            seconds=monotonic() - started
        )

    monkeypatch.setattr(Installation, "now", now)
    describe_installation(
        by=None,
        at=NOW,
        is_demo=True,
        demo_date=TODAY,
        stage="tests",
        seed=1,
        support_contact="Phòng Cải cách hành chính và pháp chế, Sở Nội vụ",
    )
    return TODAY


@pytest.fixture
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages of the test are asked for at the same moment, so that no minute ends between two of them."""
    from thidua.foundation.models import Installation

    monkeypatch.setattr(Installation, "now", lambda _self: NOW)


@pytest.fixture
def make_person(db):  # type: ignore[no-untyped-def]
    """make_person("an.nguyen", Role.AUDITOR, (Role.UNIT_OFFICER, unit)) → a User with those hats."""
    from thidua.people.role_services import grant_role
    from thidua.people.services import create_account

    def make(username: str, *hats, full_name: str = "Nguyễn Thị Hồng Phượng Nghiêm"):  # type: ignore[no-untyped-def]
        user = create_account(
            by=None, at=NOW, username=username, full_name=full_name, password="Hoa-phuong-do-2027"
        )
        for hat in hats:
            role, unit = hat if isinstance(hat, tuple) else (hat, None)
            unit_id = unit.id if unit else None
            grant_role(by=None, at=NOW, user=user, role=role, unit_id=unit_id, valid_from=date(2026, 1, 1))
        return user

    return make


@pytest.fixture(scope="session")
def chromium():  # type: ignore[no-untyped-def]
    """One Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server):  # type: ignore[no-untyped-def]
    """open_page("/", user=…, width=390) → a Playwright page of this application, console watched.

    The page has `.seen`: every address asked for, and `.complaints`: what the console said.
    """
    from django.test import Client

    contexts = []

    def open_at(path: str, user=None, width: int = 1280, height: int = 900, **kwargs):  # type: ignore[no-untyped-def]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", base_url=live_server.url, **kwargs
        )
        contexts.append(context)
        if user is not None:
            # A client of their own: whoever signs in with another's would sign that one out.
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.seen, page.complaints = [], []
        page.on("request", lambda request: page.seen.append(request.url))
        page.on("console", lambda message: page.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.status = page.goto(path).status
        return page

    yield open_at
    for context in contexts:
        context.close()

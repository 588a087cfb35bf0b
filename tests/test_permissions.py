"""Every address × every role, against the tables in `permissions/`.

Nobody's hats change here, and a page that refuses is always the same but for its reason: both are made once,
or ten thousand requests would take minutes more.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.conftest import NOW
from tests.permission_world import World, build_world
from tests.permissions import MATRIX, furnish
from tests.permissions.vocabulary import ANONYMOUS, EVERYBODY, Row

from thidua.foundation import access
from thidua.people.models import Hat, User
from thidua.people.sign_in_backend import SignInBackend
from thidua.web import errors

pytestmark = pytest.mark.django_db

REFUSAL = b"td-notice-refusal"
# Views of others: django-allauth asks for its own sign-in, Django's language switch is for everybody.
NOT_OURS = ("allauth.", "django.views.i18n")


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with the name by which it is reversed."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern, namespace)
        else:
            yield f"{prefix}{pattern.name}", pattern


ADDRESSES = list(addresses(get_resolver()))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Built once; every request is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build_world(NOW)
        furnish(made, NOW)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def made_once(world: World) -> Iterator[None]:
    """An account and its hats are read once for each person, a refusal is drawn once for each and kind."""
    read, find = User._read_hats, SignInBackend.get_user
    accounts: dict[int, User] = {}
    hats: dict[tuple[int, date], tuple[Hat, ...]] = {}

    def known_hats(self: User, on: date) -> tuple[Hat, ...]:
        if (self.pk, on) not in hats:
            hats[self.pk, on] = read(self, on)
        return hats[self.pk, on]

    def known_account(self: SignInBackend, user_id: int) -> User | None:
        if user_id not in accounts and (found := find(self, user_id)) is not None:
            accounts[user_id] = found
        return copy(accounts[user_id]) if user_id in accounts else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SignInBackend, "get_user", known_account)
        patch.setattr(User, "_read_hats", known_hats)
        patch.setattr(access, "render", _drawn_once(access.render))
        patch.setattr(errors, "render", _drawn_once(errors.render))
        yield


def _drawn_once(render: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    drawn: set[tuple[int | None, str]] = set()

    def draw(
        request: HttpRequest, name: str, words: dict[str, Any] | None = None, *, status: int
    ) -> HttpResponse:
        asked = (request.user.pk, name)
        if asked in drawn:
            return HttpResponse(REFUSAL if words is None or words["reason"] else b"", status=status)
        drawn.add(asked)
        return render(request, name, words, status=status)

    return draw


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """One browser for each persona."""
    made = {ANONYMOUS: Client(), **{name: Client() for name in world.personas}}
    for name, user in world.personas.items():
        made[name].force_login(user)
    return made


def _asking(row: Row, personas: Iterable[str]) -> set[str]:
    """Everybody. Who may does not hang on the database: PostgreSQL is asked by one who may and one who may
    not, so that it meets what every address asks.
    """
    if connection.vendor != "postgresql":
        return set(personas)
    may = [persona for persona in personas if persona in row.may]
    return {*may[:1], *[persona for persona in personas if persona not in may][:1]}


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: f"{row.name} {row.case}".strip())
def test_each_persona_gets_what_the_matrix_says(row: Row, world: World, clients: dict[str, Client]) -> None:
    got, some = {}, _asking(row, clients)
    for persona, client in clients.items():
        if persona not in some:
            continue
        asking = world.personas.get(persona, world.somebody)
        args = {key: world.look_up(dotted, asking) for key, dotted in row.args.items()}
        with transaction.atomic():
            answer = getattr(client, row.method)(reverse(row.name, kwargs=args), dict(row.data))
            transaction.set_rollback(True)
        got[persona] = answer.status_code
        if answer.status_code == 403:
            assert REFUSAL in answer.content, "a refusal says why"
        if answer.streaming:
            answer.getvalue()  # a file that was given out is read to its end and closed
        if persona == ANONYMOUS and answer.status_code == 302 and not row.name.startswith("account_"):
            assert persona in row.may or answer["Location"].startswith(reverse("account_login"))

    assert got == {persona: row.expected(persona) for persona in some}


def test_every_address_stands_in_the_matrix() -> None:
    named = {name for name, _pattern in ADDRESSES}

    assert named - {row.name for row in MATRIX} == set(), "add rows to tests/permissions/"
    assert {row.name for row in MATRIX} - named == set(), "these addresses are gone"


def test_every_view_of_ours_declares_who_may_open_it() -> None:
    silent = [
        name
        for name, pattern in ADDRESSES
        if not hasattr(pattern.callback, "page_for") and not pattern.callback.__module__.startswith(NOT_OURS)
    ]

    assert silent == []


def test_every_persona_of_the_matrix_is_asked(clients: dict[str, Client]) -> None:
    assert set(clients) == EVERYBODY

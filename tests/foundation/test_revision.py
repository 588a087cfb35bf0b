"""What is kept in the process goes as soon as the facts change, also when a change was taken back."""

import gc
import weakref

import pytest
from django.db import transaction
from django.http import HttpResponse

from thidua.foundation import revision
from thidua.foundation.revision import RevisionMiddleware

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted():
    """A read that counts how often it was made."""
    made = []

    @revision.kept(most=2)
    def read(word: str) -> str:
        made.append(word)
        return word.upper()

    return read, made


def test_nothing_is_kept_before_the_first_change(counted):
    read, made = counted

    assert (read("a"), read("a")) == ("A", "A")
    assert made == ["a", "a"]


def test_a_result_is_kept_until_the_facts_change(counted, django_assert_num_queries):
    read, made = counted
    revision.bump()
    read("a")
    with django_assert_num_queries(1):
        assert read("a") == "A"
    revision.bump()
    read("a")

    assert made == ["a", "a"]


def test_only_the_newest_results_are_kept(counted):
    read, made = counted
    revision.bump()
    for word in ("a", "b", "c", "a"):
        read(word)

    assert made == ["a", "b", "c", "a"]


def test_what_was_read_inside_a_change_that_is_taken_back_is_never_given_again(counted):
    read, made = counted
    revision.bump()
    with transaction.atomic():
        revision.bump()
        read("a")
        transaction.set_rollback(True)
    revision.bump()
    read("a")

    assert made == ["a", "a"]


def test_the_first_result_after_a_change_frees_the_older_ones():
    class Large:
        """Something that can be watched as it goes."""

    @revision.kept(most=8)
    def read(word: str) -> Large:
        return Large()

    revision.bump()
    old = [weakref.ref(read(word)) for word in ("a", "b")]
    assert all(one() is not None for one in old)
    revision.bump()
    read("c")

    assert [one() for one in old] == [None, None]


def test_the_collector_rests_while_something_is_made_to_be_kept_and_only_then():
    seen = []

    @revision.kept(most=2)
    def read(fails: bool) -> str:
        seen.append(gc.isenabled())
        if fails:
            raise LookupError("nothing there")
        return "made"

    revision.bump()
    assert read(False) == "made"
    with pytest.raises(LookupError):
        read(True)

    assert seen == [False, False]
    assert gc.isenabled()


def test_every_change_draws_another_stamp():
    stamps = [revision.current()]
    for _ in range(3):
        revision.bump()
        stamps.append(revision.current())

    assert stamps[0] == ""
    assert len(set(stamps)) == 4


@pytest.mark.django_db(transaction=True)
def test_a_change_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        revision.bump()
    assert revision.current() == ""


def test_a_request_that_only_reads_asks_once_and_one_that_writes_each_time(django_assert_num_queries, rf):
    revision.bump()
    asked = RevisionMiddleware(lambda _request: HttpResponse(",".join(revision.current() for _ in range(3))))
    with django_assert_num_queries(1):
        asked(rf.get("/"))
    with django_assert_num_queries(3):
        asked(rf.post("/"))
    with django_assert_num_queries(1):
        revision.current()


def test_what_changes_inside_a_request_that_reads_is_seen(rf):
    revision.bump()

    def answer(_request):
        before = revision.current()
        revision.bump()
        return HttpResponse(str(before != revision.current()))

    assert RevisionMiddleware(answer)(rf.get("/")).content == b"True"

"""What is kept in the process goes as soon as the facts change, also when a change was taken back."""

import pytest
from django.db import transaction

from thidua.foundation import revision

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

"""What PostgreSQL itself remembers of a row, and two who send the same link at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from thidua.surveys import closing
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.models import SurveyAnswer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def transactions(table: str) -> set[str]:
    """The numbers of the transactions that wrote the rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT xmin::text FROM {table}")
        return {number for (number,) in cursor.fetchall()}


def test_after_closing_no_transaction_number_joins_an_answer_with_its_link(asking, send, head, at):
    survey, secrets = asking
    for secret in secrets[:6]:
        send(secret, 5, 4, 3)
    assert transactions("surveys_surveyanswer") <= transactions("surveys_surveylink")
    closing.close(by=head, at=at, survey=survey)
    assert len(transactions("surveys_surveyanswer")) == 1
    assert transactions("surveys_surveyanswer") == transactions("surveys_surveylink")


def test_the_same_link_sent_twice_at_once_counts_once(asking, send):
    _survey, (secret, *_rest) = asking

    def try_it(_number: int) -> bool:
        try:
            send(secret, 5, 4, 3)
        except SurveyRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(try_it, range(4))) == [False, False, False, True]
    assert SurveyAnswer.objects.count() == 1

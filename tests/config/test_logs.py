"""What a log line keeps of a request."""

import pytest

from thidua.config.logs import without_secrets


@pytest.mark.parametrize(
    ("request_line", "kept"),
    [
        ("GET /dieu-tra/p/abc_DEF-1/", "GET /dieu-tra/p/…/"),
        ("GET /ke-hoach/lich/abc.ics", "GET /ke-hoach/lich/…"),
        ("POST /tai-khoan/dat-mat-khau/1-abc-def/", "POST /tai-khoan/dat-mat-khau/…/"),
        ("GET /don-vi/11629/?nam=2026", "GET /don-vi/11629/?nam=2026"),
    ],
)
def test_an_address_that_is_a_secret_is_not_logged(request_line, kept):
    assert without_secrets(None, "", {"request": request_line, "ip": "1.2.3.4"})["request"] == kept


def test_who_answers_a_questionnaire_leaves_no_address():
    line = {
        "request": "POST /dieu-tra/p/abc/",
        "ip": "1.2.3.4",
        "user_id": 7,
        "user_agent": "X",
        "event": "request_finished",
    }
    assert without_secrets(None, "", line) == {"request": "POST /dieu-tra/p/…/", "event": "request_finished"}
    assert without_secrets(None, "", {"event": "job_done"}) == {"event": "job_done"}

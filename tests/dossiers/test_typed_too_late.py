"""What is typed while somebody else hands the dossier over is refused, but stays in sight."""

import pytest
from django.urls import reverse
from tests.page_text import words

from thidua.dossiers.sending.afterwards import mark_decided

pytestmark = pytest.mark.usefixtures("demo_day")
TYPED = "Rút từ năm ngày xuống ba ngày"


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("section", ["results"], {"version": "1", "text": TYPED}),
        ("bars", [], {"kind": "discipline", "words": TYPED, "since": "2027-02-01"}),
        (
            "work",
            [],
            {
                "form-TOTAL_FORMS": "1",
                "form-INITIAL_FORMS": "0",
                "form-0-since": "2026-02-01",
                "form-0-work": TYPED,
            },
        ),
    ],
)
def test_words_sent_to_a_part_that_was_closed_meanwhile_stay_on_the_page(
    name, more, said, sent, client, officer
):
    client.force_login(officer)
    answer = client.post(reverse(f"dossiers:{name}", args=[sent.pk, *more]), said)
    assert answer.status_code == 422
    shown = words(answer)
    assert "Chữ bạn vừa gõ chưa được lưu" in shown
    assert TYPED in answer.content.decode()
    assert "Chưa tiếp nhận thì lãnh đạo đơn vị có thể thu hồi" in shown
    assert not sent.parts.filter(text=TYPED).exists()


def test_a_case_reported_after_the_decision_stays_on_the_page(sent, client, officer, at):
    mark_decided(at=at, dossiers=[sent.pk])
    client.force_login(officer)
    said = {"bar-kind": "complaint", "bar-words": TYPED, "bar-since": "2027-02-12"}
    answer = client.post(reverse("dossiers:report_bar", args=[sent.pk]), said)
    assert answer.status_code == 422
    assert "Chữ bạn vừa gõ chưa được lưu" in words(answer)
    assert f": {TYPED}" in words(answer)

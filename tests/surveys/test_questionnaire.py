"""Links that work once, answers that know no person, results in groups of five or more."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.foundation.audit.models import AuditEvent
from thidua.surveys import closing, services
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.models import GroupResult, Question, SurveyAnswer, SurveyLink
from thidua.surveys.questionnaire import answering
from thidua.surveys.questionnaire.answering import Closed, find_link, why_closed
from thidua.surveys.questionnaire.links import links_of, make_links, revoke_unused, secret_hash
from thidua.surveys.selectors import link_counts, means_of


def page_of(secret):
    return reverse("surveys:answer", args=[secret])


def filled(survey, *values):
    questions = Question.objects.filter(group__survey=survey).order_by("group__order", "order")
    return {f"q{question.pk}": value for question, value in zip(questions, values, strict=True)}


def test_only_the_hash_of_a_secret_is_kept(asking):
    survey, secrets = asking
    kept = list(SurveyLink.objects.values())
    assert {row["secret_hash"] for row in kept} == {secret_hash(secret) for secret in secrets}
    assert not any(secret in str(row) for row in kept for secret in secrets)
    assert not any(secret in str(event.__dict__) for event in AuditEvent.objects.all() for secret in secrets)
    assert [link.secret for link in links_of(survey, [*secrets[:2], "la"])] == secrets[:2]


def test_an_answer_row_has_nothing_but_unit_and_steps():
    assert {field.name for field in SurveyAnswer._meta.get_fields()} == {"id", "survey", "unit", "steps"}
    assert {field.name for field in SurveyLink._meta.get_fields()} == {
        "id",
        "survey",
        "unit",
        "secret_hash",
        "is_used",
    }


def test_an_answer_leaves_no_event_and_its_number_tells_no_order(asking, send):
    _survey, secrets = asking
    before = AuditEvent.objects.count()
    numbers = []
    for secret in secrets:
        send(secret, 5, 4, 3)
        (new,) = set(SurveyAnswer.objects.values_list("pk", flat=True)) - set(numbers)
        numbers.append(new)
    assert AuditEvent.objects.count() == before
    # Drawn from a space in which neighbours do not happen; seven in order would be one chance in 5040,
    # so the order itself is not asked for here.
    assert min(abs(a - b) for place, a in enumerate(numbers) for b in numbers[:place]) > 1000


def test_a_link_works_once_and_link_and_answer_stand_or_fall_together(asking, send, monkeypatch, at):
    _survey, (secret, other, *_rest) = asking
    send(secret, 5, 4, 3)
    with pytest.raises(SurveyRefused, match="đã được gửi"):
        send(secret, 1, 1, 1)
    assert SurveyAnswer.objects.count() == 1
    taken = SurveyAnswer.objects.get().pk
    monkeypatch.setattr(answering, "random_numbers", lambda _count: [taken])
    with pytest.raises(IntegrityError), transaction.atomic():
        send(other, 5, 4, 3)
    assert SurveyLink.objects.filter(is_used=True).count() == 1


@pytest.mark.parametrize("steps", [{}, {0: 5}, "beyond"])
def test_nothing_and_what_is_not_asked_are_refused(asking, at, steps):
    _survey, (secret, *_rest) = asking
    if steps == "beyond":
        steps = {Question.objects.order_by("pk")[0].pk: 6}
    with pytest.raises(SurveyRefused):
        answering.answer(link=find_link(secret), steps=steps, today=at.date())
    assert not SurveyLink.objects.filter(is_used=True).exists()


def test_closing_draws_means_and_hides_small_groups(asking, send, head, unit, at):
    survey, secrets = asking
    for place, secret in enumerate(secrets[:6]):
        # All six say something about the first group, four about the second.
        send(secret, 5, 4 if place % 2 else None, 3 if place < 4 else None)
    old = set(SurveyAnswer.objects.values_list("pk", flat=True))
    assert means_of(2026) == {}
    closing.close(by=head, at=at, survey=survey)
    first, second = GroupResult.objects.order_by("group__order")
    assert (first.asked, first.answered, first.mean) == (7, 6, Decimal("4.666667"))
    assert (second.asked, second.answered, second.mean) == (7, 4, None)
    assert set(means_of(2026)) == {(unit.pk, "TTHC")}
    rows = SurveyAnswer.objects.all()
    assert rows.count() == 6
    assert not old & {row.pk for row in rows}, "every row is written anew"
    small = Question.objects.get(group=second.group)
    assert not any(str(small.pk) in row.steps for row in rows), "what too few said is deleted"
    assert not SurveyLink.objects.filter(is_used=False).exists(), "who did not answer is not known either"


def test_a_unit_with_too_few_answers_keeps_none_of_them(asking, send, head, at):
    survey, secrets = asking
    for secret in secrets[:4]:
        send(secret, 5, 5, 5)
    closing.close(by=head, at=at, survey=survey)
    assert set(GroupResult.objects.values_list("answered", "mean")) == {(4, None)}
    assert not SurveyAnswer.objects.exists()


def test_what_a_link_leads_to_in_each_state(asking, send, head, of_people, at, specialist):
    survey, (used, fresh, *_rest) = asking
    send(used, 5, 5, 5)
    today, link = at.date(), find_link(fresh)
    assert why_closed(None, today) is Closed.WRONG
    assert why_closed(find_link(used), today) is Closed.USED
    assert why_closed(link, today) is None
    assert why_closed(link, survey.opens_on - timedelta(1)) is Closed.EARLY
    assert why_closed(link, survey.closes_on) is None
    assert why_closed(link, survey.closes_on + timedelta(1)) is Closed.OVER
    services.extend(by=specialist, at=at, survey=survey, closes_on=survey.closes_on + timedelta(1))
    assert why_closed(find_link(fresh), survey.closes_on + timedelta(1)) is None
    closing.close(by=head, at=at, survey=survey)
    assert why_closed(find_link(used), today) is Closed.OVER


def test_links_are_revoked_and_a_discarded_survey_keeps_no_answer(asking, send, specialist, unit, at):
    survey, secrets = asking
    send(secrets[0], 5, 5, 5)
    assert revoke_unused(by=specialist, at=at, survey=survey, unit_id=unit.pk) == 6
    assert (link_counts(survey)[unit.pk].made, link_counts(survey)[unit.pk].used) == (1, 1)
    with pytest.raises(SurveyRefused, match="Không còn"):
        revoke_unused(by=specialist, at=at, survey=survey, unit_id=None)
    with pytest.raises(SurveyRefused, match="lý do"):
        services.discard(by=specialist, at=at, survey=survey, reason=" ")
    services.discard(by=specialist, at=at, survey=survey, reason="Hỏi lại sau")
    assert not SurveyAnswer.objects.exists()
    assert not SurveyLink.objects.exists()
    with pytest.raises(SurveyRefused, match="không còn nhận"):
        make_links(by=specialist, at=at, survey=survey, unit_ids=[unit.pk], each=1)


def test_a_questionnaire_opens_only_with_links_and_then_stays_as_it_is(unit, specialist, of_people, at):
    survey = services.begin(by=specialist, at=at, words=of_people)
    with pytest.raises(SurveyRefused, match="Chưa có đường dẫn"):
        services.open_questionnaire(by=specialist, at=at, survey=survey)
    make_links(by=specialist, at=at, survey=survey, unit_ids=[unit.pk], each=1)
    services.open_questionnaire(by=specialist, at=at, survey=survey)
    with pytest.raises(SurveyRefused, match="không làm được nữa"):
        services.change(by=specialist, at=at, survey=survey, words=of_people)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"highest": Decimal("4.5")}, "thang điểm nguyên"),
        ({"highest": Decimal(30)}, "nhiều nhất 10 mức"),
        ({"step_words": "Kém\nTốt"}, "5 mức nhưng ghi lời cho 2"),
        ({"least_answers": 4}, "Ghi từ 5"),
    ],
)
def test_a_scale_that_cannot_be_asked_is_refused(demo_day, specialist, of_people, at, change, words):
    with pytest.raises(SurveyRefused, match=words):
        services.begin(by=specialist, at=at, words=replace(of_people, **change))


def test_anybody_answers_on_the_public_page_and_only_once(client, asking):
    survey, (secret, *_rest) = asking
    page = client.get(page_of(secret))
    assert "Xã An Lão" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    assert not SurveyLink.objects.filter(is_used=True).exists(), "looking uses nothing up"
    empty = client.post(page_of(secret), filled(survey, "", "khong", ""))
    assert empty.status_code == 422
    assert "Bạn chưa chọn câu nào" in empty.content.decode()
    wrong = client.post(page_of(secret), filled(survey, "9", "", ""))
    assert wrong.status_code == 422
    sent = client.post(page_of(secret), filled(survey, "5", "khong", "4"))
    assert sent.url == reverse("surveys:thanks")
    assert "Cảm ơn bạn" in client.get(sent.url).content.decode()
    steps = SurveyAnswer.objects.get().steps
    assert sorted(steps.values()) == [4, 5]
    for again in (client.get(page_of(secret)), client.post(page_of(secret), filled(survey, "1", "", ""))):
        assert again.status_code == 410
        assert "Phiếu này đã được gửi" in again.content.decode()
    assert SurveyAnswer.objects.count() == 1


def test_wrong_links_are_told_so_and_guessing_is_stopped(client, demo_day, one_minute):
    cache.clear()
    codes = [client.get(page_of(f"sai-{number}")).status_code for number in range(22)]
    assert codes == [404] * 20 + [429] * 2
    assert "Chờ một phút" in client.get(page_of("sai")).content.decode()
    cache.clear()


def test_slips_are_shown_once_and_the_page_gives_them_as_a_workbook(client, specialist, unit, of_people, at):
    survey = services.begin(by=specialist, at=at, words=of_people)
    client.force_login(specialist)
    make = reverse("surveys:links_make", args=[survey.pk])
    page = client.post(make, {"units": [unit.code], "each": 3, "form_of": "in"})
    content = page.content.decode()
    assert content.count("<svg viewBox") >= 3
    assert content.count("/dieu-tra/p/") >= 3
    assert "no-store" in page["Cache-Control"]
    told = page.context["told"]
    sheet = client.post(reverse("surveys:links_sheet", args=[survey.pk]), {"told": told})
    assert sheet.status_code == 200
    shown = client.get(reverse("surveys:links", args=[survey.pk])).content.decode()
    assert not any(secret in shown for secret in told.split())
    too_many = client.post(make, {"units": [unit.code], "each": 601, "form_of": "in"})
    assert "quá nhiều cho một lần in" in too_many.content.decode()
    assert client.post(make, {"blocks": ["xa"], "each": 601, "form_of": "bang"}).status_code == 200
    assert SurveyLink.objects.count() == 3 + 601


def test_nobody_sees_means_while_it_asks(client, asking, send, head):
    survey, secrets = asking
    for secret in secrets[:6]:
        send(secret, 5, 5, 5)
    client.force_login(head)
    shown = client.get(reverse("surveys:survey", args=[survey.pk])).content.decode()
    assert "6/7 phiếu đã trả lời" in shown
    assert "Điểm trung bình theo đơn vị" not in shown
    preview = client.get(reverse("surveys:preview", args=[survey.pk])).content.decode()
    assert "Xem thử" in preview

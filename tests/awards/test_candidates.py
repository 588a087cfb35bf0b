"""Who is thought of for an award, what is attested of them, awards given: what is kept, what refused."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from thidua.awards.models import AwardRecord, Candidate
from thidua.awards.services import (
    AwardRefused,
    GivenAward,
    NewCandidate,
    add_candidates,
    attest,
    register_awards,
    revoke_award,
)
from thidua.core.facts import PERIOD_CYCLE, Facts
from thidua.foundation import revision
from thidua.foundation.audit.models import AuditEvent

PERSON = "Nguyễn Thị Hồng Phượng"
DECOMPOSED = "Nguyê\u0303n Thi\u0323 Hô\u0300ng Phươ\u0323ng"
KNOWN = Facts(selected=True, outstanding=True, conduct=True, rating="excellent", par_role="advise")


def events():
    return list(AuditEvent.objects.filter(action__startswith="awards.").order_by("sequence"))


def trace():
    """What must not move when an act is refused."""
    return (Candidate.objects.count(), AwardRecord.objects.count(), len(events()), revision.current())


@pytest.fixture
def collective(giang):
    return NewCandidate(unit=giang, award="annual.collective", cycle="2026")


@pytest.fixture
def person(giang):
    return NewCandidate(unit=giang, award="annual.individual", cycle="2026", person_name=PERSON)


def test_candidates_are_kept_with_their_facts_and_initiatives_by_one_event(
    specialist, at, giang, collective, make_initiative
):
    item = make_initiative(giang)
    before = revision.current()
    news = [
        replace(collective, initiatives=(item,)),
        NewCandidate(giang, "annual.individual", "2026", DECOMPOSED, "Công chức", KNOWN, "Biên bản họp"),
    ]

    assert add_candidates(by=specialist, at=at, candidates=news, source="Công văn 15/UBND") == 2

    unit_row, person_row = Candidate.objects.order_by("pk")
    assert list(unit_row.initiatives.all()) == [item]
    assert (person_row.person_name, person_row.position, person_row.evidence) == (
        PERSON,
        "Công chức",
        "Biên bản họp",
    )
    kept = {key: getattr(person_row, key) for key in Facts.__dataclass_fields__}
    assert kept == {
        "selected": True,
        "outstanding": True,
        "conduct": True,
        "rating": "excellent",
        "par_role": "advise",
        "par_months": None,
        "barred": None,
        "justification": "",
    }
    [event] = events()
    assert (event.action, event.actor_name, event.note) == (
        "awards.candidates_added",
        "Phạm Ngọc Quyên",
        "Công văn 15/UBND",
    )
    assert event.after == {"count": 2, "cycle": "2026"}
    assert revision.current() != before


def test_an_empty_list_leaves_no_trace(db, at):
    before = trace()

    assert add_candidates(by=None, at=at, candidates=[], source="") == 0
    assert register_awards(by=None, at=at, awards=[]) == 0

    assert trace() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"award": "annual.team"}, "không có hình thức khen thưởng “annual.team”"),
        ({"person_name": "  "}, "phải có họ và tên"),
        ({"cycle": PERIOD_CYCLE}, "Đợt xét không hợp"),
        ({"award": "period.individual"}, "Đợt xét không hợp"),
        ({"cycle": "năm 2026"}, "Đợt xét"),
        ({"cycle": "26"}, "Đợt xét"),
        ({"facts": Facts(rating="very good")}, "Xếp loại"),
        ({"facts": Facts(par_role="boss")}, "Vai trò"),
        ({"facts": Facts(par_months=-1)}, "Số tháng"),
    ],
)
def test_a_candidate_the_plan_does_not_know_is_refused_with_the_whole_list(
    at, collective, person, change, words
):
    before = trace()

    with pytest.raises(AwardRefused, match=words):
        add_candidates(by=None, at=at, candidates=[collective, replace(person, **change)], source="")

    assert trace() == before


@pytest.mark.parametrize("earlier", [True, False])
def test_nobody_is_put_on_the_list_twice(at, collective, person, earlier):
    twice = [collective, person, person]
    if earlier:
        add_candidates(by=None, at=at, candidates=twice[1:2], source="")
        twice = twice[:2]
    before = trace()

    with pytest.raises(AwardRefused, match="đã ở trong danh sách"):
        add_candidates(by=None, at=at, candidates=twice, source="")

    assert trace() == before


@pytest.mark.parametrize("cycle", ["2026", PERIOD_CYCLE])
def test_an_award_out_of_quota_may_be_of_a_year_or_of_the_period(at, giang, cycle):
    new = NewCandidate(giang, "discretionary.collective", cycle, facts=Facts(justification="Góp sức lớn"))

    assert add_candidates(by=None, at=at, candidates=[new], source="") == 1


def test_what_is_attested_replaces_what_was_and_the_trail_tells_facts_but_no_name(
    at, specialist, propose, giang
):
    row = propose(giang, "annual.individual", person_name=PERSON, facts=KNOWN)
    before = revision.current()

    attest(
        by=specialist,
        at=at,
        candidate=row,
        facts=replace(KNOWN, rating="good", selected=None),
        evidence="Phiếu 7",
    )

    row.refresh_from_db()
    assert (row.rating, row.selected, row.conduct, row.evidence) == ("good", None, True, "Phiếu 7")
    event = events()[-1]
    assert event.action == "awards.attested"
    assert event.before == {"rating": "excellent", "selected": True, "evidence": ""}
    assert event.after == {"rating": "good", "selected": None, "evidence": "Phiếu 7"}
    assert revision.current() != before
    told = [str(vars(one)) for one in events()]
    assert [text for text in told if PERSON in text or "nguyen thi" in text] == []


@pytest.mark.parametrize(
    ("facts", "evidence", "words"),
    [(KNOWN, " ", "Ghi nguồn"), (Facts(rating="very good"), "Phiếu 7", "Xếp loại")],
)
def test_facts_without_a_source_or_outside_their_list_are_not_taken(
    at, propose, giang, facts, evidence, words
):
    row = propose(giang, "annual.individual", person_name=PERSON)
    before = trace()

    with pytest.raises(AwardRefused, match=words):
        attest(by=None, at=at, candidate=row, facts=facts, evidence=evidence)

    assert trace() == before


@pytest.fixture
def given(giang):
    return GivenAward(giang, "annual.individual", "2026", "0620/QĐ-UBND", date(2027, 6, 20), DECOMPOSED)


def test_awards_are_kept_under_the_name_the_plan_gives_them(at, specialist, giang, given):
    flag = GivenAward(giang, "period.flag", PERIOD_CYCLE, "0101/QĐ-UBND", date(2030, 8, 20))
    before = revision.current()

    assert register_awards(by=specialist, at=at, awards=[given, flag]) == 2

    assert set(AwardRecord.objects.values_list("award", "title", "person_name")) == {
        ("annual.individual", "Bằng khen của Chủ tịch Ủy ban nhân dân thành phố", PERSON),
        ("period.flag", "Cờ thi đua của Ủy ban nhân dân thành phố", ""),
    }
    [event] = events()
    assert event.after == {"count": 2, "decisions": ["0101/QĐ-UBND", "0620/QĐ-UBND"]}
    assert revision.current() != before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "đã được ghi theo cùng quyết định"),
        ({"award": "annual.team"}, "không có hình thức khen thưởng"),
        ({"decision_number": " "}, "Thiếu số quyết định"),
        ({"person_name": ""}, "phải có họ và tên"),
        ({"cycle": PERIOD_CYCLE}, "Đợt xét"),
    ],
)
def test_an_award_given_twice_or_without_its_papers_is_refused_with_the_whole_list(
    at, giang, given, change, words
):
    register_awards(by=None, at=at, awards=[given])
    other = GivenAward(giang, "annual.collective", "2026", "0620/QĐ-UBND", date(2027, 6, 20))
    before = trace()

    with pytest.raises(AwardRefused, match=words):
        register_awards(by=None, at=at, awards=[other, replace(given, **change)])

    assert trace() == before


@pytest.mark.parametrize(
    ("model", "change"),
    [(Candidate, {"award": "annual.individual", "person_name": ""}), (AwardRecord, {"decision_number": ""})],
)
def test_the_database_too_asks_for_the_name_and_the_decision(at, giang, propose, given, model, change):
    propose(giang)
    register_awards(by=None, at=at, awards=[given])

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)


def test_an_award_is_revoked_once_by_a_decision_that_came_after_it(at, specialist, given):
    register_awards(by=None, at=at, awards=[given])
    row = AwardRecord.objects.get()

    def revoke(number="9/QĐ-UBND", day=date(2027, 7, 1)):
        return revoke_award(by=specialist, at=at, award=row, decision_number=number, decided_on=day)

    for refused, words in (
        ({"number": " "}, "Thiếu số quyết định hủy bỏ"),
        ({"day": date(2027, 6, 19)}, "trước ngày quyết định tặng"),
    ):
        with pytest.raises(AwardRefused, match=words):
            revoke(**refused)
    before = revision.current()

    assert revoke().is_revoked

    assert revision.current() != before
    with pytest.raises(AwardRefused, match="đã bị hủy bỏ theo Quyết định 9/QĐ-UBND"):
        revoke("10/QĐ-UBND")
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardRecord.objects.update(revocation_number="")


def test_namesakes_with_other_years_of_birth_are_two_people(at, given):
    older = replace(given, birth_year=1970)

    assert register_awards(by=None, at=at, awards=[given, older]) == 2

    first, second = AwardRecord.objects.order_by("pk")
    assert first.subject_key != second.subject_key
    assert first.check_code != second.check_code

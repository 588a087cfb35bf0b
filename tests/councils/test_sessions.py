"""A session from its plan to its frozen result: agenda, quorum, open votes, paper counts, refusals."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override
from tests.councils.world import CYCLE, appraise

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.core.frozen import fingerprint
from thidua.core.roles import Role
from thidua.councils import agenda, closing
from thidua.councils.ballots import paper_counts
from thidua.councils.closing import close
from thidua.councils.declaring import note_declared
from thidua.councils.enums import Majority, SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.minutes import minutes_of
from thidua.councils.models import CouncilSession, OpenVote, Recusal
from thidua.councils.parameters.selectors import ASSUMED, Rule, rule_on
from thidua.councils.parameters.services import set_rule
from thidua.councils.recusals import OF_THE_OFFICE, OWN_UNIT, STATED, step_aside
from thidua.councils.selectors import results_of
from thidua.councils.services import NewSeat, add_seat, call_off, write_down
from thidua.councils.signed_minutes import MINUTES_KINDS, keep_minutes
from thidua.councils.sitting import note_present, open_session, start_vote
from thidua.documents.papers import Paper, Signer, to_pdf
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.files import inspect_upload
from thidua.foundation.notify.models import Notification
from thidua.people.role_services import grant_role

pytestmark = pytest.mark.django_db


def test_the_agenda_is_grouped_and_moves_within_its_group(world) -> None:
    x1, p1, p2 = world.appraised("X1"), world.appraised("P1"), world.appraised("P2")
    person = world.appraised("P1", "annual.individual", "Lê Thu Hạnh")
    session = world.planned(x1, p1, p2, person)

    def order() -> list[int]:
        return [item.dossier_id for item in session.items.all()]

    assert order() == [p2.pk, p1.pk, x1.pk, person.pk], "award, block, then the name of the unit"
    agenda.move_item(by=world.by, at=world.at, item=session.items.get(dossier=p1), is_up=True)
    assert order()[:2] == [p1.pk, p2.pk]
    agenda.move_item(by=world.by, at=world.at, item=session.items.get(dossier=x1), is_up=True)
    assert order() == [p1.pk, p2.pk, x1.pk, person.pk], "another block is another group"
    agenda.take_off(by=world.by, at=world.at, item=session.items.get(dossier=p1))
    assert [item.place for item in session.items.all()] == [1, 2, 3]


def test_members_are_told_in_vietnamese_in_whatever_language_the_desk_works(world) -> None:
    with override("en"):
        session = world.planned()
        call_off(by=world.by, at=world.at, session=session, reason="Bão")
    told = Notification.objects.filter(kind__startswith="councils.")
    assert set(told.values_list("title", flat=True)) == {
        "Lịch họp hội đồng xét khen thưởng",
        "Phiên họp hội đồng không diễn ra",
    }
    assert all(" ngày " in one.body for one in told.filter(title__startswith="Lịch"))


def test_members_are_told_in_vietnamese_in_whatever_language_somebody_acts(world) -> None:
    with override("en"):
        session = world.voting(world.appraised("P1"), way=Way.OPEN)
        world.cast(session, world.by, "agree")
        close(by=world.by, at=world.at, session=session, knows_missing=True)
    told = set(Notification.objects.values_list("title", "body"))
    assert ("Kết quả phiên họp hội đồng", "0 trên 1 hồ sơ được thông qua.") in told
    assert ("Hội đồng đang bỏ phiếu", "Mở để xem tài liệu và bỏ phiếu.") in told
    assert "Lịch họp hội đồng xét khen thưởng" in {title for title, _body in told}


def test_only_what_is_appraised_and_on_no_other_agenda_is_offered(world) -> None:
    ready, half = world.appraised("P1"), world.appraised("P2", procedure="")
    first, second = world.planned(), world.planned()

    assert [offer.line.dossier for offer in agenda.offers_for(first, world.at.date())] == [ready]
    agenda.put_on_agenda(by=world.by, at=world.at, session=first, dossiers=[ready.pk])
    for dossier in (ready, half):
        with pytest.raises(CouncilRefused, match="không còn chờ hội đồng"):
            agenda.put_on_agenda(by=world.by, at=world.at, session=second, dossiers=[dossier.pk])


def test_what_was_decided_waits_for_no_council(world) -> None:
    done, waits = world.appraised("P1"), world.appraised("P2")
    type(done).objects.filter(pk=done.pk).update(decided_at=world.at)

    offers = agenda.offers_for(world.planned(), world.at.date())

    assert [offer.line.dossier for offer in offers] == [waits]


def test_who_is_paused_is_not_put_before_the_council(world) -> None:
    """However far the opinions are; who is on an agenda already stops the vote without the reason told."""
    paused, waits = world.appraised("P1"), world.appraised("P2")
    session = world.planned(waits)
    type(paused).objects.filter(pk=paused.pk).update(barred=True)

    assert agenda.offers_for(session, world.at.date()) == []
    assert [line.dossier for line in agenda.paused_in(CYCLE, world.at.date())] == [paused]
    with pytest.raises(CouncilRefused, match="không còn chờ hội đồng"):
        agenda.put_on_agenda(by=world.by, at=world.at, session=session, dossiers=[paused.pk])

    later = world.opened(other := world.appraised("X1"))
    type(other).objects.filter(pk=other.pk).update(barred=True)
    with pytest.raises(CouncilRefused, match=f"chưa được xét\\): {other.code}. Bỏ khỏi chương trình"):
        start_vote(by=world.by, at=world.at, session=later, way=Way.OPEN)


def test_no_quorum_no_vote(world) -> None:
    session = world.opened(world.appraised("P1"), absent=world.members[:2])

    with pytest.raises(CouncilRefused, match="Có mặt 3 trên 5 thành viên biểu quyết, cần ít nhất 4"):
        start_vote(by=world.by, at=world.at, session=session, way=Way.OPEN)
    here = [one.pk for one in session.attendees.all()][1:]
    note_present(by=world.by, at=world.at, session=session, present=here)
    start_vote(by=world.by, at=world.at, session=session, way=Way.OPEN)


def test_who_leaves_takes_the_quorum_along(world) -> None:
    session = world.voting(world.appraised("P1"), way=Way.OPEN)
    for user in world.members[:2]:
        world.cast(session, user, "agree")
    here = [world.seat(session, user).pk for user in world.members[:2]]
    note_present(by=world.by, at=world.at, session=session, present=here)

    with pytest.raises(CouncilRefused, match="Có mặt 2 trên 5"):
        close(by=world.by, at=world.at, session=session)


def test_a_dossier_that_went_back_is_not_voted_on(world) -> None:
    dossier = world.appraised("P1")
    session = world.opened(dossier, world.appraised("P2"))
    dossier.state = "withdrawn"
    dossier.withdrawn_at, dossier.withdrawn_reason = world.at, "Rút"
    dossier.save()

    with pytest.raises(CouncilRefused, match=f"{dossier.code}. Bỏ khỏi chương trình"):
        start_vote(by=world.by, at=world.at, session=session, way=Way.OPEN)
    agenda.take_off(by=world.by, at=world.at, item=session.items.get(dossier=dossier))
    start_vote(by=world.by, at=world.at, session=session, way=Way.OPEN)


def test_an_open_vote_is_shown_by_name_after_closing(world) -> None:
    dossier = world.appraised("P1")
    session = world.voting(dossier, way=Way.OPEN)
    for user, said in zip([*world.members, world.by], ["agree"] * 3 + ["against", "blank"], strict=True):
        world.cast(session, user, said)

    done = close(by=world.by, at=world.at, session=session)

    told = done.content["items"][0]
    assert [told["agreed"], told["against"], told["blank"], told["is_passed"]] == [3, 1, 1, True]
    assert ("Ủy viên 4", "Không đồng ý") in [(one["name"], one["choice"]["words"]) for one in told["votes"]]
    assert done.sha256 == fingerprint(done.content)
    assert results_of(CYCLE)[dossier.pk].held_on == world.at.date()


def test_half_is_not_more_than_half_and_absent_members_count(world) -> None:
    session = world.voting(world.appraised("P1"), way=Way.OPEN, absent=world.members[3:])
    for user, said in zip(
        [*world.members[:3], world.by], ["agree", "agree", "against", "blank"], strict=True
    ):
        world.cast(session, user, said)

    done = close(by=world.by, at=world.at, session=session)

    assert not done.items.get().is_passed, "2 of 5 members, although 2 of 3 who said something"


def test_a_rule_of_the_office_changes_what_is_asked(world) -> None:
    day = world.at.date()
    strict = Rule(Majority.TWO_THIRDS, Majority.NINE_TENTHS, Majority.NINE_TENTHS, "present", "Quy chế 1/QC")
    set_rule(by=world.head, at=world.at, valid_from=day, rule=strict)
    assert rule_on(day - timedelta(1)) == ASSUMED
    session = world.voting(world.appraised("P1"), way=Way.OPEN, absent=world.members[3:])
    for user in [*world.members[:3], world.by]:
        world.cast(session, user, "agree")

    done = close(by=world.by, at=world.at, session=session)

    item = done.items.get()
    assert (item.agreed, item.members, item.is_passed) == (4, 4, True)
    assert done.content["rule"]["source"] == "Quy chế 1/QC"


def test_who_takes_no_part_leaves_the_denominator(world) -> None:
    own, stated, office = world.appraised("P1"), world.appraised("X1"), world.appraised("SNV")
    free = world.appraised("P2")
    one, two, three = world.members[:3]
    grant_role(
        by=None, at=world.at, user=one, role=Role.UNIT_HEAD, unit_id=world.units["P1"].pk,
        valid_from=world.at.date(),
    )  # fmt: skip
    ConflictStatement.objects.create(
        filing=stated.filing, person=two, is_recused=True, reason="Vợ công tác tại xã", at=world.at
    )
    grant_role(
        by=None, at=world.at, user=three, role=Role.STANDING_SPECIALIST, unit_id=None,
        valid_from=world.at.date(),
    )  # fmt: skip
    session = world.opened(own, stated, office, free)
    four = world.seat(session, world.members[3])
    item = session.items.get(dossier=free)
    step_aside(by=world.by, at=world.at, item=item, attendee=four, reason="Người thân")
    start_vote(by=world.by, at=world.at, session=session, way=Way.OPEN)
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    close(by=world.by, at=world.at, session=session)

    reasons = dict(Recusal.objects.values_list("item__dossier", "reason"))
    assert reasons == {own.pk: OWN_UNIT, stated.pk: STATED, office.pk: OF_THE_OFFICE, free.pk: "Người thân"}
    assert {found.members for found in results_of(CYCLE).values()} == {4}
    assert not OpenVote.objects.filter(item__dossier=own, attendee__account=one).exists()


def test_voting_twice_absent_or_for_another_is_told(world) -> None:
    session = world.voting(world.appraised("P1"), absent=world.members[3:])
    world.cast(session, world.members[0], "agree")

    with pytest.raises(CouncilRefused, match="đã bỏ phiếu"):
        world.cast(session, world.members[0], "against")
    with pytest.raises(CouncilRefused, match="chưa được ghi có mặt"):
        world.cast(session, world.members[3], "agree")
    with pytest.raises(CouncilRefused, match="Chưa chọn ở mục 1"):
        world.cast(session, world.members[1], "maybe")
    with pytest.raises(CouncilRefused, match="đã bỏ phiếu nên không ghi vắng mặt được"):
        note_present(by=world.by, at=world.at, session=session, present=[])


def test_a_closed_session_refuses_everything(world) -> None:
    session = world.voting(world.appraised("P1"), way=Way.OPEN)
    with pytest.raises(CouncilRefused, match="Chưa bỏ phiếu: Ủy viên 1"):
        close(by=world.by, at=world.at, session=session)
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    close(by=world.by, at=world.at, session=session)

    for act in (
        lambda: world.cast(session, world.by, "agree"),
        lambda: close(by=world.by, at=world.at, session=session),
        lambda: open_session(by=world.by, at=world.at, session=session),
        lambda: call_off(by=world.by, at=world.at, session=session, reason="Bão"),
        lambda: agenda.take_off(by=world.by, at=world.at, item=session.items.get()),
    ):
        with pytest.raises(CouncilRefused, match="đã kết thúc"):
            act()


def test_what_is_concluded_is_written_after_closing_until_the_minutes_are_signed(world) -> None:
    session = world.voting(world.appraised("P1"), way=Way.OPEN)
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    frozen = close(by=world.by, at=world.at, session=session).sha256
    words = {"discussion": "", "conclusions": "Trình 01 hồ sơ được thông qua."}

    done = write_down(by=world.by, at=world.at, session=session, **words, version=1)

    assert (done.conclusions, done.words_version, done.sha256) == (words["conclusions"], 2, frozen)
    with pytest.raises(StaleVersion) as stale:
        write_down(by=world.head, at=world.at, session=session, discussion="", conclusions="Khác", version=1)
    assert (stale.value.by, stale.value.theirs, stale.value.version) == ("Mai Bích Thảo", words, 2)
    file = inspect_upload(
        ContentFile(to_pdf(Paper("Biên bản", "", "HĐ", "BB", "Họp", Signer(("CHỦ TRÌ",)))), name="ky.pdf"),
        kinds=MINUTES_KINDS,
    )
    keep_minutes(by=world.by, at=world.at, session=session, file=file)
    with pytest.raises(CouncilRefused, match="Biên bản đã ký"):
        write_down(by=world.by, at=world.at, session=session, discussion="", conclusions="", version=2)


def test_closing_that_dies_on_the_way_leaves_the_vote_as_it_was(world, monkeypatch) -> None:
    session = world.voting(world.appraised("P1"))
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")

    def die(*_args: object, **_kwargs: object) -> None:
        raise SystemExit

    monkeypatch.setattr(closing, "note_move", die)
    with pytest.raises(SystemExit):
        close(by=world.by, at=world.at, session=session, code=world.box_code)

    monkeypatch.undo()

    session.refresh_from_db()
    assert (session.state, session.content, session.sha256) == (SessionState.VOTING, None, "")
    assert session.sealed_ballots.count() == 5
    assert session.items.get().is_passed is None
    assert close(by=world.by, at=world.at, session=session, code=world.box_code).items.get().is_passed


def test_two_counts_on_paper_must_agree(world) -> None:
    add_seat(by=world.by, at=world.at, council=world.council, new=NewSeat("member", name="Trần Văn Giấy"))
    session = world.opened(world.appraised("P1"), world.appraised("X1"))
    with pytest.raises(CouncilRefused, match="Trần Văn Giấy chưa có tài khoản"):
        start_vote(by=world.by, at=world.at, session=session, way=Way.SECRET)
    with pytest.raises(CouncilRefused, match="hay không: Trần Văn Giấy"):
        start_vote(by=world.by, at=world.at, session=session, way=Way.PAPER)
    paper = session.attendees.get(account=None)
    note_declared(by=world.by, at=world.at, session=session, declared=[paper.pk])
    start_vote(by=world.by, at=world.at, session=session, way=Way.PAPER)
    one, two = [item.pk for item in session.items.all()]

    def type_(by, first, second, ballots=6):  # type: ignore[no-untyped-def]
        return paper_counts.type_count(
            by=by, at=world.at, session=session, ballots=ballots, numbers={one: first, two: second}
        )

    with pytest.raises(CouncilRefused, match="nhiều hơn 6 phiếu"):
        type_(world.by, (5, 2), (3, 3))
    type_(world.by, (5, 1), (3, 3))
    with pytest.raises(CouncilRefused, match="một người khác nhập"):
        type_(world.by, (5, 1), (3, 3))
    type_(world.head, (4, 1), (2, 3), ballots=5)
    with pytest.raises(CouncilRefused, match="hai người nhập"):
        close(by=world.by, at=world.at, session=session)
    counts = list(session.paper_counts.all())
    found = paper_counts.differences(counts, list(session.items.all()))
    assert [(one.item and one.item.place, one.first, one.second) for one in found] == [
        (None, (6,), (5,)),
        (1, (5, 1), (4, 1)),
        (2, (3, 3), (2, 3)),
    ]
    type_(world.by, (4, 1), (2, 3), ballots=5)

    done = close(by=world.by, at=world.at, session=session)

    assert [(item.agreed, item.against, item.blank) for item in done.items.all()] == [(4, 1, 0), (2, 3, 0)]
    minutes = str(minutes_of(done, is_demo=False).body)
    assert "số phiếu thu về: 5." in minutes, "the number that two typed, not the slip before it"
    assert [count["by"] for count in done.content["counts"]] == [
        "Mai Bích Thảo",
        "Vũ Đình Nghĩa",
        "Mai Bích Thảo",
    ]


def test_the_last_closed_session_counts(world) -> None:
    dossier = world.appraised("P1")
    for said in ("against", "agree"):
        session = world.voting(dossier, way=Way.OPEN)
        for user in (*world.members, world.by):
            world.cast(session, user, said)
        close(by=world.by, at=world.at, session=session)

    assert results_of(CYCLE)[dossier.pk].is_passed
    assert CouncilSession.objects.count() == 2


def test_a_dossier_sent_anew_has_no_result_any_more(world) -> None:
    dossier = world.appraised("P1")
    session = world.voting(dossier, way=Way.OPEN)
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    close(by=world.by, at=world.at, session=session)
    assert dossier.pk in results_of(CYCLE)
    appraise(dossier, world.by, world.at + timedelta(days=1))

    assert results_of(CYCLE) == {}
    assert [offer.is_voted for offer in agenda.offers_for(world.planned(), world.at.date())] == [False]


def test_nor_has_one_that_was_sent_anew_while_the_vote_went_on(world) -> None:
    dossier = world.appraised("P1")
    session = world.voting(dossier, way=Way.OPEN)
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    appraise(dossier, world.by, world.at + timedelta(hours=1))
    close(by=world.by, at=world.at + timedelta(hours=2), session=session)

    assert results_of(CYCLE) == {}


def test_results_ask_one_question_however_many(world, django_assert_num_queries) -> None:
    session = world.voting(*(world.appraised(code) for code in ("P1", "P2", "X1")), way=Way.OPEN)
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    close(by=world.by, at=world.at, session=session)

    with django_assert_num_queries(1):
        assert len(results_of(CYCLE)) == 3

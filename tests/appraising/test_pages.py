"""The queue and the page of one dossier, as the three sides see them."""

from datetime import date

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, scan

from thidua.appraising.enums import Say, Stage
from thidua.appraising.intake.models import Intake
from thidua.appraising.judging.models import Finding, Opinion
from thidua.appraising.queue import Queue, QueueState, state_at
from thidua.appraising.todo import tasks_for
from thidua.core.roles import Role
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, Submission
from thidua.dossiers.sending.afterwards import return_dossier
from thidua.initiatives.enums import Level
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import Adoption
from thidua.initiatives.recognition.services import attach_file
from thidua.initiatives.services import judge_reach
from thidua.units.models import Unit

CLOSED = 403


@pytest.fixture(autouse=True)
def on_the_day(demo_day):
    return demo_day


def at_desk(client, user, row):
    client.force_login(user)
    return client.get(reverse("appraising:dossier", args=[row.pk]))


def do(client, row, name, **data):
    url = reverse("appraising:act", args=[row.pk, name])
    return client.post(url, data, follow=True)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def findings_of(page, stage, outcome="holds"):
    """What the form of the findings sends when every question is answered alike."""
    panel = next(one for one in page.context["panels"] if one.stage == stage)
    form = panel.questions
    data = {}
    for number, _criterion in enumerate(form.criteria):
        data[f"outcome-{number}"] = outcome
        data[f"pin-{number}"] = form.fields[f"pin-{number}"].initial or "part:facts"
    return data


def test_a_dossier_goes_from_intake_to_both_opinions_through_the_web(client, sent, specialist, board):
    page = at_desk(client, specialist, sent)
    assert "Bạn có quan hệ với đơn vị này không?" in page.content.decode()
    assert "Đã làm xong phần việc" not in page.content.decode()  # no content before the statement
    page = do(client, sent, "conflict", is_recused="no")
    assert "Đã làm xong phần việc" in page.content.decode()
    form = page.context["offered"]["receive"]
    page = do(
        client,
        sent,
        "receive",
        **{f"item-{one.code}": form[f"item-{one.code}"].initial for one in form.items},
    )
    assert "Đã tiếp nhận" in said(page)
    page = do(client, sent, "opinion-content", say="agree")
    assert "mục chưa nhận xét" in said(page)
    page = do(client, sent, "findings-content", **findings_of(page, Stage.CONTENT))
    assert Finding.objects.get(criterion="III.2.1.2.a.TT.1").initiative.code == "SK-1"
    assert Finding.objects.get(criterion="III.2.1.2.a.TT.2.P").index_row.rank == 1
    page = do(client, sent, "opinion-content", say="agree")
    assert page.redirect_chain[-1][0] == reverse("appraising:queue") + "?dot=2026"

    at_desk(client, board, sent)
    page = do(client, sent, "conflict", is_recused="no")
    assert "Phạm Ngọc Quyên" in page.content.decode()  # the other side's opinion
    page = do(client, sent, "findings-procedure", **findings_of(page, Stage.PROCEDURE))
    do(client, sent, "opinion-procedure", say="disagree", words="Trùng thành tích")
    assert list(Opinion.objects.values_list("stage", "say")) == [
        (Stage.CONTENT, Say.AGREE),
        (Stage.PROCEDURE, Say.DISAGREE),
    ]
    assert "Trùng thành tích" in at_desk(client, specialist, sent).content.decode()


def test_what_was_typed_stays_when_it_cannot_be_kept(client, received, clear, specialist):
    at_desk(client, specialist, clear(received, specialist))
    page = do(client, received, "findings-content", **{"outcome-0": "lacks", "words-0": "", "pin-0": ""})
    assert "ghi rõ thiếu gì" in said(page)
    form = next(one.questions for one in page.context["panels"] if one.stage == Stage.CONTENT)
    assert form["outcome-0"].value() == "lacks"
    assert not Finding.objects.exists()


def test_what_was_typed_stays_when_a_colleague_was_first(
    client, received, clear, specialist, make_person, at
):
    colleague = make_person("dong.nghiep", Role.STANDING_SPECIALIST)
    at_desk(client, specialist, clear(received, specialist))
    return_dossier(by=colleague, at=at, dossier=received, reasons={"results": "Thiếu số liệu."})
    for name, data in (
        ("return", {"results": "Bảng 3 chưa có nguồn"}),
        ("opinion-content", {"say": "disagree", "words": "Bảng 3 chưa có nguồn"}),
    ):
        page = do(client, received, name, **data)
        assert said(page), name
        assert "Chữ bạn vừa gõ chưa được lưu" in page.content.decode(), name
        assert "Bảng 3 chưa có nguồn" in page.content.decode(), name


def test_a_finding_of_before_pins_were_asked_says_that_it_has_none(client, content_done, clear, board):
    clear(content_done, board)
    mark = "chưa ghim minh chứng"
    assert mark not in at_desk(client, board, content_done).content.decode()
    old = {"outcome": "unclear", "words": "Chưa rõ", "pinned_words": "", "initiative": None, "part": ""}
    Finding.objects.filter(criterion="III.2.1.2.a.TT.1").update(**old)
    assert at_desk(client, board, content_done).content.decode().count(mark) == 1


def test_a_return_offers_the_parts_that_the_unit_finds_on_its_page(
    client, sent, start, wait, send, officer, specialist, clear
):
    person = wait(start("adhoc.individual", PERSON))
    send(person, knows_not_met=True)
    at_desk(client, specialist, clear(sent, specialist))
    for row, work in ((sent, False), (person, True)):
        client.force_login(specialist)
        form = client.get(reverse("appraising:dossier", args=[row.pk])).context["offered"]["return"]
        assert ("work" in form.fields) is work
        assert "letter" in form.fields
        assert ("work" in form.codes) is work
        assert "letter" in form.codes
        do(client, row, "return", **{code: f"Vì sao {code}" for code in form.codes if code != "bars"})
        client.force_login(officer)
        page = client.get(reverse("dossiers:dossier", args=[row.pk])).content.decode()
        for code in form.codes:
            assert (f"Vì sao {code}<" in page) is (code != "bars"), code
        assert reverse("dossiers:filing", args=[row.filing_id]) + "#to-trinh" in page


def test_what_was_asked_of_a_part_that_is_not_there_is_shown_too(client, sent, officer, specialist, at):
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"work": "Nêu quá trình"})
    client.force_login(officer)
    assert "Nêu quá trình" in client.get(reverse("dossiers:dossier", args=[sent.pk])).content.decode()
    Dossier.objects.filter(pk=sent.pk).update(state="waiting")  # the head who signs reads it as well
    assert "Nêu quá trình" in client.get(reverse("dossiers:dossier", args=[sent.pk])).content.decode()


def test_why_bars_were_questioned_is_not_in_the_log_for_everybody(
    client, sent, specialist, clear, make_person
):
    at_desk(client, specialist, clear(sent, specialist))
    do(client, sent, "return", bars="Có đơn tố cáo", results="Thiếu nguồn")
    page = at_desk(client, make_person("giamsat", Role.AUDITOR), sent).content.decode()
    assert "Thiếu nguồn" in page
    assert "Có đơn tố cáo" not in page


def test_a_late_dossier_is_marked_and_taken_with_a_reason(
    client, world, start, wait, send, specialist, clear, at
):
    late = at.replace(month=4, day=2)
    row = wait(start(), moment=late)
    send(row, moment=late, knows_not_met=True)
    client.force_login(specialist)
    assert str(QueueState.LATE.label) in client.get(reverse("appraising:queue")).content.decode()
    page = at_desk(client, specialist, clear(row, specialist))
    assert set(page.context["offered"]) == {"aside", "late", "return", "bars"}
    assert "Lý do" in do(client, row, "late").content.decode()
    page = do(client, row, "late", reason="Bão số 3")
    assert "receive" in page.context["offered"]


def test_return_opens_only_questioned_parts_and_shows_it(client, sent, specialist, clear):
    at_desk(client, specialist, clear(sent, specialist))
    assert "lý do ở ít nhất một phần" in said(do(client, sent, "return"))
    do(client, sent, "return", results="Chưa có số liệu trước và sau")
    assert Dossier.objects.get().state == DossierState.RETURNED
    assert Intake.objects.get().items == {}  # nothing was marked
    page = at_desk(client, specialist, sent)
    assert "Đơn vị đang bổ sung" in page.content.decode()
    assert set(page.context["offered"]) == {"aside"}


def test_what_intake_marks_as_missing_is_kept_and_fills_the_return(client, sent, specialist, clear):
    page = at_desk(client, specialist, clear(sent, specialist))
    marks = {name: str(field.initial) for name, field in page.context["offered"]["receive"].fields.items()}
    del marks["words"]
    marks |= {"item-report": "missing", "item-initiative": "missing"}

    page = do(client, sent, "lacks", **marks)

    assert not Intake.objects.exists()
    assert page.context["to_return"]
    form = page.context["offered"]["return"]
    filled = {part.name: part.value() for part in form.parts if part.value()}
    assert filled == {
        "results": "Còn thiếu: Báo cáo thành tích.",
        "initiatives": "Còn thiếu: Quyết định, giấy chứng nhận sáng kiến và xác nhận áp dụng.",
    }
    hidden = {one.name: one.value() for one in form.hidden_fields()}
    assert hidden == marks
    do(client, sent, "return", **filled, **hidden)
    kept = Intake.objects.get()
    assert (kept.is_complete, kept.items["report"], kept.items["letter"]) == (False, "missing", "there")
    assert kept.words.startswith("Sáng kiến: Còn thiếu")


def test_a_bar_is_seen_by_those_who_appraise_and_decide_only(
    client, received, specialist, clear, leader, make_person
):
    secretary = make_person("thuky", Role.COUNCIL_SECRETARY)
    at_desk(client, specialist, clear(received, specialist))
    page = do(client, received, "bars", kind="inspection", words="Thông báo 12/TTr", since="2027-02-01")
    assert "kết luận thanh tra, kiểm tra đã ban hành" in page.content.decode()
    assert "Thông báo 12/TTr" in at_desk(client, leader, received).content.decode()
    text = at_desk(client, secretary, received).content.decode()
    assert "Thông báo 12/TTr" not in text
    assert "Tạm dừng" not in text
    assert "tạm dừng" not in client.get(reverse("appraising:queue")).content.decode()


def test_reuse_is_ruled_on_by_the_head_of_the_office(
    client, received, clear, standing_head, specialist, world, at
):
    note_uses(by=standing_head, at=at, uses=[NewUse(world.pk, "annual.individual", "2025", "12/QĐ")])
    clear(received, standing_head, specialist)
    page = at_desk(client, standing_head, received)
    (shown,) = page.context["initiatives"]
    assert shown.uses
    data = {"initiative": world.pk, "is_allowed": "no", "reason": "Một thành tích một lần"}
    page = do(client, received, "reuse", **data)
    assert "Một thành tích một lần" in page.content.decode()
    client.force_login(specialist)
    assert do(client, received, "reuse", **data).status_code == CLOSED
    page = do(client, received, "spread", initiative=world.pk, can_spread="no", reason="Chỉ hợp một nơi")
    assert "Chỉ hợp một nơi" in page.content.decode()


def test_papers_and_look_alikes_of_an_initiative_are_read_at_the_desk(
    client, received, clear, specialist, board, officer, make_initiative, make_unit, world, at
):
    neighbour = Unit.objects.get(pk=make_unit("11629", "An Lão").id)
    twin = make_initiative("SK-9", unit=neighbour, recognised_on=date(2026, 2, 2))
    clear(received, specialist, board)
    text = at_desk(client, specialist, received).content.decode()
    assert "có trong sổ, thiếu tệp" in text
    assert "1 chưa có ý kiến" in text
    assert "tệp quyết định, xác nhận áp dụng" not in text
    attach_file(
        by=officer, at=at, initiative=world, level=Level.BASE, certificate="07/GCN", file=scan("quyet-dinh")
    )
    address = reverse("initiatives:decision_file", args=[world.recognitions.get().pk])
    for person in (specialist, board):
        text = at_desk(client, person, received).content.decode()
        assert "có trong sổ, thiếu tệp" not in text
        assert address in text
        assert "07/GCN" in text
        assert "SK-1: tệp quyết định, xác nhận áp dụng" in text
        assert client.get(address).getvalue().startswith(b"%PDF")
    say = reverse("initiatives:likeness_say", args=[world.pk, twin.pk])
    client.post(say, {"verdict": "different", "reason": "Nơi kia hướng dẫn qua điện thoại."})
    text = at_desk(client, board, received).content.decode()
    assert "SK-9 (khác)" in text
    assert "chưa có ý kiến" not in text


def test_how_many_units_adopted_an_initiative_stands_where_it_is_judged(
    client, received, clear, specialist, officer, make_unit, world, at
):
    for code, name, state in (("11629", "An Lão", "confirmed"), ("11630", "An Hưng", "declared")):
        Adoption.objects.create(
            initiative=world, unit_id=make_unit(code, name).id, since=at.date(), how="Làm theo", state=state,
            declared_by=officer, declared_at=at, answered_by=specialist if state == "confirmed" else None,
            answered_at=at if state == "confirmed" else None,
        )  # fmt: skip
    assert (
        "1 đơn vị khác đã áp dụng"
        in at_desk(client, specialist, clear(received, specialist)).content.decode()
    )
    client.force_login(officer)
    page = client.get(reverse("dossiers:initiatives", args=[received.pk]))
    assert "1 đơn vị khác đã áp dụng" in page.content.decode()


def test_what_changed_since_sending_stands_beside_what_was_sent(
    client, received, clear, specialist, world, at
):
    judge_reach(by=specialist, at=at, initiative=world, replicable=False, reason="Chỉ hợp một nơi")
    page = at_desk(client, specialist, clear(received, specialist))
    assert "Đã khác so với lúc gửi" in page.content.decode()


def test_an_appraiser_is_told_when_what_was_sent_was_changed(client, received, clear, specialist):
    row = received.sendings.get().submission
    Submission.objects.filter(pk=row.pk).update(content=row.content | {"ordinal": 9})
    page = at_desk(client, specialist, clear(received, specialist)).content.decode()
    assert "Nội dung đã gửi không còn đúng như lúc ký" in page


def test_the_queue_is_ordered_by_what_the_person_has_to_do(
    sent, start, wait, send, take, specialist, board, at
):
    row = start("annual.individual", PERSON)
    send(wait(row), knows_not_met=True)
    take(sent)
    on = at.date()
    waiting = Queue(specialist, on, "2026")
    assert [state_at(row.place) for row in waiting.rows] == [QueueState.INTAKE, QueueState.TO_DO]
    assert (waiting.next_after(row.pk), waiting.next_after(sent.pk)) == (sent.pk, row.pk)
    assert {state_at(row.place) for row in Queue(board, on, "2026").rows} == {QueueState.OTHER}


def test_the_number_of_stages_is_the_heads_choice(client, content_done, standing_head, specialist):
    url = reverse("appraising:stages", args=["2026"])
    client.force_login(specialist)
    assert client.get(url).status_code == CLOSED
    client.force_login(standing_head)
    assert client.get(reverse("appraising:stages", args=["1999"])).status_code == 404
    assert "mặc định hai bước" in client.get(url).content.decode()
    client.post(url, {"has_procedure": "no", "reason": "CV 12/SNV"})
    assert "một bước" in client.get(reverse("appraising:queue")).content.decode()


@pytest.mark.parametrize("kind", ["queue", "dossier"])
def test_as_many_queries_for_many_dossiers(kind, client, sent, start, wait, send, specialist, clear):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clear(sent, specialist)
    client.force_login(specialist)
    url = reverse("appraising:queue") if kind == "queue" else reverse("appraising:dossier", args=[sent.pk])
    client.get(url)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    few = queries()
    for name in ("Trần Thị Lan", "Lê Văn Nam"):
        from dataclasses import replace

        send(wait(start("adhoc.individual", replace(PERSON, name=name))), knows_not_met=True)
    client.get(url)
    assert queries() == few


def test_the_home_page_counts_what_waits_for_each_side(sent, content_done, specialist, board, leader, at):
    assert [str(task.title) for task in tasks_for(board, at)] == ["1 hồ sơ chờ bạn thẩm định, đợt 2026"]
    assert tasks_for(specialist, at) == []
    assert tasks_for(leader, at) == []


def test_the_home_page_leaves_out_no_cycle_in_which_something_waits(sent, start, wait, send, specialist, at):
    """Early in 2030 the year before, the period and ad hoc dossiers of the new year come side by side."""
    for cycle, award in (("2027", "adhoc.individual"), ("2026-2030", "period.individual")):
        send(wait(start(award, PERSON, cycle=cycle)), knows_not_met=True)

    assert [str(task.title) for task in tasks_for(specialist, at)] == [
        f"1 hồ sơ chờ tiếp nhận, đợt {cycle}" for cycle in ("2026", "2026-2030", "2027")
    ]


def test_who_signed_the_unit_s_paper_stands_beside_what_was_sent(client, sent, specialist, clear):
    clear(sent, specialist)
    submission = sent.sendings.get().submission
    signature = {
        "signer": "Trần Văn Bình", "organisation": "UBND phường", "signed_at": "2027-02-15T08:00:00+07:00",
        "is_intact": True, "covers_whole_file": False, "is_trusted": None,
    }  # fmt: skip
    submission.content["letter"]["file"] = {"name": "ky.pdf", "sha256": "ab" * 32, "signatures": [signature]}
    submission.save()

    page = at_desk(client, specialist, sent).content.decode()

    assert "Trần Văn Bình" in page
    assert "chữ ký số không khớp với tệp" in page
    assert reverse("dossiers:sent_letter", args=[submission.pk]) in page


def test_an_intake_of_no_number_that_a_database_has_is_not_found(client, specialist):
    client.force_login(specialist)
    assert client.get(reverse("appraising:filing", args=[2**63])).status_code == 404

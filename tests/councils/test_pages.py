"""The pages of a session as its people open them."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from tests.councils.world import appraise
from tests.page_text import words

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.judging.models import Opinion
from thidua.core.frozen import in_groups
from thidua.core.roles import Role
from thidua.councils.ballots import paper_counts
from thidua.councils.closing import close
from thidua.councils.enums import SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import Council, CouncilSession
from thidua.councils.services import set_up_council
from thidua.councils.sitting import note_present, open_session, start_vote
from thidua.councils.todo import tasks_for
from thidua.documents.papers.own_template import starting_template
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.enums import BarKind
from thidua.dossiers.models import Dossier
from thidua.foundation.files import Kind, inspect_upload
from thidua.paper_forms.enums import Kind as FormKind
from thidua.paper_forms.services import set_form
from thidua.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def _as(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_secretary_leads_a_session_from_plan_to_result(world) -> None:
    dossier = world.appraised("P1", "annual.individual", "Lê Thu Hạnh")
    desk = _as(world.by)
    made = desk.post(
        reverse("councils:plan"),
        {
            "council": world.council.pk,
            "cycle": "2026",
            "day": "2027-02-16",
            "hour": "14:00",
            "place": "Phòng 2",
        },
    )
    session = CouncilSession.objects.get()
    assert made["Location"] == reverse("councils:desk", args=[session.pk])
    assert "Lê Thu Hạnh" in desk.get(made["Location"]).content.decode()

    desk.post(reverse("councils:add_items", args=[session.pk]), {"dossier": [dossier.pk]})
    _act(desk, session, "khai-mac")
    _act(desk, session, "co-mat", present=[one.pk for one in session.attendees.all()])
    started = _act(desk, session, "bo-phieu", way=Way.SECRET)
    code = started.context["code"]
    assert code in started.content.decode()
    assert "no-store" in started["Cache-Control"]
    for user in (*world.members, world.by):
        member = _as(user)
        asked = member.get(_ballot(session))
        assert asked["Location"] == reverse("councils:relations", args=[session.pk]) + "?phieu=1"
        assert member.post(asked["Location"], {"relation": "none"})["Location"] == _ballot(session)
        answer = member.post(_ballot(session), {f"item-{session.items.get().pk}": "agree"})
        assert answer.context["receipt"] in answer.content.decode()
    told = _as(world.members[0]).post(_ballot(session), {f"item-{session.items.get().pk}": "against"})
    assert told.status_code == 302
    _act(desk, session, "ket-thuc", code=code)

    session.refresh_from_db()
    assert session.state == SessionState.CLOSED
    page = _as(world.head).get(reverse("councils:session", args=[session.pk])).content.decode()
    assert "5/5 đồng ý (cần 3), 0 không đồng ý" in page
    found = _as(world.by).post(
        reverse("councils:receipt", args=[session.pk]), {"receipt": answer.context["receipt"]}
    )
    assert "Phiếu của bạn đã được mở và kiểm." in found.content.decode()


def _act(client: Client, session: CouncilSession, name: str, **data: object):  # type: ignore[no-untyped-def]
    return client.post(reverse("councils:act", args=[session.pk, name]), data)


def _ballot(session: CouncilSession) -> str:
    return reverse("councils:ballot", args=[session.pk])


def test_a_ballot_sent_before_somebody_is_noted_present_keeps_its_choices(world) -> None:
    session = world.voting(world.appraised("P1"), absent=world.members[3:])
    member = world.members[3]
    client = _as(member)
    client.post(reverse("councils:relations", args=[session.pk]), {"relation": "none"})
    answer = client.post(_ballot(session), {f"item-{session.items.get().pk}": "against"})
    assert answer.status_code == 422
    assert "Bạn chưa được ghi có mặt" in words(answer)
    [field] = [bound for _heading, rows in answer.context["groups"] for _item, _line, bound in rows]
    assert field.value() == "against"
    assert not session.attendees.get(account=member).has_voted


def test_a_refusal_keeps_what_was_typed(world) -> None:
    session = world.voting(world.appraised("P1"))
    answer = _act(_as(world.by), session, "ket-thuc", code="AAAA", knows_missing="on")

    assert "Chưa ai bỏ phiếu" in answer.content.decode()
    assert 'value="AAAA"' in answer.content.decode()


def test_who_has_no_seat_is_told(world, make_person) -> None:
    session = world.voting(world.appraised("P1"))
    answer = _as(make_person("khach", Role.COUNCIL_MEMBER)).get(_ballot(session))

    assert answer.status_code == 403
    assert "Bạn không có tên trong danh sách" in answer.content.decode()


def test_a_member_states_his_relations_once_before_he_reads(world) -> None:
    dossier, free = world.appraised("P1"), world.appraised("P2")
    member = world.members[1]
    client, planned = _as(member), world.planned(dossier, free)
    asked = client.get(reverse("councils:materials", args=[planned.items.get(dossier=free).pk]))
    assert asked["Location"].startswith(reverse("councils:relations", args=[planned.pk]))
    refused = client.post(asked["Location"], {"relation": "some", "aside": [dossier.filing_id]})
    assert "Ghi lý do không tham gia" in refused.content.decode()
    assert (
        client.get(f"{reverse('councils:relations', args=[planned.pk])}?muc={'9' * 5000}").status_code == 200
    )
    told = client.post(
        asked["Location"], {"relation": "some", "aside": [dossier.filing_id], "reason": "Người thân"}
    )
    assert told["Location"] == reverse("councils:materials", args=[planned.items.get(dossier=free).pk])
    assert dict(ConflictStatement.objects.filter(person=member).values_list("filing", "is_recused")) == {
        dossier.filing_id: True,
        free.filing_id: False,
    }


def test_what_was_said_of_an_earlier_sending_is_not_read_as_if_it_stood(world) -> None:
    row = world.appraised("P1")
    item = world.planned(row).items.get()
    Opinion.objects.update(words="Thiếu minh chứng")
    appraise(row, world.by, world.at)

    page = _as(world.members[1]).get(reverse("councils:materials", args=[item.pk]), follow=True)
    relations = _as(world.members[1]).post(page.redirect_chain[-1][0], {"relation": "none"}, follow=True)

    assert len(relations.context["told"].opinions) == 2
    assert "Đủ căn cứ" in relations.content.decode()
    assert "Thiếu minh chứng" not in relations.content.decode()


def test_who_stepped_aside_opens_no_materials(world) -> None:
    dossier, free = world.appraised("P1"), world.appraised("P2")
    member = world.members[1]
    for filing, aside in ((dossier.filing, True), (free.filing, False)):
        state_conflict(by=member, at=world.at, filing=filing, is_recused=aside, reason="Người thân")
    session = world.voting(dossier, free, way=Way.OPEN)
    own, other = session.items.get(dossier=dossier), session.items.get(dossier=free)
    client = _as(member)

    assert client.get(reverse("councils:materials", args=[own.pk])).status_code == 403
    assert "Đủ căn cứ" in client.get(reverse("councils:materials", args=[other.pk])).content.decode()
    page = client.get(_ballot(session)).content.decode()
    assert f"item-{other.pk}" in page
    assert f"item-{own.pk}" not in page
    client.post(_ballot(session), {f"item-{other.pk}": "agree", f"item-{own.pk}": "agree"})
    assert [vote.item for vote in session.items.get(pk=other.pk).open_votes.all()] == [other]
    assert not own.open_votes.exists()


def test_two_people_count_paper_ballots(world) -> None:
    session = world.voting(world.appraised("P1"), way=Way.PAPER)
    item = session.items.get()
    address = reverse("councils:count", args=[session.pk])
    first = {"ballots": 5, f"agreed-{item.pk}": 4, f"against-{item.pk}": 1}
    _as(world.by).post(address, first)
    assert "Chờ một người khác nhập" in _as(world.by).get(address).content.decode()
    page = _as(world.head).get(address).content.decode()
    assert f'name="agreed-{item.pk}"' in page
    _as(world.head).post(address, first | {f"agreed-{item.pk}": 3})
    assert "Hai lần nhập gần nhất không khớp" in _as(world.by).get(address).content.decode()
    _as(world.by).post(address, first | {f"agreed-{item.pk}": 3})
    assert "Hai lần nhập đã khớp" in _as(world.by).get(address).content.decode()


def test_minutes_are_drafted_live_and_tell_the_result(world) -> None:
    session = world.voting(world.appraised("P1", "annual.individual", "Lê Thu Hạnh"), way=Way.OPEN)
    draft = _words(world, session)
    assert "DỰ THẢO" in draft
    assert "phút, ngày " in draft
    assert "năm hai nghìn không trăm" in draft
    assert "Lê Thu Hạnh" in draft
    for user, said in zip([*world.members, world.by], ["agree"] * 4 + ["against"], strict=True):
        world.cast(session, user, said)
    close(by=world.by, at=world.at, session=session)
    done = _words(world, session)

    assert "DỰ THẢO" not in done
    assert "Mục 1: Mai Bích Thảo (không đồng ý)" in done
    assert "Đã biểu quyết: 5 trên 5 thành viên được biểu quyết có mặt." in done
    assert in_groups(CouncilSession.objects.get().sha256) in done


def test_page_and_minutes_name_who_was_voted_on_when_the_unit_mends_the_name_since(world) -> None:
    row = world.appraised("P1", "annual.individual", "Lê Thu Hạnh")
    session = world.voting(row, way=Way.OPEN)
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    close(by=world.by, at=world.at, session=session)
    Dossier.objects.update(subject_name="Lê Thu Hánh")

    page = words(_as(world.head).get(reverse("councils:session", args=[session.pk])))
    for shown in (page, _words(world, session)):
        assert "Lê Thu Hạnh" in shown
        assert "Hánh" not in shown


def test_minutes_tell_how_many_ballots_came_back_and_how_many_were_blank(world) -> None:
    session = world.voting(world.appraised("P1"))
    for user, said in zip(world.members, ("agree", "agree", "agree", "blank"), strict=True):
        world.cast(session, user, said)
    close(by=world.by, at=world.at, session=session, code=world.box_code, knows_missing=True)

    done = _words(world, session)

    assert "Số phiếu phát ra: 5; số phiếu thu về: 4." in done
    assert "Không chọn\nTỷ lệ\nKết quả\n1\nPhường Hồng Bàng\n3\n0\n1\n3/5" in done


def test_the_texts_of_the_minutes_save_themselves_and_never_over_another_s(world) -> None:
    session = world.opened(world.appraised("P1"))
    desk = reverse("councils:desk", args=[session.pk])
    address = reverse("councils:act", args=[session.pk, "ghi"])
    assert f'data-autosave="{address}"' in _as(world.by).get(desk).content.decode()

    def save(user, version, by_script=True, **words):  # type: ignore[no-untyped-def]
        headers = {"X-Autosave": "1"} if by_script else {}
        return _as(user).post(address, {"version": version, **words}, headers=headers)

    assert save(world.by, 1, discussion="Thường trực báo cáo.").json()["version"] == 2
    stale = save(world.head, 1, discussion="Chủ tịch khai mạc.")
    assert (stale.status_code, stale.json()["by"]) == (409, "Mai Bích Thảo")
    assert stale.json()["theirs"]["discussion"] == "Thường trực báo cáo."
    page = save(world.head, 1, by_script=False, discussion="Chủ tịch khai mạc.").content.decode()
    assert "Mai Bích Thảo đã lưu trước bạn" in page
    assert "Thường trực báo cáo." in page
    assert "Chủ tịch khai mạc." in page
    assert 'name="version" value="2"' in page
    save(world.head, 2, by_script=False, discussion="Chủ tịch khai mạc. Thường trực báo cáo.")
    session.refresh_from_db()
    assert session.discussion == "Chủ tịch khai mạc. Thường trực báo cáo."
    assert save(world.by, 3, discussion="x" * 20_001).status_code == 422


def test_the_office_s_own_form_draws_the_minutes(world) -> None:
    form = Document(BytesIO(starting_template("Biên bản")))
    form.paragraphs[0].insert_paragraph_before("MẪU CỦA SỞ")
    raw = BytesIO()
    form.save(raw)
    file = inspect_upload(ContentFile(raw.getvalue(), name="mau.docx"), kinds={Kind.DOCX})
    on = world.at.date()
    set_form(by=world.by, at=world.at, kind=FormKind.COUNCIL_MINUTES, upload=file, valid_from=on)
    session = world.planned(world.appraised("P1", "annual.individual", "Lê Thu Hạnh"))

    words = _words(world, session)

    assert "MẪU CỦA SỞ" in words
    assert "Hội đồng xem xét 1 hồ sơ đã thẩm định" in words


def _words(world, session: CouncilSession) -> str:
    address = reverse("councils:minutes", args=[session.pk, "docx"])
    paper = Document(BytesIO(_as(world.by).get(address).content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_what_the_home_page_asks(world) -> None:
    session = world.voting(world.appraised("P1"))
    member = world.members[0]

    assert [str(task.action) for task in tasks_for(member, world.at)] == ["Bỏ phiếu"]
    world.cast(session, member, "agree")
    assert tasks_for(member, world.at) == []
    for user in world.members[1:3]:
        world.cast(session, user, "agree")
    close(by=world.by, at=world.at, session=session, code=world.box_code, knows_missing=True)
    assert [str(task.action) for task in tasks_for(world.by, world.at)] == ["Tải biên bản đã ký lên"]


def test_the_home_page_asks_the_desk_to_go_on_with_a_session(world, make_person) -> None:
    board = make_person("thidua", Role.EMULATION_BOARD, full_name="Đoàn Thị Mai")

    def asked(user) -> list[tuple[str, str]]:
        told = [(str(task.action), str(task.state)) for task in tasks_for(user, world.at)]
        return [one for one in told if not one[0].startswith(("Bỏ phiếu", "Đọc tài liệu"))]

    session = world.planned(world.appraised("P1"))
    assert asked(world.by) == []
    CouncilSession.objects.update(held_at=world.at)
    assert asked(world.by) == [("Khai mạc, hoặc ghi phiên này không họp", "to_do")]
    session.refresh_from_db()
    open_session(by=world.by, at=world.at, session=session)
    assert asked(world.by) == [("Ghi người có mặt, bắt đầu bỏ phiếu", "to_do")]
    world.state(session)
    here = [one.pk for one in session.attendees.all()]
    note_present(by=world.by, at=world.at, session=session, present=here)
    start_vote(by=world.by, at=world.at, session=session, way=Way.PAPER)
    assert (asked(world.by), asked(board)) == ([("Nhập kết quả kiểm phiếu", "to_do")], [])
    item = session.items.get().pk
    for user, agreed in ((world.by, 4), (board, 5)):
        paper_counts.type_count(by=user, at=world.at, session=session, ballots=5, numbers={item: (agreed, 0)})
        other = board if user == world.by else world.by
        assert asked(other) == [("Nhập kết quả kiểm phiếu", "to_do")]
    assert (asked(board), asked(world.head)) == ([], [("Nhập kết quả kiểm phiếu", "to_do")])
    paper_counts.type_count(by=world.by, at=world.at, session=session, ballots=5, numbers={item: (5, 0)})
    assert (asked(world.by), asked(board)) == ([("Kết thúc, công bố kết quả", "to_do")], [])


def test_an_empty_house_says_where_to_begin(world, make_person) -> None:
    Council.objects.all().delete()
    page = _as(world.by).get(reverse("councils:plan")).content.decode()
    assert "Ghi quyết định thành lập hội đồng" in page
    page = _as(world.by).get(reverse("councils:list")).content.decode()
    assert "Chưa có phiên họp nào" in page


@pytest.mark.parametrize("name", ["session", "desk", "ballot"])
def test_pages_ask_as_much_for_three_dossiers_as_for_one(world, name) -> None:
    counts = []
    for dossiers in ([world.appraised("P1")], [world.appraised(code) for code in ("P2", "X1", "SNV")]):
        session = world.voting(*dossiers, way=Way.OPEN)
        client = _as(world.by)
        client.get(reverse(f"councils:{name}", args=[session.pk]))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse(f"councils:{name}", args=[session.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_flags_on_an_agenda_lead_members_to_the_table_of_leaders(world, monkeypatch) -> None:
    """B20: the table is shown to the council."""
    monkeypatch.setattr("tests.councils.world.CYCLE", "2026-2030")
    flag, other = world.appraised("P1", "period.flag"), world.appraised("P2", "period.collective")
    session = world.planned(flag, other)
    member, address = _as(world.members[0]), reverse("proposals:leaders", args=["2026-2030"])

    page = member.get(reverse("councils:session", args=[session.pk])).content.decode()

    assert page.count(f'href="{address}"') == 1
    assert page.index("Bằng khen") < page.index("Cờ thi đua") < page.index(address)
    assert member.get(address).status_code == 200


def test_the_materials_say_why_a_dossier_is_paused_to_those_who_may_know(world, make_person) -> None:
    row = world.appraised("P1")
    item = world.planned(row).items.get()
    stated = Stated(BarKind.PRESS, "Báo Hải Phòng ngày 12/02/2027", world.at.date())
    record_bars(by=world.by, at=world.at, dossier=row, stated=stated)
    board = make_person("ban", Role.EMULATION_BOARD)
    for user in (board, world.by, world.members[1]):
        state_conflict(by=user, at=world.at, filing=row.filing, is_recused=False)

    def read_by(user: User) -> str:
        return words(_as(user).get(reverse("councils:materials", args=[item.pk])))

    told = read_by(board)
    assert "Tạm dừng xét vì báo chí nêu tham nhũng, tiêu cực, đang được xác minh, từ 15/02/2027" in told
    assert "Xét lại khi có kết luận xác minh nội dung báo chí nêu" in told
    for user in (world.by, world.members[1]):
        told = read_by(user)
        assert not any(one in told for one in ("Báo Hải Phòng", "ạm dừng", "Xét lại"))


def test_the_number_of_a_council_is_free_again_in_another_year(world) -> None:
    said = {"by": world.by, "at": world.at, "name": "Hội đồng đợt 2"}
    with pytest.raises(CouncilRefused, match="Đã có hội đồng theo quyết định"):
        set_up_council(**said, number=world.council.decision_number, on=date(2027, 1, 20))
    assert set_up_council(**said, number=world.council.decision_number, on=date(2026, 1, 20)).pk


def test_number_and_day_of_a_council_typed_wrong_are_put_right(world) -> None:
    closed = world.voting(world.appraised("P1"), way=Way.OPEN)
    world.cast(closed, world.by, "agree")
    close(by=world.by, at=world.at, session=closed, knows_missing=True)
    planned = world.planned()
    desk, where = _as(world.by), reverse("councils:council", args=[world.council.pk])
    said = {"name": world.council.name, "number": "16/QĐ-UBND", "on": "2027-02-01"}
    assert "Sửa số, ngày ghi sai" in words(desk.get(where))
    change = reverse("councils:council_change", args=[world.council.pk])

    assert desk.post(change, said)["Location"] == where
    assert "Quyết định 16/QĐ-UBND ngày 01/02/2027" in words(desk.get(where))
    assert "Chưa sửa gì" in words(desk.post(change, said))

    def opening(session: CouncilSession) -> str:
        content = desk.get(reverse("councils:minutes", args=[session.pk, "docx"])).content
        return "\n".join(one.text for one in Document(BytesIO(content)).paragraphs)

    assert "số 16/QĐ-UBND ngày 01 tháng 02 năm 2027" in opening(planned)
    assert "số 15/QĐ-UBND" in opening(closed), "as its frozen file has it"


def test_of_two_at_the_desk_the_second_drops_nobody_whom_the_first_noted_present(world) -> None:
    session = world.opened(world.appraised("P1"), absent=[*world.members, world.by])
    one, two, three = session.attendees.order_by("pk")[:3]
    desk = _as(world.by)
    page = desk.get(reverse("councils:desk", args=[session.pk])).content.decode()
    shown = page.split('name="seen" value="')[1].split('"')[0]

    _act(desk, session, "co-mat", present=[one.pk, two.pk], seen=shown)
    _act(desk, session, "co-mat", present=[three.pk], seen=shown)

    here = session.attendees.filter(is_present=True).order_by("pk")
    assert list(here) == [one, two, three]
    _act(desk, session, "co-mat", present=[one.pk], seen=f"0 {one.pk} {two.pk}")
    assert list(here.all()) == [one, three]


def test_a_session_that_is_planned_twice_is_one(world) -> None:
    said = {
        "council": world.council.pk,
        "cycle": "2026",
        "day": "2027-02-16",
        "hour": "14:00",
        "place": "Phòng 2",
    }
    desk = _as(world.by)
    desk.post(reverse("councils:plan"), said)
    again = desk.post(reverse("councils:plan"), said)

    assert "Phiên họp vào giờ này đã được lên lịch" in again.content.decode()
    assert CouncilSession.objects.count() == 1

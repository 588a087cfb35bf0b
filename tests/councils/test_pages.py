"""The pages of a session as its people open them."""

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
from thidua.councils.closing import close
from thidua.councils.enums import SessionState, Way
from thidua.councils.models import Council, CouncilSession
from thidua.documents.papers.own_template import starting_template
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.enums import BarKind
from thidua.dossiers.models import Dossier
from thidua.foundation.files import Kind, inspect_upload
from thidua.paper_forms.enums import Kind as FormKind
from thidua.paper_forms.services import set_form
from thidua.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def sign_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_secretary_leads_a_session_from_plan_to_result(world) -> None:
    dossier = world.appraised("P1", "annual.individual", "Lê Thu Hạnh")
    desk = sign_in(world.by)
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

    # A key that no database has is left out; it comes from no page of ours.
    asked = {"dossier": [dossier.pk, "9" * 25]}
    assert desk.post(reverse("councils:add_items", args=[session.pk]), asked).status_code == 302
    act(desk, session, "khai-mac")
    act(desk, session, "co-mat", present=[one.pk for one in session.attendees.all()])
    started = act(desk, session, "bo-phieu", way=Way.SECRET)
    code = started.context["code"]
    assert code in started.content.decode()
    assert "no-store" in started["Cache-Control"]
    for user in (*world.members, world.by):
        member = sign_in(user)
        asked = member.get(ballot_of(session))
        assert asked["Location"] == reverse("councils:relations", args=[session.pk]) + "?phieu=1"
        assert member.post(asked["Location"], {"relation": "none"})["Location"] == ballot_of(session)
        answer = member.post(ballot_of(session), {f"item-{session.items.get().pk}": "agree"})
        assert answer.context["receipt"] in answer.content.decode()
    told = sign_in(world.members[0]).post(ballot_of(session), {f"item-{session.items.get().pk}": "against"})
    assert told.status_code == 302
    act(desk, session, "ket-thuc", code=code)

    session.refresh_from_db()
    assert session.state == SessionState.CLOSED
    page = sign_in(world.head).get(reverse("councils:session", args=[session.pk])).content.decode()
    assert "5/5 đồng ý (cần 3), 0 không đồng ý" in page
    found = sign_in(world.by).post(
        reverse("councils:receipt", args=[session.pk]), {"receipt": answer.context["receipt"]}
    )
    assert "Phiếu của bạn đã được mở và kiểm." in found.content.decode()


def act(client: Client, session: CouncilSession, name: str, **data: object):  # type: ignore[no-untyped-def]
    return client.post(reverse("councils:act", args=[session.pk, name]), data)


def ballot_of(session: CouncilSession) -> str:
    return reverse("councils:ballot", args=[session.pk])


def test_a_ballot_sent_before_somebody_is_noted_present_keeps_its_choices(world) -> None:
    session = world.voting(world.appraised("P1"), absent=world.members[3:])
    member = world.members[3]
    client = sign_in(member)
    client.post(reverse("councils:relations", args=[session.pk]), {"relation": "none"})
    answer = client.post(ballot_of(session), {f"item-{session.items.get().pk}": "against"})
    assert answer.status_code == 422
    assert "Bạn chưa được ghi có mặt" in words(answer)
    [field] = [bound for _heading, rows in answer.context["groups"] for _item, _line, bound in rows]
    assert field.value() == "against"
    assert not session.attendees.get(account=member).has_voted


def test_a_refusal_keeps_what_was_typed(world) -> None:
    session = world.voting(world.appraised("P1"))
    answer = act(sign_in(world.by), session, "ket-thuc", code="AAAA", knows_missing="on")

    assert "Chưa ai bỏ phiếu" in answer.content.decode()
    assert 'value="AAAA"' in answer.content.decode()


def test_who_has_no_seat_is_told(world, make_person) -> None:
    session = world.voting(world.appraised("P1"))
    answer = sign_in(make_person("khach", Role.COUNCIL_MEMBER)).get(ballot_of(session))

    assert answer.status_code == 403
    assert "Bạn không có tên trong danh sách" in answer.content.decode()


def test_a_member_states_his_relations_once_before_he_reads(world) -> None:
    dossier, free = world.appraised("P1"), world.appraised("P2")
    member = world.members[1]
    client, planned = sign_in(member), world.planned(dossier, free)
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

    page = sign_in(world.members[1]).get(reverse("councils:materials", args=[item.pk]), follow=True)
    relations = sign_in(world.members[1]).post(page.redirect_chain[-1][0], {"relation": "none"}, follow=True)

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
    client = sign_in(member)

    assert client.get(reverse("councils:materials", args=[own.pk])).status_code == 403
    assert "Đủ căn cứ" in client.get(reverse("councils:materials", args=[other.pk])).content.decode()
    page = client.get(ballot_of(session)).content.decode()
    assert f"item-{other.pk}" in page
    assert f"item-{own.pk}" not in page
    client.post(ballot_of(session), {f"item-{other.pk}": "agree", f"item-{own.pk}": "agree"})
    assert [vote.item for vote in session.items.get(pk=other.pk).open_votes.all()] == [other]
    assert not own.open_votes.exists()


def test_two_people_count_paper_ballots(world) -> None:
    session = world.voting(world.appraised("P1"), way=Way.PAPER)
    item = session.items.get()
    address = reverse("councils:count", args=[session.pk])
    first = {"ballots": 5, f"agreed-{item.pk}": 4, f"against-{item.pk}": 1}
    sign_in(world.by).post(address, first)
    assert "Chờ một người khác nhập" in sign_in(world.by).get(address).content.decode()
    page = sign_in(world.head).get(address).content.decode()
    assert f'name="agreed-{item.pk}"' in page
    sign_in(world.head).post(address, first | {f"agreed-{item.pk}": 3})
    assert "Hai lần nhập gần nhất không khớp" in sign_in(world.by).get(address).content.decode()
    sign_in(world.by).post(address, first | {f"agreed-{item.pk}": 3})
    assert "Hai lần nhập đã khớp" in sign_in(world.by).get(address).content.decode()


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

    page = words(sign_in(world.head).get(reverse("councils:session", args=[session.pk])))
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
    assert f'data-autosave="{address}"' in sign_in(world.by).get(desk).content.decode()

    def save(user, version, by_script=True, **words):  # type: ignore[no-untyped-def]
        headers = {"X-Autosave": "1"} if by_script else {}
        return sign_in(user).post(address, {"version": version, **words}, headers=headers)

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
    paper = Document(BytesIO(sign_in(world.by).get(address).content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_an_empty_house_says_where_to_begin(world, make_person) -> None:
    Council.objects.all().delete()
    page = sign_in(world.by).get(reverse("councils:plan")).content.decode()
    assert "Ghi quyết định thành lập hội đồng" in page
    page = sign_in(world.by).get(reverse("councils:list")).content.decode()
    assert "Chưa có phiên họp nào" in page


@pytest.mark.parametrize("name", ["session", "desk", "ballot"])
def test_pages_ask_as_much_for_three_dossiers_as_for_one(world, name) -> None:
    counts = []
    for dossiers in ([world.appraised("P1")], [world.appraised(code) for code in ("P2", "X1", "SNV")]):
        session = world.voting(*dossiers, way=Way.OPEN)
        client = sign_in(world.by)
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
    member, address = sign_in(world.members[0]), reverse("proposals:leaders", args=["2026-2030"])

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
        return words(sign_in(user).get(reverse("councils:materials", args=[item.pk])))

    told = read_by(board)
    assert "Tạm dừng xét vì báo chí nêu tham nhũng, tiêu cực, đang được xác minh, từ 15/02/2027" in told
    assert "Xét lại khi có kết luận xác minh nội dung báo chí nêu" in told
    for user in (world.by, world.members[1]):
        told = read_by(user)
        assert not any(one in told for one in ("Báo Hải Phòng", "ạm dừng", "Xét lại"))

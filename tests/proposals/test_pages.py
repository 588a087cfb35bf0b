"""The pages: what is shown to whom, choosing, freezing, the papers, the file held against the list."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.page_text import words

from thidua.appraising.conflicts.services import state_conflict
from thidua.core.roles import Role
from thidua.dossiers.enums import BarKind
from thidua.dossiers.models import Dossier
from thidua.proposals.freezing import confirm, freeze
from thidua.proposals.models import Proposal, ProposalChoice
from thidua.proposals.todo import tasks_for

BAR_WORDS = (
    "Tạm dừng xét vì có khiếu nại, tố cáo đang được xác minh",
    "Công văn 31/TTTP-NV",
    "Xét lại khi có kết luận giải quyết khiếu nại, tố cáo",
    "Người ghi bên thẩm định: Phạm Ngọc Quyên",
)


@pytest.fixture(autouse=True)
def on_the_day(demo_day):
    """Pages live on 15/02/2027."""


def test_an_empty_cycle_teaches(year, open_as):
    assert "Hồ sơ hiện ở đây khi đơn vị ký gửi" in words(open_as(year.by, "set", "2027"))
    assert "Chưa có hồ sơ nào gửi lên" in words(open_as(year.by, "list"))
    assert open_as(year.by, "set", "2019").status_code == 404


def test_what_is_missing_stands_on_the_page_of_a_dossier_and_tells_nothing_of_bars(
    year, open_as, make_person
):
    row = year.put("11407", "annual.collective", barred=True)
    member = make_person("uyvien", Role.COUNCIL_MEMBER)
    assert open_as(member, "line", "2026", row.pk).status_code == 403
    state_conflict(by=member, at=year.at, filing=row.filing, is_recused=False)
    told = words(open_as(member, "line", "2026", row.pk))
    assert "thêm 01 sáng kiến" in told
    assert "chưa kết luận" not in told
    assert not any(one in told for one in BAR_WORDS)
    told = words(open_as(year.board, "line", "2026", row.pk))
    assert "Đang có việc chưa kết luận" in told
    assert all(one in told for one in BAR_WORDS)
    assert "thêm 01 sáng kiến" not in told


def test_why_a_dossier_is_paused_is_not_asked_for_the_list(year, open_as, django_assert_num_queries):
    row = year.put("11407", "annual.collective")
    open_as(year.by, "set", "2026")
    with CaptureQueriesContext(connection) as before:
        open_as(year.by, "set", "2026")
    row.bar_statements.update(kind=BarKind.COMPLAINT)
    Dossier.objects.update(barred=True)
    with django_assert_num_queries(len(before)):
        open_as(year.by, "set", "2026")


def test_the_set_shows_each_dossier_with_its_suggestion(year, good, open_as):
    text = words(open_as(year.by, "set", "2026"))
    assert "Phường Hồng Bàng" in text
    assert "nên đề nghị" in text
    assert "Chọn theo gợi ý cho 1 hồ sơ" in text
    nothing = words(open_as(year.by, "set", "2026", **{"tinh-trang": "de-nghi"}))
    assert "bỏ bớt điều kiện" in nothing


def test_who_is_paused_is_shown_to_those_who_must_know(year, open_as, make_person):
    row = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),), barred=True)
    member = make_person("uyvien", Role.COUNCIL_MEMBER)
    assert "tạm dừng xét" in words(open_as(year.by, "set", "2026"))
    assert "tạm dừng xét" not in words(open_as(member, "set", "2026"))
    state_conflict(by=member, at=year.at, filing=row.filing, is_recused=False)
    assert "tạm dừng xét" not in words(open_as(member, "line", "2026", row.pk))
    # Nor does it tell of a pause that nothing else speaks against what is not suggested.
    year.choose(row, False, "Xét ở đợt sau")
    for name, args in (("set", ()), ("line", (row.pk,))):
        assert "chưa nên đề nghị" in words(open_as(year.by, name, "2026", *args))
        told = words(open_as(member, name, "2026", *args))
        assert "chưa nên đề nghị" not in told
        assert "nên đề nghị" in told


def test_a_choice_that_a_pause_turned_is_told_to_those_who_must_know(year, good, open_as, make_person):
    member = make_person("uyvien", Role.COUNCIL_MEMBER)
    year.choose(good, True)
    good.bar_statements.update(kind=BarKind.COMPLAINT)
    Dossier.objects.update(barred=True)
    differ = {"tinh-trang": "khac-goi-y"}
    assert "khác gợi ý" in words(open_as(year.by, "set", "2026"))
    assert good.filing.unit.code in words(open_as(year.by, "set", "2026", **differ))
    assert "Gợi ý đã đổi" in words(open_as(year.by, "freeze", "2026"))

    assert "khác gợi ý" not in words(open_as(member, "set", "2026"))
    assert good.filing.unit.code not in words(open_as(member, "set", "2026", **differ))
    told = words(open_as(member, "freeze", "2026"))
    assert "cơ quan thường trực biết là hồ sơ nào" in told
    assert good.filing.unit.code not in told


def test_an_opinion_that_a_paused_one_lacks_is_missed_like_any_other(
    year, good, opinions, open_as, make_person
):
    member = make_person("uyvien", Role.COUNCIL_MEMBER)
    opinions[good.pk] = {}
    year.choose(good, False, "Để năm sau")
    told = [words(open_as(member, "freeze", "2026"))]
    Dossier.objects.update(barred=True)
    told.append(words(open_as(member, "freeze", "2026")))
    for one in told:
        assert f"Chưa thẩm định xong: 2026/{good.filing.unit.code}/01" in one
    assert "Chưa thẩm định xong" not in words(open_as(year.by, "freeze", "2026"))


def test_whose_case_it_is_or_who_stepped_aside_opens_nothing(year, good, open_as, make_person):
    own = make_person("cuadonvi", Role.DECISION_MAKER, (Role.UNIT_OFFICER, good.filing.unit))
    gone = make_person("uyvien", Role.COUNCIL_MEMBER)
    assert "Trước khi mở nội dung" in words(open_as(gone, "line", "2026", good.pk))
    state_conflict(by=gone, at=year.at, filing=good.filing, is_recused=True, reason="Vợ công tác tại đây")
    for person, why in ((own, "hồ sơ của chính đơn vị bạn"), (gone, "Bạn đã khai không tham gia xét")):
        refused = open_as(person, "line", "2026", good.pk)
        assert refused.status_code == 403
        assert why in words(refused)


def test_choosing_on_a_page(year, good, open_as):
    data = {"is_proposed": "0", "reason": "", "version": "0"}
    refused = open_as(year.by, "line", "2026", good.pk, data=data)
    assert "Lựa chọn khác với gợi ý nên phải ghi lý do" in words(refused)
    done = open_as(year.by, "line", "2026", good.pk, data=data | {"reason": "Đơn vị xin rút"})
    assert done["Location"].endswith(f"/danh-sach-trinh/2026/#h{good.pk}")
    stale = open_as(year.head, "line", "2026", good.pk, data={"is_proposed": "1", "version": "0"})
    assert "Phạm Ngọc Quyên vừa chọn hồ sơ này" in words(stale)
    assert ProposalChoice.objects.get().reason == "Đơn vị xin rút"


def test_the_choice_that_needs_words_says_so_to_the_script(year, good, open_as):
    """autosave.js waits for them, so that nothing is sent that will be refused."""
    page = open_as(year.by, "set", "2026").content.decode()
    assert 'name="is_proposed" value="0" data-needs="reason" required' in page
    assert 'name="is_proposed" value="1" required' in page
    assert "data-lacking=" in page


def test_a_choice_in_its_row_saves_itself(year, good, client):
    client.force_login(year.by)
    address = reverse("proposals:line", args=["2026", good.pk]) + "?khoi=phuong"

    def save(choice, reason, version):
        data = {"is_proposed": choice, "reason": reason, "version": version}
        return client.post(address, data, headers={"X-Autosave": "1"})

    refused = save("0", "", 0)
    assert (refused.status_code, "phải ghi lý do" in refused.json()["message"]) == (422, True)
    assert save("0", "Đơn vị xin rút", 0).json()["version"] == 1
    stale = save("1", "", 0)
    assert stale.status_code == 409
    assert stale.json()["theirs"] == {"is_proposed": "0", "reason": "Đơn vị xin rút", "flag_rank": ""}
    assert "Chưa chọn 0" in words(client.get(reverse("proposals:progress", args=["2026"])))
    without_script = client.post(address, {"is_proposed": "1", "version": 1})
    assert without_script["Location"] == f"/danh-sach-trinh/2026/?khoi=phuong#h{good.pk}"


def test_a_frozen_list_closes_the_rows(year, frozen, open_as):
    text = words(open_as(year.by, "set", "2026"))
    assert "đã khóa, chờ xác nhận" in text
    assert "Lý do" not in text


def test_the_suggestions_are_taken_but_not_of_the_own_unit(year, good, open_as, make_person):
    from thidua.units.selectors import history

    own = (Role.UNIT_HEAD, history(year.at.date())["11311"])
    both = make_person("haivai", Role.EMULATION_BOARD, own)
    data = {"ho-so": [f"{good.pk}:1", "x:1", "7"]}
    open_as(both, "follow", "2026", data=data)
    assert not ProposalChoice.objects.exists()
    assert open_as(both, "line", "2026", good.pk, data={"is_proposed": "1"}).status_code == 403
    page = words(open_as(year.by, "follow", "2026"))
    assert "Sẽ đề nghị tặng: 1 hồ sơ" in page
    assert "Chọn như trên cho 1 hồ sơ" in page
    open_as(year.by, "follow", "2026", data=data)
    assert ProposalChoice.objects.get().is_proposed
    assert "Không có hồ sơ nào lấy theo gợi ý được" in words(open_as(year.by, "follow", "2026"))


def test_on_what_the_office_proposes_itself_the_board_chooses(year, open_as):
    row = year.put("11311", "discretionary.collective", justification="Văn bản 12/UBND", proposer="office")
    for person in (year.by, year.head):
        assert "Bạn xem được, không chọn được" in words(open_as(person, "line", "2026", row.pk))
        refused = open_as(person, "line", "2026", row.pk, data={"is_proposed": "1"})
        assert refused.status_code == 403
        assert "tự đề xuất hồ sơ này" in words(refused)
        open_as(person, "follow", "2026", data={"ho-so": [f"{row.pk}:1"]})
        assert tasks_for(person, year.at) == []
    assert not ProposalChoice.objects.exists()
    assert [str(task.action) for task in tasks_for(year.board, year.at)] == [
        "Chọn đề nghị hay không cho 1 hồ sơ"
    ]
    open_as(year.board, "line", "2026", row.pk, data={"is_proposed": "1", "reason": "", "version": "0"})
    assert ProposalChoice.objects.get().by == year.board


def test_freezing_and_the_second_person(year, good, open_as):
    text = words(open_as(year.by, "freeze", "2026"))
    assert "Chưa chọn đề nghị hay không: 2026/11311/01" in text
    year.choose(good, True)
    page = open_as(year.by, "freeze", "2026", data={})
    found = Proposal.objects.get()
    assert page["Location"] == reverse("proposals:proposal", args=[found.pk])
    assert "Bạn là người khóa bản này" in words(open_as(year.by, "proposal", found.pk))
    assert open_as(year.by, "confirm", found.pk, data={}).status_code == 403
    open_as(year.head, "confirm", found.pk, data={})
    text = words(open_as(year.head, "proposal", found.pk))
    assert "đã xác nhận, trình ký" in text
    assert found.sha256 in text
    open_as(year.head, "name_letter", found.pk, data={"number": "15", "on": "15/02/2027"})
    assert "Tờ trình số 15 ngày 15/02/2027" in words(open_as(year.head, "proposal", found.pk))


def test_the_file_is_the_list_and_a_changed_one_is_not(year, frozen, open_as):
    raw = open_as(year.by, "content", frozen.pk).content
    same = open_as(year.by, "check", data={"file": SimpleUploadedFile("ds.json", raw)})
    assert "Đúng là danh sách trình 2026, lần 1" in words(same)
    told = json.loads(raw)
    told["dossiers"][0]["verdict"]["truth"] = "not_met"
    changed = SimpleUploadedFile("ds.json", json.dumps(told).encode())
    text = words(open_as(year.by, "check", data={"file": changed}))
    assert "Không phải bản đã khóa nào" in text
    assert "kết quả xét: ghi not_met, tính lại met" in text
    text = words(open_as(year.by, "check", data={"file": SimpleUploadedFile("x.json", b"[1]")}))
    assert "Đây không phải tệp danh sách trình" in text


def test_what_today_would_say_otherwise_changes_nothing(year, good, frozen, open_as):
    confirm(by=year.head, at=year.at, proposal=frozen)
    assert "Không có gì khác" in words(open_as(year.by, "differences", frozen.pk))
    good.initiatives.clear()
    good.selected = False
    good.save()
    late = year.put("11329", "annual.collective")
    text = words(open_as(year.by, "differences", frozen.pk))
    assert "Hồ sơ không còn như lúc khóa" in text
    assert "không đạt" in text
    assert f"2026/11329/{late.number:02d}" in text
    frozen.refresh_from_db()
    assert frozen.content["dossiers"][0]["verdict"]["truth"] == "met"


def test_a_reading_that_changed_is_named(year, good, frozen, open_as):
    from thidua.movement.models import ReadingChoice

    ReadingChoice.objects.create(
        programme="qd-2162-2026", switch="initiative_reuse", option="never", reason="Thống nhất",
        document_number="9/SNV", decided_on=year.at.date(), decider="Giám đốc", recorded_at=year.at,
    )  # fmt: skip
    from thidua.foundation.revision import bump

    bump()
    assert "Cách hiểu:" in words(open_as(year.by, "differences", frozen.pk))


def test_the_leaders_and_the_shares(year, good, open_as):
    assert "Chưa có bảng dẫn đầu" in words(open_as(year.by, "leaders", "2026"))
    year.put("11329", "annual.individual", subject_name="Lê Thị Hoa", gender="female")
    text = words(open_as(year.by, "shares", "2026"))
    assert "Chưa rõ" in text
    assert "Lần đầu" in text


def test_tasks_of_the_office_and_the_decider(year, good, open_as, make_person):
    from thidua.proposals.todo import tasks_for

    assert [str(one.title) for one in tasks_for(year.by, year.at)] == ["Danh sách trình khen thưởng đợt 2026"]
    year.choose(good, True)
    apart = year.put(
        "11407", "discretionary.collective", justification="Văn bản 12", ground_source="Công văn 12/UBND-NC",
        contribution="index", raised_area="procedures",
    )  # fmt: skip
    year.choose(apart, True)
    assert "cải cách thủ tục hành chính" in words(open_as(year.by, "set", "2026"))
    assert "Công văn 12/UBND-NC" in words(open_as(year.by, "line", "2026", apart.pk))
    assert "Ngoài hạn mức: loại đóng góp" in words(open_as(year.by, "shares", "2026"))
    made = freeze(by=year.by, at=year.at, cycle="2026", knows_apart=True)
    assert [str(one.action) for one in tasks_for(year.head, year.at)] == ["Xem danh sách rồi xác nhận"]
    confirm(by=year.head, at=year.at, proposal=made)
    decider = make_person("lanhdao", Role.DECISION_MAKER)
    assert "Công văn 12/UBND-NC" in words(open_as(decider, "proposal", made.pk, phan="rieng"))
    assert "ngoài hạn mức" in str(tasks_for(decider, year.at)[0].title)
    open_as(decider, "acknowledge", made.pk, data={})
    assert tasks_for(decider, year.at) == []

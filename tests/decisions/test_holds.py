"""What a list asks is asked of a decision too: bars, reuse of initiatives, what the decider has seen."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.decisions.test_pages import filled, words

from thidua.appraising.intake.services import confirm_bars
from thidua.appraising.rulings.models import ReuseRuling
from thidua.appraising.rulings.services import rule_reuse
from thidua.awards.models import AwardRecord
from thidua.core.roles import Role
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.holds import holds_in
from thidua.decisions.models import Decision
from thidua.decisions.services import confirm_decision, settle
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.enums import Timing
from thidua.dossiers.models import SentDossier, Submission
from thidua.foundation.revision import bump
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.movement.models import ReadingChoice

pytestmark = pytest.mark.django_db
INSPECTED = Stated(kind="inspection", words="Thông báo 77/TB-TTTP về việc thanh tra Phòng Tài chính")
LIFTED = Stated(words="Kết luận 12/KL-TTTP: không có vi phạm")


@pytest.fixture
def bar(specialist, at):
    def act(row, stated=INSPECTED):
        return record_bars(by=specialist, at=at, dossier=row, stated=stated)

    return act


@pytest.fixture
def initiative(unit, at):
    new = NewInitiative(code="SK-1", unit=unit, title="Tổ hướng dẫn lưu động")
    return register_initiative(by=None, at=at, initiative=new)


@pytest.fixture
def used(initiative, at):
    """It served an award of the year before."""
    note_uses(by=None, at=at, uses=[NewUse(initiative.pk, "annual.collective", "2025", "Quyết định 9")])
    return initiative


NEW = reverse("decisions:new")


def page_of(decision):
    return reverse("decisions:decision", args=[decision.pk])


def test_a_paused_dossier_is_not_awarded_without_a_list(sign_in, adhoc, bar, specialist, upload):
    row, free = adhoc(), adhoc()
    bar(row)
    client = sign_in(specialist)

    page = words(client.get(NEW))
    assert "Các hồ sơ sau chưa tặng được" in page
    assert "đang tạm dừng xét (đang thanh tra" in page
    assert "kết luận thanh tra, kiểm tra đã ban hành" in page
    assert "NĐ 152/2025 Điều 4" in page
    assert page.count("· chưa tặng được") == 2, "where one is awarded and where one is refused"
    refused = words(client.post(NEW, filled(upload, dossiers=[row.pk, free.pk])))
    assert f"{row.code}: đang tạm dừng xét (NĐ 152/2025 Điều 4)." in refused
    assert "đưa hồ sơ ra để quyết định khác xét" in refused
    assert not Decision.objects.exists()

    client.post(NEW, filled(upload, dossiers=[free.pk], refused=[row.pk], reason="Chờ kết luận thanh tra"))

    told = {one.dossier_id: (one.is_awarded, one.reason) for one in Decision.objects.get().outcomes.all()}
    assert told == {free.pk: (True, ""), row.pk: (False, "Chờ kết luận thanh tra")}


def test_before_the_office_has_spoken_of_bars_nobody_is_awarded_without_a_list(
    sign_in, adhoc, bar, specialist, upload, at
):
    row = adhoc()
    submission = Submission.objects.create(
        filing=row.filing, ordinal=1, receipt="KT-1", sent_at=at - timedelta(days=1), signed_by=specialist,
        timing=Timing.ON_TIME, content={}, sha256="a" * 64,
    )  # fmt: skip
    SentDossier.objects.create(submission=submission, dossier=row, timing=Timing.ON_TIME)
    client, why = sign_in(specialist), "chưa có xác nhận của bên thẩm định về trường hợp chưa xét"

    assert why in words(client.get(NEW))
    assert f"{row.code}: {why}" in words(client.post(NEW, filled(upload, dossiers=[row.pk])))
    assert not Decision.objects.exists()

    bar(row, LIFTED)
    assert why not in words(client.get(NEW))
    client.post(NEW, filled(upload, dossiers=[row.pk]))
    assert Decision.objects.get().outcomes.get().is_awarded


def test_a_form_of_a_decision_without_a_list_asks_for_one_outcome_each(
    sign_in,
    adhoc,
    specialist,
    upload,
):
    row, client = adhoc(), sign_in(specialist)

    assert "Chọn ít nhất một hồ sơ" in words(client.post(NEW, filled(upload)))
    both = filled(upload, dossiers=[row.pk], refused=[row.pk], reason="Chưa đủ")
    assert "vừa được tặng vừa không được tặng" in words(client.post(NEW, both))
    assert "Ghi lý do" in words(client.post(NEW, filled(upload, refused=[row.pk])))
    assert not Decision.objects.exists()


def test_a_bar_after_the_list_was_frozen_is_told_and_stops_the_confirmation(
    sign_in,
    proposal,
    dossiers,
    bar,
    specialist,
    head,
    auditor,
    upload,
):
    row = dossiers[0]
    bar(row)
    office, second = sign_in(specialist), sign_in(head)
    address = f"{NEW}?danh-sach={proposal.pk}"
    page = words(office.get(address))
    assert "Trong danh sách có hồ sơ chưa tặng được" in page
    assert row.code in page
    office.post(address, filled(upload))
    found = Decision.objects.get()

    page = words(second.get(page_of(found)))
    assert "Chưa xác nhận được: có hồ sơ chưa tặng được" in page
    assert "đang thanh tra, kiểm tra khi có dấu hiệu vi phạm" in page
    assert "Xác nhận đúng như bản đã ký" not in page
    told = words(second.post(reverse("decisions:confirm", args=[found.pk]), follow=True))
    assert f"{row.code}: đang tạm dừng xét (NĐ 152/2025 Điều 4)." in told
    assert not AwardRecord.objects.exists()
    other = words(sign_in(auditor).get(page_of(found)))
    assert "tạm dừng xét" not in other
    assert "thanh tra" not in other
    assert "chưa tặng được" not in other

    outcome = reverse("decisions:outcome", args=[found.pk, found.outcomes.get(dossier=row).pk])
    assert "Hồ sơ này chưa tặng được" in words(office.get(outcome))
    office.post(outcome, {"is_awarded": "0", "reason": "Chưa xét, chờ kết luận thanh tra"})
    again = words(office.post(outcome, {"is_awarded": "1"}, follow=True))
    assert "đang tạm dừng xét" in again
    assert not found.outcomes.get(dossier=row).is_awarded
    second.post(reverse("decisions:confirm", args=[found.pk]))

    assert AwardRecord.objects.get().person_name == "Lê Thị Hoa"


def test_a_bar_that_is_lifted_holds_nothing(sign_in, recorded, dossiers, bar, head):
    bar(dossiers[0])
    bar(dossiers[0], LIFTED)

    sign_in(head).post(reverse("decisions:confirm", args=[recorded.pk]))

    assert AwardRecord.objects.count() == 2


def test_an_initiative_that_served_before_waits_for_its_ruling(
    sign_in,
    adhoc,
    used,
    specialist,
    head,
    leader,
    upload,
    at,
):
    row, client = adhoc(used), sign_in(specialist)
    post = lambda: client.post(NEW, filled(upload, dossiers=[row.pk]), follow=True)  # noqa: E731

    assert "sáng kiến SK-1 đã dùng cho lần khen khác, chưa có ý kiến" in words(client.get(NEW))
    told = words(post())
    assert "chưa có ý kiến về việc dùng lại (III.1.2.2)." in told
    assert "ghi ý kiến ở trang thẩm định của hồ sơ" in told
    rule = {"by": head, "at": at, "dossier": row, "initiative": used, "reason": "Đã mở rộng"}
    first = rule_reuse(is_allowed=False, **rule)
    assert "không được dùng lại sáng kiến SK-1 theo ý kiến đã ghi (III.1.2.2)." in words(post())
    assert not Decision.objects.exists()
    second = rule_reuse(is_allowed=True, seen=first.pk, **rule)
    assert "Đã ghi. Đối chiếu từng kết quả" in words(post())

    rule_reuse(is_allowed=False, seen=second.pk, **rule)
    found = Decision.objects.get()
    sign_in(leader).post(reverse("decisions:acknowledge", args=[found.pk]))
    told = words(sign_in(head).post(reverse("decisions:confirm", args=[found.pk]), follow=True))
    assert "không được dùng lại sáng kiến SK-1" in told
    assert not AwardRecord.objects.exists()


@pytest.mark.parametrize(("read_on", "is_held"), [(date(2027, 2, 10), True), (date(2027, 2, 11), False)])
def test_where_the_reading_is_never_no_ruling_helps_but_it_rules_nothing_that_was_signed_before(
    sign_in, adhoc, used, specialist, head, upload, at, read_on, is_held
):
    row = adhoc(used)
    rule_reuse(by=head, at=at, dossier=row, initiative=used, is_allowed=True, reason="Đã mở rộng")
    ReadingChoice.objects.create(
        programme="qd-2162-2026", switch="initiative_reuse", option="never", reason="Thống nhất",
        document_number="9/SNV", decided_on=read_on, decider="Giám đốc", recorded_at=at,
    )  # fmt: skip
    bump()

    told = words(sign_in(specialist).post(NEW, filled(upload, dossiers=[row.pk]), follow=True))

    assert ("mà một sáng kiến chỉ dùng một lần (III.1.2.2)." in told) is is_held
    assert Decision.objects.exists() is not is_held


def test_two_of_one_award_on_one_initiative_need_one_ruling(
    sign_in,
    adhoc,
    initiative,
    specialist,
    head,
    upload,
    at,
):
    first, second = adhoc(initiative), adhoc(initiative)
    client = sign_in(specialist)
    assert "Các hồ sơ sau chưa tặng được" not in words(client.get(NEW)), "alone each is the first use"
    assert "chưa có ý kiến" in words(client.post(NEW, filled(upload, dossiers=[first.pk, second.pk])))
    client.post(NEW, filled(upload, dossiers=[first.pk]))
    assert Decision.objects.get().outcomes.get().dossier == first

    def later():
        return filled(upload, dossiers=[second.pk], number="1235/QĐ-UBND")

    assert "chưa có ý kiến" in words(client.get(NEW)), "now the first has it"
    assert "chưa có ý kiến" in words(client.post(NEW, later()))
    rule_reuse(by=head, at=at, dossier=second, initiative=initiative, is_allowed=True, reason="Đồng tác giả")
    client.post(NEW, later())

    assert Decision.objects.count() == 2


def test_what_a_list_did_not_propose_is_asked_when_the_paper_awards_it(
    sign_in, record_it, dossiers, proposal, used, specialist
):
    row = dossiers[2]
    row.initiatives.add(used)
    found = record_it(proposal)
    outcome = reverse("decisions:outcome", args=[found.pk, found.outcomes.get(dossier=row).pk])

    told = words(sign_in(specialist).post(outcome, {"is_awarded": "1"}, follow=True))

    assert "sáng kiến SK-1 đã dùng cho lần khen khác" in told
    assert not found.outcomes.get(dossier=row).is_awarded


def test_the_decider_marks_what_no_list_proposed(sign_in, adhoc, specialist, head, leader, upload, at):
    from thidua.decisions.todo import tasks_for

    one, more = adhoc(), adhoc(award="discretionary.individual")
    office, second, decider = map(sign_in, (specialist, head, leader))
    office.post(NEW, filled(upload, dossiers=[one.pk], refused=[more.pk], reason="Chưa đủ căn cứ"))
    found = Decision.objects.get()
    confirm = reverse("decisions:confirm", args=[found.pk])
    mark = reverse("decisions:acknowledge", args=[found.pk])

    page = words(second.get(page_of(found)))
    assert "Người quyết định chưa đánh dấu đã xem" in page
    assert "Văn bản về Người 1" in page
    assert "Xác nhận đúng như bản đã ký" not in page
    assert "mà người quyết định chưa đánh dấu đã xem" in words(second.post(confirm, follow=True))
    assert second.post(mark).status_code == 403
    assert "đánh dấu đã xem" in str(tasks_for(leader, at)[0].action)
    assert "Tôi đã xem các đề nghị này" in words(decider.get(page_of(found)))
    decider.post(mark)
    assert [str(task.action) for task in tasks_for(leader, at)] == ["Đối chiếu, xác nhận"]

    outcome = found.outcomes.get(dossier=more)
    office.post(reverse("decisions:outcome", args=[found.pk, outcome.pk]), {"is_awarded": "1"})
    told = words(second.post(confirm, follow=True))
    assert "Quyết định có 2 đề nghị" in told, "one more than he has seen"
    decider.post(mark)
    second.post(confirm)

    assert AwardRecord.objects.count() == 2


def test_the_decider_is_asked_to_mark_what_its_list_does_not_propose(
    make_dossier, make_proposal, record_it, unit, specialist, leader, at
):
    from thidua.decisions.todo import tasks_for

    listed, left = (make_dossier(unit, "discretionary.individual", name) for name in ("Một", "Hai"))
    found = record_it(make_proposal({listed: "", left: "Chưa đủ căn cứ"}))
    assert "đánh dấu đã xem" not in str([task.action for task in tasks_for(leader, at)])
    settle(by=specialist, at=at, outcome=found.outcomes.get(dossier=left), is_awarded=True)
    assert "đánh dấu đã xem" in str(tasks_for(leader, at)[0].action)


def test_a_list_asks_no_second_mark(sign_in, make_dossier, make_proposal, record_it, unit, head, leader, at):
    row = make_dossier(unit, "discretionary.individual", "Một", justification="Văn bản 12")
    proposal = make_proposal({row: ""})
    proposal.content = {"counts": {"apart": 1}}
    proposal.apart_seen_by, proposal.apart_seen_at = leader, at
    proposal.save()
    found = record_it(proposal)

    page = words(sign_in(head).get(page_of(found)))
    assert "Ngoài danh sách trình" not in page.replace("Ngoài danh sách trình chung", "")
    sign_in(head).post(reverse("decisions:confirm", args=[found.pk]))

    assert AwardRecord.objects.count() == 1


def test_the_page_asks_no_more_for_more_dossiers(sign_in, adhoc, used, bar, specialist):
    client, asked = sign_in(specialist), []
    for _round in range(3):
        for _one in range(3):
            bar(adhoc(used))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(NEW).status_code == 200
        asked.append(len(queries))

    assert asked[1] == asked[2], "the first has read the plan"


def test_who_appraises_lifts_no_bar_after_the_award(sign_in, recorded, dossiers, head, specialist, at):
    from thidua.appraising.errors import AppraisalRefused

    sign_in(head).post(reverse("decisions:confirm", args=[recorded.pk]))

    with pytest.raises(AppraisalRefused):
        confirm_bars(by=specialist, at=at, dossier=dossiers[0], stated=INSPECTED)


def test_a_council_member_reads_no_bar(sign_in, recorded, dossiers, bar, make_person):
    bar(dossiers[0])

    page = words(sign_in(make_person("uyvien", Role.COUNCIL_MEMBER)).get(page_of(recorded)))

    assert "tạm dừng" not in page
    assert "Điều 4" not in page


def test_a_use_that_is_refused_after_the_list_holds_the_award(
    make_dossier, make_proposal, record_it, unit, used, specialist, head, at
):
    """The head turned his ruling while the list was on its way; turned back, the award goes on."""
    row = make_dossier(unit, "annual.collective")
    row.initiatives.set([used])
    ruling = ReuseRuling.objects.create(
        dossier=row, initiative=used, is_allowed=True, reason="Mở rộng", by=head, at=at - timedelta(days=1)
    )
    decision = record_it(make_proposal({row: ""}))
    assert not holds_in(decision, at.date())

    ReuseRuling.objects.filter(pk=ruling.pk).update(is_current=False)
    turned = ReuseRuling.objects.create(
        dossier=row, initiative=used, is_allowed=False, reason="Kết quả cũ", by=head, at=at
    )
    assert [one.clause for one in holds_in(decision, at.date())[row.pk]] == ["III.1.2.2"]
    with pytest.raises(DecisionRefused, match=r"không được dùng lại sáng kiến SK-1.*III\.1\.2\.2"):
        confirm_decision(by=head, at=at, decision=decision)
    ReuseRuling.objects.filter(pk=turned.pk).update(is_allowed=True)
    confirm_decision(by=head, at=at, decision=decision)

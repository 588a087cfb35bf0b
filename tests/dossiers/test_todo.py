"""What the home page says of dossiers, to the officer, the head and the standing office."""

from tests.dossiers.conftest import PERSON

from thidua.core.roles import Role
from thidua.dossiers.enums import Proposer
from thidua.dossiers.sending.afterwards import return_dossier
from thidua.dossiers.sending.signing import hand_back, hand_over
from thidua.dossiers.services import Subject, start_dossier
from thidua.dossiers.todo import tasks_for
from thidua.foundation.todo import TaskState


def said(user, at):
    user.forget_hats()
    return [(str(task.action), task.state) for task in tasks_for(user, at)]


def test_a_draft_is_to_be_written_by_the_unit_and_unknown_elsewhere(
    start, officer, specialist, at, make_person
):
    start()
    assert said(officer, at) == [("Viết tiếp", TaskState.TO_DO)]
    assert said(specialist, at) == []
    assert said(make_person("kiem.tra", Role.AUDITOR), at) == []
    assert tasks_for(officer, at)[0].due.isoformat() == "2027-03-30"


def test_many_drafts_are_one_line(start, officer, at):
    for name in ("Lan", "Hoa", "Cúc", "Trúc"):
        start("adhoc.individual", Subject(name=f"Nguyễn Thị {name}"))
    [task] = tasks_for(officer, at)
    assert "4 hồ sơ đang lập" in str(task.title)


def test_what_has_no_day_of_its_own_is_not_due_with_the_others(sent, start, officer, specialist, at):
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn"})
    rows = (start("annual.individual", PERSON), start("adhoc.individual", PERSON))
    due = {str(task.title): task.due and task.due.isoformat() for task in tasks_for(officer, at)}
    assert [due[f"Hồ sơ {row.code}"] for row in (sent, *rows)] == [None, "2027-03-30", None]


def test_what_waits_is_signed_by_the_head_alone(published, start, wait, officer, head, at):
    row = wait(start("annual.individual", PERSON))
    assert said(head, at) == [("Kiểm tra, ký gửi 1 hồ sơ", TaskState.TO_DO)]
    assert said(officer, at) == [("Xem hồ sơ đã trình", TaskState.WAITING)]
    hand_back(by=head, at=at, dossier=row, words="Bổ sung số liệu.")
    [task] = tasks_for(officer, at)
    assert (task.state, task.reason) == (TaskState.RETURNED, "Bổ sung số liệu.")


def test_what_was_returned_leads_to_the_questioned_parts(sent, officer, specialist, at):
    assert said(officer, at) == []
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn"})
    assert said(officer, at) == [("Sửa các phần bị hỏi", TaskState.RETURNED)]


def test_the_standing_office_signs_its_own_proposals(customs, fill, specialist, standing_head, at):
    row = start_dossier(
        by=specialist, at=at, unit=customs, cycle="2026", award_id="discretionary.collective",
        proposer=Proposer.OFFICE,
    )  # fmt: skip
    hand_over(by=specialist, at=at, dossier=fill(row, by=specialist))
    assert said(standing_head, at) == [("Kiểm tra, ký gửi 1 hồ sơ", TaskState.TO_DO)]
    assert said(specialist, at) == [("Xem hồ sơ đã trình", TaskState.WAITING)]

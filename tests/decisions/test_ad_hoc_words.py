"""What an award is for, in the words of papers: the movement, or ad hoc an act that nobody foresaw."""

from datetime import date

import pytest

from thidua.decisions.apart import acknowledge_apart
from thidua.decisions.certificates.sheets import sheets_of
from thidua.decisions.drafting import drafted_for
from thidua.decisions.papers import Listed, draft_of_decision, notice_of_refusals
from thidua.decisions.selectors import as_lines, outcomes_of, refused_in
from thidua.decisions.services import confirm_decision
from thidua.dossiers.enums import Proposer
from thidua.dossiers.papers import letter_paper
from thidua.units.selectors import history

pytestmark = pytest.mark.django_db
AD_HOC = "thành tích xuất sắc đột xuất trong công tác cải cách hành chính"


def row(name="Lê Thị Hoa", **more):
    return Listed(name, "", "Sở Nội vụ", "Cá nhân", "Bằng khen", is_person=True, **more)


def drafted(*rows):
    return draft_of_decision(rows, cycle="2027", letter="", today=date(2027, 2, 1), is_demo=False)


def test_an_ad_hoc_decision_is_not_for_the_movement():
    paper = drafted(row(is_ad_hoc=True))

    assert paper.subject == "Về việc khen thưởng thành tích đột xuất trong công tác cải cách hành chính"
    assert paper.body[0].text == f"Tặng Bằng khen cho 01 (một) cá nhân có {AD_HOC} (có danh sách kèm theo)."
    assert paper.annexes[0].title == "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG ĐỘT XUẤT"
    assert [one.caption for one in paper.annexes[0].blocks] == ["Cá nhân"], "no II. without a I."


def test_a_decision_on_both_tells_them_apart():
    paper = drafted(row(), row("Trần Văn Bình", is_ad_hoc=True))

    said = [one.text for one in paper.body]
    assert "thành tích xuất sắc trong Phong trào thi đua “" in said[0]
    assert AD_HOC in said[1]
    headings = [one.text for one in paper.annexes[0].blocks if hasattr(one, "level")]
    assert headings == ["A. Được khen thưởng", "B. Được khen thưởng đột xuất"]
    assert paper.recipients[0] == "Như Điều 4"


@pytest.fixture
def ad_hoc(make_dossier, unit, record_it, head, leader, at):
    """One awarded ad hoc, one refused ad hoc, by a confirmed decision."""
    good, bad = (make_dossier(unit, "adhoc.individual", name) for name in ("Lê Thị Hoa", "Trần Văn Bình"))
    found = record_it(None, outcomes=drafted_for([good], [bad], "Chưa rõ thành tích"))
    acknowledge_apart(by=leader, at=at, decision=found)
    return confirm_decision(by=head, at=at, decision=found)


def test_notice_and_certificate_follow_the_route(ad_hoc, unit):
    refused = as_lines(refused_in(ad_hoc), ad_hoc)
    notice = notice_of_refusals(ad_hoc, "Xã An Lão", refused, is_demo=False)
    (sheet,) = sheets_of(ad_hoc, "https://thidua.test", is_demo=False)

    assert notice.subject == "Kết quả xét khen thưởng thành tích đột xuất trong công tác cải cách hành chính"
    assert "Phong trào" not in notice.body[0].text
    assert sheet.achievement == f"Đã có {AD_HOC}"
    assert len(outcomes_of(ad_hoc)) == 2


def test_a_notice_does_not_say_that_the_unit_sent_what_the_office_proposed(make_dossier, unit, record_it):
    row = make_dossier(unit, "discretionary.collective", proposer=Proposer.OFFICE, justification="Văn bản 12")
    found = record_it(None, outcomes=drafted_for([], [row], "Chưa rõ đóng góp"))

    notice = notice_of_refusals(found, "Xã An Lão", as_lines(refused_in(found), found), is_demo=False)

    assert "01 hồ sơ của Xã An Lão không được tặng" in notice.body[1].text
    assert "gửi" not in notice.body[1].text


def test_the_unit_s_letter_follows_the_route(make_dossier, unit, at):
    one = make_dossier(unit, "adhoc.collective", justification="Cứu trợ bão")

    paper = letter_paper(one.filing, [one], history(at.date()).units[unit.code], at.date(), is_demo=False)

    assert paper.subject == (
        "Về việc đề nghị khen thưởng thành tích đột xuất trong công tác cải cách hành chính"
    )
    # Filed in the cycle that is open: the act itself may be of the year after.
    assert paper.body[0].text == (
        "Xã An Lão trình cơ quan có thẩm quyền xem xét, khen thưởng đột xuất cho các tập thể, cá nhân sau:"
    )

    yearly = make_dossier(unit, "annual.individual", "Lê Thị Hoa", birth_year=1988)
    both = letter_paper(
        one.filing, [one, yearly], history(at.date()).units[unit.code], at.date(), is_demo=False
    )
    assert "xem xét, khen thưởng năm 2026, khen thưởng đột xuất cho các" in both.body[0].text

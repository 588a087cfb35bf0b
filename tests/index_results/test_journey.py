"""A whole round in a browser: from a file of criteria to the published ranking and what it does to awards."""

from datetime import date

import pytest
from tests.index_results.journey import HAI_AN, HONG_BANG, NEXT, paper, scores_file, set_file
from tests.looking import faults_of

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.demo.build import build
from thidua.demo.stages import DEFAULT_SEED, STAGE_BY_ID, moment
from thidua.foundation.moment import Installation
from thidua.index_results.models import Publication
from thidua.index_rounds.models import Sheet
from thidua.initiatives.services import NewInitiative, register_many
from thidua.people.models import User
from thidua.units.models import Unit
from thidua.units.selectors import history

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
    pytest.mark.sqlite,
]

YEAR = 2026
COLLECTIVE = 0
"""The column of the collective's certificate of the year: an initiative, and a rank among the first five."""


@pytest.fixture
def city(transactional_db):
    """The real city of 24 November 2026: the index of 2025 is published, nothing else."""
    stage = STAGE_BY_ID["start"]
    build(stage=stage.id, on=stage.on, seed=DEFAULT_SEED)
    _recognise_initiatives(moment(stage.on))


def _recognise_initiatives(at):
    """Of what an award of the year asks, three wards have all but the rank."""
    register_many(
        by=User.objects.get(username="chuyenvien"),
        at=at,
        initiatives=[
            NewInitiative(
                code=f"SK-{code}",
                unit=Unit.objects.get(code=code),
                title=f"Trả kết quả tại nhà văn hóa, phường mã {code}",
                recognised_on=date(YEAR, 10, 1),
                recognition_decision="10/QĐ-UBND",
                applied_on=date(YEAR, 9, 1),
                replicable=True,
                replicable_reason="Đã thử ở đơn vị khác và làm được",
            )
            for code in (HONG_BANG, HAI_AN, NEXT)
        ],
        source="Danh sách sáng kiến năm 2026",
    )


@pytest.fixture
def people(city, open_page):
    """Account → its tab, opened when it is needed first."""
    tabs = {}

    def tab(name, path):
        if name not in tabs:
            tabs[name] = open_page("/", user=User.objects.get(username=name))
            tabs[name].set_default_timeout(10_000)
        tabs[name].goto(path)
        return tabs[name]

    tab.opened = tabs
    return tab


def on(year, month, day):
    """The demonstration lives on this day from now on."""
    Installation.objects.update(demo_date=date(year, month, day))


def test_a_round_from_the_file_of_criteria_to_the_ranking_that_decides_awards(people):
    looked = []

    def look(page):
        looked.extend(f"{page.url}: {words}" for words in faults_of(page))

    _sets_in_force(people)
    _begin(people)
    _score(people, look)
    _appraise(people, look)
    _explain(people, look)
    before = _verdicts(people)
    _publish(people, look)
    _see(people)
    after = _verdicts(people)

    assert looked == []
    assert [page.complaints for page in people.opened.values() if page.complaints] == []
    for code, said in ((HONG_BANG, "đạt"), (HAI_AN, "đạt"), (NEXT, "không đạt")):
        ward = history(date(YEAR, 12, 31))[code].full_name
        assert before[ward][COLLECTIVE] == "chưa đủ dữ liệu", "nobody knows the rank yet"
        assert after[ward][COLLECTIVE] == said


def _sets_in_force(people):
    """One official brings the set of each block from a file, another confirms it."""
    for block in INDEX_BLOCKS:
        page = people("chuyenvien", "/bo-tieu-chi/moi/")
        page.select_option("select[name=block]", block.value)
        page.fill("input[name=year]", str(YEAR))
        page.check("input[name=source][value=file]")
        page.set_input_files("input[name=file]", set_file())
        page.fill("input[name=title]", f"Bộ chỉ số thử của khối {block.value}")
        page.fill("input[name=stated_total]", "100")
        page.click("button:has-text('Bắt đầu soạn')")
        page.wait_for_selector("text=Ban hành kế hoạch cải cách hành chính")
        draft = page.url
        page = people("truongphong", draft)
        page.click("button:has-text('Xác nhận, dùng để chấm')")
        page.wait_for_selector("text=đang dùng")


def _begin(people):
    """A round with the proposed days, and an appraiser for every area."""
    page = people("truongphong", f"/cham-diem/moi/?nam={YEAR}")
    page.fill("input[name=title]", "Chấm điểm Chỉ số cải cách hành chính năm 2026")
    page.click("main button[type=submit]:has-text('Lập kỳ chấm')")
    page.wait_for_selector("text=Các giai đoạn")
    page.click("a:has-text('Người thẩm định')")
    page.select_option("select[name=user]", str(User.objects.get(username="chuyenvien").pk))
    for box in page.locator("input[name=areas]").all():
        box.check()
    page.click("button:has-text('Phân công')")
    page.wait_for_selector("text=Lĩnh vực nào cũng đã có người")


def _score(people, look):
    """Hồng Bàng scores itself with evidence and its head signs; the others come in a workbook a block."""
    on(2026, 12, 16)
    page = people("truongphong", "/cham-diem/")
    page.click("main a:has-text('Chấm điểm Chỉ số')")
    page.click("button:has-text('Mở phiếu cho đơn vị còn thiếu')")
    page.wait_for_selector("text=128 phiếu")
    sheet = Sheet.objects.get(unit__code=HONG_BANG)

    page = people("canbo.hongbang", f"/cham-diem/phieu/{sheet.pk}/")
    page.click("a:has-text('Chấm tiếp 1.1')")
    page.check("input[name=value][value='1']")
    page.wait_for_selector("text=Đã lưu lúc")
    page.click("summary:has-text('Ghim thêm minh chứng')")
    page.set_input_files("input[name=file]", paper("ke-hoach.pdf"))
    page.fill("input[name=page]", "1")
    page.fill("input[name=passage]", "Mục II")
    page.click("main details button:has-text('Ghim')")
    page.wait_for_selector("li:has-text('Mục II')")
    look(page)
    for code, value, base in (("1.2", "24", "30"), ("2.1", "54", "60")):
        page = people("canbo.hongbang", f"/cham-diem/phieu/{sheet.pk}/tieu-chi/{code}/")
        page.fill("input[name=value]", value)
        page.fill("input[name=base]", base)
        page.click("button:has-text('Lưu và tiếp')")
        page.wait_for_load_state()
    page.goto(f"/cham-diem/phieu/{sheet.pk}/kiem-tra/")
    page.click("button:has-text('Trình lãnh đạo ký')")
    page.wait_for_load_state()

    page = people("chutich.hongbang", f"/cham-diem/phieu/{sheet.pk}/kiem-tra/")
    page.click("button:has-text('Ký và gửi phiếu')")
    page.wait_for_selector("text=PC2026-11311")
    look(page)

    for block in INDEX_BLOCKS:
        page = people("chuyenvien", f"/cham-diem/{sheet.round_id}/bang-diem/")
        page.select_option("select[name=block]", block.value)
        leave_out = {HONG_BANG} if block is Block.PHUONG else set()
        page.set_input_files("input[name=file]", scores_file(block, YEAR, date(2026, 12, 16), leave_out))
        page.click("button:has-text('Đọc thử tệp')")
        page.wait_for_selector("text=đến giờ chưa lưu phiếu nào")
        look(page)
        page.click("button:has-text('Lưu tất cả')")
        page.wait_for_selector("text=Đã lưu phiếu chấm")


def _appraise(people, look):
    """The appraiser opens the evidence beside the score and cuts one component."""
    on(2026, 12, 22)
    sheet = Sheet.objects.get(unit__code=HONG_BANG)
    page = people("chuyenvien", f"/cham-diem/tham-dinh/?don-vi={sheet.unit_id}")
    page.click("a:has-text('1.1. Ban hành kế hoạch')")
    assert "Mục II" in page.locator("main").inner_text()
    page.check("input[name=decision][value=cut]")
    page.fill("input[name=points]", "0")
    page.fill("textarea[name=reason]", "Kế hoạch chưa có chữ ký.")
    look(page)
    page.click("button:has-text('Ghi và sang mục tiếp')")
    page.wait_for_selector("text=Đã ghi")
    page.goto(f"/cham-diem/phieu/{sheet.pk}/chap-nhan/1/")
    look(page)
    page.click("main form button.btn-primary")
    page.wait_for_load_state()


def _explain(people, look):
    """The unit answers the cut at the same place; the appraiser gives half of it back."""
    sheet = Sheet.objects.get(unit__code=HONG_BANG)
    on(2027, 1, 12)
    page = people("canbo.hongbang", f"/cham-diem/phieu/{sheet.pk}/ket-qua/")
    look(page)
    page.click("main a:has-text('1.1. Ban hành kế hoạch')")
    page.fill("textarea[name=text]", "Bản có chữ ký số ở trang 1.")
    page.wait_for_selector("text=Đã lưu lúc")
    look(page)
    page = people("chutich.hongbang", f"/cham-diem/phieu/{sheet.pk}/ket-qua/")
    page.click("button:has-text('Gửi giải trình')")
    page.wait_for_selector("text=Đã gửi lúc")
    page = people("chuyenvien", "/cham-diem/tham-dinh/?tinh-trang=giai-trinh")
    page.click("a:has-text('1.1. Ban hành kế hoạch')")
    look(page)
    page.check("input[name=decision][value=cut]")
    page.fill("input[name=points]", "5")
    page.fill("textarea[name=reason]", "Chữ ký số có, ban hành chậm.")
    page.click("main form button.btn-primary")
    page.wait_for_selector("text=Đã ghi kết quả giải trình")


def _verdicts(people):
    """Ward → its verdicts as the outlook shows them."""
    page = people("lanhdao.tp", f"/trien-vong/?nam={YEAR}&khoi=phuong")
    rows = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    return {name: said for name, *said in page.locator("[aria-labelledby=bang] tbody tr").evaluate_all(rows)}


def _publish(people, look):
    """The council agrees, the results are frozen under a decision, a second person publishes."""
    found = Sheet.objects.get(unit__code=HONG_BANG).round_id
    on(2027, 1, 21)
    page = people("truongphong", f"/ket-qua-chi-so/{found}/phuong/")
    text = page.locator("main").inner_text()
    assert "2 đơn vị cùng hạng" in text
    assert "đồng hạng ở mốc" in text
    assert "sát mốc" in text
    page = people("thuky", f"/ket-qua-chi-so/{found}/phien-hop-moi/")
    for name, value in {
        "held_on": "2027-01-20", "chair": "Hoàng Minh Chiến", "members": "9", "present": "8", "agreed": "8",
    }.items():  # fmt: skip
        page.fill(f"input[name={name}]", value)
    page.fill("textarea[name=conclusions]", "Thông qua kết quả.")
    page.set_input_files("input[name=minutes]", paper("bien-ban.pdf"))
    page.click("main button:has-text('Lưu')")
    page.wait_for_selector("text=Đã ghi phiên họp")
    look(page)
    on(2027, 1, 25)
    page = people("chuyenvien", f"/ket-qua-chi-so/{found}/")
    page.click("a:has-text('Khóa kết quả')")
    for name, value in {
        "number": "88/QĐ-UBND",
        "signed_on": "2027-01-24",
        "published_on": "2027-01-25",
    }.items():
        page.fill(f"input[name={name}]", value)
    page.set_input_files("input[name=file]", paper("quyet-dinh.pdf"))
    look(page)
    page.click("main form button.btn-primary")
    page.wait_for_selector("text=Đã khóa kết quả")
    publication = Publication.objects.get()
    page = people("truongphong", f"/ket-qua-chi-so/cong-bo/{publication.pk}/")
    assert "Công bố bản này đổi" in page.locator("[aria-labelledby=xacnhan]").inner_text()
    look(page)
    page.click("button:has-text('Xác nhận công bố')")
    page.wait_for_selector("text=Đã công bố")
    look(page)


def _see(people):
    """From the next day everybody sees it: the unit its result, the public the ranking."""
    on(2027, 1, 26)
    publication = Publication.objects.get()
    page = people("canbo.hongbang", f"/ket-qua-chi-so/{publication.round_id}/don-vi/{HONG_BANG}/")
    text = page.locator("main").inner_text()
    assert "Hạng 5" in text
    assert "83,00" in text

"""The plan and the progress note on a phone: what a commune officer holds in the hand."""

import os
from datetime import date

import pytest

from thidua.core.roles import Role
from thidua.unit_plans import measure_services, services
from thidua.unit_plans.measure_services import NewMeasure
from thidua.units.models import Unit
from thidua.units.services import import_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = (
    "Tiếp nhận, số hóa và trả kết quả điện tử đối với toàn bộ hồ sơ thủ tục hành chính thuộc thẩm quyền "
    "tại Trung tâm Phục vụ hành chính công"
)


def test_plan_and_note_fit_a_phone_and_a_note_is_three_touches(
    transactional_db, demo_day, make_person, open_page, at
):
    import_reference(by=None, at=at)
    unit = Unit.objects.get(code="11311")
    officer, head = (
        make_person("canbo", (Role.UNIT_OFFICER, unit)),
        make_person("chutich", (Role.UNIT_HEAD, unit)),
    )
    plan = services.start_plan(by=officer, at=at, unit=unit, year=at.year)
    services.save_details(by=officer, at=at, plan=plan, number="45/KH-UBND", dated=at.date(), file=None)
    said = [
        NewMeasure(f"ND{n}", TEXT, owner="Văn phòng HĐND và UBND phường", due=date(2027, 1, 31))
        for n in range(1, 6)
    ]
    measure_services.add_measures(by=officer, at=at, plan=plan, measures=said)
    shots = os.environ.get("THIDUA_SHOTS")
    home = f"/ke-hoach-don-vi/11311/{at.year}/"
    for number, path in enumerate(
        (home, f"{home}bien-phap/?noi-dung=ND2", "/ke-hoach-don-vi/tong-quan/?khoi=phuong")
    ):
        page = open_page(path, user=officer, width=390)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        if shots:
            page.screenshot(path=f"{shots}/draft{number}.png", full_page=number < 2)
    services.sign_plan(by=head, at=at, plan=plan)
    page = open_page(home, user=officer, width=390)
    if shots:
        page.screenshot(path=f"{shots}/signed.png", full_page=True)
    page.click("text=Ghi tiến độ >> nth=0")
    page.check("input[value=done]")
    page.fill("textarea[name=text]", "Đã tập huấn cho toàn bộ công chức bộ phận một cửa")
    if shots:
        page.screenshot(path=f"{shots}/note.png", full_page=True)
    page.click("text=Lưu tiến độ")
    page.wait_for_selector("text=Đã ghi tiến độ")
    assert page.complaints == []

"""The pages that are looked at in a real browser: add yours, with who opens it.

`who` is None for a visitor, or the hat. `{unit}` in a path is the code of a unit of the test city.
"""

from thidua.core.roles import Role

PAGES: tuple[tuple[str, Role | None], ...] = (
    ("/", None),
    ("/", Role.UNIT_OFFICER),
    ("/", Role.STANDING_SPECIALIST),
    ("/tai-khoan/dang-nhap/", None),
    ("/tai-khoan/dat-mat-khau/", None),
    ("/tai-khoan/doi-mat-khau/", Role.AUDITOR),
    ("/giao-dien/thanh-phan/", Role.TECHNICAL_ADMIN),
    ("/nguoi-dung/", Role.TECHNICAL_ADMIN),
    ("/nhat-ky/", Role.AUDITOR),
    ("/khong-co-trang-nay/", None),
)

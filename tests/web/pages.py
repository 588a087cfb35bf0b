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

DEMO_PAGES: tuple[tuple[str, str], ...] = (
    ("", "/cong-khai/xep-hang/?khoi=phuong"),
    ("canbo.hongbang", "/"),
    ("canbo.camgiang", "/"),
    ("truongphong", "/"),
    ("truongphong", "/don-vi/"),
    ("truongphong", "/don-vi/?q=cam+giang"),
    ("truongphong", "/don-vi/11629/lich-su/"),
    ("truongphong", "/don-vi/moi/"),
    ("truongphong", "/don-vi/11311/doi-ten/"),
    ("truongphong", "/don-vi/11311/chuyen-khoi/"),
    ("truongphong", "/don-vi/11311/sap-nhap/"),
    ("truongphong", "/don-vi/11311/chia-tach/"),
    ("truongphong", "/don-vi/11311/giai-the/"),
    ("canbo.hongbang", "/don-vi/11311/"),
    ("mattran", "/don-vi/BQLKKT/"),
    ("canbo.hongbang", "/don-vi/11311/in/"),
    ("giamsat", "/chi-so/xep-hang/?khoi=phuong"),
    ("giamsat", "/chi-so/xep-hang/?nam=2025&khoi=xa"),
    ("chuyenvien", "/chi-so/ban-cong-bo/"),
    ("chuyenvien", "/chi-so/ban-cong-bo/moi/"),
    ("lanhdao.tp", "/trien-vong/"),
    ("hoidong", "/trien-vong/thu/"),
    ("hoidong", "/trien-vong/thu/?annual_individual_gate=gated&unit=11311&year=2029&rank=9"),
    ("canbo.hongbang", "/ke-hoach/"),
    ("truongphong", "/ke-hoach/cach-hieu/flag_metric/"),
    ("chutich.hongbang", "/nguoi-dung/uy-quyen/"),
    ("quantri", "/nguoi-dung/"),
    ("giamsat", "/nhat-ky/"),
)
"""(account of the demonstration or "" for a visitor, address): pages full of the city's real names."""

"""Who may open what of the register of base-level awards: it has names of people."""

from datetime import date, datetime

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import APPRAISERS, HEAD, OTHER_OFFICER, RECEIVER, Row

from thidua.awards.base_level import services
from thidua.awards.base_level.words import NewBaseAward
from thidua.core.roles import Role
from thidua.foundation.files import Kind, inspect_upload

OTHER = frozenset({OTHER_OFFICER})
OWN = HEAD | RECEIVER
READERS = APPRAISERS | OWN
LIST = (
    "Họ và tên;Đối tượng;Hình thức;Số quyết định;Ngày quyết định;Thành tích\n"
    "Lê Thị Năm;Cá nhân;Giấy khen;9/QĐ;01/12/2026;Một cửa\n"
)

ROWS = (
    Row("awards:base_register", READERS | OTHER),
    Row("awards:base_csv", READERS | OTHER),
    Row("awards:base_xlsx", READERS | OTHER),
    Row("awards:base_statistics", APPRAISERS),
    Row("awards:base_new", OWN | OTHER),
    Row("awards:base_bring", OWN | OTHER),
    Row("awards:base_sample", OWN | OTHER),
    Row("awards:base_import", READERS, args={"pk": "award_list.pk"}, foreign=OTHER),
    Row("awards:base_store", OWN, ok=302, method="post", args={"pk": "award_list.pk"}, foreign=OTHER),
    Row("awards:base_award", READERS, args={"pk": "base_award.pk"}, foreign=OTHER),
    Row("awards:base_change", OWN, args={"pk": "base_award.pk"}, foreign=OTHER),
    Row(
        "awards:base_remove",
        OWN,
        ok=302,
        method="post",
        args={"pk": "base_award.pk"},
        data={"reason": "Ghi nhầm"},
        foreign=OTHER,
    ),
    Row("awards:base_file", READERS, args={"pk": "base_award.pk"}, foreign=OTHER),
)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """An award of the unit with its decision, and a list that waits to be stored."""
    officer = world.personas[Role.UNIT_OFFICER.value]
    paper = inspect_upload(ContentFile(b"%PDF-1.4\n%%EOF", name="quyet-dinh.pdf"), kinds={Kind.PDF})
    award = NewBaseAward(
        2026, "individual", "Trần Văn Tư", "giay_khen", "312/QĐ-UBND", date(2026, 12, 15), "Một cửa"
    )
    listed = inspect_upload(ContentFile(LIST.encode(), name="danh-sach.csv"), kinds={Kind.CSV})
    return {
        "base_award": services.record_award(by=officer, at=at, unit=world.unit, award=award, file=paper),
        "award_list": services.receive_list(by=officer, at=at, unit=world.unit, year=2026, file=listed),
    }

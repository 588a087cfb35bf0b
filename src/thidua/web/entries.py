"""The entries of the navigation, in the order of the bar: add your room's here."""

from dataclasses import dataclass
from functools import cache

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.core.roles import Role
from thidua.foundation.access import Who


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Entries of the bar that open together, so that nobody reads past seven words."""

    label: Promise
    icon: str


OF_THE_INDEX = NavGroup(_("Chỉ số"), "gauge")
"""How the reform index comes about, and what came out."""
OF_THE_AWARDS = NavGroup(_("Khen thưởng"), "award")
"""From a nomination to the register of awards."""
OF_THE_YEAR = NavGroup(_("Trong năm"), "calendar-check")
"""What units do between awards, and the office reads."""
OF_THE_OFFICE = NavGroup(_("Điều hành"), "compass")
"""What the standing office and the leaders do."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry: its words, the name of its address, its icon, one line about it, what belongs to it."""

    label: Promise
    url_name: str
    icon: str
    about: Promise
    sections: tuple[str, ...] = ()
    """View names that begin with one of these also light the entry up."""
    in_bar: bool = True
    """False: only in the command palette and on the home page."""
    group: NavGroup | None = None
    """The group of the bar in which it stands; None: by itself."""
    for_visitors: bool = False
    """True: only for those who are not signed in; the others have a fuller page."""

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    @property
    def audience(self) -> frozenset[Role | Who]:
        """Who may open it, as its view declares."""
        return _declared(self.url_name)


@cache
def _declared(url_name: str) -> frozenset[Role | Who]:
    audience: frozenset[Role | Who] = resolve(reverse(url_name)).func.page_for  # type: ignore[attr-defined]
    return audience


ITEMS: tuple[NavItem, ...] = (
    NavItem(_("Trang chủ"), "home", "house", _("Việc cần làm tiếp theo của bạn")),
    NavItem(
        _("Kết quả xếp hạng"),
        "portal:ranking",
        "list-ordered",
        _("Chỉ số cải cách hành chính của từng khối và năm, đúng như đã công bố"),
        sections=("portal:ranking",),
        for_visitors=True,
    ),
    NavItem(
        _("Gương tốt"),
        "portal:stories",
        "sparkles",
        _("Cách làm hay của các đơn vị, cán bộ, có kết quả bằng số"),
        sections=("portal:stor",),
        for_visitors=True,
    ),
    NavItem(
        _("Xếp hạng"),
        "par_index:ranking",
        "list-ordered",
        _("Chỉ số cải cách hành chính theo khối và năm, đồng hạng, sát điểm, hạng qua các năm"),
        sections=("par_index:",),
        group=OF_THE_INDEX,
    ),
    NavItem(
        _("Kết quả chấm chỉ số"),
        "index_results:list",
        "trophy",
        _("Xếp hạng tính đến lúc này, phiên họp hội đồng, khóa và công bố kết quả"),
        sections=("index_results:",),
        group=OF_THE_INDEX,
    ),
    NavItem(
        _("Bộ tiêu chí"),
        "index_sets:list",
        "list-checks",
        _("Mỗi khối, mỗi năm được chấm điểm về điều gì, chấm thế nào, cần tài liệu gì"),
        sections=("index_sets:",),
        group=OF_THE_INDEX,
    ),
    NavItem(
        _("Chấm điểm chỉ số"),
        "index_rounds:rounds",
        "clipboard-pen",
        _("Kỳ chấm của từng năm: đơn vị tự chấm, thẩm định, giải trình"),
        sections=("index_rounds:",),
        group=OF_THE_INDEX,
    ),
    NavItem(
        _("Điều tra xã hội học"),
        "surveys:list",
        "message-square-text",
        _("Mức độ hài lòng theo đơn vị và nhóm câu hỏi: nhập từ tệp, hoặc phiếu hỏi ẩn danh có mã QR"),
        sections=("surveys:",),
        group=OF_THE_INDEX,
    ),
    NavItem(
        pgettext_lazy("nhiều", "Đơn vị"),
        "units:list",
        "building-2",
        _("Mỗi đơn vị còn cách bao xa từng hình thức khen thưởng, vì sao, còn thiếu gì"),
        sections=("units:", "awards:unit"),
    ),
    NavItem(
        _("Triển vọng"),
        "awards:outlook",
        "telescope",
        _("Toàn thành phố: đơn vị × hình thức khen thưởng, số lượng còn lại, điều chưa biết"),
        sections=("awards:outlook",),
    ),
    NavItem(
        _("Thử thay đổi"),
        "awards:what_if",
        "flask-conical",
        _("Đổi một thứ hạng, cách hiểu hoặc mốc thời gian và xem kết quả của ai khác đi; không lưu gì"),
        sections=("awards:what_if",),
        in_bar=False,
    ),
    NavItem(
        _("Khen thưởng cấp cơ sở"),
        "awards:base_register",
        "award",
        _("Giấy khen đơn vị tự tặng: ghi, nhập từ tệp, thấy chỗ trùng, thống kê"),
        sections=("awards:base_",),
        in_bar=False,
    ),
    NavItem(
        _("Hồ sơ khen thưởng"),
        "dossiers:list",
        "folder-open",
        _("Chọn tuyến, lập hồ sơ điền sẵn, biết ngay còn thiếu gì, ký gửi, biên nhận"),
        sections=("dossiers:",),
        group=OF_THE_AWARDS,
    ),
    NavItem(
        _("Thẩm định hồ sơ"),
        "appraising:queue",
        "clipboard-check",
        _("Tiếp nhận, nhận xét có căn cứ, ý kiến hai bước về từng hồ sơ khen thưởng"),
        sections=("appraising:",),
        group=OF_THE_AWARDS,
    ),
    NavItem(
        _("Hội đồng"),
        "councils:list",
        "vote",
        _("Phiên họp xét khen thưởng: chương trình, tài liệu, bỏ phiếu, kết quả, biên bản"),
        sections=("councils:",),
        group=OF_THE_AWARDS,
    ),
    NavItem(
        _("Danh sách trình"),
        "proposals:list",
        "list-checks",
        _("Xét cả đợt cùng nhau, dẫn đầu khối, cơ cấu, chọn, khóa và lập Tờ trình"),
        sections=("proposals:",),
        group=OF_THE_AWARDS,
    ),
    NavItem(
        _("Quyết định khen thưởng"),
        "decisions:list",
        "stamp",
        _("Danh sách chờ quyết định, bản đã ký, hai người xác nhận, thông báo, giấy chứng nhận"),
        sections=(
            "decisions:list",
            "decisions:new",
            "decisions:decision",
            "decisions:outcome",
            "decisions:differences",
            "decisions:correct",
            "decisions:draft_outside",
            "decisions:bonus",
            "decisions:certificates",
        ),
        group=OF_THE_AWARDS,
    ),
    NavItem(
        _("Sổ khen thưởng"),
        "decisions:register",
        "medal",
        _("Mọi khen thưởng đã trao, hồ sơ thành tích của đơn vị, cá nhân, hủy bỏ"),
        sections=(
            "decisions:register",
            "decisions:award",
            "decisions:person",
            "decisions:unit",
            "decisions:revo",
        ),
        group=OF_THE_AWARDS,
    ),
    NavItem(
        _("Khen thưởng đã trao"),
        "portal:awards",
        "award",
        _("Tập thể, cá nhân được khen thưởng, theo từng quyết định"),
        sections=("portal:awards",),
        for_visitors=True,
    ),
    NavItem(
        _("Kế hoạch"),
        "movement:plan",
        "scroll-text",
        _("Từng điều khoản được đáp ứng thế nào, cách hiểu, căn cứ pháp lý, mốc thời gian"),
        sections=("movement:",),
    ),
    NavItem(
        _("Kế hoạch đơn vị"),
        "unit_plans:start",
        "clipboard-list",
        _("Biện pháp theo sáu nội dung thi đua, ký ban hành, ghi tiến độ; tổng quan các đơn vị"),
        sections=("unit_plans:",),
        group=OF_THE_YEAR,
    ),
    NavItem(
        _("Sáng kiến"),
        "initiatives:list",
        "lightbulb",
        _("Sổ sáng kiến: viết, công nhận, nơi nào đã làm theo, đã dùng cho khen thưởng nào"),
        sections=("initiatives:",),
        group=OF_THE_YEAR,
    ),
    NavItem(
        _("Báo cáo năm"),
        "reports:list",
        "file-pen-line",
        _("Viết từ số liệu điền sẵn, ký gửi, biên nhận; báo cáo của từng đơn vị"),
        sections=("reports:",),
        group=OF_THE_YEAR,
    ),
    NavItem(
        _("Khó khăn, kiến nghị"),
        "steering:difficulties",
        "message-square-warning",
        _("Gửi phản ánh, theo dõi người xử lý và trả lời; tổng hợp cho lãnh đạo"),
        sections=("steering:di", "steering:target"),
        group=OF_THE_YEAR,
    ),
    NavItem(
        _("Tuyên truyền"),
        "outreach:log",
        "megaphone",
        _("Tin bài, phát thanh, hội nghị, việc của Mặt trận và đoàn thể; gương điển hình"),
        sections=("outreach:",),
        group=OF_THE_YEAR,
    ),
    NavItem(
        _("Mốc thời gian"),
        "movement:calendar",
        "calendar-days",
        _("Hạn của từng việc, còn bao nhiêu ngày, thông báo đổi mốc, lịch cho điện thoại"),
        in_bar=False,
    ),
    NavItem(
        _("Báo cáo tổng hợp"),
        "synthesis:list",
        "notebook-text",
        _("Báo cáo của thành phố tự điền số liệu từ báo cáo các đơn vị, xuất Word"),
        sections=("synthesis:",),
        group=OF_THE_OFFICE,
    ),
    NavItem(
        _("Bản công bố"),
        "par_index:releases",
        "file-spreadsheet",
        _("Nhập bảng xếp hạng theo quyết định, hai người cùng kiểm tra"),
        in_bar=False,
    ),
    NavItem(
        _("Văn bản hướng dẫn"),
        "steering:guidance_list",
        "inbox",
        _("Văn bản của cơ quan thường trực, đơn vị nào đã mở, đã nhận"),
        sections=("steering:guidance",),
        in_bar=False,
    ),
    NavItem(
        _("Kiểm tra"),
        "steering:inspections",
        "clipboard-check",
        _("Kế hoạch kiểm tra, đợt kiểm tra tại đơn vị, ghi nhận, việc phải khắc phục"),
        sections=("steering:inspection", "steering:visit", "steering:remedy", "steering:finding"),
        group=OF_THE_OFFICE,
    ),
    NavItem(
        _("Hỏi – đáp"),
        "steering:answers",
        "book-open",
        _("Câu hỏi về Phong trào đã có trả lời chính thức, tìm không cần dấu"),
        in_bar=False,
    ),
    NavItem(
        _("Hội nghị"),
        "conferences:list",
        "presentation",
        _("Sơ kết, tổng kết: giấy mời, ai dự, số liệu, trao thưởng và xác nhận đã nhận"),
        sections=("conferences:",),
        group=OF_THE_OFFICE,
    ),
    NavItem(
        _("Đôn đốc"),
        "urging:board",
        "bell-ring",
        _("Ai đã gửi, ai chưa, nhắc ngay và văn bản đôn đốc"),
        sections=("urging:",),
        group=OF_THE_OFFICE,
    ),
    NavItem(
        _("Mẫu văn bản"),
        "paper_forms:list",
        "file-pen-line",
        _("Mẫu Word riêng của cơ quan cho từng loại văn bản, áp dụng từ ngày nào"),
        sections=("paper_forms:",),
        in_bar=False,
    ),
    NavItem(
        _("Tài khoản"),
        "people:accounts",
        "users",
        _("Người dùng và vai trò của họ"),
        sections=("people:account",),
    ),
    NavItem(
        _("Ủy quyền"),
        "people:delegations",
        "handshake",
        _("Trao vai trò của mình cho người khác trong một thời gian, theo văn bản"),
        sections=("people:delegation",),
        in_bar=False,
    ),
    NavItem(
        _("Việc nền"),
        "jobs:list",
        "list-checks",
        _("Thư chờ gửi, nhắc hạn, việc lỗi và chạy lại"),
        in_bar=False,
    ),
    NavItem(
        _("Nhật ký"),
        "foundation:audit",
        "history",
        _("Ai đã làm gì, lúc nào, trước và sau; không ai sửa được"),
        sections=("foundation:",),
    ),
    NavItem(
        _("Thành phần giao diện"),
        "web:components",
        "blocks",
        _("Mọi mảnh ghép của giao diện trên một trang, cho nhóm phát triển"),
        in_bar=False,
    ),
)
"""In the order of the bar; the entries of a group stand together."""

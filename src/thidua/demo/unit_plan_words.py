"""What units of the demonstration write in their plans: invented, of the length real plans have."""

from typing import NamedTuple


class Line(NamedTuple):
    """A measure as words, with areas (II.2), a target and its unit."""

    content: str
    text: str
    areas: tuple[str, ...] = ()
    target: int | None = None
    unit: str = ""
    joined: str = ""


LINES = (
    Line(
        "ND1",
        "Người đứng đầu chủ trì giao ban cải cách hành chính hằng tháng, có thông báo kết luận "
        "gửi từng bộ phận",
        target=12,
        unit="cuộc họp",
    ),
    Line(
        "ND1",
        "Kiểm tra đột xuất việc tiếp nhận, trả kết quả và thái độ phục vụ tại bộ phận một cửa",
        target=4,
        unit="đợt",
    ),
    Line(
        "ND1",
        "Đối thoại với người dân, tổ chức về thủ tục hành chính; trả lời bằng văn bản mọi kiến "
        "nghị trong 10 ngày làm việc",
        target=2,
        unit="buổi",
    ),
    Line(
        "ND2",
        "Rà soát, đề nghị cắt giảm thời hạn giải quyết các thủ tục về đất đai, hộ tịch và bảo trợ xã hội",
        areas=("thu_tuc",),
        target=6,
        unit="thủ tục",
    ),
    Line(
        "ND2",
        "Số hóa thành phần hồ sơ ngay khi tiếp nhận và trả kết quả bản điện tử có chữ ký số",
        areas=("thu_tuc", "so"),
        target=95,
        unit="%",
    ),
    Line(
        "ND2",
        "Rà soát văn bản đã ban hành, đề nghị bãi bỏ quy định không còn phù hợp với chính quyền hai cấp",
        areas=("the_che",),
        target=1,
        unit="đợt",
    ),
    Line(
        "ND2",
        "Sắp xếp vị trí việc làm, phân công một đầu mối chịu trách nhiệm cho từng nhóm thủ tục",
        areas=("bo_may", "cong_vu"),
    ),
    Line(
        "ND2",
        "Công khai dự toán, quyết toán và kết quả mua sắm trên trang thông tin điện tử đúng thời hạn",
        areas=("tai_chinh",),
        target=100,
        unit="%",
    ),
    Line(
        "ND3",
        "Phân tích từng tiêu chí bị trừ điểm của năm trước, giao người khắc phục và thời hạn cho "
        "từng tiêu chí",
        target=100,
        unit="%",
    ),
    Line(
        "ND3",
        "Tự chấm điểm thử hằng quý, báo cáo tiêu chí có nguy cơ mất điểm trước khi Sở Nội vụ thẩm định",
        target=4,
        unit="lần",
    ),
    Line(
        "ND4",
        "Đăng tin, bài, hướng dẫn nộp hồ sơ trực tuyến trên trang thông tin, hệ thống truyền "
        "thanh và mạng xã hội",
        target=60,
        unit="tin, bài",
        joined="Toàn dân học tập số",
    ),
    Line(
        "ND4",
        "Tổ công nghệ số cộng đồng đến từng thôn, tổ dân phố hướng dẫn cài đặt định danh điện tử "
        "và thanh toán",
        target=24,
        unit="buổi",
        joined="Dân vận khéo",
    ),
    Line(
        "ND5",
        "Nhân rộng mô hình “Ngày thứ Năm không hẹn”, trả kết quả tại nhà cho người cao tuổi, "
        "người khuyết tật",
        target=300,
        unit="lượt",
    ),
    Line(
        "ND5",
        "Khảo sát sự hài lòng sau mỗi lượt giao dịch bằng mã QR, xử lý mọi ý kiến không hài lòng "
        "trong ba ngày",
        target=95,
        unit="%",
    ),
    Line(
        "ND6",
        "Bình xét công chức giải quyết hồ sơ tốt nhất theo quý, ưu tiên người trực tiếp phục vụ người dân",
        target=4,
        unit="lượt",
    ),
    Line(
        "ND6",
        "Tập huấn kỹ năng số và giao tiếp hành chính cho toàn bộ công chức bộ phận một cửa",
        target=2,
        unit="lớp",
        joined="Cả nước thi đua đổi mới sáng tạo",
    ),
)

OWNERS = (
    "Văn phòng HĐND và UBND",
    "Trung tâm Phục vụ hành chính công",
    "Phòng Văn hóa – Xã hội",
    "Lãnh đạo phụ trách cải cách hành chính",
)
AGENCY_OWNERS = (
    "Văn phòng",
    "Bộ phận một cửa",
    "Phòng Tổ chức cán bộ",
    "Lãnh đạo phụ trách cải cách hành chính",
)

DOING = (
    "Đã phân công người thực hiện và hoàn thành đợt đầu; còn chờ nâng cấp phần mềm một cửa (trình diễn).",
    "Làm được khoảng nửa khối lượng, người dân phản hồi tốt; sẽ mở rộng sang quý sau (trình diễn).",
    "Đã họp rút kinh nghiệm, bổ sung hai công chức hỗ trợ giờ cao điểm tại bộ phận một cửa (trình diễn).",
)
DONE = (
    "Hoàn thành chỉ tiêu cả năm, có biên bản và số liệu kèm theo báo cáo năm (trình diễn).",
    "Đã làm xong, đạt chỉ tiêu đề ra; tiếp tục duy trì trong năm sau (trình diễn).",
)
DROPPED = "Không làm nữa vì nhiệm vụ đã chuyển về sở quản lý ngành sau khi sắp xếp (trình diễn)."

"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "decisions.recorded": _("Ghi quyết định khen thưởng"),
    "decisions.outcome_settled": _("Ghi kết quả của một hồ sơ"),
    "decisions.left_out": _("Đưa một hồ sơ ra khỏi quyết định"),
    "decisions.apart_seen": _("Người quyết định đã xem phần ngoài danh sách trình"),
    "decisions.confirmed": _("Xác nhận quyết định khen thưởng"),
    "decisions.discarded": _("Bỏ quyết định khen thưởng ghi nhầm"),
    "decisions.correction_asked": _("Đề nghị đính chính quyết định khen thưởng"),
    "decisions.corrected": _("Đính chính quyết định khen thưởng"),
    "decisions.correction_discarded": _("Bỏ đề nghị đính chính quyết định khen thưởng"),
    "decisions.revocation_recorded": _("Ghi quyết định hủy bỏ khen thưởng"),
    "decisions.revocation_confirmed": _("Xác nhận hủy bỏ khen thưởng"),
    "decisions.revocation_discarded": _("Bỏ việc hủy bỏ khen thưởng ghi nhầm"),
    "decisions.recovery_noted": _("Ghi hiện vật, tiền thưởng đã thu hồi"),
    "decisions.bonus_set": _("Đặt tham số tiền thưởng"),
    "decisions.certificates_asked": _("Yêu cầu làm giấy chứng nhận"),
}

FIELDS = {
    "cycle": _("Đợt xét"),
    "number": _("Số"),
    "decided_on": _("Ngày quyết định"),
    "signer": _("Người ký"),
    "sha256": _("Dấu vân tay (SHA-256)"),
    "content_sha256": _("Dấu vân tay kết quả xét (SHA-256)"),
    "proposal": _("Danh sách trình"),
    "awarded": _("Được tặng"),
    "not_awarded": _("Không được tặng"),
    "is_awarded": _("Được tặng"),
    "chosen": _("Được chọn trình cấp Nhà nước"),
    "is_chosen": _("Được chọn trình cấp Nhà nước"),
    "dossier": _("Hồ sơ"),
    "reason": _("Lý do"),
    "state": _("Trạng thái"),
    "bonus": _("Tổng tiền thưởng (đồng)"),
    "ground": _("Căn cứ"),
    "items": _("Hiện vật thu hồi"),
    "amount": _("Tiền thưởng thu hồi (đồng)"),
    "name": _("Tham số"),
    "valid_from": _("Áp dụng từ"),
    "value": _("Giá trị"),
    "source": _("Căn cứ, nguồn"),
    "count": _("Số lượng"),
    "apart": _("Đề nghị ngoài danh sách trình"),
}

"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "awards.candidates_added": _("Thêm vào danh sách dự kiến đề nghị"),
    "awards.attested": _("Ghi thông tin xác nhận của người, tập thể dự kiến"),
    "awards.candidate_removed": _("Bỏ khỏi danh sách dự kiến đề nghị"),
    "awards.registered": _("Ghi khen thưởng đã trao"),
    "awards.revoked": _("Hủy bỏ khen thưởng đã trao"),
    "awards.struck": _("Gỡ khỏi sổ một khen thưởng ghi nhầm"),
    "awards.reinstated": _("Bỏ việc hủy bỏ khen thưởng ghi nhầm, khen thưởng còn hiệu lực"),
    "awards.decision_corrected": _("Đính chính số, ngày quyết định của khen thưởng đã trao"),
    "awards.base_recorded": _("Ghi khen thưởng cấp cơ sở"),
    "awards.base_recorded_many": _("Ghi nhiều khen thưởng cấp cơ sở"),
    "awards.base_corrected": _("Sửa khen thưởng cấp cơ sở"),
    "awards.base_removed": _("Bỏ khen thưởng cấp cơ sở ghi nhầm"),
    "awards.base_list_received": _("Tải lên danh sách khen thưởng cấp cơ sở"),
}

FIELDS = {
    "count": _("Số dòng"),
    "award": _("Hình thức khen thưởng"),
    "cycle": _("Đợt xét"),
    "decisions": _("Các quyết định"),
    "decided_on": _("Ngày quyết định"),
    "selected": _("Được đơn vị xét chọn, đề xuất"),
    "outstanding": _("Có thành tích xuất sắc, tiêu biểu"),
    "conduct": _("Phẩm chất tốt, gương mẫu, chấp hành tốt"),
    "rating": _("Xếp loại năm"),
    "par_role": _("Vai trò trong cải cách hành chính"),
    "par_months": _("Số tháng làm cải cách hành chính"),
    "barred": _("Đang bị xem xét kỷ luật, thanh tra, xác minh"),
    "justification": _("Căn cứ bằng văn bản"),
    "decision": _("Quyết định"),
    "revoked_on": _("Ngày hủy bỏ"),
    "evidence": _("Nguồn của thông tin"),
}

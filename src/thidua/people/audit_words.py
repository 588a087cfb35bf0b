"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "people.account_created": _("Lập tài khoản"),
    "people.account_changed": _("Sửa tài khoản"),
    "people.account_deactivated": _("Khóa tài khoản"),
    "people.account_reactivated": _("Mở lại tài khoản"),
    "people.password_link_issued": _("Cấp đường dẫn đặt mật khẩu"),
    "people.password_changed": _("Đổi mật khẩu"),
    "people.role_granted": _("Giao vai trò"),
    "people.role_ended": _("Kết thúc vai trò"),
    "people.delegated": _("Ủy quyền"),
    "people.delegation_ended": _("Kết thúc ủy quyền"),
    "people.signed_in": _("Đăng nhập"),
    "people.signed_out": _("Đăng xuất"),
    "people.sign_in_failed": _("Đăng nhập không thành công"),
    "people.sign_in_locked": _("Tạm chặn đăng nhập vì thử sai quá nhiều lần"),
}

FIELDS = {
    "role": _("Vai trò"),
    "person": _("Người nhận vai trò"),
    "unit": _("Mã đơn vị"),
    "from_person": _("Người ủy quyền"),
    "to_person": _("Người được ủy quyền"),
    "expires": _("Hết hạn"),
    "login_trace": _("Dấu vết tên đăng nhập"),
}

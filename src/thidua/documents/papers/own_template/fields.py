"""The fields an office may put into its own .docx, and what each is on a given paper or certificate.

A field is written `{{ trich_yeu }}`; written in capitals, `{{ TRICH_YEU }}`, it gives its words in capitals.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.documents.papers.certificate import Certificate
from thidua.documents.papers.paper import NAMED_KINDS, Paper, dated, padded

NEXT_PARAGRAPH = "\a"
"""Parts a field of several lines into paragraphs of the same look (docxtpl's own sign)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the papers of some kinds, or of all (`kinds` is None)."""

    name: str
    label: str | Promise
    is_needed: bool = False
    """Without it words of the paper would be lost."""
    kinds: frozenset[str] | None = None
    is_block: bool = False
    """Headings, paragraphs and tables as the system draws them; it stands alone in its paragraph."""


ADDRESSED = frozenset({"", "Tờ trình", "Báo cáo", "Giấy mời"})
DECISION, MINUTES = frozenset({"Quyết định"}), frozenset({"Biên bản"})
ACHIEVEMENTS = "Báo cáo thành tích"
"""A Báo cáo with two signers and no addressee: a form for it is not one for other reports."""
SIGNED_TWICE = MINUTES | {ACHIEVEMENTS}
FIELDS = (
    Field("nhan", _("Nhãn như DỰ THẢO, DỮ LIỆU TRÌNH DIỄN; không có thì hệ thống tự đặt lên đầu")),
    Field("co_quan_chu_quan", _("Cơ quan chủ quản")),
    Field("co_quan_ban_hanh", _("Cơ quan ban hành")),
    Field("so", _("Số văn bản")),
    Field("ky_hieu", _("Ký hiệu văn bản")),
    Field("dia_danh", _("Địa danh")),
    Field("ngay_thang", _("Ngày, tháng, năm, viết “ngày 09 tháng 6 năm 2026”")),
    Field("trich_yeu", _("Trích yếu"), True),
    Field("kinh_gui", _("Nơi văn bản gửi tới"), True, ADDRESSED),
    Field("tham_quyen", _("Người có thẩm quyền quyết định"), True, DECISION),
    Field("can_cu", _("Các căn cứ, mỗi căn cứ một dòng"), True, DECISION),
    Field("noi_dung", _("Toàn bộ nội dung, kể cả bảng"), True, is_block=True),
    Field("chuc_danh_ky", _("Thẩm quyền và chức danh người ký"), True),
    Field("nguoi_ky", _("Họ tên người ký"), True),
    Field("chuc_danh_ky_2", _("Chức danh người ký thứ hai"), True, SIGNED_TWICE),
    Field("nguoi_ky_2", _("Họ tên người ký thứ hai"), True, SIGNED_TWICE),
    Field("noi_nhan", _("Nơi nhận, mỗi nơi một dòng"), False, NAMED_KINDS - MINUTES | {""}),
    Field("phu_luc", _("Danh sách, phụ lục kèm theo, mỗi phụ lục một trang mới"), True, is_block=True),
)
CERTIFICATE = "Giấy chứng nhận"
"""A sheet that is handed over, Bằng khen and Cờ too: no paper of Decree 30, with fields of its own."""
CODE = "ma_qr"
CERTIFICATE_FIELDS = (
    FIELDS[0],
    Field("tham_quyen", _("Người có thẩm quyền quyết định"), True),
    Field("hinh_thuc", _("Hình thức khen thưởng, như Bằng khen"), True),
    Field("ten", _("Tên tập thể hoặc họ tên cá nhân"), True),
    Field("chuc_vu_don_vi", _("Chức vụ, đơn vị của cá nhân; trống với tập thể"), True),
    Field("thanh_tich", _("Thành tích được khen"), True),
    Field("so", _("Số quyết định"), True),
    Field("ky_hieu", _("Ký hiệu quyết định"), True),
    Field("dia_danh", _("Địa danh")),
    Field("ngay_thang", _("Ngày quyết định, viết “ngày 09 tháng 6 năm 2026”"), True),
    Field("chuc_danh_ky", _("Thẩm quyền và chức danh người ký"), True),
    Field("nguoi_ky", _("Họ tên người ký"), True),
    Field(CODE, _("Hình mã QR dẫn đến trang kiểm tra công khai, cạnh 22 mm")),
    Field("dia_chi_kiem_tra", _("Địa chỉ trang kiểm tra công khai, bằng chữ")),
)
BY_NAME = {field.name: field for field in (*CERTIFICATE_FIELDS, *FIELDS)}


def fields_for(kind: str) -> tuple[Field, ...]:
    """The fields of a kind of paper ("" for a letter), of ACHIEVEMENTS or of a CERTIFICATE, in the order of
    the page.
    """
    if kind == CERTIFICATE:
        return CERTIFICATE_FIELDS
    return tuple(field for field in FIELDS if field.kinds is None or kind in field.kinds)


def known_names(kind: str) -> frozenset[str]:
    """What may stand in a form of this kind; a field that its papers leave empty is known too."""
    return frozenset(field.name for field in (CERTIFICATE_FIELDS if kind == CERTIFICATE else FIELDS))


def words_of(paper: Paper) -> dict[str, str]:
    """What each field that is no block says on this paper."""
    other = paper.other_signer
    return {
        "nhan": NEXT_PARAGRAPH.join(paper.marks),
        "co_quan_chu_quan": paper.above,
        "co_quan_ban_hanh": paper.issuer,
        "so": paper.padded_number,
        "ky_hieu": paper.symbol,
        "dia_danh": paper.place,
        "ngay_thang": dated(paper.on),
        "trich_yeu": paper.subject,
        "kinh_gui": _addressed(paper.addressees),
        "tham_quyen": paper.authority,
        "can_cu": NEXT_PARAGRAPH.join(paper.grounds),
        "chuc_danh_ky": NEXT_PARAGRAPH.join(paper.signer.lines),
        "nguoi_ky": paper.signer.name,
        "chuc_danh_ky_2": NEXT_PARAGRAPH.join(other.lines) if other else "",
        "nguoi_ky_2": other.name if other else "",
        "noi_nhan": NEXT_PARAGRAPH.join(_dashed(paper.recipients)),
    }


def words_on(certificate: Certificate) -> dict[str, str]:
    """What each field but the picture says on this sheet."""
    return {
        "nhan": NEXT_PARAGRAPH.join(certificate.marks),
        "tham_quyen": certificate.conferred_by,
        "hinh_thuc": certificate.form,
        "ten": certificate.name,
        "chuc_vu_don_vi": certificate.of,
        "thanh_tich": certificate.achievement,
        "so": padded(certificate.number),
        "ky_hieu": certificate.symbol,
        "dia_danh": certificate.place,
        "ngay_thang": dated(certificate.on),
        "chuc_danh_ky": NEXT_PARAGRAPH.join(certificate.signer.lines),
        "nguoi_ky": certificate.signer.name,
        "dia_chi_kiem_tra": certificate.check_url,
    }


def _addressed(names: Sequence[str]) -> str:
    """One addressee on the line of “Kính gửi”, several on lines of their own."""
    return names[0] if len(names) == 1 else NEXT_PARAGRAPH.join(["", *_dashed(names)] if names else [])


def _dashed(names: Sequence[str]) -> list[str]:
    return [f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, 1)]

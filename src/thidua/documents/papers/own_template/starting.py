"""Our own form as a .docx with fields in it, for an office to begin from."""

import io

from docx import Document

from thidua.documents.papers.certificate import Certificate
from thidua.documents.papers.certificate_docx import certificate_docx
from thidua.documents.papers.docx import to_docx
from thidua.documents.papers.own_template.fields import ACHIEVEMENTS, CERTIFICATE, CODE, fields_for
from thidua.documents.papers.paper import Paper, Signer, Text
from thidua.documents.papers.steady import steady_bytes


class _Blank(Paper):
    """A paper whose number and day are fields."""

    __slots__ = ()

    @property
    def numbered(self) -> str:
        return "Số: {{ so }}/{{ ky_hieu }}"

    @property
    def placed(self) -> str:
        return "{{ dia_danh }}, {{ ngay_thang }}"


class _BlankCertificate(Certificate):
    """A sheet whose decision and day are fields."""

    __slots__ = ()

    @property
    def decision(self) -> str:
        return "Theo Quyết định số {{ so }}/{{ ky_hieu }}\n{{ ngay_thang }}"

    @property
    def placed(self) -> str:
        return "{{ dia_danh }}, {{ ngay_thang }}"


def starting_template(kind: str) -> bytes:
    """The .docx of a kind of `fields_for` as we draw it, with a field for each part."""
    if kind == CERTIFICATE:
        return _blank_certificate()
    has = {field.name for field in fields_for(kind)}
    blank = _Blank(
        kind="Báo cáo" if kind == ACHIEVEMENTS else kind,
        above="{{ co_quan_chu_quan }}",
        issuer="{{ co_quan_ban_hanh }}",
        symbol="",
        subject="{{ trich_yeu }}",
        addressees=("{{ kinh_gui }}",) if "kinh_gui" in has else (),
        authority="{{ tham_quyen }}" if "tham_quyen" in has else "",
        grounds=("{{ can_cu }}",) if "can_cu" in has else (),
        body=(Text("{{ noi_dung }}"),),
        signer=Signer(("{{ chuc_danh_ky }}",), "{{ nguoi_ky }}"),
        other_signer=Signer(("{{ chuc_danh_ky_2 }}",), "{{ nguoi_ky_2 }}") if "nguoi_ky_2" in has else None,
        recipients=("{{ noi_nhan }}",) if "noi_nhan" in has else (),
        marks=("{{ nhan }}",),
    )
    document = Document(io.BytesIO(to_docx(blank)))
    for table in document.tables:
        for paragraph in (one for cell in table.rows[0].cells for one in cell.paragraphs):
            if paragraph.text == "- {{ noi_nhan }}.":
                paragraph.runs[0].text = "{{ noi_nhan }}"
    document.add_paragraph("{{ phu_luc }}")
    return steady_bytes(document)


def _blank_certificate() -> bytes:
    blank = _BlankCertificate(
        form="{{ HINH_THUC }}",
        conferred_by="{{ THAM_QUYEN }}",
        name="{{ ten }}",
        of="{{ chuc_vu_don_vi }}",
        achievement="{{ thanh_tich }}",
        check_url="",
        signer=Signer(("{{ CHUC_DANH_KY }}",), "{{ nguoi_ky }}"),
        marks=("{{ nhan }}",),
        is_suggested_form=False,
    )
    return certificate_docx(blank, code_words=f"{{{{ {CODE} }}}}")

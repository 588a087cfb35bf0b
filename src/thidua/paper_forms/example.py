"""An invented paper to try a form with: long names, a list, both signers where the kind has them."""

from datetime import date

from thidua.documents.papers import (
    Annex,
    Article,
    Block,
    Capacity,
    Certificate,
    Heading,
    Paper,
    Signer,
    Table,
    Text,
    accompanying,
    signing,
)
from thidua.paper_forms.enums import Kind

NAME = "Nguyễn Hoàng Thị Phương Thảo Quỳnh Như"
MARK = "XEM THỬ MẪU, KHÔNG PHẢI VĂN BẢN"
SUBJECT = "Tặng Bằng khen trong Phong trào thi đua “Đẩy mạnh cải cách hành chính” giai đoạn 2026 - 2030"


def example(kind: Kind, on: date) -> Paper:
    """A paper of this kind, dated that day; it says that it is an example."""
    is_decision, is_minutes = kind is Kind.DECISION, kind.paper_kind == "Biên bản"
    rows = [(str(place), f"{NAME} {place}", "Chuyên viên, Sở Nội vụ") for place in range(1, 4)]
    table = Table(("TT", "Họ và tên", "Chức vụ, đơn vị"), rows, (1, 5, 4))
    symbol = {"": "SNV-CCHC&PC", "Quyết định": "QĐ-UBND"}.get(kind.paper_kind, "VB-SNV")
    body: list[Block] = [Heading("I. Nội dung"), Text("Đoạn văn thứ nhất của văn bản dùng để xem thử mẫu.")]
    if is_decision:
        body = [
            Article(1, "Tặng Bằng khen cho các cá nhân có tên trong danh sách kèm theo."),
            Article(2, "Sở Nội vụ tổ chức thực hiện./."),
        ]
    return Paper(
        kind=kind.paper_kind,
        above="Ủy ban nhân dân\nthành phố Hải Phòng",
        issuer="Sở Nội vụ",
        symbol=symbol,
        number="5",
        on=on,
        subject=SUBJECT,
        addressees=("Chủ tịch Ủy ban nhân dân thành phố",) if kind.paper_kind in ("Tờ trình", "") else (),
        authority="Chủ tịch Ủy ban nhân dân thành phố Hải Phòng" if is_decision else "",
        grounds=(
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
            "Theo đề nghị của Giám đốc Sở Nội vụ.",
        )
        if is_decision
        else (),
        body=[*body, table],
        signer=signing("Phó Giám đốc", NAME, capacity=Capacity.FOR_HEAD, head="Giám đốc"),
        other_signer=_other_signer(kind),
        recipients=()
        if is_minutes
        else ("Như trên", "Ban Thi đua - Khen thưởng thành phố", "Lưu: VT, CCHC&PC"),
        annexes=(
            Annex(
                "DANH SÁCH",
                (table,),
                is_wide=True,
                note=accompanying("văn bản", "5", symbol, on, "Sở Nội vụ"),
            ),
        ),
        marks=(MARK,),
    )


def example_certificate(on: date) -> Certificate:
    """A sheet of that day; its code leads to no award."""
    return Certificate(
        form="Bằng khen",
        conferred_by="Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
        name=NAME,
        of="Phó Trưởng phòng Cải cách hành chính và pháp chế, Sở Nội vụ",
        achievement="Đã có thành tích xuất sắc trong Phong trào thi đua “Đẩy mạnh cải cách hành chính”",
        check_url="https://vi-du.invalid/kiem-tra/00000000/",
        signer=signing("Phó Chủ tịch", NAME, capacity=Capacity.FOR_HEAD, head="Chủ tịch"),
        number="5",
        on=on,
        marks=(MARK,),
        is_suggested_form=False,
    )


def _other_signer(kind: Kind) -> Signer | None:
    if kind is Kind.ACHIEVEMENTS:
        return signing("Xác nhận của cấp trình khen thưởng")
    return signing("Thư ký", NAME) if kind.paper_kind == "Biên bản" else None

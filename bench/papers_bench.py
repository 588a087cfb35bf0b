"""Official papers: a Tờ trình with two lists of 127, as .docx and PDF/A; 400 certificates, by two forms."""

import os
import time
from datetime import date
from functools import partial

import django

from bench.measure import Figure, milliseconds, seconds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
django.setup()

from thidua.decisions.certificates.packing import packed_certificates  # noqa: E402
from thidua.documents.papers import (  # noqa: E402  (the names of fields are translated, so Django comes first)
    Annex,
    Certificate,
    Heading,
    Paper,
    Signer,
    Table,
    Text,
    certificates_pdf,
    to_docx,
    to_pdf,
)
from thidua.documents.papers.own_template import (  # noqa: E402
    CERTIFICATE,
    fill_certificate,
    fill_template,
    starting_template,
)

TITLE = "Papers"
LISTED, HANDED_OVER = 127, 400
PAPER_SECONDS, CERTIFICATE_SECONDS = 1.0, 20.0
NAME = "Nguyễn Hoàng Thị Phương Thảo Quỳnh Như Tôn Nữ Công Tằng Ái Vân"
IDEA = ("Ứng dụng trí tuệ nhân tạo rà soát, cắt giảm thủ tục hành chính " * 7)[:400]
SIGNER = Signer(("KT. Chủ tịch", "Phó Chủ tịch"), NAME)


def proposal() -> Paper:
    """Long names; every fifth person has an initiative with a title of 400 letters."""
    people = [
        (
            str(place),
            NAME,
            "Chuyên viên, Sở Nội vụ",
            IDEA if place % 5 == 0 else IDEA[:63],
        )
        for place in range(1, LISTED + 1)
    ]
    units = [(str(place), f"Ủy ban nhân dân phường số {place}", "95,80") for place in range(1, LISTED + 1)]
    return Paper(
        kind="Tờ trình",
        above="Ủy ban nhân dân\nthành phố Hải Phòng",
        issuer="Sở Nội vụ",
        symbol="TTr-SNV",
        subject="Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân thành phố",
        body=(Heading("I. Kết quả"), Text(IDEA)),
        signer=SIGNER,
        recipients=("Như trên", "Lưu: VT"),
        annexes=(
            Annex(
                "DANH SÁCH CÁ NHÂN",
                (Table(("TT", "Họ và tên", "Chức vụ, đơn vị", "Sáng kiến"), people, (1, 4, 4, 6)),),
                is_wide=True,
            ),
            Annex("DANH SÁCH TẬP THỂ", (Table(("TT", "Đơn vị", "Điểm"), units, (1, 6, 2)),)),
        ),
    )


def certificates() -> list[Certificate]:
    return [
        Certificate(
            form="Bằng khen",
            conferred_by="Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
            name=f"{NAME} {place}",
            of="Chuyên viên, Sở Nội vụ thành phố Hải Phòng",
            achievement="Đã có thành tích xuất sắc trong Phong trào thi đua “Đẩy mạnh cải cách hành chính”",
            check_url=f"https://thidua.example/kiem-tra/{place:08d}-AbCdEf",
            signer=SIGNER,
            number="15",
            on=date(2030, 5, 19),
        )
        for place in range(HANDED_OVER)
    ]


def run() -> list[Figure]:
    """Each kind of file; the PDFs once cold too, as typst keeps what it has laid out before."""
    paper, sheets = proposal(), certificates()
    label = f"Tờ trình with {LISTED} + {LISTED} rows"
    cold = _once(lambda: to_pdf(paper))
    template = starting_template("Tờ trình")
    by_own_form = seconds(lambda: fill_template(template, paper))
    lines = [
        (f"{label}: .docx", seconds(lambda: to_docx(paper)), "", PAPER_SECONDS),
        (
            f"{label}: .docx by the office's own form",
            by_own_form,
            "",
            PAPER_SECONDS,
        ),
        (f"{label}: PDF/A-2b, the first of a process", cold, "fonts are read", PAPER_SECONDS),
        (f"{label}: the same again", seconds(lambda: to_pdf(paper)), "", PAPER_SECONDS),
    ]
    heard: list[int] = []
    taken = _once(lambda: certificates_pdf(sheets, progress=lambda done, total: heard.append(done)))
    more = f"{len(heard)} steps of progress told"
    lines.append(
        (f"{HANDED_OVER} certificates with QR codes, one PDF/A-2b", taken, more, CERTIFICATE_SECONDS)
    )
    heard.clear()
    draw = partial(fill_certificate, starting_template(CERTIFICATE))
    taken = _once(lambda: packed_certificates(sheets, draw, progress=lambda done, total: heard.append(done)))
    more = f"{len(heard)} steps of progress told"
    lines.append(
        (
            f"{HANDED_OVER} certificates by the office's own form, .docx packed",
            taken,
            more,
            CERTIFICATE_SECONDS,
        )
    )
    return [
        Figure(work, milliseconds(took), more, goal=f"≤ {goal:.0f} s", holds=took <= goal)
        for work, took, more, goal in lines
    ]


def _once(work) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    work()
    return time.perf_counter() - start

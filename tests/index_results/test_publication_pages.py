"""The pages from the council to the published ranking, as people use them."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.index_results.building import judge
from tests.index_results.papers import PDF

from thidua.core.blocks import Block
from thidua.index_results.content import canonical
from thidua.index_results.models import HeadClassRule, Publication
from thidua.index_results.standings import standings_of
from thidua.index_results.workbook import results_workbook
from thidua.index_rounds.models import Phase

START = "/ket-qua-chi-so/"


def pdf():
    return SimpleUploadedFile("ky.pdf", PDF, content_type="application/pdf")


def test_from_the_session_to_the_published_page(client, found, specialist, head, secretary, officer):
    client.force_login(secretary)
    fields = {
        "held_on": "10/02/2027", "chair": "Trần Thị Chủ Trì", "members": "9", "present": "8", "agreed": "7",
        "conclusions": "Thông qua.", "minutes": pdf(),
    }  # fmt: skip
    assert client.post(f"{START}{found.pk}/phien-hop-moi/", fields).status_code == 302
    session = found.sessions.get()
    assert b"PDF" in b"".join(client.get(f"{START}phien-hop/{session.pk}/bien-ban/"))
    client.force_login(specialist)
    assert "Khóa kết quả" in client.get(f"{START}{found.pk}/").content.decode()
    decision = {
        "number": "88/QĐ-UBND",
        "signed_on": "12/02/2027",
        "published_on": "15/02/2027",
        "file": pdf(),
    }
    client.post(f"{START}phien-hop/{session.pk}/khoa/", decision)
    publication = Publication.objects.get()
    address = f"{START}cong-bo/{publication.pk}/"
    assert "Bạn là người lập bản này" in client.get(address).content.decode()
    assert client.post(f"{address}xac-nhan/").status_code == 403
    client.force_login(officer)
    assert client.get(address).status_code == 404
    client.force_login(head)
    html = client.get(address).content.decode()
    assert "kết quả xét khen thưởng" in html
    assert "đúng như lúc khóa" in html
    assert client.post(f"{address}xac-nhan/").status_code == 302
    client.force_login(officer)
    html = client.get(address).content.decode()
    assert "95,80" in html
    assert "Hoàn thành xuất sắc nhiệm vụ" in html
    assert "88/QĐ-UBND" in html
    assert found.title in client.get(START).content.decode()
    assert client.get(f"{START}{found.pk}/xa/").status_code == 403
    assert "95,80" in client.get("/chi-so/xep-hang/?nam=2026&khoi=xa").content.decode()


def test_a_refusal_stands_in_the_form(client, found, secretary, specialist, session, frozen):
    client.force_login(secretary)
    html = client.post(f"{START}{found.pk}/phien-hop-moi/", {"members": "x"}).content.decode()
    assert "Hãy" in html or "bắt buộc" in html.lower()
    client.force_login(specialist)
    decision = {"number": "9", "signed_on": "12/02/2027", "published_on": "15/02/2027", "file": pdf()}
    html = client.post(f"{START}phien-hop/{session.pk}/khoa/", decision).content.decode()
    assert "chờ xác nhận" in html
    assert client.post(f"{START}cong-bo/{frozen.pk}/bo/").status_code == 302


def test_the_file_has_the_fingerprint_and_a_changed_one_is_found(client, published, officer):
    client.force_login(officer)
    address = f"{START}cong-bo/{published.pk}/"
    content = client.get(f"{address}ket-qua.json").content
    assert sha256(content).hexdigest() == published.sha256

    def verified(bytes_):
        return client.post(
            f"{address}doi-chieu/", {"file": SimpleUploadedFile("a.json", bytes_)}, follow=True
        )

    assert "Tệp khớp dấu vân tay" in verified(content).content.decode()
    told = json.loads(content)
    assert "Tệp khớp dấu vân tay" in verified(json.dumps(told, indent=1).encode()).content.decode()
    told["blocks"][0]["units"][0]["score"] = "95.81"
    assert "không khớp" in verified(canonical(told)).content.decode()
    assert "không khớp" in verified(b"{").content.decode()
    Publication.objects.filter(pk=published.pk).update(content=told)
    assert "nội dung đã bị đổi sau khi khóa" in client.get(address).content.decode()


def test_content_and_fingerprint_changed_together_do_not_agree_with_the_trail(client, published, officer):
    told = published.content
    told["blocks"][0]["units"][0]["score"] = "99.00"
    Publication.objects.filter(pk=published.pk).update(
        content=told, sha256=sha256(canonical(told)).hexdigest()
    )
    client.force_login(officer)
    html = client.get(f"{START}cong-bo/{published.pk}/").content.decode()
    assert "nhật ký không ghi dấu này" in html


def test_points_that_moved_after_freezing_are_told(client, frozen, head, at):
    judge(at, frozen.round.sheets.get(unit__code="xa05"), "1.1", Decimal(99), stage="council")
    client.force_login(head)
    html = client.get(f"{START}cong-bo/{frozen.pk}/").content.decode()
    assert "đã thay đổi sau khi khóa" in html


def test_the_council_sets_other_points_with_a_reason(client, found, units, secretary, at):
    client.force_login(secretary)
    address = f"{START}{found.pk}/diem-hoi-dong/"
    assert "Hội đồng chưa đổi điểm nào" in client.get(address).content.decode()
    fields = {"unit": units["xa05"].id, "code": "1.1", "points": "96,5", "reason": "Biên bản mục 3"}
    assert "chưa" in client.post(address, fields).content.decode()  # the council's phase is not open
    day = timedelta(1)
    Phase.objects.create(round=found, kind="council", opens_at=at - day, closes_at=at + day)
    assert "không có tiêu chí" in client.post(address, fields | {"code": "9"}).content.decode()
    assert "không phải là số" in client.post(address, fields | {"points": "x"}).content.decode()
    assert client.post(address, fields | {"points": "101"}).status_code == 200
    assert client.post(address, fields).status_code == 302
    assert "96,5 điểm" in client.get(address).content.decode()
    assert standings_of(found, Block.XA).places[0].score == Decimal("96.50")


def test_classes_are_dated_and_read_from_lines(client, specialist, head, db, demo_day):
    client.force_login(specialist)
    html = client.get(f"{START}muc-xep-loai/").content.decode()
    assert "tạm dùng, chưa có văn bản" in html
    assert client.post(f"{START}muc-xep-loai/", {}).status_code == 403
    client.force_login(head)
    fields = {"valid_from": "01/02/2027", "document": "1/QĐ-UBND", "cuts": "Tốt: 90\nKhá: 95"}
    html = client.post(f"{START}muc-xep-loai/", fields).content.decode()
    assert "phải thấp hơn" in html
    fields["cuts"] = "Tốt: 90,5\nKhá: 70"
    assert client.post(f"{START}muc-xep-loai/", fields).status_code == 302
    assert HeadClassRule.objects.first().cuts == [["Tốt", "90.5"], ["Khá", "70"]]
    assert "đã có một bộ mức" in client.post(f"{START}muc-xep-loai/", fields).content.decode()


def _has_calc():
    program = shutil.which("soffice")
    return program is not None and (Path(program).resolve().parent / "libsclo.so").exists()


@pytest.mark.skipif(not _has_calc(), reason="no LibreOffice Calc on this machine")
def test_a_spreadsheet_recalculates_the_same_totals(published, tmp_path):
    content = published.content
    book = tmp_path / "ket-qua.xlsx"
    book.write_bytes(results_workbook(content, published.sha256))
    told = _without_kept_values(book)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    call = ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76"]
    subprocess.run([*call, "--outdir", tmp_path, told], check=True, capture_output=True, timeout=180)
    (table,) = tmp_path.glob("*.csv")
    rows = [line.split(";") for line in table.read_text("utf-8").splitlines()[4:]]
    shown = {row[1]: (row[3].replace(",", "."), row[6].replace(",", ".")) for row in rows}
    assert shown == {row["code"]: (row["score"], row["percent"]) for row in content["blocks"][0]["units"]}


def _without_kept_values(book):
    """The same workbook without the values beside its formulas, so that they have to be computed."""
    bare = book.with_name("tinh-lai.xlsx")
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb"</f><v>[^<]*</v>", b"</f>", data)
            new.writestr(name, data)
    return bare


def test_formulas_of_the_workbook_read_the_areas_and_maxima(published):
    book = openpyxl.load_workbook(io.BytesIO(results_workbook(published.content, published.sha256)))
    page = book.worksheets[0]
    assert published.sha256 in page["A3"].value
    for line, row in enumerate(published.content["blocks"][0]["units"], 5):
        assert (page[f"A{line}"].value, page[f"B{line}"].value) == (row["rank"], row["code"])
        assert page[f"E{line}"].value == f"=SUM(I{line}:I{line})"
        assert page[f"I{line}"].value == float(row["areas"]["1"])
        assert page[f"F{line}"].value == 100
        assert f"IF(F{line}=100,E{line},E{line}*100/F{line})" in page[f"D{line}"].value

"""Forms of the office: set with every fault named, dated, drawn by, given up again; the office alone."""

import io
import re
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils.translation import override
from docx import Document

import thidua
from thidua.core.roles import Role
from thidua.documents.papers.own_template import starting_template
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files import Kind as FileKind
from thidua.foundation.files import inspect_upload
from thidua.paper_forms import selectors, services
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.errors import FormRefused
from thidua.paper_forms.example import example
from thidua.paper_forms.models import OwnForm
from thidua.paper_forms.selectors import drawer, form_on, sample_of

PAGE = "/mau-van-ban/to-trinh/"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def specialist(demo_day, make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


def marked(kind=Kind.PROPOSAL, word="MẪU RIÊNG") -> bytes:
    """Our form with a word of the office's own on top."""
    document = Document(io.BytesIO(starting_template(kind.form_kind)))
    document.paragraphs[0].insert_paragraph_before(word)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def upload(raw: bytes):
    return inspect_upload(ContentFile(raw, name="mau.docx"), kinds=(FileKind.DOCX,))


@pytest.fixture
def put(specialist, at):
    def make(raw=None, kind=Kind.PROPOSAL, days=0):
        day = at.date() + timedelta(days)
        return services.set_form(
            by=specialist, at=at, kind=kind, upload=upload(raw or marked(kind)), valid_from=day
        )

    return make


def drawn(kind, on) -> str:
    document = Document(io.BytesIO(sample_of(kind, on)))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(Kind))
def test_without_a_form_of_the_office_ours_draws(kind, on):
    assert form_on(kind, on) is None
    assert "XEM THỬ MẪU" in drawn(kind, on)
    assert "MẪU RIÊNG" not in drawn(kind, on)


@pytest.mark.parametrize("kind", list(Kind))
def test_from_its_day_the_office_s_form_draws_papers_of_its_kind_alone(put, on, kind):
    put(kind=kind, days=3)

    assert "MẪU RIÊNG" not in drawn(kind, on)
    assert "MẪU RIÊNG" in drawn(kind, on + timedelta(3))
    other = Kind.REPORT if kind is not Kind.REPORT else Kind.PLAN
    assert "MẪU RIÊNG" not in drawn(other, on + timedelta(3))


def test_the_minutes_of_the_council_have_a_form_of_their_own(put, on):
    put(kind=Kind.COUNCIL_MINUTES)

    assert "MẪU RIÊNG" in drawn(Kind.COUNCIL_MINUTES, on)
    assert "MẪU RIÊNG" not in drawn(Kind.MINUTES, on)


def test_a_unit_s_papers_have_forms_of_their_own(put, on):
    put(kind=Kind.UNIT_PROPOSAL)
    assert "MẪU RIÊNG" not in drawn(Kind.PROPOSAL, on)


def noted(kind, on) -> str:
    page = Template("{% load paper_forms %}{% pdf_note kind %}")
    return page.render(Context({"kind": kind.value, "request": SimpleNamespace(today=on)}))


def test_beside_a_pdf_it_is_said_that_the_office_s_own_form_is_another(put, on):
    put(kind=Kind.NOTICE, days=3)
    later = on + timedelta(3)

    assert noted(Kind.NOTICE, on) == noted(Kind.DECISION, later) == ""
    assert "PDF theo mẫu gợi ý của hệ thống, không theo mẫu riêng của cơ quan." in noted(Kind.NOTICE, later)
    with override("en"):
        assert "The PDF is in the system&#x27;s suggested form" in noted(Kind.NOTICE, later)


OFFERS_PDF = re.compile(r"'pdf' %}|_pdf' |%}Word{% else %}PDF")
CERTIFICATES = ("decisions/award.html",)
"""Where the office has its own form there is no PDF of them at all, and the page says so."""


def test_every_page_that_offers_a_paper_as_pdf_says_so():
    folder = Path(thidua.__file__).parent
    pages = {str(file).split("/templates/")[1]: file.read_text() for file in folder.rglob("*.html")}
    offering = {name for name, text in pages.items() if OFFERS_PDF.search(text)} - {*CERTIFICATES}

    assert {name for name in offering if "{% pdf_note " not in pages[name]} == set()
    assert {"proposals/proposal.html", "decisions/draft_outside.html"} <= offering


def test_the_form_of_the_achievement_report_keeps_the_second_signer(put, on):
    with pytest.raises(FormRefused, match="chuc_danh_ky_2"):
        put(raw=marked(Kind.REPORT), kind=Kind.ACHIEVEMENTS)


def test_of_one_day_the_last_set_holds_and_nothing_is_overwritten(put, on):
    put()
    put(marked(word="BẢN THỨ HAI"))

    assert "BẢN THỨ HAI" in drawn(Kind.PROPOSAL, on)
    assert OwnForm.objects.count() == 2


def test_going_back_keeps_the_file_and_is_told_once(put, specialist, at, on):
    put()
    services.go_back(by=specialist, at=at, kind=Kind.PROPOSAL, valid_from=on)

    assert form_on(Kind.PROPOSAL, on) is None
    assert OwnForm.objects.exclude(file=None).count() == 1
    with pytest.raises(FormRefused, match="mẫu của hệ thống"):
        services.go_back(by=specialist, at=at, kind=Kind.PROPOSAL, valid_from=on)
    assert list(AuditEvent.objects.values_list("action", flat=True).order_by("sequence"))[-2:] == [
        "paper_forms.form_set",
        "paper_forms.form_dropped",
    ]


def test_a_template_with_faults_is_not_taken_and_each_is_named(put):
    document = Document()
    document.add_paragraph("{{ trich_yeu }} {{ ngay_ky }} {% for x in y %}")
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(FormRefused) as refused:
        put(out.getvalue())

    told = " ".join(refused.value.faults)
    assert "{{ ngay_ky }}" in told
    assert "{{ noi_dung }}" in told
    assert "lệnh" in told
    assert not OwnForm.objects.exists()


def test_a_day_that_is_over_is_refused(put):
    with pytest.raises(FormRefused, match="trước hôm nay"):
        put(days=-1)


def test_the_page_takes_a_file_names_faults_and_gives_it_out_again(client, specialist, on):
    client.force_login(specialist)
    bad = SimpleUploadedFile("mau.docx", starting_template("")[:200], content_type=DOCX)
    refused = client.post(PAGE, {"file": bad, "valid_from": f"{on:%Y-%m-%d}"})
    raw = marked()
    good = SimpleUploadedFile("mau.docx", raw, content_type=DOCX)
    taken = client.post(PAGE, {"file": good, "valid_from": f"{on:%Y-%m-%d}"})

    assert refused.status_code == 200
    assert "mau.docx" in refused.content.decode()
    assert taken.status_code == 302
    assert "mau.docx" in client.get("/mau-van-ban/").content.decode()
    stored = OwnForm.objects.get()
    assert b"".join(client.get(f"/mau-van-ban/tep/{stored.pk}/")) == raw
    sample = client.get(f"{PAGE}xem-thu/")
    assert "MẪU RIÊNG" in "".join(line.text for line in Document(io.BytesIO(sample.content)).paragraphs)


def test_a_form_with_a_gap_is_taken_and_the_gap_is_shown(client, specialist, put, on):
    document = Document(io.BytesIO(marked()))
    for table in document.tables:
        for cell in table.rows[0].cells:
            for paragraph in cell.paragraphs:
                if "noi_nhan" in paragraph.text:
                    paragraph.runs[0].text = ""
    out = io.BytesIO()
    document.save(out)
    put(out.getvalue())
    client.force_login(specialist)

    assert "không có trong mẫu" in client.get(PAGE).content.decode()


def test_the_list_asks_the_same_number_of_questions_however_many_forms(
    client, specialist, put, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(specialist)
    put()
    client.get("/mau-van-ban/")
    with django_assert_max_num_queries(12) as first:
        client.get("/mau-van-ban/")
    for kind in (Kind.REPORT, Kind.DECISION):
        put(kind=kind)
    with django_assert_num_queries(len(first)):
        client.get("/mau-van-ban/")


def test_many_papers_of_a_kind_ask_for_the_form_once(put, on, django_assert_num_queries):
    put(kind=Kind.LETTER)
    with django_assert_num_queries(1):
        draw = drawer("", on)
        made = [draw(example(Kind.LETTER, on)) for _ in range(3)]

    assert len(set(made)) == 1


LAPSED = "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;"
MISQUOTED = "Căn cứ Thông tư số 15/2025/TT-BNV ngày 05 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ;"


def with_grounds(*lines) -> bytes:
    document = Document(io.BytesIO(marked()))
    for line in lines:
        document.paragraphs[0].insert_paragraph_before(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def shown_after(client, raw, day) -> str:
    file = SimpleUploadedFile("mau.docx", raw, content_type=DOCX)
    answer = client.post(PAGE, {"file": file, "valid_from": day.isoformat()}, follow=True)
    return answer.content.decode()


def test_a_misquoted_ground_in_an_uploaded_form_is_told_and_does_not_stop_it(specialist, client, on):
    client.force_login(specialist)
    shown = shown_after(client, with_grounds(MISQUOTED), on)
    assert "Đã đặt mẫu của cơ quan" in shown
    assert "Mẫu có căn cứ cần xem lại" in shown
    assert "15/2025/TT-BNV: ngày ghi là 05/8/2025, trong sổ là" in shown
    assert form_on(Kind.PROPOSAL, on) is not None
    assert "Mẫu có căn cứ cần xem lại" not in client.get(PAGE).content.decode()  # the list stays, not this
    assert "trong sổ là" in client.get(PAGE).content.decode()


def test_a_ground_that_lapses_before_the_form_holds_is_told_on_the_day_on_which_it_holds(
    put, client, specialist
):
    client.force_login(specialist)
    put(with_grounds(LAPSED))
    assert "hết hiệu lực" not in client.get(PAGE).content.decode()
    put(with_grounds(LAPSED), days=400)
    assert "hết hiệu lực từ ngày 01 tháng 3 năm 2027" in client.get(PAGE).content.decode()


def test_a_text_the_register_does_not_know_is_unknown_not_wrong(put, client, specialist, on):
    client.force_login(specialist)
    put(with_grounds("Căn cứ Nghị quyết số 45/NQ-HĐND của Hội đồng nhân dân thành phố;"))
    shown = client.get(PAGE).content.decode()
    assert "45/NQ-HĐND không có trong sổ căn cứ" in shown
    assert "nên đối chiếu" in shown
    assert selectors.form_doubts(Kind.PROPOSAL, on) == []


def test_a_number_close_to_one_in_the_register_is_a_question_here_and_before_printing(
    put, client, specialist, on
):
    client.force_login(specialist)
    put(with_grounds("Căn cứ Nghị định số 151/2025/NĐ-CP của Chính phủ;"))
    shown = client.get(PAGE).content.decode()
    assert "có phải 152/2025/NĐ-CP" in shown
    assert "cần kiểm tra" in shown
    assert "cần sửa" not in shown
    [words] = selectors.form_doubts(Kind.PROPOSAL, on)
    assert "Hãy kiểm tra số hiệu, hoặc thêm văn bản này vào sổ căn cứ." in words


@pytest.mark.parametrize("kind", list(Kind))
def test_our_own_forms_have_nothing_to_look_at(put, kind, on):
    form = put(starting_template(kind.form_kind), kind=kind)
    assert selectors.doubtful_grounds(form, on) == []


def test_the_doubts_of_a_form_are_told_where_the_paper_is_printed(put, on):
    put(with_grounds(MISQUOTED))
    [words] = selectors.form_doubts(Kind.PROPOSAL, on)
    assert words.startswith("Trong mẫu của cơ quan (mau.docx): 15/2025/TT-BNV")
    assert selectors.form_doubts(Kind.DECISION, on) == []


def test_the_form_that_draws_today_is_held_against_the_day_of_the_paper(put, on):
    """However the office changes its form between the day of a paper and that on which it is printed."""
    lapses = date(2027, 3, 1)
    put(with_grounds(LAPSED))
    put(marked(), days=3)
    later = on + timedelta(3)

    assert selectors.form_doubts(Kind.PROPOSAL, on) == []
    [words] = selectors.form_doubts(Kind.PROPOSAL, on, day=lapses)
    assert "hết hiệu lực từ ngày 01 tháng 3 năm 2027" in words
    assert selectors.form_doubts(Kind.PROPOSAL, later, day=lapses) == []
    put(with_grounds(LAPSED), days=600)
    assert selectors.form_doubts(Kind.PROPOSAL, on + timedelta(600), day=on) == []


def test_a_form_whose_file_is_gone_does_not_close_the_page_that_prints(put, on):
    form = put(with_grounds(MISQUOTED))
    form.file.sha256 = "0" * 64
    form.file.save()
    assert selectors.form_doubts(Kind.PROPOSAL, on) == []

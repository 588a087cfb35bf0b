"""Drafts for a decision that no list leads to, while it has no number: Tờ trình and decision."""

import io

import pytest
from django.urls import reverse
from docx import Document
from tests.councils.world import appraise
from tests.decisions.test_pages import words

from thidua.decisions.todo import tasks_for

pytestmark = pytest.mark.django_db
PAGE = reverse("decisions:draft_outside")


def address(paper, suffix="docx", *chosen):
    query = "&".join(f"dossiers={row.pk}" for row in chosen)
    return reverse("decisions:draft_outside_file", args=[paper, suffix]) + f"?{query}"


def read(answer):
    """Every word of a .docx, cells of tables too."""
    body = Document(io.BytesIO(answer.content)).element.body
    return " ".join("".join(body.itertext()).split())


@pytest.fixture
def chosen(make_dossier, unit):
    return make_dossier(
        unit,
        "adhoc.individual",
        "Phạm Văn Chí",
        position="Công chức Văn phòng",
        justification="Khôi phục hệ thống một cửa ngay trong đêm bão số 3",
        ground_source="Báo cáo số 12/BC-UBND ngày 09/9/2026 của Ủy ban nhân dân xã An Lão",
    )


def test_from_the_choice_to_both_papers_and_on_to_the_recording(
    sign_in, chosen, make_dossier, unit, specialist
):
    make_dossier(unit, "adhoc.individual", "Không chọn")
    client = sign_in(specialist)
    new = client.get(reverse("decisions:new"))
    assert PAGE in new.content.decode()

    page = client.get(PAGE, {"dossiers": [chosen.pk]}).content.decode()
    assert address("to-trinh", "pdf", chosen) in page
    letter, decision = (read(client.get(address(one, "docx", chosen))) for one in ("to-trinh", "quyet-dinh"))

    for paper in (letter, decision):
        assert "DỰ THẢO" in paper
        assert "Phạm Văn Chí" in paper
        assert "Không chọn" not in paper
        assert "Căn cứ Luật Thi đua, khen thưởng" in paper
        assert "đột xuất trong công tác cải cách hành chính" in paper
    assert "Khôi phục hệ thống một cửa ngay trong đêm bão số 3. Báo cáo số 12/BC-UBND" in letter
    assert "Nội dung: chưa có" in letter
    assert "Theo đề nghị của Giám đốc Sở Nội vụ" in decision
    recording = client.get(reverse("decisions:new"), {"dossiers": [chosen.pk]}).content.decode()
    assert recording.count(" checked") == 1


@pytest.mark.parametrize("paper", ["to-trinh", "quyet-dinh"])
def test_both_are_pdfs_too(sign_in, chosen, specialist, paper):
    assert sign_in(specialist).get(address(paper, "pdf", chosen)).content.startswith(b"%PDF")


def test_what_cannot_be_drafted_is_told_with_its_reason(sign_in, chosen, make_dossier, unit, specialist):
    state = make_dossier(unit, "state.individual", "Trần Thị Nam", cycle="2026-2030")
    later = make_dossier(unit, "adhoc.individual", "Năm khác", cycle="2027")
    client = sign_in(specialist)

    for rows, why in (
        ([], "Chọn ít nhất một hồ sơ"),
        ([state], "không do thành phố ký"),
        ([chosen, later], "tách các hồ sơ khác đợt"),
    ):
        answer = client.get(address("quyet-dinh", "docx", *rows), follow=True)
        assert why in words(answer)


def test_queries_do_not_grow_with_the_dossiers(
    sign_in, chosen, make_dossier, unit, specialist, django_assert_max_num_queries
):
    more = [make_dossier(unit, "adhoc.individual", f"Người {n}") for n in range(12)]
    client = sign_in(specialist)
    client.get(address("to-trinh", "docx", chosen))

    with django_assert_max_num_queries(30):
        client.get(address("to-trinh", "docx", chosen, *more))


def test_the_home_page_asks_for_the_decision_on_what_is_ad_hoc_after_the_list(
    confirmed, adhoc, specialist, head, at
):
    ready, barred, _unread = adhoc(), adhoc(), adhoc()
    for row in (ready, barred):
        appraise(row, specialist, at)
    barred.barred = True
    barred.save()

    [task] = tasks_for(head, at)

    assert str(task.title) == "1 hồ sơ đột xuất đã thẩm định xong, chờ quyết định riêng"
    assert task.url == reverse("decisions:draft_outside")

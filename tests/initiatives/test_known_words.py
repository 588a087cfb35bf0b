"""The register of words that a process keeps: always as the database is, read once, drafts left out."""

from django.db import transaction

from thidua.foundation import revision
from thidua.initiatives.description import services as description
from thidua.initiatives.likeness import register
from thidua.initiatives.likeness.register import Wanted, search_each
from thidua.initiatives.models import Initiative, RegisterChange
from thidua.initiatives.services import register_many

TITLE = "Trợ lý ảo trả lời câu hỏi về đất đai"


def found(title=TITLE, summary="", but=()):
    [matches] = search_each([Wanted(title, summary, tuple(but))])
    return [one.id for one in matches]


def test_entries_are_found_as_soon_as_they_are_there_and_drafts_are_not(enter, draft, listed):
    assert found() == []
    first = enter(code="SK-1", title=TITLE)
    assert found() == [first.pk]
    draft(title=TITLE)
    assert found() == [first.pk]
    second = listed(title="Kho mẫu đơn điền sẵn")
    assert found("Kho mẫu đơn điền sẵn") == [second.pk]
    assert found(but=[first.pk]) == []


def test_a_list_is_one_change(new, at):
    register_many(
        by=None, at=at, initiatives=[new(code=f"SK-{n}", title=TITLE) for n in range(3)], source="Danh sách"
    )
    assert len(found()) == 3
    assert RegisterChange.objects.count() == 1


def test_a_rewritten_title_or_summary_is_found_by_its_new_words_only(listed, said, officer, at):
    row = listed(title=TITLE)
    assert found() == [row.pk]
    long = "Người dân gửi ảnh chụp giấy hẹn, máy đọc mã rồi báo ngày trả và quầy trả kết quả."
    other = said(title="Kho mẫu đơn điền sẵn", summary=long)
    stamp = revision.current()
    description.rewrite(by=officer, at=at, row=row, version=row.edition, said=other)
    assert found() == []
    assert found("Kho mẫu đơn điền sẵn") == found("Không giống gì", long) == [row.pk]
    assert revision.current() != stamp


def test_what_was_rolled_back_is_forgotten_although_its_number_comes_again(enter):
    with transaction.atomic():
        enter(code="SK-1", title=TITLE)
        assert len(found()) == 1
        transaction.set_rollback(True)
    row = enter(code="SK-1", title="Chuyến xe lưu động")
    assert RegisterChange.objects.get().number == 1
    assert found() == []
    assert found("Chuyến xe lưu động") == [row.pk]


def test_only_what_changed_is_read_again(enter, django_assert_num_queries):
    enter(code="SK-1", title=TITLE)
    found()
    with django_assert_num_queries(1):
        found()
    enter(code="SK-2", title=TITLE)
    with django_assert_num_queries(3) as asked:
        assert len(found()) == 2
    assert '"register_change_id" > 1' in asked.captured_queries[-1]["sql"]


def test_many_changes_are_put_in_order_with_the_rest(enter, monkeypatch):
    monkeypatch.setattr(register, "MANY", 2)
    for number in range(1, 6):
        row = enter(code=f"SK-{number}", title=TITLE)
        assert len(found()) == number
        assert row.pk in found()


def test_what_is_kept_of_the_words_is_written_with_the_row(enter):
    row = enter(title="Trợ lý ảo tại phường Hồng Bàng", summary="Trả lời người dân")
    assert (row.title_words, row.summary_words) == ("tro li ao tai", "tra loi nguoi dan")
    assert Initiative.objects.get(pk=row.pk).register_change_id == 1

"""A draft, its entry in the register, what may change later and what not."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import Http404

from thidua.foundation import revision
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.autosave import StaleVersion
from thidua.initiatives.access import initiatives
from thidua.initiatives.description import services
from thidua.initiatives.description.selectors import described, missing_for, typed
from thidua.initiatives.description.words import NewAuthor, NewEffect, fault_of_shares, read_authors
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.models import ConfidentialPart, Initiative
from thidua.initiatives.proofs.services import add_proof, remove_proof
from thidua.initiatives.recognition.services import receive
from thidua.initiatives.selectors import known_initiatives, register

HALVES = (NewAuthor("Lê Thu Hạnh", percent=Decimal(50)), NewAuthor("Trần Văn Tư", percent=Decimal(40)))


def test_a_draft_is_the_units_own_business(draft, officer, neighbour, specialist, on):
    row = draft()

    assert row.code == "10888-2027-01"
    assert not register().exists()
    assert known_initiatives() == []
    assert initiatives.get_for(officer, on, pk=row.pk) == row
    for stranger in (neighbour, specialist):
        with pytest.raises(Http404):
            initiatives.get_for(stranger, on, pk=row.pk)


def test_everything_written_comes_back_as_it_was(draft):
    effects = (NewEffect("Thời gian chờ", Decimal("42"), Decimal("9.5"), "phút"), NewEffect("Hồ sơ"))
    authors = (NewAuthor("A", "Công chức", "Sở Tư pháp", Decimal("66.67")), NewAuthor("B"))
    row = draft(effects=effects, authors=authors, confidential="Số điện thoại", problem="Một\r\nhai")

    kept = described(Initiative.written.get(pk=row.pk))

    assert (kept.effects, kept.authors) == (effects, authors)
    assert (kept.confidential, kept.problem) == ("Số điện thoại", "Một\nhai")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"area": ""}, "lĩnh vực"),
        ({"summary": ""}, "tóm tắt"),
        ({"problem": ""}, "vấn đề"),
        ({"novelty": ""}, "điểm mới"),
        ({"authors": ()}, "tác giả"),
        ({"authors": (NewAuthor("A"),)}, "tỷ lệ"),
        ({"authors": HALVES}, "cộng lại là 90 %, phải đúng 100 %"),
    ],
)
def test_what_is_missing_keeps_a_draft_out_of_the_register(draft, officer, at, change, words):
    row = draft(**change)

    [missing] = missing_for(row)
    assert words in missing
    with pytest.raises(InitiativeRefused, match=words):
        services.enter(by=officer, at=at, initiative=row)
    assert not Initiative.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "Tên sáng kiến để trống"),
        ({"title": "x" * 401}, "dài quá 400"),
        ({"area": "khac"}, "sáu lĩnh vực"),
        ({"authors": (NewAuthor(" ", percent=Decimal(5)),)}, "họ và tên"),
        ({"authors": (NewAuthor("A", percent=Decimal(101)),)}, "không quá 100"),
        ({"authors": (NewAuthor("A", percent=Decimal(0)),)}, "lớn hơn 0"),
        ({"authors": (NewAuthor("A", percent=Decimal("33.3333")),)}, "nhiều nhất 2 chữ số"),
        ({"authors": (NewAuthor("x" * 121),)}, "dài quá"),
        ({"authors": (NewAuthor("A", "", "x" * 201),)}, "dài quá"),
        ({"authors": (NewAuthor("A"),) * 13}, "12 tác giả"),
        ({"effects": (NewEffect(" ", Decimal(1)),)}, "đo điều gì"),
        ({"effects": (NewEffect("A"),) * 13}, "12 dòng"),
    ],
)
def test_what_cannot_be_is_not_even_a_draft(draft, change, words):
    with pytest.raises(InitiativeRefused, match=words):
        draft(**change)


def test_a_title_of_400_characters_is_kept_found_and_ordered(listed):
    row = listed(title="TTHC " + "đ" * 395)

    assert list(register(text="thu tuc hanh chinh")) == [row]


def test_codes_follow_each_other_by_unit_and_year(draft, giàng, neighbour, said, at):
    assert [draft().code, draft().code] == ["10888-2027-01", "10888-2027-02"]
    other = services.begin_draft(by=neighbour, at=at, unit=giàng, said=said())
    assert other.code == "10903-2027-01"


def test_entering_tells_the_rules(draft, officer, at):
    row, before = draft(), revision.current()

    services.enter(by=officer, at=at, initiative=row)

    assert [known.id for known in known_initiatives()] == [row.code]
    assert revision.current() != before
    with pytest.raises(InitiativeRefused, match="đã ở trong sổ"):
        services.enter(by=officer, at=at, initiative=row)


def test_two_people_notice_each_other(listed, officer, head, said, at):
    row = listed()
    services.rewrite(by=head, at=at, row=row, version=1, said=said(summary="Của lãnh đạo"))

    with pytest.raises(StaleVersion) as stale:
        services.rewrite(by=officer, at=at, row=row, version=1, said=said(summary="Của cán bộ"))

    assert (stale.value.by, stale.value.version) == ("Đỗ Quang Lâm", 2)
    assert stale.value.theirs["summary"] == "Của lãnh đạo"


def test_what_saves_itself_is_one_event_for_a_sitting(draft, officer, said, at):
    row = draft()
    for number in range(1, 4):
        later = at + timedelta(minutes=number)
        services.rewrite(
            by=officer, at=later, row=row, version=number, said=said(summary=f"{number}"), is_pressed=False
        )
    services.rewrite(
        by=officer, at=at + timedelta(hours=1), row=row, version=4, said=said(summary="9"), is_pressed=False
    )

    events = AuditEvent.objects.filter(action="initiatives.rewritten")
    assert events.count() == 1


def test_nothing_confidential_and_no_name_reaches_the_audit_trail(draft):
    draft(confidential="Số điện thoại 0912", authors=(NewAuthor("Trần Văn Tư", percent=Decimal(100)),))

    [event] = AuditEvent.objects.filter(action="initiatives.drafted")
    assert "0912" not in str(event.after)
    assert "Trần Văn Tư" not in str(event.after)


def test_emptying_the_confidential_part_takes_it_away(draft, officer, said, at):
    row = draft(confidential="Bí mật")

    services.rewrite(by=officer, at=at, row=row, version=1, said=said())

    assert not ConfidentialPart.objects.exists()


def test_shares_of_an_entry_always_make_a_whole(listed, officer, said, at):
    row = listed()

    with pytest.raises(InitiativeRefused, match="cộng lại là 90"):
        services.rewrite(by=officer, at=at, row=row, version=1, said=said(authors=HALVES))


def test_what_is_recognised_keeps_its_name_and_its_authors(enter, officer, said, at):
    authors = (NewAuthor("Trần Văn Tư", percent=Decimal(100)),)
    row = enter(
        recognised_on=date(2026, 5, 4),
        recognition_decision="1/QĐ",
        authors=authors,
    )

    services.rewrite(by=officer, at=at, row=row, version=1, said=said(title="Tên khác"))

    kept = described(Initiative.objects.get(pk=row.pk))
    assert (kept.title, kept.authors, kept.summary) == (row.title, authors, "Không phải chờ.")


def test_an_initiative_brought_in_without_authors_gets_them_later(enter, officer, said, at):
    row = enter(recognised_on=date(2026, 5, 4), recognition_decision="1/QĐ")

    services.rewrite(by=officer, at=at, row=row, version=1, said=said())

    assert row.authors.get().name == "Lê Thu Hạnh"


def test_what_a_council_reads_stays_as_it_is(listed, officer, said, at, on):
    row = listed()
    receive(by=officer, at=at, initiative=row, on=on)

    with pytest.raises(InitiativeRefused, match="đang được xét"):
        services.rewrite(by=officer, at=at, row=row, version=1, said=said(summary="Khác"))


def test_only_a_new_title_concerns_the_rules(listed, officer, said, at):
    row, before = listed(), revision.current()

    services.rewrite(by=officer, at=at, row=row, version=1, said=said(summary="Khác"))
    assert revision.current() == before

    services.rewrite(by=officer, at=at, row=row, version=2, said=said(title="Khác"))
    assert revision.current() != before


def test_a_draft_can_be_dropped_and_an_entry_not(draft, listed, officer, at):
    row = draft()
    services.drop_draft(by=officer, at=at, initiative=row)
    assert not Initiative.written.exists()

    with pytest.raises(InitiativeRefused, match="không bỏ được"):
        services.drop_draft(by=officer, at=at, initiative=listed())


def test_a_draft_is_dropped_once_its_proof_was_taken_away(draft, officer, paper, on, at):
    row = draft()
    proof = add_proof(
        by=officer, at=at, initiative=row, place="Một cửa", since=on, until=None, file=paper("xac-nhan.pdf")
    )
    with pytest.raises(InitiativeRefused, match="Bỏ xác nhận đó trước"):
        services.drop_draft(by=officer, at=at, initiative=row)
    remove_proof(by=officer, at=at, proof=proof, reason="Ghi nhầm sáng kiến")
    services.drop_draft(by=officer, at=at, initiative=row)
    assert not Initiative.written.exists()


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Lê Thu Hạnh", [("Lê Thu Hạnh", "", Decimal(100))]),
        ("A (60 %); B (40%, Sở Tư pháp)", [("A", "", Decimal(60)), ("B", "Sở Tư pháp", Decimal(40))]),
        ("A (66,67)\nB (33.33)", [("A", "", Decimal("66.67")), ("B", "", Decimal("33.33"))]),
    ],
)
def test_authors_are_read_from_one_cell(text, authors):
    read = read_authors(text)

    assert [(one.name, one.workplace, one.percent) for one in read] == authors
    assert fault_of_shares(read) == ""


@pytest.mark.parametrize(
    ("text", "part"),
    [("A; B", "A"), ("A (60 %); B (nửa)", "nửa"), ("A (60 %) và B (40 %)", "và B")],
)
def test_authors_that_cannot_be_read_are_not_guessed(text, part):
    with pytest.raises(ValueError, match=part):
        read_authors(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [(None, ""), (Decimal("18.5000"), "18,5"), (Decimal("1240.0000"), "1240"), (Decimal("0.25"), "0,25")],
)
def test_numbers_stand_as_they_are_typed(number, text):
    assert typed(number) == text


def test_the_same_words_again_change_nothing(listed, officer, said, at):
    row = listed()

    again = services.rewrite(by=officer, at=at, row=row, version=99, said=replace(said()))

    assert again.edition == 1

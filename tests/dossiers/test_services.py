"""A unit puts a dossier together: who may be put forward, once, by which route; what is attested."""

from dataclasses import replace
from datetime import date

import pytest
from tests.dossiers.conftest import PERSON

from thidua.core.blocks import Block
from thidua.dossiers.bars.services import Stated, declare_bars, record_bars
from thidua.dossiers.enums import BarKind
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.given import awards_of
from thidua.dossiers.models import Dossier
from thidua.dossiers.papers import minutes_paper
from thidua.dossiers.selectors import twins_of
from thidua.dossiers.sending.afterwards import mark_decided, return_dossier
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import (
    Attested,
    Subject,
    attest,
    describe_subject,
    name_initiatives,
    start_dossier,
)
from thidua.dossiers.writing.services import Span, save_part, settle_kept, tell_work
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.autosave import StaleVersion
from thidua.units.models import Unit
from thidua.units.selectors import history
from thidua.units.services import Decision, change_block


def test_a_dossier_has_a_number_of_the_unit_and_empty_sections(start):
    first, second = start(), start("annual.individual", PERSON)
    assert first.code == "2026/11311/01"
    assert second.code == "2026/11311/02"
    assert second.parts.count() == 5
    assert first.filing_id == second.filing_id


def test_the_second_of_the_same_subject_is_told_and_nothing_stays(start, unit):
    start()
    events = AuditEvent.objects.count()
    with pytest.raises(DossierRefused, match=r"đã có hồ sơ .* mỗi đơn vị một hồ sơ"):
        start()
    assert Dossier.objects.count() == 1
    assert AuditEvent.objects.count() == events


def test_the_same_person_is_known_by_name_without_marks_and_year(start):
    start("annual.individual", PERSON)
    with pytest.raises(DossierRefused, match="Người này đã có hồ sơ"):
        start("annual.individual", Subject(name="LÊ THỊ HOA", birth_year=1988))
    start("annual.individual", Subject(name="Lê Thị Hoa", birth_year=1990))
    assert Dossier.objects.count() == 2


def test_a_vertical_agency_is_led_to_the_route_outside_quota(start, customs, officer, at):
    # 7.8 case 19
    with pytest.raises(DossierRefused, match=r"không thuộc ba khối.*Ngoài hạn mức") as refusal:
        start(unit=customs)
    assert "III.2.1.2.b.2" in str(refusal.value)
    assert start("discretionary.collective", unit=customs).code == "2026/HQ/01"


def test_who_left_the_blocks_keeps_the_route_of_the_year_before(start, unit, at):
    """B09: in 2027 the unit is ranked no more, its rank of 2026 opens the way of 2026 all the same."""
    row = Unit.objects.get(pk=unit.id)
    paper = Decision("12/NQ-HĐND", date(2026, 12, 20))
    change_block(
        by=None, at=at, unit=row, block=Block.NONE, from_year=2027, on=date(2027, 1, 1), decision=paper
    )
    left = history(at.date())[unit.code]
    assert left.block is Block.NONE
    assert start(unit=left).code == "2026/11311/01"
    with pytest.raises(DossierRefused, match="không thuộc ba khối"):
        start(unit=left, cycle="2027")


@pytest.mark.parametrize(
    ("award", "subject", "cycle", "words"),
    [
        ("period.flag", None, "2026", "không có trong đợt xét 2026"),
        ("annual.collective", None, "2026-2030", "không có trong đợt xét"),
        ("annual.individual", None, "2026", "Ghi họ và tên"),
        ("annual.collective", Subject(name="Phòng Kinh tế"), "2026", "chính đơn vị được xếp hạng"),
        ("annual.individual", Subject(name="Lê Hoa", gender="x"), "2026", "Giới tính"),
    ],
)
def test_what_cannot_begin(start, award, subject, cycle, words):
    with pytest.raises(DossierRefused, match=words):
        start(award, subject, cycle=cycle)
    assert not Dossier.objects.exists()


def test_the_year_of_an_award_in_the_period(start):
    assert start("period.flag", cycle="2026-2030").code == "2026-2030/11311/01"


def test_once_an_ad_hoc_dossier_is_decided_another_achievement_of_the_year_has_its_own(start, wait, at):
    first = start("adhoc.individual", PERSON)
    with pytest.raises(DossierRefused, match="Mở hồ sơ đó để làm tiếp"):
        start("adhoc.individual", PERSON)
    mark_decided(at=at, dossiers=[first.pk])
    second = wait(start("adhoc.individual", PERSON))
    assert (second.code, second.subject_key) == ("2026/11311/02", first.subject_key)
    with pytest.raises(DossierRefused, match="Mở hồ sơ đó để làm tiếp"):
        start("adhoc.individual", PERSON)


def test_what_was_decided_of_another_route_is_told_with_what_can_be_done(start, at):
    row = start("annual.individual", PERSON)
    mark_decided(at=at, dossiers=[row.pk])
    with pytest.raises(DossierRefused, match=r"đã có quyết định \(2026/11311/01\).*tuyến Đột xuất"):
        start("annual.individual", PERSON)


def test_what_is_attested_grows_the_edition_and_two_writers_notice(start, officer, head, at):
    row = start("annual.individual", PERSON)
    facts = Attested(outstanding=True, rating="excellent", rating_source="15/QĐ-UBND", par_role="advise")
    saved = attest(by=officer, at=at, dossier=row, facts=facts, edition=1)
    assert (saved.edition, saved.rating, saved.outstanding) == (2, "excellent", True)
    with pytest.raises(StaleVersion) as stale:
        attest(by=head, at=at, dossier=row, facts=Attested(), edition=1)
    assert stale.value.by == "Nguyễn Thị An"
    with pytest.raises(DossierRefused, match="Xếp loại năm"):
        attest(by=officer, at=at, dossier=row, facts=Attested(rating="best"), edition=2)


def test_another_person_takes_the_place_in_the_same_dossier(start, officer, at):
    row = start("annual.individual", PERSON)
    start("annual.individual", Subject(name="Hoàng Văn Dũng"))
    saved = describe_subject(by=officer, at=at, dossier=row, subject=Subject(name="Phạm Yến"), edition=1)
    assert saved.subject_name == "Phạm Yến"
    with pytest.raises(DossierRefused, match="Người này đã có hồ sơ"):
        describe_subject(
            by=officer, at=at, dossier=row, subject=Subject(name="Hoàng văn dũng"), edition=saved.edition
        )
    words = str(AuditEvent.objects.filter(action="dossiers.subject_described").values())
    assert "Yến" not in words


@pytest.fixture
def voted(start, fill, officer, at):
    """A person of the period of whom everything was voted, declared and told."""
    row = fill(start("period.individual", PERSON, cycle="2026-2030"))
    facts = Attested(
        conduct=True, outstanding=True, rating="excellent", rating_source="15/QĐ", par_role="advise"
    )
    return attest(by=officer, at=at, dossier=row, facts=facts, edition=row.edition)


def test_what_was_voted_and_told_of_one_person_does_not_pass_to_another(voted, officer, unit, at):
    row = describe_subject(
        by=officer, at=at, dossier=voted, subject=replace(PERSON, name="Phạm Yến"), edition=voted.edition
    )
    known = (row.selected, row.barred, row.par_months, row.conduct, row.outstanding, row.rating, row.par_role)
    assert known == (None,) * 7
    assert row.rating_source == ""
    assert not row.work_spans.exists()
    assert not row.bar_statements.filter(has_lapsed=False).exists()
    told = AuditEvent.objects.get(action="dossiers.subject_described").after
    assert told["parts"] == ["minutes", "bars", "facts", "work"]
    with pytest.raises(DossierRefused) as refused:
        hand_over(by=officer, at=at, dossier=row)
    for words in ("Chưa có biên bản hội đồng", "Chưa cam kết", "Chưa ghi quá trình"):
        assert words in str(refused.value)
    # The meeting voted on who stood there then, and its minutes say so for good.
    filing, held = row.filing, row.filing.minutes.get()
    text = str(minutes_paper(filing, held, unit, at.date(), is_demo=False).body)
    assert "Lê Thị Hoa" in text
    assert "Phạm Yến" not in text


@pytest.mark.parametrize(
    ("change", "is_kept"),
    [
        ({"name": "LÊ THỊ  Hoà"}, True),
        ({"position": "Phó Chủ tịch"}, True),
        ({"birth_year": 1989}, False),
        ({"birth_year": None}, False),
        ({"name": "Lê Thị Hoan"}, False),
    ],
)
def test_who_is_another_person(voted, officer, at, change, is_kept):
    subject = replace(PERSON, **change)
    row = describe_subject(by=officer, at=at, dossier=voted, subject=subject, edition=voted.edition)
    assert (row.selected is True, row.barred is False, row.work_spans.exists()) == (is_kept,) * 3


def test_the_paper_of_a_ground_is_named_again_for_another_person(start, fill, officer, at):
    row = fill(start("adhoc.individual", PERSON))
    row = describe_subject(
        by=officer, at=at, dossier=row, subject=replace(PERSON, name="Phạm Yến"), edition=row.edition
    )
    assert (row.ground_source, row.barred, bool(row.justification)) == ("", None, True)


def test_a_year_of_birth_may_be_filled_in(start, fill, officer, at):
    row = fill(start("annual.individual", replace(PERSON, birth_year=None)))
    row = describe_subject(by=officer, at=at, dossier=row, subject=PERSON, edition=row.edition)
    assert (row.selected, row.birth_year) == (True, 1988)


def test_nobody_else_takes_the_place_in_a_dossier_that_was_given_back(
    start, wait, send, officer, specialist, at
):
    row = start("annual.individual", PERSON)
    send(wait(row))
    return_dossier(by=specialist, at=at, dossier=row, reasons={"subject": "Ghi rõ chức vụ."})
    row.refresh_from_db()
    other = replace(PERSON, name="Phạm Yến")
    with pytest.raises(DossierRefused, match="rút hồ sơ này rồi lập hồ sơ mới"):
        describe_subject(by=officer, at=at, dossier=row, subject=other, edition=row.edition)
    same = replace(PERSON, position="Phó Chánh Văn phòng")
    row = describe_subject(by=officer, at=at, dossier=row, subject=same, edition=row.edition)
    assert (row.position, row.selected) == ("Phó Chánh Văn phòng", True)


def test_only_initiatives_of_the_unit(start, officer, at, make_initiative, make_unit):
    row = start()
    own = make_initiative()
    other = make_initiative("SK-2", unit=Unit.objects.get(pk=make_unit("11312", "Ngô Quyền").id))
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[own, own])
    assert list(row.initiatives.all()) == [own]
    with pytest.raises(DossierRefused, match="sáng kiến của chính đơn vị"):
        name_initiatives(by=officer, at=at, dossier=row, initiatives=[own, other])


def test_a_section_saved_twice_keeps_the_words_of_both(start, officer, head, at):
    row = start()
    save_part(by=officer, at=at, dossier=row, section="results", text="Chữ của cán bộ", version=1)
    with pytest.raises(StaleVersion) as stale:
        save_part(by=head, at=at, dossier=row, section="results", text="Chữ của chủ tịch", version=1)
    assert stale.value.theirs == {"text": "Chữ của cán bộ"}
    assert [kept.text for kept in row.kept_words.all()] == ["Chữ của chủ tịch"]
    assert row.parts.get(section="results").text == "Chữ của cán bộ"
    with pytest.raises(DossierRefused, match="không có mục này"):
        save_part(by=officer, at=at, dossier=row, section="unknown", text="x", version=1)


def test_words_that_were_put_away_and_are_refused_once_more_are_shown_again(start, officer, head, at):
    row = start()
    for version, theirs in ((1, "Chữ của cán bộ"), (2, "Chữ mới của cán bộ")):
        save_part(by=officer, at=at, dossier=row, section="results", text=theirs, version=version)
        with pytest.raises(StaleVersion):
            save_part(by=head, at=at, dossier=row, section="results", text="Chữ của chủ tịch", version=1)
        [kept] = row.kept_words.filter(settled_at=None)
        settle_kept(by=head, at=at, kept=kept)


def test_the_work_history_counts_its_months(start, officer, at):
    row = start("annual.individual", PERSON)
    span = Span(date(2026, 1, 1), date(2026, 12, 31), "UBND phường", "Một cửa")
    assert tell_work(by=officer, at=at, dossier=row, spans=[span, span]).par_months == 12
    assert tell_work(by=officer, at=at, dossier=row, spans=[]).par_months is None
    for bad, words in [
        (Span(date(2027, 3, 1), None, "P", "V"), "ở sau hôm nay"),
        (Span(date(2026, 3, 1), date(2026, 2, 1), "P", "V"), "trước ngày bắt đầu"),
        (Span(date(2026, 3, 1), None, "P", " "), "ghi nơi làm"),
    ]:
        with pytest.raises(DossierRefused, match=words):
            tell_work(by=officer, at=at, dossier=row, spans=[bad])


def test_bars_are_declared_with_words_and_not_told_to_the_trail(start, officer, specialist, at, wait):
    row = start()
    with pytest.raises(DossierRefused, match="Ghi nội dung"):
        declare_bars(by=officer, at=at, dossier=row, stated=Stated(BarKind.COMPLAINT))
    stated = Stated(BarKind.COMPLAINT, "Đơn của công dân ngày 02/02/2027", date(2027, 2, 2))
    declare_bars(by=officer, at=at, dossier=row, stated=stated)
    row.refresh_from_db()
    assert row.barred is True
    assert "Đơn" not in str(list(AuditEvent.objects.values()))
    declared = AuditEvent.objects.get(action="dossiers.bar_declared")
    assert not declared.before
    assert not declared.after
    with pytest.raises(DossierRefused, match="chưa gửi"):
        record_bars(by=specialist, at=at, dossier=row, stated=Stated(words="x"))


def test_a_person_without_a_year_of_birth_may_be_the_same_one(start, at):
    first = start("annual.individual", PERSON)
    second = start("adhoc.individual", replace(PERSON, birth_year=None))
    unit = history(at.date()).by_id()[first.filing.unit_id]
    assert [one.dossier for one in twins_of(first, at.date(), awards_of(first, unit), is_own=True)] == [
        second
    ]
    assert [one.dossier for one in twins_of(second, at.date(), awards_of(second, unit), is_own=True)] == [
        first
    ]


def test_what_another_unit_is_still_writing_is_nobody_else_s_to_know(start, make_unit, at):
    other = make_unit("11312", "Ngô Quyền")
    mine, theirs = start("annual.individual", PERSON), start("annual.individual", PERSON, unit=other)
    unit = history(at.date()).by_id()[mine.filing.unit_id]
    given = awards_of(mine, unit)
    assert twins_of(mine, at.date(), given, is_own=True) == []
    Dossier.objects.filter(pk=theirs.pk).update(state="sent")
    assert [one.dossier for one in twins_of(mine, at.date(), given, is_own=True)] == [theirs]
    # The office, which has theirs, does not learn of the other one.
    assert twins_of(theirs, at.date(), awards_of(theirs, other)) == []


def test_a_collective_of_the_same_name_in_another_unit_is_another_one(start, make_unit, at):
    centre, other = Subject("Trung tâm Phục vụ hành chính công"), make_unit("11312", "Ngô Quyền")
    mine = start("discretionary.collective", centre)
    again = start("adhoc.collective", centre)
    theirs = start("discretionary.collective", centre, unit=other)
    Dossier.objects.filter(pk=theirs.pk).update(state="sent")
    unit = history(at.date()).by_id()[mine.filing.unit_id]
    assert [one.dossier for one in twins_of(mine, at.date(), awards_of(mine, unit), is_own=True)] == [again]


def test_the_office_lifts_a_bar_with_its_source(sent, specialist, at):
    with pytest.raises(DossierRefused, match="Ghi nguồn"):
        record_bars(by=specialist, at=at, dossier=sent, stated=Stated())
    record_bars(by=specialist, at=at, dossier=sent, stated=Stated(BarKind.PRESS, "Báo nêu ngày 10/02/2027"))
    sent.refresh_from_db()
    assert sent.barred is True
    record_bars(by=specialist, at=at, dossier=sent, stated=Stated(words="Kết luận 12/KL-TTr"))
    sent.refresh_from_db()
    assert sent.barred is False


def test_a_start_at_another_cycle_takes_the_same_filing_once(start, officer, unit, at):
    for cycle in ("2026", "2027"):
        start_dossier(by=officer, at=at, unit=unit, cycle=cycle, award_id="annual.collective")
    assert {row.filing.cycle for row in Dossier.objects.select_related("filing")} == {"2026", "2027"}

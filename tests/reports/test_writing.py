"""Filled in, saved part by part, nobody's words lost."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from tests.reports.conftest import AN_LAO, HONG_BANG, write

from thidua.awards.base_level.enums import BaseForm, Subject
from thidua.awards.base_level.selectors import BaseCounts
from thidua.awards.base_level.services import record_many
from thidua.awards.base_level.words import NewBaseAward
from thidua.core.deadlines import VIETNAM_TIME
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.notify.models import Notification
from thidua.initiatives.models import Adoption
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.outreach.activity_services import NewActivity, record_activity
from thidua.outreach.enums import Channel, Side
from thidua.outreach.selectors import PublicityCounts
from thidua.reports import prefill
from thidua.reports.errors import ReportRefused
from thidua.reports.evidence import MOST_FILES, add_file, remove_file
from thidua.reports.figures import read_number, written
from thidua.reports.models import KeptWords, ReportNumber
from thidua.reports.prefill import known_for, window
from thidua.reports.writing import LONGEST_TEXT, PartDraft, Typed, refresh_report, save_part, start_report
from thidua.steering.difficulties.enums import Category, State
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.difficulties.services import NewDifficulty
from thidua.steering.difficulties.services import send as send_difficulty

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def test_the_window_of_the_first_year_begins_with_the_movement():
    assert [day.isoformat() for day in window(2026)] == ["2026-06-09", "2026-11-15"]
    assert [day.isoformat() for day in window(2027)] == ["2026-12-01", "2027-11-15"]


def test_a_report_begins_filled_in_with_its_sources(report):
    rank = report.numbers.get(code="index.rank")
    assert rank.value is not None
    assert "2025" in rank.source
    assert not rank.is_typed


def test_what_is_not_known_stays_empty_and_is_never_zero(report):
    assert report.numbers.get(code="initiatives.registered").value is None
    assert report.numbers.get(code="plan.measures").value is None
    assert not ReportNumber.objects.filter(report=report, value=0).exists()


def test_a_register_with_gaps_gives_no_number_where_it_has_one(unit, at, monkeypatch):
    counted = BaseCounts(collectives=2, individuals=5, leaders=1, staff=2, rank_unknown=2, women=3, men=2)
    monkeypatch.setattr(prefill, "counts_between", lambda _first, _last: {unit.id: counted})
    told = {unit.id: PublicityCounts(stories=1)}
    monkeypatch.setattr(prefill, "publicity_counts", lambda _first, _last: told)
    known = {fact.code: fact.value for fact in known_for(unit, 2026, at.date()).facts}
    assert (known["awards.individuals"], known["awards.leaders"], known["awards.women"]) == (5, None, 3)
    assert (known["publicity.items"], known["publicity.examples"]) == (None, 1)


def test_who_adopted_a_units_initiatives_counts_in_the_days_the_report_tells_of(city, officer, unit, at):
    new = NewInitiative(code="SK-1", unit=city[HONG_BANG], title="Tổ lưu động")
    own = register_initiative(by=None, at=at, initiative=new)
    in_time = at.replace(month=10)
    for code, answered, state in (
        (AN_LAO, in_time, "confirmed"), ("10888", at, "confirmed"), ("SNV", None, "declared"),
    ):  # fmt: skip
        Adoption.objects.create(
            initiative=own, unit=city[code], since=in_time.date(), how="Làm theo", state=state,
            declared_at=in_time, answered_at=answered, answered_by=officer if answered else None,
        )  # fmt: skip
    known = {fact.code: fact.value for fact in known_for(unit, 2026, at.date()).facts}
    assert known["initiatives.adoptions"] == 1


def test_awards_and_publicity_count_in_the_days_the_report_tells_of(city, officer, unit):
    """C08: 01/12/2026 – 15/11/2027 for the report of 2027, not the calendar year."""
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2027, 11, 15), date(2027, 11, 16)]
    at = datetime(2027, 12, 20, 9, tzinfo=VIETNAM_TIME)
    for day in days:
        activity = NewActivity(
            side=Side.UNIT, title=f"Ngày {day}", done_on=day, channel=Channel.PAPER, unit=city[HONG_BANG]
        )
        record_activity(by=officer, at=at, activity=activity)
    awards = [
        (
            city[HONG_BANG],
            NewBaseAward(
                year=day.year,
                subject=Subject.INDIVIDUAL,
                name=f"Nguyễn Văn {number}",
                form=BaseForm.MERIT,
                decision_number=f"{number}/QĐ-UBND",
                decided_on=day,
                achievement="Thành tích xuất sắc",
            ),
        )
        for number, day in enumerate(days)
    ]
    record_many(by=officer, at=at, awards=awards)
    facts = {fact.code: fact for fact in known_for(unit, 2027, at.date()).facts}
    assert (facts["publicity.items"].value, facts["awards.individuals"].value) == (2, 2)
    assert facts["awards.individuals"].source == "Sổ khen thưởng cấp cơ sở, 01/12/2026 – 15/11/2027"
    before = {fact.code: fact.value for fact in known_for(unit, 2027, date(2027, 6, 1)).facts}
    assert (before["publicity.items"], before["awards.individuals"]) == (1, 1)


def test_difficulties_that_wait_for_an_answer_are_offered_oldest_first(officer, specialist, unit, city, at):
    def ask(title: str, unit_id: int, days: int):
        new = NewDifficulty(Category.DATA, title, "Chi tiết", unit_id=unit_id)
        return send_difficulty(by=officer, at=at - timedelta(days=days), new=new)

    newer, older = ask("Đường truyền chậm", unit.id, 2), ask("Thiếu máy quét.", unit.id, 9)
    ask("Của đơn vị khác", city[AN_LAO].pk, 3)
    answered = ask("Đã có trả lời", unit.id, 5)
    Difficulty.objects.filter(pk=answered.pk).update(
        state=State.ANSWERED, answer="Đã cấp", answered_at=at, owner=specialist
    )
    offered = known_for(unit, 2026, at.date()).suggested("VII")
    assert [words.rsplit(": ", 1)[1] for words in offered] == ["Thiếu máy quét.", "Đường truyền chậm."]
    assert older.receipt in offered[0]
    assert newer.receipt in offered[1]


def test_beginning_twice_gives_the_same_report(report, colleague, unit, at):
    assert start_report(by=colleague, at=at, unit=unit, year=2026).pk == report.pk


def test_sentences_are_offered_and_never_written_by_themselves(report, unit, at):
    assert known_for(unit, 2026, at.date()).suggested("VI")
    assert not report.parts.exclude(text="").exists()


def test_two_officers_on_one_part_lose_no_word_and_both_are_told(report, officer, colleague, at):
    version = report.parts.get(section="I").version
    drafts = [PartDraft("Chữ của người thứ nhất", {}), PartDraft("Chữ của người thứ hai", {})]
    save_part(by=officer, at=at, report=report, section="I", draft=drafts[0], version=version)
    with pytest.raises(StaleVersion) as stale:
        save_part(by=colleague, at=at, report=report, section="I", draft=drafts[1], version=version)
    assert stale.value.theirs["text"] == "Chữ của người thứ nhất"
    assert stale.value.by == officer.get_full_name()
    [kept] = KeptWords.objects.all()
    assert kept.fields["text"] == "Chữ của người thứ hai"
    assert set(Notification.objects.values_list("user", flat=True)) == {officer.pk, colleague.pk}


def test_the_same_refused_words_are_kept_once(report, officer, colleague, at):
    write(report, officer, "I", "Bản đang lưu")
    for _again in range(2):
        with pytest.raises(StaleVersion):
            save_part(
                by=colleague, at=at, report=report, section="I", draft=PartDraft("Bản khác", {}), version=0
            )
        assert KeptWords.objects.get().settled_at is None
        KeptWords.objects.update(settled_at=at)  # put away; refused once more they are shown again
    assert KeptWords.objects.count() == 1


def test_saving_what_is_stored_is_no_conflict(report, officer, colleague, at):
    write(report, officer, "I", "Cùng một câu")
    part = save_part(
        by=colleague, at=at, report=report, section="I", draft=PartDraft("Cùng một câu", {}), version=0
    )
    assert part.saved_by == officer
    assert not KeptWords.objects.exists()


def test_a_refresh_keeps_what_was_typed(report, officer, unit, at):
    known = report.numbers.get(code="index.rank").value
    write(report, officer, "VI", "Đã rà soát", numbers={"index.rank": Typed(Decimal(99))})
    refresh_report(by=officer, at=at, report=report, unit=unit)
    row = report.numbers.get(code="index.rank")
    assert (row.value, row.known, row.is_typed) == (Decimal(99), known, True)


def test_a_refresh_that_changes_a_number_makes_an_open_form_stale(report, officer, unit, at):
    before = report.parts.get(section="VI").version
    ReportNumber.objects.filter(report=report, code="index.rank").update(known=None, value=None)
    assert refresh_report(by=officer, at=at, report=report, unit=unit) == 1
    assert report.parts.get(section="VI").version == before + 1


def test_too_long_a_text_is_refused_with_the_cure(report, officer):
    with pytest.raises(ReportRefused, match="rút gọn"):
        write(report, officer, "I", "a" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", None), ("1.234", "1234"), ("95,8", "95.8"), ("95.8", "95.8"), ("1.234,50", "1234.50"), ("0", "0")],
)
def test_numbers_are_read_as_vietnamese_write_them(typed, number):
    assert read_number(typed) == (None if number is None else Decimal(number))
    assert read_number(written(read_number(typed))) == read_number(typed)


@pytest.mark.parametrize("typed", ["khoảng 5", "-1", "1e5", "NaN", "12,3,4", "99999999999999999"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError, match=re.escape(typed)):
        read_number(typed)


def test_twenty_files_and_no_more_and_none_twice(report, officer, at):
    def upload(number: int):
        return ContentFile(PDF + str(number).encode(), name=f"minh-chung-{number}.pdf")

    rows = [add_file(by=officer, at=at, report=report, upload=upload(n)) for n in range(MOST_FILES)]
    with pytest.raises(ReportRefused, match="20 tệp"):
        add_file(by=officer, at=at, report=report, upload=upload(99))
    remove_file(by=officer, at=at, row=rows[0])
    with pytest.raises(ReportRefused, match="đã có"):
        add_file(by=officer, at=at, report=report, upload=upload(1))


def test_macros_are_refused_with_words(report, officer, at):
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"):
            package.writestr(name, "x")
    with pytest.raises(ReportRefused, match="macro"):
        add_file(by=officer, at=at, report=report, upload=ContentFile(stream.getvalue(), name="a.docx"))

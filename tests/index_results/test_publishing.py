"""The council, freezing, the second person, corrections: refusals in words, and what the rules read after."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from tests.index_results.building import judge
from tests.index_results.papers import paper

from thidua.awards.models import AwardRecord
from thidua.awards.outlook import matrix_on
from thidua.core.blocks import Block
from thidua.foundation import revision
from thidua.foundation.audit.models import AuditEvent
from thidua.index_results.content import canonical, fingerprint, results_now
from thidua.index_results.council import record_session
from thidua.index_results.effects import effects_of
from thidua.index_results.errors import ResultRefused
from thidua.index_results.models import Publication
from thidua.index_results.publishing import Decision, confirm, discard, freeze
from thidua.index_rounds.models import Phase
from thidua.par_index.enums import IndexKind, Origin
from thidua.par_index.selectors import ranking


def test_counts_of_a_session_that_cannot_be_are_refused(found, words, secretary, at, on):
    wrong = [
        (replace(words, agreed=9), "tán thành"),
        (replace(words, present=10, agreed=3), "có mặt"),
        (replace(words, members=0, present=0, agreed=0), "thành viên"),
        (replace(words, held_on=on + timedelta(1)), "sau hôm nay"),
        (replace(words, conclusions=" "), "kết luận"),
    ]
    for bad, told in wrong:
        with pytest.raises(ResultRefused, match=told):
            record_session(by=secretary, at=at, found=found, words=bad, minutes=paper())
    with pytest.raises(ResultRefused, match="biên bản"):
        record_session(by=secretary, at=at, found=found, words=words, minutes=None)
    assert not found.sessions.exists()


@pytest.mark.parametrize(("members", "agreed", "is_enough"), [(9, 5, True), (9, 4, False), (8, 4, False)])
def test_more_than_half_of_all_members_must_agree(
    found, words, decision, secretary, specialist, at, members, agreed, is_enough
):
    words = replace(words, members=members, present=members, agreed=agreed)
    session = record_session(by=secretary, at=at, found=found, words=words, minutes=paper())
    if is_enough:
        assert freeze(by=specialist, at=at, session=session, decision=decision, file=paper()).ordinal == 1
    else:
        with pytest.raises(ResultRefused, match="hơn một nửa"):
            freeze(by=specialist, at=at, session=session, decision=decision, file=paper())


def test_freezing_says_everything_and_reads_back_the_same(frozen, at):
    frozen = Publication.objects.get(pk=frozen.pk)
    assert fingerprint(frozen.content) == frozen.sha256
    assert canonical(frozen.content) == canonical(results_now(frozen.round, at.date()))
    (block,) = frozen.content["blocks"]
    assert [row["rank"] for row in block["units"]] == [1, 2, 2, 4, 5, 6, 7]
    first = block["units"][0]
    assert (first["code"], first["score"], first["percent"]) == ("xa01", "95.80", "95.80")
    assert first["components"] == {"1.1": "95.8"}
    assert first["class"] == "Hoàn thành xuất sắc nhiệm vụ"
    assert AuditEvent.objects.get(action="index_results.frozen").after["sha256"] == frozen.sha256


def test_freezing_is_refused_where_it_cannot_be(
    session, found, decision, words, secretary, specialist, at, on
):
    def refused(told, decision=decision, file=True):
        with pytest.raises(ResultRefused, match=told):
            freeze(by=specialist, at=at, session=session, decision=decision, file=paper() if file else None)

    refused("tệp quyết định", file=False)
    refused("số quyết định", replace(decision, number=" "))
    refused("trước ngày hội đồng", replace(decision, signed_on=on - timedelta(9)))
    refused("trước ngày quyết định", replace(decision, published_on=on - timedelta(3)))
    phase = Phase.objects.create(
        round=found, kind="appraisal", opens_at=at - timedelta(1), closes_at=at + timedelta(1)
    )
    refused("chưa kết thúc")
    phase.delete()
    record_session(by=secretary, at=at, found=found, words=words, minutes=paper())
    refused("mới nhất")
    assert not Publication.objects.exists()


def test_a_second_draft_waits_for_the_first(session, frozen, decision, specialist, at):
    with pytest.raises(ResultRefused, match="chờ xác nhận"):
        freeze(by=specialist, at=at, session=session, decision=decision, file=paper())
    discard(by=specialist, at=at, publication=frozen)
    assert freeze(by=specialist, at=at, session=session, decision=decision, file=paper()).ordinal == 2


def test_who_prepared_cannot_confirm(frozen, specialist, at):
    with pytest.raises(ResultRefused, match="tự xác nhận"):
        confirm(by=specialist, at=at, publication=frozen, has_seen_awards=True)


def test_a_confirmed_round_is_a_release_that_rules_read(frozen, head, at, on):
    before = matrix_on(on, 2026)
    told = effects_of(frozen, on)
    assert told
    publication = confirm(by=head, at=at, publication=frozen, has_seen_awards=False)
    release = publication.release
    assert (release.origin, release.status, release.decision_number) == (
        Origin.ROUND,
        "confirmed",
        "12/QĐ-UBND",
    )
    shown = ranking(IndexKind.PAR, 2026, Block.XA, on)
    assert [(unit.code, unit.rank, str(unit.score)) for unit in shown.units][:3] == [
        ("xa01", 1, "95.80"),
        ("xa02", 2, "94.10"),
        ("xa03", 2, "94.10"),
    ]
    assert shown.source.ranked_count == 7
    changed = {
        (row.unit.code, old.award.id): new.verdict.word
        for row, then in zip(before.rows, matrix_on(on, 2026).rows, strict=True)
        for old, new in zip(row.awards, then.awards, strict=True)
        if old.verdict.word != new.verdict.word
    }
    assert changed == {(one.change.unit.code, one.change.award.id): one.change.after.word for one in told}
    with pytest.raises(ResultRefused, match="không còn làm được"):
        discard(by=head, at=at, publication=publication)


def test_a_changed_content_is_found_and_not_confirmed(frozen, head, at):
    content = frozen.content
    content["blocks"][0]["units"][0]["score"] = "99.00"
    Publication.objects.filter(pk=frozen.pk).update(content=content)
    with pytest.raises(ResultRefused, match="dấu vân tay"):
        confirm(by=head, at=at, publication=frozen, has_seen_awards=True)


def test_a_correction_needs_its_reason_and_replaces(published, session, specialist, head, at, on):
    sheet = published.round.sheets.get(unit__code="xa05")
    judge(at, sheet, "1.1", Decimal(99), stage="council")
    correction = Decision("15/QĐ-UBND", on, on)
    with pytest.raises(ResultRefused, match="lý do"):
        freeze(by=specialist, at=at, session=session, decision=correction, file=paper())
    correction = replace(correction, reason="Cộng nhầm điểm")
    second = freeze(by=specialist, at=at, session=session, decision=correction, file=paper())
    assert second.ordinal == 2
    confirm(by=head, at=at, publication=second, has_seen_awards=False)
    shown = ranking(IndexKind.PAR, 2026, Block.XA, on)
    assert shown.units[0].code == "xa05"
    assert shown.source.decision_number == "15/QĐ-UBND"
    published.refresh_from_db()
    assert published.release.blocks.get().is_current is False


def test_awards_given_are_told_and_need_a_tick(published, session, specialist, head, at, on, units):
    sheet = published.round.sheets.get(unit__code="xa02")
    judge(at, sheet, "1.1", Decimal(99), stage="council")
    correction = Decision("15/QĐ-UBND", on, on, "Cộng nhầm điểm")
    second = freeze(by=specialist, at=at, session=session, decision=correction, file=paper())
    changed = [row for row in effects_of(second, on) if row.change.unit.code == "xa01"]
    assert changed
    assert not any(row.is_given for row in changed)
    for row in changed:
        AwardRecord.objects.create(
            unit_id=units["xa01"].id, award=row.change.award.id, title="x",
            cycle=str(row.change.before.nomination.cycle), decision_number="1/QĐ", decided_on=on,
            recorded_at=at,
        )  # fmt: skip
    with transaction.atomic():
        revision.bump()
    with pytest.raises(ResultRefused, match="đã trao"):
        confirm(by=head, at=at, publication=second, has_seen_awards=False)
    confirm(by=head, at=at, publication=second, has_seen_awards=True)
    assert AwardRecord.objects.count() == len(changed)

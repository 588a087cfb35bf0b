"""From a file to a published ranking by two people, corrections, and what was known on a day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.par_index.conftest import AT, CLEAN, META

from thidua.core.blocks import Block
from thidua.foundation import revision
from thidua.foundation.models import AuditEvent
from thidua.par_index.enums import IndexKind, ReleaseStatus
from thidua.par_index.models import IndexRelease, IndexRow, ReleaseBlock
from thidua.par_index.selectors import differences, published_rows, rank_history, ranking
from thidua.par_index.services import (
    ReleaseRefused,
    confirm_release,
    discard_release,
    import_reference_2025,
    receive_file,
    store_import,
)

pytestmark = pytest.mark.django_db
LATER = date(2027, 2, 1)


def receive(by, text=CLEAN, meta=META):
    return receive_file(by=by, at=AT, meta=meta, content=text.encode(), filename="xep-hang.csv")


def test_a_draft_is_published_by_a_second_person(specialist, head):
    release = store_import(by=specialist, at=AT, release=receive(specialist))
    assert published_rows(LATER) == []
    before = revision.current()
    confirm_release(by=head, at=AT, release=release)
    assert revision.current() != before
    assert published_rows(LATER) == [
        (2026, "11311", 1, Decimal("95.80"), Block.PHUONG, date(2027, 1, 11)),
        (2026, "11413", 2, Decimal("95.77"), Block.PHUONG, date(2027, 1, 11)),
        (2026, "11602", 3, Decimal("95.57"), Block.PHUONG, date(2027, 1, 11)),
    ]
    actions = list(AuditEvent.objects.filter(action__startswith="par_index").values_list("action", flat=True))
    assert actions == ["par_index.received", "par_index.stored", "par_index.confirmed"]


def test_nobody_knows_it_before_the_day_of_publication(publish):
    publish()
    assert published_rows(date(2027, 1, 10)) == []
    assert len(published_rows(date(2027, 1, 11))) == 3


def test_the_importer_may_not_confirm(specialist):
    release = store_import(by=specialist, at=AT, release=receive(specialist))
    with pytest.raises(ReleaseRefused, match="không được tự xác nhận"):
        confirm_release(by=specialist, at=AT, release=release)


def test_the_database_too_refuses_one_person_for_both(specialist):
    release = receive(specialist)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexRelease.objects.filter(pk=release.pk).update(
            status="confirmed", confirmed_by=specialist, confirmed_at=AT
        )


def test_a_file_with_an_error_brings_no_row(specialist):
    release = receive(specialist, CLEAN + "Phường Lạ;4;90\n")
    with pytest.raises(ReleaseRefused, match="còn 1 lỗi"):
        store_import(by=specialist, at=AT, release=release)
    assert IndexRow.objects.count() == 0
    release.refresh_from_db()
    assert release.status == ReleaseStatus.RECEIVED


def test_the_second_of_two_confirmations_is_told_who_was_first(specialist, head):
    release = store_import(by=specialist, at=AT, release=receive(specialist))
    confirm_release(by=head, at=AT, release=release)
    with pytest.raises(ReleaseRefused, match="đã được Người lanhdao xác nhận"):
        confirm_release(by=head, at=AT, release=release)


def test_a_lost_race_ends_in_words(publish, specialist, head, monkeypatch):
    publish()
    rival = store_import(by=specialist, at=AT, release=receive(specialist, meta=replace(META, reason="x")))
    monkeypatch.setattr("thidua.par_index.services.taken_place_of", lambda _release: [])
    with pytest.raises(ReleaseRefused, match="Vừa có người khác xác nhận"):
        confirm_release(by=head, at=AT, release=rival)


def test_a_correction_needs_a_reason_and_counts_from_its_own_day(publish):
    publish()
    corrected = CLEAN.replace("Phường Hải An;2;95,77", "Phường Hải An;2;95,79")
    meta = replace(META, decision_number="90/QĐ-UBND", published_on=date(2027, 1, 20))
    with pytest.raises(ReleaseRefused, match="ghi lý do thay thế"):
        publish(corrected, meta)
    publish(corrected, replace(meta, reason="Đính chính điểm phường Hải An"))
    scores = {
        day: {row[1]: row[3] for row in published_rows(day)}["11413"]
        for day in (date(2027, 1, 15), date(2027, 1, 20))
    }
    assert list(scores.values()) == [Decimal("95.77"), Decimal("95.79")]
    assert ReleaseBlock.objects.filter(is_current=True).count() == 1


def test_what_a_correction_changes_is_shown_before_it_is_confirmed(publish, specialist):
    publish()
    corrected = CLEAN.replace("Phường Hồng An;3;95,57", "Phường Lê Chân;3;95,57")
    draft = store_import(
        by=specialist, at=AT, release=receive(specialist, corrected, replace(META, reason="x"))
    )
    changes = {change.code: (change.old, change.new) for change in differences(draft)}
    assert changes == {
        "11602": ((3, Decimal("95.57")), None),
        "11383": (None, (3, Decimal("95.57"))),
    }


def test_an_older_publication_does_not_replace_a_newer_one(publish):
    publish(meta=replace(META, published_on=date(2027, 1, 20)))
    with pytest.raises(ReleaseRefused, match="bản cũ hơn"):
        publish(meta=replace(META, reason="x"))


def test_a_discarded_draft_is_never_confirmed(specialist, head):
    release = store_import(by=specialist, at=AT, release=receive(specialist))
    discard_release(by=specialist, at=AT, release=release, reason="nhầm tệp")
    with pytest.raises(ReleaseRefused, match="đã bỏ"):
        confirm_release(by=head, at=AT, release=release)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"year": 1999}, "2000 đến 2100"),
        ({"decision_number": " "}, "số quyết định"),
        ({"published_on": date(2027, 1, 10)}, "trước ngày quyết định"),
        ({"year": 2028}, "trước năm đó"),
    ],
)
def test_impossible_papers_are_refused(specialist, change, words):
    with pytest.raises(ReleaseRefused, match=words):
        receive(specialist, meta=replace(META, **change))


def test_the_real_2025_index_holds_only_what_was_published(city):
    import_reference_2025(by=None, at=AT)
    assert import_reference_2025(by=None, at=AT) == []
    rows = published_rows(date(2026, 1, 9))
    assert len(rows) == 18
    assert published_rows(date(2026, 1, 8)) == []
    xa = ranking(IndexKind.PAR, 2025, Block.XA, LATER)
    assert (xa.source.ranked_count, xa.unpublished) == (68, 62)
    assert xa.gaps == ((6, 67),)
    assert [(unit.rank, unit.name, unit.score) for unit in xa.units][:4] == [
        (1, "Đặc khu Cát Hải", Decimal("94.15")),
        (2, "Xã Quyết Thắng", Decimal("93.40")),
        (3, "Xã An Lão", Decimal("92.94")),
        (4, "Xã Gia Lộc", None),
    ]
    sipas = ranking(IndexKind.SIPAS, 2025, Block.SO, LATER)
    assert (sipas.source.average, sipas.source.city_average) == (Decimal("93.95"), Decimal("92.67"))
    counts = [ranking(IndexKind.PAR, 2025, b, LATER).source.ranked_count for b in (Block.SO, Block.PHUONG)]
    assert counts == [14, 45]


def test_ties_near_ties_and_changes_are_marked(publish, city):
    import_reference_2025(by=None, at=AT)
    publish(
        "Đơn vị;Hạng;Điểm\nPhường Hải An;1;95,80\nPhường Hồng Bàng;2;95,77\n"
        "Phường Hồng An;3;95,00\nPhường Lê Chân;3;95,00\n"
    )
    found = ranking(IndexKind.PAR, 2026, Block.PHUONG, LATER)
    assert [(u.code, u.rank, u.tie, u.near, u.change) for u in found.units] == [
        ("11413", 1, 1, True, 1),
        ("11311", 2, 1, True, -1),
        ("11602", 3, 2, False, 0),
        ("11383", 3, 2, False, 2),
    ]
    assert found.units[1].gap_above == Decimal("0.03")


def test_the_history_of_a_unit(publish, city):
    import_reference_2025(by=None, at=AT)
    publish()
    places = rank_history("11602", LATER)
    assert [(place.year, place.rank, place.ranked_count) for place in places] == [(2025, 3, 45), (2026, 3, 3)]


@pytest.mark.parametrize("count", [1, 3])
def test_a_ranking_takes_a_constant_number_of_queries(publish, django_assert_num_queries, count):
    publish("\n".join(CLEAN.splitlines()[: count + 1]))
    with django_assert_num_queries(8):
        ranking(IndexKind.PAR, 2026, Block.PHUONG, LATER)
    with django_assert_num_queries(3):  # units and releases are kept until something changes
        ranking(IndexKind.PAR, 2026, Block.PHUONG, LATER)
    with django_assert_num_queries(2):
        published_rows(LATER)

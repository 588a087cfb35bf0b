"""What a published round shows, and to whom, when a judgement comes after the publication."""

import io
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from tests.index_results.building import send_sheet, written

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.core.text import format_date
from thidua.index_results.published import differs, latest_published, published_of
from thidua.index_results.standings import standings_of

START = "/ket-qua-chi-so/"
PRESENT = "?tinh=hien-tai"


@pytest.fixture
def published_day(decision):
    return format_date(decision.signed_on)


def drawn(results):
    """Everything the pages read, as one value."""
    return (
        results.areas,
        results.components,
        results.is_sample,
        [(place.unit, place.rank, place.score, place.tie, place.near) for place in results.places],
        {
            pk: ({code: (m.points, m.maximum, m.is_excluded, m.is_judged) for code, m in card.marks.items()},)
            for pk, card in results.cards.items()
        },
        {
            pk: [
                (name, one.shown, one.maximum, one.whole, one.percent, one.missing, one.score)
                for name, one in [*card.areas.items(), ("", card.total)]
            ]
            for pk, card in results.cards.items()
        },
    )


def test_what_is_read_from_the_frozen_content_is_what_was_computed(rich, at):
    present = standings_of(rich, Block.XA)
    published = published_of(latest_published(rich, at.date()), Block.XA)
    one, other = drawn(published), drawn(present)
    assert one[:4] == other[:4]
    assert one[5] == other[5]
    assert not differs(published, present)
    assert published_of(latest_published(rich, at.date()), Block.SO) is None


def test_a_later_judgement_changes_nothing_for_a_units_person(client, officer, make_person, moved, units):
    for person in (officer, make_person("tuyentruyen", Role.PUBLICITY)):
        client.force_login(person)
        for address in (f"{moved.pk}/don-vi/xa01/", f"{moved.pk}/don-vi/xa01/{PRESENT}"):
            page = client.get(START + address).content.decode()
            assert "Hạng 1 trên 2" in page
            assert "Theo kết quả đã công bố lần 1, QĐ số 12/QĐ-UBND" in page
            assert "Có thay đổi sau khi công bố" not in page
            assert "Tính đến lúc này" not in page
            assert "1.1 Tiêu chí 1.1" not in page  # nothing lost there when it was frozen
        areas = client.get(f"{START}{moved.pk}/xa/linh-vuc.csv{PRESENT}").content.decode("utf-8-sig")
        assert areas.splitlines()[1].startswith("1;xa01")
        losses = client.get(f"{START}{moved.pk}/xa/diem-mat.csv{PRESENT}").content.decode("utf-8-sig")
        row = next(line for line in losses.splitlines() if line.startswith("1.1;"))
        assert row.endswith(";2;0;0;0;;;")
        assert "chưa công bố" not in client.get(f"{START}{moved.pk}/xa/linh-vuc/").content.decode()


def test_the_office_sees_both_and_which_is_which(client, specialist, moved, published_day):
    client.force_login(specialist)
    for name in ("xa/linh-vuc/", "xa/diem-mat/", "don-vi/xa01/"):
        address = f"{START}{moved.pk}/{name}"
        page = client.get(address).content.decode()
        assert f"QĐ số 12/QĐ-UBND, ngày {published_day}" in page
        assert "Có thay đổi sau khi công bố" in page
        assert f'href="{address}{PRESENT}"' in page
        now = client.get(address + PRESENT).content.decode()
        assert "Tạm tính đến lúc này, chưa công bố" in now
        assert "Đã khác kết quả công bố" in now
        assert f'.xlsx{PRESENT}"' in now
        assert "Xem theo kết quả đã công bố lần 1" in now
    stem = f"{START}{moved.pk}/don-vi/xa01/ket-qua"
    assert client.get(f"{stem}.svg").content != client.get(f"{stem}.svg{PRESENT}").content
    answer = client.get(f"{stem}.xlsx{PRESENT}")
    assert "-tam-tinh.xlsx" in answer["Content-Disposition"]
    cells = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert ("Tạm tính, chưa công bố.",) in {row[:1] for row in cells}


def test_nothing_moved_and_nothing_is_said(client, specialist, rich):
    client.force_login(specialist)
    page = client.get(f"{START}{rich.pk}/xa/linh-vuc/").content.decode()
    assert "Theo kết quả đã công bố" in page
    assert "Tính đến lúc này" not in page


def test_the_ways_lead_where_a_person_may_go(client, officer, specialist, moved):
    publication = moved.publications.get()
    ranking, frozen = f'href="{START}{moved.pk}/xa/"', f'href="{START}cong-bo/{publication.pk}/?khoi=xa"'
    client.force_login(officer)
    for name in ("xa/linh-vuc/", "xa/diem-mat/", "don-vi/xa01/"):
        page = client.get(f"{START}{moved.pk}/{name}").content.decode()
        assert frozen in page
        assert ranking not in page
    page = client.get(f"{START}cong-bo/{publication.pk}/").content.decode()
    for address in (f"{moved.pk}/don-vi/xa02/", f"{moved.pk}/xa/linh-vuc/", f"{moved.pk}/xa/diem-mat/"):
        assert f'href="{START}{address}"' in page
        assert client.get(START + address).status_code == 200
    for address in (START, f"{START}{moved.pk}/"):
        assert f'href="{START}{moved.pk}/don-vi/xa01/"' in client.get(address).content.decode()
    client.force_login(specialist)
    assert frozen in client.get(f"{START}{moved.pk}/xa/linh-vuc/").content.decode()
    assert ranking in client.get(f"{START}{moved.pk}/xa/linh-vuc/{PRESENT}").content.decode()
    page = client.get(f"{START}{moved.pk}/xa/").content.decode()
    assert "Kết quả đã công bố lần 1" in page
    assert f'href="{START}{moved.pk}/xa/linh-vuc/{PRESENT}"' in page


def test_a_published_card_stands_under_its_name_also_when_the_sheet_was_given_back(
    client, officer, specialist, rich, units
):
    rich.sheets.filter(unit__code="xa01").update(state="draft", sent_at=None, receipt="")
    written(rich)
    client.force_login(officer)
    address = f"{START}{rich.pk}/don-vi/xa01/"
    assert units["xa01"].full_name in client.get(address).content.decode()
    client.force_login(specialist)
    assert client.get(address).status_code == 200
    assert client.get(address + PRESENT).status_code == 404


def test_lost_points_say_their_rule_and_lead_to_the_steps(client, specialist, rich):
    client.force_login(specialist)
    page = client.get(f"{START}{rich.pk}/don-vi/xa02/").content.decode()
    rule = standings_of(rich, Block.XA).by_code["2.1"].rule
    assert f"Cách chấm: {rule}" in page
    sheet = rich.sheets.get(unit__code="xa02")
    assert f'href="{reverse("index_rounds:judged_answer", args=[sheet.pk, "2.1"])}"' in page
    assert (
        reverse("index_rounds:judged_answer", args=[sheet.pk, "3.1"]) not in page
    )  # nobody answers a survey


def test_what_would_turn_two_neighbours_leads_to_the_steps(client, specialist, found):
    client.force_login(specialist)
    page = client.get(f"{START}{found.pk}/xa/xa05/xa06/").content.decode()
    for code in ("xa05", "xa06"):
        sheet = found.sheets.get(unit__code=code)
        assert f'href="{reverse("index_rounds:judged_answer", args=[sheet.pk, "1.1"])}"' in page


def test_the_history_goes_along_as_a_table(client, officer, rich):
    client.force_login(officer)
    stem = f"{START}{rich.pk}/don-vi/xa01/hang"
    lines = client.get(f"{stem}.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Năm;Khối;Hạng;")
    assert lines[1].startswith("2026;")
    assert client.get(f"{stem}.xlsx").status_code == 200
    assert client.get(f"{stem}.svg").status_code == 404  # one year is no line


def test_a_unit_finds_its_result_before_publication_once_the_appraisal_is_over(
    client, officer, scored, at, units
):
    found = scored("90", "80")
    client.force_login(officer)
    own = f'href="{START}{found.pk}/don-vi/xa01/"'
    assert own not in client.get(START).content.decode()
    found.phases.create(kind="appraisal", opens_at=at - timedelta(9), closes_at=at - timedelta(1))
    page = client.get(START).content.decode()
    assert own in page
    assert f"<strong>{units['xa01'].full_name}</strong>" in page
    assert found.title in page
    assert "Chưa công bố kỳ chấm nào" in page


def test_published_pages_ask_the_same_for_any_number_of_units(
    client, officer, scored, publish, django_assert_num_queries, django_assert_max_num_queries, at, units
):
    found = scored("90")
    publish(found)
    client.force_login(officer)
    addresses = [f"{START}{found.pk}/{name}" for name in ("xa/linh-vuc/", "xa/diem-mat/", "don-vi/xa01/")]
    asked = []
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(40) as one:
            client.get(address)
        asked.append(len(one))
    for code in ("xa02", "xa03"):
        send_sheet(at, found, units[code], {"1.1": (Decimal(8000), None, False)})
    publish(found, number="13/QĐ-UBND", reason="Thêm hai xã")
    for address, times in zip(addresses, asked, strict=True):
        client.get(address)
        with django_assert_num_queries(times):
            client.get(address)

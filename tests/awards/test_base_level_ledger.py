"""Awards of units themselves in the ledger of initiatives (III.1.2.2), and two who put one award right."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.awards.base_level import services
from thidua.awards.base_level.errors import BaseAwardRefused
from thidua.awards.base_level.words import NewBaseAward
from thidua.foundation.audit.models import AuditEvent
from thidua.initiatives.models import Initiative, InitiativeUse
from thidua.initiatives.selectors import known_initiatives
from thidua.initiatives.services import NewInitiative, register_initiative


@pytest.fixture
def idea(giang, at):
    new = NewInitiative("SK-1", giang, "Hẹn giờ", recognised_on=date(2026, 5, 4), recognition_decision="1/QĐ")
    return register_initiative(by=None, at=at, initiative=new)


def standing_uses():
    return [
        (use.initiative.code, use.award, use.cycle) for use in InitiativeUse.objects.filter(ended_at=None)
    ]


def test_the_ledger_of_initiatives_knows_what_units_gave_awards_for(giang, give, idea, officer, client, at):
    row = give(giang, officer, initiative=idea)
    assert standing_uses() == [("SK-1", "base_level", "2026")]
    # Told to whoever reads; the rules of the city's awards do not count it (B31).
    assert known_initiatives()[0].used_for == ()
    client.force_login(officer)
    page = client.get(reverse("initiatives:one", args=[idea.pk])).content.decode()
    assert "Giấy khen, 312/QĐ-UBND" in page
    assert "không cần ý kiến" in page
    assert "Dùng quá một lần:" in page
    said = {name: getattr(row, name) for name in NewBaseAward.__dataclass_fields__}
    services.correct_award(by=officer, at=at, row=row, award=NewBaseAward(**said | {"position": "Công chức"}))
    assert InitiativeUse.objects.count() == 1
    services.correct_award(
        by=officer, at=at, row=row, award=NewBaseAward(**said | {"decision_number": "313/QĐ-UBND"})
    )
    assert [use.source.split(" (")[0] for use in InitiativeUse.objects.filter(ended_at=None)] == [
        "Giấy khen, 313/QĐ-UBND"
    ]
    services.correct_award(by=officer, at=at, row=row, award=NewBaseAward(**said | {"initiative": None}))
    assert standing_uses() == []


def test_the_initiatives_of_a_correction_are_held_before_anything_is_recorded(
    giang, give, idea, make_initiative, officer, at
):
    """Acts on an initiative lock it first and record then; who goes the other way would wait for them."""
    row, right = give(giang, initiative=idea), make_initiative(giang, code="SK-2")
    said = {name: getattr(row, name) for name in NewBaseAward.__dataclass_fields__} | {"initiative": right}
    with CaptureQueriesContext(connection) as asked:
        services.correct_award(by=officer, at=at, row=row, award=NewBaseAward(**said))
    told = [one["sql"] for one in asked]
    recorded = next(place for place, sql in enumerate(told) if AuditEvent._meta.db_table in sql)
    held = [sql for sql in told[:recorded] if f'FROM "{Initiative._meta.db_table}" WHERE' in sql]
    either_way = f"IN ({idea.pk}, {right.pk})", f"IN ({right.pk}, {idea.pk})"
    assert any(keys in sql for sql in held for keys in either_way)
    assert [use.initiative for use in InitiativeUse.objects.filter(ended_at=None)] == [right]


def test_an_award_that_was_removed_serves_no_longer_another_of_its_decision_does(
    giang, give, idea, officer, at
):
    row, _other = give(giang, initiative=idea), give(giang, initiative=idea, name="Trần Văn Tư")
    services.remove_award(by=officer, at=at, row=row, reason="Ghi nhầm")
    assert standing_uses() == [("SK-1", "base_level", "2026")]
    assert InitiativeUse.objects.exclude(ended_at=None).get().end_reason.endswith("Ghi nhầm")


def test_awards_of_before_enter_the_ledger_too(giang, give, idea):
    give(giang, initiative=idea)
    noted = InitiativeUse.objects.get()
    InitiativeUse.objects.all().delete()
    import_module("thidua.awards.migrations.0005_uses_of_base_awards").note_uses_of_before(apps, None)
    again = InitiativeUse.objects.get()
    assert (again.award, again.cycle, again.source) == (noted.award, noted.cycle, noted.source)


def test_of_two_who_put_an_award_right_the_second_reads_what_the_first_saved(
    client, officer, giang, give, demo_day
):
    row = give(giang)
    with pytest.raises(BaseAwardRefused, match="đã có trong sổ, cùng nội dung"):
        give(giang)
    client.force_login(officer)
    address = reverse("awards:base_change", args=[row.pk])
    shown = client.get(address).content.decode().split('name="seen" value="')[1].split('"')[0]
    said = {
        "unit": giang.pk, "year": "2026", "subject": row.subject, "name": row.name, "form": row.form,
        "decision_number": row.decision_number, "decided_on": "2026-12-15", "seen": shown,
    }  # fmt: skip
    assert client.post(address, said | {"achievement": "Lời của đồng nghiệp"}).status_code == 302

    page = client.post(address, said | {"achievement": "Lời của người sau"}).content.decode()

    assert "Người khác vừa sửa dòng này" in page
    assert "Lời của đồng nghiệp" in page
    assert "Lời của người sau" in page
    row.refresh_from_db()
    assert row.achievement == "Lời của đồng nghiệp"
    again = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(address, said | {"achievement": "Lời của người sau", "seen": again}).status_code == 302

"""Two appraisers at one dossier: the second reads what the first wrote, and saves with what he typed."""

import pytest
from tests.appraising.test_pages import at_desk, do, findings_of, said

from thidua.appraising.enums import Stage
from thidua.appraising.judging.models import Finding
from thidua.initiatives.ledger.services import NewUse, note_uses

pytestmark = pytest.mark.usefixtures("demo_day")


def test_who_was_second_reads_the_first_ruling_and_then_rules_with_what_he_typed(
    client, received, clear, standing_head, specialist, world, at
):
    note_uses(by=standing_head, at=at, uses=[NewUse(world.pk, "annual.individual", "2025", "12/QĐ")])
    clear(received, standing_head, specialist)
    at_desk(client, standing_head, received)
    mine = {"initiative": world.pk, "is_allowed": "yes"}
    do(client, received, "reuse", reason="Lời của người trước", **mine)

    page = do(client, received, "reuse", reason="Lời của người sau", **mine)

    assert "vừa quyết định về sáng kiến này" in said(page)
    form = page.context["initiatives"][0].reuse
    assert form["reason"].value() == "Lời của người sau"
    do(client, received, "reuse", reason="Lời của người sau", seen=form["seen"].value(), **mine)
    assert received.reuse_rulings.get(is_current=True).reason == "Lời của người sau"


def test_who_was_second_reads_the_first_finding_and_then_notes_with_what_he_typed(
    client, received, clear, specialist, standing_head
):
    clear(received, standing_head, specialist)
    theirs = findings_of(at_desk(client, standing_head, received), Stage.CONTENT)
    do(client, received, "findings-content", **theirs)
    at_desk(client, specialist, received)
    mine = {"outcome-0": "unclear", "words-0": "Lời của người sau", "pin-0": theirs["pin-0"]}

    page = do(client, received, "findings-content", **mine)

    assert "vừa có nhận xét mới của người khác" in said(page)
    form = page.context["panels"][0].questions
    assert form["words-0"].value() == "Lời của người sau"
    said_again = {name: form[name].value() or "" for name in form.fields}
    assert "Đã ghi nhận xét" in said(do(client, received, "findings-content", **said_again))
    assert Finding.objects.get(words="Lời của người sau").is_current


def test_who_was_second_reads_whether_the_first_thinks_it_can_be_spread(
    client, received, clear, specialist, standing_head, world
):
    clear(received, standing_head, specialist)
    one = at_desk(client, specialist, received).context["initiatives"][0]
    mine = {
        "initiative": world.pk,
        "can_spread": "yes",
        "reason": "Mọi phường đều làm được",
        "seen": one.reach,
    }
    do(client, received, "spread", **mine | {"can_spread": "no", "reason": "Chỉ hợp một nơi"})

    page = do(client, received, "spread", **mine)

    assert "vừa đánh giá: không nhân rộng được (Chỉ hợp một nơi)" in said(page)
    one = page.context["initiatives"][0]
    assert one.spread["reason"].value() == "Mọi phường đều làm được"
    do(client, received, "spread", **mine | {"seen": one.reach})
    world.refresh_from_db()
    assert (world.replicable, world.replicable_reason) == (True, "Mọi phường đều làm được")

"""A returned dossier that waits for its unit's signature again is still a returned one to the office."""

from django.urls import reverse
from tests.dossiers.conftest import scan

from thidua.dossiers.enums import DossierState, Timing
from thidua.dossiers.models import Dossier, Submission
from thidua.dossiers.sending.afterwards import return_dossier
from thidua.foundation.files import keep_file
from thidua.proposals.access import to_choose
from thidua.proposals.content import content_of
from thidua.proposals.differences import differences_of
from thidua.proposals.freezing import freeze
from thidua.proposals.letter import paper_of
from thidua.proposals.obstacles import obstacles_of
from thidua.proposals.pages import cycle_rows
from thidua.proposals.since_frozen import loosened


def back_and_handed_over(world, row):
    """The office gives it back; the unit's officer is done, its head has not signed yet."""
    return_dossier(by=world.by, at=world.at, dossier=row, reasons={"results": "Nêu nguồn"})
    Dossier.objects.filter(pk=row.pk).update(state=DossierState.WAITING)


FACTS = (
    "outstanding", "rating", "justification", "rating_source", "par_role_source", "ground_source",
    "contribution", "raised_area",
)  # fmt: skip


def keep_as_sent(row):
    """What it says now is what was sent of it."""
    who = ("gender", "birth_year", "position", "place", "is_leader")
    told = {
        "id": row.pk,
        "subject": {"name": row.subject_name} | {key: getattr(row, key) for key in who},
        "initiatives": [{"code": one.code} for one in row.initiatives.all()],
        "facts": {key: getattr(row, key) for key in FACTS},
        "files": [],
        "verdict": {"truth": "met"},
    }
    Submission.objects.filter(sent__dossier=row).update(content={"dossiers": [told]})


def test_what_the_unit_mends_is_not_judged_before_it_is_sent(year):
    item = year.initiative("11311", "SK-1")
    row = year.put("11311", "annual.individual", initiatives=(item,), subject_name="Lê Thị Hoa")
    keep_as_sent(row)
    before, proof = year.whole.nominations[row.pk], content_of(year.whole)["dossiers"][0]["initiatives"]
    back_and_handed_over(year, row)
    row.initiatives.clear()
    Dossier.objects.filter(pk=row.pk).update(subject_name="Lê Thị Hoà", outstanding=False, rating="good")

    whole = year.whole

    assert whole.nominations[row.pk] == before
    assert whole.by_pk[row.pk].row.subject_name == "Lê Thị Hoa"
    assert before.initiatives == ("SK-1",)
    assert proof[0]["decision"]
    assert content_of(whole)["dossiers"][0]["initiatives"] == proof


def test_nor_do_its_new_grounds_and_papers_stand_in_the_list(year):
    said = {"ground_source": "Văn bản 12/UBND", "contribution": "publicity", "rating_source": "QĐ 5"}
    row = year.put("11311", "discretionary.collective", justification="Văn bản 12", **said)
    keep_as_sent(row)
    year.choose(row, False, "Đang trả lại đơn vị")

    def told():
        one = content_of(year.whole)["dossiers"][0]
        return one["ground"], one["sources"], one["evidence"]

    before = told()
    back_and_handed_over(year, row)
    Dossier.objects.filter(pk=row.pk).update(
        ground_source="Chưa có số", contribution="digital", rating_source="Bản nháp"
    )
    kept = keep_file(by=year.by, at=year.at, upload=scan("ban-nhap"))
    row.files.create(item="report", file=kept, added_by=year.by, added_at=year.at)

    assert told() == before
    assert year.whole.by_pk[row.pk].row.ground_source == "Văn bản 12/UBND"


def test_the_flag_stays_in_the_set_and_its_second_person_with_it(period):
    flag = period.put("11311", "period.flag")
    second = period.put("11311", "period.individual", subject_name="Trần Văn Bình", is_conditional=True)
    back_and_handed_over(period, flag)

    whole = period.whole
    line = whole.by_pk[flag.pk]
    assert line.row.is_returned
    assert "Đang trả lại đơn vị để bổ sung." in line.suggestion.words
    assert not whole.by_pk[second.pk].dropped
    assert any(one.words.startswith("Chưa chọn") and flag.code in one.codes for one in obstacles_of(whole))
    assert to_choose(period.by, period.at.date()) == {period.cycle: 2}
    assert [one.handed_in for one in cycle_rows([], [period.cycle])] == [2]


def test_proposed_all_the_same_it_stands_in_the_way(period):
    flag = period.put("11311", "period.flag")
    back_and_handed_over(period, flag)
    period.choose(flag, True, reason="Đơn vị sẽ gửi lại trong ngày.")
    told = [one.words for one in obstacles_of(period.whole) if flag.code in one.codes]
    assert any("đang trả lại đơn vị" in one for one in told)


def test_a_frozen_list_tells_it_as_returned(year):
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    year.choose(good, True)
    proposal = freeze(by=year.by, at=year.at, cycle=year.cycle)
    back_and_handed_over(year, good)
    assert loosened(proposal) == {good.pk: "đang trả lại đơn vị"}
    assert [one.changes for one in differences_of(proposal, year.at.date()).moved] == [
        ("đang trả lại đơn vị",)
    ]


def test_the_letter_says_of_nothing_that_it_was_appraised_which_was_not_taken_in(year):
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    late = year.put("11329", "annual.collective", timing=Timing.LATE, state=DossierState.SENT)
    back = year.put("11407", "annual.collective")
    back_and_handed_over(year, back)
    year.choose(good, True)
    for row in (late, back):
        year.choose(row, False, "Để đợt sau")

    first, *_ = paper_of(
        freeze(by=year.by, at=year.at, cycle=year.cycle), today=year.at.date(), is_demo=False
    ).body

    assert "đã tiếp nhận và thẩm định 01 hồ sơ" in first.text
    assert "Còn 02 hồ sơ chưa được tiếp nhận" in first.text


def test_the_list_of_the_office_shows_it_as_returned(year, client, demo_day):
    row = year.put("11311", "annual.collective")
    back_and_handed_over(year, row)
    keep_as_sent(row)
    draft = year.put("11329", "annual.collective")
    Dossier.objects.filter(pk=draft.pk).update(state=DossierState.WAITING)
    client.force_login(year.by)
    for query in ("", "&trang-thai=returned"):
        shown = client.get(reverse("dossiers:list") + f"?dot={year.cycle}{query}")
        assert [one.row.pk for one in shown.context["lines"]] == [row.pk]
        assert "bị trả lại" in shown.content.decode()

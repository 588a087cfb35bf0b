"""Freezing with every obstacle told, proving it again from the file, the second person, a later list."""

import json
from datetime import date

import pytest
from django.urls import reverse
from tests.dossiers.conftest import scan

from thidua.appraising.intake.services import withdraw_for_gone
from thidua.cli import main
from thidua.core.blocks import Block
from thidua.core.frozen import canonical, content_of, fingerprint
from thidua.core.frozen_proposal import mismatches
from thidua.councils.selectors import CouncilResult
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.initiatives.enums import Level
from thidua.initiatives.models import Adoption, Initiative, LikenessRuling
from thidua.initiatives.recognition.services import attach_file
from thidua.proposals import content as frozen_content
from thidua.proposals import freezing
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.freezing import acknowledge_apart, confirm, discard, freeze, name_letter
from thidua.proposals.letter import paper_of
from thidua.proposals.models import Proposal, ProposalLine
from thidua.proposals.obstacles import obstacles_of
from thidua.units.services import Decision, change_block, dissolve_unit


@pytest.fixture
def chosen(year):
    """Two dossiers, one proposed, one not."""
    item = year.initiative("11311", "SK-1")
    good = year.put("11311", "annual.collective", initiatives=(item,))
    bad = year.put("11329", "annual.collective")
    year.choose(good, True)
    year.choose(bad, False)
    return good, bad


def _freeze(year, **more):
    return freeze(by=year.by, at=year.at, cycle=year.cycle, **more)


def test_all_that_stands_in_the_way_is_told_at_once(year, opinions):
    item = year.initiative("11311", "SK-1")
    open_one = year.put("11311", "annual.collective", initiatives=(item,))
    paused = year.put("11329", "annual.collective", barred=True)
    opinions[open_one.pk] = {}
    year.choose(paused, True, "Xét riêng")
    with pytest.raises(ProposalRefused) as refusal:
        _freeze(year)
    words = str(refusal.value)
    for part in (
        "Chưa chọn đề nghị hay không: 2026/11311/01",
        "tạm dừng xét",
        "Chưa thẩm định xong: 2026/11311/01",
    ):
        assert part in words
    assert not Proposal.objects.exists()


def test_whoever_is_proposed_against_an_opinion_was_asked_about_too(year, opinions):
    """Who disagrees owes no word about bars; a list that proposes the subject all the same does."""
    item = year.initiative("11311", "SK-1")
    row = year.put("11311", "annual.collective", initiatives=(item,), is_asked_of_bars=False)
    left_out = year.put("11329", "annual.collective", is_asked_of_bars=False)
    opinions[row.pk] = {"content": "agree", "procedure": "disagree"}
    year.choose(row, True, "Đã xem lại với Ban Thi đua")
    year.choose(left_out, False)
    with pytest.raises(ProposalRefused, match="chưa xác nhận có thuộc trường hợp chưa xét") as refusal:
        _freeze(year)
    assert row.code in str(refusal.value)
    assert left_out.code not in str(refusal.value)
    [told] = obstacles_of(year.whole, sees_bars=False)
    assert row.code not in told.text
    record_bars(by=year.board, at=year.at, dossier=row, stated=Stated(words="Công văn 31/TTTP-NV"))
    assert _freeze(year).state == "frozen"


def test_a_frozen_list_proves_itself(year, chosen):
    proposal = _freeze(year)
    assert proposal.sha256 == fingerprint(proposal.content)
    content = content_of(canonical(proposal.content))
    assert mismatches(content) == []
    assert content["counts"] == {"handed_in": 2, "proposed": 1, "apart": 0}
    assert list(ProposalLine.objects.values_list("is_proposed", flat=True)) == [True, False]
    assert "barred" not in json.dumps(content["case"])


def test_the_file_tells_nobody_who_was_paused(year):
    """What anybody may hold says of a paused one what it says of any other."""
    free, paused = (
        year.put(code, "annual.collective", initiatives=(year.initiative(code, f"SK-{code}"),), barred=barred)
        for code, barred in (("11311", False), ("11329", True))
    )
    year.choose(free, False, "Đơn vị xin thôi")
    year.choose(paused, False, "Đơn vị xin thôi")
    content = _freeze(year).content
    assert mismatches(content) == []
    first, second = content["dossiers"]
    for part in ("suggestion", "opinions", "state", "council"):
        assert first[part] == second[part]
    for part in ("is_proposed", "reason", "is_dropped"):
        assert first["choice"][part] == second["choice"][part]
    assert first["verdict"]["truth"] == second["verdict"]["truth"]


def test_what_is_the_same_is_judged_again_from_the_file(year):
    """An own one and its copy, a copy of another unit's, two copies of what a unit that is no more had."""
    own, copy, copied, gone, heir, twin = (
        year.initiative(code, f"SK-{n}")
        for n, code in enumerate(("11311", "11311", "11311", "11629", "11329", "11329"), 1)
    )
    theirs = year.initiative("11407", "SK-7")
    for later, first in ((copy, own), (copied, theirs), (heir, gone), (twin, gone)):
        LikenessRuling.objects.create(
            initiative=later, other=first, verdict="same", reason="Như nhau", capacity="office", at=year.at
        )
    dissolve_unit(
        by=None,
        at=year.at,
        unit=year.units["11629"],
        on=year.at.date(),
        decision=Decision("9/NQ-HĐND", year.at.date()),
    )
    put = [
        year.put("11311", "annual.collective", initiatives=(copied,)),
        year.put("11329", "annual.collective", initiatives=(heir, twin)),
        year.put("11311", "annual.individual", subject_name="Lê Thị Hoa", initiatives=(own, copy)),
    ]
    assert [year.whole.by_pk[row.pk].verdict.truth.word for row in put] == ["not_met", "met", "met"]
    for row in put:
        year.choose(row, row is put[1], "Thử")
    frozen = content_of(canonical(_freeze(year).content))
    assert frozen["same_initiatives"] == {"SK-2": "SK-1", "SK-3": "SK-7", "SK-5": "SK-4", "SK-6": "SK-4"}
    assert mismatches(frozen) == []
    # Without what was said of them, the copy of another unit's would count.
    for item in frozen["case"]["initiatives"]:
        item["same_as"] = None
    assert "kết quả xét" in [one.what for one in mismatches(frozen)]


@pytest.mark.parametrize(("code", "word"), [("11311", "met"), ("11629", "unknown")])
def test_the_file_carries_the_block_of_the_year_of_who_changed_it(year, code, word):
    """B09: one left the blocks after its year; the other is a phường now, the xã of 2026 are not ranked."""
    block = Block.NONE if code == "11311" else Block.PHUONG
    unit, paper = year.units[code], Decision("9/NQ-HĐND", date(2026, 12, 20))
    change_block(
        by=None, at=year.at, unit=unit, block=block, from_year=2027, on=date(2027, 1, 1), decision=paper
    )
    row = year.put(code, "annual.collective", initiatives=(year.initiative(code, "SK-1"),))
    year.choose(row, word == "met", "Thử")
    assert year.whole.by_pk[row.pk].verdict.word == word
    content = content_of(canonical(frozen_content.content_of(year.whole)))
    assert mismatches(content) == []
    changed = [one for one in content["case"]["units"] if one.pop("earlier", None)]
    assert [one["code"] for one in changed] == [code]
    assert "kết quả xét" in [one.what for one in mismatches(content)]


def test_the_dossier_of_a_unit_that_is_no_more_is_named_until_it_is_withdrawn(year, chosen, client, demo_day):
    late = year.put("11629", "annual.collective")
    day = year.at.date()
    dissolve_unit(by=None, at=year.at, unit=year.units["11629"], on=day, decision=Decision("9/NQ-HĐND", day))
    with pytest.raises(ProposalRefused, match=f"Đơn vị không còn.*{late.code}"):
        _freeze(year)
    client.force_login(year.by)
    page = client.get(reverse("proposals:set", args=[year.cycle])).content.decode()
    assert f'href="{reverse("dossiers:dossier", args=[late.pk])}">{late.code}</a>' in page

    withdraw_for_gone(by=year.by, at=year.at, dossier=late, reason="Sáp nhập")
    frozen = _freeze(year)
    assert late.code not in [one["code"] for one in frozen.content["dossiers"]]
    assert mismatches(frozen.content) == []


def test_what_stands_on_a_ranking_that_is_not_published_waits_for_it(year, chosen):
    """The xã have no ranking of 2026 yet (C16): filed, appraised, but not approved before it."""
    item = year.initiative("11629", "SK-5")
    row = year.put("11629", "annual.collective", initiatives=(item,))
    year.choose(row, True, "Đứng đầu theo số liệu tự chấm")
    with pytest.raises(ProposalRefused, match=f"chưa có quyết định công bố.*C16.*{row.code}"):
        _freeze(year)

    year.choose(row, False, "Chờ công bố chỉ số")
    assert _freeze(year).content["counts"]["proposed"] == 1


def test_papers_of_initiatives_are_frozen_by_their_fingerprints(year, chosen):
    row = Initiative.objects.get(code="SK-1")
    kept = attach_file(
        by=year.by,
        at=year.at,
        initiative=row,
        level=Level.BASE,
        certificate="07/GCN",
        file=scan("quyet-dinh"),
    )
    Adoption.objects.create(
        initiative=row, unit=year.units["11329"], since=year.at.date(), how="Làm theo", state="confirmed",
        declared_at=year.at, answered_at=year.at, answered_by=year.by,
    )  # fmt: skip
    frozen = content_of(canonical(_freeze(year).content))
    [named] = frozen["dossiers"][0]["initiatives"]
    assert named["adoptions"] == 1
    [paper] = named["papers"]
    assert (paper["number"], paper["sha256"]) == ("12/QĐ-UBND", kept.file.sha256)
    assert mismatches(frozen) == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("dossiers", 1, "verdict", "truth"), "met", "kết quả xét"),
        (("case", "index", 0, "rank"), 9, "kết quả xét"),
        (("dossiers", 0, "choice", "is_proposed"), False, "lý do không đề nghị"),
        (("dossiers", 1, "choice", "reason"), "", "lý do không đề nghị"),
        (("dossiers", 1, "verdict", "trace", "truth"), "met", "giải thích"),
        (("counts", "proposed"), 2, "proposed"),
        (("programme", "fingerprint"), "0" * 64, "dấu vân tay của Kế hoạch"),
        (("dossiers", 0, "subject", "name"), "Ai đó", "name"),
    ],
)
def test_a_file_that_was_changed_does_not_stand(year, chosen, path, value, said):
    content = content_of(canonical(_freeze(year).content))
    part = content
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    assert said in [one.what for one in mismatches(content)]


def test_a_second_person_confirms_and_a_later_list_takes_its_place(year, chosen):
    first = _freeze(year)
    with pytest.raises(ProposalRefused, match="không được tự xác nhận"):
        confirm(by=year.by, at=year.at, proposal=first)
    with pytest.raises(ProposalRefused, match="đã khóa, chờ xác nhận"):
        year.choose(chosen[1], True, "Xét riêng")
    confirm(by=year.head, at=year.at, proposal=first)
    named = name_letter(by=year.by, at=year.at, proposal=first, number="15", on=year.at.date())
    assert named.letter_number == "15"
    with pytest.raises(ProposalRefused, match="lý do lập lại"):
        _freeze(year)
    year.choose(chosen[1], True, "Có văn bản giải trình")
    second = _freeze(year, reason="Bổ sung Lê Chân")
    assert second.ordinal == 2
    confirm(by=year.head, at=year.at, proposal=second)
    first.refresh_from_db()
    assert first.state == "replaced"


def test_what_hangs_on_the_earlier_list_is_done_first(year, chosen, monkeypatch):
    first = confirm(by=year.head, at=year.at, proposal=freeze(by=year.by, at=year.at, cycle=year.cycle))
    second = freeze(by=year.by, at=year.at, cycle=year.cycle, reason="Bổ sung")
    asked = []
    monkeypatch.setattr(freezing, "HANGING", [lambda lists: asked.append(list(lists)) or "Còn chờ."])

    with pytest.raises(ProposalRefused, match="Còn chờ"):
        confirm(by=year.head, at=year.at, proposal=second)

    assert asked == [[first.pk]]
    first.refresh_from_db()
    assert first.state == "confirmed"


def test_a_list_that_was_put_away_can_be_frozen_again(year, chosen):
    discard(by=year.head, at=year.at, proposal=_freeze(year))
    again = _freeze(year)
    assert (again.ordinal, again.reason) == (2, "Lập lại sau khi bỏ bản trước")


def test_what_was_changed_after_freezing_is_not_confirmed(year, chosen):
    proposal = _freeze(year)
    proposal.content["counts"]["proposed"] = 7
    proposal.save()
    with pytest.raises(ProposalRefused, match="không còn khớp dấu vân tay"):
        confirm(by=year.head, at=year.at, proposal=proposal)


def test_what_stands_outside_the_limits_is_read_first(year, chosen):
    source = "Công văn 12/UBND-NC ngày 05/01/2027"
    apart = year.put(
        "11407", "discretionary.collective", justification="Văn bản 12 ghi nhận đóng góp",
        ground_source=source, contribution="index", raised_area="procedures",
    )  # fmt: skip
    year.choose(apart, True)
    with pytest.raises(ProposalRefused, match="1 đề nghị nằm ngoài hạn mức"):
        _freeze(year)
    proposal = _freeze(year, knows_apart=True)
    assert proposal.content["counts"]["apart"] == 1
    # What was contributed is counted, stands in the separate list, and is frozen with the paper it rests on.
    assert proposal.content["statistics"]["contribution"]["index"] == {"handed_in": 1, "proposed": 1}
    [frozen] = [one for one in proposal.content["dossiers"] if one["is_apart"]]
    kind = "duy trì, nâng cao Chỉ số cải cách hành chính thành phố: cải cách thủ tục hành chính"
    assert frozen["ground"] == {"source": source, "contribution": kind}
    assert {one["ground"] for one in proposal.content["dossiers"] if not one["is_apart"]} == {None}
    assert mismatches(proposal.content) == []
    annexes = paper_of(proposal, today=year.at.date(), is_demo=False).annexes
    assert f"{kind}; {source}" in str(next(one for one in annexes if "NGOÀI" in one.title))
    del frozen["ground"]  # a list of before
    assert "NGOÀI" in str(paper_of(proposal, today=year.at.date(), is_demo=False))
    proposal.refresh_from_db()
    confirm(by=year.head, at=year.at, proposal=proposal)
    seen = acknowledge_apart(by=year.board, at=year.at, proposal=proposal)
    assert seen.apart_seen_by_id == year.board.pk


def test_a_limit_that_is_broken_or_not_ruled_blocks(year, chosen, rulings):
    item = chosen[0].initiatives.get()
    person = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa", initiatives=(item,))
    year.choose(person, True)
    with pytest.raises(ProposalRefused, match="SK-1"):
        _freeze(year)
    rulings[person.pk, item.code] = True
    proposal = _freeze(year)
    assert mismatches(proposal.content) == []


def test_a_period_with_a_flag_that_fell(period):
    flag = period.put("11311", "period.flag")
    second = period.put("11311", "period.individual", subject_name="Trần Văn Bình", is_conditional=True)
    other = period.put("11329", "period.flag")
    period.choose(flag, False, "Hội đồng chọn đơn vị khác")
    period.choose(other, True, "Hội đồng chọn")
    period.choose(second, True, "Đủ tiêu chuẩn theo hồ sơ")
    proposal = freeze(by=period.by, at=period.at, cycle=period.cycle)
    line = ProposalLine.objects.get(dossier=second)
    assert not line.is_proposed
    assert "Cờ của đơn vị" in line.reason
    assert mismatches(content_of(canonical(proposal.content))) == []
    assert [table["others_say"]["mean_rank"] for table in proposal.content["leaders"]] == [["Phường Lê Chân"]]


def test_a_council_that_is_on_must_have_voted(year, chosen, council):
    council["on"] = True
    with pytest.raises(ProposalRefused, match="Hội đồng chưa biểu quyết: 2026/11311/01, 2026/11329/01"):
        _freeze(year)
    voted = CouncilResult(agreed=8, against=1, members=9, is_passed=True, held_on=year.at.date(), session=1)
    council.update({row.pk: voted for row in chosen})
    content = _freeze(year).content
    assert content["dossiers"][0]["council"]["agreed"] == 8
    assert mismatches(content) == []


def test_the_command_line_proves_a_file_and_finds_a_changed_byte(year, chosen, tmp_path, capsys):
    proposal = _freeze(year)
    path = tmp_path / "danh-sach-trinh.json"
    path.write_bytes(canonical(proposal.content))
    assert main(["verify", str(path), "--sha256", proposal.sha256]) == 0
    told = capsys.readouterr().out
    assert "Khớp dấu vân tay đã cho." in told
    assert "Đã tính lại 2 hồ sơ: kết quả xét, hạn mức và lựa chọn đều khớp." in told
    path.write_bytes(canonical(proposal.content).replace(b'"truth":"not_met"', b'"truth":"met"'))
    assert main(["verify", str(path), "--sha256", proposal.sha256]) == 1
    told = capsys.readouterr().out
    assert "KHÔNG KHỚP dấu vân tay" in told
    assert "2026/11329/01 · kết quả xét: ghi met, tính lại not_met" in told
    path.write_text('{"form": "thidua.proposal.1"}', encoding="utf-8")
    assert main(["verify", str(path)]) == 2
    assert "không phải danh sách trình khen thưởng đã khóa" in capsys.readouterr().err

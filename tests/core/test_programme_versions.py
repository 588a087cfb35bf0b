"""Two versions of the plan: what differs, what may not, and the numbers that are changed most."""

import json
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from thidua.core.plain_yaml import read_yaml
from thidua.core.programme import ProgrammeFaults, load_programme, programme_bytes, read_programme
from thidua.core.programme_versions import Topic, by_topic, differences, fingerprint_of
from thidua.core.version_limits import forbidden
from thidua.core.version_numbers import amended, numbers_of

PLAN = load_programme()
DATA = read_yaml(programme_bytes())


def changed(act):
    """The published plan with `act` done to its data."""
    data = json.loads(json.dumps(DATA))
    act(data)
    return read_programme(json.dumps(data).encode(), source="")


def number(clause):
    [found] = [one for one in numbers_of(PLAN) if one.clause == clause]
    return found


def test_a_version_equal_to_the_published_plan_differs_in_nothing():
    same = read_programme(amended(programme_bytes(), {}), source="")

    assert fingerprint_of(same) == fingerprint_of(PLAN)
    assert (differences(PLAN, same), forbidden(PLAN, same)) == ([], [])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(numbers_of(PLAN)), st.integers(1, 5)), min_size=1, max_size=4))
def test_every_changed_number_is_told_and_nothing_else(asked):
    changes = {one: value for one, value in asked if isinstance(one.value, int) and one.value != value}
    try:
        after = read_programme(amended(programme_bytes(), changes), source="")
    except ProgrammeFaults:  # a raised quota that raises nothing, more years than the period has
        assume(False)
    told = differences(PLAN, after)

    assert forbidden(PLAN, after) == []
    assert {(one.topic, one.after.removeprefix("tốp ")) for one in told} == {
        (one.topic, str(value)) for one, value in changes.items()
    }
    assert bool(told) == (fingerprint_of(PLAN) != fingerprint_of(after))


LEAVES = [
    (*path, key)
    for path, item in (
        *((("awards", n), award) for n, award in enumerate(DATA["awards"])),
        *((("deadlines", n), one) for n, one in enumerate(DATA["deadlines"])),
        *((("readings", n), one) for n, one in enumerate(DATA["readings"])),
        *((("clauses", n), one) for n, one in enumerate(DATA["clauses"])),
        *((("legal_bases", n), one) for n, one in enumerate(DATA["legal_bases"])),
        *((("facts", n), one) for n, one in enumerate(DATA["facts"])),
        *((("errata", n), one) for n, one in enumerate(DATA["errata"])),
        (("document",), DATA["document"]),
        ((), DATA),
    )
    for key, value in item.items()
    if isinstance(value, str)
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LEAVES), st.sampled_from(["Chữ khác", "2027-05-05", "period", "V"]))
def test_no_change_of_a_text_slips_by(path, value):
    data = deepcopy(DATA)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    try:
        after = read_programme(json.dumps(data).encode(), source="")
    except ProgrammeFaults:
        return
    is_other = fingerprint_of(after) != fingerprint_of(PLAN)

    assert is_other == bool(differences(PLAN, after) or forbidden(PLAN, after))


def test_a_threshold_is_told_with_its_clause_once_though_it_stands_at_three_places():
    rank = number("III.2.1.2.a.TT.2.P")
    after = read_programme(amended(programme_bytes(), {rank: 3}), source="")

    assert len(rank.paths) == 3
    [told] = differences(PLAN, after)
    assert (told.topic, told.clause, told.what) == (
        Topic.THRESHOLD,
        "III.2.1.2.a.TT.2.P",
        "Hạng trong năm, khối phường",
    )
    assert (told.before, told.after) == ("tốp 5", "tốp 3")


def test_deadlines_of_both_kinds_and_a_raised_quota_are_told():
    changes = {
        number("III.3.1.a"): (15, 4),
        number("III.3.2"): date(2031, 3, 31),
        number("III.2.2.b.CO.CN"): 3,
    }
    told = differences(PLAN, read_programme(amended(programme_bytes(), changes), source=""))

    assert [(one.topic, one.clause, one.before, one.after) for one in told] == [
        (Topic.QUOTA, "III.2.2.b.CO.CN", "2", "3"),
        (Topic.DEADLINE, "III.3.1.a", "31/3 năm sau", "15/4 năm sau"),
        (Topic.DEADLINE, "III.3.2", "31/3/2030", "31/3/2031"),
    ]


def test_a_criterion_of_another_shape_is_told_in_words():
    def ask_for_more(data):
        criteria = data["awards"][1]["criteria"]["all"]
        criteria[4] = {"all": criteria[4]["one_of"]}

    [told] = differences(PLAN, changed(ask_for_more))

    assert (told.topic, told.what) == (Topic.CRITERION, "Bằng khen hằng năm cho cá nhân")
    assert told.before.startswith("một trong: (Có thành tích xuất sắc")
    assert told.after.startswith("đủ cả: (Có thành tích xuất sắc")


def test_the_default_of_a_reading_is_told_by_the_labels_of_its_options():
    def read_otherwise(data):
        next(one for one in data["readings"] if one.get("switch") == "annual_collective_logic")["default"] = (
            "any"
        )

    [told] = differences(PLAN, changed(read_otherwise))

    assert told.topic is Topic.READING
    assert told.before != told.after
    assert "any" not in (told.before, told.after)


def test_a_legal_basis_may_come_and_go_and_a_clause_may_be_worded_anew():
    def renew(data):
        data["legal_bases"].pop()
        data["clauses"][0]["gist"] = "Ý khác"

    told = by_topic(differences(PLAN, changed(renew)))

    assert [(one.before, one.after) for one in told[Topic.LEGAL]] == [("có", "")]
    assert [(one.clause, one.after) for one in told[Topic.TEXT]] == [(PLAN.clauses[0].id, "Ý khác")]


def test_what_a_legal_basis_is_a_ground_for_and_what_it_replaces_are_told_in_words():
    def renew(data):
        circular = next(one for one in data["legal_bases"] if one["id"] == "tt-15-2025")
        circular["grounds_for"] = []
        data["legal_bases"].append(
            circular | {"id": "tt-1-2027", "valid_from": "2027-03-01", "replaces": ["tt-15-2025"]}
        )

    told = by_topic(differences(PLAN, changed(renew)))[Topic.LEGAL]

    assert told[0].what.endswith(", in làm căn cứ của")
    assert (told[0].before, told[0].after) == ("Tờ trình, Quyết định khen thưởng", "")
    assert told[1].after == "có"


def test_a_programme_that_says_nothing_of_grounds_keeps_the_fingerprint_it_always_had():
    """Frozen lists and versions of the office were written with it."""
    silent = changed(lambda data: [one.pop("grounds_for", None) for one in data["legal_bases"]])
    dumped = silent.model_dump(mode="json")

    assert not any({"grounds_for", "replaces"} & set(one) for one in dumped["legal_bases"])
    assert fingerprint_of(silent) != fingerprint_of(PLAN)


def _rename_deadline(data):
    data["deadlines"][0]["id"] = "report"


def _drop_award(data):
    data["awards"].pop()


def _add_award(data):
    data["awards"].append(data["awards"][-1] | {"id": "state.other"})


def _add_fact(data):
    data["facts"].append(data["facts"][0] | {"key": "new"})


def _ask_recognised_alone(data):
    data["awards"][1]["criteria"]["all"][4]["one_of"][1]["initiatives"] = ["recognised"]


def _longer_period(data):
    data["period"]["last_year"] = 2031


def _new_option(data):
    data["facts"][3]["values"].append({"id": "fair", "label": "Khá"})


@pytest.mark.parametrize(
    ("act", "path", "words"),
    [
        (_rename_deadline, "deadlines[0].id", "“report” không có trong bản đang dùng"),
        (_drop_award, "awards", "thiếu “state.individual”"),
        (_add_award, "awards[11].id", "muốn thêm phải sửa phần mềm"),
        (_add_fact, "facts[8].key", "muốn thêm phải sửa phần mềm"),
        (_ask_recognised_alone, "awards[1].criteria.all[4].one_of[1]", "luôn phải có recognised và applied"),
        (_longer_period, "period.last_year", "không được đổi"),
        (_new_option, "facts[3].values", "không được thêm, bỏ lựa chọn"),
    ],
)
def test_what_the_software_is_built_on_stays(act, path, words):
    told = {fault.path: fault.message for fault in forbidden(PLAN, changed(act))}

    assert words in told[path]


def test_the_numbers_of_the_form_stand_once_each_with_their_awards():
    found = numbers_of(PLAN)

    assert len({(one.clause, one.what) for one in found}) == len(found)
    assert number("III.2.1.2.a.TT.2.P").awards == (
        "Bằng khen hằng năm cho tập thể",
        "Bằng khen hằng năm cho cá nhân",
    )

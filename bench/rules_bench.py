"""The rules themselves: judge, ways and trace; against Python by hand and against two rule engines."""

from bench import by_hand, engines
from bench.country import CITY, COUNTRY, PERIOD, make_ledger, make_nominations, make_units
from bench.measure import Figure, milliseconds, seconds, times, together
from thidua.core.eligibility import Assessor
from thidua.core.programme import load_programme

TITLE = "Rules: judge, ways, trace"
AWARDS: list[tuple[str, int | str]] = [
    ("annual.collective", 2029),
    ("annual.individual", 2029),
    ("period.collective", PERIOD),
    ("period.individual", PERIOD),
    ("period.flag", PERIOD),
    ("discretionary.collective", 2029),
    ("discretionary.individual", 2029),
    ("adhoc.collective", 2029),
    ("adhoc.individual", 2029),
    ("state.collective", PERIOD),
    ("state.individual", PERIOD),
]
JUDGE_GOAL = 5.0
RULE_GOAL = 0.007


def run() -> list[Figure]:
    """The figures of this part."""
    return [*_all_awards(CITY), *_all_awards(COUNTRY), *_one_rule()]


def _all_awards(count: int) -> list[Figure]:
    units = make_units(count)
    nominations = make_nominations(units, AWARDS)
    ledger, programme = make_ledger(units), load_programme()

    def judge() -> list[str]:
        assessor = Assessor(programme, ledger)
        return [assessor.assess(nomination).word for nomination in nominations]

    def judge_and_ways() -> int:
        assessor = Assessor(programme, ledger)
        return sum(len(assessor.assess(nomination).ways) for nomination in nominations)

    def judge_ways_and_words() -> int:
        assessor = Assessor(programme, ledger)
        verdicts = [assessor.assess(nomination) for nomination in nominations]
        return sum(len(verdict.missing) + len(verdict.trace.text) for verdict in verdicts)

    rounds = 7 if count == CITY else 3
    taken = together({"judge": judge, "ways": judge_and_ways, "words": judge_ways_and_words}, rounds=rounds)
    label = f"{count:,} units × {len(AWARDS)} awards"
    each = len(nominations)
    return [
        Figure(
            f"{label}: verdicts", milliseconds(taken["judge"]), f"{taken['judge'] / each * 1e6:.1f} µs each"
        ),
        Figure(
            f"{label}: verdicts and ways",
            milliseconds(taken["ways"]),
            f"{taken['ways'] / each * 1e6:.1f} µs each",
        ),
        Figure(
            f"{label}: verdicts, ways and the trace in words",
            milliseconds(taken["words"]),
            f"{taken['words'] / each * 1e6:.1f} µs each",
        ),
    ]


def _one_rule() -> list[Figure]:
    units = make_units(COUNTRY)
    ledger, programme = make_ledger(units), load_programme()
    assessor = Assessor(programme, ledger)
    subjects = [assessor.subject(n) for n in make_nominations(units, [("period.collective", PERIOD)])]
    rule = assessor.rule(programme.award_by_id["period.collective"], units[0].block)
    judge, hand = rule.judge, by_hand.period_collective
    assert [int(judge(subject)[0]) for subject in subjects] == [hand(subject) for subject in subjects]
    contexts = [engines.context_of(subject) for subject in subjects]
    answers = [engines.expected(context) for context in contexts]
    works = {
        "judge": lambda: [judge(subject) for subject in subjects],
        "hand": lambda: [hand(subject) for subject in subjects],
        "cel": engines.cel_program(contexts),
        "zen expression": engines.zen_expression(contexts),
    }
    table = engines.zen_table(contexts)
    for name in ("cel", "zen expression"):
        assert works[name]() == answers, name
    assert table() == answers
    taken = together(works)
    taken["zen table"] = seconds(table, rounds=3, warm=0)
    judged = taken["judge"]
    label = f"period rule, {COUNTRY:,} units"
    return [
        Figure(
            f"{label}: judge, with its structured trace",
            milliseconds(judged),
            "1×",
            f"≤ {RULE_GOAL * 1000:.0f} ms",
            judged <= RULE_GOAL,
        ),
        Figure(
            f"{label}: Python by hand over the same facts, no trace",
            milliseconds(taken["hand"]),
            f"judge is {times(judged / taken['hand'])}",
            f"≤ {JUDGE_GOAL:.0f}×",
            judged / taken["hand"] <= JUDGE_GOAL,
        ),
        *(
            Figure(
                f"{label}: {words}",
                milliseconds(taken[name]),
                f"{times(taken[name] / judged)} of judge",
                "slower than judge",
                taken[name] > judged,
            )
            for name, words in (
                ("zen table", "zen-engine, decision table and expression"),
                ("zen expression", "zen-engine, one compiled expression"),
                ("cel", "common-expression-language, compiled"),
            )
        ),
    ]

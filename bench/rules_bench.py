"""The rules themselves: judge, ways and trace; against Python by hand and against two rule engines."""

from bench import by_hand, engines
from bench.country import CITY, COUNTRY, PERIOD, PERIOD_RULE, make_ledger, make_nominations, make_units
from bench.measure import Figure, milliseconds, seconds, times, together
from thidua.core.eligibility import Assessor
from thidua.core.programme import load_programme

TITLE = "Rules: judge, ways, trace"
JUDGE_GOAL = 5.0
RULE_SECONDS = 0.007


def run() -> list[Figure]:
    """Every award for a city and a country, then one rule against the others."""
    return [*_all_awards(CITY), *_all_awards(COUNTRY), *_one_rule()]


def _all_awards(count: int) -> list[Figure]:
    units = make_units(count)
    programme = load_programme()
    awards = [(award.id, 2029 if award.cycle == "year" else PERIOD) for award in programme.awards]
    nominations = make_nominations(units, awards)
    ledger = make_ledger(units)

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

    works = {
        "verdicts": judge,
        "verdicts and ways": judge_and_ways,
        "verdicts, ways and the trace in words": judge_ways_and_words,
    }
    taken = together(works, rounds=7 if count == CITY else 3)
    return [
        Figure(
            f"{count:,} units × {len(awards)} awards: {words}",
            milliseconds(taken[words]),
            f"{taken[words] / len(nominations) * 1e6:.1f} µs each",
        )
        for words in works
    ]


def _one_rule() -> list[Figure]:
    units = make_units(COUNTRY)
    ledger, programme = make_ledger(units), load_programme()
    assessor = Assessor(programme, ledger)
    subjects = [assessor.subject(n) for n in make_nominations(units, [(PERIOD_RULE, PERIOD)])]
    rule = assessor.rule(programme.award_by_id[PERIOD_RULE], units[0].block)
    judge, hand = rule.judge, by_hand.period_collective
    assert [int(judge(subject)[0]) for subject in subjects] == [hand(subject) for subject in subjects]
    contexts = [engines.context_of(subject) for subject in subjects]
    answers = [engines.expected(context) for context in contexts]
    zen_table = engines.zen_table(contexts)
    works = {
        "judge": lambda: [judge(subject) for subject in subjects],
        "hand": lambda: [hand(subject) for subject in subjects],
        "cel": engines.cel_program(contexts),
        "zen expression": engines.zen_expression(contexts),
    }
    assert works["cel"]() == works["zen expression"]() == zen_table() == answers
    taken = together(works, rounds=15)
    taken["zen table"] = seconds(zen_table, rounds=5, warm=0)
    judged = taken["judge"]
    label = f"period rule, {COUNTRY:,} units"
    return [
        Figure(
            f"{label}: `judge`, with its structured trace",
            milliseconds(judged),
            goal=f"≤ {RULE_SECONDS * 1000:.0f} ms",
            holds=judged <= RULE_SECONDS,
        ),
        Figure(
            f"{label}: Python by hand over the same facts",
            milliseconds(taken["hand"]),
            "three truths, no trace",
            f"`judge` takes {times(judged / taken['hand'])}",
            f"≤ {JUDGE_GOAL:.0f}×",
            judged / taken["hand"] <= JUDGE_GOAL,
        ),
        *(
            Figure(
                f"{label}: {words}",
                milliseconds(taken[name]),
                more,
                f"`judge` takes {times(judged / taken[name])}",
                "< 1×" if is_goal else "",
                judged < taken[name] if is_goal else None,
            )
            for name, words, more, is_goal in (
                ("zen table", "zen-engine, its decision table and rule", "yes or no", True),
                ("cel", "common-expression-language, compiled", "yes or no", True),
                ("zen expression", "zen-engine, one bare expression, compiled", "yes or no, no table", False),
            )
        ),
    ]

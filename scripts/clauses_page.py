"""Writes docs/clauses.md from the plan as data: `python scripts/clauses_page.py`."""

from pathlib import Path

from thidua.core.programme import Clause, Programme, load_programme

PAGE = Path(__file__).resolve().parents[1] / "docs" / "clauses.md"
MET_BY = {
    "rule": "rule",
    "feature": "feature",
    "by_hand": "by hand",
    "text": "text only",
}
PARTS = (
    ("QD.", "The decision"),
    ("KH.", "The plan: opening"),
    ("I.", "I. Purpose and requirements"),
    ("II.", "II. What is contested"),
    ("III.", "III. Awards"),
    ("IV.", "IV. Who does what"),
)


def clauses_page(programme: Programme) -> str:
    """The page: every clause in the order of the plan and how the software meets it."""
    clauses = programme.clauses
    now = sum(clause.since == "now" for clause in clauses)
    rules = sum(clause.met_by == "rule" for clause in clauses)
    lines = [
        "# The plan, clause by clause",
        "",
        f"Written from `src/thidua/programmes/{programme.id.replace('-', '_')}/programme.yaml` by "
        "`python scripts/clauses_page.py`; do not edit by hand.",
        "",
        f"{len(clauses)} clauses: {rules} met by the rules, {now} met now, {len(clauses) - now} planned. "
        "The gist is ours; the official text is the decision itself.",
        "",
        "*Met by*: **rule**, the machine decides it · **feature**, a part of the software does it · "
        "**by hand**, a person acts and the software records · **text only**, to be read. "
        "*Where*: the package under `src/thidua`; “planned” means it is not there yet.",
    ]
    for prefix, heading in PARTS:
        own = [clause for clause in clauses if clause.id.startswith(prefix)]
        lines += [
            "",
            f"## {heading}",
            "",
            "| clause | gist | met by | how | where |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [_row(clause) for clause in own]
    return "\n".join(lines) + "\n"


def _row(clause: Clause) -> str:
    where = f"`{clause.room}`" + ("" if clause.since == "now" else ", planned")
    name = f"**{clause.id}**<br>{clause.place}"
    return f"| {name} | {clause.gist} | {MET_BY[clause.met_by]} | {clause.how} | {where} |"


if __name__ == "__main__":
    PAGE.write_text(clauses_page(load_programme()), encoding="utf-8")

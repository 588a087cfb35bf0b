"""`thidua evaluate CASE …`: verdicts with reasons for the nominations of case files."""

import argparse
import gc
import json
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from thidua.core.casefile import parse_case, read_data
from thidua.core.evaluate import Evaluation, evaluate_case
from thidua.core.facts import Case
from thidua.core.labels import TRUTH_NAMES, VERDICT_NAMES
from thidua.core.needs import Outline, outline_heading
from thidua.core.plain_yaml import Faults
from thidua.core.records import DataFaults
from thidua.core.text import date_in_words
from thidua.core.trace import Trace

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "evaluate",
        help="xét các đề nghị khen thưởng trong tệp tình huống, kèm lý do và điều còn thiếu",
        description="Xét các đề nghị trong tệp YAML hoặc JSON theo quy tắc của Kế hoạch.",
    )
    parser.add_argument("cases", metavar="CASE", nargs="+", help="tệp tình huống (.yaml, .json; UTF-8)")
    parser.add_argument(
        "--format", choices=("json", "text"), help="text: lời văn (mặc định trên màn hình); json: dữ liệu"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write the evaluations to `out`, or every fault of every file to `err`. Returns 0 or 2."""
    collects = gc.isenabled()
    gc.disable()  # a short life: collecting a country's worth of rows only costs time
    try:
        return _run(args, out, err)
    finally:
        if collects:
            gc.enable()


def _run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    cases: list[Case] = []
    faults: list[str] = []
    for name in args.cases:
        try:
            cases.append(read_case(Path(name)))
        except DataFaults as error:
            faults += [fault_line(name, path, message) for path, message in error.faults]
    if faults:
        err.write("".join(f"{fault}\n" for fault in faults))
        return 2
    evaluations = [evaluate_case(case) for case in cases]
    chosen = args.format or ("text" if out.isatty() else "json")
    if chosen == "json":
        results = [evaluation.as_dict() for evaluation in evaluations]
        # In one piece: `json.dump` would go the slow way through Python.
        out.write(json.dumps(results if len(results) > 1 else results[0], ensure_ascii=False) + "\n")
    else:
        texts = [as_text(name, evaluation) for name, evaluation in zip(args.cases, evaluations, strict=True)]
        out.write("\n".join(texts))
    return 0


def read_case(path: Path) -> Case:
    """The case in a file. Raises DataFaults, also when the file cannot be read."""
    found: Faults = []
    return parse_case(read_file(path, found), found)


def read_file(path: Path, faults: Faults) -> object:
    """The plain data of a YAML or JSON file; what is wrong but leaves the rest readable goes to `faults`.

    Raises DataFaults.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataFaults([("", "không có tệp này; kiểm tra lại đường dẫn")]) from None
    except IsADirectoryError:
        raise DataFaults([("", "là thư mục, không phải tệp YAML hoặc JSON")]) from None
    except OSError as error:
        raise DataFaults([("", f"không mở được tệp: {error.strerror}")]) from None
    is_json = path.suffix.lower() == ".json" or (
        path.suffix.lower() not in {".yaml", ".yml"}
        and content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    )
    return read_data(content, is_json=is_json, faults=faults)


def fault_line(name: str, path: str, message: str) -> str:
    """`case.yaml: nominations[3].unit: …`, always one line."""
    return ": ".join(" ".join(part.split()) for part in (name, path, message) if part)


def as_text(name: str, evaluation: Evaluation) -> str:
    """The evaluation as Vietnamese prose."""
    case = evaluation.case
    lines = [f"{name} · tính đến hết {date_in_words(case.as_of)}"]
    for verdict, notices in zip(evaluation.verdicts, evaluation.notices, strict=True):
        nomination = verdict.nomination
        who = (
            f"{nomination.name}, {verdict.subject.unit.name}"
            if nomination.name
            else verdict.subject.unit.name
        )
        lines += [
            "",
            f"{nomination.id} · {who}",
            f"  {verdict.award.name} ({nomination.cycle})",
            f"  Kết quả: {VERDICT_NAMES[verdict.word].upper()} · điều khoản {', '.join(verdict.clauses)}",
            "  Vì sao:",
            *_trace_lines(verdict.trace, "    "),
        ]
        if verdict.outline:
            lines += ["  Còn thiếu gì:", *_outline_lines(verdict.outline, "    ")]
        elif verdict.word == "not_met":
            lines.append("  Còn thiếu gì: không còn cách nào đạt được theo dữ liệu hiện có.")
        lines += [f"  Lưu ý: {notice}" for notice in notices]
    if evaluation.violations:
        lines += ["", "Vượt giới hạn hoặc trùng lặp:"]
    for violation in evaluation.violations:
        effect = "không được trình" if violation.effect == "block" else "cần ý kiến"
        where = ", ".join(violation.nominations)
        lines.append(f"  [{effect}] {violation.text} (điều khoản {violation.clause}; đề nghị {where})")
    return "\n".join(lines) + "\n"


def _trace_lines(trace: Trace, indent: str) -> list[str]:
    own = f"{indent}- [{TRUTH_NAMES[trace.truth]}] {trace.text} ({trace.clause})"
    return [own, *(line for part in trace.parts for line in _trace_lines(part, indent + "  "))]


def _outline_lines(outline: Outline, indent: str) -> list[str]:
    if outline.kind == "need":
        return [f"{indent}- {outline.text}"]
    inner = [line for part in outline.parts for line in _outline_lines(part, indent + "  ")]
    return [f"{indent}- {outline_heading(outline)}:", *inner]

"""Reads a plan kept as data: a checked, read-only `Programme`, or every fault at once."""

import hashlib
import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from thidua.core.plain_yaml import YamlFault, read_yaml
from thidua.core.programme_checks import check_programme
from thidua.core.programme_faults import Fault, ProgrammeFaults, faults_of
from thidua.core.programme_model import (
    Award,
    AwardForm,
    BlockInfo,
    Clause,
    Deadline,
    Erratum,
    Fact,
    Holiday,
    HolidayCalendar,
    InitiativeReuse,
    LegalBasis,
    OneAward,
    Option,
    Period,
    Programme,
    Quota,
    RaisedQuota,
    Reading,
)
from thidua.core.programme_nodes import (
    NODE_KINDS,
    AllOf,
    Attested,
    ByReading,
    FactIn,
    Frozen,
    Initiatives,
    Leader,
    Months,
    Node,
    OneOf,
    RankWithin,
    SameAs,
    Written,
    YearsInTop,
)

__all__ = [
    "DEFAULT_PROGRAMME",
    "AllOf",
    "Attested",
    "Award",
    "AwardForm",
    "BlockInfo",
    "ByReading",
    "Clause",
    "Deadline",
    "Erratum",
    "Fact",
    "FactIn",
    "Fault",
    "Holiday",
    "HolidayCalendar",
    "InitiativeReuse",
    "Initiatives",
    "Leader",
    "LegalBasis",
    "Months",
    "Node",
    "OneAward",
    "OneOf",
    "Option",
    "Period",
    "Programme",
    "ProgrammeFaults",
    "Quota",
    "RaisedQuota",
    "RankWithin",
    "Reading",
    "SameAs",
    "Written",
    "YearsInTop",
    "known_programmes",
    "load_holidays",
    "load_programme",
    "programme_bytes",
    "read_programme",
]

DEFAULT_PROGRAMME = "qd-2162-2026"
_Model = TypeVar("_Model", bound=Frozen)


def load_programme(id_or_path: str | Path = DEFAULT_PROGRAMME) -> Programme:
    """The programme of that id (`qd-2162-2026`), or of that file (a path, or text ending in .yaml or .json).

    Cached: a programme version never changes. Raises ProgrammeFaults, also when there is no such programme.
    """
    return _load_programme(id_or_path)


@lru_cache(maxsize=16)
def _load_programme(id_or_path: str | Path) -> Programme:
    source = str(id_or_path)
    try:
        content = _programme_file(id_or_path).read_bytes()
    except OSError:
        known = ", ".join(known_programmes())
        message = f"không có chương trình này; đang có: {known}"
        raise ProgrammeFaults(source, [Fault("", message)]) from None
    return read_programme(content, source=source)


def read_programme(content: bytes, *, source: str) -> Programme:
    """A programme from the bytes of its file; `source` names it in faults. Raises ProgrammeFaults."""
    programme = _validated(Programme, _plain_mapping(content, source), source)
    faults = check_programme(programme)
    if faults:
        raise ProgrammeFaults(source, faults)
    programme._fingerprint = hashlib.sha256(content).hexdigest()
    return programme


def programme_bytes(id_or_path: str | Path = DEFAULT_PROGRAMME) -> bytes:
    """The file of a programme as it is written. OSError when there is none."""
    return _programme_file(id_or_path).read_bytes()


def load_holidays(id_or_path: str | Path = DEFAULT_PROGRAMME) -> HolidayCalendar:
    """The days off that stand beside a programme, in the file it names. Raises ProgrammeFaults."""
    return _load_holidays(id_or_path)


@lru_cache(maxsize=16)
def _load_holidays(id_or_path: str | Path) -> HolidayCalendar:
    programme = load_programme(id_or_path)
    path = _programme_file(id_or_path).with_name(programme.holidays)
    try:
        content = path.read_bytes()
    except OSError:
        raise ProgrammeFaults(path.name, [Fault("", "không có tệp ngày nghỉ này")]) from None
    calendar = _validated(HolidayCalendar, _plain_mapping(content, path.name), path.name)
    seen: set[Any] = set()
    faults = []
    for n, day in enumerate(calendar.holidays):
        if day.date in seen:
            faults.append(Fault(f"holidays[{n}].date", f"ngày {day.date:%d/%m/%Y} đã có ở trên"))
        if day.date.year not in calendar.years:
            faults.append(Fault(f"holidays[{n}].date", f"năm {day.date.year} không có trong years"))
        seen.add(day.date)
    if faults:
        raise ProgrammeFaults(path.name, faults)
    return calendar


@lru_cache(maxsize=1)
def known_programmes() -> tuple[str, ...]:
    """Ids of the programmes that come with the package."""
    folder = files("thidua.programmes")
    found = (entry.name for entry in folder.iterdir() if (entry / "programme.yaml").is_file())
    return tuple(sorted(name.replace("_", "-") for name in found))


def _programme_file(id_or_path: str | Path) -> Path:
    if isinstance(id_or_path, Path) or id_or_path.endswith((".yaml", ".yml", ".json")):
        return Path(id_or_path)
    if id_or_path not in known_programmes():
        raise FileNotFoundError(id_or_path)
    return Path(str(files("thidua.programmes"))) / id_or_path.replace("-", "_") / "programme.yaml"


def _plain_mapping(content: bytes, source: str) -> dict[str, Any]:
    try:
        data = read_yaml(content)
    except YamlFault as error:
        raise ProgrammeFaults(source, [Fault(path, message) for path, message in error.faults]) from None
    if not isinstance(data, dict):
        raise ProgrammeFaults(source, [Fault("", "phải là một nhóm khóa: giá trị")])
    return data


def _validated(model: type[_Model], data: dict[str, Any], source: str) -> _Model:
    # Through JSON because strict mode then takes lists for tuples and text for dates, and nothing else.
    try:
        return model.model_validate_json(json.dumps(data))
    except ValidationError as error:
        raise ProgrammeFaults(source, faults_of(error, tuple(NODE_KINDS))) from None

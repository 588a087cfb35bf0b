"""The tables of the room; each matter keeps its own in a package of its own."""

from thidua.steering.difficulties.models import AnswerTarget, Difficulty, DifficultyEntry
from thidua.steering.guidance.models import GuidanceDocument, GuidanceReceipt
from thidua.steering.inspections.models import Finding, FindingEntry, InspectionPlan, Visit

__all__ = [
    "AnswerTarget",
    "Difficulty",
    "DifficultyEntry",
    "Finding",
    "FindingEntry",
    "GuidanceDocument",
    "GuidanceReceipt",
    "InspectionPlan",
    "Visit",
]

"""Rows of the appraisal: who stepped aside, what came in, what was found, said and ruled."""

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.appraising.intake.models import Intake
from thidua.appraising.judging.models import Finding, Opinion, StageChoice
from thidua.appraising.rulings.models import ReuseRuling

__all__ = ["ConflictStatement", "Finding", "Intake", "Opinion", "ReuseRuling", "StageChoice"]

"""What the home page asks of a person about the reform index."""

from datetime import datetime

from thidua.foundation.access import Person
from thidua.foundation.todo import Task
from thidua.index_rounds.appraisal.todo import appraisal_tasks
from thidua.index_rounds.explanation.todo import explanation_tasks
from thidua.index_rounds.rounds import todo as rounds
from thidua.index_rounds.sheets import todo as sheets


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Every room within this one; a constant number of queries."""
    return [
        *sheets.tasks_for(user, moment),
        *explanation_tasks(user, moment),
        *appraisal_tasks(user, moment),
        *rounds.tasks_for(user, moment),
    ]

"""What the dates, slack and urgency of goals hang on: a step over goals that asks for them names it."""

from milepost.analysis.facts import Analysis
from milepost.analysis.schedule.schedule import Schedule
from milepost.model.memo import Memo
from milepost.model.sweep import Inputs


def goal_dates(analysis: Analysis, memo: Memo) -> tuple[Inputs, ...]:
    """Tables by goal; none where no step is taken again."""
    found = analysis.schedule
    return found.of_goals(memo) if memo.keeps and isinstance(found, Schedule) else ()

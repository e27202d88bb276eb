"""What messages call a goal, milestone or task: its title in quotes, as people read it."""

from milepost.diagnostics.wording import quote
from milepost.model.goal import Goal, Milestone, Task
from milepost.syntax.plain import named


def called(part: Goal | Milestone | Task) -> str:
    """A goal's title is plain text already; that of a checklist line is without its markup and tags."""
    return quote(part.title if isinstance(part, Goal) else named(part.title))

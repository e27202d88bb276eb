"""Something needs a skill that nobody who is named on it is known to have.

Why it matters: it will wait until somebody is found, or be done badly.

Example: the note asks for electrics, and Ana's note does not say that she can do that.

```markdown
- [ ] Power and light [needs:: electrics] @Ana
```

What to do: add somebody who can (`with`, or `@name` on the line), or write the skill into the person's note. Up to
three people are named who could take it: by skills, then interests, then free capacity. The rule is silent in a plan
where no person's note has `skills`.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.people.takers import could_take_it, listed
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "missing-skill"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Each part with skills that are asked for and not there."""
    for gap in subject.staffing.gaps:
        who = (
            say(
                "{people} is not known for it",
                many="{people} are not known for it",
                n=len(gap.people),
                people=listed(gap.people),
            )
            if gap.people
            else ""
        )
        message = say(
            "{title} needs {listed}, and {who}",
            title=called(gap.part),
            listed=listed(gap.skills),
            who=who or say("nobody is named on it"),
        )
        remedy = could_take_it(gap.takers, say("add somebody who can, or write the skill into their note"))
        yield told(RULE, (gap.part.path, subject.place(gap.part, "needs", "owner")), message, remedy)

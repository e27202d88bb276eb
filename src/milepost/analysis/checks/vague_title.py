"""A goal's title could mean anything.

Why it matters: a goal that sounds good and commits to nothing cannot be reached, only abandoned. Words like *improve*,
*better*, *more*, *support* or *etc.*, or a title of one or two words, are the sign.

Example: better than what, and by how much?

```yaml
title: Get better at running
```

What to do: say what will be true: *Run 10 km under 50 minutes by 2026-10-31*. A metric, or `done_when`, says it as
well: then the title may be short.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say
from milepost.model.span import HEADING

RULE = "vague-title"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A live goal whose S of SMART fails."""
    light = subject.figures.smart[subject.goal.id].s
    if light.passes is False:
        message = say("{title}: {evidence}", title=called(subject.goal), evidence=light.evidence)
        yield subject.here(RULE, subject.at("title", HEADING), message, light.write)

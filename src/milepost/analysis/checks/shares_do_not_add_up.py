"""Written shares of a goal's parts do not add up to 100 %.

Percentages say which part of the whole each child is. Where they add up to more than 100 %, or every child has one and
they add up to less, milepost scales them to 100 % and says so: the figures stand, but probably not as you meant them.
The same goes for a goal all of whose parts have weight 0: nothing can be computed from them.

```markdown
- [ ] Design the poster [weight:: 70%]
- [ ] Print it [weight:: 60%]
```

What to do: correct the shares, or leave one of them out; parts without a share split what is left.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "shares-do-not-add-up"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The goal's own children."""
    off = subject.own.progress.shares_off
    if off:
        message = say("{off}; they are scaled to 100 %", off=off) if "shares" in off else off
        remedy = say("correct the shares, or leave one out: parts without a share split what is left")
        yield subject.here(RULE, subject.at("title"), message, remedy)

"""The notes that `new goal --like` begins with. `{…}` marks are filled in by `starter`; nothing else is a mark."""

import json
import re
from collections.abc import Mapping
from datetime import date

_PLAIN = re.compile(r"[^\W\d_][\w ,.()&/+’'-]*[\w).]|[^\W\d_]")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})

_PROJECT = """\
---
type: project
title: {title}
status: planned
start: {today}
due: {due}
{parent}owner:
done_when:
---

What is different when this is done, and for whom?

## Milestones

- [ ] Approval: the project may begin [gate:: approval]
- [ ] Planning complete [gate:: planning]
- [ ] Funding secured [gate:: funding]
- [ ] Design approved [gate:: design]
- [ ] Team recruited [gate:: hiring]
- [ ] Launch [gate:: launch]
- [ ] Review: what did we learn? [gate:: decision]

## Decisions

## Check-ins
"""

_OKR = """\
---
type: objective
title: {title}
status: active
start: {today}
due: {due}
{parent}owner:
commitment: aspirational
cadence: weekly
---

Why this objective, and why now?

## Key results

- [ ] A first number that shows it [metric:: 0 -> 100 %] [value:: 0]
- [ ] A second number that shows it [metric:: 0 -> 10 customers] [value:: 0]
- [ ] Something to deliver

## Check-ins
"""

_HABIT = """\
---
type: habit
title: {title}
status: active
start: {today}
due: {due}
{parent}cadence: weekly
why:
---

What does one good week look like?

## Check-ins

"""

_YEAR = """\
---
type: goal
level: year
title: {title}
status: active
start: {today}
due: {due}
{parent}why:
---

What shall be true at the end of this year?

## Milestones

### Q1

- [ ] Choose three goals for the year

### Q2

- [ ] Halfway: what to keep, what to drop

### Q3

- [ ] The hardest goal is on its way

### Q4

- [ ] Look back and write the review

## Wins

## Review
"""

_GRANT = """\
---
type: project
title: {title}
status: planned
start: {today}
due: {due}
{parent}owner:
approver:
done_when: The grant is awarded and the first payment has arrived
---

Who gives the money, how much, for what?

## Milestones

1. [ ] Call read, and we are eligible [estimate:: 2d]
2. [ ] Partners and budget agreed [gate:: planning] [estimate:: 2w]
3. [ ] Draft complete [estimate:: 3w]
4. [ ] Approved by those who sign [gate:: approval]
5. [ ] Application sent in [gate:: deliverable] [estimate:: 1d]
6. [ ] Answer received [gate:: decision]
7. [ ] First payment received [gate:: funding]

## Check-ins
"""

_METRIC = """\
---
type: goal
title: {title}
status: active
start: {today}
due: {due}
{parent}owner:
metric:
  name: {title}
  unit:
  baseline: 0
  target: 100
---

Why this number?

## Check-ins

- {today}: 0 - the start
"""

STARTERS: Mapping[str, str] = {
    "project": _PROJECT,
    "okr": _OKR,
    "habit": _HABIT,
    "year": _YEAR,
    "grant": _GRANT,
    "metric": _METRIC,
}


def starter(like: str, title: str, today: date, extra: Mapping[str, str]) -> str:
    """A new note's text. `extra` may hold `due` (a date or period) and `parent` (a link's text)."""
    marks = {
        "{title}": yaml_text(title),
        "{today}": today.isoformat(),
        "{due}": extra.get("due", ""),
        "{parent}": f"parent: {yaml_text(extra['parent'])}\n" if extra.get("parent") else "",
    }
    filled = re.sub(r"\{(?:title|today|due|parent)\}", lambda found: marks[found[0]], STARTERS[like])
    return re.sub(r"(?m)[ ]+$", "", filled)


def yaml_text(text: str) -> str:
    """Text as one YAML scalar: as it is where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    return json.dumps(text, ensure_ascii=False)

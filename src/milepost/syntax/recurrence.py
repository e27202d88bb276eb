"""Recurrence rules in words, as the Tasks plugin reads them: "every 2 weeks on Tuesday when done".

Only whether a text is one: a rule is kept as typed, and milepost never acts on it.
"""

import re

from milepost.model.said import say

_EVERY = re.compile(
    r"every\s+"
    r"(?:(?:[1-9][0-9]*|other|one|two|three)\s+)?"
    r"(?:days?|weekdays?|weekends?|weeks?|hours?|minutes?|months?|years?"
    r"|mon|tue|wed|thu|fri|sat|sun|[a-z]+day"
    r"|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
    r"|january|february|march|april|august|september|october|november|december)\b"
)
_WORD = re.compile(
    r"(?:on|in|at|the|and|or|of|for|until|til|first|second|third|last|when|done|forever"
    r"|[1-9][0-9]*(?:st|nd|rd|th)?"
    r"|days?|weekdays?|weekends?|weeks?|months?|years?|times?"
    r"|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:n(?:esday)?)?|thu(?:r(?:sday)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)$"
)
_SEPARATORS = re.compile(r"[\s,]+")
_DAY_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_LONGEST = 120

RECURRENCE_HELP = say(
    "Write a rule such as `every day`, `every 2 weeks on Tuesday` or `every month on the 1st when done`."
)


def is_recurrence(text: str) -> bool:
    """Whether all of `text` is a rule."""
    rule = text.strip().lower().rstrip("!").rstrip()
    found = _EVERY.match(rule) if len(rule) <= _LONGEST else None
    if found is None:
        return False
    unit = found[0].split()[-1]
    if unit.endswith("day") and unit not in _DAY_NAMES and unit not in ("day", "weekday"):
        return False
    rest = _SEPARATORS.split(rule[found.end() :].strip(", "))
    return all(_WORD.match(word) for word in rest if word)

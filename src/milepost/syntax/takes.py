"""What a field takes, in words for people."""

from collections.abc import Mapping

from milepost.model.said import say
from milepost.syntax.fields import Reads

TAKES: Mapping[Reads, str] = {
    Reads.TEXT: say("text"),
    Reads.WORD: say("word"),
    Reads.SLUG: say("slug"),
    Reads.TEXTS: say("list of text"),
    Reads.TAGS: say("list of tags"),
    Reads.STATUS: say("status word"),
    Reads.DATE: say("date or period"),
    Reads.PERIODS: say("list of periods"),
    Reads.LINKS: say("links"),
    Reads.PEOPLE: say("people"),
    Reads.PERSON: say("person"),
    Reads.NUMBER: say("number"),
    Reads.AMOUNT: say("number ≥ 0"),
    Reads.WEIGHT: say("number ≥ 0 or n%"),
    Reads.FRACTION: say("0..1 or n%"),
    Reads.PROGRESS: say("percent"),
    Reads.DURATION: say("duration"),
    Reads.CADENCE: say("cadence"),
    Reads.SWITCH: say("true or false"),
    Reads.STRICT_SWITCH: say("strictly true or false"),
    Reads.METRIC: say("metric"),
    Reads.PRIORITY: say("priority"),
    Reads.KIND: say("kind"),
    Reads.HORIZON: say("horizon"),
    Reads.HEALTH: say("health word"),
    Reads.DIRECTION: say("direction"),
    Reads.COMMITMENT: say("commitment"),
    Reads.ROLLUP: say("roll-up rule"),
}

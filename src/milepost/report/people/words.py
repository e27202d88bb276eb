"""People's figures in words and as small pictures, for the list of all and for everybody's own page."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from milepost.analysis.facts_people import PersonFacts
from milepost.analysis.people.load import Week, last_day, week_name
from milepost.analysis.people.roster import Roster
from milepost.analysis.people.work import Part
from milepost.diagnostics.wording import decimal_words
from milepost.model.calendar import Period
from milepost.model.goal import Goal, Person
from milepost.model.said import joined, numeral, say
from milepost.report.around import Around
from milepost.report.charts.load import strip_paths
from milepost.report.charts.scale import shortened
from milepost.report.pages.parts import Link
from milepost.report.pages.people import LoadStrip, SkillRow
from milepost.report.people.work import Need
from milepost.report.visible import visible
from milepost.report.wording import counted, listing, noun, short_day

WEEKS_IN_STRIP = 8
_NAME_ROOM = 40
_LAST_DAY = date.max.toordinal()
_MOST_THINGS, _MOST_PEOPLE, _MOST_ABSENCES = 5, 8, 3


def open_of_all(facts: PersonFacts, still: int) -> str:
    """`3 of 5 open`; "" for somebody who answers for no goal."""
    if not facts.goals:
        return ""
    return say("{still:,} of {goals:,} open", still=still, goals=len(facts.goals))


def load_strip(facts: PersonFacts, this_week: Week) -> LoadStrip | None:
    """The next weeks as a picture; None where nothing is due in them."""
    counts = _counts(facts, this_week)
    if not any(counts):
        return None
    room = "" if facts.capacity is None else say("; room for {capacity} a week", capacity=decimal_words(facts.capacity))
    label = say("Due week by week: {counts}{room}", counts=", ".join(map(str, counts)), room=room)
    return LoadStrip(label, *strip_paths(counts, None if facts.capacity is None else Fraction(facts.capacity)))


def busiest_words(facts: PersonFacts, this_week: Week) -> str:
    """`4 of 6 in the fullest week`; "" where nothing is due."""
    most = max(_counts(facts, this_week))
    if not most:
        return ""
    return say("{room} in the fullest week", room=room_words(most, facts))


def room_words(count: int, facts: PersonFacts) -> str:
    """`4 of 6`, or the number alone where nobody knows what fits."""
    return (
        numeral(f"{count:,}")
        if facts.capacity is None
        else say("{count:,} of {capacity}", count=count, capacity=decimal_words(facts.capacity))
    )


def _counts(facts: PersonFacts, this_week: Week) -> list[int]:
    due = dict(facts.load)
    weeks = (this_week + 7 * at for at in range(WEEKS_IN_STRIP))
    return [due.get(week_name(week), 0) if week <= _LAST_DAY else 0 for week in weeks]


def away_words(person: Person, around: Around) -> str:
    """Absences that are not over: `22–30 Dec, 19–25 Apr 2027`."""
    ahead = sorted((one.first, one.last) for one in person.away if one.last >= around.as_of)
    said = joined(", ", (span_words(first, last, around.as_of) for first, last in ahead[:_MOST_ABSENCES]))
    return (
        say("{said} and {ahead:,} more", said=said, ahead=len(ahead) - _MOST_ABSENCES)
        if len(ahead) > _MOST_ABSENCES
        else said
    )


def span_words(first: date, last: date, as_of: date) -> str:
    """`22–30 Dec`, `19 Dec – 3 Jan 2027`."""
    end = short_day(last, as_of)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return joined("–", (str(first.day), end))
    return say("{short_day} – {end}", short_day=short_day(first, last), end=end)


def is_away(away: Sequence[Period], week: Week) -> bool:
    """Whether somebody is away on some day of a week."""
    monday, sunday = date.fromordinal(week), last_day(week)
    return any(one.first <= sunday and one.last >= monday for one in away)


def part_link(part: Part, around: Around, upwards: str = "") -> Link:
    """A goal, milestone or task by its title."""
    found = around.goal_link(part, "") if isinstance(part, Goal) else around.item_link(part.id, part.title, "")
    return Link(found.text, f"{upwards}{found.href}") if found.href else found


def person_link(own: str, around: Around, up: str = "") -> Link:
    """Somebody by id, leading to their page where they have one, from a page `up` below the site's root."""
    href = around.derived.people_pages.get(own, "")
    return Link(visible(roster_of(around).name_of(own)), f"{up}{href}" if href else "")


def roster_of(around: Around) -> Roster:
    """Who there is."""
    return around.once("roster", lambda: Roster(around.plan.people))


def skill_row(key: str, needs: Sequence[Need], around: Around, up: str = "") -> SkillRow:
    """Who has a skill, and what asks for it, for a page `up` below the site's root."""
    able = roster_of(around).with_skill.get(key, ())
    return SkillRow(
        skill=visible(needs[0][0]),
        things=tuple(part_link(part, around, up) for _, part in needs[:_MOST_THINGS]),
        more=more_words(len(needs) - _MOST_THINGS, noun("more thing")),
        people=tuple(person_link(own, around, up) for own in able[:_MOST_PEOPLE]),
        more_people=more_words(len(able) - _MOST_PEOPLE, noun("more person", "more people"), "more people"),
    )


def more_words(count: int, one: str, many: str = "") -> str:
    """`and 3 more goals`, for `noun("more goal")`; "" where nothing is left out."""
    return say("and {more}", more=counted(count, one, many)) if count > 0 else ""


def names_words(people: Sequence[PersonFacts]) -> str:
    """Up to three names, else how many people."""
    if len(people) > 3:
        return counted(len(people), "person", "people")
    return listing(tuple(shortened(visible(one.name), _NAME_ROOM) for one in people))

"""Laws of the figures: progress, schedule, forecast and health of any plan, however it was mistyped."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from milepost.analysis.facts import Progress
from milepost.analysis.forecast.odds import odds
from milepost.analysis.progress import task_progress
from milepost.analysis.schedule.schedule import Schedule
from milepost.analysis.schedule.workdays import Workdays
from milepost.config.settings import Settings
from milepost.session.build import Build, Session
from tests.property.strategies import AS_OF, snapshot, vaults

ZERO, ONE = Fraction(0), Fraction(1)
ORDER = ("on_track", "at_risk", "off_track")


def _build(files: Mapping[str, bytes], **wanted: bool) -> Build:
    return Session().build(snapshot(files), Settings(**wanted), AS_OF)  # type: ignore[arg-type]


def _figures(build: Build) -> list[Progress]:
    analysis, goals = build.analysis, build.plan.goals
    own = [facts.progress for facts in analysis.goals.values()]
    below = [one.progress for facts in analysis.goals.values() for one in facts.milestones.values()]
    given_for = {name: facts.credit for name, facts in analysis.goals.items()}
    tasks = [task_progress(one, given_for[name]) for name, goal in goals.items() for one in goal.milestones]
    return own + below + [figure for found in tasks for figure in found.values()]


def _measured() -> SearchStrategy[str]:
    """A metric anywhere between far behind its baseline and far beyond its target, or none."""
    ends = st.sampled_from(("0 -> 10", "10 -> 0", "5 -> 5"))
    return st.one_of(st.just(""), st.builds("metric: {}\ncurrent: {}\n".format, ends, st.integers(-8, 20)))


def _parts() -> SearchStrategy[str]:
    """A milestone with its tasks, of any weight."""
    weight = st.sampled_from(("", "", " [weight:: 3]", " [weight:: 40%]", " [weight:: 0]"))
    line = st.builds("- [{}] m{}\n".format, st.sampled_from("   x/-"), weight)
    tasks = st.lists(st.sampled_from(" x/-"), max_size=4)
    return st.builds(lambda own, below: own + "".join(f"    - [{one}] t\n" for one in below), line, tasks)


def _trees() -> SearchStrategy[dict[str, bytes]]:
    """Goals one below another, with milestones half done and metrics, so that every roll-up has something to add."""
    rollup = st.sampled_from(("", "", "rollup: leaves\n", "started_credit: 0.5\n"))
    goal = st.tuples(_measured(), rollup, st.integers(0, 3), st.lists(_parts(), max_size=4).map("".join))
    return st.lists(goal, min_size=1, max_size=4).map(
        lambda goals: {
            f"g{at}.md": f"---\ntype: goal\n{metric}{how}parent: g{above}\n---\n{parts}".encode()
            for at, (metric, how, above, parts) in enumerate(goals)
        }
    )


@settings(deadline=None)
@given(files=st.one_of(vaults(), _trees()))
def test_progress_lies_between_0_and_1(files: dict[str, bytes]) -> None:
    """Every goal's, milestone's and task's, and that of the whole plan; counts never pass their totals."""
    build = _build(files)
    analysis = build.analysis
    for figure in _figures(build):
        assert figure.value is None or ZERO <= figure.value <= ONE
        assert 0 <= figure.done_count <= figure.total_count
    assert analysis.progress is None or ZERO <= analysis.progress <= ONE


@settings(deadline=None)
@given(files=st.one_of(vaults(), _trees()))
def test_a_parent_lies_between_its_childrens_extremes(files: dict[str, bytes]) -> None:
    """By the roll-up of children; shares add up to the whole."""
    for figure in _figures(_build(files)):
        if figure.shares and figure.rule == "children" and figure.reached is not None:
            parts = [share.progress for share in figure.shares]
            assert sum(share.weight for share in figure.shares) == 1
            assert min(parts) <= figure.reached <= max(parts)


def _checklists() -> SearchStrategy[list[tuple[int, str]]]:
    return st.lists(st.tuples(st.integers(0, 3), st.sampled_from(" x/-h")), min_size=1, max_size=12)


def _note(boxes: list[tuple[int, str]]) -> bytes:
    lines = [f"{'    ' * depth}- [{symbol}] item {at}" for at, (depth, symbol) in enumerate(boxes)]
    return "\n".join(["---", "type: goal", "---", *lines, ""]).encode()


@settings(deadline=None)
@given(boxes=_checklists(), at=st.integers(0, 11))
def test_ticking_a_box_never_lowers_progress(boxes: list[tuple[int, str]], at: int) -> None:
    """Of what is in the count: an open box ticked, at any depth."""
    at %= len(boxes)
    depth, symbol = boxes[at]
    if symbol == "-":
        return
    ticked = [*boxes[:at], (depth, "x"), *boxes[at + 1 :]]
    before = _build({"g.md": _note(boxes)}).analysis.progress
    after = _build({"g.md": _note(ticked)}).analysis.progress
    assert (before is None) == (after is None)
    assert before is None or after is None or after >= before


@settings(deadline=None)
@given(boxes=_checklists(), at=st.integers(0, 11))
def test_ticking_what_is_in_the_count_raises_progress(boxes: list[tuple[int, str]], at: int) -> None:
    """An open box without any below it, that lies in open ones alone."""
    at %= len(boxes)
    nested = _nested(boxes)
    depth, symbol = nested[at]
    above = [next(one for one in reversed(nested[:at]) if one[0] == each)[1] for each in range(depth)]
    if not {symbol, *above} <= set(" /h") or (at + 1 < len(nested) and nested[at + 1][0] > depth):
        return
    before = _build({"g.md": _note(nested)}).analysis.progress
    after = _build({"g.md": _note([*nested[:at], (depth, "x"), *nested[at + 1 :]])}).analysis.progress
    assert before is not None
    assert after is not None
    assert after > before


def _nested(boxes: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Each at most one deeper than the one before."""
    found: list[tuple[int, str]] = []
    for depth, symbol in boxes:
        found.append((min(depth, found[-1][0] + 1 if found else 0), symbol))
    return found


@settings(deadline=None)
@given(
    boxes=_checklists(),
    rollup=st.sampled_from(("", "leaves")),
    credit=st.sampled_from(("0", "0.5", "1")),
    written=st.sampled_from((b"", " 📅 2026-10-01".encode(), b" [owner:: Ana]")),
)
def test_a_weight_of_1_changes_nothing(boxes: list[tuple[int, str]], rollup: str, credit: str, written: bytes) -> None:
    """What counts 1 without a word counts 1 with it: tasks that are counted together and one by one agree."""
    heads = ("type: goal", "due: 2026-12-31", f"started_credit: {credit}", *([f"rollup: {rollup}"] if rollup else []))
    note = _note(boxes).replace(b"type: goal", "\n".join(heads).encode())
    plain, weighed = (
        _build({"g.md": b"\n".join(line + more * line.startswith(b"    ") for line in note.split(b"\n"))})
        for more in (written, written + b" [weight:: 1]")
    )
    assert _figures(plain) == _figures(weighed)
    assert plain.analysis.items == weighed.analysis.items
    assert plain.analysis.forecasts == weighed.analysis.forecasts
    assert plain.analysis.healths == weighed.analysis.healths
    assert plain.analysis.people == weighed.analysis.people


@settings(deadline=None)
@given(files=vaults(), calendar_days=st.booleans())
def test_nothing_starts_before_what_it_waits_for_is_finished(files: dict[str, bytes], *, calendar_days: bool) -> None:
    """Nor ends before it starts; latest days lie behind earliest ones by the slack's sign."""
    build = _build(files, calendar_days=calendar_days)
    found = build.analysis.schedule
    for name, dates in found.items():
        if dates.total_slack is None or dates.earliest_start is None or dates.earliest_finish is None:
            continue
        assert dates.earliest_start <= dates.earliest_finish, name
        assert dates.latest_start is not None
        assert (dates.latest_start >= dates.earliest_start) == (dates.total_slack >= 0), name
        for before in dates.waits_for:
            finish = found[before].earliest_finish
            assert finish is not None
            assert dates.earliest_finish >= finish, (name, before)


def _chain(lengths: list[int]) -> bytes:
    items = [
        f"- [ ] s{at} 🆔 s{at} [estimate:: {days}d]" + (f" ⛔ s{at - 1}" if at else "")
        for at, days in enumerate(lengths)
    ]
    return "\n".join(["---", "type: goal", "---", *items, ""]).encode()


@settings(deadline=None)
@given(lengths=st.lists(st.integers(1, 30), min_size=1, max_size=8), calendar_days=st.booleans())
def test_slack_on_the_deciding_chain_is_0(lengths: list[int], *, calendar_days: bool) -> None:
    """Without a due date the chain ends when its work does; its days are the sum of its lengths."""
    build = _build({"g.md": _chain(lengths)}, calendar_days=calendar_days)
    goal = next(iter(build.plan.goals.values()))
    dates = [build.analysis.schedule[milestone.id] for milestone in goal.milestones]
    assert all(one.total_slack == 0 and one.critical for one in dates)
    days = Workdays(calendar_days=calendar_days)
    first, last = dates[0].earliest_start, dates[-1].earliest_finish
    assert first is not None
    assert last is not None
    assert days.on_or_before(last) - days.on_or_after(first) + 1 == sum(lengths)


@settings(deadline=None)
@given(counts=st.lists(st.integers(0, 12), min_size=5, max_size=26), remaining=st.integers(1, 60))
def test_when_and_how_many_are_one_question(counts: list[int], remaining: int) -> None:
    """P(N items within n weeks), from all that n weeks can bring, is P(n weeks ≥ N)."""
    if not any(counts):
        return
    found = odds(tuple(counts), remaining, 4)
    brought = {0: ONE}
    for weeks in range(5):
        chance = sum((share for total, share in brought.items() if total >= remaining), ZERO)
        assert weeks >= len(found) or abs(found[weeks] - chance) < 1e-9
        following: dict[int, Fraction] = {}
        for total, share in brought.items():
            for count in counts:
                following[total + count] = following.get(total + count, ZERO) + share / len(counts)
        brought = following


@settings(deadline=None)
@given(counts=st.lists(st.integers(0, 12), min_size=5, max_size=26), remaining=st.integers(1, 60))
def test_odds_rise_with_weeks_and_fall_with_items(counts: list[int], remaining: int) -> None:
    """P(n weeks ≥ N), for any history with something in it."""
    if not any(counts):
        return
    found, more = odds(tuple(counts), remaining, 8), odds(tuple(counts), remaining + 1, 8)
    assert all(0 <= chance <= 1 for chance in found)
    assert all(now <= later for now, later in pairwise(found))
    assert all(fewer >= larger - 1e-12 for fewer, larger in zip(found, more, strict=False))


@settings(deadline=None)
@given(
    works=st.lists(st.tuples(st.integers(1, 20), st.sets(st.integers(0, 9), max_size=3)), min_size=1, max_size=10),
    calendar_days=st.booleans(),
)
def test_slack_is_0_on_the_critical_chain(works: list[tuple[int, set[int]]], *, calendar_days: bool) -> None:
    """Of any network without due dates: what is critical has no day to spare, and what follows waits for all of it."""
    lines = []
    for at, (days, before) in enumerate(works):
        needs = ", ".join(f"n{one}" for one in sorted(before) if one < at)
        lines.append(f"- [ ] n{at} 🆔 n{at} [estimate:: {days}d]" + (f" ⛔ {needs}" if needs else ""))
    build = _build({"g.md": "\n".join(["---", "type: goal", "---", *lines, ""]).encode()}, calendar_days=calendar_days)
    found = build.analysis.schedule
    own = [found[f"n{at}"] for at in range(len(works))]
    assert {one.total_slack for one in own if one.critical} == {0}
    assert all(one.total_slack is not None and one.total_slack >= 0 for one in own)
    assert all(one.free_slack is not None and 0 <= one.free_slack <= (one.total_slack or 0) for one in own)
    for one in own:
        assert one.earliest_start is not None
        for predecessor in one.waits_for:
            finish = found[predecessor].earliest_finish
            assert finish is not None
            assert finish < one.earliest_start


@settings(deadline=None)
@given(
    works=st.lists(
        st.tuples(st.lists(st.integers(0, 9), min_size=1, max_size=4), st.sets(st.integers(0, 5), max_size=2)),
        min_size=1,
        max_size=6,
    ),
    follower=st.integers(0, 9),
    calendar_days=st.booleans(),
)
def test_what_lies_in_something_slips_no_further_than_what_waits_for_it(
    works: list[tuple[list[int], set[int]]], follower: int, *, calendar_days: bool
) -> None:
    """Free slack is not below 0, and without due dates not above total slack: also of tasks and of goals waited for.

    What can be reached on a day off, today, has its total slack from the days of the calendar.
    """
    lines = []
    for at, (lengths, before) in enumerate(works):
        needs = ", ".join(f"n{one}" for one in sorted(before) if one < at)
        lines.append(f"- [ ] n{at} 🆔 n{at}" + (f" ⛔ {needs}" if needs else ""))
        lines += [f"    - [ ] t{at}{part}" + f" [estimate:: {days}d]" * (days > 0) for part, days in enumerate(lengths)]
    other = f"---\ntype: goal\ndepends_on: g\n---\n- [ ] f [estimate:: {follower + 1}d]\n"
    notes = {"g.md": "\n".join(["---", "type: goal", "---", *lines, ""]).encode(), "other.md": other.encode()}
    found = _build(notes, calendar_days=calendar_days).analysis.schedule
    for name, one in found.items():
        assert one.free_slack is not None
        assert one.total_slack is not None
        assert min(one.free_slack, one.total_slack) >= 0, name
        if calendar_days or one.earliest_start != AS_OF:
            assert one.free_slack <= one.total_slack, name


def _days(most: int) -> SearchStrategy[str]:
    return st.integers(0, most).map(lambda days: str(AS_OF - timedelta(days=days)))


def _endings() -> SearchStrategy[str]:
    """What a goal can hold that tells how it stands: boxes, dated or ticked, values, pauses, estimates, a chain."""
    box = st.one_of(
        st.just("- [ ] m"),
        st.just("- [ ] m [estimate:: 12d]"),
        _days(60).map("- [x] m ✅ {}".format),
        st.integers(-60, 120).map(lambda days: f"- [ ] m 📅 {AS_OF + timedelta(days=days)}"),
        st.integers(1, 30).map("1. [ ] m [estimate:: {}d]".format),
    )
    entry = st.one_of(
        st.builds("- {}: {}".format, _days(90), st.integers(0, 12)),
        _days(90).map("- {}: a rest [health:: paused]".format),
        _days(90).map("- {}: on again [health:: on track]".format),
    )
    parts = st.tuples(st.lists(box, max_size=10), st.lists(entry, max_size=4))
    return parts.map(lambda rows: "\n".join([*rows[0], "## Log", *rows[1], ""]))


@settings(deadline=None, max_examples=600)
@given(
    body=_endings(),
    metric=st.sampled_from(("", "metric: 0 -> 10\n", "metric: 12 -> 2\n", "kind: binary\n", "cadence: weekly\n")),
    due=st.one_of(st.integers(-2, 2), st.integers(-60, 200)),
    sooner=st.one_of(st.integers(1, 3), st.integers(1, 90)),
)
def test_an_earlier_due_date_never_makes_health_better(body: str, metric: str, due: int, sooner: int) -> None:
    """All else being equal, whatever speaks for or against the goal."""

    def state(day: date) -> str | None:
        front = f"---\ntype: goal\nstart: {AS_OF - timedelta(days=90)}\n{metric}due: {day}\n---\n"
        return next(iter(_build({"g.md": (front + body).encode()}).analysis.healths.values())).computed

    def rank(word: str | None) -> int:
        return ORDER.index(word) if word in ORDER else 0

    later = AS_OF + timedelta(days=due)
    assert rank(state(later - timedelta(days=sooner))) >= rank(state(later))


def _waiting() -> SearchStrategy[tuple[int | None, int | None, set[int], int]]:
    """A step's start in so many days, its length, what it waits for and with how much lag."""
    some = st.one_of(st.none(), st.integers(0, 9))
    return st.tuples(some, some, st.sets(st.integers(0, 7), max_size=2), st.sampled_from((0, 0, 1)))


@settings(deadline=None)
@given(steps=st.lists(_waiting(), min_size=1, max_size=8), today=st.integers(0, 6))
def test_without_due_dates_nothing_is_late(
    steps: list[tuple[int | None, int | None, set[int], int]], today: int
) -> None:
    """Whatever takes no time, and on whatever day of the week it begins; nor is anything before what it waits for."""
    as_of = AS_OF + timedelta(days=today)
    notes = {}
    for at, (start, length, before, lag) in enumerate(steps):
        needs = ", ".join(f'"g{one} +{lag}d"' for one in sorted(before) if one < at)
        begins = "" if start is None else f"start: {as_of + timedelta(days=start)}\n"
        step = f"- [ ] s [estimate:: {length}d]\n" if length else "- [ ] s\n" if length is None else ""
        notes[f"g{at}.md"] = f"---\ntype: goal\n{begins}depends_on: [{needs}]\n---\n{step}".encode()
    found = Session().build(snapshot(notes), Settings(), as_of).analysis.schedule
    for name, one in found.items():
        assert one.total_slack is not None
        assert one.total_slack >= 0, name
        assert one.earliest_start is not None
        for before_it in one.waits_for:
            finish = found[before_it].earliest_finish
            assert finish is not None
            assert finish <= one.earliest_start, (name, before_it)


@settings(deadline=None)
@given(
    lengths=st.lists(st.one_of(st.none(), st.integers(1, 9)), min_size=1, max_size=5),
    ordered=st.booleans(),
    due=st.integers(0, 45),
    holidays=st.lists(st.integers(0, 30), max_size=3),
)
def test_health_tells_of_work_that_should_have_begun(
    lengths: list[int | None], due: int, holidays: list[int], *, ordered: bool
) -> None:
    """As long as it can still be finished by its due date: wherever something open has less than no day to spare."""
    lines = [
        f"{'1.' if ordered else '-'} [ ] s{at}" + (f" [estimate:: {days}d]" if days else "")
        for at, days in enumerate(lengths)
    ]
    note = "\n".join(["---", "type: goal", f"due: {AS_OF + timedelta(days=due)}", "---", *lines, ""])
    off = tuple(AS_OF + timedelta(days=one) for one in holidays)
    build = Session().build(snapshot({"g.md": note.encode()}), Settings(holidays=off), AS_OF)
    slacks = [one.total_slack for one in build.analysis.schedule.values() if one.total_slack is not None]
    told = any(reason.code == "slack" for one in build.analysis.healths.values() for reason in one.reasons)
    assert told == (min(slacks) < 0)


@settings(deadline=None, max_examples=50)
@given(
    holidays=st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    calendar_days=st.booleans(),
)
def test_working_days_count_forth_and_back(holidays: list[date], day: date, *, calendar_days: bool) -> None:
    """A working day is its own number's day; any other lies between two neighbours."""
    days = Workdays(holidays, calendar_days=calendar_days)
    after, before = days.on_or_after(day), days.on_or_before(day)
    works = calendar_days or (day.weekday() < 5 and day not in holidays)
    assert days.day(before) <= day <= days.day(after)
    assert (before == after) == works
    assert after - before == (0 if works else 1)


@settings(deadline=None)
@given(files=vaults())
def test_what_is_asked_of_a_schedule_alone_is_what_all_its_figures_say(files: dict[str, bytes]) -> None:
    """By when an undated milestone should begin, and by how much time that is before it must be done."""
    build = _build(files)
    schedule = build.analysis.schedule
    assert isinstance(schedule, Schedule)
    for goal in build.plan.goals.values():
        for one in goal.milestones:
            if one.linked is not None or one.fields.due is not None:
                continue
            alone, whole = schedule.begin_of(goal.id, one), schedule[one.id]
            assert (alone and alone.day, bool(alone and alone.is_suggested)) == (whole.start_by, whole.suggested)
            assert not alone or alone.is_suggested or alone.takes_time == (whole.latest_start != whole.latest_finish)

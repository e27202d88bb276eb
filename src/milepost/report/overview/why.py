"""Why the main figures of the overview are what they are: their rules and, of plans that fit on a page, the sums."""

from collections.abc import Iterator, Sequence

from milepost.analysis.rollup import roll_up
from milepost.analysis.totals import as_root
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import joined, numeral, say
from milepost.report.around import Around
from milepost.report.explain.terms import weighted_mean
from milepost.report.outlook import LIKELY, outlook_title
from milepost.report.overview.tally import tally_of_all
from milepost.report.pages.goal import WhyRow
from milepost.report.visible import visible
from milepost.report.wording import percent

MOST_GOALS, _MOST_TERMS = 60, 8

_ON_TRACK = say("Open goals whose health is on track, as the page of each explains; a mission is not counted.")
_ATTENTION = say("Goals that are off track, at risk or late, the worst first, each with the reason that weighs most.")
_ERRORS = say("So do goals with an error in their note.")
_LIKELY = say("The day by which a goal is done with a chance of 85 %, if coming weeks are like past ones.")
_EXPECTED = say(
    "The day of even chances where there is a forecast, else the day on which a metric arrives at its pace, else the"
    " earliest finish that estimates and dependencies leave."
)


def overview_why(goals: Sequence[Goal], around: Around) -> tuple[WhyRow, ...]:
    """The figures in the order in which the overview shows them; nothing for a single goal, whose page says it."""
    return tuple(_rows(around)) if len(goals) > 1 else ()


def _rows(around: Around) -> Iterator[WhyRow]:
    if around.analysis.progress is not None:
        yield _whole(around)
    items = around.analysis.items
    if items.total > items.cancelled:
        yield _items(around)
    of = tally_of_all(around)
    if of.judged:
        shown = say("{well:,} of {open:,}", well=of.well, open=of.open)
        yield WhyRow(say("On track"), shown, _ON_TRACK, (), "", "")
    if of.needing:
        rule = joined(" ", (_ATTENTION, _ERRORS)) if around.shows_problems else _ATTENTION
        yield WhyRow(say("Needs attention"), numeral(f"{of.needing:,}"), rule, (), "", "")
    if title := outlook_title(around):
        yield WhyRow(title, "", _LIKELY if title == LIKELY else _EXPECTED, (), "", "")


def _whole(around: Around) -> WhyRow:
    """The roll-up of the goals without a parent; of a single one that is its own progress."""
    plan, progress = around.plan, around.analysis.progress
    assert progress is not None
    rule = say(
        "The mean of the goals that are part of no other one, each by its weight; dropped and proposed ones are left"
        " out."
    )
    roots = (
        [root for name, one in around.analysis.goals.items() if (root := as_root(plan.goals[name], one)) is not None]
        if len(plan.goals) <= MOST_GOALS
        else []
    )
    shares = roll_up(roots).shares
    formula = (weighted_mean(shares, progress),) if 1 < len(shares) <= _MOST_TERMS else ()
    only = plan.goals.get(GoalId(shares[0].id)) if len(shares) == 1 else None
    fact = say("{title}: {share}", title=visible(only.title), share=percent(progress)) if only else ""
    return WhyRow(say("The whole plan"), percent(progress), rule, formula, fact, visible(only.path) if only else "")


def _items(around: Around) -> WhyRow:
    items = around.analysis.items
    in_scope = items.total - items.cancelled
    sum_ = say(
        "{total:,} written − {cancelled:,} cancelled = {in_scope:,}",
        total=items.total,
        cancelled=items.cancelled,
        in_scope=in_scope,
    )
    return WhyRow(
        say("Milestones and tasks"),
        say("{done:,} of {in_scope:,}", done=items.done, in_scope=in_scope),
        say(
            "All boxes of all goals, each counted once; a milestone counts beside its tasks, and what was cancelled"
            " does not."
        ),
        (sum_,) if items.cancelled else (),
        "",
        "",
    )

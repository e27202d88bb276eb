"""A goal's page: how far it has come, its milestones, what it waits for, and what its note says."""

from collections.abc import Iterator, Sequence

from milepost.analysis.closing import closing, parts_words
from milepost.analysis.facts import GoalFacts, MilestoneState, Reason
from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.diagnostics.wording import decimal_words
from milepost.model.fields import MetricSpec
from milepost.model.goal import Goal
from milepost.model.quick import quick
from milepost.model.said import joined, say
from milepost.report.around import IN_GOALS, Around
from milepost.report.badges import HEALTH, SEVERITY
from milepost.report.burnup import goal_burnup
from milepost.report.edit_links import open_links
from milepost.report.frame import Framing
from milepost.report.gatherings import shown_tags
from milepost.report.goal.edges import breadcrumb, holds_back, waits_for
from milepost.report.goal.facts import TAGS_ABOVE, goal_facts, habit_periods
from milepost.report.goal.item_rows import MOST_MILESTONES, ItemRows
from milepost.report.goal.log import MOST_CHECK_INS, check_ins, decisions, review, wins
from milepost.report.goal.metric import metric_part, share_words
from milepost.report.goal.neighbourhood import neighbourhood
from milepost.report.goal.tiles import goal_tiles, lateness
from milepost.report.goal.why import why_part
from milepost.report.goal_rows import goal_row, level_words, meter, progress_note
from milepost.report.note_text import goal_prose
from milepost.report.pages.goal import NoteProblem, ReasonList, ReasonRow
from milepost.report.pages.kinds import GoalPage
from milepost.report.pages.parts import GoalGroup, Link
from milepost.report.places import line_words, place
from milepost.report.problems.text import worst_first
from milepost.report.roads import goal_road
from milepost.report.smart_lights import lights_words, placed_lights
from milepost.report.visible import visible
from milepost.report.wording import capital, counted, noun, raw_percent, readable, sentence

MOST_PROBLEMS, MOST_REASONS = 5, 6
MOST_SUB_GOALS = 100


def goal_page(goal: Goal, around: Around, framing: Framing) -> GoalPage:
    """The page of one goal."""
    facts, title = around.facts(goal.id), visible(goal.title)
    rows, headline = ItemRows(goal, facts, around), _headline(goal, facts)
    problems = _problems(goal, around)
    return GoalPage(
        head=framing.head(around.addresses.file(goal.id), "goal", title, joined(": ", (title, headline))),
        breadcrumb=breadcrumb(goal, around),
        heading=title,
        level=capital(level_words(goal.level)),
        badge=around.badge(goal.id),
        notices=tuple(_notices(goal, facts)),
        meter=meter(facts.progress),
        headline=headline,
        lateness=lateness(facts, around),
        road=goal_road(goal, facts, around),
        tiles=tuple(goal_tiles(goal, facts, around)),
        facts=tuple(goal_facts(goal, facts, around)),
        metric=metric_part(goal, facts, around),
        milestones=rows.groups(),
        milestones_words=_milestones_words(facts),
        milestones_more=_more(len(goal.milestones) - MOST_MILESTONES, noun("more milestone")),
        burnup=goal_burnup(goal, facts, around),
        sub_goals=_sub_goals(goal, around),
        sub_goals_more=_more(len(goal.children) - MOST_SUB_GOALS, noun("more sub-goal")),
        waits_for=waits_for(goal, around),
        holds_back=holds_back(goal, around),
        neighbours=neighbourhood(goal, around),
        prose=goal_prose(goal, around, IN_GOALS),
        loose=(loose := rows.loose()),
        loose_more=_more(len(goal.loose) - len(loose), noun("more checklist item")),
        check_ins=check_ins(goal, around),
        has_values=any(entry.value is not None for entry in goal.check_ins),
        has_health=any(entry.health or entry.confidence is not None for entry in goal.check_ins),
        check_ins_more=_more(len(goal.check_ins) - MOST_CHECK_INS, noun("older check-in")),
        decisions=decisions(goal, around),
        wins=wins(goal, around),
        review=review(goal, around),
        unknown=_unknown(goal, around),
        reasons_title=_reasons_title(goal, around),
        reasons=_reasons(goal, around),
        why=why_part(goal, around),
        lights=(lights := placed_lights(goal, around)),
        lights_words=lights_words(lights),
        problems=tuple(map(_problem, problems[:MOST_PROBLEMS])),
        problems_more=_more(len(problems) - MOST_PROBLEMS, noun("more problem")),
        tags=tuple(around.tag_link(tag, IN_GOALS) for tag in shown_tags(goal)[:TAGS_ABOVE]),
        source=visible(goal.path),
        open_in=open_links(goal.path, around.material),
    )


def _sub_goals(goal: Goal, around: Around) -> tuple[GoalGroup, ...]:
    """The goals right below this one, as one table."""
    rows = tuple(goal_row(around.plan.goals[each], around, IN_GOALS) for each in goal.children[:MOST_SUB_GOALS])
    return (GoalGroup(Link(""), "", counted(len(goal.children), "sub-goal"), rows),) if rows else ()


def _headline(goal: Goal, facts: GoalFacts) -> str:
    """What the percentage is made of: `5 of 8 milestones reached`, `14 of 24 books`, `9 of the last 12 weeks`."""
    parts = joined(", ", _headline_parts(goal, facts))
    return parts or ("" if facts.progress.value is not None else say("nothing to measure yet"))


def _headline_parts(goal: Goal, facts: GoalFacts) -> Iterator[str]:
    progress = facts.progress
    if facts.kind == "ongoing" and facts.adherence_count is not None:
        kept, looked_at = facts.adherence_count
        yield say(
            "{kept} of the last {looked_at} {cadence}", kept=kept, looked_at=looked_at, cadence=habit_periods(goal)
        )
    if facts.metric is not None and (now := share_words(goal.fields.metric or MetricSpec(), facts.metric)):
        yield now
    if progress.rule == "binary" and facts.outcome == "open":
        yield say("not reached yet")
    if progress.total_count:
        of = parts_words(goal, progress.total_count)
        yield say("{done_count} of {of} reached", done_count=progress.done_count, of=of)
    if note := progress_note(progress):
        yield note
    if progress.raw is not None and not 0 <= progress.raw <= 1:
        yield raw_percent(progress.raw)


def _notices(goal: Goal, facts: GoalFacts) -> Iterator[str]:
    """What a reader has to know before any figure."""
    flags = facts.progress.flags
    if "ready_to_close" in flags and facts.outcome == "open":
        yield say("All of it is done: ready to close. Set `status: done`, or add what is still to do.")
    ended = closing(goal, facts) if facts.outcome == "missed" else None
    if ended is not None and ended.lead != "missed":
        yield sentence(ended.lead)
    if goal.fields.progress is not None:
        yield say(
            "The note says {progress} %; computed progress is shown.", progress=decimal_words(goal.fields.progress)
        )


def _milestones_words(facts: GoalFacts) -> str:
    counted_ones = [each.state for each in facts.milestones.values() if each.counted]
    if not counted_ones:
        return ""
    return say(
        "{sum} of {counted_ones} reached",
        sum=counted_ones.count(MilestoneState.DONE),
        counted_ones=len(counted_ones),
    )


def _more(left_out: int, what: str) -> str:
    return say("and {counted}", counted=counted(left_out, what)) if left_out > 0 else ""


def _reasons(goal: Goal, around: Around) -> ReasonList | None:
    """Why the goal is at risk or off track: every rule that fired."""
    health = around.analysis.healths.get(goal.id)
    if health is None or not health.reasons:
        return None
    rows = tuple([_reason(each, goal) for each in health.reasons])
    words = _more(len(rows) - MOST_REASONS, noun("more reason"))
    return ReasonList(rows[:MOST_REASONS], rows[MOST_REASONS:], words)


def _reason(found: Reason, goal: Goal) -> ReasonRow:
    row = (
        HEALTH[found.severity],
        readable(found.message),
        readable(found.step),
        place(found.path, found.line, goal.path),
    )
    reason: ReasonRow = quick(ReasonRow, row)
    return reason


def _reasons_title(goal: Goal, around: Around) -> str:
    """`Why off track`, or that the owner's word stands against the figures."""
    health = around.analysis.healths.get(goal.id)
    if health is None or health.computed is None or health.computed == health.state:
        return say("Why {word}", word=around.badge(goal.id).word)
    return say("Declared {word}, computed {word2}", word=around.badge(goal.id).word, word2=HEALTH[health.computed].word)


def _unknown(goal: Goal, around: Around) -> tuple[tuple[str, str], ...]:
    """Front matter that milepost keeps but does not read; the notes of a public site come without."""
    return tuple((visible(key), visible(text)) for key, text in around.document(goal.path).front.unknown)


def _problems(goal: Goal, around: Around) -> Sequence[Diagnostic]:
    """What is wrong in the goal's note, the worst first."""
    if not around.shows_problems:
        return ()
    found = [each for each in around.problems.get(goal.path, ()) if each.severity in (Severity.ERROR, Severity.WARNING)]
    return worst_first(found)


def _problem(found: Diagnostic) -> NoteProblem:
    row = SEVERITY[found.severity], line_words(found.span.line), sentence(found.message), sentence(found.help)
    problem: NoteProblem = quick(NoteProblem, row)
    return problem

"""The checks, in the order in which they run. To add a rule: one module in `checks`, one line here and in the table."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from milepost.analysis.checks import (
    all_done_but_open,
    child_due_after_parent,
    dead_blocked,
    declared_differs,
    done_with_open_tasks,
    dropped_parent_active_child,
    due_before_predecessor,
    due_before_start,
    estimate_of_a_span,
    event_title,
    level_order,
    linked_state_differs,
    long_gap,
    long_goal_without_milestones,
    metric_direction,
    metric_without_baseline,
    milestone_after_goal_due,
    milestone_without_reflection,
    missing_skill,
    no_due_date,
    no_measure,
    no_owner,
    owner_away,
    owner_overloaded,
    path_outside_dates,
    priority_inversion,
    progress_disagrees,
    shares_do_not_add_up,
    status_contradicts,
    too_many_active_goals,
    too_many_key_results,
    unaligned_goal,
    undated_milestone,
    unlinked_step,
    vague_title,
)
from milepost.analysis.facts import GoalFacts
from milepost.analysis.people.work import is_live
from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic

Check = Callable[[Subject], Iterator[Diagnostic]]

ALWAYS: tuple[Check, ...] = tuple(
    module.check
    for module in (
        due_before_start,
        linked_state_differs,
        metric_direction,
        metric_without_baseline,
        done_with_open_tasks,
        all_done_but_open,
        status_contradicts,
        progress_disagrees,
        shares_do_not_add_up,
        estimate_of_a_span,
    )
)
"""Contradictions: worth telling whatever the goal's status; each knows when to be silent."""

LIVE: tuple[Check, ...] = tuple(
    module.check
    for module in (
        dead_blocked,
        dropped_parent_active_child,
        level_order,
        child_due_after_parent,
        due_before_predecessor,
        milestone_after_goal_due,
        path_outside_dates,
        declared_differs,
        priority_inversion,
        owner_overloaded,
        owner_away,
        missing_skill,
        too_many_active_goals,
    )
)
"""What would go wrong: only of goals that are planned or under way. Ideas, paused and closed goals go nowhere."""

ADVICE: tuple[Check, ...] = tuple(
    module.check
    for module in (
        unlinked_step,
        no_due_date,
        undated_milestone,
        long_gap,
        long_goal_without_milestones,
        no_measure,
        vague_title,
        event_title,
        unaligned_goal,
        too_many_key_results,
        milestone_without_reflection,
        no_owner,
    )
)
"""How a goal could be put better: only of live goals whose notes say that they are goals, not of guesses."""


ONLY_WITH: Mapping[Check, str] = {
    check: what
    for what, modules in {
        "metric": (metric_direction, metric_without_baseline, path_outside_dates),
        "parents": (child_due_after_parent, dropped_parent_active_child, level_order),
        "waits": (dead_blocked,),
        "milestones": (
            done_with_open_tasks,
            linked_state_differs,
            milestone_after_goal_due,
            milestone_without_reflection,
            undated_milestone,
            unlinked_step,
        ),
        "overloads": (owner_overloaded,),
        "clashes": (owner_away,),
        "gaps": (missing_skill,),
        "crowds": (too_many_active_goals,),
    }.items()
    for check in (module.check for module in modules)
}
"""What a goal must have for a check to look at anything: most goals lack most of it, and most checks are not run."""


def checks_for(subject: Subject) -> tuple[Check, ...]:
    """The checks that make sense for a goal."""
    goal, own, staffing = subject.goal, subject.own, subject.staffing
    has = (
        "metric" if own.metric is not None or goal.fields.metric is not None or _has_key_result(own) else "",
        "parents" if goal.parents else "",
        "waits" if subject.waits else "",
        "milestones" if goal.milestones else "",
        "overloads" if staffing.overloads else "",
        "clashes" if staffing.clashes else "",
        "gaps" if staffing.gaps else "",
        "crowds" if staffing.crowds else "",
    )
    return _chosen(has, is_live=is_live(own), is_guessed=subject.plan.goal_rule == "guessed")


def _has_key_result(own: GoalFacts) -> bool:
    """Whether a milestone has a metric of its own."""
    return any(one.metric is not None for one in own.milestones.values())


@lru_cache(1024)
def _chosen(has: tuple[str, ...], *, is_live: bool, is_guessed: bool) -> tuple[Check, ...]:
    known = ALWAYS if not is_live else (*ALWAYS, *LIVE) if is_guessed else (*ALWAYS, *LIVE, *ADVICE)
    return tuple(check for check in known if check not in ONLY_WITH or ONLY_WITH[check] in has)

"""The figures analysis computes, as values. Arithmetic is exact: Fractions until something is printed."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from milepost.analysis.facts_people import PersonFacts, Smart, Staffing
from milepost.analysis.tally import NO_TASKS, Tally
from milepost.diagnostics.problem import Diagnostic
from milepost.model.frozen import frozen
from milepost.model.ids import GoalId, ItemId, VaultPath
from milepost.model.quantity import Weight
from milepost.model.quick import quickly_named
from milepost.model.status import Status


@quickly_named
class MilestoneState(StrEnum):
    """Where a milestone stands on the road."""

    DONE = "done"
    CANCELLED = "cancelled"
    OVERDUE = "overdue"
    NEXT = "next"
    OPEN = "open"


class Share(NamedTuple):
    """One child's part in a roll-up: `weight` is its normalised share 0..1, `progress` what it counts."""

    id: str
    title: str
    weight: Fraction
    progress: Fraction


@frozen
class Progress:
    """How far something has come.

    `value` 0..1, None when nothing remains in scope or the kind has no progress; `raw` the metric's unclamped figure;
    `reached` the value before a closed status counts 1; `activity` the checklist's own progress beside a metric;
    `done_count` of `total_count` direct children; `rule` names the roll-up used; `flags` are "no_data",
    "no_remaining_scope", "ready_to_close", "waiting_for_approval"; `shares_off` says how written shares do not add up.
    """

    value: Fraction | None
    raw: Fraction | None = None
    reached: Fraction | None = None
    activity: Fraction | None = None
    done_count: int = 0
    total_count: int = 0
    rule: str = "children"
    shares: tuple[Share, ...] = ()
    flags: tuple[str, ...] = ()
    shares_off: str = ""


@frozen
class MetricFacts:
    """A metric's figures on the as-of day.

    `progress` is clamped, `raw` is not; both None without data. `baseline` and `target` are those used (0 assumed for a
    missing baseline). `problems` are "no_value", "no_target", "assumed_baseline", "direction_contradicts".
    """

    progress: Fraction | None
    raw: Fraction | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    current: Decimal | None = None
    current_day: date | None = None
    best: Decimal | None = None
    best_day: date | None = None
    now_ok: bool | None = None
    adherence: Fraction | None = None
    series: tuple[tuple[date, Decimal], ...] = ()
    direction: str = "increase"
    problems: tuple[str, ...] = ()


@frozen
class PaceFacts:
    """Where a metric stands against its path. None where a figure needs a start, a due date or a value that is missing.

    `expected` is the path's value on the as-of day; `delta` = current - expected, counted towards the good side;
    `safe_days` until the path overtakes the value standing still (None: never); `required` and `current` are changes a
    week, below 0 where the value has to fall; `required` is 0 once the target is met; `projected` is the day on which
    the current pace reaches the target.
    """

    expected: Fraction | None = None
    delta: Fraction | None = None
    safe_days: int | None = None
    required: Fraction | None = None
    current: Fraction | None = None
    projected: date | None = None


@frozen
class MilestoneFacts:
    """A milestone's figures. `counted`: it is part of its goal's roll-up. `below` counts the tasks below it."""

    state: MilestoneState
    progress: Progress
    due: date | None = None
    due_text: str = ""
    done: date | None = None
    counted: bool = True
    waiting_for_approval: bool = False
    metric: MetricFacts | None = None
    below: Tally = NO_TASKS


@frozen
class GoalFacts:
    """Everything computed for one goal from its own note and its children's facts.

    `stage` is the 1-based number of the stage the goal is in; `leaf_*` count the leaf items of its whole tree,
    where some goal of the plan rolls these up;
    `credit` is what a started item counts, 0..1; `adherence_count` is (periods kept, periods looked at).
    """

    id: GoalId
    title: str
    kind: str
    status: Status
    outcome: str
    progress: Progress
    start: date | None
    due: date | None
    due_text: str
    done: date | None
    milestones: Mapping[ItemId, MilestoneFacts]
    credit: Fraction = Fraction(0)
    next_milestone: ItemId | None = None
    metric: MetricFacts | None = None
    adherence: Fraction | None = None
    adherence_count: tuple[int, int] | None = None
    stage: int | None = None
    horizon: str | None = None
    cycle: str | None = None
    weight: Weight | None = None
    leaf_count: int = 0
    leaf_done: int = 0
    leaf_sum: Fraction = Fraction(0)

    @property
    def has_weight(self) -> bool:
        """Whether its own note gives it a weight."""
        return self.weight is not None


@frozen
class ScheduleFacts:
    """When something can and must happen. Slack in working days, or calendar days by setting.

    Closed things have their actual days as earliest ones and no latest. `start_by` is the day an undated thing should
    begin at the latest; `suggested` says that it is an even share of the time and not a computed limit. `deciders` are
    the ids whose finish fixes the earliest start; `waits_for` all open predecessors; `dead_blocked`: it waits for
    something that will not finish.
    """

    earliest_start: date | None = None
    earliest_finish: date | None = None
    latest_start: date | None = None
    latest_finish: date | None = None
    total_slack: int | None = None
    free_slack: int | None = None
    critical: bool = False
    start_by: date | None = None
    suggested: bool = False
    deciders: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    dead_blocked: bool = False


@frozen
class Forecast:
    """When the open leaf items will be done if coming weeks are like past ones.

    Dates are as-of + 7·n days; `chance_by_due` 0..1; `remaining` leaf items; `weeks` of history used; `reason` says why
    there is no forecast, "" where there is one. `odds[n]` is the chance that n weeks suffice.
    """

    p50: date | None = None
    p85: date | None = None
    p95: date | None = None
    chance_by_due: float | None = None
    remaining: int = 0
    weeks: int = 0
    reason: str = ""
    odds: tuple[float, ...] = ()


@frozen
class Reason:
    """One health rule that fired: `severity` is "at_risk" or "off_track", `since` the first day it held where known.

    `step` says what to do next; `path` and `line` where the evidence stands.
    """

    code: str
    severity: str
    message: str
    step: str
    path: VaultPath
    line: int = 1
    since: date | None = None


@frozen
class Health:
    """A goal's health. `state` is the headline, `computed` what the rules say, `declared` the owner's fresh word.

    States: on_track, at_risk, off_track, unknown, paused, done, missed, not_started; None for dropped. `expected` is
    where progress should be today (0..1), by `expected_rule` "plan curve", "path" or "straight line"; `gap` is progress
    minus expected. `start` and `due` are those used (`inherited` names a parent's). `newest` is the last dated fact.
    """

    state: str | None
    computed: str | None
    declared: str | None = None
    declared_day: date | None = None
    reasons: tuple[Reason, ...] = ()
    expected: Fraction | None = None
    expected_rule: str = ""
    gap: Fraction | None = None
    start: date | None = None
    due: date | None = None
    inherited: tuple[str, ...] = ()
    newest: date | None = None


@frozen
class ItemTotals:
    """Distinct checklist items and milestone or task notes of goals, loose ones apart."""

    total: int = 0
    done: int = 0
    cancelled: int = 0
    in_progress: int = 0
    todo: int = 0


@frozen
class Analysis:
    """All figures of a plan on one day. `schedule` holds goals, milestones and tasks by id; `paces` metric goals.

    `diagnostics` are what the checks find at each goal. `people` holds everybody's figures by person id, `staffing`
    who does what in each goal.
    """

    as_of: date
    goals: Mapping[GoalId, GoalFacts]
    progress: Fraction | None
    items: ItemTotals
    diagnostics: Mapping[GoalId, tuple[Diagnostic, ...]] = field(default_factory=dict)
    by_status: Mapping[str, int] = field(default_factory=dict)
    schedule: Mapping[str, ScheduleFacts] = field(default_factory=dict)
    forecasts: Mapping[GoalId, Forecast] = field(default_factory=dict)
    healths: Mapping[GoalId, Health] = field(default_factory=dict)
    paces: Mapping[GoalId, PaceFacts] = field(default_factory=dict)
    smart: Mapping[GoalId, Smart] = field(default_factory=dict)
    people: Mapping[str, PersonFacts] = field(default_factory=dict)
    staffing: Mapping[GoalId, Staffing] = field(default_factory=dict)

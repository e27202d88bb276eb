"""Milestones and tasks as rows of their goal's page."""

from collections.abc import Iterator, Sequence

from milepost.analysis.facts import GoalFacts, MilestoneFacts, MilestoneState
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.status import ItemState
from milepost.report.around import IN_GOALS, Around
from milepost.report.badges import ITEM, milestone_badge
from milepost.report.goal_parts import MilestoneGroup, MilestoneRow, TaskRow
from milepost.report.goal_rows import meter
from milepost.report.note_text import note_prose
from milepost.report.parts import Badge, Link, Title
from milepost.report.visible import visible
from milepost.report.wording import counted, decimal_words, overdue, short_day, weight_words

MOST_MILESTONES = 400
MOST_TASKS = 800
DEEPEST = 5

_SEPARATOR = " · "


class ItemRows:
    """Rows of one goal's page; shows at most so many tasks in all, and says what it left out."""

    def __init__(self, goal: Goal, facts: GoalFacts, around: Around) -> None:
        self._goal, self._facts, self._around = goal, facts, around
        self._anchors = around.addresses.anchors(goal.id).by_id
        self._room = MOST_TASKS

    def groups(self) -> tuple[MilestoneGroup, ...]:
        """Milestones by stage, in the note's order; those outside any stage in groups without a title."""
        stage_of = {each: stage for stage in self._goal.stages for each in stage.milestones}
        groups: list[tuple[str, list[Milestone]]] = []
        for milestone in self._goal.milestones[:MOST_MILESTONES]:
            stage = stage_of.get(milestone.id)
            title = visible(stage.title) if stage else ""
            if not groups or groups[-1][0] != title:
                groups.append((title, []))
            groups[-1][1].append(milestone)
        return tuple(
            MilestoneGroup(title, self._stage_words(inside) if title else "", tuple(self._row(each) for each in inside))
            for title, inside in groups
        )

    def loose(self) -> tuple[TaskRow, ...]:
        """Items that are no milestones and count for nothing."""
        return tuple(self._tasks(self._goal.loose))

    def _stage_words(self, milestones: Sequence[Milestone]) -> str:
        """`2 of 3, 30 Apr to 15 Sep`."""
        facts = [self._facts.milestones[each.id] for each in milestones]
        in_scope = [each for each in facts if each.state is not MilestoneState.CANCELLED]
        said = f"{sum(each.state is MilestoneState.DONE for each in in_scope)} of {len(in_scope)}"
        days = sorted(day for each in facts if (day := each.due or each.done) is not None)
        if not days:
            return said
        first, last = (short_day(day, self._around.as_of) for day in (days[0], days[-1]))
        return f"{said}, {first}" if first == last else f"{said}, {first} to {last}"

    def _row(self, milestone: Milestone) -> MilestoneRow:
        facts, around = self._facts.milestones[milestone.id], self._around
        tasks = tuple(self._tasks(milestone.tasks))
        return MilestoneRow(
            anchor=self._anchors[milestone.id],
            badge=self._badge(milestone, facts),
            title=self._title(milestone),
            due=around.short(facts.due, facts.due_text) if facts.due else None,
            late=self._late(facts),
            remarks=_SEPARATOR.join(self._remarks(milestone, facts)),
            waits_for=self._waits_for(milestone.depends_on),
            source=f"{visible(milestone.path)}:{milestone.line}",
            tasks=tasks,
            tasks_words=_tasks_words(milestone.tasks),
            tasks_more=_more(len(milestone.tasks) - len(tasks)),
            is_open=facts.state in (MilestoneState.NEXT, MilestoneState.OVERDUE),
            note=note_prose(milestone.path, around, IN_GOALS) if milestone.path != self._goal.path else (),
        )

    def _badge(self, milestone: Milestone, facts: MilestoneFacts) -> Badge:
        """The state; of a goal that stands for a milestone and is out of the count, that goal's own."""
        if milestone.linked is not None and not facts.counted and facts.state is not MilestoneState.CANCELLED:
            return self._around.badge(milestone.linked)
        return milestone_badge(facts)

    def _title(self, milestone: Milestone) -> Title:
        if milestone.linked is not None:
            return (self._around.goal_link(self._around.plan.goals[milestone.linked], IN_GOALS),)
        return self._around.title(milestone.title, milestone.path, milestone.line, IN_GOALS)

    def _late(self, facts: MilestoneFacts) -> str:
        if facts.state is MilestoneState.OVERDUE and facts.due:
            return overdue(facts.due, self._around.as_of)
        if facts.state is MilestoneState.DONE and facts.due and facts.done and facts.done != facts.due:
            days = (facts.done - facts.due).days
            return f"{counted(abs(days), 'day')} {'late' if days > 0 else 'early'}"
        return ""

    def _remarks(self, milestone: Milestone, facts: MilestoneFacts) -> Iterator[str]:
        """How far it is, and what the line says beside its title and due date."""
        fields = milestone.fields
        bar = meter(facts.progress) if facts.progress.total_count or facts.metric else None
        if bar:
            yield f"{bar.text}, {bar.count}" if bar.count else bar.text
        if facts.done:
            yield f"done {short_day(facts.done, self._around.as_of)}"
        if owner := self._around.owner(milestone.owner):
            yield owner
        if fields is NO_ITEM_FIELDS and not milestone.tags:
            return
        if fields.weight:
            yield f"weight {weight_words(fields.weight)}"
        if fields.gate:
            yield f"gate: {visible(fields.gate)}"
        if facts.waiting_for_approval and fields.approver and self._around.shows_owners:
            yield f"approver: {visible(fields.approver)}"
        elif fields.approved:
            by = f" by {visible(fields.approver)}" if fields.approver and self._around.shows_owners else ""
            yield f"approved {short_day(fields.approved.last, self._around.as_of)}{by}"
        if facts.metric and facts.metric.current is not None and fields.metric:
            target = facts.metric.target
            of = f" of {decimal_words(target)}" if target is not None else ""
            yield f"{decimal_words(facts.metric.current)}{_rest(of, visible(fields.metric.unit))}"
        yield from self._common(fields, milestone.tags)

    def _common(self, fields: ItemFields, tags: Sequence[str]) -> Iterator[str]:
        if fields.priority:
            yield f"priority {visible(fields.priority)}"
        if fields.estimate:
            yield f"takes {visible(fields.estimate.text)}"
        if fields.recurrence:
            yield f"repeats {visible(fields.recurrence)}"
        if fields.needs:
            yield f"needs {visible(', '.join(fields.needs))}"
        yield from (f"#{visible(tag)}" for tag in tags)
        yield from (
            f"{visible(key)}: {visible(value)}" for key, value in fields.unknown if self._around.material.is_private
        )

    def _tasks(self, tasks: Sequence[Task]) -> Iterator[TaskRow]:
        shown = tasks[: max(self._room, 0)]
        self._room -= len(shown)
        for task in shown:
            yield TaskRow(
                anchor=self._anchors[task.id],
                depth=min(task.depth - 1, DEEPEST),
                badge=ITEM[task.state],
                title=self._around.title(task.title, task.path, task.line, IN_GOALS),
                remarks=_SEPARATOR.join(self._task_remarks(task)),
                note=note_prose(task.path, self._around, IN_GOALS) if task.path != self._goal.path else (),
            )

    def _task_remarks(self, task: Task) -> Iterator[str]:
        fields, as_of = task.fields, self._around.as_of
        if fields is NO_ITEM_FIELDS and not (task.owner or task.tags or task.depends_on):
            return
        if fields.done:
            yield f"done {short_day(fields.done.last, as_of)}"
        elif fields.due and task.state not in (ItemState.DONE, ItemState.CANCELLED):
            late = f", {overdue(fields.due.last, as_of)}" if fields.due.last < as_of else ""
            yield f"due {short_day(fields.due.last, as_of)}{late}"
        if owner := self._around.owner(task.owner):
            yield owner
        for edge in task.depends_on:
            yield f"after {self._around.item_link(edge.target, edge.written, IN_GOALS).text}"
        if fields.unknown or task.tags or fields.priority or fields.estimate or fields.recurrence or fields.needs:
            yield from self._common(fields, task.tags)

    def _waits_for(self, edges: Sequence[Dependency]) -> tuple[Link, ...]:
        return tuple(
            self._around.item_link(edge.target, edge.written, IN_GOALS)
            for edge in edges
            if not (edge.target and self._around.is_done(edge.target))
        )


def _rest(of: str, unit: str) -> str:
    """` of 3 sponsors`: the rest of a metric's figure."""
    return f"{of} {unit}".rstrip()


def _tasks_words(tasks: Sequence[Task]) -> str:
    if not tasks:
        return ""
    in_scope = [task for task in tasks if task.state is not ItemState.CANCELLED]
    done = sum(task.state is ItemState.DONE for task in in_scope)
    return f"{done} of {counted(len(in_scope), 'task')} done" if in_scope else counted(len(tasks), "cancelled task")


def _more(left_out: int) -> str:
    return f"and {counted(left_out, 'more task')} in the note" if left_out > 0 else ""

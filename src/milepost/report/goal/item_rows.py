"""Milestones and tasks as rows of their goal's page."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

from milepost.analysis.facts import GoalFacts, MilestoneFacts, MilestoneState
from milepost.analysis.milestones import CLOSED
from milepost.diagnostics.wording import decimal_words
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import VaultPath
from milepost.model.quick import quick
from milepost.model.said import joined, say
from milepost.model.status import ItemState
from milepost.report.around import IN_GOALS, Around
from milepost.report.badges import ITEM, MILESTONE, milestone_badge
from milepost.report.goal_rows import count
from milepost.report.note_text import note_prose
from milepost.report.pages.goal import MilestoneGroup, MilestoneRow, TaskRow
from milepost.report.pages.parts import Badge, Day, Link, Prose, Title
from milepost.report.places import place
from milepost.report.start_by import start_by_words
from milepost.report.visible import visible
from milepost.report.wording import (
    counted,
    done_on,
    duration_words,
    late_or_early,
    overdue,
    percent,
    short_day,
    weight_words,
)

MOST_MILESTONES = 400
MOST_TASKS = 800
LONG_LIST = 25
"""From so many milestones on, those behind are folded: the next one is what a reader looks for."""
MOST_AHEAD = 40
MOST_UNFOLDED = 5
"""So many late milestones show their tasks, and the next one."""
DEEPEST = 5
_MOST_WORDS = 10_000

_SEPARATOR = " · "
_NO_REMARKS = joined(_SEPARATOR, ())
_BEHIND = (MilestoneState.DONE, MilestoneState.CANCELLED)
_DONE = MILESTONE[MilestoneState.DONE]
_CLOSED = (ItemState.DONE, ItemState.CANCELLED)


class ItemRows:
    """Rows of one goal's page; shows at most so many tasks in all, and says what it left out."""

    def __init__(self, goal: Goal, facts: GoalFacts, around: Around) -> None:
        self._goal, self._facts, self._around = goal, facts, around
        self._anchors = around.addresses.anchors(goal.id)
        self._room, self._unfolded = MOST_TASKS, 0
        self._told = {goal.path}

    def groups(self) -> tuple[MilestoneGroup, ...]:
        """Milestones by stage, in the note's order; those outside any stage in groups without a title."""
        shown = self._goal.milestones[:MOST_MILESTONES]
        if not self._goal.stages:
            return (self._group("", shown),) if shown else ()
        title_of = {each: visible(stage.title) for stage in self._goal.stages for each in stage.milestones}
        staged = groupby(shown, key=lambda milestone: title_of.get(milestone.id, ""))
        return tuple([self._group(title, tuple(inside)) for title, inside in staged])

    def _group(self, title: str, inside: Sequence[Milestone]) -> MilestoneGroup:
        words = self._stage_words(inside) if title else ""
        behind, far = self._folds(inside) if len(self._goal.milestones) >= LONG_LIST else (0, len(inside))
        rows = tuple([self._row(each) for each in inside])
        folded_words = say("{behind:,} behind you", behind=behind) if behind else ""
        further_words = say("{further:,} further ahead", further=len(rows) - far) if far < len(rows) else ""
        return MilestoneGroup(title, words, rows[behind:far], rows[:behind], folded_words, rows[far:], further_words)

    def _folds(self, inside: Sequence[Milestone]) -> tuple[int, int]:
        """How many milestones are closed before the first that is not, and from where on they are far ahead."""
        states = [self._facts.milestones[each.id].state for each in inside]
        behind = next((at for at, state in enumerate(states) if state not in _BEHIND), len(states))
        after_next = states.index(MilestoneState.NEXT) + 1 if MilestoneState.NEXT in states else 0
        return behind, max(behind + MOST_AHEAD, after_next)

    def loose(self) -> tuple[TaskRow, ...]:
        """Items that are no milestones and count for nothing."""
        return self._tasks(self._goal.loose)

    def _stage_words(self, milestones: Sequence[Milestone]) -> str:
        """`2 of 3, 30 Apr to 15 Sep`."""
        facts = [self._facts.milestones[each.id] for each in milestones]
        in_scope = [each for each in facts if each.state is not MilestoneState.CANCELLED]
        said = say(
            "{sum} of {in_scope}",
            sum=sum(each.state is MilestoneState.DONE for each in in_scope),
            in_scope=len(in_scope),
        )
        days = sorted(day for each in facts if (day := each.due or each.done) is not None)
        if not days:
            return said
        first, last = (short_day(day, self._around.as_of) for day in (days[0], days[-1]))
        return (
            say("{said}, {first}", said=said, first=first)
            if first == last
            else say("{said}, {first} to {last}", said=said, first=first, last=last)
        )

    def _row(self, milestone: Milestone) -> MilestoneRow:
        facts, path = self._facts.milestones[milestone.id], milestone.path
        note = () if path in self._told else self._note(path)
        below = milestone.tasks
        tasks = self._tasks(below) if below else ()
        badge = self._badge(milestone, facts)
        values = (
            self._anchors[milestone.id],
            badge,
            self._title(milestone),
            self._due(facts),
            self._late(facts) if facts.due else "",
            joined(_SEPARATOR, self._remarks(milestone, facts, badge)),
            self._waits_for(milestone.depends_on) if milestone.depends_on and facts.state not in CLOSED else (),
            place(path, milestone.line, self._goal.path),
            tasks,
            _tasks_words(below) if below else "",
            _more(len(below) - len(tasks)) if len(tasks) < len(below) else "",
            bool(tasks) and self._is_unfolded(facts),
            note,
        )
        row: MilestoneRow = quick(MilestoneRow, values)
        return row

    def _is_unfolded(self, facts: MilestoneFacts) -> bool:
        if facts.state is MilestoneState.OVERDUE:
            self._unfolded += 1
            return self._unfolded <= MOST_UNFOLDED
        return facts.state is MilestoneState.NEXT

    def _note(self, path: VaultPath) -> Prose:
        """The text of a milestone's or task's own note, which is told once: its items are rows of their own."""
        self._told.add(path)
        return note_prose(path, self._around, IN_GOALS)

    def _badge(self, milestone: Milestone, facts: MilestoneFacts) -> Badge:
        """The state, and since when it is done; where a goal stands for a milestone and is not counted, that goal's."""
        if milestone.linked is not None and not facts.counted and facts.state is not MilestoneState.CANCELLED:
            return self._around.badge(milestone.linked)
        badge = milestone_badge(facts)
        return _done_badge(facts.done, self._around.as_of) if facts.done and badge is _DONE else badge

    def _title(self, milestone: Milestone) -> Title:
        if milestone.linked is not None:
            return (self._around.goal_link(self._around.plan.goals[milestone.linked], IN_GOALS),)
        return self._around.title(milestone.title, milestone.path, milestone.line, IN_GOALS)

    def _due(self, facts: MilestoneFacts) -> Day | None:
        """The due date, and how near it is; of what is behind, when that was done."""
        if facts.due is None:
            return None
        found, as_of = self._around.short(facts.due, facts.due_text), self._around.as_of
        if facts.state not in _BEHIND:
            return found
        near = done_on(facts.done, as_of) if facts.done else milestone_badge(facts).word
        behind: Day = quick(Day, (found.iso, found.text, near))
        return behind

    def _late(self, facts: MilestoneFacts) -> str:
        due, done = facts.due, facts.done
        if due and facts.state is MilestoneState.OVERDUE:
            return overdue(due, self._around.as_of)
        if due and done and done != due and facts.state is MilestoneState.DONE:
            return late_or_early((done - due).days)
        return ""

    def _remarks(self, milestone: Milestone, facts: MilestoneFacts, badge: Badge) -> list[str]:
        """How far it is, and what the line says beside its title and due date."""
        fields, said = milestone.fields, []
        progress = facts.progress
        if progress.value is not None and (progress.total_count or facts.metric):
            done = count(progress)
            said.append(_how_far(percent(progress.value), done) if done else percent(progress.value))
        done_day = done_on(facts.done, self._around.as_of) if facts.done else ""
        if done_day:
            said += [done_day] if done_day != badge.word else []
        elif facts.due is None and (by := start_by_words(milestone, self._goal.id, self._around)):
            said.append(by)
        if milestone.owner and (owner := self._around.owner(milestone.owner)):
            said.append(owner)
        if fields is NO_ITEM_FIELDS:
            return said + _tag_words(milestone.tags) if milestone.tags else said
        if fields.weight:
            said.append(say("weight {weight}", weight=weight_words(fields.weight)))
        if fields.gate:
            said.append(say("gate: {gate}", gate=visible(fields.gate)))
        if fields.approver or fields.approved:
            said += self._approval(fields, facts)
        if facts.metric and facts.metric.current is not None and fields.metric:
            target = facts.metric.target
            of = say(" of {target}", target=decimal_words(target)) if target is not None else ""
            said.append(decimal_words(facts.metric.current) + _rest(of, visible(fields.metric.unit)))
        return said + self._common(fields, milestone.tags)

    def _approval(self, fields: ItemFields, facts: MilestoneFacts) -> Iterator[str]:
        if facts.waiting_for_approval and fields.approver:
            yield say("approver: {approver}", approver=visible(fields.approver))
        elif fields.approved:
            by = say(" by {approver}", approver=visible(fields.approver)) if fields.approver else ""
            yield say("approved {text}{by}", text=self._around.short(fields.approved.last).text, by=by)

    def _common(self, fields: ItemFields, tags: Sequence[str]) -> list[str]:
        said: list[str] = []
        if fields.priority:
            said.append(say("priority {priority}", priority=visible(fields.priority)))
        if fields.estimate:
            said.append(say("takes {duration}", duration=duration_words(fields.estimate)))
        if fields.recurrence and not fields.done:
            said.append(say("repeats {recurrence}", recurrence=visible(fields.recurrence)))
        if fields.needs:
            said.append(say("needs {join}", join=visible(", ".join(fields.needs))))
        if tags:
            said += _tag_words(tags)
        if fields.unknown:
            said += [say("{key}: {value}", key=visible(key), value=visible(value)) for key, value in fields.unknown]
        return said

    def _tasks(self, tasks: Sequence[Task]) -> tuple[TaskRow, ...]:
        shown = tasks[: max(self._room, 0)]
        self._room -= len(shown)
        anchors, title_of = self._anchors, self._around.title
        rows: list[TaskRow] = []
        for task in shown:
            depth, path, fields = task.depth - 1, task.path, task.fields
            is_bare = fields is NO_ITEM_FIELDS and not (task.owner or task.depends_on or task.tags)
            values = (
                anchors[task.id],
                min(depth, DEEPEST),
                ITEM[task.state],
                title_of(task.title, path, task.line, IN_GOALS),
                _NO_REMARKS if is_bare else self._task_remarks(task),
                () if path in self._told else self._note(path),
            )
            rows.append(quick(TaskRow, values))
        return tuple(rows)

    def _task_remarks(self, task: Task) -> str:
        fields, around = task.fields, self._around
        said: list[str] = []
        if fields.done:
            said.append(done_on(fields.done.last, around.as_of))
        if fields.due and task.state not in _CLOSED:
            said.append(_due_on(fields.due.last, around.as_of))
        if task.owner and (owner := around.owner(task.owner)):
            said.append(owner)
        if task.depends_on:
            said += [
                say("after {text}", text=around.item_link(each.target, each.written, IN_GOALS).text)
                for each in task.depends_on
            ]
        if fields is NO_ITEM_FIELDS:
            said += _tag_words(task.tags)
        else:
            said += self._common(fields, task.tags)
        return joined(_SEPARATOR, said)

    def _waits_for(self, edges: Sequence[Dependency]) -> tuple[Link, ...]:
        return tuple(
            self._around.item_link(edge.target, edge.written, IN_GOALS)
            for edge in edges
            if not (edge.target and self._around.is_done(edge.target))
        )


@lru_cache(_MOST_WORDS)
def _done_badge(day: date, as_of: date) -> Badge:
    """`done 3 Mar`."""
    return _DONE._replace(word=done_on(day, as_of))


@lru_cache(_MOST_WORDS)
def _due_on(day: date, as_of: date) -> str:
    """`due 3 Mar, 12 days overdue`."""
    late = say(", {overdue}", overdue=overdue(day, as_of)) if day < as_of else ""
    return say("due {text}{late}", text=short_day(day, as_of), late=late)


@lru_cache(_MOST_WORDS)
def _how_far(text: str, count: str) -> str:
    """`62 %, 5/8`."""
    return say("{text}, {count}", text=text, count=count)


def _tag_words(tags: Sequence[str]) -> list[str]:
    return [f"#{visible(tag)}" for tag in tags]


def _rest(of: str, unit: str) -> str:
    """` of 3 sponsors`: the rest of a metric's figure."""
    return joined(" ", (part for part in (of, unit) if part))


def _tasks_words(tasks: Sequence[Task]) -> str:
    states = [task.state for task in tasks]
    in_scope = len(states) - states.count(ItemState.CANCELLED)
    return _done_of(states.count(ItemState.DONE), in_scope) if in_scope else counted(len(tasks), "cancelled task")


@lru_cache(_MOST_WORDS)
def _done_of(done: int, count: int) -> str:
    return say("{done} of {n:,} task done", many="{done} of {n:,} tasks done", done=done, n=count)


def _more(left_out: int) -> str:
    return say("and {n:,} more task in the note", many="and {n:,} more tasks in the note", n=left_out)

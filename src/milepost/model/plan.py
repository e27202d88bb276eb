"""Plan: the whole vault as goals and edges. Complete even when the vault is wrong."""

from collections.abc import Mapping
from dataclasses import field

from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Person
from milepost.model.ids import GoalId, VaultPath
from milepost.model.rim import Skipped
from milepost.model.span import Span
from milepost.model.sweep import Order


@frozen
class Report:
    """A note of type `report`: a cover letter for the overview."""

    path: VaultPath
    title: str


@frozen
class ResolvedLink:
    """Where a link leads: a note or attachment of the vault, or nowhere (`path` None).

    `anchor` is the heading or block it points at, as typed.
    """

    path: VaultPath | None
    anchor: str = ""


@frozen
class Plan:
    """Goals by id in path order, and what was learnt on the way.

    `order` has every goal after its children (parent edges, cycles already broken), `downwards` is the same
    backwards: whichever of the orders that do, nothing shows it. `listed` is the order of paths; at `hosts` hang
    milestone and task notes. `goal_rule` is "declared" where notes say that they are goals, else "guessed", with
    `guess_reason`. `links` resolves `Document.links` by index for each note that has any; `files` are the attachments
    that a note's text names, `embeds` the notes that it shows. `shown_at` names the goal whose page shows a note,
    with the fragment ("" for the page itself). `blocks` maps an id to the ids that wait for it. `not_goals` says of
    every other note why it is none. `spans` locates front matter fields by note, apart from the values so that a
    moved line changes no value.
    """

    goals: Mapping[GoalId, Goal]
    order: Order[GoalId] = field(compare=False)
    downwards: Order[GoalId] = field(compare=False)
    listed: Order[GoalId]
    hosts: Order[GoalId]
    people: tuple[Person, ...] = ()
    title: str = ""
    mission: GoalId | None = None
    reports: tuple[Report, ...] = ()
    goal_rule: str = "declared"
    guess_reason: str = ""
    notes: int = 0
    skipped: tuple[Skipped, ...] = ()
    links: Mapping[VaultPath, tuple[ResolvedLink, ...]] = field(default_factory=dict)
    files: Mapping[VaultPath, tuple[VaultPath, ...]] = field(default_factory=dict)
    embeds: Mapping[VaultPath, tuple[VaultPath, ...]] = field(default_factory=dict)
    shown_at: Mapping[VaultPath, tuple[GoalId, str]] = field(default_factory=dict)
    blocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_goals: Mapping[VaultPath, str] = field(default_factory=dict)
    spans: Mapping[VaultPath, Mapping[str, Span]] = field(default_factory=dict)

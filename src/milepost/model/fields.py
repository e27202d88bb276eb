"""The values a note's author can give, already typed. Which key gives which is `syntax.fields`' table."""

from decimal import Decimal

from milepost.model.calendar import Period
from milepost.model.frozen import frozen
from milepost.model.quantity import Duration, Weight


@frozen
class LinkTarget:
    """What a link names, before anything is looked up.

    `name` is the part before `#` (empty: this note), `heading` the last heading of `#H1#H2`,
    `block` the id after `#^`, `lag` days after the predecessor's finish (`"[[A]] +5d"`), `shown` the text shown.
    """

    name: str
    heading: str = ""
    block: str = ""
    shown: str = ""
    lag: Duration | None = None
    is_wikilink: bool = True


@frozen
class MetricSpec:
    """A metric as written; every part is optional until analysis looks at it."""

    name: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    current: Decimal | None = None
    direction: str = ""
    band: tuple[Decimal, Decimal] | None = None
    aggregate: str = "last"
    path: tuple[tuple[Period, Decimal], ...] = ()
    source: str = ""
    levels: tuple[tuple[str, Decimal], ...] = ()


@frozen
class NoteFields:
    """Front matter that milepost understands. None or empty: not written."""

    title: str | None = None
    id: str | None = None
    aliases: tuple[str, ...] = ()
    type: str | None = None
    level: str | None = None
    kind: str | None = None
    status: str | None = None
    start: Period | None = None
    due: Period | None = None
    done: Period | None = None
    created: Period | None = None
    parent: tuple[LinkTarget, ...] = ()
    depends_on: tuple[LinkTarget, ...] = ()
    owner: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    approver: str | None = None
    approved: Period | None = None
    gate: str | None = None
    area: str | None = None
    tags: tuple[str, ...] = ()
    priority: str | None = None
    horizon: str | None = None
    cycle: Period | None = None
    weight: Weight | None = None
    estimate: Duration | None = None
    why: str | None = None
    done_when: str | None = None
    metric: MetricSpec | None = None
    health: str | None = None
    confidence: Decimal | None = None
    progress: Decimal | None = None
    cadence: Duration | None = None
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    away: tuple[Period, ...] = ()
    capacity: Decimal | None = None
    needs: tuple[str, ...] = ()
    commitment: str | None = None
    score: Decimal | None = None
    carried_to: tuple[LinkTarget, ...] = ()
    carried_from: tuple[LinkTarget, ...] = ()
    rollup: str | None = None
    started_credit: Decimal | None = None
    ordered: bool | None = None
    key: bool | None = None
    publish: bool | None = None
    ignore: bool | None = None


@frozen
class ItemFields:
    """What a checklist line (or a heading milestone) carries beside its title."""

    due: Period | None = None
    scheduled: Period | None = None
    start: Period | None = None
    created: Period | None = None
    done: Period | None = None
    cancelled: Period | None = None
    priority: str | None = None
    recurrence: str | None = None
    on_completion: str | None = None
    id: str | None = None
    depends_on: tuple[LinkTarget, ...] = ()
    owner: tuple[str, ...] = ()
    weight: Weight | None = None
    estimate: Duration | None = None
    needs: tuple[str, ...] = ()
    approver: str | None = None
    approved: Period | None = None
    gate: str | None = None
    value: Decimal | None = None
    metric: MetricSpec | None = None
    unknown: tuple[tuple[str, str], ...] = ()


NO_ITEM_FIELDS = ItemFields()

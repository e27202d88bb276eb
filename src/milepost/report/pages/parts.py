"""The parts of which page values are made. Frozen and hashable: text, numbers and tuples only.

An address (`href`) is relative to the page it stands on and spelt as a link wants it; "" means that there is nowhere to
go. Empty text and None mean "not there". What a page holds by the dozen is a named tuple: made and hashed in half the
time of a frozen dataclass, and as unchangeable.
"""

from typing import NamedTuple, TypeAlias

from milepost.model.frozen import frozen
from milepost.report.charts.road import SmallRoad
from milepost.report.charts.spark import Spark


class Link(NamedTuple):
    """Text that leads somewhere, or, without `href`, just text."""

    text: str
    href: str = ""


class Badge(NamedTuple):
    """A state as word, shape (the id of an icon) and tone (a colour token), never one of them alone."""

    word: str
    shape: str
    tone: str


class Day(NamedTuple):
    """A day: `iso` for machines, `text` for people (a coarse date as it was written), `near` = "in 12 days"."""

    iso: str
    text: str
    near: str = ""


class TextLink(NamedTuple):
    """A link inside prose: `html` is its inner HTML, already escaped; `kind` is page, file, outside or nowhere."""

    html: str
    href: str
    kind: str


class Picture(NamedTuple):
    """A picture inside prose: its address, the words in its place, its size in pixels (0: as large as it is).

    `is_forced`: the height holds even where there is no room for the width.
    """

    src: str
    alt: str
    width: int = 0
    height: int = 0
    is_forced: bool = False


Title: TypeAlias = tuple[Link, ...]
"""A title in pieces, those with a link inside it as links."""

Prose: TypeAlias = tuple[str | TextLink | Picture, ...]
"""A note's text: safe HTML with gaps for links and pictures. Only the filter `prose` may print it."""


@frozen
class Frame:
    """What stands around every page, and changes with none of the author's edits.

    `loads_from_web`: pictures of other web sites may be loaded. `direction` is "rtl" where the language runs so.
    """

    title: str
    nav: tuple["NavLink", ...]
    generator: str
    is_private: bool = True
    alternates: tuple["Alternate", ...] = ()
    loads_from_web: bool = False
    lang: str = "en"
    direction: str = ""


@frozen
class NavLink:
    """One entry of the navigation. `key` names the page type it stands for, "" where it is a link of the settings.

    `href` is relative to the site's root unless the link leads out of the site.
    """

    key: str
    text: str
    href: str
    is_outside: bool = False


class Alternate(NamedTuple):
    """The plan in another form: its name in the footer, its path from the site's root, its media type and a title."""

    text: str
    href: str
    type: str
    title: str


@frozen
class Head:
    """A page's own part of the frame.

    `root` leads to the site's root (`""` or `"../"`), `kind` is the type of page, `current` the nav key it belongs to,
    `current_as` what the navigation says of it: "page" when it is that entry, "true" when it is part of it.
    """

    frame: Frame
    path: str
    root: str
    kind: str
    title: str
    description: str
    current: str = ""
    current_as: str = "page"


class Fact(NamedTuple):
    """One labelled figure or remark; `note` is the small print."""

    label: str
    value: Title
    note: str = ""
    tone: str = ""


@frozen
class Meter:
    """A bar: `permille` of 1000, its `text` ("62 %") and `count` ("5/8")."""

    permille: int
    text: str
    count: str = ""


class GoalRow(NamedTuple):
    """A goal in a table: `depth` is 0..3, how deep it stands below others, `spark` how its metric went."""

    title: str
    href: str
    depth: int
    level: str
    badge: Badge
    road: SmallRoad | None
    meter: Meter | None
    progress_note: str
    spark: Spark | None
    due: Day | None
    is_late: bool
    outlook: Day | None
    owner: Link


@frozen
class GoalGroup:
    """The goals of one area, or of one kind of closing. A `title` without text is no heading."""

    title: Link
    anchor: str
    count: str
    rows: tuple[GoalRow, ...]


@frozen
class Pager:
    """The static pages of a long list."""

    text: str
    previous: str
    next: str
    pages: tuple["PagerLink", ...]


@frozen
class PagerLink:
    """One of them; the current one has no `href`, a gap no text."""

    text: str
    href: str
    is_current: bool = False

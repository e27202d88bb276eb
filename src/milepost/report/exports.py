"""The files for other programs that a site has, and which of them its pages name."""

from milepost.model.frozen import frozen
from milepost.model.plan import Plan
from milepost.model.said import say
from milepost.report.pages.parts import Alternate

MOST_GOALS = 5_000
"""Goals up to which a site carries what has a line for each task or date: beyond, hosts refuse files of that size."""


@frozen
class Export:
    """One file: its name, for whoever makes it, and its path on the site.

    `text` is what pages call it, with its media `type` and a `title`; "" where no page names it. `grows`: it has a line
    for each task or date of the plan.
    """

    name: str
    path: str
    text: str = ""
    type: str = ""
    title: str = ""
    grows: bool = False


EXPORTS = (
    Export("json", "data.json", "data.json", "application/json", say("The plan as data"), grows=True),
    Export("schema", "data.schema.json", grows=True),
    Export("csv", "goals.csv"),
    Export("ics", "plan.ics", say("calendar"), "text/calendar", say("What is due"), grows=True),
    Export("atom", "feed.xml", say("feed"), "application/atom+xml", say("What has happened")),
    Export("badge", "badge.svg"),
    Export("badge-data", "badge.json"),
)
_NAMED = ("data.json", "feed.xml", "plan.ics")


def site_exports(plan: Plan) -> tuple[Export, ...]:
    """Those that the site of a plan has."""
    is_small = len(plan.goals) <= MOST_GOALS
    return tuple(export for export in EXPORTS if is_small or not export.grows)


def alternates(plan: Plan) -> tuple[Alternate, ...]:
    """Those that its pages name, in the order in which they do."""
    here = {export.path: export for export in site_exports(plan)}
    return tuple(
        Alternate(each.text, each.path, each.type, each.title)
        for path in _NAMED
        if (each := here.get(path)) is not None
    )

"""The frame around every page: title, navigation, audience. Nothing in it changes with an edit of a note.

Were it otherwise, each edit would render every page anew; what changes daily stands in `state.js`.
"""

from collections.abc import Collection, Iterator

from milepost import __version__
from milepost.config.settings import NavEntry
from milepost.model.frozen import frozen
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.exports import alternates
from milepost.report.material import Material
from milepost.report.pages.parts import Frame, Head, NavLink
from milepost.report.plan_title import plan_title
from milepost.report.visible import visible

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
NAVIGATION = (
    ("overview", say("Overview")),
    ("periods", say("Periods")),
    ("sharpen", say("Sharpen")),
    ("roadmap", say("Roadmap")),
    ("graph", say("Plan graph")),
    ("milestones", say("Milestones")),
    ("forecast", say("Forecast")),
    ("calendar", say("Calendar")),
    ("people", say("People")),
    ("areas", say("Areas")),
    ("problems", say("Problems")),
    ("search", say("Search")),
)
"""Every page that the navigation may lead to, in its order: key and words."""


@frozen
class Framing:
    """Makes the heads of pages around one frame."""

    frame: Frame

    def head(self, path: str, kind: str, title: str, description: str) -> Head:
        """The head of one page; `title` is its own, without the plan's."""
        return Head(
            frame=self.frame,
            path=path,
            root="../" * path.count("/"),
            kind=kind,
            title=title,
            description=description,
            current="overview" if kind == "goal" else kind,
            current_as="page" if path == _first_page(kind) else "true",
        )


def framing(around: Around, shown: Collection[str]) -> Framing:
    """The frame of a site; `shown` are the keys of the pages it has, as one that would be empty is not to be found."""
    lang = around.material.settings.site.lang
    return Framing(
        Frame(
            title=plan_title(around.material),
            nav=tuple(_nav(around.material, shown)),
            generator=f"milepost {__version__}",
            is_private=around.material.is_private,
            alternates=alternates(around.plan),
            loads_from_web=around.material.settings.site.remote_images,
            lang=lang,
            direction=direction_of(lang),
        )
    )


def direction_of(lang: str) -> str:
    """How a language is written, where it is not from left to right."""
    return "rtl" if lang.partition("-")[0].lower() in _RIGHT_TO_LEFT else ""


def _nav(material: Material, shown: Collection[str]) -> Iterator[NavLink]:
    """All pages that are there, or those that the settings name; and links of the settings' own."""
    wanted = material.settings.site.nav
    words = {key: text for key, text in NAVIGATION if key in shown}
    if not any(entry.page for entry in wanted):
        wanted = (*map(NavEntry, words), *wanted)
    for entry in wanted:
        if entry.page in words:
            yield NavLink(entry.page, words[entry.page], _first_page(entry.page))
        elif entry.href and (material.is_private or not entry.href.lower().startswith("obsidian:")):
            yield NavLink("", visible(entry.text), entry.href, is_outside=":" in entry.href)


def _first_page(key: str) -> str:
    return f"{'index' if key == 'overview' else key}.html"

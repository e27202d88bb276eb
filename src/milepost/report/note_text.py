"""A note's own text for a page: what the page does not tell otherwise."""

from collections.abc import Sequence

from milepost.model.goal import Goal
from milepost.model.ids import VaultPath, slug
from milepost.report.around import Around
from milepost.report.pages.parts import Prose
from milepost.report.telling import Telling, written_title
from milepost.report.untold import untold


def note_prose(path: VaultPath, around: Around, root: str) -> Prose:
    """The text of a note that is no goal, such as a milestone's or a letter."""
    document = around.document(path)
    blocks = around.addresses.prose(path)
    shown = untold(document, blocks, written_title(document, path)).text
    own = f"{slug(around.addresses.note(path) or path)}_"
    return Telling(around, root, own).prose([blocks[at] for at in shown], path)


def goal_prose(goal: Goal, around: Around, root: str) -> Prose:
    """The text of a goal's own note that its page does not tell otherwise."""
    return _text_of(goal.path, around.addresses.untold(goal.id).text, Telling(around, root, has_places=True), around)


def review_prose(goal: Goal, around: Around, root: str) -> Prose:
    """The text of a goal's review, without its heading."""
    telling = Telling(around, root, has_places=True, embeds="r")
    return _text_of(goal.path, around.addresses.untold(goal.id).review, telling, around)


def _text_of(path: VaultPath, shown: Sequence[int], telling: Telling, around: Around) -> Prose:
    blocks = around.addresses.prose(path)
    return telling.prose([blocks[at] for at in shown], path) if shown else ()

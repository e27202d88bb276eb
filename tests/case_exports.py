"""What `expect export FORM` holds: an export as text, its long lines in one piece."""

from collections.abc import Sequence

from milepost import __version__
from milepost.report.around import Around
from milepost.session.exports import MAKERS, export_bytes
from tests.case_build import Built


def export(built: Built, words: Sequence[str]) -> str:
    """The file without its last line end; with keys, only the lines that have one of these words in them."""
    form, wanted = words[0], words[1:]
    if form not in MAKERS:
        raise ValueError(f"there is no export {form}; there are {', '.join(MAKERS)}")
    text = export_bytes(form, Around(built.material)).decode("utf-8").replace("\r\n ", "").replace("\r\n", "\n")
    text = text.replace(f"milepost {__version__}", "milepost VERSION").removesuffix("\n")
    return "\n".join(line for line in text.split("\n") if not wanted or any(word in line for word in wanted))

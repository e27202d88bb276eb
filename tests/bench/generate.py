"""A vault of any size, grown from the sample vault: its goals, people and mission, copied again and again."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

SAMPLE_VAULT = Path(__file__).resolve().parents[2] / "sample-vault"
NOT_GROWN = ("Templates", "Journal", "Notes", ".obsidian")
COPIES_A_FOLDER = 5

_LINK = re.compile(r"\[\[([^\]|#^]+)")
_IDS = re.compile(r"(?m)^(id: *|.*?🆔 |.*?⛔ )([\w-]+)")
_MISSION = re.compile(r"(?m)^type: mission$")


def generate(root: Path, notes: int) -> None:
    """Write `notes` notes below `root`. The same number gives the same bytes."""
    originals = list(_originals())
    for number in range(notes):
        copy, which = divmod(number, len(originals))
        path, text = originals[which]
        place = root / f"Set {copy // COPIES_A_FOLDER}" / path.parent / _named(path.name, copy)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_copied(text, copy).encode("utf-8"))


def _originals() -> Iterator[tuple[Path, str]]:
    for path in sorted(SAMPLE_VAULT.rglob("*.md")):
        inside = path.relative_to(SAMPLE_VAULT)
        if inside.parts[0] not in NOT_GROWN:
            yield inside, path.read_text(encoding="utf-8")


def _named(name: str, copy: int) -> str:
    return name if not copy else name.replace(".md", f" {copy}.md")


def _copied(text: str, copy: int) -> str:
    """The text of a note in copy number `copy`: it links to its own copy's notes; only the first copy has a mission."""
    if not copy:
        return text
    text = _LINK.sub(rf"[[\1 {copy}", text)
    text = _IDS.sub(rf"\g<1>\g<2>-{copy}", text)
    return _MISSION.sub("type: goal", text)


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))

"""Links lead where Obsidian itself says that they lead, in the Tasks plugin's test vault: 60, six of them nowhere."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.vaults import Vaults

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "examples" / "obsidian-tasks"


@pytest.mark.skipif(not EXAMPLES.exists(), reason="../shared/examples is absent: Obsidian's answers are not here")
def test_links_lead_where_obsidian_says(vault: Vaults, run: Run) -> None:
    """Every target in Obsidian's cache that stands in a note's body or front matter, resolved or not."""
    files: dict[str, str | bytes] = dict.fromkeys(
        (EXAMPLES / "vault-files.txt").read_text(encoding="utf-8").splitlines(), ""
    )
    for note in (EXAMPLES / "vault" / "Test Data").glob("*.md"):
        files[f"Test Data/{note.name}"] = note.read_bytes()
    files = {path: text for path, text in files.items() if not any(part.startswith(".") for part in path.split("/"))}
    root = vault(files)

    done = run("inspect", "--json", root, "--today", "2026-01-01")

    assert done.exit_code == 0
    found = {note["path"]: note["links"] for note in json.loads(done.stdout)["notes"]}
    compared = 0
    for cache in sorted((EXAMPLES / "cache").glob("*.json")):
        known = json.loads(cache.read_text(encoding="utf-8"))
        ours = {link["target"]: link["resolved"] for link in found[known["filePath"]]}
        for target, resolved in known["resolveLinkToPath"].items():
            assert target in ours, (known["filePath"], target)
            assert ours[target] == resolved, (known["filePath"], target)
            compared += 1
    assert compared == 60

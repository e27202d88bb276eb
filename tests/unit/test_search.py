"""The search index: what it may hold, and that nothing in it can leave its string."""

import json

from tests.case_build import build
from tests.case_files import Case

NOTES = {
    "Open.md": b"---\ntype: goal\npublish: true\nowner: Ann\n---\n# </script><b>Open\n\n- [ ] First step\n",
    "Hidden.md": b"---\ntype: goal\n---\n# Hidden\n\n- [ ] Secret step\n",
}
PUBLIC = '[publish]\naudience = "public"\n'


def rows(settings: str) -> list[list[str]]:
    text = build(Case("search", 0, NOTES, settings)).site["search-index.js"].decode("ascii")
    assert "<" not in text
    found: list[list[str]] = json.loads(text.removeprefix("window.milepostIndex = ").rstrip(";\n"))
    return found


def test_goals_come_before_milestones_and_each_leads_to_its_place() -> None:
    found = rows("")

    assert [row[0] for row in found] == ["Hidden", "</script><b>Open", "Secret step", "First step"]
    assert [row[1].partition("#")[0] for row in found] == [
        "goals/hidden.html",
        "goals/open.html",
        "goals/hidden.html",
        "goals/open.html",
    ]


def test_strangers_find_only_what_is_published() -> None:
    assert [row[0] for row in rows(PUBLIC)] == ["</script><b>Open", "First step"]
    assert "Ann" not in json.dumps(rows(PUBLIC))

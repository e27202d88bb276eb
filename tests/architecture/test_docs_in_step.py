"""The documentation says what the code does: generated parts are up to date, links lead somewhere, examples work."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from milepost.cli.main import milepost
from milepost.config.settings import ReadingSettings
from milepost.diagnostics.rules import RULES
from milepost.syntax.fields import NOTE_FIELDS
from milepost.syntax.read import read_document
from tests.architecture.sources import ROOT, sources
from tools import generate_docs as generate

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WRITTEN = [page for page in PAGES if page.parent.name != "rules"]
_FENCE = re.compile(r"^(`{3,})([^\n]*)\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\((<[^>]+>|[^)\s]+)\)|srcset=\"([^\"]+)\"|src=\"([^\"]+)\"")
_COMMAND = re.compile(r"(?:^\$ |`)(milepost(?: [^`\n#|]*)?)", re.MULTILINE)
_NAMED_RULE = re.compile(r"\"([a-z]+(?:-[a-z]+)+)\"")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _fences(page: Path, language: str) -> Iterator[tuple[int, str]]:
    text = page.read_text(encoding="utf-8")
    for fence in _FENCE.finditer(text):
        if fence[2].strip() == language:
            yield text.count("\n", 0, fence.start()) + 1, fence[3]


@pytest.mark.parametrize(("path", "text"), generate.pages().items(), ids=lambda value: str(value)[:60])
def test_generated_parts_are_up_to_date(path: Path, text: str) -> None:
    """`make docs` would write nothing."""
    assert (ROOT / "docs" / path).read_text(encoding="utf-8") == text


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    """Rule pages and rules are the same set."""
    assert generate.stray_pages() == []


SILENT = {"template-note"}
"""Explained, though `check` never says it: `inspect` shows templates with the reason."""


def test_every_rule_that_is_raised_is_explained() -> None:
    """A message's name always leads to a page, and no page explains what nothing raises."""
    tables = ("diagnostics.rules", "diagnostics.rulebook", "analysis.registry")
    raised = {
        name
        for source in sources()
        if not source.name.startswith(tables)
        for name in _NAMED_RULE.findall(source.text)
        if name in RULES
    }

    assert sorted(generate.rule_texts()) == sorted(raised | SILENT)


@pytest.mark.parametrize("name", generate.rule_texts())
def test_rule_pages_open_with_one_sentence_and_say_what_to_do(name: str) -> None:
    """A reader learns at once what was found, and in the end what to do."""
    text = generate.rule_texts()[name]
    opening = text.strip().partition("\n\n")[0]

    assert opening.endswith(".")
    assert "What to do" in text


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link names a file of the repository, and a heading in it if it has a fragment."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    text = re.sub(r"`[^`\n]*`", "", text)
    targets = [next(filter(None, found)).strip("<>") for found in _LINK.findall(text)]
    broken = [target for target in targets if "://" not in target and not _leads_somewhere(page, unquote(target))]

    assert broken == []


def _leads_somewhere(page: Path, target: str) -> bool:
    name, _, fragment = target.partition("#")
    path = page.parent / name if name else page
    if not path.exists():
        return False
    return not fragment or fragment in _anchors(path)


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", WRITTEN, ids=_name)
def test_commands_exist(page: Path) -> None:
    """Every command in the text is one that milepost takes, with all its options."""
    found = _COMMAND.findall(page.read_text(encoding="utf-8"))
    unknown = [command for command in found if not _is_command(shlex.split(command)[1:])]

    assert unknown == []


def _is_command(words: list[str]) -> bool:
    command: click.Command = milepost
    context = click.Context(milepost, info_name="milepost")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        if found is None:
            return False
        command, words = found, words[1:]
    known = {name for parameter in command.get_params(context) for name in (*parameter.opts, *parameter.secondary_opts)}
    return all(word in known for word in words if word.startswith("-"))


def _notes() -> Iterator[tuple[str, str]]:
    for page in WRITTEN:
        for language in ("markdown", "yaml"):
            for line, text in _fences(page, language):
                front = text if language == "markdown" or text.startswith("---") else f"---\n{text}---\n"
                yield f"{_name(page)}:{line}", front


@pytest.mark.parametrize(("place", "note"), [pytest.param(*row, id=row[0]) for row in _notes()])
def test_examples_are_read_without_a_problem(place: str, note: str) -> None:
    """Each Markdown and YAML example is a note, or a part of one, that milepost understands completely."""
    document = read_document(note.encode(), ReadingSettings())

    assert document.readable
    assert [problem.message for problem in document.problems] == []
    assert document.front.unknown == ()


@pytest.mark.parametrize("page", WRITTEN, ids=_name)
def test_settings_in_examples_exist(page: Path) -> None:
    """Each TOML example is a settings file without a mistake."""
    from milepost.config.load import settings_from_toml
    from milepost.model.ids import VaultPath

    for _, text in _fences(page, "toml"):
        assert tomllib.loads(text)
        assert settings_from_toml(text, VaultPath("milepost.toml")).diagnostics == ()


def test_the_readme_names_the_tests_of_every_promise() -> None:
    """And says nothing of a promise that is not tested."""
    files = {path.name for path in (ROOT / "tests" / "promises").glob("test_*.py")}
    named = set(re.findall(r"tests/promises/(\w+\.py)", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert named == files


def test_the_readme_counts_the_fields() -> None:
    """The number of front matter fields is that of the table."""
    said = re.search(r"\[(\d+) fields\]", (ROOT / "README.md").read_text(encoding="utf-8"))

    assert said is not None
    assert int(said[1]) == len(NOTE_FIELDS)


def test_words_of_the_glossary_are_kept() -> None:
    """One word for one idea: what people read never says "deadline"."""
    avoided = re.compile(r"\b(deadline|target date|node)s?\b", re.IGNORECASE)
    hits = [
        f"{_name(page)}: {hit[0]}"
        for page in [*PAGES, *(ROOT / "sample-vault").rglob("*.md")]
        for hit in avoided.finditer(
            re.sub(r"`[^`\n]*`|\"[^\"\n]*\"", "", _FENCE.sub("", page.read_text(encoding="utf-8")))
        )
    ]

    assert hits == []

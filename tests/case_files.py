"""Case files: Markdown in which a heading is a test, fences are a vault, and `expect` fences say what comes of it.

Only reading and writing of the files themselves; what a build prints is `case_texts`' business.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEFAULT_AS_OF = date(2026, 1, 1)

_AS_OF = re.compile(r"\bAs of (\d{4}-\d{2}-\d{2})\b")
_VAULT_FILE = re.compile(r"(?P<path>\S.*?\.\w{1,8}|\S*/\S*)(?P<flags>(?: (?:crlf|cr|bom|cut))*)$")
_BACKTICKS = re.compile(r"^`{3,}", re.MULTILINE)


class CaseError(Exception):
    """A case file that cannot be a test, with its place."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One `expect` fence: its words after `expect`, the line of the fence, and the text it holds."""

    words: tuple[str, ...]
    line: int
    text: str

    @property
    def kind(self) -> str:
        """What is compared: problems, inspect, plan, …"""
        return self.words[0] if self.words else ""


@dataclass(frozen=True, slots=True)
class Case:
    """One heading: a vault, its settings, a day, and what is expected."""

    name: str
    line: int
    files: Mapping[str, bytes] = field(default_factory=dict)
    settings: str = ""
    as_of: date = DEFAULT_AS_OF
    expectations: tuple[Expectation, ...] = ()


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file. What stands below the first heading, if that is no case, holds for all of them."""
    sections = list(_sections(path))
    start = Case("", 0)
    if sections and not sections[0].expectations:
        start = sections.pop(0)
    for section in sections:
        if not section.expectations:
            if section.files or section.settings:
                raise CaseError(f"{path.name}:{section.line}: this case expects nothing; add an expect fence")
            continue
        if not (section.files or start.files):
            raise CaseError(f"{path.name}:{section.line}: this case has no notes")
    cases = tuple(_with(start, section) for section in sections if section.expectations)
    names = [case.name for case in cases]
    for case in cases:
        if names.count(case.name) > 1:
            raise CaseError(f"{path.name}:{case.line}: two cases are called {case.name!r}")
    return cases


def _with(start: Case, case: Case) -> Case:
    return replace(
        case,
        files={**start.files, **case.files},
        settings=case.settings or start.settings,
        as_of=case.as_of if case.as_of != DEFAULT_AS_OF else start.as_of,
    )


def _sections(path: Path) -> Iterator[Case]:
    tokens = MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8"))
    case: Case | None = None
    for index, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "heading_open" and token.level == 0:
            if case:
                yield case
            case = Case(tokens[index + 1].content, line)
        elif case and token.type == "inline" and (found := _AS_OF.search(token.content)):
            case = replace(case, as_of=date.fromisoformat(found[1]))
        elif case and token.type == "fence":
            case = _add_fence(case, token, f"{path.name}:{line}")
    if case:
        yield case


def _add_fence(case: Case, token: Token, place: str) -> Case:
    line = token.map[0] + 1 if token.map else 0
    info = token.info.strip()
    if token.level:
        raise CaseError(f"{place}: fences stand at the left margin")
    if info == "expect" or info.startswith("expect "):
        expected = Expectation(tuple(info.split()[1:]), line, token.content)
        return replace(case, expectations=(*case.expectations, expected))
    if info == "toml":
        return replace(case, settings=token.content)
    named = _VAULT_FILE.match(info)
    if named:
        content = _content(token.content, named["flags"].split())
        return replace(case, files={**case.files, named["path"]: content})
    return case


def _content(text: str, flags: Sequence[str]) -> bytes:
    """The bytes of a vault file; flags give what a fence cannot show."""
    if "cut" in flags:
        text = text.removesuffix("\n")
    ends = {"crlf": "\r\n", "cr": "\r"}
    for flag in flags:
        text = text.replace("\n", ends.get(flag, "\n"))
    return text.encode("utf-8-sig" if "bom" in flags else "utf-8")


def rewrite(path: Path, texts: Mapping[int, str]) -> None:
    """Put new texts into the expect fences that begin on the given lines; everything else keeps its bytes."""
    content = path.read_bytes().decode("utf-8")
    lines = content.split("\n")
    fences = {
        token.map[0] + 1: token
        for token in MarkdownIt("commonmark").parse(content)
        if token.type == "fence" and token.map
    }
    for line in sorted(texts, reverse=True):
        token = fences[line]
        if token.content != texts[line] and token.map:
            lines[token.map[0] : token.map[1]] = _fence(token, texts[line])
    path.write_bytes("\n".join(lines).encode("utf-8"))


def _fence(token: Token, text: str) -> list[str]:
    longest = max((len(found) for found in _BACKTICKS.findall(text)), default=0)
    markup = "`" * max(len(token.markup), longest + 1 if longest >= len(token.markup) else 0)
    return [f"{markup}{token.info}", *text.removesuffix("\n").split("\n"), markup]

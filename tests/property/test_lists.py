"""The short way through lists makes the tokens of the library's own rule, and is really taken."""

from collections.abc import Sequence
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from milepost.syntax import block_rules
from milepost.syntax.block_lists import plain_list
from milepost.syntax.markdown import parse_blocks
from milepost.syntax.source import line_starts
from tests.bench.generate import SAMPLE_VAULT

LINES = st.sampled_from(
    [
        *("- a", "- b c", "* a", "+ x", "  - n", "    - m", "   - o", "      - p", " - z", "-  two", "-    four"),
        *("-     code", "", "text", "  text", "    code", "# h", "- [ ] t", "- [x] t [due:: 2026-01-01]", "  - [ ] u"),
        *("- [a]: b", "- [^1]: f", "- [a", "- 1. x", "- 2026-01-01: log", "- **b** c", "- ***", "- * b", "- `c` d"),
        *("- ```", "- #tag", "- # h", "---", "***", "===", "- - a", "-", "- ", "1. a", "  1. b", "\t- tab", "-\ttab"),
        *("- a\t", "- a   ", "- | a", "| - |", "- $$", "- %% c %%", "- <b>", "> - q", "> q", ">", "  > - r", "- ~~~"),
        *("- [[L]]", "- _e_", "- ___", "- x\x0b", "-  \u00a0y", "\u00a0- n", "- [] x", "- \\- a", "- +", "- ü"),
    ]
)
TEXTS = st.lists(LINES, max_size=12).map("\n".join)


def _tokens(text: str, *, short: bool) -> Sequence[Token]:
    if short:
        return parse_blocks(text, line_starts(text), 0).tokens
    with patch.object(block_rules, "plain_list", lambda *_: False):
        return parse_blocks(text, line_starts(text), 0).tokens


def _told(tokens: Sequence[Token]) -> list[dict[str, object]]:
    return [dict(token.as_dict()) for token in tokens]


@given(TEXTS)
def test_lists_are_what_the_library_reads(text: str) -> None:
    """Whichever way is taken, the tokens are the same, with their lines, levels and places."""
    assert _told(_tokens(text, short=True)) == _told(_tokens(text, short=False))


def test_the_lists_of_a_real_plan_take_the_short_way() -> None:
    """At least half of those in the sample vault, and they read the same."""
    taken: list[bool] = []

    def seen(*arguments: object) -> bool:
        taken.append(plain_list(*arguments))  # type: ignore[arg-type]
        return taken[-1]

    with patch.object(block_rules, "plain_list", seen):
        for path in sorted(SAMPLE_VAULT.rglob("*.md")):
            text = path.read_text(encoding="utf-8")
            assert _told(parse_blocks(text, line_starts(text), 0).tokens) == _told(_tokens(text, short=False))

    assert taken.count(True) > len(taken) / 2

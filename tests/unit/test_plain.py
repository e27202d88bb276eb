"""What milestones and tasks are called where only the typed title is at hand."""

import pytest

from milepost.syntax.plain import named


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Write the *report* for [[Someone|Bob]] #urgent", "Write the report for Bob"),
        ("**a *b* c**", "a b c"),
        ("Say ==now== and `code`", "Say now and code"),
        ("_Move_ to snake_case", "Move to snake_case"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"\*not\* marked", "*not* marked"),
        ("C# and F#", "C# and F#"),
        ("#only", "#only"),
        ("Fix `__init__` and `a*b*c`", "Fix __init__ and a*b*c"),
        ("**Fix `my_x_y`** [`now`](b.md)", "Fix my_x_y now"),
        (r"a `` ` `` b, `\*`, c ` d", r"a ` b, \*, c ` d"),
        ("\0001\0 `x`", "\0001\0 `x`"),
        (r"Tom &amp; Jerry &#8211; AT&T \&amp; &copy now", "Tom & Jerry – AT&T &amp; &copy now"),
        ("Ask %% him %% now <!-- or her -->, 5 %% off", "Ask now , 5 %% off"),
        ("%% only %%", "%% only %%"),
        ("`%% code %%` stays", "%% code %% stays"),
        ("[Menu](https://example.org/a_b_c)", "Menu"),
        ("Solve $a_b$ and $$x*y*z$$", "Solve a_b and x*y*z"),
        ("Pay $5 and $6, $20,000 in all", "Pay $5 and $6, $20,000 in all"),
        (r"\$a_b\$ `$c$` *$a*b$*", "$a_b$ $c$ a*b"),
        ("Ask[^1] them^[or *her*]", "Ask them"),
        ("[^1]", "[^1]"),
    ],
)
def test_markup_and_tags_are_no_part_of_a_name(typed: str, shown: str) -> None:
    """Links show their words, marks fall away, what only looks like a mark stays."""
    assert named(typed) == shown

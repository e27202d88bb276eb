"""Messages of problems in the store: what comes out of it can still be said in another language."""

import pytest

from milepost.model.said import Said, joined, numeral, say, shaped
from milepost.model.status import Status
from milepost.render.catalogue import Language
from milepost.render.speech import Speech
from milepost.session.sayings import packed, unpacked

SAID = [
    say("Keep one of them."),
    say("{text} is no number.", text="`\x01said:`"),
    say("{n:,} line", many="{n:,} lines", n=1200),
    say("`{key}` {takes}, not {value}.", key="a.b", takes=say("takes text"), value=numeral("1,200.5")),
    joined(", ", ["a", say("one of {words}", words=Status.ACTIVE)]),
]

WORDS = {
    "Keep one of them.": "Eins genügt.",
    "{text} is no number.": "{text} ist keine Zahl.",
    "`{key}` {takes}, not {value}.": "`{key}` {takes}, nicht {value}.",
    "takes text": "will Text",
    "one of {words}": "eins von {words}",
    "active": "laufend",
    "1,234.5": "1.234,5",
}
OTHER = Speech(Language(WORDS, {"{n} line": ("{n} Zeile", "{n} Zeilen")}))


@pytest.mark.parametrize("said", SAID)
def test_what_is_packed_comes_back(said: Said) -> None:
    """With its message and its values."""
    found = unpacked(packed(said))

    assert isinstance(found, Said)
    assert found == said
    assert (found.message, found.many) == (said.message, said.many)
    assert OTHER.say(found) == OTHER.say(said) != said


def test_other_text_is_left_alone() -> None:
    """And what a store cannot hold is refused, not changed."""
    assert unpacked("The note is not UTF-8.") == "The note is not UTF-8."
    for value in ("text", 3, shaped(say("text"), str.upper), numeral("1")):
        with pytest.raises(TypeError):
            packed(value)

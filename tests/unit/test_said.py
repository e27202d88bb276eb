"""Sentences that know of what they were made, and the same ones in another language."""

import pickle
from datetime import date

import pytest

from milepost.model.said import Said, joined, numeral, say, shaped, without_marks
from milepost.render.catalogue import Language, language
from milepost.render.faults import TemplateFault
from milepost.render.speech import Speech
from milepost.report.wording import capital, counted, day_words, listing, phrase, readable, sentence

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "{n} goal"
msgid_plural "{n} goals"
msgstr[0] "{n} cel"
msgstr[1] "{n} cele"
msgstr[2] "{n} celów"

msgid "1,234.5"
msgstr "1 234,5"

msgid "{who} waits for {what}, due {day}"
msgstr "na {what} ({day}) czeka {who}"

msgid "{day} {month} {year}"
msgstr "{day}. {month} {year} r."

msgid "Oct"
msgstr "paź"

msgid "{others} and {last}"
msgstr "{others} i {last}"
"""
POLISH = Speech(language(PO.encode(), "pl.po"))


def test_what_is_said_is_its_english_text() -> None:
    """It compares, prints and travels as such."""
    said = say("{n:,} goals of {who}", n=1200, who="Ana")

    assert said == "1,200 goals of Ana"
    assert hash(said) == hash("1,200 goals of Ana")
    copy = pickle.loads(pickle.dumps(said))
    assert (copy, copy.message, copy.values) == (said, said.message, said.values)
    assert say("{as it is}") == "{as it is}"


def test_joining_keeps_what_was_said() -> None:
    """Also where plain text comes first."""
    said = "> " + counted(2, "goal") + ", " + counted(5, "goal")

    assert isinstance(said, Said)
    assert said == "> 2 goals, 5 goals"
    assert POLISH.say(said) == "> 2 cele, 5 celów"
    assert POLISH.say(joined("; ", [counted(1, "goal"), "own"])) == "1 cel; own"
    assert POLISH.say(listing(("A", "B", counted(22, "goal")))) == "A, B i 22 cele"


def test_figures_have_their_own_signs() -> None:
    """Those of the language, wherever they stand; text of a vault stays."""
    assert POLISH.say(numeral("1,234.5")) == "1 234,5"
    assert POLISH.say(counted(1_000_000, "goal")) == "1 000 000 celów"
    assert POLISH.say("1,234.5") == "1,234.5"
    assert Speech(Language({"1,234.5": "as it likes"})).say(numeral("1,234.5")) == "1,234.5"


def test_values_stand_where_the_language_wants_them() -> None:
    """What somebody wrote is no message, even where it reads like one; days are words where people read them."""
    said = say("{who} waits for {what}, due {day}", who="`Oct`", what="{n} goal", day=date(2026, 10, 12))

    assert said == "`Oct` waits for {n} goal, due 2026-10-12"
    assert POLISH.say(said) == "na {n} goal (2026-10-12) czeka `Oct`"
    assert readable(said) == "“Oct” waits for {n} goal, due 12 Oct 2026."
    assert POLISH.say(readable(said)) == "Na {n} goal (12. paź 2026 r.) czeka “Oct”."
    assert POLISH.say(phrase(said)) == "Na {n} goal (12. paź 2026 r.) czeka “Oct”"


def test_what_is_not_translated_stays_english() -> None:
    """With the values in it said as well as can be."""
    said = say("since {day} there are {goals}", day=day_words(date(2026, 5, 1)), goals=counted(3, "goal"))

    assert POLISH.say(said) == "since 1. May 2026 r. there are 3 cele"
    assert Speech(Language()).say(sentence(said)) == "Since 1 May 2026 there are 3 goals."
    assert POLISH.say(say("{n:,} plan", many="{n:,} plans", n=1)) == "1 plan"


def test_a_shape_is_given_again() -> None:
    """A capital letter is that of the other language's word."""
    said = capital(say("{who} waits for {what}, due {day}", who="Ana", what="it", day="now"))

    assert said == "Ana waits for it, due now"
    assert POLISH.say(said) == "Na it (now) czeka Ana"
    assert shaped("ana", str.upper) == "ANA"


def test_a_translation_can_leave_values_out_and_name_none_that_is_not_there() -> None:
    """It prints nothing in their place."""
    speech = Speech(Language({"{a} of {b}": "{b}{c}{0}"}))

    assert speech.say(say("{a} of {b}", a="x", b="{a}")) == "{a}"


@pytest.mark.parametrize("rule", ["n/0", "import os", "(n", "n" * 5000])
def test_a_plural_rule_that_is_none_is_told(rule: str) -> None:
    """As any other mistake in a catalogue."""
    text = f'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural={rule};\\n"\n'
    with pytest.raises(TemplateFault, match=r"Plural-Forms"):
        language(text.encode(), "_milepost/locale/de.po")


def test_a_sentence_from_right_to_left_may_begin_with_a_title_from_left_to_right() -> None:
    """Values with letters stand between marks that keep their direction to themselves; what they are made into, too."""
    hebrew = Speech(Language({"“{title}” is {state}": "“{title}” הוא {state}", "late": "באיחור"}), isolates=True)
    said = sentence(say("“{title}” is {state}", title="Read 24 \U000f0002books", state=say("late")))

    assert hebrew.say(said) == "“\u2068Read 24 books\u2069” הוא באיחור."
    assert hebrew.say(joined(" · ", ["5/8", say("late")])) == "5/8 · באיחור"


def test_what_is_copied_has_no_marks_of_direction() -> None:
    """Code does not run with them, and a checklist is none that begins with one."""
    arabic = Speech(Language({"Run `{what}` for “{title}”.": "شغّل `{what}` من أجل “{title}”."}), isolates=True)
    said = say("Run `{what}` for “{title}”.", what="milepost check", title="Read")

    assert arabic.say(said) == "شغّل `milepost check` من أجل “\u2068Read\u2069”."
    assert arabic.say(shaped(joined(" ", ("- [ ] `a.md:1`", said)), without_marks)) == (
        "- [ ] `a.md:1` شغّل `milepost check` من أجل “Read”."
    )

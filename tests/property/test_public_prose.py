"""What names no address of the author's is the same to strangers, whatever signs of an address are in it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from milepost.config.settings import ReadingSettings
from milepost.syntax.public import published
from milepost.syntax.read import read_document

PIECES = [*"a :/=~*", "b c", "://", ":/", ":~", "~~", "==", "**", "https://a.org/", "s3://", "app:/"]
"""No scheme of the author's is made of these: `app` has one slash, and no further one may follow it or its marks."""


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
def test_words_without_private_addresses_stay_as_they_are(text: str) -> None:
    """In text, in lines of a checklist and in check-ins."""
    line = re.sub(r"app:/(?:[*=~]*/)+", "app:/", text)
    note = f"Words {line}\n\n- [ ] Item {line}\n\n## Check-ins\n\n- 2026-01-02: note {line}\n"
    document = read_document(note.encode(), ReadingSettings())
    shown = published(document, names_people=False)

    assert shown.prose == document.prose
    assert [item.title for item in shown.items] == [item.title for item in document.items]
    assert shown.check_ins == document.check_ins

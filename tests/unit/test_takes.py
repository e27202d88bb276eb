"""What fields take, in words."""

from milepost.syntax.fields import Reads
from milepost.syntax.takes import TAKES


def test_every_way_to_read_has_its_words() -> None:
    """The same as the reference has, and messages, so that other languages have theirs."""
    assert {reads: str(said) for reads, said in TAKES.items()} == {reads: reads.value for reads in Reads}

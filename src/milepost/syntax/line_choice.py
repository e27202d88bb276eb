"""Which of a line's fields counts when a field is given more than once, and what the plugins would make of it.

That a field in brackets follows is no reason to say that the Tasks plugin would miss an emoji field: who uses both
knows.
"""

from collections.abc import Sequence
from typing import NamedTuple

from milepost.diagnostics.problem import Severity
from milepost.diagnostics.wording import quote
from milepost.model.frozen import frozen
from milepost.model.said import say
from milepost.syntax.line_pieces import Form, Piece, leading_run, trailing_run

DATAVIEW_SIGNS = frozenset({"created", "start", "scheduled", "due", "done"})
"""Emoji fields that Dataview reads as well: the first in the line."""

AT_THE_END = say("Move it to the end of the line, if it is meant.")
_ONE_HELP = say("Keep one of them.")


class Remark(NamedTuple):
    """A problem about `text[start:end]` of a line."""

    rule: str
    start: int
    end: int
    message: str
    help: str = ""
    severity: Severity | None = None


@frozen
class _Runs:
    """Starts of pieces that the Tasks plugin takes off the line's end in its emoji and in its Dataview format."""

    signs: frozenset[int]
    brackets: frozenset[int]

    def has(self, piece: Piece) -> bool:
        return piece.start in (self.signs if piece.form is Form.SIGN else self.brackets)


def is_plain_case(text: str, pieces: Sequence[Piece]) -> bool:
    """Whether there is nothing to choose: different fields, each with a value, and nothing behind them."""
    at = pieces[0].start
    names = set()
    for piece in pieces:
        if piece.misreads or piece.value is None or piece.counts_at_ends or piece.form is Form.PERSON:
            return False
        if piece.start != at and not text[at : piece.start].isspace():
            return False
        names.add(piece.name)
        at = piece.end
    is_plain = len(names) == len(pieces) and "" not in names and not text[at:].strip()
    return is_plain and all(piece.is_tasks or piece.form is Form.BRACKET for piece in pieces)


def choose(
    text: str, pieces: Sequence[Piece], *, is_first_line: bool = True
) -> tuple[frozenset[int], tuple[Remark, ...]]:
    """The starts of the pieces that count, and what is odd about the choice."""
    runs = _Runs(
        trailing_run(text, [piece for piece in pieces if piece.is_tasks and piece.form is Form.SIGN]),
        trailing_run(text, [piece for piece in pieces if piece.is_tasks and piece.form is Form.BRACKET]),
    )
    readable, remarks = _readable(text, pieces)
    seen_last = trailing_run(text, [piece for piece in pieces if piece.is_tasks or piece.form is Form.BRACKET])
    by_name: dict[str, list[Piece]] = {}
    chosen: set[int] = set()
    for piece in readable:
        if piece.form is Form.PERSON or not piece.name:
            chosen.add(piece.start)
        else:
            by_name.setdefault(piece.name, []).append(piece)
    for rivals in by_name.values():
        winner = _winner(rivals, runs)
        chosen.add(winner.start)
        if winner.form is Form.SIGN and winner.start not in seen_last:
            remarks.append(_missed(text, winner, is_first_line=is_first_line))
        if len(rivals) > 1:
            remarks.append(_rivalry(text, winner, rivals, runs))
    return frozenset(chosen), tuple(remarks)


def _missed(text: str, piece: Piece, *, is_first_line: bool) -> Remark:
    """Why the Tasks plugin would not read a field, and what to do."""
    if not is_first_line:
        why, remedy = say("it reads the first line of an item only"), say("Move it to the end of the first line.")
    elif not piece.is_tasks:
        why, remedy = say("it reads days only, written YYYY-MM-DD"), say("Write a day, without brackets.")
    else:
        why, remedy = say("text follows"), say("Move it to the end of the line, behind the text.")
    message = say("The Tasks plugin would miss {text}: {why}.", text=quote(text[piece.start : piece.end]), why=why)
    return Remark("tasks-plugin-would-miss", piece.start, piece.end, message, remedy)


def _readable(text: str, pieces: Sequence[Piece]) -> tuple[Sequence[Piece], list[Remark]]:
    """Pieces with a value, of signs without one only those at the line's ends; and the signs that are text."""
    if not any(piece.counts_at_ends for piece in pieces):
        return [piece for piece in pieces if piece.is_read], []
    possible = [piece for piece in pieces if piece.is_read or piece.is_tasks]
    ends = trailing_run(text, possible) | leading_run(text, possible)
    readable = [piece for piece in pieces if piece.is_read and (not piece.counts_at_ends or piece.start in ends)]
    lone = [piece for piece in pieces if piece.counts_at_ends and piece.start not in ends]
    return readable, [_lone(text[piece.start], piece) for piece in lone]


def _lone(sign: str, piece: Piece) -> Remark:
    message = say("{sign} is read as text: it counts only at the beginning or end of the line.", sign=sign)
    return Remark("field-not-read", piece.start, piece.end, message, AT_THE_END, Severity.INFO)


def _winner(rivals: Sequence[Piece], runs: _Runs) -> Piece:
    """The first of: emoji fields in the run, other emoji fields, bracket fields in the run, other bracket fields."""
    return min(rivals, key=lambda piece: (piece.form is Form.BRACKET, not runs.has(piece), piece.start))


def _rivalry(text: str, winner: Piece, rivals: Sequence[Piece], runs: _Runs) -> Remark:
    same = [piece for piece in rivals if piece.form is winner.form]
    first, name = same[0], winner.name.replace("_", " ")
    known = winner.form is Form.BRACKET or winner.name in DATAVIEW_SIGNS
    used = quote(_value_text(text, winner))
    if known and runs.has(winner) and first.value != winner.value:
        message = say(
            "The Tasks plugin reads {used} as {name}, Dataview {value_text}.",
            used=used,
            name=name,
            value_text=quote(_value_text(text, first)),
        )
        return Remark(
            "plugins-disagree",
            first.start,
            first.end,
            say("{value} milepost takes {used}.", value=message, used=used),
            _ONE_HELP,
        )
    loser = next(piece for piece in rivals if piece is not winner)
    return Remark(
        "duplicate-field",
        loser.start,
        loser.end,
        say("{name} is given more than once; {used} counts.", name=name, used=used),
        _ONE_HELP,
    )


def _value_text(text: str, piece: Piece) -> str:
    return text[piece.value_start : piece.value_end] or text[piece.start : piece.end]

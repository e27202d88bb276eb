"""Codes: a template is compiled once for all processes; what is odd about what was kept is passed over."""

from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest

from milepost.files.theme_files import builtin_theme
from milepost.render.theme import Theme
from milepost.session import codes
from milepost.session.codes import kept_code


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where code is kept; it is not there yet."""
    monkeypatch.setattr(codes, "KEEPS", True)
    monkeypatch.setattr(codes, "_FOLDER", tmp_path / "render")
    (tmp_path / "render").mkdir()
    return tmp_path / "render" / "__pycache__"


class Maker:
    """Makes code and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def make(self) -> CodeType:
        """Code that says how often it was made."""
        self.made += 1
        return compile(f"number = {self.made}", "page", "exec")


def _number(maker: Maker, name: str = "page.j2", made_of: str = "text") -> object:
    names: dict[str, object] = {}
    exec(kept_code(name, made_of, maker.make), names)
    return names["number"]


def test_code_is_made_once() -> None:
    """Of each template."""
    maker = Maker()
    assert [_number(maker), _number(maker), _number(maker, "other.j2"), _number(maker)] == [1, 1, 2, 1]


def test_of_another_text_or_by_another_program_it_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """And takes the place of the old one."""
    maker = Maker()
    assert [_number(maker), _number(maker, made_of="new"), _number(maker, made_of="new")] == [1, 2, 2]
    monkeypatch.setattr("milepost.session.last.__version__", "0.0.9")
    assert [_number(maker, made_of="new"), _number(maker, made_of="new")] == [3, 3]
    monkeypatch.setattr(codes, "version", lambda _: "9.9")
    assert [_number(maker, made_of="new"), _number(maker, made_of="new")] == [4, 4]


@pytest.mark.parametrize(
    "damage", [lambda _: b"", lambda whole: whole[:-1], lambda whole: whole[:40] + b"x" + whole[41:]]
)
def test_what_is_damaged_is_made_anew(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    """Nothing of it runs."""
    maker = Maker()
    _number(maker)
    (kept,) = folder.iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    assert [_number(maker), _number(maker)] == [2, 2]


def test_where_nothing_can_be_kept_it_is_made_each_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is a file, and a Python that writes no compiled modules."""
    maker = Maker()
    folder.write_text("a file")
    assert [_number(maker), _number(maker)] == [1, 2]
    folder.unlink()
    monkeypatch.setattr(codes, "KEEPS", False)
    assert [_number(maker), _number(maker)] == [3, 4]
    assert not folder.exists()


def test_a_theme_of_a_vault_has_code_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside that of the plain theme, under a name of its own; both are found again."""
    ours = builtin_theme()
    themes = [(ours,), ({"extra.css": b"a"}, ours)]
    for layers in themes:
        Theme(*layers, keeper=kept_code).template("404.html.j2")
    kept = {place.name for place in folder.iterdir()}
    assert sum(name.startswith("404.html.j2") for name in kept) == len(themes)

    monkeypatch.setattr("milepost.render.theme._Plain.compile", None)
    for layers in themes:
        Theme(*layers, keeper=kept_code).template("404.html.j2")


def test_words_of_a_vault_stay_out_of_where_milepost_lies(folder: Path) -> None:
    """While somebody translates, nothing piles up there."""
    Theme({"locale/de.po": PO}, builtin_theme(), lang="de", keeper=kept_code).template("404.html.j2")
    assert not folder.exists()


PO = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Areas"\nmsgstr "Bereiche"\n'

"""Sites in another language: what pages say of their own is a message of `milepost.pot`, all of it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from milepost.diagnostics.rules import RULES
from tests.conftest import REPOSITORY, Run
from tests.marked import marked, outside, read, same, unread
from tests.sites import BuiltSite

SAMPLE = REPOSITORY / "sample-vault"
DAY = ("--today", "2026-09-14")
AUDIENCES = ("private", "public")

STAYS = frozenset(
    {
        "data json",
        "highest",  # the priority of a sign
    }
)
"""What is the same in all languages."""

Build = Callable[..., BuiltSite]


@pytest.fixture
def build(run: Run, tmp_path: Path) -> Build:
    """The site of the sample vault, in a language whose catalogue is given."""

    def built(audience: str, catalogue: str = "") -> BuiltSite:
        root, out = tmp_path / "vault", tmp_path / f"out-{audience}-{len(catalogue)}"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(SAMPLE, root)
        if catalogue:
            (root / "_milepost" / "locale").mkdir(parents=True)
            (root / "_milepost" / "locale" / "de.po").write_text(catalogue, encoding="utf-8")
            settings = root / "milepost.toml"
            settings.write_text(settings.read_text("utf-8") + '\n[site]\nlang = "de"\n', "utf-8")
        ran = run("build", root, "--out", out, "--audience", audience, *DAY)
        assert ran.exit_code in (0, 1), ran.talk
        return BuiltSite(out)

    return built


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_word_of_a_site_can_be_translated(build: Build, audience: str) -> None:
    """All that is not in the notes; and nothing else is: no address, no class, no name of a page."""
    own = _plain(" ".join(f"{path.relative_to(SAMPLE)} {path.read_text('utf-8')}" for path in _texts())) + _plain(
        " ".join(RULES)
    )
    forgotten: dict[str, str] = {}
    for path, page in build(audience, marked()).pages.items():
        pieces = (piece for text in read(page) for part in outside(text) for piece in re.split(" · |[.:?] |`", part))
        for words in map(_plain, pieces):
            if re.search("[a-z]{2}", words) and words not in own and words not in STAYS:
                forgotten[words] = path
        assert [text for text in unread(page) if "⟦" in text or "⟪" in text] == [], path

    assert forgotten == {}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_catalogue_that_changes_nothing_makes_the_same_site(build: Build, audience: str) -> None:
    """Sentences are the same, however they are put together."""
    english, other = build(audience), build(audience, same())

    assert english.pages.keys() == other.pages.keys()
    for path, page in other.pages.items():
        plain = re.sub('<link id="mp_extra"[^>]*>', "", page.text).replace('lang="de"', 'lang="en"')
        assert plain.replace("\xa0", "&nbsp;") == english[path].text.replace("\xa0", "&nbsp;"), path


def _texts() -> list[Path]:
    return [path for path in SAMPLE.rglob("*") if path.suffix in (".md", ".toml", ".csv")]


def _plain(text: str) -> str:
    """Words in lower case: what was cut or put in capitals is still found."""
    return re.sub(r"[\W\d_]+", " ", text).casefold().strip()

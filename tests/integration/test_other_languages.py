"""Sites in another language: what pages say of their own is a message of `milepost.pot`, all of it."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from milepost.diagnostics.rules import RULES
from tests.conftest import REPOSITORY, Run
from tests.marked import marked, outside, read, same, unread
from tests.sites import BuiltSite

SAMPLE = REPOSITORY / "sample-vault"
GOAL = "type: goal\npublish: true\n"
YEAR = f"{GOAL}start: 2026-01-01\ndue: 2026-12-31\n"
METRIC = "metric: {name: Mm, unit: kg, baseline: 80, between: 70..75}\n"
AIMS = "commitment: aspirational\n"
STEPS = "- [x] Dd [approver:: Oo] ✅ 2026-02-01\n- [-] Ee\n- [ ] Ff 📅 2026-10-01\n- [ ] [[Dale]]\n- [ ] [[Bay]]\n"
ODD = {
    "Moon.md": f"---\n{GOAL}due: 2026-H1\nstatus: done\n{AIMS}---\n- [x] Aa ✅ 2026-05-01\n- [ ] Bb\n",
    "Mars.md": f"---\n{GOAL}due: 2025\nstatus: done\nscore: 0.4\n---\n- [x] Cc ✅ 2025-05-01\n",
    "Sea.md": f"---\n{YEAR}{METRIC}---\n## Check-ins\n\n- 2026-02-01: 79 kg\n- 2026-03-01: 78 kg\n",
    "Hill.md": f"---\n{YEAR}owner: Nn\nwhy: Uu\n---\n{STEPS}",
    "Dale.md": f"---\n{GOAL}status: dropped\nowner: Oo\n---\n- [ ] Gg\n",
    "Bay.md": f"---\n{GOAL}status: proposed\nwaits_for: '[[Hill]]'\ndeadline: [qq, rr, ss]\n---\n- [ ] Hh\n",
    "Nn.md": "---\ntype: person\npublish: true\naway: 2026-12\n---\n",
    "milepost.toml": '[publish]\nowners = false\nshow = ["smart"]\n',
}
"""What the sample plan has not: half-years, scores, a band, approvals, who is away, parts that do not count."""
DAY = ("--today", "2026-09-14")
AUDIENCES = ("private", "public")

STAYS = frozenset(
    {
        "data json",
        "milepost",
        "highest",  # the priority of a sign
    }
)
"""What is the same in all languages."""

Build = Callable[..., BuiltSite]


@pytest.fixture
def build(run: Run, tmp_path: Path) -> Build:
    """The site of the sample vault, in a language whose catalogue is given."""

    def built(audience: str, catalogue: str = "", odd: Mapping[str, str] = MappingProxyType({})) -> BuiltSite:
        root, out = tmp_path / "vault", tmp_path / f"out-{audience}-{len(catalogue)}"
        shutil.rmtree(root, ignore_errors=True)
        if odd:
            root.mkdir()
        else:
            shutil.copytree(SAMPLE, root)
        for name, text in odd.items():
            (root / name).write_text(text, encoding="utf-8")
        if catalogue:
            (root / "_milepost" / "locale").mkdir(parents=True)
            (root / "_milepost" / "locale" / "de.po").write_text(catalogue, encoding="utf-8")
            settings = root / "milepost.toml"
            known = settings.read_text("utf-8") if settings.exists() else ""
            settings.write_text(known + '\n[site]\nlang = "de"\n', "utf-8")
        ran = run("build", root, "--out", out, "--audience", audience, *DAY)
        assert ran.exit_code in (0, 1), ran.talk
        return BuiltSite(out)

    return built


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_word_of_a_site_can_be_translated(build: Build, audience: str) -> None:
    """All that is not in the notes; and nothing else is: no address, no class, no name of a page."""
    own = " ".join(f"{path.relative_to(SAMPLE)} {path.read_text('utf-8')}" for path in _texts())

    assert _forgotten(build(audience, marked()), own) == {}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nor_is_any_forgotten_that_only_odd_plans_show(build: Build, audience: str) -> None:
    """Ends, scores, bands and what does not count."""
    own = "vault" + " ".join(f"{name} {text}" for name, text in ODD.items()).replace("dropped", "").replace(
        "proposed", ""
    )

    assert _forgotten(build(audience, marked(), ODD), own) == {}


def _forgotten(site: BuiltSite, own: str) -> dict[str, str]:
    """What pages say that is neither a message nor of the vault."""
    own = _plain(own) + _plain(" ".join(RULES))
    forgotten: dict[str, str] = {}
    for path, page in site.pages.items():
        pieces = (
            piece for text in read(page) for part in outside(text) for piece in re.split("[ \xa0]· |[.:?] |`", part)
        )
        for words in map(_plain, pieces):
            if re.search("[a-z]{2}", words) and words not in own and words not in STAYS:
                forgotten[words] = path
        assert [text for text in unread(page) if "⟦" in text or "⟪" in text] == [], path
    return forgotten


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

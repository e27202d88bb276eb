"""The browser of the tests that need one: Chromium as the system has it, through Playwright; and what they look at."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.browsing import Window
from tests.conftest import SAMPLE_VAULT, Run
from tests.hard_plan import hard_plan
from tests.sites import BuiltSite

TODAY = "2026-11-22"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def missing(why: str) -> NoReturn:
    if os.environ.get("MILEPOST_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{why}, and MILEPOST_REQUIRE_BROWSER=1 asks for it")
    pytest.skip(f"{why}: the browser tests are left out")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium as the system has it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright is not installed")
    executable = os.environ.get("MILEPOST_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        missing("no Chromium was found")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample vault's site, built once."""
    return _built(SAMPLE_VAULT, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def hard_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of a plan that strains every page, built once."""
    folder = tmp_path_factory.mktemp("hard")
    for path, text in hard_plan().items():
        place = folder / "vault" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return _built(folder / "vault", folder)


def _built(vault: Path, folder: Path) -> BuiltSite:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILEPOST_CACHE_DIR", str(folder / "caches"))
        built = Run()("build", vault, "--out", folder / "site", "--today", TODAY)
    assert built.exit_code == 0, built.talk
    return BuiltSite(folder / "site")


@pytest.fixture
def window(browser: Any, site: BuiltSite) -> Iterator[Callable[..., Window]]:
    """`window(width=320, dark=True)` opens one; all are closed afterwards."""
    opened: list[Window] = []

    def make(*, width: int = 1280, dark: bool = False, of: BuiltSite = site, **how: Any) -> Window:
        scheme = "dark" if dark else "light"
        opened.append(Window(browser, of, viewport={"width": width, "height": 800}, color_scheme=scheme, **how))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()

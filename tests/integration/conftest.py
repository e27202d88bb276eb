"""The browser of the tests that need one: Chromium as the system has it, through Playwright."""

import os
import shutil
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

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

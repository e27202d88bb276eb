"""What `init --ci` writes: a pipeline that checks every change and publishes the plan each day.

Both fetch the whole history, since a plan tells of its past, and build for the public, since what they build is
published.
"""

import json
import posixpath
from collections.abc import Mapping
from pathlib import Path

from milepost import __version__
from milepost.files import disk

_GITHUB = """\
# Checks the plan on every change, and publishes what its notes publish: on every change, and daily, as tomorrow other
# things are due. Turn it on under Settings > Pages: Source "GitHub Actions".
name: plan

on:
  push:
  pull_request:
  schedule:
    - cron: "17 4 * * *"
  workflow_dispatch:

permissions:
  contents: read

env:
  VAULT: @VAULT@

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: python -m pip install "milepost@VERSION@"
      - run: milepost check "$VAULT" --format github
      - run: milepost build "$VAULT" --audience public --strict --out "$RUNNER_TEMP/plan"
      - uses: actions/upload-pages-artifact@v3
        with:
          path: ${{ runner.temp }}/plan

  publish:
    needs: build
    if: >-
      github.event_name == 'schedule'
      || (github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch)
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.publish.outputs.page_url }}
    concurrency:
      group: plan
    steps:
      - id: publish
        uses: actions/deploy-pages@v4
"""

_GITLAB = """\
# Checks the plan on every change, and publishes what its notes publish. Let it run daily as well, as tomorrow other
# things are due: Build > Pipeline schedules > New schedule, "Every day".
default:
  image: python:3.13
  before_script:
    - python -m pip install "milepost@VERSION@"

variables:
  VAULT: @VAULT@
  GIT_DEPTH: "0"

check:
  stage: test
  script:
    - milepost check "$VAULT"

pages:
  stage: deploy
  script:
    # a runner checks out no branch: this says to which one links to edit a note lead (edit_uri = "git")
    - git symbolic-ref refs/remotes/origin/HEAD "refs/remotes/origin/$CI_DEFAULT_BRANCH"
    - milepost build "$VAULT" --audience public --strict --out public
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""

_FORMS: Mapping[str, tuple[str, str]] = {
    "github": (".github/workflows/milepost.yml", _GITHUB),
    "gitlab": (".gitlab-ci.yml", _GITLAB),
}
FORGES = tuple(_FORMS)
NEXT: Mapping[str, str] = {
    "github": 'then turn on Settings > Pages: Source "GitHub Actions"',
    "gitlab": "then add a daily run under Build > Pipeline schedules",
}
"""What is left to do by hand."""


def pipeline(forge: str, vault: Path) -> tuple[Path, str]:
    """Where the pipeline of a vault goes, at the top of its repository, and what it holds."""
    at = disk.absolute(vault)
    top = _top(at)
    name, form = _FORMS[forge]
    inner = posixpath.relpath(at, top)
    return Path(top, *name.split("/")), form.replace("@VAULT@", json.dumps(inner, ensure_ascii=False)).replace(
        "@VERSION@", _versions()
    )


def _top(folder: str) -> str:
    """The folder that holds `.git`, from here upwards; this one where there is none."""
    at = folder
    while disk.look(f"{at}/.git") is None:
        above = posixpath.dirname(at)
        if above == at:
            return folder
        at = above
    return at


def _versions() -> str:
    """This version and those that mean the same by a note: before 1.0 a minor version may not."""
    major, minor, *_ = __version__.split(".")
    return f"~={major}.{minor}.0" if major == "0" else f"~={major}.0"

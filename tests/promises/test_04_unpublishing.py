"""Promise 4: what is no longer published is gone with the next build, before anything new is put in place."""

import errno
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from milepost.config.settings import PublishSettings, Settings
from milepost.emit import Environment, emit
from milepost.files import disk
from milepost.model.rim import RenderedFile
from milepost.session.build import Session
from tests.conftest import Run
from tests.failing import Trap
from tests.property.strategies import AS_OF, snapshot
from tests.vaults import Content, Vaults, record_whole

PUBLIC = ("--audience", "public", "--today", "2026-03-01")
CANARY = "zebrafinch"
OPEN: Content = "---\ntype: goal\npublish: true\n---\n- [x] One\n- [ ] Two\n"
SECRET = f"---\ntype: goal\npublish: true\ntitle: {CANARY}\nowner: {CANARY}\n---\n- [ ] {CANARY}\n"
CHILD = f"---\ntype: goal\npublish: true\nparent: '[[{CANARY} goal|above]]'\n---\n- [ ] Sow\n"
VAULT: dict[str, Content] = {"Open.md": OPEN, "Child.md": CHILD, f"{CANARY} goal.md": SECRET}

WAYS: dict[str, dict[str, Content | None]] = {
    "no": {f"{CANARY} goal.md": SECRET.replace("publish: true", "publish: false")},
    "nothing said": {f"{CANARY} goal.md": SECRET.replace("publish: true\n", "")},
    "in doubt": {f"{CANARY} goal.md": SECRET.replace("publish: true", "publish: perhaps")},
    "two answers": {f"{CANARY} goal.md": SECRET.replace("publish: true", "publish: true\npublish: false")},
    "ignored": {f"{CANARY} goal.md": SECRET.replace("publish: true", "publish: true\nignore: true")},
    "not readable": {f"{CANARY} goal.md": SECRET.encode() + b"\xff"},
    "not YAML": {f"{CANARY} goal.md": SECRET.replace("type: goal", "type: goal\nwith: @me")},
    "deleted": {f"{CANARY} goal.md": None},
    "ignored by the settings": {"milepost.toml": f'ignore = ["{CANARY} *"]\n'},
}


def _site(out: Path) -> dict[str, bytes]:
    return {path: one.content for path, one in record_whole(out).items()}


def _names(found: dict[str, bytes]) -> list[str]:
    """Where the word stands: in names of files, or in what they hold."""
    return [path for path, content in found.items() if CANARY in path or CANARY.encode() in content.lower()]


def _change(vault: Vaults, root: Path, change: dict[str, Content | None]) -> None:
    vault.write(root, {path: content for path, content in change.items() if content is not None})
    vault.remove(root, *(path for path, content in change.items() if content is None))


@pytest.mark.parametrize("change", WAYS.values(), ids=WAYS)
def test_a_note_that_is_withdrawn_is_gone_with_the_next_build(
    vault: Vaults, run: Run, change: dict[str, Content | None]
) -> None:
    """Its page, and every word of it on other pages, in exports and in the manifest."""
    root = vault(VAULT)
    run("build", root, *PUBLIC)
    assert _names(_site(root / "site"))

    _change(vault, root, change)
    ran = run("build", root, *PUBLIC)

    assert ran.exit_code == 0
    assert _names(_site(root / "site")) == []
    assert f"goals/{CANARY}-goal.html" not in _site(root / "site")
    assert CANARY not in run("export", "json", root, *PUBLIC).stdout


def test_a_public_site_takes_the_place_of_a_private_one(vault: Vaults, run: Run) -> None:
    """In the same folder: nothing of it is left."""
    root = vault(VAULT | WAYS["nothing said"])  # type: ignore[arg-type] # it deletes nothing
    run("build", root, "--audience", "private", "--today", "2026-03-01")
    assert _names(_site(root / "site"))

    assert run("build", root, *PUBLIC).exit_code == 0

    assert _names(_site(root / "site")) == []
    assert "problems.html" not in _site(root / "site")


def test_pages_go_before_anything_new_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a build breaks off: either nothing of the site has changed yet, or the page is gone."""
    root, out = tmp_path / "vault", tmp_path / "out"
    root.mkdir()
    emit(_published(_bytes(VAULT)), out, root=root)
    before, after = _site(out), _published(_bytes(VAULT | WAYS["no"]))
    page = f"goals/{CANARY}-goal.html"
    assert page in before

    call, is_whole = 0, False
    while not is_whole:
        call += 1
        copy = tmp_path / f"copy{call}"
        shutil.copytree(out, copy)
        with monkeypatch.context() as patch:
            trap = Trap(call, _disk_full, partial(patch.setattr, disk))
            with suppress(Environment):
                emit(after, copy, root=root)
        found = {path: content for path, content in _site(copy).items() if not path.startswith(".milepost")}
        changed = [path for path, content in found.items() if before.get(path) != content]
        assert page not in found or not changed, f"call {call}: {changed}"
        is_whole = not trap.sprung
        assert not is_whole or _names(_site(copy)) == []

    assert call > 10


def _disk_full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _bytes(files: Mapping[str, Content | None]) -> dict[str, bytes]:
    return {path: content.encode() for path, content in files.items() if isinstance(content, str)}


def _published(files: Mapping[str, bytes], session: Session | None = None) -> list[RenderedFile]:
    """The public site of these notes."""
    session = session or Session()
    settings = replace(Settings(), publish=PublishSettings(audience="public"))
    return list(session.site(session.build(snapshot(files), settings, AS_OF)))


def test_a_session_forgets_what_is_withdrawn() -> None:
    """One that keeps its pages, as a server does, through yes, no and yes again."""
    session = Session(keeps_pages=True)
    yes, no = _bytes(VAULT), _bytes(VAULT | WAYS["no"])
    seen = []
    for files in (yes, no, yes):
        found = _published(files, session)
        assert found == _published(files)
        seen.append(bool(_names({file.path: file.content for file in found})))

    assert seen == [True, False, True]

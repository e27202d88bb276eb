"""Discovery: which files are notes, which are not, and why; whatever a folder holds."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from milepost.config.settings import Settings
from milepost.files import disk, scan
from milepost.files.scan import Entry
from milepost.model.rim import ObsidianConfig, Snapshot
from milepost.vault import read as reading
from milepost.vault.find import find_root
from milepost.vault.read import read_vault
from milepost.vault.settings import read_settings
from tests.vaults import Vaults

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX file system")


def _notes(snapshot: Snapshot) -> list[str]:
    return [note.path for note in snapshot.notes]


def _skipped(snapshot: Snapshot) -> dict[str, str]:
    return {skipped.path: skipped.why for skipped in snapshot.skipped}


def _obsidian(vault: Vaults, files: dict[str, object]) -> Snapshot:
    texts = {
        f".obsidian/{path}": value if isinstance(value, str) else json.dumps(value) for path, value in files.items()
    }
    return read_vault(vault(texts), Settings())


def test_notes_are_markdown_files_in_any_case(vault: Vaults) -> None:
    """Both suffixes, any case; everything else is an attachment."""
    root = vault(dict.fromkeys(("b.MD", "a/c.Markdown", "a.md", "A.md", "x.txt", "x.mdx", "md", "pic.png"), ""))

    found = read_vault(root, Settings())

    assert _notes(found) == ["A.md", "a.md", "a/c.Markdown", "b.MD"]
    assert found.attachments == ("md", "pic.png", "x.mdx", "x.txt")
    assert found.skipped == ()


def test_content_comes_as_bytes_with_a_digest_of_it(vault: Vaults) -> None:
    """A copy has the same digest, other bytes have another; nothing is decoded."""
    root = vault({"a.md": b"\xff\x00\r\n", "b.md": b"\xff\x00\r\n", "c.md": b""})

    a, b, c = read_vault(root, Settings()).notes

    assert a.content == b"\xff\x00\r\n"
    assert a.digest == b.digest != c.digest
    assert len(a.digest) == 16


def test_what_is_left_alone_is_named_by_folder(vault: Vaults) -> None:
    """Hidden folders, packages and ignored globs: one entry each, however much is below."""
    root = vault(
        {
            "keep.md": "",
            ".git/x.md": "",
            ".trash/deep/y.md": "",
            "web/node_modules/z/README.md": "",
            ".draft.md": "",
            ".DS_Store": "",
            "Private/a.md": "",
            "Private/b/c.md": "",
            "notes/secret.md": "",
        }
    )

    found = read_vault(root, replace(Settings(), ignore=("Private/**", "**/secret.md")))

    assert _notes(found) == ["keep.md"]
    assert found.attachments == ()
    assert _skipped(found) == {
        ".draft.md": "a hidden file",
        ".git": "a hidden folder",
        ".trash": "a hidden folder",
        "Private": "the settings ignore it (Private/**)",
        "notes/secret.md": "the settings ignore it (**/secret.md)",
        "web/node_modules": "a folder of installed packages",
    }


def test_the_output_folder_does_not_exist_for_reading(vault: Vaults) -> None:
    """Before and after a build the snapshot is the same, so building twice changes nothing."""
    root = vault({"a.md": ""})
    before = read_vault(root, Settings(), out=root / "site")
    (root / "site" / ".milepost").mkdir(parents=True)
    (root / "site" / "a.md").write_text("no note")
    (root / "site" / "a.csv").write_text("date,value")
    (root / ".milepost").mkdir()

    assert read_vault(root, Settings(), out=root / "site") == before
    assert read_vault(root, replace(Settings(), ignore=("site",)), out=root / "site") == before


def test_a_site_built_elsewhere_into_the_vault_is_no_part_of_it(vault: Vaults) -> None:
    """Its copies of attachments would be found before the originals."""
    root = vault(
        {"a.md": "", "old/.milepost/manifest.json": "{}", "old/pic.png": "", "mine/.milepost/x": "", "mine/b.md": ""}
    )

    found = read_vault(root, Settings())

    assert _notes(found) == ["a.md", "mine/b.md"]
    assert _skipped(found) == {}


def test_nested_vaults_are_read_and_named(vault: Vaults) -> None:
    """Later stages know that their notes are no goals of this plan."""
    root = vault({".obsidian/app.json": "{}", "sub/dir/.obsidian/app.json": "{}", "sub/dir/a.md": ""})

    found = read_vault(root, Settings())

    assert _notes(found) == ["sub/dir/a.md"]
    assert found.nested_vaults == ("sub/dir",)


@POSIX
def test_links_are_never_followed(vault: Vaults, tmp_path: Path) -> None:
    """Neither out of the vault, nor into it, nor round in circles, nor to nothing."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("secret")
    root = vault({"a/a.md": ""})
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "a" / "loop").symlink_to(root)
    (root / "self").symlink_to("self")
    (root / "gone.md").symlink_to("nowhere.md")
    (root / "secret.md").symlink_to(tmp_path / "outside" / "secret.md")
    vault.settle(root)

    found = read_vault(root, Settings())

    assert _notes(found) == ["a/a.md"]
    assert found.attachments == ()
    assert set(_skipped(found)) == {"out", "a/loop", "self", "gone.md", "secret.md"}
    assert set(_skipped(found).values()) == {"a symbolic link, which is not followed"}


@POSIX
def test_pipes_and_sockets_hang_nothing(vault: Vaults) -> None:
    """They are never opened; one that is named like a note is a note that cannot be read."""
    root = vault({"a.md": ""})
    os.mkfifo(root / "pipe.md")
    os.mkfifo(root / "pipe")
    with socket.socket(socket.AF_UNIX) as listening, _inside(root):
        listening.bind("sock.md")
    vault.settle(root)

    found = read_vault(root, Settings())

    problems = {note.path: note.problem for note in found.notes}
    assert problems == {
        "a.md": "",
        "pipe.md": "it is a pipe, socket or device, not a file",
        "sock.md": "it is a pipe, socket or device, not a file",
    }
    assert _skipped(found) == {"pipe": "a pipe, socket or device, not a file"}


@POSIX
def test_a_note_that_turns_into_something_else_is_not_read(
    vault: Vaults, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Between listing and opening the folder may change; opening asks what it has and follows nothing."""
    (tmp_path / "secret.md").write_text("secret")
    root = vault({})
    os.mkfifo(root / "pipe.md")
    (root / "link.md").symlink_to(tmp_path / "secret.md")
    names = ("gone.md", "link.md", "pipe.md")
    monkeypatch.setattr(scan, "list_folder", lambda place: tuple(Entry(name, disk.Kind.FILE) for name in names))
    vault.settle(root)

    link, pipe = read_vault(root, Settings()).notes

    assert (link.path, link.content, bool(link.problem)) == ("link.md", b"", True)
    assert (pipe.path, pipe.problem) == ("pipe.md", "it is not a regular file")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs Linux's list of open files")
def test_no_file_stays_open(vault: Vaults) -> None:
    """Read, refused or unreadable."""
    root = vault({f"{number}.md": "x" * number * 1_000_000 for number in range(4)})
    before = len(os.listdir("/proc/self/fd"))

    read_vault(root, Settings())

    assert len(os.listdir("/proc/self/fd")) == before


@POSIX
def test_names_that_are_no_text_are_shown_with_their_bytes(vault: Vaults) -> None:
    """The name cannot be printed or linked, so the note is not read, and said so."""
    root = vault({"a.md": ""})
    raw = os.fsencode(root)
    try:
        for name in (b"b\xe9.md", b"c\xff.png"):
            with open(raw + b"/" + name, "wb"):
                pass
        os.mkdir(raw + b"/d\xe9")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    vault.settle(root)

    found = read_vault(root, Settings())

    assert [(note.path, note.problem) for note in found.notes] == [("a.md", ""), ("b\\xe9.md", "its name is not UTF-8")]
    assert _skipped(found) == {"c\\xff.png": "its name is not UTF-8", "d\\xe9": "its name is not UTF-8"}


def test_names_keep_the_form_the_file_system_gives(vault: Vaults) -> None:
    """NFC and NFD are told apart here; comparing names is for later."""
    nfc, nfd = "\u00fcben.md", "u\u0308ben.md"
    root = vault({nfd: ""})

    assert _notes(read_vault(root, Settings())) in ([nfd], [nfc])


def test_a_note_of_two_megabytes_is_the_largest(vault: Vaults) -> None:
    """One byte more and it is not loaded."""
    root = vault({"big.md": b"x" * 2_000_000, "huge.md": b"x" * 2_000_001})

    big, huge = read_vault(root, Settings()).notes

    assert (len(big.content), big.problem) == (2_000_000, "")
    assert (huge.content, huge.problem) == (b"", "it has 2.0 MB; notes over 2 MB are not read")


@pytest.mark.parametrize("failure", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_a_note_that_cannot_be_opened_costs_one_note(
    vault: Vaults, monkeypatch: pytest.MonkeyPatch, failure: OSError
) -> None:
    """Mode 000, a bad sector: the note is there, with the reason."""
    root = vault({"a.md": "a", "b.md": "b", "c.csv": "date,value"})
    opened = disk.read_bytes

    def fail(place: disk.Place, *, limit: int | None = None, follow: bool = True) -> bytes:
        if str(place).endswith(("b.md", "c.csv")):
            raise failure
        return opened(place, limit=limit, follow=follow)

    monkeypatch.setattr(disk, "read_bytes", fail)

    found = read_vault(root, Settings())

    assert [(note.path, note.content, bool(note.problem)) for note in found.notes] == [
        ("a.md", b"a", False),
        ("b.md", b"", True),
    ]
    assert list(_skipped(found)) == ["c.csv"]


def test_a_note_that_vanishes_is_not_there(vault: Vaults, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor saves by renaming; between listing and reading a name may go."""
    root = vault({"a.md": ""})
    listed = scan.list_folder
    monkeypatch.setattr(scan, "list_folder", lambda place: (*listed(place), Entry("gone.md", disk.Kind.FILE)))

    assert _notes(read_vault(root, Settings())) == ["a.md"]


def test_a_folder_that_cannot_be_listed_is_skipped(vault: Vaults, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its neighbours are read; only the root itself must be there."""
    root = vault({"a/a.md": "", "b/b.md": ""})
    listed = scan.list_folder

    def fail(place: disk.Place) -> tuple[Entry, ...]:
        if str(place).endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return listed(place)

    monkeypatch.setattr(scan, "list_folder", fail)

    found = read_vault(root, Settings())

    assert _notes(found) == ["b/b.md"]
    assert _skipped(found) == {"a": "it cannot be listed: Permission denied"}
    with pytest.raises(FileNotFoundError):
        read_vault(root / "nothing", Settings())


def test_the_order_in_which_names_are_listed_does_not_matter(vault: Vaults, monkeypatch: pytest.MonkeyPatch) -> None:
    """The snapshot is sorted, all of it."""
    root = vault(
        {f"{a}/{b}.{s}": "" for a in "ba" for b in ("z", "y", ".h") for s in ("md", "csv")}
        | {"c/.x/a": "", "c/.w/a": ""}
    )
    forwards = read_vault(root, Settings())
    listed = scan.list_folder
    monkeypatch.setattr(scan, "list_folder", lambda place: tuple(sorted(listed(place), reverse=True)))

    assert read_vault(root, Settings()) == forwards


def test_tables_are_the_csv_files(vault: Vaults, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their bytes come along for metrics, up to a size each and together; they are attachments too."""
    monkeypatch.setattr(reading, "TABLES_LIMIT", 30)
    root = vault(
        {"data/a.csv": b"date,value\n", "b.CSV": b"date,value\n", "c.csv": b"date,value\n", "d.csv": b"x" * 2_000_001}
    )

    found = read_vault(root, Settings())

    assert dict(found.tables) == {"b.CSV": b"date,value\n", "c.csv": b"date,value\n"}
    assert found.attachments == ("b.CSV", "c.csv", "d.csv", "data/a.csv")
    assert _skipped(found) == {"d.csv": "a table that is too large", "data/a.csv": "a table that is too large"}


def test_obsidian_configuration_is_read(vault: Vaults) -> None:
    """Template and daily folders, the Tasks plugin's symbols and filter."""
    found = _obsidian(
        vault,
        {
            "templates.json": {"folder": "Meta/Templates"},
            "plugins/templater-obsidian/data.json": {"templates_folder": "Templater/", "other": 1},
            "daily-notes.json": {"folder": "/Journal/Daily", "format": "YYYY-MM-DD"},
            "plugins/periodic-notes/data.json": {
                "weekly": {"enabled": True, "folder": "Journal/Weekly"},
                "yearly": {"folder": ""},
            },
            "plugins/obsidian-tasks-plugin/data.json": {
                "globalFilter": "#task",
                "statusSettings": {
                    "coreStatuses": [{"symbol": " ", "type": "TODO"}, {"symbol": "x", "type": "DONE"}],
                    "customStatuses": [{"symbol": "!", "type": "IN_PROGRESS"}, {"symbol": "", "type": "EMPTY"}, "odd"],
                },
            },
        },
    )

    assert found.obsidian == ObsidianConfig(
        present=True,
        template_folders=("Meta/Templates", "Templater"),
        daily_folders=("Journal/Daily", "Journal/Weekly"),
        symbols=((" ", "TODO"), ("x", "DONE"), ("!", "IN_PROGRESS")),
        global_filter="#task",
        keeps_lines=True,
    )


@pytest.mark.parametrize(("strict", "keeps"), [(True, False), (False, True), ("yes", True)])
def test_lines_are_kept_unless_the_vault_asks_for_strict_ones(vault: Vaults, strict: object, *, keeps: bool) -> None:
    """`strictLineBreaks`, which Obsidian has off until somebody turns it on."""
    assert _obsidian(vault, {"app.json": {"strictLineBreaks": strict}}).obsidian.keeps_lines is keeps


@POSIX
def test_a_linked_obsidian_folder_keeps_lines_as_well(vault: Vaults, tmp_path: Path) -> None:
    """It says that the vault is Obsidian's, and lines are kept there unless somebody turns it off."""
    (tmp_path / "outside").mkdir()
    root = vault({"A.md": ""})
    (root / ".obsidian").symlink_to(tmp_path / "outside")
    vault.settle(root)

    assert read_vault(root, Settings()).obsidian == ObsidianConfig(present=True, keeps_lines=True)


def test_the_newer_shape_of_periodic_notes_is_read(vault: Vaults) -> None:
    """Calendar sets."""
    data = {"calendarSets": [{"id": "Default", "day": {"folder": "D"}, "quarter": {"folder": "Q"}, "week": 7}, None]}

    assert _obsidian(vault, {"plugins/periodic-notes/data.json": data}).obsidian.daily_folders == ("D", "Q")


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00", "9" * 5000])
def test_broken_obsidian_configuration_is_passed_over_and_named(vault: Vaults, text: str) -> None:
    """It is somebody else's file."""
    found = _obsidian(vault, {"templates.json": text})

    assert found.obsidian == ObsidianConfig(present=True, keeps_lines=True)
    assert _skipped(found) == {".obsidian": "a hidden folder", ".obsidian/templates.json": "it is not valid JSON"}


@pytest.mark.parametrize(
    "value", [None, 1, "x", [], [[]], {"folder": None}, {"folder": ["x"]}, {"folder": "/"}, {"folder": "."}]
)
def test_odd_obsidian_configuration_says_nothing(vault: Vaults, value: object) -> None:
    """Another version may write other things; the root as templates folder would take every note."""
    names = ("templates", "daily-notes", "plugins/obsidian-tasks-plugin/data", "plugins/periodic-notes/data")

    found = _obsidian(vault, {f"{name}.json": value for name in names})

    assert found.obsidian == ObsidianConfig(present=True, keeps_lines=True)


@POSIX
def test_obsidian_configuration_behind_a_link_is_not_read(vault: Vaults, tmp_path: Path) -> None:
    """A vault says nothing about files outside it."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "data.json").write_text('{"templates_folder": "X"}')
    root = vault({".obsidian/plugins/x": ""})
    (root / ".obsidian" / "plugins" / "templater-obsidian").symlink_to(tmp_path / "outside")
    vault.settle(root)

    assert read_vault(root, Settings()).obsidian == ObsidianConfig(present=True, keeps_lines=True)


@pytest.mark.parametrize(
    ("files", "start", "root"),
    [
        ({"milepost.toml": "", "a/b/c.md": ""}, "a/b", ""),
        ({"milepost.toml": "", "a/b/c.md": ""}, "a/b/c.md", ""),
        ({".obsidian/app.json": "", "a/b/c.md": ""}, "a/b", ""),
        ({".git/HEAD": "", "a/b/c.md": ""}, "a", ""),
        ({".git": "gitdir: x", "a/b/c.md": ""}, "a", ""),
        ({"milepost.toml": "", "a/.obsidian/x": "", "a/b/c.md": ""}, "a/b", "a"),
        ({"milepost.toml": "", "a/c.md": ""}, "a/not-yet.md", ""),
        ({"milepost.toml": ""}, "", ""),
    ],
)
def test_the_root_is_the_nearest_folder_that_says_so(
    vault: Vaults, files: dict[str, str], start: str, root: str
) -> None:
    """Upwards from a folder or a note."""
    top = vault(files)

    assert find_root(top / start) == top / root


def test_without_a_mark_the_start_is_the_root(vault: Vaults) -> None:
    """No folder above the tests' own is a vault."""
    top = vault({"a/c.md": "", "milepost.toml/x": "", ".obsidian": ""})

    assert find_root(top / "a") == top / "a"
    assert find_root(top / "a" / "c.md") == top / "a"


@pytest.mark.parametrize(
    ("files", "title"),
    [
        ({}, ""),
        ({"milepost.toml": 'title = "own"'}, "own"),
        ({"milepost.toml": b'\xef\xbb\xbftitle = "bom"\r\n'}, "bom"),
        ({"pyproject.toml": '[project]\nname = "x"\n[tool.milepost]\ntitle = "shared"'}, "shared"),
        ({"pyproject.toml": '[project]\nname = "x"'}, ""),
        ({"pyproject.toml": "broken ="}, ""),
    ],
)
def test_settings_stand_in_one_of_two_files(vault: Vaults, files: dict[str, str], title: str) -> None:
    """Or in none. A pyproject.toml without our table is none of our business."""
    found = read_settings(vault(files))

    assert (found.value.title, found.diagnostics) == (title, ())


def test_settings_in_both_files_are_an_error(vault: Vaults) -> None:
    """The own file is used; the diagnostic names the other and its line."""
    root = vault({"milepost.toml": 'title = "own"', "pyproject.toml": '\n\n[tool.milepost]\ntitle = "shared"'})

    found = read_settings(root)

    (problem,) = found.diagnostics
    assert found.value.title == "own"
    assert (problem.rule, problem.severity, problem.path, problem.span.line) == (
        "invalid-setting",
        "error",
        "pyproject.toml",
        3,
    )


@pytest.mark.parametrize("content", [b"title = '\xff'", b"\0" * 2_000_001])
def test_settings_that_are_no_text_are_an_error(vault: Vaults, content: bytes) -> None:
    """Never a traceback."""
    (problem,) = read_settings(vault({"milepost.toml": content})).diagnostics

    assert (problem.rule, problem.path) == ("invalid-setting", "milepost.toml")


def test_settings_that_are_a_folder_are_an_error(vault: Vaults) -> None:
    """Or a pipe, or a link."""
    (problem,) = read_settings(vault({"milepost.toml/a.md": ""})).diagnostics

    assert problem.rule == "invalid-setting"


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)

"""The store: what one process has read, another need not read again; and nothing that is odd about it is trusted."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from milepost.config.settings import ReadingSettings
from milepost.files import disk
from milepost.model.fields import NO_ITEM_FIELDS
from milepost.model.ids import VaultPath
from milepost.model.rim import SourceFile
from milepost.session.reading import Hands, Reader
from milepost.session.store import UNUSED_NS, Store, decoded, encoded
from milepost.syntax.document import Document
from milepost.syntax.read import read_document
from milepost.vault.read import digest
from tests.conftest import PATIENCE, REPOSITORY, Ran, Run
from tests.failing import Trap
from tests.vaults import Vaults

SETTINGS = ReadingSettings()
NOTE = (
    "---\ntype: goal\ndue: 2026-0{0}-28\n---\n# Goal {0}\n\nWhy **{0}** of [[Garden]].\n\n"
    "- [x] one\n- [ ] two 📅 2026-05-0{0}\n"
)
TEXTS = tuple(NOTE.format(number).encode() for number in range(1, 7))
NOW = 1_800_000_000_000_000_000
DAY = ("--today", "2026-03-01")


def _store(caches: Path, program: bytes = b"one", now_ns: int = NOW) -> Store:
    return Store(str(caches), "vault", program, now_ns=now_ns)


def _read(store: Store, *texts: bytes, settings: ReadingSettings = SETTINGS) -> int:
    """Read notes by way of a store and keep them; how many had to be parsed. What is read must be right."""
    reader = Reader(store)
    notes = [SourceFile(VaultPath(f"{number}.md"), text, digest(text)) for number, text in enumerate(texts)]
    assert reader.read(notes, settings) == [read_document(text, settings) for text in texts]
    reader.keep()
    return reader.parsed


def _segments(caches: Path) -> list[Path]:
    return sorted((caches / "vault.notes").glob("*.seg"))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The notes that were parsed."""
    found: list[bytes] = []

    def counting(content: bytes, settings: ReadingSettings) -> Document:
        found.append(content)
        return read_document(content, settings)

    monkeypatch.setattr("milepost.syntax.read.read_document", counting)
    return found


def test_a_document_comes_back_as_it_was() -> None:
    """Of notes that are odd in every way, too."""
    for text in (*TEXTS, b"", b"\xff", "---\ntitle: \u202e\nprogress: 1e400\n---\n- [ ] a\n".encode()):
        document = read_document(text, SETTINGS)
        assert decoded(encoded(document)) == document
        assert repr(decoded(encoded(document))) == repr(document)


def test_equal_parts_are_one_object_again() -> None:
    """Or a large vault would take half as much memory again. Equal keys of another kind are not mixed up."""
    dated = b"---\n2026-05-01: x\nday: y\n---\n- [ ] a \xf0\x9f\x93\x85 2026-05-01\n- [ ] b\n- [ ] c\n"
    for text in (dated, dated.replace(b"- [ ] a", b"- [x] a")) * 2:
        document = decoded(encoded(read_document(text, SETTINGS)))
        assert document == read_document(text, SETTINGS)
        assert document is not None
        assert document.items[1].fields is NO_ITEM_FIELDS
        assert document.items[1].within is document.items[2].within
        assert document.items[1].plain is document.items[1].title


def test_what_one_process_has_read_the_next_one_need_not_parse(tmp_path: Path) -> None:
    """After an edit one note is parsed, after a rename or where a note is there twice none."""
    assert _read(_store(tmp_path), *TEXTS[:4]) == 4
    assert _read(_store(tmp_path), *TEXTS[:4]) == 0
    assert _read(_store(tmp_path), *reversed(TEXTS[:5])) == 1
    assert _read(_store(tmp_path), *TEXTS[:5], TEXTS[0]) == 0


def test_another_program_and_other_settings_read_anew(tmp_path: Path) -> None:
    """And what they find is of no more use goes."""
    other = ReadingSettings(milestone_headings=("Steps",))
    assert _read(_store(tmp_path), *TEXTS) == 6
    assert _read(_store(tmp_path), *TEXTS, settings=other) == 6
    assert _read(_store(tmp_path), *TEXTS, settings=other) == 0
    assert _read(_store(tmp_path, b"two"), *TEXTS, settings=other) == 6
    assert len(_segments(tmp_path)) == 1


def _damages(whole: bytes) -> Iterator[bytes]:
    yield b""
    yield b"milepost"
    yield whole + b"x"
    yield bytes(len(whole))
    yield whole[::-1]
    for size in range(0, len(whole), 61):
        yield whole[:size]
    for at in range(0, len(whole), 13):
        yield whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :]


def test_nothing_damaged_is_trusted(tmp_path: Path) -> None:
    """Cut short anywhere, a bit flipped anywhere, anything else: what is read is right, and the store heals."""
    _read(_store(tmp_path), *TEXTS)
    (segment,) = _segments(tmp_path)
    whole = segment.read_bytes()
    for content in _damages(whole):
        segment.write_bytes(content)
        _read(_store(tmp_path), *TEXTS)
        assert _read(_store(tmp_path), *TEXTS) == 0
        for left in _segments(tmp_path):
            left.unlink()


def test_a_record_of_another_shape_is_not_taken() -> None:
    """A value of another shape is none of ours."""
    assert decoded(b"\xc0") is None
    assert decoded(b"\x81\xa5items\x01") is None
    assert decoded(b"\x91" * 100_000) is None


@pytest.mark.parametrize("odd", ["folder", "link", "file"])
def test_odd_things_where_the_store_should_be(tmp_path: Path, odd: str) -> None:
    """A folder or a link called like a file of the store, or a file where its folder should be."""
    place = tmp_path / "vault.notes"
    if odd == "file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / "a.seg").mkdir() if odd == "folder" else (place / "a.seg").symlink_to(tmp_path / "elsewhere")
    assert _read(_store(tmp_path), *TEXTS) == 6
    assert _read(_store(tmp_path), *TEXTS) == (6 if odd == "file" else 0)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_disk_that_fails_while_it_is_written_is_no_reason_to_fail(tmp_path: Path, code: int) -> None:
    """At every mutating call in turn; nothing half written stays."""
    number, sprung = 0, True
    while sprung:
        number += 1
        caches = tmp_path / str(number)
        _read(_store(caches), *TEXTS[:3])
        with pytest.MonkeyPatch.context() as patch:

            def fail() -> None:
                raise OSError(code, os.strerror(code))

            trap = Trap(number, fail, lambda name, call: patch.setattr(disk, name, call))
            _read(_store(caches), *TEXTS[2:])
        sprung = trap.sprung
        _read(_store(caches), *TEXTS[1:])
        assert _read(_store(caches), *TEXTS[1:]) == 0
        assert all(path.suffix == ".seg" for path in (caches / "vault.notes").iterdir())
    assert number > 4, "the trap sprang too seldom to mean anything"


DIES = """
import sys
from tests.failing import killed_at
from tests.integration.test_store import TEXTS, _read, _store
from pathlib import Path

killed_at(int(sys.argv[1]))
_read(_store(Path({caches!r})), *TEXTS[2:])
"""


def test_kill_9_leaves_a_store_that_is_right(tmp_path: Path) -> None:
    """At every mutating call in turn, in a process of its own."""
    number, code = 0, 1
    while code:
        number += 1
        caches = tmp_path / str(number)
        _read(_store(caches), *TEXTS[:3])
        script = DIES.format(caches=str(caches))
        command = [sys.executable, "-c", script, str(number)]
        code = subprocess.run(command, cwd=REPOSITORY, timeout=PATIENCE, check=False).returncode
        _read(_store(caches), *TEXTS[1:])
        assert _read(_store(caches), *TEXTS[1:]) == 0
        assert all(path.suffix == ".seg" for path in (caches / "vault.notes").iterdir())
    assert number > 4, "it was killed too seldom to mean anything"


def test_two_processes_at_once(tmp_path: Path) -> None:
    """Neither undoes what the other one writes, also where one tidies up what the other one has just found."""
    one, other = Reader(_store(tmp_path)), Reader(_store(tmp_path))
    for reader, texts in ((one, TEXTS[:3]), (other, TEXTS[2:])):
        reader.read([SourceFile(VaultPath("a.md"), text, digest(text)) for text in texts], SETTINGS)
    one.keep()
    other.keep()
    assert _read(_store(tmp_path), *TEXTS) == 0

    late = _store(tmp_path)
    late.take({digest(TEXTS[0])}, SETTINGS)
    _read(_store(tmp_path), TEXTS[5])
    late.keep({digest(TEXTS[0]): read_document(TEXTS[0], SETTINGS)}, SETTINGS)
    assert _read(_store(tmp_path), TEXTS[5]) <= 1


def test_what_others_read_is_written_while_more_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many bytes as all notes make are never held at once; what is written is what would be written at the end."""
    monkeypatch.setattr("milepost.session.store._LARGEST", 600)
    monkeypatch.setattr("milepost.session.store._SMALL", 0)
    notes = [SourceFile(VaultPath(f"{number}.md"), text, digest(text)) for number, text in enumerate(TEXTS)]
    with ThreadPoolExecutor(1) as executor:
        reader = Reader(_store(tmp_path / "shared"), Hands(executor, 1))
        reader.read(notes, SETTINGS)
        early = [path.name for path in _segments(tmp_path / "shared")]
        reader.keep()
    _read(_store(tmp_path / "alone"), *TEXTS)
    names = [path.name for path in _segments(tmp_path / "shared")]
    assert len(early) > 1
    assert set(early) <= set(names)
    assert names == [path.name for path in _segments(tmp_path / "alone")]
    assert _read(_store(tmp_path / "shared"), *TEXTS) == 0


def test_a_full_disk_while_others_read_loses_no_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written then is written at the end, if the disk allows it again."""
    monkeypatch.setattr("milepost.session.store._LARGEST", 600)
    notes = [SourceFile(VaultPath(f"{number}.md"), text, digest(text)) for number, text in enumerate(TEXTS)]
    with ThreadPoolExecutor(1) as executor, monkeypatch.context() as full:

        def refused(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        full.setattr("milepost.files.write.write_atomic", refused)
        reader = Reader(_store(tmp_path), Hands(executor, 1))
        assert reader.read(notes, SETTINGS) == [read_document(text, SETTINGS) for text in TEXTS]
    assert not _segments(tmp_path)
    reader.keep()
    assert _read(_store(tmp_path), *TEXTS) == 0


def test_it_does_not_grow_with_the_number_of_edits(tmp_path: Path) -> None:
    """What notes once said goes."""
    _read(_store(tmp_path), *TEXTS)
    size = sum(path.stat().st_size for path in _segments(tmp_path))
    for number in range(60):
        assert _read(_store(tmp_path), *TEXTS[:5], TEXTS[5] + b"%d\n" % number) == 1
    assert len(_segments(tmp_path)) <= 10
    assert sum(path.stat().st_size for path in _segments(tmp_path)) < 6 * size


def test_stores_of_vaults_that_are_no_more_go(tmp_path: Path) -> None:
    """When another one is begun, 90 days after they were last written; other files in the folder stay."""
    for name in ("old", "new"):
        Store(str(tmp_path), name, b"", now_ns=NOW).keep({b"1" * 16: Document()}, SETTINGS)
        (place,) = (tmp_path / f"{name}.notes").iterdir()
        age = UNUSED_NS + 1 if name == "old" else 0
        os.utime(place, ns=(NOW - age, NOW - age))
    (tmp_path / "else.notes").write_text("not ours")
    _read(_store(tmp_path), *TEXTS)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["else.notes", "new.notes", "vault.notes"]


@pytest.fixture
def build(run: Run, tmp_path: Path) -> Callable[..., Ran]:
    """`build(root, "--verify")` builds a vault into a folder beside it."""
    return lambda root, *more: run("build", root, "--out", tmp_path / "out", *DAY, *more)


def _site(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_a_build_after_an_edit_parses_one_note_and_equals_a_clean_one(
    *, vault: Vaults, build: Callable[..., Ran], run: Run, tmp_path: Path, parsed: list[bytes]
) -> None:
    """The command itself; what other commands have read counts too where it is for the same site."""
    root = vault({f"g{number}.md": text.decode() for number, text in enumerate(TEXTS)})
    build(root)
    assert sorted(parsed) == sorted(TEXTS)
    parsed.clear()
    edited = TEXTS[0] + b"- [ ] three\n"
    vault.write(root, {"g0.md": edited.decode()})
    build(root)
    assert parsed == [edited]
    parsed.clear()
    build(root, "--verify")
    assert len(parsed) == 6
    run("build", root, "--out", tmp_path / "clean", *DAY, "--cache-dir", tmp_path / "empty")
    assert _site(tmp_path / "out") == _site(tmp_path / "clean")


def test_nothing_of_it_lies_in_the_site_or_in_the_vault(
    vault: Vaults, run: Run, tmp_path: Path, build: Callable[..., Ran]
) -> None:
    """It holds notes that nobody else may see; a folder for caches in the site is refused."""
    secret = {"a.md": NOTE.format(1), "s.md": "---\npublish: false\ntitle: xyzzysecret\n---\n"}
    root = vault(secret)
    assert build(root, "--audience", "public").exit_code == 0
    assert not any(b"xyzzysecret" in content for content in _site(tmp_path / "out").values())
    assert any(b"xyzzysecret" in content for content in _stored())

    refused = build(root, "--cache-dir", tmp_path / "out" / "cache")
    assert refused.exit_code == 3
    assert "--cache-dir" in refused.stderr
    assert not (tmp_path / "out" / "cache").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such modes there")
def test_nobody_else_can_look_into_it(tmp_path: Path) -> None:
    """Whatever the vault's own folders allow."""
    _read(_store(tmp_path), *TEXTS)
    assert (tmp_path / "vault.notes").stat().st_mode & 0o077 == 0


def _stored() -> list[bytes]:
    caches = Path(os.environ["MILEPOST_CACHE_DIR"])
    return [path.read_bytes() for path in caches.rglob("*.seg")]


def _clean(run: Run, root: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a build gives that knows nothing from before."""
    run("build", root, "--out", tmp_path / "clean", *DAY, "--cache-dir", tmp_path / "empty", "--verify")
    return _site(tmp_path / "clean")


def test_a_full_disk_under_the_caches_alone_costs_the_site_nothing(
    vault: Vaults, build: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command says nothing of it, and the next one reads the notes again."""
    create = disk.create

    def full(place: object) -> int:
        if ".notes" in str(place):
            raise OSError(errno.ENOSPC, "No space left on device")
        return create(place)  # type: ignore[arg-type]

    monkeypatch.setattr(disk, "create", full)
    ran = build(vault({"a.md": NOTE.format(1)}))
    assert (ran.exit_code, "space" in ran.talk) == (0, False)
    assert (tmp_path / "out" / "goals" / "a.html").exists()
    assert _stored() == []


def test_the_store_of_another_vault_is_of_no_harm(
    vault: Vaults, run: Run, tmp_path: Path, build: Callable[..., Ran]
) -> None:
    """Documents are known by what the note says, not by whose it was; what this vault has not is thrown away."""
    root, caches = vault({"a.md": NOTE.format(1)}), Path(os.environ["MILEPOST_CACHE_DIR"])
    other = vault({"a.md": NOTE.format(2), "b.md": NOTE.format(3)}, name="other")
    build(root)
    (mine,) = caches.glob("*.notes")
    run("build", other, "--out", tmp_path / "of other", *DAY)
    (theirs,) = set(caches.glob("*.notes")) - {mine}
    for path in theirs.iterdir():
        (mine / path.name).write_bytes(path.read_bytes())
    vault.write(root, {"c.md": NOTE.format(4)})
    build(root)

    assert _site(tmp_path / "out") == _clean(run, root, tmp_path)


def test_a_note_from_the_future_is_read_each_time(run: Run, tmp_path: Path) -> None:
    """Its time proves nothing: an edit that leaves it as it is, is built."""
    root = tmp_path / "notes"
    root.mkdir()
    for number in (1, 2, 1):
        (root / "a.md").write_text(NOTE.format(number), encoding="utf-8")
        os.utime(root / "a.md", ns=(4_000_000_000_000_000_000, 4_000_000_000_000_000_000))
        run("build", root, "--out", tmp_path / "out", *DAY)
        assert f"Goal {number}".encode() in (tmp_path / "out" / "goals" / "a.html").read_bytes()


def test_a_note_that_becomes_a_folder_and_a_note_again(
    vault: Vaults, run: Run, build: Callable[..., Ran], tmp_path: Path
) -> None:
    """Each time the site is that of a clean build."""
    root = vault({"a.md": NOTE.format(1), "b.md": NOTE.format(2)})
    build(root)
    (root / "a.md").unlink()
    vault.write(root, {"a.md/inside.md": NOTE.format(3)})
    build(root)
    assert _site(tmp_path / "out") == _clean(run, root, tmp_path)
    (root / "a.md" / "inside.md").unlink()
    (root / "a.md").rmdir()
    vault.write(root, {"a.md": NOTE.format(4)})
    build(root)
    assert _site(tmp_path / "out") == _clean(run, root, tmp_path)

"""A vault's own theme: `_milepost/` with templates, static files and a style sheet, and the logo of the settings.

What cannot be read is told to whoever makes pages of it, so that no page is made without it in silence.
"""

from collections.abc import Iterator
from functools import partial

from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.diagnostics.wording import quote
from milepost.files import disk, scan
from milepost.files.disk import Kind
from milepost.model.ids import VaultPath
from milepost.model.rim import SourceFile, ThemeFiles
from milepost.model.said import say
from milepost.vault.discover import THEME_FOLDER
from milepost.vault.kept import Kept
from milepost.vault.read import digest
from milepost.vault.settings import SettingsText, place_in_settings

FILE_LIMIT = 4_000_000
FILES_LIMIT = 32_000_000
LOGO = "static/site-logo."
_TEMPLATES = f"{THEME_FOLDER}/templates/"
_LOCALE = f"{THEME_FOLDER}/locale/"
_STATIC = f"{THEME_FOLDER}/static/"
_SHEET = "extra.css"
_TEMPLATE = (".j2", ".html", ".jinja", ".jinja2")
_PICTURES = ("svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico")


def theme_paths(base: str) -> list[str]:
    """The vault path of every file of the theme, sorted. Links and hidden files are passed over. Never raises."""
    return sorted(_files(base, THEME_FOLDER)) if _is_folder(f"{base}/{THEME_FOLDER}") else []


def read_theme(base: str, logo: str = "", kept: Kept | None = None) -> ThemeFiles:
    """The theme of the vault at `base`. Never raises."""
    files: dict[str, bytes] = {}
    unread: dict[str, str] = {}
    room = FILES_LIMIT
    for path, name in _named(base):
        read = partial(_read, base, path)
        file = kept.file(f"{base}/{path}", path, read) if kept is not None else read()
        if file is None:
            continue
        if file.problem or len(file.content) > room:
            unread[path] = file.problem or say(
                "all files of {theme_folder}/ together have over {files_limit:,} bytes",
                theme_folder=THEME_FOLDER,
                files_limit=FILES_LIMIT,
            )
            continue
        room -= len(file.content)
        files[name] = file.content
    return ThemeFiles({**files, **_logo(base, logo, kept)}, unread)


def logo_problem(logo: str, theme: ThemeFiles, text: SettingsText) -> tuple[Diagnostic, ...]:
    """Why the logo that the settings name is not shown."""
    if not logo or any(name.startswith(LOGO) for name in theme.files):
        return ()
    message = say(
        "`site.logo` is {logo}, and there is no such picture in the vault that can be read.", logo=quote(logo)
    )
    remedy = say("Give the path of a picture from the vault's folder: {join}.", join=", ".join(_PICTURES))
    path, span = place_in_settings("site.logo", text)
    return (Diagnostic("invalid-setting", Severity.ERROR, path, span, message, remedy),)


def logo_path(logo: str) -> str:
    """The vault path of a logo, "" where it is no picture inside the vault."""
    is_inside = not logo.startswith("/") and "\\" not in logo and ".." not in logo.split("/")
    return logo.removeprefix("./") if is_inside and logo.rpartition(".")[2].lower() in _PICTURES else ""


def _logo(base: str, logo: str, kept: Kept | None) -> dict[str, bytes]:
    path = logo_path(logo)
    if not path or disk.real(f"{base}/{path}") != f"{base}/{path}":  # a link may lead out of the vault
        return {}
    read = partial(_read, base, path)
    file = kept.file(f"{base}/{path}", path, read) if kept is not None else read()
    return {f"{LOGO}{path.rpartition('.')[2].lower()}": file.content} if file and not file.problem else {}


def _named(base: str) -> Iterator[tuple[str, str]]:
    """Paths with the names by which a theme knows them; the more usual place of two comes last, and counts."""
    for path in theme_paths(base):
        if path in (f"{_TEMPLATES}{_SHEET}", f"{THEME_FOLDER}/{_SHEET}"):
            yield path, _SHEET
        elif path.startswith(_LOCALE) and path.endswith(".po"):
            yield path, f"locale/{path.removeprefix(_LOCALE)}"
        elif path.startswith(_STATIC):
            yield path, f"static/{path.removeprefix(_STATIC)}"
        elif path.startswith(f"{_TEMPLATES}static/") or (path.startswith(_TEMPLATES) and path.endswith(_TEMPLATE)):
            yield path, path.removeprefix(_TEMPLATES)


def _files(base: str, folder: str) -> Iterator[str]:
    try:
        entries = scan.list_folder(f"{base}/{folder}")
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or not scan.is_text(entry.name):
            continue
        if entry.kind is Kind.FOLDER:
            yield from _files(base, f"{folder}/{entry.name}")
        elif entry.kind is Kind.FILE:
            yield f"{folder}/{entry.name}"


def _is_folder(place: str) -> bool:
    try:
        found = disk.look(place)
    except OSError:
        return False
    return found is not None and found.kind is Kind.FOLDER


def _read(base: str, path: str) -> SourceFile | None:
    """None when it is gone."""
    try:
        content = disk.read_bytes(f"{base}/{path}", limit=FILE_LIMIT, follow=False)
    except FileNotFoundError:
        return None
    except disk.TooLarge as error:
        size, most = error.size / 1_000_000, FILE_LIMIT / 1_000_000
        return _unread(path, say("it has {size:.1f} MB; more than {most:.0f} are not read", size=size, most=most))
    except OSError as error:
        return _unread(path, say("it cannot be read: {strerror}", strerror=error.strerror or error))
    return SourceFile(VaultPath(path), content, digest(content))


def _unread(path: str, why: str) -> SourceFile:
    return SourceFile(VaultPath(path), b"", digest(b""), why)

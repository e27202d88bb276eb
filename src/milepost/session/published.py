"""Published: the files of one build's site, each rendered when it is asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial

from milepost.model.ids import VaultPath
from milepost.model.rim import KnownFile, RenderedFile, SiteFile
from milepost.session.attached import Attached
from milepost.session.records import Records

FileMaker = Callable[[], RenderedFile]


class Published:
    """A site as a table of files. Nothing is rendered before it is asked for, and nothing is held after."""

    def __init__(
        self,
        files: Mapping[str, FileMaker],
        attached: Attached | None = None,
        say: Callable[[str], str] = str,
        records: Records | None = None,
        *,
        is_remembered: bool = False,
    ) -> None:
        """`say` says in the language of the site what was said in English; `records` know which pages are as they were
        written before. `is_remembered`: what is made for it is kept for the next one.
        """
        self.is_remembered = is_remembered
        self._files, self.say = files, say
        self._attached = attached
        self.records = records

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The site path of every file that is made, sorted."""
        return tuple(sorted(self._files))

    def file(self, path: str) -> RenderedFile:
        """One file that is made. Raises KeyError for a path the site does not have, and render.theme.TemplateFault."""
        return self._files[path]()

    @cached_property
    def known(self) -> tuple[KnownFile, ...]:
        """The files whose content is known without making them, in path order."""
        if self.records is None:
            return ()
        found = ((path, self.records.digest(path)) for path in self.paths)
        return tuple(KnownFile(path, digest, partial(self.file, path)) for path, digest in found if digest)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The paths of the others."""
        known = {file.path for file in self.known}
        return tuple(path for path in self.paths if path not in known)

    def wrote(self, digests: Mapping[str, str]) -> None:
        """Take note of what files came out as."""
        if self.records is not None:
            for path, digest in digests.items():
                self.records.wrote(path, digest)

    def attachment(self, path: str) -> SiteFile | None:
        """One file of the vault, if a page shows it."""
        return self._attached.file(path) if self._attached is not None else None

    def __iter__(self) -> Iterator[RenderedFile]:
        """Every file that is made, in path order. Raises TemplateFault."""
        return map(self.file, self.paths)

    def whole(self) -> Iterator[SiteFile]:
        """Every file that is made, then those of the vault that pages show. Raises TemplateFault."""
        yield from self
        yield from self.attachments()

    def attachments(self) -> Iterator[SiteFile]:
        """The files of the vault that pages show."""
        return iter(self._attached or ())

    def left_out(self, held: Collection[str]) -> tuple[VaultPath, ...]:
        """The files of the vault that pages show and that are not among the site paths which are `held`."""
        return self.missing([path for path in self._shown if path not in held])

    def missing(self, paths: Iterable[str]) -> tuple[VaultPath, ...]:
        """What attachments are called in the vault that have these paths on the site."""
        return tuple(sorted(self._shown[path] for path in paths if path in self._shown))

    @property
    def _shown(self) -> Mapping[str, VaultPath]:
        return self._attached.shown if self._attached is not None else {}

    def __len__(self) -> int:
        return len(self._files)

"""Published: the files of one build's site, each rendered when it is asked for."""

from collections.abc import Callable, Iterator, Mapping

from milepost.model.rim import RenderedFile

FileMaker = Callable[[], RenderedFile]


class Published:
    """A site as a table of files. Nothing is rendered before it is asked for, and nothing is held after."""

    def __init__(self, files: Mapping[str, FileMaker]) -> None:
        self._files = {path: files[path] for path in sorted(files)}

    @property
    def paths(self) -> tuple[str, ...]:
        """The site path of every file, sorted."""
        return tuple(self._files)

    def file(self, path: str) -> RenderedFile:
        """One file. Raises KeyError for a path the site does not have, and render.theme.TemplateFault."""
        return self._files[path]()

    def __iter__(self) -> Iterator[RenderedFile]:
        """Every file, in path order. Raises TemplateFault."""
        return (make() for make in self._files.values())

    def __len__(self) -> int:
        return len(self._files)

"""Unread: a Document that is read when somebody looks at it. Of 10,000 notes an edit looks at a few."""

from dataclasses import fields

from milepost.config.settings import ReadingSettings
from milepost.syntax.document import Document

_FIELDS = tuple(field.name for field in fields(Document))


class Unread(Document):
    """Equal to the Document of the same note; what it holds is not there until it is asked for."""

    __slots__ = ("_content", "_settings")
    _content: bytes
    _settings: ReadingSettings

    def __init__(self, content: bytes, settings: ReadingSettings) -> None:
        object.__setattr__(self, "_content", content)
        object.__setattr__(self, "_settings", settings)

    def __getattr__(self, name: str) -> object:
        """Called where a field is not there yet: a Document depends on the note and the settings alone."""
        if name not in _FIELDS:
            raise AttributeError(name)
        from milepost.syntax.read import read_document  # parsers take long to import

        document = read_document(self._content, self._settings)
        for field in _FIELDS:
            object.__setattr__(self, field, getattr(document, field))
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Unread) and (self._content, self._settings) == (other._content, other._settings):
            return True
        return isinstance(other, Document) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    @property
    def note(self) -> tuple[bytes, ReadingSettings]:
        """What it is read from."""
        return self._content, self._settings


def _values(document: Document) -> tuple[object, ...]:
    return tuple(getattr(document, field) for field in _FIELDS)

"""Codes: our own templates as Python code, kept where Python keeps what it has compiled of milepost itself.

They are code, so they do not lie in the user's cache folder: whoever can change them here can change milepost. Where
Python writes nothing here, they are compiled anew each time. What is damaged, or was made of or by anything else, is
passed over and written again.
"""

import marshal
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

from milepost.files import disk, write
from milepost.session.last import program_state

KEEPS = not sys.dont_write_bytecode
_FOLDER = Path(__file__).resolve().parents[1] / "render"
_CHECK_BYTES = 32


def kept_code(name: str, made_of: str, make: Callable[[], CodeType]) -> CodeType:
    """The code of a template, of which `made_of` says everything but the program that makes it."""
    place = _place(name)
    key = _check(repr((program_state(), version("jinja2"), name, made_of)).encode("utf-8", "surrogatepass"))
    code = _read(place, key) if place else None
    if code is None:
        code = make()
        if place and KEEPS:
            with suppress(OSError):
                content = marshal.dumps(code)
                write.make_folders(str(Path(place).parent))
                write.write_atomic(place, _check(content, key) + content)
    return code


def _place(name: str) -> str:
    try:
        return cache_from_source(f"{_FOLDER}/{name}.py")
    except NotImplementedError:  # a Python that keeps nothing
        return ""


def _read(place: str, key: bytes) -> CodeType | None:
    try:
        whole = disk.read_bytes(place)
        check, content = whole[:_CHECK_BYTES], whole[_CHECK_BYTES:]
        code = marshal.loads(content) if _check(content, key) == check else None  # noqa: S302 - ours to the byte
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return code if isinstance(code, CodeType) else None


def _check(content: bytes, key: bytes = b"") -> bytes:
    return blake2b(content, digest_size=_CHECK_BYTES, key=key).digest()

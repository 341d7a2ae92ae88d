"""Where a table's bytes come from: a file on disk, or a file object already read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyarrow as pa

from kb.errors import InvalidTable

__all__ = ["Source", "open_source"]


@dataclass(frozen=True)
class Source:
    """Bytes that can be read in parts, by name.

    `name` is what issues call it; `data` holds the bytes unless `path` is a plain file.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None

    def __len__(self) -> int:
        if self.data is not None:
            return len(self.data)
        assert self.path is not None  # one of the two is there
        return self.path.stat().st_size

    def part(self, start: int = 0, length: int | None = None) -> bytes:
        """Return bytes from start on; a start past the end gives none."""
        end = None if length is None else start + length
        if self.data is not None:
            return self.data[start:end]
        assert self.path is not None
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read(-1 if length is None else length)

    def stream(self, start: int) -> pa.NativeFile:
        """Return a stream for pyarrow that begins at start; close it after use."""
        stream = pa.OSFile(str(self.path)) if self.data is None else pa.BufferReader(self.data)
        stream.seek(start)
        return stream


def open_source(source: str | os.PathLike[str] | IO[str] | IO[bytes], name: str) -> Source:
    """Find the file that is meant: a path, the file called name in a folder, or a file object."""
    if not isinstance(source, str | os.PathLike):
        return _from_object(source, name)
    path = Path(source).expanduser()
    if path.is_dir():
        path = _in_folder(path, name)
    try:
        # A pipe or a device can be read once only.
        data = None if path.is_file() else path.read_bytes()
        with path.open("rb"):
            return Source(path.name, path, data)
    except FileNotFoundError as error:
        raise InvalidTable(f"there is no file {path}") from error
    except OSError as error:
        raise InvalidTable(f"{path} cannot be read: {error.strerror}") from error


def _in_folder(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.exists():
        tables = sorted(file.name for file in folder.glob("*.csv"))
        held = f"it holds {', '.join(tables)}" if tables else "it holds no .csv file at all"
        raise InvalidTable(f"there is no {name} in the folder {folder}; {held}")
    return path


def _from_object(file: IO[str] | IO[bytes], name: str) -> Source:
    if not hasattr(file, "read"):
        raise InvalidTable(f"{type(file).__name__} is no path, file object or DataFrame")
    own = getattr(file, "name", None)
    name = Path(own).name if isinstance(own, str) and own else name
    try:
        content = file.read()
        data = content.encode() if isinstance(content, str) else bytes(content)
    except UnicodeDecodeError as error:
        raise InvalidTable(
            f"{name}: byte {error.start} is not {error.encoding}, in which the file was opened;"
            " open it as binary to learn more, or save it as UTF-8"
        ) from error
    except UnicodeEncodeError as error:
        raise InvalidTable(
            f"{name}: character {error.start} is half of a surrogate pair, which is no text"
        ) from error
    return Source(name, None, data)

"""Replacing a file whole: whoever reads it, at any instant, finds the old or the new one."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from kb.errors import WriteConflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["exclusive", "replace_file"]


@contextmanager
def exclusive(path: str | os.PathLike[str], *, timeout: float = 60.0) -> Iterator[Path]:
    """Hold the sole right to write a file; yields its real path, symbolic links followed.

    Folders that lack are made. What a killed writer left beside the file is removed. The lock
    file `.NAME.lock.tmp` stays: to remove it would let two writers in.

    Raises
    ------
    WriteConflict
        If somebody else holds the right for timeout seconds.
    """
    real = Path(path).expanduser().resolve()
    real.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(real.with_name(f".{real.name}.lock.tmp"), timeout=timeout)
    try:
        lock.acquire()
    except Timeout as error:
        raise WriteConflict(
            f"{real} is being written by somebody else, for {timeout:g} seconds now"
        ) from error
    try:
        _remove_leftovers(real)
        yield real
    finally:
        lock.release()


def replace_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file beside path, then put it in its place; its mode stays as it was.

    Everything is on the disk before the names change. For writers that must not lose each
    other's work, call it within `exclusive`.
    """
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            file.writelines(parts)
            file.flush()
            if path.exists():
                shutil.copymode(path, temporary)
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _remove_leftovers(path: Path) -> None:
    pattern = re.compile(re.escape(f".{path.name}.") + r"[0-9a-f]{32}\.tmp")
    for file in path.parent.iterdir():
        if pattern.fullmatch(file.name):
            file.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Bring a renaming to the disk, on systems where a folder can be opened."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

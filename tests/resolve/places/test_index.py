"""The index of the gazetteer is made once, whole or not at all, and wherever there is room."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from kb.resolve.places import build, index

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Let a small database be built instead of the gazetteer's, and tell where."""
    paths: list[Path] = []

    def build_index(path: Path) -> None:
        paths.append(path)
        with sqlite3.connect(path) as connection:
            connection.execute("create table place (name text)")

    monkeypatch.setattr(build, "build_index", build_index)
    index.open_index.cache_clear()
    yield paths
    index.open_index.cache_clear()


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("KB_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("select name from sqlite_master")]


def test_it_is_built_once(built: list[Path], cache: Path) -> None:
    """The second time it is found; nothing else is left in the folder."""
    assert tables(index.open_index()) == ["place"]
    index.open_index.cache_clear()
    assert tables(index.open_index()) == ["place"]
    assert len(built) == 1
    assert list(cache.iterdir()) == [index.index_path()]


def test_it_is_built_beside_its_place(built: list[Path], cache: Path) -> None:
    """So that whoever looks finds a whole one or none."""
    index.open_index()
    assert built[0] != index.index_path()
    assert built[0].parent == cache


def test_a_build_that_fails_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, built: list[Path], cache: Path
) -> None:
    """The next one begins anew."""

    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "build_index", fail)
    with pytest.raises(KeyboardInterrupt):
        index.open_index()
    assert list(cache.iterdir()) == []


def test_two_that_build_at_once_do_not_disturb_each_other(
    monkeypatch: pytest.MonkeyPatch, built: list[Path], cache: Path
) -> None:
    """While one builds, another finishes and reads; then both have a whole one."""
    plain = build.build_index
    others: list[sqlite3.Connection] = []

    def interrupted(path: Path) -> None:
        if not others:
            others.append(None)  # type: ignore[arg-type]  # the place of the one to come
            others[0] = index.open_index.__wrapped__()
        plain(path)

    monkeypatch.setattr(build, "build_index", interrupted)
    mine = index.open_index()
    assert tables(mine) == tables(others[0]) == ["place"]
    assert list(cache.iterdir()) == [index.index_path()]


def test_without_a_folder_to_keep_it_in_it_is_built_for_one_run(
    built: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a warning says so, with what to do about it."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("KB_CACHE", str(tmp_path / "file"))
    with pytest.warns(UserWarning, match="set KB_CACHE to a folder that can be written to"):
        connection = index.open_index()
    assert tables(connection) == ["place"]


def test_its_name_tells_what_it_is_made_of(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of GeoNames gets an index of its own."""
    before = index.index_path()
    monkeypatch.setattr(index, "version", lambda _: "99.0")
    assert index.index_path() != before
    assert "99.0" in index.index_path().name

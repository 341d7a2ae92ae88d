"""One script out of a page's modules: all that bundling does is to put them into one another."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from posixpath import dirname, join, normpath

__all__ = ["bundle"]

_IMPORT = re.compile(
    r'^import \{ (?P<names>[^}]+) \} from "(?P<path>\.{1,2}/[\w/.-]+)\.js";$', re.M
)
_EXPORT = re.compile(
    r"^export (?P<rest>(?:async )?(?:function|class|const|let) (?P<name>\w+))", re.M
)


@cache
def bundle(main: str) -> str:
    """Return a module of `kb/show` ("explorer/js/main") and all that it imports as one script.

    Each module becomes a function that is called once and returns what the module exports, after
    those that it imports.
    """
    parts: dict[str, str] = {}
    _collect(main, parts, ())
    return "\n".join(['"use strict";', *parts.values()])


def _collect(name: str, parts: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ImportError(f"the page's modules import each other: {' -> '.join((*above, name))}")
    if name in parts:
        return
    source = files(__package__).joinpath(f"{name}.js").read_text(encoding="utf-8")
    for found in _IMPORT.finditer(source):
        _collect(_target(name, found["path"]), parts, (*above, name))
    body = _IMPORT.sub(
        lambda found: f"const {{ {found['names']} }} = {_scope(_target(name, found['path']))};",
        source,
    )
    exported = ", ".join(found["name"] for found in _EXPORT.finditer(source))
    body = _EXPORT.sub(lambda found: found["rest"], body)
    parts[name] = f"const {_scope(name)} = (() => {{\n{body}return {{ {exported} }};\n}})();"


def _target(name: str, path: str) -> str:
    return normpath(join(dirname(name), path))


def _scope(name: str) -> str:
    return "page_" + re.sub(r"\W", "_", name)

"""One script out of the modules in js/: all that building does is to put them into one another."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["bundle"]

_IMPORT = re.compile(r'^import \{ (?P<names>[^}]+) \} from "\./(?P<module>[\w-]+)\.js";$', re.M)
_EXPORT = re.compile(
    r"^export (?P<rest>(?:async )?(?:function|class|const|let) (?P<name>\w+))", re.M
)


@cache
def bundle(main: str = "main") -> str:
    """Return a module and all that it imports as one script.

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
    source = files(__package__).joinpath("js", f"{name}.js").read_text(encoding="utf-8")
    for found in _IMPORT.finditer(source):
        _collect(found["module"], parts, (*above, name))
    body = _IMPORT.sub(
        lambda found: f"const {{ {found['names']} }} = {_scope(found['module'])};", source
    )
    exported = ", ".join(found["name"] for found in _EXPORT.finditer(source))
    body = _EXPORT.sub(lambda found: found["rest"], body)
    parts[name] = f"const {_scope(name)} = (() => {{\n{body}return {{ {exported} }};\n}})();"


def _scope(name: str) -> str:
    return "page_" + name.replace("-", "_")

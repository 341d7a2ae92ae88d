"""The formats that a graph of events is written in; each is a small module of this package."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import InvalidValue

if TYPE_CHECKING:
    from kb.model.tables import Tables
    from kb.write.formats.target import Target

__all__ = ["FORMATS", "format_of", "write_graph"]

#: Formats by name: the module that writes each, and the ending of its files.
FORMATS = {
    "graphml": ("graphml", ".graphml"),
    "gexf": ("gexf", ".gexf"),
    "json": ("nodelink", ".json"),
    "geojson": ("geojson", ".geojson"),
    "jsonld": ("jsonld", ".jsonld"),
}

#: Formats that are made of the tables themselves.
_OF_TABLES = {"jsonld"}


def format_of(path: str | os.PathLike[str]) -> str:
    """Return the format that the ending of a path tells.

    >>> format_of("front.geojson")
    'geojson'
    """
    ending = Path(path).suffix.lower()
    for name, (_, known) in FORMATS.items():
        if ending == known:
            return name
    raise InvalidValue.among("ending", ending, [known for _, known in FORMATS.values()])


def write_graph(tables: Tables, target: Target, *, form: str | None = None) -> None:
    r"""Write the graph of a selection to a file.

    Parameters
    ----------
    tables
        The tables of the selection.
    target
        A path, or a binary file.
    form
        `graphml`, `gexf`, `json` (node-link), `geojson` (located events only) or `jsonld`
        (schema.org and PROV); else the ending of the path tells, and a file gets GraphML.

    Examples
    --------
    >>> import io, kb, pandas as pd
    >>> base = kb.read_events(pd.DataFrame({"title": ["Bridge hit"], "date": ["2022-09-04"]}))
    >>> write_graph(base.tables, file := io.BytesIO(), form="json")
    >>> b'"label": "Bridge hit"' in file.getvalue()
    True
    """
    from kb.graph.build import build_graph

    if form is None:
        form = format_of(target) if isinstance(target, str | os.PathLike) else "graphml"
    if form not in FORMATS:
        raise InvalidValue.among("format", form, FORMATS)
    name, _ = FORMATS[form]
    module: Any = import_module(f"kb.write.formats.{name}")
    given: Any = tables if form in _OF_TABLES else build_graph(tables)
    getattr(module, f"write_{name}")(given, target)

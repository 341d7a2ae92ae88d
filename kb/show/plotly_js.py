"""plotly.js as the installed plotly package has it, packed for a page that loads nothing."""

from __future__ import annotations

import base64
import gzip
from functools import cache
from pathlib import Path

import plotly

__all__ = ["packed", "source"]


@cache
def source() -> str:
    """Return the text of plotly.js."""
    folder = Path(plotly.__file__).parent / "package_data"
    return (folder / "plotly.min.js").read_text(encoding="utf-8")


@cache
def packed() -> str:
    """Return plotly.js gzipped, in base64; always the same bytes."""
    return base64.b64encode(gzip.compress(source().encode(), 9, mtime=0)).decode("ascii")

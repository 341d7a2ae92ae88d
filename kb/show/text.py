"""Text for plotly, which takes every text for markup: names, ticks, labels and hover texts."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["hover_text", "plain"]

#: Control characters, and those that turn the direction of what follows them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+")

#: Plotly reads these as numbers of characters; it does not know `&quot;`.
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})


def plain(text: str, *, longest: int = 400) -> str:
    """Return text that plotly shows as it is, on one line, and cut when it is very long.

    Examples
    --------
    >>> plain('<a href="x">A & B</a>')
    '&lt;a href=&#34;x&#34;&gt;A &amp; B&lt;/a&gt;'
    """
    return _cut(text, longest).translate(_MARKUP)


def _cut(text: str, longest: int) -> str:
    line = " ".join(_UNSEEN.sub(" ", text[: 4 * longest]).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def hover_text(lines: Iterable[str], *, width: int = 64) -> str:
    """Return lines wrapped for a hover text, the first of them bold."""
    first, *others = ["<br>".join(map(plain, _wrapped(line, width))) for line in lines] or [""]
    return "<br>".join([f"<b>{first}</b>", *others])


def _wrapped(line: str, width: int) -> list[str]:
    return wrap(_cut(line, 400), width, subsequent_indent="  " if line.startswith("•") else "")

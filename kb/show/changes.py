"""The page of what changed between two versions: static HTML, without any script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kb.show.phrases import safe_url, showable
from kb.show.policy import policy
from kb.show.style import theme_style

if TYPE_CHECKING:
    from kb.diff import Changes

__all__ = ["changes_page"]

_HEADINGS = {
    "added": "New events",
    "gone": "Events that are gone",
    "merged": "Events merged into others",
    "redated": "Events with another date",
    "status changed": "Events with another status",
    "newly contested": "Newly contested",
    "no longer contested": "No longer contested",
}


def changes_page(
    changes: Changes, *, old: str = "before", new: str = "now", title: str = "What changed"
) -> str:
    """Return a page of changes as text: one HTML file that needs nothing else.

    Parameters
    ----------
    changes
        What `kb.diff.compare` returns.
    old, new
        What the two versions are called.
    title
        The headline.

    Examples
    --------
    >>> import kb, pandas as pd
    >>> from kb.diff import compare
    >>> base = kb.read_events(pd.DataFrame({"title": ["Raid"], "date": ["2022-09-04"]}))
    >>> "Nothing has changed" in changes_page(compare(base.tables, base.tables))
    True
    """
    rows = list(changes.events.itertuples(index=False))
    style = theme_style() + _text("changes.css")
    return _template().render(
        csp=policy(style=style),
        style=Markup(style),
        title=title,
        old=old,
        new=new,
        counts=changes.counts(),
        events=[
            (name, list(several)) for name, several in groupby(rows, key=lambda row: row.change)
        ],
        headings=_HEADINGS,
        reports=list(changes.reports.itertuples(index=False)),
        safe_url=safe_url,
    )


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=lambda value: showable(value) if type(value) is str else value,
    )  # fmt: skip
    return environment.from_string(_text("changes.html"))

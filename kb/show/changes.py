"""The page of what changed between two versions: static HTML, without any script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kb.show import theme
from kb.show.phrases import safe_url

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

_NAMES = ("paper", "ink", "muted", "rule", "sans", "serif")


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
    return _template().render(
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
        **_colors(),
    )


def _colors() -> dict[str, Markup]:
    light = {name: getattr(theme, name.upper()) for name in _NAMES}
    dark = {name: theme.DARK[color] for name, color in light.items() if color in theme.DARK}
    return {
        name: Markup(" ".join(f"--{key}: {value};" for key, value in values.items()))
        for name, values in (("light", light), ("dark", dark))
    }


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = files(__package__).joinpath("changes.html").read_text(encoding="utf-8")
    return environment.from_string(text)

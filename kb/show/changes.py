"""The page of what changed between two versions: static HTML, without any script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kb.model.timespan import TimeSpan
from kb.show.phrases import property_words, safe_url, showable, status_words
from kb.show.policy import policy
from kb.show.style import theme_style
from kb.show.words import words_in

if TYPE_CHECKING:
    from kb.diff import Changes
    from kb.show.words import Words

__all__ = ["changes_page"]


def changes_page(
    changes: Changes,
    *,
    old: str = "before",
    new: str = "now",
    title: str | None = None,
    lang: str = "en",
) -> str:
    """Return a page of changes as text: one HTML file that needs nothing else.

    Parameters
    ----------
    changes
        What `kb.diff.compare` returns.
    old, new
        What the two versions are called.
    title
        The headline; a plain one when it is left out.
    lang
        The language of the page, where messages are there in it.

    Examples
    --------
    >>> import kb, pandas as pd
    >>> from kb.diff import compare
    >>> base = kb.read_events(pd.DataFrame({"title": ["Raid"], "date": ["2022-09-04"]}))
    >>> "Nothing has changed" in changes_page(compare(base.tables, base.tables))
    True
    """
    words = words_in(lang)
    rows = [_in_words(row, words) for row in changes.events.itertuples(index=False)]
    style = theme_style() + _text("changes.css")
    return _template().render(
        csp=policy(style=style),
        style=Markup(style),
        m=words,
        title=title or words["changes"],
        versions=words.say("changes_from_to", old=old, new=new),
        counts=[
            (words.number(n), words.say(f"changes_n_{change}", n=n))
            for change, n in changes.counts().items()
        ],
        events=[
            (name, list(several)) for name, several in groupby(rows, key=lambda row: row.change)
        ],
        reports=list(changes.reports.itertuples(index=False)),
        safe_url=safe_url,
    )


class _Row(NamedTuple):
    change: str
    title: str
    before: str
    after: str


def _in_words(row: Any, words: Words) -> _Row:
    """Return a change with what was and what is in the words of the page."""
    before, after = row.before, row.after
    if row.change == "status changed":
        before, after = (status_words(each, words) for each in (before, after))
    elif "contested" in row.change:
        before, after = (property_words(each, words) for each in (before, after))
    elif row.change == "redated":
        before, after = (_date_words(x, words) for x in (row.edtf_before, row.edtf_after))
    elif row.change == "added":
        after = _in_short(row.edtf_after, row.status, words)
    else:
        before = _in_short(row.edtf_before, row.status, words)
    return _Row(row.change, row.title or row.event, before, after)


def _in_short(edtf: str, status: str, words: Words) -> str:
    told = status_words(status, words).lower() if status else ""
    return ", ".join(part for part in (_date_words(edtf, words), told) if part)


def _date_words(edtf: str, words: Words) -> str:
    return words.date(TimeSpan.parse(edtf)) if edtf else words["no_date"]


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

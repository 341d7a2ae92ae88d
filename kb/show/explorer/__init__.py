"""The explorer: one HTML file in which people explore the events of a selection, and keep them."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pandas as pd
from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from kb.show import theme
from kb.show.bundle import bundle
from kb.show.explorer.data import pack_tables
from kb.show.explorer.pack import UNPACK
from kb.show.key import whole_key
from kb.show.listing import LISTED, list_events, summary_line, tallies
from kb.show.phrases import safe_url, showable
from kb.show.policy import policy
from kb.show.style import theme_style
from kb.show.words import words_in
from kb.version import __version__

if TYPE_CHECKING:
    from kb.model.tables import Tables
    from kb.show.lanes import Lanes
    from kb.show.words import Words

__all__ = ["render_page", "write_html"]


def write_html(
    tables: Tables,
    path_or_file: str | os.PathLike[str] | IO[str],
    *,
    title: str | None = None,
    lanes: Lanes = "place",
    lang: str = "en",
    version: str = "",
    date: str = "",
    licence: str = "",
) -> None:
    """Write the page of a selection: one file, to explore and to read offline for ever.

    The same tables give the same bytes. Up to 2,000 events are listed each with its reports, for
    readers without JavaScript; of more, the first 300, with counts by month, place and kind.

    Parameters
    ----------
    tables
        The selection.
    path_or_file
        Where to: a path, or a file open for text.
    title
        The headline; a plain one when it is left out.
    lanes
        What a lane of the timeline is at first; see `build_timeline`.
    lang
        The language of the titles and of the page, where messages are there in it.
    version, date, licence
        Of the data, as the page and its citations tell them. The date is that of the last report
        when it is left out.
    """
    text = render_page(
        tables, title=title, lanes=lanes, lang=lang, version=version, date=date, licence=licence
    )
    if isinstance(path_or_file, (str, os.PathLike)):
        Path(path_or_file).write_text(text, encoding="utf-8", newline="\n")
    else:
        path_or_file.write(text)


def render_page(
    tables: Tables,
    *,
    title: str | None = None,
    lanes: Lanes = "place",
    lang: str = "en",
    version: str = "",
    date: str = "",
    licence: str = "",
) -> str:
    """Return the page of a selection as text."""
    words, tables = words_in(lang), tables.lent()
    headline = showable(title or words["title"])
    day = date or max(pd.unique(tables.events["last_published"]), default="")[:10]
    told = {"version": version, "date": day, "licence": licence}
    imprint = {name: showable(text) for name, text in told.items()}
    meta = {"title": headline, "lanes": lanes, "lang": words.lang, "messages": words.messages}
    groups, undated, left_out = list_events(tables, words)
    counts = tallies(tables, words) if left_out else []
    summary = summary_line(tables, words)
    drawn = pack_tables(tables, meta | imprint, words)
    return _template("page.html").render(
        csp=policy(bundle("explorer/js/main"), style=explorer_style()),
        style=Markup(explorer_style()),
        comment=_comment(imprint),
        script=Markup(bundle("explorer/js/main")),
        data=Markup(drawn.text),
        has_map=drawn.has_map,
        map_source=drawn.map_source,
        title=headline,
        m=words,
        imprint=_imprint_line(imprint, words),
        summary=summary,
        key=whole_key(words),
        families=[(at, words[f"family_{family.kinds[0]}"]) for at, family in drawn.families],
        groups=groups,
        undated=undated,
        left_out=left_out,
        tallies=counts,
        listed=LISTED,
        safe_url=safe_url,
    )


def _imprint_line(imprint: dict[str, str], words: Words) -> str:
    version = words.say("cite_version", version=imprint["version"]) if imprint["version"] else ""
    return " · ".join(part for part in (version, imprint["date"], imprint["licence"]) if part)


def _comment(imprint: dict[str, str]) -> Markup:
    """Return what somebody finds who opens the file in an editor in twenty years."""
    lines = [f"{name.capitalize()}: {_plain(text)}" for name, text in imprint.items() if text]
    lines += [
        f"Made by eventkb {__version__}.",
        "This file carries its data. Get it out as events.csv, without a browser, by",
        UNPACK,
    ]
    return Markup("<!--\n" + "\n".join(lines) + "\n-->")


def _plain(text: str) -> str:
    """Return text on a line that can end no comment."""
    return " ".join(re.sub("[<>]|-(?=-)", "", text).split())


@cache
def explorer_style() -> str:
    """Return the style sheet of the page, with the colours and fonts of the theme."""
    hues = "\n".join(
        f".f{at} {{ background: {family.color}; }}" for at, family in enumerate(theme.FAMILIES)
    )
    return f"{theme_style()}{hues}\n{_text('explorer.css')}{_text('drawings.css')}"


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template(name: str) -> Template:
    environment: Any = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        loader=FunctionLoader(_text),
    )  # fmt: skip
    environment.filters["showable"] = showable
    return environment.get_template(name)

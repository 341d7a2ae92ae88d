"""The page: a timeline and the list of its events, in one HTML file that needs nothing else."""

from __future__ import annotations

import json
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kb.show import theme
from kb.show.figure import timeline_figure
from kb.show.page.key import family_key, mark_key
from kb.show.page.listing import LISTED, list_events, months, safe_url, summary
from kb.show.page.plotly_js import csp_hash, packed, source
from kb.show.timeline import build_timeline

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from kb.model.tables import Tables
    from kb.show.lanes import Lanes

_NAMES = ("paper", "ink", "muted", "rule", "band", "sans", "serif")

__all__ = ["figure_page", "render_page", "write_html"]


def write_html(
    tables: Tables,
    path_or_file: str | os.PathLike[str] | IO[str],
    *,
    title: str | None = None,
    lanes: Lanes = "place",
    lang: str = "en",
) -> None:
    """Write the page of a selection: one file, readable offline for ever.

    The same tables give the same bytes. Up to 2,000 events are listed each with its reports;
    of more, the first 300, with counts by month.

    Parameters
    ----------
    tables
        The selection.
    path_or_file
        Where to: a path, or a file open for text.
    title
        The headline; a plain one when it is left out.
    lanes
        What a lane of the timeline is; see `build_timeline`.
    lang
        The language of the titles, for readers and hyphenation.
    """
    text = render_page(tables, title=title, lanes=lanes, lang=lang)
    if isinstance(path_or_file, (str, os.PathLike)):
        Path(path_or_file).write_text(text, encoding="utf-8", newline="\n")
    else:
        path_or_file.write(text)


def render_page(
    tables: Tables, *, title: str | None = None, lanes: Lanes = "place", lang: str = "en"
) -> str:
    """Return the page of a selection as text."""
    timeline = build_timeline(tables, lanes=lanes, title=title)
    groups, undated, left_out = list_events(tables)
    figure = timeline_figure(timeline, title="")
    figure.update_layout(legend2_visible=False)
    return _template("page.html").render(
        **_figure_parts(figure),
        title=title or "Timeline",
        lang=lang,
        summary=summary(tables),
        timeline=timeline,
        key=mark_key(timeline),
        families=family_key(timeline),
        groups=groups,
        undated=undated,
        left_out=left_out,
        months=months(tables) if left_out else [],
        listed=LISTED,
        safe_url=safe_url,
    )


def figure_page(figure: go.Figure) -> str:
    """Return a page that holds a figure and nothing else, for a frame in a notebook."""
    return _template("figure.html").render(**_figure_parts(figure), lang="en", title="Timeline")


def _figure_parts(figure: go.Figure) -> dict[str, Any]:
    script = _text("page.js")
    return {
        "style": Markup(_style()),
        "script": Markup(script),
        "plotly": Markup(packed()),
        "figure": Markup(_json(figure)),
        "height": figure.layout.height,
        "csp": Markup(
            f"default-src 'none'; script-src {csp_hash(source())} {csp_hash(script)}; "
            "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
        ),
    }


def _json(figure: go.Figure) -> str:
    """Return a figure as JSON that no text in it can break out of."""
    parts = json.loads(figure.to_json())
    data = {"data": parts["data"], "layout": parts["layout"]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _style() -> str:
    """Return the style sheet, with the colours and fonts of the theme."""
    light = {name: getattr(theme, name.upper()) for name in _NAMES}
    dark = {name: theme.DARK[color] for name, color in light.items() if color in theme.DARK}
    return (
        f":root {{ {_properties(light)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_properties(dark)} }} }}\n"
        + _text("page.css")
    )


def _properties(values: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template(name: str) -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text(name))

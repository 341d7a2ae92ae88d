"""Pages in a notebook: in a frame of their own, so that they also show where no script may load."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.resources import files

import plotly.graph_objects as go
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kb.show.plotly_js import packed, source
from kb.show.policy import policy
from kb.show.style import theme_style

__all__ = ["FramedFigure", "figure_mimebundle", "figure_page", "frame_html"]


def frame_html(page: str, *, height: int = 620, title: str = "Timeline") -> str:
    """Return a page in a frame that may run its scripts and reach nothing around it.

    Examples
    --------
    >>> frame_html("<p>hello", height=80)[:42]
    '<iframe sandbox="allow-scripts allow-popup'
    """
    return (
        '<iframe sandbox="allow-scripts allow-popups allow-downloads" loading="lazy"'
        f' title="{escape(title)}"'
        f' style="width:100%;height:{height}px;border:0;color-scheme:light"'
        f' srcdoc="{escape(page)}"></iframe>'
    )


def figure_mimebundle(page: str, *, height: int = 620) -> dict[str, str]:
    """Return what a notebook keeps of a page: HTML, live and after nbconvert, without a network."""
    return {"text/html": frame_html(page, height=height), "text/plain": "a timeline"}


class FramedFigure(go.Figure):  # type: ignore[misc]  # plotly declares no types
    """A plotly figure that shows itself in a notebook as a page in a frame.

    Plotly's own display comes out blank offline once a notebook is turned into HTML. In every
    other way this is the figure that it was made from.
    """

    _ipython_display_ = None

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None, **options: object
    ) -> dict[str, str]:
        height = int(self.layout.height or 620) + 24
        return figure_mimebundle(figure_page(self), height=height)

    def _repr_html_(self) -> str:
        return self._repr_mimebundle_()["text/html"]


def figure_page(figure: go.Figure) -> str:
    """Return a page that holds a figure and nothing else: plotly.js is packed into it."""
    script = _text("figure.js")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(_text("figure.html")).render(
        title="Timeline",
        csp=policy(source(), script),
        style=Markup(theme_style()),
        script=Markup(script),
        plotly=Markup(packed()),
        figure=Markup(_json(figure)),
        height=figure.layout.height,
    )


def _json(figure: go.Figure) -> str:
    """Return a figure as JSON that no text in it can break out of."""
    parts = json.loads(figure.to_json())
    data = {"data": parts["data"], "layout": parts["layout"]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")

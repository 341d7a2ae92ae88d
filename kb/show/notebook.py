"""Pages in a notebook: in a frame of their own, so that they also show where no script may load."""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go

from kb.show.page import figure_page

__all__ = ["FramedFigure", "figure_mimebundle", "frame_html"]


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

"""The explorer in a notebook: the page in a frame, and as a widget that hands back a selection."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kb.errors import MissingLibrary
from kb.show.explorer import render_page
from kb.show.notebook import frame_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.model.tables import Tables
    from kb.show.lanes import Lanes

__all__ = ["Explorer", "explorer_widget"]


class Explorer:
    """A page that a notebook shows: live, and in what nbconvert makes of it, without a network."""

    def __init__(
        self,
        tables: Tables,
        *,
        lanes: Lanes = "place",
        title: str | None = None,
        height: int = 760,
        lang: str = "en",
    ) -> None:
        self.page = render_page(tables, lanes=lanes, title=title, lang=lang)
        self.title = title or "Timeline"
        self.height = height
        self._size = len(tables.events)

    def _repr_html_(self) -> str:
        return frame_html(self.page, height=self.height, title=self.title)

    def __repr__(self) -> str:
        return f"<Explorer of {self._size:,} event{'' if self._size == 1 else 's'}>"


def explorer_widget(explorer: Explorer, choose: Callable[[list[str] | None], Any]) -> Any:
    """Return an explorer as a widget: `selection` is what people have chosen in it.

    Parameters
    ----------
    explorer
        The page.
    choose
        What makes a selection of the ids of the chosen events; of None, everything.

    Raises
    ------
    MissingLibrary
        If anywidget is not installed.
    """
    return _widget_class()(
        explorer.page, explorer.title, height=explorer.height, choose=choose, text=repr(explorer)
    )


@cache
def _widget_class() -> Any:
    """Return the class of the widget; the library that it needs is loaded only here."""
    try:
        from anywidget import AnyWidget
        from traitlets import Int, List, Unicode
    except ModuleNotFoundError as missing:
        raise MissingLibrary.extra("the widget", missing.name or "anywidget", "widget") from missing

    class ExplorerWidget(AnyWidget):
        """The page, and which events are chosen in it: a list of ids, None for all."""

        _esm = files(__package__).joinpath("widget.js").read_text(encoding="utf-8")
        page = Unicode().tag(sync=True)
        title = Unicode().tag(sync=True)
        height = Int().tag(sync=True)
        chosen = List(Unicode(), default_value=None, allow_none=True).tag(sync=True)

        def __init__(
            self, page: str, title: str, *, height: int, choose: Callable[..., Any], text: str
        ) -> None:
            super().__init__(page=page, title=title, height=height)
            self._choose = choose
            self._text = text

        @property
        def selection(self) -> Any:
            """What is chosen now."""
            return self._choose(self.chosen)

        def __repr__(self) -> str:
            return self._text

    return ExplorerWidget

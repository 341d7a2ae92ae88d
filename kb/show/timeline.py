"""Events as lanes and bars: plain data that any drawing can start from, and nothing drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.show.account import accounts
from kb.show.crowd import Cell, count_cells
from kb.show.dates import Ghost, dated_shape, find_extent, find_ghosts, find_view
from kb.show.hover import hover_lines
from kb.show.lanes import Lanes, lane_memberships
from kb.show.listing import Entry, entry_of
from kb.show.stack import Scale, stack_rows
from kb.show.theme import LABEL_LENGTH, STATUSES, family_of
from kb.show.words import Words, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from kb.model.tables import Tables
    from kb.show.shape import Shape

__all__ = ["Bar", "Lane", "Timeline", "build_timeline"]

#: So many bars carry their titles, when those make no more than so many rows.
LABELLED, LABELLED_ROWS = 240, 160

#: So many events are drawn one by one; of more, counts per lane and time. A browser takes 1 s to
#: redraw 2,000, and no eye tells more apart.
DRAWN = 2_000


_STATUS_NAMES = {status.name for status in STATUSES}


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline, in which events are stacked."""

    name: str
    events: int
    rows: int


@dataclass(frozen=True, slots=True)
class Bar:
    """An event on the timeline; `shape` is None where it has no date that can be drawn.

    `planned` is true where only a plan is known, and drawn. `label_left` tells on which side of
    its mark the label has room.
    """

    event: str
    lane: int
    row: int
    label: str
    label_left: bool
    status: str
    standing: str
    one_sided: bool
    family: str
    shape: Shape | None
    planned: bool
    ghosts: tuple[Ghost, ...]
    hover: tuple[str, ...]

    @property
    def raised(self) -> bool:
        """Whether the label stands above, since a bar or a ghost is beside the mark."""
        return self.shape is not None and (not self.shape.point or bool(self.ghosts))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes and bars of the events of one selection.

    `extent` holds every date that is drawn, `view` is what the drawing opens on; both in seconds
    as a TimeSpan has them. `undated` bars have no lane. `cells` stand in for bars when there are
    too many events to draw each.
    """

    title: str
    lanes_by: str
    lang: str
    events: int
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    undated: tuple[Bar, ...]
    n_undated: int
    cells: tuple[Cell, ...]
    extent: tuple[int, int] | None
    view: tuple[int, int] | None

    @property
    def labelled(self) -> bool:
        """Whether the bars carry their titles."""
        return any(bar.label for bar in self.bars)


def build_timeline(
    tables: Tables,
    *,
    lanes: Lanes = "place",
    title: str | None = None,
    draw_up_to: int = DRAWN,
    lang: str = "en",
) -> Timeline:
    """Lay out events in lanes.

    An event stands once in every lane it belongs in. An event that has only a plan stands at its
    plan. One that has no date, or one beyond the years -9998 to 9998, is among the `undated`.

    Parameters
    ----------
    tables
        The selection.
    lanes
        What a lane is: a town, an actor, a kind, a source, a status, or who tells of the event.
        Towns hold what lies in them; a place that only locates another makes no lane.
    title
        A headline for the drawing.
    draw_up_to
        With more dated events than this, they are counted per lane and time instead.
    lang
        The language of all that is said, where there are messages in it.
    """
    words = words_in(lang)
    members, names = lane_memberships(tables, lanes, words)
    title = title or ""
    if int(tables.spans.dated.sum()) > draw_up_to:
        return _crowded(tables, members, names, lanes, title, words)
    telling = [entry_of(each, words) for each in accounts(tables)]
    drawn = [dated_shape(tables, at) for at in range(len(telling))]
    ghosts = find_ghosts(tables, drawn, words)
    shapes = [shape for shape, _ in drawn]
    extent, view = find_extent(shapes, ghosts), find_view(shapes)
    in_lanes: list[list[int]] = [[] for _ in names]
    for row, lane in members.itertuples(index=False):
        if shapes[row] is not None:
            in_lanes[lane].append(row)
    used = [(name, rows) for name, rows in zip(names, in_lanes, strict=True) if rows]
    bars = [
        [_bar(telling[row], *drawn[row], ghosts.get(row, ()), lane) for row in rows]
        for lane, (_, rows) in enumerate(used)
    ]
    stacked = _stacked_lanes(bars, Scale(*(view or (0, 1))))
    kept = tuple(
        Lane(name, len(rows), height)
        for (name, rows), (_, height) in zip(used, stacked, strict=True)
    )
    made = tuple(bar for each, _ in stacked for bar in each)
    undated = tuple(
        _bar(telling[row], None, False, (), -1) for row, shape in enumerate(shapes) if shape is None
    )
    return Timeline(
        title, lanes, words.lang, len(telling), kept, made, undated, len(undated), (), extent, view,
    )  # fmt: skip


def _bar(
    entry: Entry,
    shape: Shape | None,
    planned: bool,
    ghosts: tuple[Ghost, ...],
    lane: int,
) -> Bar:
    account = entry.account
    return Bar(
        event=account.event,
        lane=lane,
        row=0,
        label=_label(entry, shape),
        label_left=False,
        status=account.status if account.status in _STATUS_NAMES else "occurred",
        standing=account.standing.name,
        one_sided=account.standing.one_sided,
        family=family_of(account.kind_code).label,
        shape=shape,
        planned=planned,
        ghosts=ghosts,
        hover=hover_lines(entry),
    )


def _label(entry: Entry, shape: Shape | None) -> str:
    title = " ".join(entry.title.split())
    if shape is None and entry.when != entry.words["no_date"]:
        return f"{title[: 2 * LABEL_LENGTH]} ({entry.when})"
    longest = LABEL_LENGTH if shape else 3 * LABEL_LENGTH
    short = title if len(title) <= longest else title[: longest - 1].rstrip() + "…"
    return short + (" (?)" if shape is not None and shape.uncertain else "")


def _stacked_lanes(bars: Sequence[Sequence[Bar]], scale: Scale) -> list[tuple[list[Bar], int]]:
    """Stack the bars of each lane; without their labels, when those take too much room."""
    if sum(map(len, bars)) <= LABELLED:
        stacked = [_stacked(each, scale) for each in bars]
        if sum(height for _, height in stacked) <= LABELLED_ROWS:
            return stacked
    return [_stacked([replace(bar, label="") for bar in each], scale) for each in bars]


def _stacked(bars: Sequence[Bar], scale: Scale) -> tuple[list[Bar], int]:
    """Give each bar its row; return also how many there are."""
    covered, placed = [], []
    for each in bars:
        leftward = each.shape is not None and scale.label_goes_left(each.shape, each.label)
        bar = replace(each, label_left=leftward)
        placed.append(bar)
        shapes = [shape for shape in (bar.shape, *(g.shape for g in bar.ghosts)) if shape]
        covered.append(scale.covers(shapes, bar.label, leftward=bar.label_left))
    rows, height = stack_rows(covered)
    return [replace(bar, row=row) for bar, row in zip(placed, rows, strict=True)], height


def _crowded(
    tables: Tables, members: pd.DataFrame, names: list[str], lanes: str, title: str, words: Words
) -> Timeline:
    cells, extent = count_cells(tables, members)
    count = Counter(members["lane"].tolist())
    kept = tuple(Lane(name, count[at], 1) for at, name in enumerate(names))
    undated = int((~tables.spans.dated).sum())
    return Timeline(
        title, lanes, words.lang, len(tables.events), kept, (), (), undated, cells, extent, extent
    )

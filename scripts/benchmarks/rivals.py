"""Pages that other libraries make of the events of `bench_data`: one offline file each."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

#: From the first to the last day of the events, and a part of it to look at, in milliseconds.
_RANGE = """const first = Date.UTC(2022, 1, 24), all = 1400 * 864e5;
  const across = all / [1, 2, 4, 8, 16][i % 5];
  const from = first + (all - across) * ((i * .37) % 1), to = from + across;"""
_PAGE = """<!doctype html><meta charset="utf-8"><title>{name}</title>
<style>{style}
#box {{ height: 700px; overflow: auto; }}</style><div id="box"></div><script>{library}</script>
<script>const given = {data};
{script}</script>"""


@dataclass(frozen=True)
class Rival:
    """A library: where it is, how it writes a page, how the page is measured, what it can bear."""

    write: Callable[[pd.DataFrame, Path, Path], None]
    ready: str
    zoom: str
    target: str
    most: int
    package: str = ""


def fetch(rival: Rival, folder: Path) -> str:
    """Unpack the package of a rival from npm; return why that was not possible."""
    if not rival.package or (folder / _folder(rival.package)).exists():
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "not measured: no npm"
    packed = subprocess.run([npm, "pack", "--silent", rival.package], cwd=folder, text=True,
                            capture_output=True, check=False)  # fmt: skip
    if packed.returncode:
        return f"not measured: npm does not give {rival.package}"
    with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
        archive.extractall(folder / _folder(rival.package), filter="data")
    return ""


def _folder(package: str) -> str:
    return package.strip("@").replace("/", "-").replace("@", "-")


def _read(folder: Path, package: str, name: str) -> str:
    return (folder / _folder(package) / "package" / name).read_text(encoding="utf-8")


def _write(page: Path, name: str, library: str, style: str, data: object, script: str) -> None:
    text = json.dumps(data, separators=(",", ":"))
    filled = _PAGE.format(name=name, style=style, library=library, data=text, script=script)
    page.write_text(filled, encoding="utf-8")


def _plotly(events: pd.DataFrame, page: Path, folder: Path) -> None:
    import plotly.express as px

    figure = px.timeline(events, x_start="start", x_end="end", y="lane", color="kind",
                         hover_name="title")  # fmt: skip
    figure.write_html(page, include_plotlyjs=True, div_id="box", full_html=True)


VIS, TIMELINEJS, CHART = (
    "vis-timeline@8.5.4", "@knight-lab/timelinejs@3.9.11", "timelines-chart@2.14.3",
)  # fmt: skip


def _vis(events: pd.DataFrame, page: Path, folder: Path) -> None:
    items = [
        {"id": at, "content": title, "group": lane, "start": start, "end": end}
        for at, title, lane, start, end in _cells(events)
    ]
    script = """const groups = [...new Set(given.map((each) => each.group))].sort();
window.line = new vis.Timeline(document.getElementById("box"), new vis.DataSet(given),
  new vis.DataSet(groups.map((id) => ({ id, content: id }))), { maxHeight: 700 });
line.once("changed", () => { window.done = true; });"""
    style = _read(folder, VIS, "styles/vis-timeline-graph2d.min.css")
    library = _read(folder, VIS, "standalone/umd/vis-timeline-graph2d.min.js")
    _write(page, "vis-timeline", library, style, items, script)


def _timelinejs(events: pd.DataFrame, page: Path, folder: Path) -> None:
    def date(milliseconds: int) -> dict[str, int]:
        day = datetime.date(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)
        return {"year": day.year, "month": day.month, "day": day.day}

    slides = [
        {"start_date": date(start), "end_date": date(end), "group": lane,
         "text": {"headline": title}}
        for _, title, lane, start, end in _cells(events)
    ]  # fmt: skip
    script = """window.line = new TL.Timeline("box", { events: given }, { font: null });
line.on("loaded", () => { window.done = true; });"""
    style = _read(folder, TIMELINEJS, "dist/css/timeline.css")
    library = _read(folder, TIMELINEJS, "dist/js/timeline.js")
    _write(page, "TimelineJS", library, style, slides, script)


def _chart(events: pd.DataFrame, page: Path, folder: Path) -> None:
    segments: dict[str, dict[str, list[dict[str, object]]]] = {}
    for (_, title, lane, start, end), kind in zip(_cells(events), events["kind"], strict=True):
        found = segments.setdefault(lane, {}).setdefault(kind, [])
        found.append({"timeRange": [start, end], "val": kind, "labelVal": title})
    groups = [
        {"group": lane, "data": [{"label": kind, "data": each} for kind, each in kinds.items()]}
        for lane, kinds in sorted(segments.items())
    ]
    script = """window.line = TimelinesChart()(document.getElementById("box"))
  .enableAnimations(false).zScaleLabel("kind").data(given);"""
    library = _read(folder, CHART, "dist/timelines-chart.min.js")
    _write(page, "timelines-chart", library, "", groups, script)


def _cells(events: pd.DataFrame) -> list[tuple[int, str, str, int, int]]:
    starts, ends = (events[each].astype("int64").tolist() for each in ("start", "end"))
    titles, lanes = events["title"].tolist(), events["lane"].tolist()
    return list(zip(range(len(events)), titles, lanes, starts, ends, strict=True))


#: What each of them bears: with ten times as many a page stands still for minutes.
RIVALS = {
    "px.timeline": Rival(
        _plotly, "document.querySelector('#box .barlayer .trace')",
        f"""i => {{ {_RANGE}
  const range = [from, to].map((each) => new Date(each).toISOString());
  return Plotly.relayout("box", {{ "xaxis.range": range }}); }}""",
        "#box .nsewdrag", 100_000,
    ),
    "vis-timeline": Rival(
        _vis, "window.done", f"""i => {{ {_RANGE}
  return new Promise((done) => line.setWindow(from, to, {{ animation: false }}, done)); }}""",
        "#box .vis-center", 10_000, VIS,
    ),
    "TimelineJS": Rival(
        _timelinejs, "window.done && document.querySelector('.tl-timemarker')",
        "i => (i % 2 ? line.zoomOut() : line.zoomIn())", ".tl-timenav", 10_000, TIMELINEJS,
    ),
    "timelines-chart": Rival(
        _chart, "document.querySelector('#box .series-segment')",
        f"i => {{ {_RANGE} line.zoomX([new Date(from), new Date(to)]); }}", "#box svg", 10_000,
        CHART,
    ),
}  # fmt: skip

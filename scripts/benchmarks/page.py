"""Measure the page in a browser beside pages that others make of the same events.

The events and the measuring of pages are not part of the project: `--bench` names the folder that
holds `bench_data.py` and `bench_page.py`. The rivals come from the installed plotly and, by
`npm pack`, from npm into a temporary folder; each is measured at the sizes that it can bear.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from measure import measure
from rivals import RIVALS, fetch

SIZES = (10_000, 100_000, 1_000_000)
_DEFAULT = Path(__file__).parents[3] / "shared" / "bench" / "pages"

#: What a person does with our page, as JavaScript that ends when every view in sight has followed;
#: the others follow a quarter of a second after the last change, or when one comes near.
SETTLED = "while (kb.stale.size || kb.store.pending) await new Promise(requestAnimationFrame);"
READY = "document.documentElement.dataset.drawn"
ZOOM = """i => {
  const { timeline, extent: [first, last] } = kb, across = (last - first) / [1, 2, 4, 8, 16][i % 5];
  const from = first + (last - first - across) * ((i * .37) % 1);
  timeline.look(from, from + across);
  timeline.tell.range(timeline.from, timeline.to);
}"""
TYPING = """async i => {{
  const words = "{words}", at = 1 + i % words.length, box = document.getElementById("search");
  box.value = words.slice({begin}, at);
  box.dispatchEvent(new Event("input"));
  {settled}
}}"""
#: A query in which most letters change nothing, and numbers of which each figure leaves others.
TYPE = TYPING.format(words="event 4711 of kind", begin=0, settled=SETTLED)
NARROW = TYPING.format(words="471 8302 2957 6108", begin='words.lastIndexOf(" ", at - 1) + 1',
                       settled=SETTLED)  # fmt: skip
ANSWERS = {
    "a facet": f"""async i => {{
  const boxes = document.querySelectorAll("#facets input[type=checkbox]");
  boxes[i % Math.min(boxes.length, 20)].click();
  {SETTLED}
}}""",
    "known by": f"""async i => {{
  const slider = document.getElementById("known");
  slider.value = Math.floor(slider.max * [.2, .9, .5, .7, 1][i % 5]);
  slider.dispatchEvent(new Event("input"));
  {SETTLED}
}}""",
    "lanes": f"""async i => {{
  const choice = document.getElementById("lanes");
  choice.value = ["actor", "kind", "source", "status", "place"][i % 5];
  choice.dispatchEvent(new Event("change"));
  {SETTLED}
}}""",
    "an event": f"""async i => {{
  kb.pick(kb.index[Math.floor(kb.index.length * ((i * .37) % 1))]);
  {SETTLED}
}}""",
}


def main() -> None:
    """Make each page, measure it, and print as it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=_DEFAULT, help="the folder of the data")
    parser.add_argument("--events", type=int, nargs="+", default=SIZES, help="how many")
    parser.add_argument("--rivals", nargs="*", default=list(RIVALS), help=", ".join(RIVALS))
    parser.add_argument("--several", type=int, default=100_000,
                        help="up to so many events the same with three reports each")  # fmt: skip
    parser.add_argument("--limit", type=float, default=180, help="seconds that a page may take")
    options = parser.parse_args()
    if not (options.bench / "bench_page.py").exists():
        sys.exit(f"no bench_page.py in {options.bench}: --bench names the folder that has it")
    options.bench = options.bench.resolve()  # each step runs in a folder of its own
    sys.path.insert(0, str(options.bench))
    measure_page = importlib.import_module("bench_page").measure
    with tempfile.TemporaryDirectory() as folder:
        own = make_own(options, Path(folder))
        head("page", "MB", "first picture, CPU s", "zoom, CPU ms", "worst gap dragging, ms",
             "wheeling, ms", "a keystroke, CPU ms", "until it stands, ms",
             "one that narrows, CPU ms", "until it stands, ms", "requests")  # fmt: skip
        for name, page in own.items():
            print_row(name, *measured(measure_page, page, READY, ZOOM, "#timeline", options.limit,
                                      (TYPE, NARROW)))  # fmt: skip
        compare(options, Path(folder), measure_page)
        answers(measure_page, own, options.limit)


def make_own(options: argparse.Namespace, folder: Path) -> dict[str, Path]:
    """Write our pages, each in a fresh process, and tell what that took."""
    pages = {}
    head("writing our page", "read, CPU s", "write, CPU s", "peak MB")
    for n_events in options.events:
        for n_reports in (1, 3) if n_events <= options.several else (1,):
            name = f"kb, {n_events:,} events" + (", three reports each" if n_reports > 1 else "")
            page = folder / f"own-{n_events}-{n_reports}.html"
            took = measure("page_steps:write_page", options.bench, n_events, n_reports, page)
            read = took.answer["read"]
            print_row(name, f"{read:.1f}", f"{took.cpu - read:.1f}", f"{took.peak:.0f}")
            pages[name] = page
    bare = folder / "bare.html"
    measure("page_steps:write_page", options.bench, 1, 1, bare)
    return {"kb, one event": bare} | pages


def compare(options: argparse.Namespace, folder: Path, measure_page: Any) -> None:
    """Make and measure the pages of the others."""
    events = importlib.import_module("bench_data").events
    for name in options.rivals:
        rival = RIVALS[name]
        fault = fetch(rival, folder)
        for n_events in options.events:
            title = f"{name}, {n_events:,} events"
            if fault or n_events > rival.most:
                print_row(title, fault or f"not tried above {rival.most:,}")
                continue
            page = folder / f"{name}-{n_events}.html"
            rival.write(events(n_events), page, folder)
            cells = measured(measure_page, page, rival.ready, rival.zoom, rival.target,
                             options.limit)  # fmt: skip
            print_row(title, *cells)
            page.unlink()


def measured(measure_page: Any, page: Path, ready: str, zoom: str, target: str, limit: float,
             typing: tuple[str, str] = ("", "")) -> list[str]:  # fmt: skip
    """Return the cells of a page: its size, its first picture, its zoom, its gaps, its search."""
    found = measure_page(page, ready, zoom, target, limit, gestures=("drag", "wheel"))
    typed = [
        measure_page(page, ready, each, target, limit, zooms=18) if each else {} for each in typing
    ]
    gaps = [f"{found[each]['max']:.0f}" if each in found else "-" for each in ("drag", "wheel")]
    cells = [f"{found['html_bytes'] / 1e6:.2f}", seconds(found, "first_draw_cpu_ms")]
    cells += [str(found.get("zoom_cpu_ms", "-")), *gaps]
    for each in typed:
        cells += [str(each.get("zoom_cpu_ms", "-"))]
        cells += [f"{each['zoom_ms']['median']:.0f}" if "zoom_ms" in each else "-"]
    wrong = [*found.get("failed", []), *found["errors"]]
    return [*cells, str(len(found["external"])) + (f"; {wrong[0][:80]}" if wrong else "")]


def seconds(found: dict[str, Any], name: str) -> str:
    """Return milliseconds as seconds; a dash where nothing was measured."""
    return f"{found[name] / 1000:.2f}" if name in found else "-"


def answers(measure_page: Any, own: dict[str, Path], limit: float) -> None:
    """Print how long our page takes to answer what else a person may ask of it."""
    head("an answer of our page, wall ms, median (worst)", *ANSWERS)
    for name, page in list(own.items())[1:]:
        cells = []
        for script in ANSWERS.values():
            took = measure_page(page, READY, script, None, limit, zooms=10).get("zoom_ms")
            cells.append(f"{took['median']:.0f} ({took['max']:.0f})" if took else "-")
        print_row(name, *cells)


def head(*cells: str) -> None:
    """Print the head of a Markdown table."""
    print(f"\n| {' | '.join(cells)} |\n{'|---' * len(cells)}|", flush=True)


def print_row(*cells: str) -> None:
    """Print one row of it."""
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()

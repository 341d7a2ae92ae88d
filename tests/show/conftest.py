"""Small tables made by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from playwright.sync_api import sync_playwright

from kb.model.spans import Spans
from kb.model.tables import ACTOR_COLUMNS, PLACE_COLUMNS, REPORT_COLUMNS, SOURCE_COLUMNS, Tables
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable

#: An event of which nothing is known but its title.
EVENT: dict[str, Any] = {
    "title": "", "kind": "", "status": "occurred", "edtf": "", "words": "", "earliest": "",
    "latest": "", "precision": "", "approximate": False, "uncertain": False, "plan": "",
    "not_after": "", "places": "", "actors": "", "counts": "", "lat": float("nan"),
    "lon": float("nan"), "n_reports": 0, "n_roots": 0, "contested": False,
    "contested_properties": "", "denied": False, "one_sided": False, "side": "",
    "withdrawn": False, "first_published": "", "last_published": "",
}  # fmt: skip

CLAIM = ("event", "property", "reading", "root", "root_name", "reports", "published", "state",
         "rule")  # fmt: skip

PLACES = [
    {"id": "ukraine", "name": "Ukraine", "kind": "country"},
    {"id": "kherson-oblast", "name": "Kherson Oblast", "kind": "oblast", "within": "ukraine"},
    {"id": "kherson", "name": "Kherson", "kind": "city", "within": "kherson-oblast"},
    {"id": "bridge", "name": "Antonivka Bridge", "kind": "bridge", "within": "kherson"},
    {"id": "nova", "name": "Nova Kakhovka", "kind": "city", "within": "kherson-oblast"},
    {"id": "crimea", "name": "Crimea", "kind": "area", "within": "ukraine"},
]


def make_tables(*events: dict[str, Any]) -> Tables:
    """Make tables of events: the columns of `events`, and what hangs on each.

    `at` and `by` list place ids and (role, actor) pairs, `told` rows of reports, `readings`
    tuples (property, reading, root_name, state).
    """
    names = [event.get("event", f"e{at:04}") for at, event in enumerate(events)]
    spans = Spans.from_list([_span(event.get("edtf", "")) for event in events])
    order = spans.sort_order()
    events, names = [events[at] for at in order], [names[at] for at in order]
    spans = spans.take(order)
    rows, reports, claims, at_places, by_actors = [], [], [], [], []
    for name, event, span in zip(names, events, spans, strict=True):
        told = event.get("told", [])
        row = {**EVENT, "title": name, **{key: event[key] for key in event if key in EVENT}}
        if span is not None:
            row |= {"words": span.words, "earliest": _iso(span, "earliest")}
            row |= {"latest": _iso(span, "latest")}
            row |= {"precision": span.precision.name.lower()}
        row |= {"n_reports": len(told)}
        row["places"] = row["places"] or "; ".join(map(_place_name, event.get("at", ())))
        actors = (f"{role}: {actor}" for role, actor in event.get("by", ()))
        row["actors"] = row["actors"] or "; ".join(actors)
        rows.append(row)
        reports += [
            dict.fromkeys(REPORT_COLUMNS, "") | {"report": f"{name}-{at}"} | each | {"event": name}
            for at, each in enumerate(told)
        ]
        at_places += [(name, place, 1, False, "") for place in event.get("at", ())]
        at_places += [(name, place, 1, True, "") for place in event.get("located_at", ())]
        by_actors += [(name, role, actor, 1, "") for role, actor in event.get("by", ())]
        claims += [(name, *reading[:2], reading[2], reading[2], "", "", reading[3], "")
                   for reading in event.get("readings", ())]  # fmt: skip
    report_frame = pd.DataFrame(reports, columns=[*REPORT_COLUMNS]).assign(row=0, root="")
    actor_ids = list(dict.fromkeys(actor for _, _, actor, _, _ in by_actors))
    return Tables(
        events=pd.DataFrame(rows, index=pd.Index(names, name="event"), columns=[*EVENT]),
        spans=spans,
        plans=Spans.from_list([_span(event.get("plan", "")) for event in events]),
        event_places=_frame(at_places, "event place n_roots located_only reports"),
        event_actors=_frame(by_actors, "event role actor n_roots reports"),
        event_counts=_frame([], "event count low high about n_roots"),
        relations=_frame([], "event relation target n_roots reports"),
        claims=pd.DataFrame(claims, columns=list(CLAIM)),
        reports=report_frame.assign(root_name=report_frame["source"], edtf=""),
        places=_authority(PLACES, PLACE_COLUMNS),
        actors=_authority([{"id": each, "name": each} for each in actor_ids], ACTOR_COLUMNS),
        sources=_authority([], SOURCE_COLUMNS),
    )


def _span(edtf: str) -> TimeSpan | None:
    return TimeSpan.parse(edtf) if edtf else None


def _iso(span: TimeSpan, name: str) -> str:
    seconds = getattr(span, name)
    if seconds is None or not 86_400 < seconds < 9_000 * 366 * 86_400:
        return ""
    return date.fromordinal(seconds // 86_400).isoformat()


def _place_name(place: str) -> str:
    return next((each["name"] for each in PLACES if each["id"] == place), place)


def _frame(rows: list[tuple], columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


def _authority(rows: list[dict[str, str]], columns: tuple[str, ...]) -> pd.DataFrame:
    blank = dict.fromkeys(columns, "")
    frame = pd.DataFrame([blank | row for row in rows], columns=list(columns), dtype=str)
    return frame.set_index("id", drop=False)


@pytest.fixture(scope="session")
def tables_of() -> Callable[..., Tables]:
    """Return what makes tables of events written down as dictionaries."""
    return make_tables


#: Texts that would do something if a drawing or a page took them for markup or script.
HOSTILE = [
    '<a href="javascript:alert(1)">free money</a>',
    "<img src=x onerror=alert(1)>",
    '<span style="background:url(http://127.0.0.1:9/pixel)">styled</span>',
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]></style></title></template>",
    "&lt;b&gt; &amp; &quot; &#39; %{x} %{customdata[0]} {{ 7 * 7 }}",
    "a 'single' and a \"double\" quote` ${1}",
    "$\\alpha$ \\u003cb\\u003e",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200fعربى",
    "line\nbreak\ttab\x0bvertical\x1b[31m",
    "Х" * 5_000,
]


@pytest.fixture(scope="session")
def hostile_texts() -> list[str]:
    """Return texts that would do something if they were taken for markup or script."""
    return HOSTILE


@pytest.fixture(scope="session")
def hostile_tables() -> Tables:
    """Return tables with a hostile text in every field that is shown."""
    events = []
    for text in HOSTILE:
        report = {"source": text, "claimant": text, "via": text, "published": "2022-09-06",
                  "quote": text, "date": text}  # fmt: skip
        report["stance"] = "denies"
        addresses = (text, "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
                     'https://example.org/"onmouseover="alert(1)')  # fmt: skip
        events.append(
            {
                "title": text, "kind": text, "edtf": "2022-08-30", "at": [text],
                "by": [("agent", text)], "counts": text, "contested": True, "denied": True,
                "contested_properties": text, "side": text, "one_sided": True,
                "told": [{**report, "url": each} for each in addresses],
                "readings": [("places", text, text, "won"), ("places", text + "!", text, "lost"),
                             ("date", text, text, "lost"),
                             ("date", "2022-09-02", text, "lost")],
            }
        )  # fmt: skip
        events.append({"title": text, "edtf": "", "not_after": "2022-09-06"})
    return make_tables(*events)


#: Run in every page before its own script: what the policy refused, and what cried out.
WATCH = """
addEventListener("securitypolicyviolation", (event) => (window.wrong ??= []).push(
  event.violatedDirective + " " + event.blockedURI + " " + event.sample));
for (const name of ["alert", "confirm", "prompt"]) {
  window[name] = () => (window.wrong ??= []).push(name);
}
"""


@pytest.fixture(scope="module")
def browser(browser_path):
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def open_file(browser):
    """Return what opens a file, offline; in the end nothing was asked for, nothing went wrong."""
    contexts, asked, wrong = [], [], []

    def open_page(path, *, at="", width=1300, height=900, ready="html[data-drawn]", **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        if options.get("java_script_enabled", True):
            page.add_init_script(WATCH)
        page.goto(path.as_uri() + at)
        if options.get("java_script_enabled", True) and ready:
            page.wait_for_selector(ready, state="attached")
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            wrong += page.evaluate("window.wrong ?? []")
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert wrong == []


@pytest.fixture
def visit(open_file, tmp_path):
    """Return what opens the page of a knowledge base, as `open_file` does."""

    def open_page(base, *, at="", told=None, **options):
        base.to_html(tmp_path / "page.html", **(told or {}))
        return open_file(tmp_path / "page.html", at=at, **options)

    return open_page

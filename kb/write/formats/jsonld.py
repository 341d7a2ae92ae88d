"""JSON-LD: events in the words of schema.org, dates in EDTF, reports in the words of PROV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pandas as pd

from kb.write.formats.nodelink import write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.model.tables import Tables
    from kb.write.formats.target import Target

__all__ = ["CONTEXT", "embedded_json", "jsonld_document", "write_jsonld"]

Node = dict[str, Any]

_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

#: What the keys mean. `kb:` is for what no vocabulary has: roles of victims, votes, disputes.
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "kb": "urn:eventkb:",
    "edtf": {"@id": "http://purl.org/dc/terms/date", "@type": _EDTF},
    "plan": {"@id": "kb:plan", "@type": _EDTF},
    "claimedDate": {"@id": "kb:claimedDate", "@type": _EDTF},
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
}

#: Statuses that schema.org has a word for; what occurred has none.
_STATUS = {
    "planned": "EventScheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}

_RELATIONS = {
    "part of": "superEvent",
    "about": "about",
    "after": "kb:after",
    "because of": "kb:becauseOf",
}

#: What JSON need not escape, but a page must: the end of a script, and what JavaScript once took
#: for the end of a line.
_ESCAPES = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


def write_jsonld(tables: Tables, target: Target, **described: str) -> None:
    """Write the events of a selection as JSON-LD; see `jsonld_document`.

    Examples
    --------
    >>> from io import BytesIO
    >>> import kb
    >>> base = kb.read_events(pd.DataFrame({"title": ["Bridge hit"], "date": ["2022-09-04"]}))
    >>> write_jsonld(base.tables, file := BytesIO())
    >>> b'"startDate": "2022-09-04"' in file.getvalue()
    True
    """
    write_json(jsonld_document(tables, **described), target)


def jsonld_document(
    tables: Tables, *, name: str = "", version: str = "", date: str = "", licence: str = ""
) -> Node:
    """Return the events of a selection, each with its places, actors and reports.

    `edtf` holds the date with all its uncertainty; `startDate` and `endDate` are there where a
    single day is certain. A report is a `prov:Entity` that the event `prov:wasDerivedFrom`, and is
    `prov:wasAttributedTo` whose claim it is; `claimedDate` is when the event happened, by it.

    Parameters
    ----------
    tables
        The selection.
    name, version, date, licence
        Of the data set, where there is more to say of it than how much it holds.
    """
    events: Any = tables.events.reset_index().to_dict("records")
    around = {
        "location": _by_event(tables.event_places, _place_nodes(tables)),
        "kb:participant": _by_event(tables.event_actors, _actor_nodes(tables)),
        "subjectOf": _by_event(tables.reports, _report_nodes(tables.reports)),
    }
    days = _certain_days(tables)
    related = _related(tables.relations)
    graph = [
        _event_node(row, dict(zip(("startDate", "endDate"), ends, strict=True)), around, related)
        for row, ends in zip(events, days, strict=True)
    ]
    about = {"name": name, "version": version, "dateModified": date, "license": licence}
    size = {"size": f"{len(events)} events, {len(tables.reports)} reports"}
    dataset = {"@id": "#dataset", "@type": "Dataset", **_filled(about), **size}
    return {"@context": CONTEXT, "@graph": [dataset, *graph]}


def embedded_json(document: Mapping[str, Any]) -> str:
    r"""Return JSON that may stand in a script element, whatever text it holds.

    Examples
    --------
    >>> embedded_json({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _event_node(row: Node, ends: Node, around: Node, related: dict[str, Node]) -> Node:
    event = row["event"]
    hanging = {key: found[event] for key, found in around.items() if event in found}
    reports = [{"@id": each["@id"]} for each in hanging.get("subjectOf", [])]
    flags = ("contested", "denied", "one_sided", "withdrawn")
    node = {
        "@id": iri("event", event),
        "@type": ["Event", "prov:Entity"],
        "identifier": event,
        "name": row["title"],
        "keywords": row["kind"],
        "eventStatus": _STATUS.get(row["status"], ""),
        "kb:status": row["status"],
        "edtf": row["edtf"],
        **ends,
        "plan": row["plan"],
        "kb:counts": row["counts"],
        "kb:contested": row["contested_properties"],
        "kb:standing": [flag for flag in flags if row[flag]],
        "kb:roots": int(row["n_roots"]),
        "kb:geo": _geo(row["lat"], row["lon"]) if row.get("located_by") == "report" else "",
        **hanging,
        **related.get(event, {}),
        "prov:wasDerivedFrom": reports,
    }
    return _filled(node)


def _place_nodes(tables: Tables) -> list[Node]:
    known: Any = tables.places.to_dict("index")
    pairs = zip(tables.event_places["place"], tables.event_places["located_only"], strict=True)
    return [
        _filled(
            {
                "@id": iri("place", place),
                "@type": "Place",
                "name": known.get(place, {}).get("name") or place,
                "geo": _degrees(known.get(place, {})),
                "sameAs": _geonames(known.get(place, {}).get("geonames", "")),
                "kb:onlyLocates": True if only else "",
            }
        )
        for place, only in pairs
    ]


def _actor_nodes(tables: Tables) -> list[Node]:
    known: Any = tables.actors.to_dict("index")
    pairs = zip(tables.event_actors["actor"], tables.event_actors["role"], strict=True)
    return [
        _filled(
            {
                "@type": "Role",
                "roleName": role,
                "kb:actor": _filled(
                    {
                        "@id": iri("actor", actor),
                        "name": known.get(actor, {}).get("name") or actor,
                        "sameAs": _wikidata(known.get(actor, {}).get("wikidata", "")),
                    }
                ),
            }
        )
        for actor, role in pairs
    ]


def _report_nodes(reports: pd.DataFrame) -> list[Node]:
    return [
        _filled(
            {
                "@id": iri("report", row["report"]),
                "@type": ["CreativeWork", "prov:Entity"],
                "headline": row.get("title"),
                "url": _web(row.get("url") or ""),
                "datePublished": row.get("published"),
                "inLanguage": row.get("lang"),
                "publisher": _filled({"@type": "Organization", "name": row.get("source")}, least=2),
                "prov:wasAttributedTo": _filled(
                    {"@type": "prov:Agent", "name": row.get("root_name")}, least=2
                ),
                "text": row.get("quote"),
                "kb:stance": row.get("stance"),
                "kb:via": row.get("via"),
                "claimedDate": row.get("edtf"),
            }
        )
        for row in reports.to_dict("records")
    ]


def _by_event(pairs: pd.DataFrame, nodes: list[Node]) -> dict[str, list[Node]]:
    """Gather nodes, one a row, under their event."""
    found: dict[str, list[Node]] = {}
    for event, node in zip(pairs["event"], nodes, strict=True):
        found.setdefault(event, []).append(node)
    return found


def _related(relations: pd.DataFrame) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for event, relation, target in relations[["event", "relation", "target"]].to_numpy():
        if relation in _RELATIONS:
            own = found.setdefault(event, {}).setdefault(_RELATIONS[relation], [])
            own.append({"@id": iri("event", target)})
    return found


def _certain_days(tables: Tables) -> Iterable[tuple[str, str]]:
    """Yield the days on which each event certainly began and ended, empty where it is open."""
    spans = tables.spans
    exact = ~(spans.approximate | spans.uncertain)
    begins = exact & (spans.begin_earliest // 86_400 == spans.begin_latest // 86_400)
    ends = exact & (spans.end_earliest // 86_400 == spans.end_latest // 86_400)
    columns = (tables.events["earliest"], tables.events["latest"], begins, ends)
    for first, last, begun, ended in zip(*columns, strict=True):
        yield (first if begun else "", last if ended else "")


def _degrees(place: Node) -> Node | str:
    lat, lon = (pd.to_numeric(place.get(name, ""), errors="coerce") for name in ("lat", "lon"))
    return "" if pd.isna(lat) or pd.isna(lon) else _geo(lat, lon)


def _geo(lat: float, lon: float) -> Node:
    return {"@type": "GeoCoordinates", "latitude": float(lat), "longitude": float(lon)}


def _geonames(number: str) -> str:
    return f"https://sws.geonames.org/{number}/" if number.isdecimal() else ""


def _wikidata(item: str) -> str:
    known = item[:1] == "Q" and item[1:].isdecimal()
    return f"https://www.wikidata.org/entity/{item}" if known else ""


def _web(url: str) -> str:
    """Return an address of the web, else nothing: no script, no file."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    safe = parts.scheme in ("http", "https") and parts.netloc and url.isprintable()
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]") if safe else ""


def iri(kind: str, key: str) -> str:
    """Return the address of a thing within the document.

    >>> iri("event", "raid on 5 May")
    '#event:raid%20on%205%20May'
    """
    return f"#{kind}:{quote(key, safe='')}"


def _filled(node: Node, *, least: int = 0) -> Node:
    """Leave out what is empty; a node with fewer keys than `least` is empty itself."""
    kept = {key: value for key, value in node.items() if value not in ("", None, [], {})}
    return kept if len(kept) >= least else {}

"""kb's own events as MUC's templates, by a few plain rules and nothing learnt.

MUC wants one template for each incident of violence against people or property by those who are no
regular force at war: kinds of events become its types, what tells of one type is one incident,
participants become its slots by their role and by what their nouns name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from read_timeset import interval

from kb.model.vocabulary import family
from kb.read.article.analysis import analyse
from kb.read.article.document import read_document
from kb.read.article.nouns import class_of_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.analysis import Analysis, Event
    from kb.read.article.participants import Participant

SLOTS = ("perp_ind", "perp_org", "phys", "hum", "instr")
#: A kind of event to a type of MUC; kinds of conflict that are not here are attacks.
_TYPES = {
    "bombing": "BOMBING",
    "explosion": "BOMBING",
    "abduction": "KIDNAPPING",
    "fire": "ARSON",
    "crime": "ROBBERY",
}
#: What comes of an incident, and is none of its own.
_RESULTS = frozenset({"injury", "damage", "death"})
#: Fights of armed forces, which MUC does not count.
_WAR = frozenset("battle capture offensive interception territory movement siege".split())
_ROBBED = ("rob", "steal", "loot", "theft", "heist", "holdup")
_ARMED = frozenset({"fighter", "force"})
_PROPERTY = frozenset({"facility", "vehicle"})


@dataclass(slots=True)
class _Incident:
    """Events of one type, as they come."""

    type: str
    last: int
    events: list[Event] = field(default_factory=list)


def read_by_rules(document: dict[str, Any], parser: bool | None) -> list[dict[str, Any]]:
    """Return the incidents of a text of the scorer's, as templates."""
    published = document["date"] or ""
    analysis = analyse(read_document(document["text"], published=published), parser=parser)
    found = [_template(analysis, x, published) for x in _incidents(analysis)]
    return [x for x in found if any(x[slot] for slot in ("perp_ind", "perp_org", "phys", "hum"))]


def _incidents(analysis: Analysis) -> list[_Incident]:
    found: dict[str, _Incident] = {}
    last: _Incident | None = None
    for event in analysis.events:
        happening = event.happening
        kind, at = happening.trigger.kind, happening.sentence
        if happening.trigger.modality.status in ("cancelled", "planned"):
            continue
        type_ = _type_of(event)
        if kind in _RESULTS and last is not None and at - last.last <= 1:
            last.events.append(event)
            continue
        if not type_:
            continue
        last = found.setdefault(type_, _Incident(type_, at))
        last.events.append(event)
        last.last = at
    return list(found.values())


def _type_of(event: Event) -> str:
    """Return the type of an incident, empty where an event is none."""
    kind = event.happening.trigger.kind
    if kind == "crime" and not event.happening.trigger.entry.lemma.startswith(_ROBBED):
        return ""
    if kind == "fire" and not any(x.role == "agent" for x in event.participants):
        return ""
    if kind in _WAR:
        return ""
    return _TYPES.get(kind, "ATTACK" if family(kind) == "conflict" or kind in _RESULTS else "")


def _template(analysis: Analysis, incident: _Incident, published: str) -> dict[str, Any]:
    fills: dict[str, list[str]] = {x: [] for x in SLOTS}
    for event in incident.events:
        for one in event.participants:
            for slot in _slots(one, analysis):
                if one.name not in fills[slot]:
                    fills[slot].append(one.name)
    return {
        "type": incident.type,
        "date": _date(incident, published),
        "loc": _place(analysis, incident),
        **fills,
    }


def _slots(one: Participant, analysis: Analysis) -> Iterator[str]:
    word = analysis.document.text[one.start : one.end].split()[-1]
    noun_class = _class_of(one, analysis)
    if one.role == "agent":
        yield "perp_org" if noun_class == "organisation" else "perp_ind"
    elif one.role in ("victim", "target"):
        if noun_class in _PROPERTY or (one.role == "target" and noun_class == "organisation"):
            yield "phys"
        elif one.role == "victim" or noun_class in ("civilian", "official", "people", "person"):
            yield "hum"
    elif one.role == "instrument" and word:
        yield "instr"


def _class_of(one: Participant, analysis: Analysis) -> str:
    for actor in analysis.actors:
        if actor.start < one.end and one.start < actor.end and actor.end >= one.end:
            if actor.why.startswith("common noun"):
                return actor.why.rpartition(" ")[2]
            if actor.why.startswith("person"):
                return "person"
            if actor.why.startswith(("spelt out", "acronym", "organisation")):
                return "organisation"
    return class_of_noun(one.name.split()[-1].lower())


def _date(incident: _Incident, published: str) -> list[str | None] | None:
    for event in incident.events:
        span = event.happening.dating.time_span
        first, last = interval(span.edtf if span is not None else "")
        if first or last:
            return [first, last]
    return [None, published] if published else None


def _place(analysis: Analysis, incident: _Incident) -> list[str]:
    found: list[str] = []
    for event in incident.events:
        for placing in event.places:
            place = placing.mention.place
            found += [placing.mention.text, place.name, *place.within]
    if not found:
        found = _country(analysis)
    return list(dict.fromkeys(x.upper() for x in found))


def _country(analysis: Analysis) -> list[str]:
    """Return the country that a text is most about."""
    counts: dict[str, int] = {}
    for x in analysis.places:
        name = x.place.name if x.place.kind == "country" else (x.place.within or ("",))[-1]
        counts[name] = counts.get(name, 0) + 1
    best = max(counts, key=lambda x: counts[x], default="")
    return [best] if best else []

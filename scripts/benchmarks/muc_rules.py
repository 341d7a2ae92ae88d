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
from kb.read.article.document.document import read_document
from kb.read.article.words.nouns import class_of_noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.read.article.analysis import Analysis, Event
    from kb.read.article.who.participants import Participant
    from kb.resolve.places import PlaceMention

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
    return [x for x in found if x["phys"] or x["hum"]]


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
    _move_to_bombing(found)
    return [x for x in found.values() if x.events]


def _move_to_bombing(found: Mapping[str, _Incident]) -> None:
    """Count what is told of an attack beside a bombing to that: the word is the general one."""
    if "BOMBING" not in found or "ATTACK" not in found:
        return
    bombing, attack = found["BOMBING"], found["ATTACK"]
    at = {x.happening.sentence for x in bombing.events}
    near = [x for x in attack.events if not at.isdisjoint(_around(x.happening.sentence))]
    attack.events = [x for x in attack.events if x not in near]
    bombing.events = sorted(bombing.events + near, key=lambda x: x.happening.sentence)


def _around(sentence: int) -> range:
    return range(sentence - 1, sentence + 2)


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
    fills: dict[str, list[list[str]]] = {x: [] for x in SLOTS}
    for event in incident.events:
        for one in event.participants:
            for slot, names in _fills(one, analysis):
                if names[0] not in [x[0] for x in fills[slot]]:
                    fills[slot].append(names)
    return {
        "type": incident.type,
        "date": _date(incident, published),
        "loc": _place(analysis, incident),
        **fills,
    }


def _fills(one: Participant, analysis: Analysis) -> Iterator[tuple[str, list[str]]]:
    """Yield the slots that a participant fills, with its names; fighters are no victims to MUC."""
    words = " ".join(analysis.document.text[one.start : one.end].split())
    names = [one.name] if words == one.name else [one.name, words]
    noun_class, whole = _class_of(one, analysis)
    if one.role == "agent":
        yield from _doers(names, noun_class, whole)
    elif one.role == "instrument":
        yield "instr", names
    elif noun_class in _PROPERTY or (
        one.role == "target" and (whole or noun_class == "organisation")
    ):
        yield "phys", names
    elif one.role in ("victim", "target") and noun_class not in _ARMED:
        named = one.name[:1].isupper() and one.role == "victim"
        if named or noun_class in ("civilian", "official", "people", "person"):
            yield "hum", names


def _doers(names: list[str], noun_class: str, whole: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield a doer as individuals or as a body, or as both where fighters stand for theirs."""
    head = names[-1].split(" of ")[0].split()[-1].lower()
    if whole and len(names) > 1 and class_of_noun(head) == "fighter":
        yield "perp_ind", names[-1:]
        yield "perp_org", names[:1]
    elif whole or noun_class == "organisation" or (noun_class == "force" and head in _COLLECTIVE):
        yield "perp_org", names
    else:
        yield "perp_ind", names


def _class_of(one: Participant, analysis: Analysis) -> tuple[str, bool]:
    """Return the class of a participant's noun, and whether the participant is a named body."""
    head = analysis.document.text[one.start : one.end].split(" of ")[0].split()
    own = class_of_noun(head[-1].lower()) if head else ""
    for actor in analysis.actors:
        if actor.value == one.name and actor.why.startswith(_BODIES):
            return own, True
        if actor.value == one.name and actor.why.startswith("forces"):
            return own, head[-1].lower() in _COLLECTIVE
        if actor.value == one.name and actor.why.startswith("person"):
            return own if own in _PROPERTY else "person", False
    return own, False


#: Rules of actors that find bodies with a name, and words that name armed ones as a whole.
_BODIES = ("spelt out", "acronym", "organisation")
_COLLECTIVE = frozenset("forces force army military police".split())


def _date(incident: _Incident, published: str) -> list[str | None] | None:
    for event in incident.events:
        span = event.happening.dating.time_span
        first, last = interval(span.edtf if span is not None else "")
        if first or last:
            return [first, last]
    return [None, published] if published else None


def _place(analysis: Analysis, incident: _Incident) -> list[str]:
    """Return where kb places the events, else the places that their sentences name."""
    mentions = [x.mention for event in incident.events for x in event.places]
    if not any(x.place.kind != "country" for x in mentions):
        mentions += [x for event in incident.events for x in _beside(analysis, event)]
    found = [y for x in mentions for y in (x.text, x.place.name, *x.place.within)]
    return list(dict.fromkeys(x.upper() for x in found or _country(analysis)))


def _beside(analysis: Analysis, event: Event) -> Iterator[PlaceMention]:
    sentence = analysis.sentences[event.happening.sentence]
    for x in analysis.places:
        inside = sentence.start <= x.start < sentence.end
        if inside and not x.is_demonym and x.place.kind != "country":
            yield x


def _country(analysis: Analysis) -> list[str]:
    """Return the country that a text is most about."""
    counts: dict[str, int] = {}
    for x in analysis.places:
        name = x.place.name if x.place.kind == "country" else (x.place.within or ("",))[-1]
        counts[name] = counts.get(name, 0) + 1
    best = max(counts, key=lambda x: counts[x], default="")
    return [best] if best else []

"""The built-in extractor: an article taken apart, and put together as candidate reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.read.article.analysis import Analysis, analyse
from kb.read.article.bearing import CAUSES
from kb.read.article.bounding import bound_dates
from kb.read.article.calibration import confidence_of
from kb.read.article.events.titles import came_of, fitting
from kb.read.article.happenings import fields_of
from kb.read.article.naming import place_names
from kb.read.article.relations import ABOUT, Relation, relate
from kb.read.article.telling import blaming, telling
from kb.read.article.values import Candidate, Field
from kb.read.article.who.participants import named
from kb.read.article.words.forms import verb_forms
from kb.read.article.words.syntax import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kb.read.article.analysis import Event
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.happenings import Happening
    from kb.read.article.values import Document

NAME = "built-in"
#: A title of fewer words tells next to nothing.
_TELLING = 3
#: How sure it is that "the attack" is the one told of before.
_BLAMED = 0.6


def extract_events(document: Document, *, parser: bool | None = None) -> list[Candidate]:
    """Propose the reports of an article, in the order of their words.

    It needs no network and no model; with spaCy's English pipeline (the extra `read`) it finds
    more, and surer. `parser` forces one or the other.

    >>> from kb.read.article.document.document import read_document
    >>> text = "The bridge was hit on Monday, officials said."
    >>> hit, = extract_events(read_document(text, published="2022-09-06"), parser=False)
    >>> hit.values("kind"), hit.values("date")
    (['attack'], ['2022-09-05'])
    """
    return candidates_of(analyse(document, parser=parser))


def candidates_of(analysis: Analysis) -> list[Candidate]:
    """Return an analysed article's candidates, in the order of their words."""
    found = relate(
        analysis.sentences,
        [x.happening for x in analysis.events],
        [x.roles for x in analysis.events],
    )
    related = {at for x in found for at in (x.event, x.target)}
    zones = [analysis.sentences[x.happening.sentence].zone for x in analysis.events]
    headlines = {at for at, zone in enumerate(zones) if zone in ("title", "heading")}
    told = telling(analysis.sentences, analysis.events, related, headlines)
    found += [
        Relation(
            at,
            ABOUT,
            whole,
            *_words_of(analysis.events[at]),
            _BLAMED,
            "who is said to have done it",
        )
        for at, whole in blaming(analysis.sentences, analysis.events, list(told))
    ]
    numbers = {x: new for new, (at, again) in enumerate(told.items()) for x in (at, *again)}
    relations = [
        x._replace(event=numbers[x.event], target=numbers[x.target])
        for x in found
        if {x.event, x.target} <= numbers.keys()
    ]
    names = place_names(analysis.places)
    made = [
        _candidate(
            analysis,
            analysis.events[at],
            [x for x in relations if x.event == number != x.target],
            names,
        )
        for number, at in enumerate(told)
    ]
    return [
        _taken_up(candidate, [analysis.events[x].happening for x in again])
        for candidate, again in zip(
            bound_dates(analysis.document, made, relations), told.values(), strict=True
        )
    ]


def _words_of(event: Event) -> tuple[int, int]:
    return event.happening.trigger.start, event.happening.trigger.end


def _taken_up(candidate: Candidate, again: Sequence[Happening]) -> Candidate:
    """Return a candidate with the words that take it up, which give it none of their fields."""
    words = tuple((x.trigger.start, x.trigger.end) for x in again)
    return replace(candidate, others=(*candidate.others, *words))


def _candidate(
    analysis: Analysis, event: Event, relations: Sequence[Relation], names: Mapping[str, str]
) -> Candidate:
    lead = event.happening.trigger
    fields = [
        *_told(analysis, event),
        *_places(event, names),
        *(
            Field("actors", f"{x.role}: {x.name}", x.start, x.end, x.confidence, x.rule)
            for x in named(event.participants)
        ),
        *event.counts,
        *(_relation(x) for x in relations),
    ]
    others = tuple((x.trigger.start, x.trigger.end) for x in event.joined)
    sure = confidence_of(max(x.salience for x in (event.happening, *event.joined)))
    return Candidate(lead.start, lead.end, tuple(fields), NAME, others, sure)


def _told(analysis: Analysis, event: Event) -> list[Field]:
    """Return what the leading words say, and of others of the event what these leave open."""
    sentences, text = analysis.sentences, analysis.document.text
    fields = [*fields_of(event.happening, sentences[event.happening.sentence], text)]
    fields[0] = _title(analysis, event, fields[0])
    said = {x.column for x in fields}
    for other in event.joined:
        words = f"told again by “{other.trigger.text}”"
        for field in fields_of(other, sentences[other.sentence], text):
            if field.column not in said:
                said.add(field.column)
                fields.append(replace(field, method=f"{field.method}; {words}"))
    return fields


def _title(analysis: Analysis, event: Event, own: Field) -> Field:
    """Return the title, with what came of it ("hit and rendered impassable"), or a fuller one."""
    lead, text = event.happening, analysis.document.text
    for other in event.joined:
        trigger = other.trigger
        near = other.sentence == lead.sentence
        if near and trigger.passive and lead.trigger.passive:
            return replace(own, value=fitting([own.value, f"and {trigger.text}"]))
        if near and (outcome := came_of(analysis.sentences[other.sentence], trigger)):
            return replace(own, value=fitting([f"{own.value},", outcome]).rstrip(","))
        if len(own.value.split()) < _TELLING and trigger.kind not in ("other", "statement"):
            fuller = fields_of(other, analysis.sentences[other.sentence], text)[0]
            if len(fuller.value.split()) >= _TELLING:
                return fuller
    where = next((x.mention.name for x in event.places if x.rule.startswith("“")), "")
    if len(own.value.split()) == 1 and lead.trigger.is_noun:
        whose = _whose(event)
        if where or whose:
            more = f"in {where}" if where else f"by {whose}"
            return replace(own, value=f"{own.value} {more}")
    if _lacks_subject(lead.trigger, own.value) and (fuller_words := _with_agent(event, own.value)):
        return replace(own, value=fuller_words, method="who did it, with the words of the clause")
    if len(own.value.split()) < _TELLING and not lead.trigger.is_noun:
        words = _by_roles(event)
        if len(words.split()) > len(own.value.split()):
            return replace(own, value=words, method="who did what to whom")
    return own


def _whose(event: Event) -> str:
    """Return who did what a noun of violence names."""
    if event.happening.trigger.kind not in CAUSES:
        return ""
    return next((x.name for x in event.participants if x.role == "agent"), "")


def _lacks_subject(trigger: Trigger, title: str) -> bool:
    """Tell whether a title begins with what was done: a pronoun stood for who did it."""
    first = title.split()[0].lower()
    return not trigger.is_noun and first == trigger.text.split()[0].lower()


def _with_agent(event: Event, title: str) -> str:
    """Return a title with who did it, or was done to: "Officers removed the president"."""
    by_role = {x.role: x.name for x in reversed(event.participants)}
    agent = by_role.get("agent") or by_role.get("speaker", "")
    aim = by_role.get("victim") or by_role.get("target", "")
    verb, _, rest = title.partition(" ")
    if event.happening.trigger.passive:
        words = fitting([f"{aim} {verb.lower()}", rest])
        return words[:1].upper() + words[1:] if aim else ""
    aim = aim if rest.split(" ")[0] in PREPOSITIONS else ""
    if not agent and aim:
        words = f"{aim} {_done(event.happening.trigger)} {rest.removeprefix(aim)}"
    else:
        words = f"{agent} {verb.lower()} {aim} {rest}"
    words = " ".join(words.split())
    return words[:1].upper() + words[1:] if agent or aim else ""


def _done(trigger: Trigger) -> str:
    """Return a verb's past participle: what somebody unnamed did was done."""
    forms = verb_forms(trigger.entry.lemma)
    return next((x for x, tag in forms if tag == "VBN"), trigger.text)


def _by_roles(event: Event) -> str:
    """Return a title out of who takes part: "Gunmen shot Oleksii Kovalev"."""
    by_role = {x.role: x.name for x in reversed(event.participants)}
    agent, verb = by_role.get("agent", ""), event.happening.trigger.text
    aim = by_role.get("victim") or by_role.get("target", "")
    words = f"{aim} {verb}" if event.happening.trigger.passive else f"{agent} {verb} {aim}"
    words = " ".join(words.split())
    return words[:1].upper() + words[1:] if agent or aim else ""


def _relation(found: Relation) -> Field:
    value = f"{found.relation}: #{found.target + 1}"
    return Field("relations", value, found.start, found.end, found.confidence, found.rule)


def _places(event: Event, names: Mapping[str, str]) -> Iterator[Field]:
    seen = set()
    regions = {x.mention.place.name for x in event.places if x.mention.place.kind == "state"}
    for placing in event.places:
        mention = placing.mention
        name = names[mention.place.id]
        # A headline's "Arauca" may be the department of that name that the text tells of.
        is_namesake = mention.place.name in regions.intersection(mention.place.within)
        if name not in seen and not is_namesake:
            seen.add(name)
            sure = round(placing.confidence * mention.confidence, 2)
            why = "; ".join([placing.rule, *mention.why, *mention.place.why])
            yield Field("places", name, mention.start, mention.end, sure, why)

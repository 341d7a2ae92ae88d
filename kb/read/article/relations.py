"""How the events of an article hang together: about, because of, after, part of.

Only what the words say is taken: a decision and what it decides on, a cause behind "because of",
an order behind "after", one more of what has been going on. Which words lead to a cause or to what
came before is in `relations.csv`.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb.model.vocabulary import family
from kb.read.article.words.syntax import SUBORDINATORS, Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kb.read.article.happenings import Happening
    from kb.read.article.values import Sentence
    from kb.read.article.who.roles import Role

ABOUT, BECAUSE, AFTER, PART = "about", "because of", "after", "part of"
#: Kinds of events that have another one for their subject.
_DECIDES = frozenset(
    "decision announcement decree order demand agreement condemnation investigation threat charge "
    "trial verdict vote".split()
)
_UNDONE = frozenset("postponed cancelled planned".split())
#: What stands for the story as a whole where a cause is named.
_STORY = frozenset("event situation development circumstance happening".split())
_NO_STORY = frozenset("statement politics diplomacy other".split())
_COMPLEMENTS = frozenset("dobj nsubjpass prep pobj attr ccomp xcomp acl compound oprd".split())
#: How far a connecting word reaches where no parser says how far.
_REACH = 8


class Relation(NamedTuple):
    """That event number `event` has a relation to event number `target`; offsets of the words."""

    event: int
    relation: str
    target: int
    start: int
    end: int
    confidence: float
    rule: str


class Connector(NamedTuple):
    """A row of `relations.csv`; `reverse`: the event behind the words has the relation."""

    words: tuple[str, ...]
    relation: str
    reverse: bool
    confidence: float


class _Told(NamedTuple):
    """An event with its number and its sentence."""

    number: int
    event: Happening
    syntax: Syntax
    roles: Sequence[Role]

    @property
    def place(self) -> int:
        return self.event.trigger.place


@cache
def connectors() -> tuple[Connector, ...]:
    """Return the rows of `relations.csv`, the longest first."""
    with Path(__file__).with_name("relations.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Connector(
                tuple(x["words"].split()),
                x["relation"],
                x["reverse"] == "yes",
                float(x["confidence"]),
            )
            for x in csv.DictReader(file)
        ]
    return tuple(sorted(rows, key=lambda x: -len(x.words)))


def relate(
    sentences: Sequence[Sentence],
    events: Sequence[Happening],
    roles: Sequence[Sequence[Role]] = (),
) -> list[Relation]:
    """Return the relations between events, each pair once, the surest of it.

    `roles` are those of each event; without them nothing is found to be part of another.
    """
    syntaxes = {x.sentence: Syntax(sentences[x.sentence]) for x in events}
    told = [
        _Told(number, x, syntaxes[x.sentence], roles[number] if roles else ())
        for number, x in enumerate(events)
    ]
    found: dict[tuple[int, int], Relation] = {}
    for at, syntax in syntaxes.items():
        here = [x for x in told if x.event.sentence == at]
        abouts = list(_abouts(syntax, here))
        decided = {x.target: told[x.event] for x in abouts}
        for relation in (*abouts, *_connected(syntax, here, told, decided)):
            _keep(found, relation)
    for relation in _parts(told):
        _keep(found, relation)
    return sorted(found.values())


def _keep(found: dict[tuple[int, int], Relation], new: Relation) -> None:
    pair = (min(new.event, new.target), max(new.event, new.target))
    if new.event != new.target and (pair not in found or found[pair].confidence < new.confidence):
        found[pair] = new


def _abouts(syntax: Syntax, here: Sequence[_Told]) -> Iterator[Relation]:
    """Yield what a decision decides on: its object, or the next noun behind it."""
    for one in here:
        if one.event.trigger.kind not in _DECIDES:
            continue
        for other in here:
            if other is one or not _is_object(syntax, one, other):
                continue
            trigger = other.event.trigger
            sure = 0.8 if trigger.modality.status in _UNDONE else 0.6
            rule = f"“{one.event.trigger.text}” has it for its object"
            yield Relation(one.number, ABOUT, other.number, trigger.start, trigger.end, sure, rule)


def _is_object(syntax: Syntax, one: _Told, other: _Told) -> bool:
    if not other.event.trigger.is_noun:
        return False
    if not syntax.parsed:
        between = syntax.words[one.place + 1 : other.place]
        return 0 < other.place - one.place <= _REACH and not SUBORDINATORS & set(between)
    at: int | None = other.place
    while at is not None and at != one.place:
        if syntax.dep(at) not in _COMPLEMENTS or _leads_away(syntax, at):
            return False
        at = syntax.head(at)
    return at is not None


def _leads_away(syntax: Syntax, place: int) -> bool:
    """Tell whether a preposition brings in what the verb is not about: a time, a cause, a place."""
    word = syntax.words[place]
    return syntax.dep(place) == "prep" and word not in ("about", "on", "over", "of", "to", "into")


def _connected(
    syntax: Syntax,
    here: Sequence[_Told],
    told: Sequence[_Told],
    decided: Mapping[int, _Told],
) -> Iterator[Relation]:
    """Yield what words of cause and order connect in a sentence.

    `decided` has the decision on each event that is decided on: the cause is the decision's.
    """
    place = 0
    while place < len(syntax):
        row = _connector_at(syntax, place)
        if row is None:
            place += 1
            continue
        last = place + len(row.words)
        effect = _governed_by(syntax, place, here)
        if effect is not None:
            effect = decided.get(effect.number, effect)
            yield from _by_connector(syntax, row, (place, last), effect, here, told)
        place = last


def _connector_at(syntax: Syntax, place: int) -> Connector | None:
    for row in connectors():
        last = place + len(row.words)
        if tuple(syntax.words[place:last]) == row.words:
            return None if _is_infinitive(syntax, last) else row
    return None


def _is_infinitive(syntax: Syntax, place: int) -> bool:
    """Tell whether a "to" before a word is one of its verb: "due to be held" names no cause."""
    if syntax.is_end(place) or syntax.words[place - 1] != "to":
        return False
    return syntax.words[place] == "be" or syntax.tokens[place].tag == "VB"


def _by_connector(
    syntax: Syntax,
    row: Connector,
    span: tuple[int, int],
    effect: _Told,
    here: Sequence[_Told],
    told: Sequence[_Told],
) -> Iterator[Relation]:
    first, last = span
    start, end = syntax.tokens[first].start, syntax.tokens[last - 1].end
    words = " ".join(row.words)
    behind = _behind(syntax, first, last, here, effect) or _told_before(syntax, last, effect, told)
    if behind is not None:
        one, other = (behind, effect) if row.reverse else (effect, behind)
        if behind.event.sentence == effect.event.sentence:
            end = max(end, behind.event.trigger.end)
        sure, rule = row.confidence, f"“{words}”"
        yield Relation(one.number, row.relation, other.number, start, end, sure, rule)
    elif row.relation == BECAUSE and not row.reverse:
        story = _story(syntax, last, effect, told)
        if story is not None:
            end = syntax.tokens[min(last + 3, len(syntax) - 1)].end
            rule = f"“{words}” what the article has told before"
            yield Relation(effect.number, BECAUSE, story.number, start, end, 0.4, rule)


def _governed_by(syntax: Syntax, first: int, here: Sequence[_Told]) -> _Told | None:
    """Return the event that a connecting word hangs on: above it, else the last one before it."""
    by_place = {x.place: x for x in here}
    if syntax.parsed:
        over = list(syntax.above(first))[1 if syntax.dep(first) == "mark" else 0 :]
        near = next((by_place[x] for x in over if x in by_place), None)
        if near is not None and near.place != first:
            return near
    before = [x for x in here if x.place < first]
    if before:
        verbs = [x for x in before if not x.event.trigger.is_noun]
        return (verbs or before)[-1]
    later = [x for x in here if x.place > first and "," in syntax.words[first : x.place]]
    return later[0] if later else None


def _behind(
    syntax: Syntax, first: int, last: int, here: Sequence[_Told], effect: _Told
) -> _Told | None:
    """Return the event that a connecting word brings in."""
    for one in here:
        if one is effect or not last <= one.place < last + 2 * _REACH:
            continue
        if syntax.parsed:
            if first in syntax.above(one.place) or _heads_clause(syntax, first, one.place):
                return one
        elif one.place < last + _REACH and "," not in syntax.words[last : one.place]:
            return one
    return None


def _told_before(syntax: Syntax, last: int, effect: _Told, told: Sequence[_Told]) -> _Told | None:
    """Return an event of another sentence that the next noun names again: "the offensive"."""
    for place in range(last, min(last + _REACH, len(syntax))):
        if syntax.words[place] in SUBORDINATORS or syntax.is_end(place):
            return None
        lemma = syntax.lemma(place, verb=False)
        for one in told:
            trigger = one.event.trigger
            same = trigger.is_noun and trigger.entry.lemma == lemma
            if same and one is not effect and one.event.sentence != effect.event.sentence:
                return one
    return None


def _heads_clause(syntax: Syntax, first: int, place: int) -> bool:
    verb = syntax.head(first)
    subject = syntax.dep(place) in ("nsubj", "nsubjpass") and syntax.head(place) == verb
    return syntax.dep(first) == "mark" and (verb == place or subject)


def _story(syntax: Syntax, last: int, effect: _Told, told: Sequence[_Told]) -> _Told | None:
    """Return the event that matters most of those told before "the events that happened"."""
    lemmas = {syntax.lemma(x, verb=False) for x in range(last, min(last + 4, len(syntax)))}
    if not lemmas & _STORY:
        return None
    before = [
        x
        for x in told
        if x.event.sentence < effect.event.sentence
        and family(x.event.trigger.kind) not in _NO_STORY
        and x.event.trigger.modality.status in ("occurred", "ongoing")
    ]
    return max(before, key=lambda x: x.event.salience, default=None)


def _parts(told: Sequence[_Told]) -> Iterator[Relation]:
    """Yield single events of a lasting one: of the same family, against the same things."""
    lasting = [x for x in told if x.event.trigger.modality.status == "ongoing"]
    for one in told:
        modality = one.event.trigger.modality
        if modality.status != "occurred" or modality.aspect != "repeated":
            continue
        for whole in lasting:
            kind = whole.event.trigger.kind
            same = family(kind) == family(one.event.trigger.kind) and kind != "other"
            if (
                same
                and abs(whole.event.sentence - one.event.sentence) <= 2
                and _aim(one) & _aim(whole)
            ):
                trigger = one.event.trigger
                rule = "once more what has been going on, against the same"
                where = (trigger.start, trigger.end)
                yield Relation(one.number, PART, whole.number, *where, 0.5, rule)
                break


def _aim(told: _Told) -> set[str]:
    return {
        told.syntax.lemma(x.place, verb=False).casefold().rstrip("s")
        for x in told.roles
        if x.role in ("target", "victim")
    }

"""A text of MUC as kb reads it: sentences, happenings, roles, actors, dates and places.

Everything here is kb's own reading; what MUC counts as an incident is decided after this.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.model.vocabulary import family
from kb.read.article.analysis import named_by_recogniser
from kb.read.article.happenings import find_happenings, find_mentions
from kb.read.article.values import Document, Zone
from kb.read.article.who.actors import find_actors
from kb.read.article.who.roles import find_roles
from kb.read.article.words.casing import is_upper, truecase
from kb.read.article.words.nouns import class_of, class_of_noun
from kb.read.article.words.phrases import Phrase, phrase_at
from kb.read.article.words.sentences import split_sentences
from kb.read.article.words.syntax import Syntax
from kb.resolve.places import find_places

if TYPE_CHECKING:
    from kb.read.article.happenings import Happening
    from kb.read.article.values import Mention, Sentence
    from kb.read.article.who.roles import Role
    from kb.resolve.dates import DateMentions
    from kb.resolve.places import PlaceMention

#: Kinds outside of conflict that incidents are told with.
_HARM = frozenset(
    "abduction death injury damage fire torture crime outage detention release threat".split()
)
#: What stands before the first word.
_TEXT = re.compile(r"\s*\[text\]\s*", re.IGNORECASE)
_ORGANISATIONS = ("spelt out", "acronym", "organisation", "forces")
_HEADS = frozenset(
    "nsubj nsubjpass dobj pobj conj appos attr ROOT dative oprd poss dep npadvmod nmod".split()
)
_NO_NOUNS = frozenset("DATE TIME MONEY PERCENT ORDINAL".split())


def is_violent(kind: str) -> bool:
    """Tell whether a kind of event may be part of an incident."""
    return kind in _HARM or family(kind) == "conflict"


@dataclass(slots=True)
class Noun:
    """A noun phrase or a name that may fill a slot.

    `kind` is phrase, compound, person or organisation; `value` is what coreference goes by;
    `chances` has the probability of each slot, once the model has seen it.
    """

    sentence: int
    place: int
    start: int
    end: int
    kind: str
    head: str
    value: str
    phrase: Phrase
    noun_class: str
    chances: dict[str, float] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The head as a feature: who a person is tells nothing of another text."""
        return "(name)" if "person" in (self.kind, self.noun_class) else self.head


@dataclass(slots=True)
class Text:
    """A text of MUC, read; `happenings` and `roles` go by sentence.

    `chances` has the probability of each type of incident, sentence by sentence, and `whole` that
    of the whole text, once the model has seen it.
    """

    id: str
    raw: str
    cased: str
    published: str
    dateline: str
    body: int
    sentences: list[Sentence]
    syntaxes: list[Syntax]
    happenings: list[list[Happening]]
    roles: list[list[list[Role]]]
    actors: list[Mention]
    dates: DateMentions
    places: list[PlaceMention]
    nouns: list[Noun] = field(default_factory=list)
    by_value: dict[str, list[Noun]] = field(default_factory=dict)
    by_head: dict[tuple[str, str], list[Noun]] = field(default_factory=dict)
    chances: dict[str, list[float]] = field(default_factory=dict)
    whole: dict[str, float] = field(default_factory=dict)

    def sentence_at(self, offset: int) -> int | None:
        """Return the number of the sentence that an offset stands in."""
        at = bisect_right([x.start for x in self.sentences], offset) - 1
        return at if at >= 0 and offset < self.sentences[at].end else None


def read_text(document: dict[str, Any], parser: bool | None) -> Text:
    """Read a document of the scorer's, without its dateline."""
    raw, body = document["text"], document["body_start"]
    if mark := _TEXT.match(raw, body):
        body = mark.end()
    cased = truecase(raw) if is_upper(raw) else raw
    zones = tuple(_paragraphs(raw, body))
    whole = Document(cased, zones, document["date"] or "")
    sentences = split_sentences(whole, parser=parser)
    dates = find_mentions(whole)
    rows: list[list[Happening]] = [[] for _ in sentences]
    for x in find_happenings(whole, sentences, mentions=dates):
        rows[x.sentence].append(x)
    text = Text(
        id=document["id"],
        raw=raw,
        cased=cased,
        published=document["date"] or "",
        dateline=document["dateline"],
        body=body,
        sentences=sentences,
        syntaxes=[Syntax(x) for x in sentences],
        happenings=rows,
        roles=[
            [find_roles(s, x.trigger) for x in row] for s, row in zip(sentences, rows, strict=True)
        ],
        actors=find_actors(cased, sentences),
        dates=dates,
        places=find_places(cased, names=named_by_recogniser(sentences)),
    )
    text.nouns = [*_phrases(text), *_compounds(text)]
    text.nouns += _names(text)
    settle_nouns(text)
    return text


def settle_nouns(text: Text) -> None:
    """Give each noun the name that coreference goes by, and enter it under that and its head."""
    text.by_value, text.by_head = {}, {}
    for noun in text.nouns:
        noun.value = _meant(text, noun)
        text.by_value.setdefault(noun.value.lower(), []).append(noun)
        text.by_head.setdefault((noun.head, noun.kind), []).append(noun)


def _meant(text: Text, noun: Noun) -> str:
    """Return the full name of the actor whose name a noun ends with, else its own words."""
    return next(
        (
            x.value
            for x in text.actors
            if noun.start <= x.start and x.end == noun.end and not x.why.startswith("common")
        ),
        noun.value,
    )


def _paragraphs(raw: str, body: int) -> Any:
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", raw[body:]):
        yield Zone(body + match.start(), body + match.end(), "body")


def lemma(syntax: Syntax, place: int) -> str:
    """Return a lemma whether a parser gave one or not."""
    token = syntax.tokens[place]
    return token.lemma or token.text.lower()


def _phrases(text: Text) -> Any:
    for number, syntax in enumerate(text.syntaxes):
        for place in range(len(syntax)):
            if not _may_head(syntax, place):
                continue
            phrase = phrase_at(syntax, place)
            start, end = phrase.span(syntax)
            yield Noun(
                number,
                place,
                start,
                end,
                "phrase",
                lemma(syntax, place),
                text.cased[start:end],
                phrase,
                class_of(syntax, place),
            )


#: What a noun before another may name, whatever the other is; and those that may be somebody's.
_NAMED_BEFORE = frozenset("weapon organisation force fighter".split())
_MEMBERS = frozenset("people fighter organisation force".split())


def _compounds(text: Text) -> Any:
    """Yield what is named before another noun: "Shining Path" members, a "car bomb" attack."""
    for number, syntax in enumerate(text.syntaxes):
        for place, token in enumerate(syntax.tokens):
            head = syntax.head(place)
            if token.dep != "compound" or head is None or syntax.dep(place + 1) == "compound":
                continue
            noun_class = class_of(syntax, place)
            named = noun_class in _NAMED_BEFORE or token.label == "ORG"
            if not named and class_of(syntax, head) not in _MEMBERS:
                continue
            first = place
            while first and _is_part(syntax, first - 1, place, head):
                first -= 1
            start, end = syntax.tokens[first].start, token.end
            yield Noun(
                number,
                place,
                start,
                end,
                "compound",
                lemma(syntax, place),
                text.cased[start:end],
                Phrase(first, place, place),
                noun_class,
            )


def _is_part(syntax: Syntax, word: int, place: int, head: int) -> bool:
    """Tell whether a word belongs to a compound, and not to what that stands before."""
    above, dep = syntax.head(word), syntax.dep(word)
    return (above == place and dep in ("amod", "compound", "nmod")) or (
        above == head and dep == "compound"
    )


def _may_head(syntax: Syntax, place: int) -> bool:
    token = syntax.tokens[place]
    if not any(x.isalpha() for x in token.text) or token.label in _NO_NOUNS:
        return False
    if not syntax.parsed:
        return phrase_at(syntax, place).head == place and len(token.text) > 2
    if token.dep not in _HEADS or token.tag[:2] not in ("NN", "CD", "JJ"):
        return False
    return token.tag[:2] == "NN" or bool(class_of_noun(syntax.words[place]))


def _names(text: Text) -> Any:
    taken = {(x.start, x.end) for x in text.nouns}
    for actor in text.actors:
        number = text.sentence_at(actor.start)
        person = actor.why.startswith("person")
        if number is None or not (person or actor.why.startswith(_ORGANISATIONS)):
            continue
        syntax = text.syntaxes[number]
        places = [i for i, x in enumerate(syntax.tokens) if actor.start <= x.start < actor.end]
        if not places or (actor.start, actor.end) in taken:
            continue
        head = next((x for x in reversed(places) if syntax.head(x) not in places), places[-1])
        bracket = re.search(r"\s*[\[(]", actor.text)
        end = actor.start + bracket.start() if bracket else actor.end
        yield Noun(
            number,
            head,
            actor.start,
            end,
            "person" if person else "organisation",
            actor.value.lower(),
            actor.value,
            phrase_at(syntax, head),
            class_of(syntax, head),
        )

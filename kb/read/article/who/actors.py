"""Who is named in an article: persons, organisations, states, forces, units, and common nouns.

Rules from the surest to the least sure, each taking what those before it have left: military units
by a grammar, organisations spelt out before their acronym, persons by titles and by a recogniser,
the armed forces of a state, states, organisations, and common nouns of people ("gunmen"). A surname
or an acronym stands for the full name that the document has; a pronoun for the only actor who can
be meant.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from kb.read.article.values import Mention
from kb.read.article.who.bodies import body_of, find_bodies
from kb.read.article.who.shortening import (
    acronyms,
    clean,
    fullest,
    mention_of,
    short_names,
    surnames,
)
from kb.read.article.who.states import demonyms, forces_of, states, voices
from kb.read.article.who.units import UNIT
from kb.read.article.words.casing import BRACKETED, spelt_out
from kb.read.article.words.nouns import ACTORS, PEOPLE, class_of_noun
from kb.read.article.words.phrases import phrase_at
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.model.names import Names
    from kb.read.article.values import Sentence, Token

#: Why a body is one that the table has.
KNOWN = "known body"
_FORCES = re.compile(
    r"(?:(?:armed|military|defen[cs]e|occupation|occupying|ground|regular) )?"
    r"(?:forces|troops|army|military|soldiers)\b"
)
_SAYING = frozenset("said says announced denied claimed warned accused vowed".split())
_TITLE = re.compile(
    r"\b(?:(?:Vice |Prime |Deputy |Lieutenant |Major |Brigadier )?"
    r"(?:President|Minister|General|Gen|"
    r"Colonel|Col|Major|Maj|Captain|Capt|Lieutenant|Lt|Sergeant|Sgt|Senator|Sen|Judge|Justice|Mr|"
    r"Mrs|Ms|Dr|Doctor|Father|Fr|Reverend|Rev|Bishop|Archbishop|Msgr|Monsignor|Ambassador|Governor|"
    r"Gov|Mayor|Chancellor|Secretary|Commander|Pope|King|Queen|Prince|Sheikh))\.? "
)
_NAME = re.compile(
    r"[A-ZÀ-ÝІЇЄ][\w’'-]+(?: (?:(?:de|del|la|las|los|van|von|der|bin|al|el|da|dos|y)\b ?)*"
    r"[A-ZÀ-ÝІЇЄ][\w’'-]*\.?){0,3}"
)
#: What streets end with, which recognisers take for surnames.
_STREETS = frozenset("Street Road Lane Avenue Drive Boulevard Highway Court Square".split())
#: Nouns that say of one human being what he or she is.
_PERSONS = frozenset({"official", "civilian", "person", "fighter"})
_MEMBERS = frozenset("member head founder son daughter brother sister widow native".split())
#: Words in capitals up to a bracket.
_CAPITALS = re.compile(r"[A-Z][\w'’-]*(?:(?: (?:of|for|without|de|del|du))? [A-Z][\w'’-]*)+ ?$")
_WORDS = re.compile(r"[\w'’-]+")


def find_actors(
    text: str, sentences: Sequence[Sentence], names: Names | None = None
) -> list[Mention]:
    """Return the actors that a text names, in order, none inside another.

    `text` is cased as people print it; offsets are its own. The value of a mention is the name of
    an actor of `names` where one bears the name, else the fullest name of the text.
    """
    found = _Found(text)
    for rule in (_units, _spelt_out, _bodies):
        for mention in rule(text, sentences):
            found.add(mention)
    for mention in acronyms(text, found.mentions):
        found.add(mention)
    for rule in (
        _titled,
        _persons,
        _described,
        _forces,
        _organisations,
        _states,
    ):
        for mention in rule(text, sentences):
            found.add(mention)
    for mention in (
        *surnames(text, found.mentions),
        *short_names(text, found.mentions),
    ):
        found.add(mention)
    for mention in _common(text, sentences):
        found.add(mention)
    return [_known(_one_name(x), names) for x in fullest(found.in_order())]


class _Found:
    """Mentions that do not overlap; the first that is added stays."""

    def __init__(self, text: str) -> None:
        self.mentions: list[Mention] = []
        self._taken = bytearray(len(text))

    def add(self, mention: Mention) -> None:
        """Add a mention unless one stands there already."""
        if mention.end > mention.start and not any(self._taken[mention.start : mention.end]):
            self._taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            self.mentions.append(mention)

    def in_order(self) -> list[Mention]:
        """Return the mentions by where they stand."""
        return sorted(self.mentions, key=lambda x: x.start)


def _units(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for match in UNIT.finditer(text):
        yield mention_of(text, match.start(), match.end(), "unit")


def _spelt_out(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for match in BRACKETED.finditer(text):
        before = [*_WORDS.finditer(text, max(0, match.start() - 150), match.start())]
        size = spelt_out(match.group(1), [x.group() for x in before[-12:]])
        start = before[-size].start() if size is not None else _name_before(text, match)
        if start is not None:
            name = clean(text[start : match.start()])
            yield mention_of(text, start, match.end(), f"spelt out: {match.group(1)}", name)


def _name_before(text: str, acronym: re.Match[str]) -> int | None:
    """Return where the name of a body begins whose acronym is of another language.

    The National Liberation Army is the ELN, the Kurdistan Workers' Party the PKK.
    """
    first = max(0, acronym.start() - 120)
    capitals = _CAPITALS.search(text[first : acronym.start()])
    if not capitals or len(acronym.group(1)) < 3:
        return None
    words = [*_WORDS.finditer(capitals.group())]
    if words[0].group() == "The" or class_of_noun(words[0].group().lower()) in PEOPLE:
        words = words[2 if words[1].group() == "of" else 1 :]
    kinds = {class_of_noun(x.group().lower()) for x in words}
    if len(words) < 2 or kinds.isdisjoint(("organisation", "force")):
        return None
    return first + capitals.start() + words[0].start()


def _bodies(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for start, end, name in find_bodies(text):
        yield mention_of(text, start, end, KNOWN, name)


def _one_name(mention: Mention) -> Mention:
    """Give a body that goes by several names the one that the table has."""
    if mention.why.startswith("person"):
        return mention
    return replace(mention, value=body_of(mention.value))


def _titled(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for match in _TITLE.finditer(text):
        name = _NAME.match(text, match.end())
        if name and name.group() not in demonyms() and not class_of_noun(name.group().lower()):
            yield mention_of(text, *name.span(), "person after a title")


def _labelled(sentences: Sequence[Sentence], *labels: str) -> Iterator[tuple[Sentence, int, int]]:
    """Yield runs of tokens that a recogniser gave one of the labels."""
    for sentence in sentences:
        for label, run in groupby(enumerate(sentence.tokens), key=lambda x: x[1].label):
            places = [x for x, _ in run]
            if label in labels:
                yield sentence, places[0], places[-1]


def _persons(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for sentence, first, last in _labelled(sentences, "PERSON"):
        words = sentence.tokens[first : last + 1]
        words = (*_names_before(sentence, first), *words)
        while len(words) > 1 and class_of_noun(words[0].text.lower()):
            words = words[1:]
        is_common = words[0].text.islower() or words[0].text in demonyms()
        is_common = is_common or (len(words) > 1 and words[-1].text in _STREETS)
        if not is_common and words[0].text not in states():
            yield mention_of(text, words[0].start, _before_s(words), "person")


def _before_s(words: Sequence) -> int:
    return words[-2].end if len(words) > 1 and words[-1].text in ("'s", "’s") else words[-1].end


def _forces(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for match in re.finditer(r"\b(?!The )[A-Z][\w.]+(?: [A-Z]\w+)?(?=(?:'s|’s)? )", text):
        state = demonyms().get(match.group()) or states().get(match.group())
        if state is None:
            continue
        start = match.end() + (3 if text[match.end() : match.end() + 2] in ("'s", "’s") else 1)
        if forces := _FORCES.match(text, start):
            yield mention_of(
                text, match.start(), forces.end(), "forces of a state", forces_of(state)
            )


def _states(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for match in re.finditer(r"\b[A-Z][\w.'’-]+(?: (?:and )?[A-Z]\w+)*", text):
        skipped = len("The ") if match.group().startswith("The ") else 0
        start, name = match.start() + skipped, clean(match.group()[skipped:])
        after = _WORDS.match(text, match.end() + 1)
        if name in states():
            yield mention_of(text, start, start + len(name), "state", states()[name])
        elif name in voices() and after and after.group() in _SAYING:
            yield mention_of(text, *match.span(), "state by its capital", voices()[name])
        elif name in demonyms() and name.endswith("s") and name[:-1] in demonyms():
            yield mention_of(text, start, match.end(), "state by its people", demonyms()[name])


def _organisations(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for sentence, first, last in _labelled(sentences, "ORG"):
        words = sentence.tokens[first : last + 1]
        while words and words[0].text.lower() in ("the", "a", "an", "'s"):
            words = words[1:]
        if not words or not words[0].text[:1].isupper() or _are_people(words):
            continue
        names = _names_before(sentence, first)
        if len(words) == 1 and (names or _is_described(sentence, last)):
            start = names[0].start if names else words[0].start
            yield mention_of(text, start, words[0].end, "person by what stands beside the name")
        else:
            yield mention_of(text, words[0].start, _before_s(words), "organisation")


def _are_people(words: Sequence[Token]) -> bool:
    """Tell whether a name is that of people, whom it only describes: "Coastal Guerrillas"."""
    last = words[-1].text.lower()
    of = any(x.text.lower() in ("of", "for") for x in words)
    return last.endswith("s") and class_of_noun(last) in _PERSONS and not of


def _described(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    """Yield names that no recogniser has seen, where an apposition says that they are persons'."""
    for sentence in sentences:
        for place, token in enumerate(sentence.tokens):
            if _is_name(token) and token.dep != "compound" and _is_described(sentence, place):
                names = _names_before(sentence, place)
                if names:
                    yield mention_of(text, names[0].start, token.end, "person by an apposition")


def _names_before(sentence: Sentence, first: int) -> tuple[Token, ...]:
    """Return the names that stand before a name without being taken for a part of it."""
    at = first
    while at and sentence.tokens[at - 1].dep == "compound" and _is_name(sentence.tokens[at - 1]):
        at -= 1
    return sentence.tokens[at:first]


def _is_name(token: Token) -> bool:
    word = token.text
    common = class_of_noun(word.lower()) or word in demonyms() or _TITLE.match(f"{word} ")
    return token.tag == "NNP" and not token.label and word.istitle() and not common


def _is_described(sentence: Sentence, place: int) -> bool:
    """Tell whether an apposition says that a name is a person's: "Kovalev, a former lawmaker"."""
    return any(
        x.dep == "appos"
        and x.head == place
        and (class_of_noun(x.lemma) in _PERSONS or x.lemma in _MEMBERS)
        for x in sentence.tokens
    )


def _common(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for sentence in sentences:
        syntax = Syntax(sentence)
        for place, token in enumerate(sentence.tokens):
            noun_class = class_of_noun(syntax.words[place])
            if noun_class in ACTORS and token.tag[:2] in ("NN", "") and _heads(syntax, place):
                start, end = phrase_at(syntax, place).span(syntax)
                yield mention_of(text, start, end, f"common noun: {noun_class}")


def _heads(syntax: Syntax, place: int) -> bool:
    if syntax.parsed:
        return syntax.dep(place) not in ("compound", "amod", "nmod")
    return phrase_at(syntax, place).head == place


def _known(mention: Mention, names: Names | None) -> Mention:
    """Resolve a mention to the actor that bears its value or its words."""
    if names is None:
        return mention
    for name in (mention.value, mention.text):
        code = names.find(name)
        if code is not None:
            why = f"{mention.why}; known"
            return Mention(mention.start, mention.end, mention.text, "actor", names.name(code), why)
    return mention

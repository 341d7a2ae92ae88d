"""The words that govern a trigger or say of it what became of it, from `modality.csv`."""

from __future__ import annotations

import csv
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.read.article.words.syntax import BE, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.read.article.words.syntax import Syntax

#: What became of it apart from its status; only what is real is an event.
REAL, UNREAL, NEGATED, ATTEMPTED, GENERIC, OPINION = (
    "real",
    "unreal",
    "negated",
    "attempted",
    "generic",
    "opinion",
)
#: Relations of a noun to the verb that it is the object of.
OBJECTS = frozenset("dobj obj nsubjpass oprd attr pobj".split())
_COMPLEMENTS = frozenset("xcomp ccomp acl pcomp".split())

#: What one may deny of a thing that took place all the same: "denied involvement in the attack".
SHARES = frozenset(
    "involvement responsibility credit blame role part hand link links knowledge complicity".split()
)

#: Prepositions over which no word governs: "postponed the vote because of the war".
_APART = frozenset("because after before despite amid amidst following during since due".split())
#: How far a word governs to its right where no parser says so.
REACH = 5

_PUT = frozenset("put puts putting placed".split())

#: What is said of a noun after "was".
_PHRASES = {
    ("under", "way"): "ongoing",
    ("called", "off"): "cancelled",
    ("put", "off"): "postponed",
    ("put", "on", "hold"): "postponed",
}

_OFF = {
    ("called", "off"): "cancelled",
    ("calls", "off"): "cancelled",
    ("call", "off"): "cancelled",
    ("put", "off"): "postponed",
    ("puts", "off"): "postponed",
}


@cache
def effects(pos: str) -> Mapping[str, str]:
    """Return the words of one part of speech that change whether something happened."""
    with Path(__file__).with_name("modality.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return MappingProxyType({x["word"]: x["effect"] for x in rows if x["pos"] == pos})


#: What others say, which one may dismiss.
TALES = frozenset(
    "claim claims report reports allegation allegations accusation accusations suggestion "
    "suggestions rumour rumours rumor rumors speculation".split()
)
DISMISSING = frozenset("dismiss rubbish debunk discount".split())
_REJECTING = DISMISSING | {"reject", "refute", "dispute"}


def governors(syntax: Syntax, place: int) -> Iterator[tuple[int, str]]:
    """Yield the words that govern a word and change whether it happened, nearest first."""
    if syntax.parsed:
        yield from _parsed_governors(syntax, place)
    else:
        yield from _near_governors(syntax, place)


def _parsed_governors(syntax: Syntax, place: int) -> Iterator[tuple[int, str]]:
    below = place
    for above in syntax.above(place):
        dep = syntax.dep(below)
        if dep == "prep" and syntax.words[below] in _APART:
            return
        tag = syntax.tag(above)
        verb = tag.startswith("VB")
        tale = dep in ("dobj", "nsubjpass") and _is_told_in(syntax, place, below)
        if verb and tale and syntax.lemma(above, verb=True) in _REJECTING:
            yield above, "denies"
        elif effect := _effect(syntax, above, verb):
            object_of = dep in OBJECTS or dep in ("prep", "dative", "agent")
            if (verb and (dep in _COMPLEMENTS or object_of)) or (
                not verb and dep in (*_COMPLEMENTS, "prep", "relcl")
            ):
                yield above, effect
        if verb and dep in ("nsubj", "advcl", "relcl", "parataxis"):
            return
        if dep == "conj" and verb and not syntax.tag(below).startswith("VB"):
            return
        if (
            verb
            and dep in ("dobj", "nsubjpass", "pobj", "prep")
            and below != place
            and not _is_prep(syntax, below)
        ):
            return
        below = above


def _is_told_in(syntax: Syntax, place: int, tale: int) -> bool:
    """Tell whether a noun says what a word tells of: "claims that it attacked", not whose it is."""
    if syntax.words[tale] not in TALES:
        return False
    clause = [x for x in (place, *syntax.above(place)) if syntax.head(x) == tale]
    return any(syntax.dep(x) in ("acl", "ccomp", "relcl") for x in clause)


def _is_prep(syntax: Syntax, place: int) -> bool:
    return syntax.tag(place) in ("IN", "TO", "RP")


def _effect(syntax: Syntax, place: int, verb: bool) -> str:
    if verb:
        lemma = syntax.lemma(place, verb=True)
        asked = lemma == "call" and syntax.words[place + 1 : place + 2] in (["for"], ["on"])
        return UNREAL if asked else effects("verb").get(lemma, "")
    tag = syntax.tag(place)
    if syntax.words[place] == "due" and not _is_due_to_be(syntax, place):
        return ""
    pos = "noun" if tag.startswith("NN") else "adjective"
    return effects(pos).get(syntax.lemma(place, verb=False), "")


def _is_due_to_be(syntax: Syntax, due: int) -> bool:
    """Tell whether "due" says when, not why: "due to open", but not "due to the war"."""
    causes = syntax.words[due + 1 : due + 2] == ["to"] and syntax.tag(due + 1) != "TO"
    verb = any(syntax.tag(x) == "VB" for x in range(due + 2, min(due + 5, len(syntax))))
    return not causes or verb


def _near_governors(syntax: Syntax, place: int) -> Iterator[tuple[int, str]]:
    for at in range(place - 1, max(-1, place - 1 - REACH), -1):
        if syntax.is_end(at):
            break
        for verb in (True, False):
            effect = effects("verb" if verb else "noun").get(syntax.lemma(at, verb), "")
            if effect and _reaches(syntax, at, place):
                yield at, effect
                break


def _reaches(syntax: Syntax, governor: int, place: int) -> bool:
    """Tell whether only words that join stand between, so that the one governs the other."""
    between = syntax.words[governor + 1 : place]
    return not between or any(x in PREPOSITIONS for x in between[:2]) or len(between) <= 3


def _put_off(syntax: Syntax, place: int) -> Iterator[tuple[int, str]]:
    """Find "… was postponed" and "… is under way", said of the noun before it."""
    for at in range(place + 1, min(place + 1 + REACH, len(syntax))):
        if syntax.is_end(at):
            return
        if syntax.words[at - 1] not in BE:
            continue
        for words, effect in _PHRASES.items():
            if tuple(syntax.words[at : at + len(words)]) == words:
                yield at, effect
        by_verb = effects("verb").get(syntax.lemma(at, verb=True), "")
        if by_verb not in ("postponed", "cancelled", "planned") or syntax.parsed:
            by_verb = ""
        if effect := by_verb or effects("adjective").get(syntax.words[at], ""):
            yield at, effect


def modifiers(syntax: Syntax, place: int) -> Iterator[tuple[int, str]]:
    """Yield the words beside a noun, or said of it, that change whether it happened."""
    for at in range(max(0, place - 3), place):
        if syntax.words[at] == "as" and not any(syntax.is_end(x) for x in range(at, place)):
            yield at, OPINION  # "dismissed it as a failure"
    if syntax.parsed:
        near = list(syntax.with_dep(place, "amod", "det", "compound", "acomp", "nmod"))
    else:
        near = list(range(max(0, place - 3), place))
    for at in near:
        word = syntax.words[at]
        if word == "no" or (word in ("a", "an", "any") and syntax.words[at - 1] == "without"):
            yield at, NEGATED
        elif word == "any":
            yield at, UNREAL
        elif effect := effects("adjective").get(word, ""):
            yield at, effect
    yield from _put_off(syntax, place)
    yield from _on_hold(syntax, place)


def _on_hold(syntax: Syntax, place: int) -> Iterator[tuple[int, str]]:
    """Find "put … on hold", "put off … " and "called off …" around the noun."""
    words = syntax.words
    rest = words[place + 1 :]
    stop = next((n for n, x in enumerate(rest) if x in (".", ";")), len(rest))
    for first, second, effect in (("on", "hold", "postponed"), ("on", "ice", "postponed")):
        pairs = list(pairwise(rest[:stop]))
        put = [at for at in range(max(0, place - 8), len(words)) if words[at] in _PUT]
        if (first, second) in pairs and any(at < place + 8 for at in put):
            yield place + 1 + pairs.index((first, second)), effect
    for at in range(max(0, place - 4), place):
        if (words[at], words[min(at + 1, len(words) - 1)]) in _OFF:
            yield at, _OFF[words[at], words[at + 1]]

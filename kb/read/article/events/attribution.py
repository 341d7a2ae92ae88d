"""Who says so: the claimant of what a trigger names, the words that say so, and when it was said.

A claimant is found as the subject of a verb of saying (`reporting.csv`) whose complement holds the
trigger, after "according to", as the agent of "was reported by", or as the speaker of the quotation
that the trigger stands in, before it, after it or in the sentence beside it. A pronoun stands for
the claimant before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.read.article.events.governing import DISMISSING, SHARES, TALES
from kb.read.article.events.quotations import quoted_places
from kb.read.article.events.sayings import sayings
from kb.read.article.events.speakers import (
    SAID_IN,
    phrase_after,
    phrase_before,
    phrase_of,
    speaker_of,
    trimmed,
    words_of,
)
from kb.read.article.words.clause import group_of
from kb.read.article.words.syntax import BE, DETERMINERS, NEGATIONS, Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.values import Sentence

_CONTENT = frozenset(
    "ccomp xcomp parataxis advcl conj dobj pobj prep relcl acl oprd dep agent".split()
)
_FIRST_PERSONS = frozenset("i we you".split())
_SPEAKER_PRONOUNS = frozenset("he she they it who".split())
_THINGS = frozenset("they it who".split())
_NOBODY = frozenset("no nobody none neither".split())
#: Nouns of what is said: "in a statement", "reports of".
_NO_CLAIMANTS = frozenset(
    "this that which there what it report reports video footage "
    "first only later earlier initially originally also already "
    "monday tuesday wednesday thursday friday saturday sunday yesterday today".split()
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so.

    `start` and `end` are the character offsets of the claimant as printed, `name` its words without
    an article; `verb` is the place of the word of saying in sentence number `sentence`; `method`
    the rule. A claimant that a pronoun stands for has the offsets of the name it stands for.
    """

    name: str
    start: int
    end: int
    stance: str
    sentence: int
    verb: int
    method: str


def attribute(
    sentences: Sequence[Sentence], triggers: Sequence[Sequence[Trigger]]
) -> list[list[Attribution | None]]:
    """Return who claims what each trigger names; None where the article itself says so.

    `triggers` has a list for each sentence, and so has the result.
    """
    reader = _Reader(sentences)
    return [[reader.claimant(at, x) for x in found] for at, found in enumerate(triggers)]


class _Reader:
    """The sentences of an article, and who has spoken so far."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.syntaxes = [Syntax(x) for x in sentences]
        self.quoted = quoted_places(self.syntaxes)
        self.last: Attribution | None = None

    def claimant(self, at: int, trigger: Trigger) -> Attribution | None:
        """Return the claimant of a trigger in sentence number `at`."""
        syntax = self.syntaxes[at]
        found = (
            _of_content(syntax, trigger.place)
            or _according(syntax, trigger.place)
            or _reported_by(syntax, trigger.place)
        )
        if found is not None and found.name.lower() in _FIRST_PERSONS:
            found = None
        if found is None and trigger.place in self.quoted[at]:
            found = self._speaker(at, trigger.place)
        if found is None:
            return None
        where = found.sentence if found.sentence >= 0 else at
        named = self._named(replace(found, sentence=where))
        self.last = named or self.last
        return named

    def _named(self, found: Attribution) -> Attribution | None:
        if found.name.lower() not in _SPEAKER_PRONOUNS | SAID_IN:
            return found
        last = self.last
        thing = found.name.lower() in _THINGS | SAID_IN
        if last is None or (thing and not self._in_one(last, found)):
            return None
        return replace(
            found, name=last.name, start=last.start, end=last.end, method=found.method + ", pronoun"
        )

    def _in_one(self, one: Attribution, other: Attribution) -> bool:
        """Tell whether two stand in one paragraph: "it" and "they" seldom reach over its end."""
        first, second = (self.syntaxes[x.sentence].sentence.paragraph for x in (one, other))
        return first == second

    def _speaker(self, at: int, place: int) -> Attribution | None:
        """Look for the speaker of a quotation: in its sentence, then in those beside it."""
        for where in (at, at + 1, at - 1, at + 2, at - 2):
            if not 0 <= where < len(self.syntaxes):
                continue
            syntax = self.syntaxes[where]
            near = abs(syntax.sentence.paragraph - self.syntaxes[at].sentence.paragraph) <= 1
            found = _any_saying(syntax, self.quoted[where]) if near else None
            if found is not None:
                return replace(found, sentence=where, method="speaker of the quotation")
        return None


def _of_content(syntax: Syntax, place: int) -> Attribution | None:
    """Find the verb of saying that a trigger is the content of."""
    if not syntax.parsed:
        return _of_content_near(syntax, place)
    below = place
    for above in syntax.above(place):
        dep = syntax.dep(below)
        if _is_saying(syntax, above) and dep in _CONTENT and _holds(syntax, above, below, place):
            found = _with_subject(syntax, above, "verb of saying")
            if found is not None:
                return found
        if syntax.dep(below) in ("nsubj", "nsubjpass", "csubj"):
            return None if syntax.dep(above) != "ccomp" else _of_content(syntax, above)
        below = above
    return None


def _holds(syntax: Syntax, saying: int, below: int, place: int) -> bool:
    """Tell whether what hangs on a verb of saying is what was said."""
    dep = syntax.dep(below)
    if syntax.words[below] in SHARES:
        return False
    if dep in ("ccomp", "parataxis", "xcomp"):
        return True
    if syntax.lemma(saying, verb=True) == "accuse":
        return "of" in syntax.words[saying:place]
    if dep in ("dobj", "oprd"):
        lemma, tale = syntax.lemma(saying, verb=True), syntax.words[below] in TALES
        denied = sayings().get(lemma) == "denies"  # "rejected the results of the vote"
        return tale or (lemma in _OF_NOUNS and (not denied or (below == place and lemma == "deny")))
    return dep == "conj" and syntax.words[saying + 1 : below].count("that") > 0


#: Verbs of saying whose object names what happened.
_OF_NOUNS = frozenset(
    "report announce confirm deny claim allege admit acknowledge reject dispute reveal".split()
)


def _is_saying(syntax: Syntax, place: int) -> bool:
    if not syntax.tag(place, ("VBD",)).startswith("VB"):
        return False
    told = any(syntax.words[x] in TALES for x in syntax.with_dep(place, "dobj", "nsubjpass"))
    lemma = syntax.lemma(place, verb=True)
    return lemma in sayings() or (told and lemma in DISMISSING)


def _with_subject(syntax: Syntax, verb: int, method: str) -> Attribution | None:
    tag = syntax.tag(verb)
    group = group_of(syntax, verb, tag)
    if group.infinitive or group.modal or group.negated:
        return None
    subject = next(syntax.with_dep(verb, "nsubj"), None)
    if subject is None and group.passive:
        subject = _agent(syntax, verb)
        if subject is None and syntax.lemma(verb, verb=True) == "accuse":
            return None
    if subject is None and syntax.dep(verb) in ("conj", "xcomp", "advcl"):
        above = syntax.head(verb)
        subject = next(syntax.with_dep(above, "nsubj"), None) if above is not None else None
    if subject is None:
        return None
    low, high = phrase_of(syntax, speaker_of(syntax, subject))
    if syntax.lemma(verb, verb=True) == "accuse" and "of" in syntax.words[subject : high + 1]:
        high = syntax.words.index("of", subject) - 1  # "accused by a clerk of killing …"
    return _made(syntax, low, high, verb, method)


def _agent(syntax: Syntax, verb: int) -> int | None:
    for by in syntax.with_dep(verb, "agent"):
        return next(syntax.with_dep(by, "pobj"), None)
    return None


def _made(syntax: Syntax, low: int, high: int, verb: int, method: str) -> Attribution | None:
    if syntax.words[low] in _NOBODY:
        return None
    low, high = trimmed(syntax, low, high)
    start, end = syntax.tokens[low].start, syntax.tokens[high].end
    name = words_of(syntax, low, high)
    if not name[:1].isalnum() or (name.lower() in _NO_CLAIMANTS and name.lower() != "it"):
        return None
    lemma = syntax.lemma(verb, verb=True)
    stance = "denies" if lemma in DISMISSING else sayings().get(lemma, "asserts")
    return Attribution(name, start, end, stance, -1, verb, method)


def _according(syntax: Syntax, place: int) -> Attribution | None:
    """Find "according to X", which holds for the whole sentence."""
    for at, word in enumerate(syntax.words[:-2]):
        if word == "according" and syntax.words[at + 1] == "to":
            return _made(syntax, *phrase_after(syntax, at + 2), at, "according to")
    return None


def _reported_by(syntax: Syntax, place: int) -> Attribution | None:
    """Find "… was reported by X", said of the trigger before it."""
    for at in range(place + 1, len(syntax) - 2):
        said = syntax.words[at + 1] == "by" and syntax.words[at - 1] in BE
        if said and syntax.lemma(at, verb=True) in sayings():
            return _made(syntax, *phrase_after(syntax, at + 2), at, "reported by")
    return None


def _of_content_near(syntax: Syntax, place: int) -> Attribution | None:
    """Without a parser: "X said (on Monday) that …" before the trigger, "…, X said" after it."""
    for at in range(place - 1, 0, -1):
        if syntax.words[at] in SHARES:  # "denied responsibility for the raid" denies no raid
            return None
        if syntax.words[at] == "accused" and "," in syntax.words[at:place]:
            continue
        if syntax.words[at] == "accused" and (by := _accuser(syntax, at)) is not None:
            return _made(syntax, *by, at, "verb of saying") if by else None
        if _says(syntax, at):
            return _made(syntax, *phrase_before(syntax, at), at, "verb of saying")
    comma = next((x for x in range(place + 1, len(syntax)) if syntax.words[x] == ","), len(syntax))
    for at in range(comma + 1, len(syntax)):
        if _says(syntax, at):
            low, high = phrase_before(syntax, at)
            if low > place:
                return _made(syntax, low, high, at, "verb of saying")
    return None


def _accuser(syntax: Syntax, verb: int) -> tuple[int, int] | tuple[()] | None:
    """Return who stands after "accused by", nobody for "was accused", None for "X accused"."""
    after = syntax.words[verb + 1 : verb + 2]
    if after == ["by"]:
        low, high = phrase_after(syntax, verb + 2)
        return low, next((x for x in range(low, high) if syntax.words[x] == "of"), high + 1) - 1
    be = any(syntax.words[x] in BE for x in syntax.auxiliaries(verb))
    return () if be or after == ["of"] else None


def _says(syntax: Syntax, place: int) -> bool:
    word = syntax.words[place]
    known = syntax.lemma(place, verb=True) in sayings()
    before = syntax.words[place - 1] if place else ""
    if not NEGATIONS.isdisjoint(syntax.words[x] for x in syntax.auxiliaries(place)):
        return False
    if word in TALES and before.endswith(("ed", "said")):  # "dismissed claims"
        return False
    return known and word.endswith(("d", "s", "t", "n", "e")) and before not in DETERMINERS


def _any_saying(syntax: Syntax, quoted: frozenset[int]) -> Attribution | None:
    for at in _sayings_outside(syntax, quoted):
        if syntax.parsed:
            found = _with_subject(syntax, at, "")
        else:
            found = _made(syntax, *phrase_before(syntax, at), at, "")
        if found is not None:
            return found
    return None


def _sayings_outside(syntax: Syntax, quoted: frozenset[int]) -> Iterator[int]:
    for at in range(len(syntax)):
        known = _is_saying(syntax, at) if syntax.parsed else _says(syntax, at)
        if at not in quoted and known:
            yield at


__all__ = ["Attribution", "attribute"]

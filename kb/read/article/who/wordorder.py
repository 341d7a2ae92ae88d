"""What stands in the slots of a trigger by word order alone, where no parser has been.

Who did it and to whom it was done must not be mistaken for one another, so a slot is filled only
where the order of words can mean nothing else: by the phrase with which a clause begins, right
before its verb; by what stands right after an active verb, or after "by" right after a passive one;
by what a preposition right after the trigger governs. All else is left open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.modality import LIGHT
from kb.read.article.who.blame import CLAIMANT
from kb.read.article.who.phraselists import OPENING, TIMES, Phrases
from kb.read.article.who.slots import OBJECT, SUBJECT, Argument
from kb.read.article.words.nouns import class_of_noun
from kb.read.article.words.syntax import (
    BE,
    DETERMINERS,
    DO,
    FUTURE,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.words.phrases import Phrase
    from kb.read.article.words.syntax import Syntax

#: Verbs that take no object, so that what stands before them is their subject.
_INTRANSITIVE = frozenset(
    "die explode detonate erupt collapse crash sink flee retreat withdraw advance march protest "
    "rally resign clash surrender arrive depart perish meet".split()
)
#: Prepositions that may come second after a noun and still be its own.
_OWN_SECOND = frozenset("by on against".split())
#: Light verbs whose subject does not do what the noun names.
_NOT_DONE = frozenset("report announce follow see suffer undergo receive sustain face".split())
_WITH = frozenset("with using".split())


def by_order(syntax: Syntax, trigger: Trigger) -> list[Argument]:
    """Fill the slots by word order, where no parser has been."""
    reader = _Order(syntax, trigger)
    return [*(reader.of_noun() if trigger.is_noun else reader.of_verb())]


class _Order:
    """A sentence's phrases, and where the words of a trigger lie among them."""

    def __init__(self, syntax: Syntax, trigger: Trigger) -> None:
        self.syntax, self.trigger, self.place = syntax, trigger, trigger.place
        self.phrases = Phrases(syntax)
        at = [i for i, x in enumerate(syntax.tokens) if trigger.start <= x.start < trigger.end]
        self.first, self.last = (at[0], at[-1]) if at else (self.place, self.place)

    def of_verb(self) -> Iterator[Argument]:
        """Yield what fills the slots of a verb."""
        objects = [*self.phrases.listed_at(self.last + 1)]
        if self._is_passive():
            for phrase in self._subjects(self.first):
                yield Argument(OBJECT, phrase.head, "before the verb")
            objects = []
        elif self._is_active(bool(objects)):
            for phrase in self._subjects(self.first):
                yield Argument(SUBJECT, phrase.head, "before the verb")
        last = self.syntax.words[self.last]
        slot = last if self.last > self.place and last in PREPOSITIONS else OBJECT
        for phrase in objects:
            yield Argument(slot, phrase.head, "after the verb")
        yield from self._after(objects)

    def of_noun(self) -> Iterator[Argument]:
        """Yield what fills the slots of a noun."""
        yield from self._inside()
        yield from self._of_gerund()
        yield from self._governed(self.last + 1, _OWN_SECOND)
        verb = self._light_verb()
        if verb is not None:
            for phrase in self._subjects(verb):
                yield Argument(SUBJECT, phrase.head, "before the light verb")
        claimed = self._claim()
        if claimed is not None:
            for phrase in self._subjects(claimed):
                yield Argument(CLAIMANT, phrase.head, "claimed")

    def _of_gerund(self) -> Iterator[Argument]:
        """Yield the object of what has the form of a noun: ", killing 12 people"."""
        words = self.syntax.words
        free = self.first == 0 or words[self.first - 1] in PREPOSITIONS | OPENING
        if free and words[self.place].endswith("ing"):
            for phrase in self.phrases.listed_at(self.last + 1):
                yield Argument(OBJECT, phrase.head, "after the verb")

    def _is_passive(self) -> bool:
        """Tell whether a form of "be" or "by" makes the verb passive for certain."""
        words = self.syntax.words
        by = words[self.last + 1 : self.last + 2] == ["by"]
        be = any(words[x] in BE for x in self.syntax.auxiliaries(self.first))
        return not words[self.place].endswith("ing") and (be or by)

    def _is_active(self, has_object: bool) -> bool:
        words, places = self.syntax.words, self.syntax.auxiliaries(self.first)
        if any(words[x] in DO | FUTURE | MODALS | HAVE for x in places):
            return True
        if words[self.place].endswith("ing"):
            return any(words[x] in BE for x in places)
        who = self._edge(self.first) > 0 and words[self._edge(self.first) - 1] == "who"
        lemma = self.trigger.entry.lemma
        return has_object or who or lemma in _INTRANSITIVE or self.last > self.first

    def _edge(self, verb: int) -> int:
        """Return where the verb group begins, adverbs before it and an age in commas included."""
        words = self.syntax.words
        edge = min([verb, *self.syntax.auxiliaries(verb)])
        while edge > 0 and (words[edge - 1].endswith("ly") or words[edge - 1] in ("also", "then")):
            edge -= 1
        aside = words[max(edge - 3, 0) : edge]  # "(RSF)", ", 45,"
        aged = len(aside) == 3 and aside[0] == aside[2] == "," and aside[1].isdigit()
        short = len(aside) == 3 and aside[0] in ("(", "[") and aside[2] in (")", "]")
        return edge - 3 if aged or short else edge

    def _subjects(self, verb: int) -> list[Phrase]:
        """Return the phrases of the subject right before a verb, where a clause begins with it."""
        edge = self._edge(verb)
        words = self.syntax.words
        if edge > 1 and words[edge - 1] == "who":
            edge -= 2 if words[edge - 2] == "," else 1
            at = self.phrases.ending(edge - 1)
            return (
                [self.phrases.found[at]] if at is not None and self.phrases.stands_free(at) else []
            )
        at = self.phrases.ending(edge - 1)
        found: list[Phrase] = []
        while at is not None:
            at = self.phrases.head_of(at)
            phrase = self.phrases.found[at]
            if words[phrase.first] == "no" or not (
                self.phrases.stands_free(at) and self.phrases.is_thing(at)
            ):
                return []
            found.append(phrase)
            joined = phrase.first > 0 and words[phrase.first - 1] == "and"
            if joined and self.phrases.ends_list(phrase.first):
                return []
            at = self.phrases.ending(phrase.first - 2) if joined else None
            if at is not None and not self.phrases.stands_free(self.phrases.head_of(at)):
                return []
        return found[::-1]

    def _after(self, objects: list[Phrase]) -> Iterator[Argument]:
        """Yield what a preposition governs right after a verb, and weapons after its object."""
        place = objects[-1].last + 1 if objects else self.last + 1
        for found in self._governed(place, frozenset()):
            weapon = class_of_noun(self.syntax.words[found.place]) == "weapon"
            if not objects or (found.slot in _WITH and weapon):
                yield found

    def _governed(self, place: int, own: frozenset[str]) -> Iterator[Argument]:
        """Yield what prepositions govern that follow on one another from a place on.

        From the second on only those of `own` are the trigger's for certain, and weapons "with".
        """
        words = self.syntax.words
        second = False
        while place < len(words) - 1 and words[place] in PREPOSITIONS | {"using", "outside"}:
            if words[place + 1] in ("least", "most"):
                return
            slot = words[place]
            listed = self.phrases.listed_at(place + 1)
            if not listed:
                listed = [x for x in self.phrases.found if x.first == place + 1][:1]
            if not listed:
                return
            if not second or slot in own | _WITH:
                yield from self._slotted(slot, listed)
            place = listed[-1].last + 1
            second = True

    def _slotted(self, slot: str, listed: list[Phrase]) -> Iterator[Argument]:
        for phrase in listed:
            word = self.syntax.words[phrase.head]
            known = class_of_noun(word) or self.syntax.tokens[phrase.head].text[:1].isupper()
            if slot != "by":
                yield Argument(slot, phrase.head, slot)
            elif known and word not in TIMES:
                yield Argument(SUBJECT, phrase.head, slot)

    def _inside(self) -> Iterator[Argument]:
        """Yield what stands in the phrase of a noun, before it."""
        words = self.syntax.words
        phrase = next((x for x in self.phrases.found if x.first <= self.place <= x.last), None)
        for at in range(phrase.first, self.place) if phrase is not None else ():
            if words[at][0].isalnum():
                owner = words[at + 1] in ("'s", "’s")
                yield Argument("poss" if owner else "compound", at, "before the noun")

    def _light_verb(self) -> int | None:
        """Return the light verb right before a noun: "carried out an attack"."""
        at = self.first - 1
        words = self.syntax.words
        while at > 0 and (words[at] in DETERMINERS or words[at] in ("out", "new", "major")):
            at -= 1
        lemma = self.syntax.lemma(at, verb=True)
        active = at > 0 and lemma in LIGHT - _NOT_DONE and words[at].endswith("ed")
        be = any(words[x] in BE for x in self.syntax.auxiliaries(at)) if active else True
        return None if be or at == self.first - 1 else at

    def _claim(self) -> int | None:
        """Return the verb of "claimed responsibility for" right before a noun."""
        words = self.syntax.words
        at = self.first - 1
        while at > 0 and words[at] in DETERMINERS:
            at -= 1
        said = words[at - 2 : at + 1]
        denied = (
            not NEGATIONS.isdisjoint(words[max(at - 5, 0) : at - 2]) or words[at - 3] == "longer"
        )
        claimed = at > 2 and said == ["claimed", "responsibility", "for"]
        return at - 2 if claimed and not denied else None

"""What a model may look at in a noun, as short words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muc_text import is_violent, lemma

from kb.read.article.words.nouns import class_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muc_text import Noun, Text

    from kb.read.article.words.syntax import Syntax

#: The longest path of grammar between a noun and a trigger, and how far it may climb.
LONGEST, HIGHEST = 5, 6
#: How many other mentions of a noun are looked at.
MOST_OTHERS = 5


def noun_features(text: Text, noun: Noun) -> list[str]:
    """Return the features of a noun in its sentence, and of what the sentence tells."""
    syntax, cls = text.syntaxes[noun.sentence], noun.noun_class
    return [
        *_own(syntax, noun, cls),
        *(x for rel in _relations(syntax, noun.place) for x in (f"r={rel}", f"rc={rel}/{cls}")),
        *_in_roles(text, noun, cls),
        *_around(syntax, noun),
        *_told(text, noun, cls),
        *_elsewhere(text, noun),
        *_to_triggers(text, noun),
    ]


def _elsewhere(text: Text, noun: Noun) -> Iterator[str]:
    """Yield the roles that the same name or noun has where it stands elsewhere in the text."""
    alike = text.by_head.get((noun.head, noun.kind), [noun])
    yield from (f"same={min(len(alike), 4)}", f"first={alike[0] is noun}")
    if not noun.value[:1].isupper():
        for other in alike[:MOST_OTHERS]:
            if other is not noun:
                roles = _in_roles(text, other, other.noun_class)
                yield from (f"H{x}" for x in roles if x[:2] == "R=")
        return
    same = text.by_value.get(noun.value.lower(), ())
    others = [x for x in same if x.sentence != noun.sentence]
    yield f"n={min(3, len(others))}"
    for other in others[:MOST_OTHERS]:
        yield from (f"C{x}" for x in _in_roles(text, other, noun.noun_class) if x[:2] == "R=")


def _own(syntax: Syntax, noun: Noun, cls: str) -> Iterator[str]:
    phrase, first = noun.phrase, noun.phrase.first
    token = syntax.tokens[noun.place]
    yield from (
        f"kind={noun.kind}",
        f"h={noun.word}",
        f"c={cls}",
        f"e={token.label}",
        f"g={token.tag}",
    )
    for x in range(phrase.first, phrase.last + 1):
        if x != noun.place and syntax.words[x][0].isalpha():
            yield f"m={lemma(syntax, x)}"
    word = syntax.words[first]
    det = word if word in ("the", "a", "an", "some", "several", "his", "their") else "-"
    det = "number" if syntax.tokens[first].tag == "CD" else det
    yield f"d={det}"
    yield f"dc={det}/{cls}"
    yield f"dep={token.dep}"
    if noun.kind == "organisation":
        yield f"o={lemma(syntax, noun.place)}/{token.dep}"
    if token.dep == "appos" and (head := syntax.head(noun.place)) is not None:
        yield f"a={lemma(syntax, head)}/{class_of(syntax, head)}"
    yield from (f"ha={class_of(syntax, x)}" for x in syntax.with_dep(noun.place, "appos"))


def _relations(syntax: Syntax, place: int) -> Iterator[str]:
    """Yield how a word hangs on what governs it, through conjunctions, appositions and "of"."""
    at = place
    for _ in range(4):
        head, dep = syntax.head(at), syntax.dep(at)
        if head is None:
            return
        if dep in ("conj", "appos"):
            at = head
            continue
        if dep == "compound":
            yield f"{dep}:{lemma(syntax, head)}"
            at = head
            continue
        above = syntax.head(head)
        if dep != "pobj" or above is None:
            yield f"{dep}:{lemma(syntax, head)}"
            return
        word = syntax.words[head]
        if word == "of" and syntax.tag(above).startswith("NN"):
            yield f"of:{lemma(syntax, above)}"
            at = above
            continue
        yield f"{syntax.dep(head)[:4]}:{word}:{lemma(syntax, above)}"
        yield f"prep:{word}"
        return


def _in_roles(text: Text, noun: Noun, cls: str) -> Iterator[str]:
    for happening, roles in zip(
        text.happenings[noun.sentence], text.roles[noun.sentence], strict=True
    ):
        trigger = happening.trigger
        kind, word = trigger.kind, trigger.entry.lemma
        for role in roles:
            if role.place == noun.place or (role.start <= noun.start and noun.end <= role.end):
                inner = "" if role.place == noun.place else "i"
                yield f"R{inner}={role.role}/{kind}"
                yield f"R{inner}c={role.role}/{kind}/{cls}"
                yield f"R{inner}t={role.role}/{word}"
                yield f"R{inner}v={role.role}/{is_violent(kind)}/{cls}"
                yield f"Rm={role.role}/{trigger.modality.reality}"
        side = "L" if noun.place > trigger.place else "R"
        yield f"T={kind}/{side}"
        yield f"Tc={kind}/{cls}"
        if abs(noun.place - trigger.place) <= 4:
            yield f"tn={word}/{side}"


def _to_triggers(text: Text, noun: Noun) -> Iterator[str]:
    """Yield the ways of grammar from a noun to the harm that its sentence tells of."""
    syntax = text.syntaxes[noun.sentence]
    mine = _climb(syntax, noun.place)
    for happening in text.happenings[noun.sentence]:
        trigger = happening.trigger
        if not is_violent(trigger.kind):
            continue
        theirs = _climb(syntax, trigger.place)
        meet = next((x for x in mine if x in theirs), None)
        if meet is None or mine.index(meet) + theirs.index(meet) > LONGEST:
            continue
        up = "<".join(_step(syntax, x) for x in mine[: mine.index(meet)])
        down = ">".join(_step(syntax, x) for x in reversed(theirs[: theirs.index(meet)]))
        way = f"{up}^{down}"
        form = "noun" if trigger.is_noun else "passive" if trigger.passive else "verb"
        yield from (f"way={way}/{form}", f"wayc={way}/{noun.noun_class}/{form}")
        yield from (f"wayk={way}/{trigger.kind}", f"wayt={way}/{trigger.entry.lemma}")


def _climb(syntax: Syntax, place: int) -> list[int]:
    return [place, *syntax.above(place)][:HIGHEST]


def _step(syntax: Syntax, place: int) -> str:
    dep = syntax.dep(place)
    return f"{dep}:{syntax.words[place]}" if dep == "prep" else dep


def _around(syntax: Syntax, noun: Noun) -> Iterator[str]:
    for step in (-2, -1):
        if noun.phrase.first + step >= 0:
            yield f"w{step}={syntax.words[noun.phrase.first + step]}"
    for step in (1, 2):
        if noun.phrase.last + step < len(syntax):
            yield f"w{step}={syntax.words[noun.phrase.last + step]}"
    words, first, last = syntax.words, noun.phrase.first, noun.phrase.last
    yield f"b={'_'.join(words[max(0, first - 2) : first])}"
    yield f"a={'_'.join(words[last + 1 : last + 3])}"
    yield f"ending={noun.word[-3:]}"
    for place in syntax.children[noun.place]:
        yield f"child={syntax.dep(place)}:{lemma(syntax, place)}"
        if syntax.dep(place) == "conj":
            yield f"and={class_of(syntax, place)}/{noun.noun_class}"
    head = syntax.head(noun.place)
    if syntax.dep(noun.place) == "conj" and head is not None:
        yield f"beside={class_of(syntax, head)}/{noun.noun_class}"


def _told(text: Text, noun: Noun, cls: str) -> Iterator[str]:
    """Yield how sure the sentence and the whole text are to tell of incidents, in steps."""
    for type_ in ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON"):
        here, whole = text.chances[type_][noun.sentence], max(text.chances[type_])
        yield f"S{type_[0]}={int(min(4, here * 5))}"
        yield f"S{type_[0]}c={int(min(4, here * 5))}/{cls}"
        yield f"D{type_[0]}={int(min(4, whole * 5))}"
    type_ = max(text.chances, key=lambda x: text.chances[x][noun.sentence])
    yield from (f"h/type={noun.word}/{type_}", f"c/type={cls}/{type_}")
    here = max(x[noun.sentence] for x in text.chances.values())
    whole = max(max(x) for x in text.chances.values())
    yield from (
        f"S={int(here * 6)}",
        f"Sc={int(here * 6)}/{cls}",
        f"Sk={int(here * 6)}/{noun.kind}",
    )
    yield from (f"D={int(whole * 6)}", f"Dc={int(whole * 6)}/{cls}", f"at={min(noun.sentence, 6)}")

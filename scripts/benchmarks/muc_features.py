"""What a model may look at: features of sentences, nouns, dates and places, as short words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muc_text import is_violent, lemma

from kb.read.article.nouns import class_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muc_text import Noun, Text

    from kb.read.article.syntax import Syntax

_STOP = frozenset(
    "the a an of in to and that is was it for on by with he has have had be as at from are his "
    "were will they this not their which who but its or we i been said also there our all would "
    "you can when if after these more so no into than one over because my any about what being "
    "him her she "
    "during before between up out some only do such those may us them other two first could "
    "against yesterday today".split()
)


def sentence_features(text: Text) -> list[list[str]]:
    """Return the features of each sentence, with those of its neighbours."""
    own = [list(_of_sentence(text, x)) for x in range(len(text.sentences))]
    common = [f"source={text.dateline.partition(' (')[0][:25]}", f"length={len(own) // 6}"]
    found = []
    for at, features in enumerate(own):
        before = [f"P:{x}" for x in own[at - 1] if x[:2] in ("k=", "t=")] if at else []
        after = (
            [f"N:{x}" for x in own[at + 1] if x[:2] in ("k=", "t=")] if at + 1 < len(own) else []
        )
        found.append([*features, *common, *before, *after, f"at={min(at, 8)}"])
    return found


def _of_sentence(text: Text, at: int) -> Iterator[str]:
    syntax = text.syntaxes[at]
    words = {lemma(syntax, x) for x, word in enumerate(syntax.words) if word[0].isalpha()}
    yield from (f"w={x}" for x in sorted(words - _STOP))
    for happening, roles in zip(text.happenings[at], text.roles[at], strict=True):
        trigger = happening.trigger
        kind, word, reality = trigger.kind, trigger.entry.lemma, trigger.modality.reality
        yield f"k={kind}"
        yield f"kr={kind}/{reality}"
        yield f"ks={is_violent(kind)}/{trigger.modality.status}"
        yield f"t={word}/{reality}"
        yield f"tn={word}/{trigger.is_noun}"
        for role in roles:
            yield f"kc={kind}/{role.role}/{role.noun_class}"
            yield f"tc={word}/{role.role}/{role.noun_class}"
            if is_violent(kind):
                yield f"h={role.role}/{lemma(syntax, role.place)}"


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
    ]


def _elsewhere(text: Text, noun: Noun) -> Iterator[str]:
    """Yield the roles that the same name has where it stands elsewhere in the text."""
    if not noun.value[:1].isupper():
        return
    others = [x for x in text.by_value.get(noun.value.lower(), ()) if x.sentence != noun.sentence]
    yield f"n={min(3, len(others))}"
    for other in others[:5]:
        yield from (f"C{x}" for x in _in_roles(text, other, noun.noun_class) if x[:2] == "R=")


def _own(syntax: Syntax, noun: Noun, cls: str) -> Iterator[str]:
    phrase, first = noun.phrase, noun.phrase.first
    token = syntax.tokens[noun.place]
    yield from (
        f"kind={noun.kind}",
        f"h={noun.head}",
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


def _around(syntax: Syntax, noun: Noun) -> Iterator[str]:
    for step in (-2, -1):
        if noun.phrase.first + step >= 0:
            yield f"w{step}={syntax.words[noun.phrase.first + step]}"
    for step in (1, 2):
        if noun.phrase.last + step < len(syntax):
            yield f"w{step}={syntax.words[noun.phrase.last + step]}"


def _told(text: Text, noun: Noun, cls: str) -> Iterator[str]:
    """Yield how sure the sentence and the whole text are to tell of incidents, in steps."""
    for type_ in ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON"):
        here, whole = text.chances[type_][noun.sentence], max(text.chances[type_])
        yield f"S{type_[0]}={int(min(4, here * 5))}"
        yield f"S{type_[0]}c={int(min(4, here * 5))}/{cls}"
        yield f"D{type_[0]}={int(min(4, whole * 5))}"
    here = max(x[noun.sentence] for x in text.chances.values())
    whole = max(max(x) for x in text.chances.values())
    yield from (
        f"S={int(here * 6)}",
        f"Sc={int(here * 6)}/{cls}",
        f"Sk={int(here * 6)}/{noun.kind}",
    )
    yield from (f"D={int(whole * 6)}", f"Dc={int(whole * 6)}/{cls}", f"at={min(noun.sentence, 6)}")


def fold(name: str) -> str:
    """Return a name in capitals without accents, as MUC's keys have it."""
    import unicodedata

    plain = unicodedata.normalize("NFD", name)
    return re.sub(r"\s+", " ", "".join(x for x in plain if not unicodedata.combining(x))).upper()

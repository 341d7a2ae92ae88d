"""What a model may look at in a sentence, as short words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from muc_text import is_violent, lemma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muc_text import Text

#: Steps of a probability: a feature for each that it reaches.
_STEPS = (0.06, 0.09, 0.12, 0.16, 0.2, 0.25, 0.3, 0.37, 0.45, 0.55, 0.65, 0.75, 0.85, 0.93)
_STOP = frozenset(
    "the a an of in to and that is was it for on by with he has have had be as at from are his "
    "were will they this not their which who but its or we i been said also there our all would "
    "you can when if after these more so no into than one over because my any about what being "
    "him her she "
    "during before between up out some only do such those may us them other two first could "
    "against yesterday today".split()
)


def steps(name: str, chance: float) -> Iterator[str]:
    """Yield a feature for each step that a probability reaches."""
    return (f"{name}>{x}" for x in _STEPS if chance >= x)


def sentence_features(text: Text) -> list[list[str]]:
    """Return the features of each sentence, with those of its neighbours."""
    own = [list(_of_sentence(text, x)) for x in range(len(text.sentences))]
    common = [f"source={text.dateline.partition(' (')[0][:25]}", f"length={len(own) // 6}"]
    common += [y for type_, chance in text.whole.items() for y in steps(f"whole {type_}", chance)]
    found = []
    for at, features in enumerate(own):
        before = [f"P:{x}" for x in own[at - 1] if x[:2] in ("k=", "t=")] if at else []
        after = (
            [f"N:{x}" for x in own[at + 1] if x[:2] in ("k=", "t=")] if at + 1 < len(own) else []
        )
        found.append([*features, *common, *before, *after, f"at={min(at, 8)}"])
    return found


def text_features(text: Text) -> list[str]:
    """Return the features of a whole text: its words and what it tells of, and how often."""
    found: set[str] = set()
    counts: Counter[str] = Counter()
    for at in range(len(text.sentences)):
        own = set(_of_sentence(text, at))
        found |= {x for x in own if x[:2] in ("w=", "t=", "k=", "h=")}
        counts.update(x for x in own if x[:3] in ("kr=", "ks="))
    many = (f"{x}/{n}" for x, most in counts.items() for n in (2, 4, 8) if most >= n)
    source = text.dateline.partition(" (")[0][:25]
    return [*sorted(found), *counts, *many, f"source={source}"]


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


def fold(name: str) -> str:
    """Return a name in capitals without accents, as MUC's keys have it."""
    import unicodedata

    plain = unicodedata.normalize("NFD", name)
    return re.sub(r"\s+", " ", "".join(x for x in plain if not unicodedata.combining(x))).upper()

"""What a model may look at in a sentence, as short words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muc_text import is_violent, lemma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muc_text import Text

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


def fold(name: str) -> str:
    """Return a name in capitals without accents, as MUC's keys have it."""
    import unicodedata

    plain = unicodedata.normalize("NFD", name)
    return re.sub(r"\s+", " ", "".join(x for x in plain if not unicodedata.combining(x))).upper()

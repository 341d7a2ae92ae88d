"""A noun keeps the kind that the article has given it."""

from __future__ import annotations

import pytest

from kb.read.article.document.document import read_document
from kb.read.article.happenings import find_happenings
from kb.read.article.words.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The union called a strike. The minister criticised the strike.", ["protest", "protest"]),
        ("The minister criticised the strike. It was the union's strike.", ["protest", "protest"]),
        ("Ten people died in the strike. Officials condemned the strike.", ["strike", "strike"]),
        ("The union called a strike. A missile strike killed ten people.", ["protest", "strike"]),
    ],
)
@pytest.mark.parametrize("parser", [True, False], ids=["parser", "alone"])
def test_a_word_has_one_sense_in_an_article(text, kinds, parser):
    """Unless words beside it tell another."""
    document = read_document(text + "\n", published="2022-09-06")
    found = find_happenings(document, split_sentences(document, parser=parser))
    assert [x.trigger.kind for x in found if x.trigger.entry.lemma == "strike"] == kinds

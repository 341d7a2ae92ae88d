"""Sentences and words keep their offsets, whether a parser finds them or rules do."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import MissingLibrary
from kb.read.article.document.document import read_document
from kb.read.article.values import Document, Zone
from kb.read.article.words import language
from kb.read.article.words.sentences import split_sentences
from kb.read.article.words.tokens import sentences_in, words_of

BOTH = pytest.mark.parametrize("parser", [True, False], ids=["parser", "alone"])

TEXT = """Bridge hit again

Col. Isaacs said in the U.S. on Monday that "the bridge was hit." He didn't say by whom.

Photo: Archive, Sept. 20.

It cost $3.5 million, he said."""


def sentences(text, **options):
    document = read_document(text, published="2022-09-06")
    return document, split_sentences(document, **options)


@BOTH
def test_every_word_stands_where_it_says(parser):
    """A token's offsets hold its text; a sentence reaches from its first word to its last."""
    document, found = sentences(TEXT, parser=parser)
    for sentence in found:
        assert sentence.tokens[0].start == sentence.start
        assert sentence.tokens[-1].end == sentence.end
        for token in sentence.tokens:
            assert document.text[token.start : token.end] == token.text


@BOTH
def test_captions_have_no_sentences(parser):
    """Only title, headings and body tell of events."""
    document, found = sentences(TEXT, parser=parser)
    assert {x.zone for x in found} == {"title", "body"}
    assert all("Archive" not in document.text[x.start : x.end] for x in found)


@BOTH
def test_a_parser_gives_heads_and_tags_and_rules_give_none(parser):
    """Whoever asks for them can tell whether they are known."""
    _, found = sentences(TEXT, parser=parser)
    tokens = [x for sentence in found for x in sentence.tokens]
    assert all((x.head >= 0 and x.tag != "") == parser for x in tokens)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Col. Isaacs spoke. He left.", ["Col. Isaacs spoke.", "He left."]),
        ("The U.S. Army fired. It missed.", ["The U.S. Army fired.", "It missed."]),
        ("J. R. Smith spoke. He left.", ["J. R. Smith spoke.", "He left."]),
        ('"We left." He said so.', ['"We left."', "He said so."]),
        ("“We left,” he said. “All of us.”", ["“We left,” he said.", "“All of us.”"]),
        ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
        ("Who did it? Nobody knows!", ["Who did it?", "Nobody knows!"]),
        ("At 8 a.m. on Monday it rained.", ["At 8 a.m. on Monday it rained."]),
        ("On Sept. 5 it rained.", ["On Sept. 5 it rained."]),
    ],
)
def test_rules_tell_the_ends_of_sentences(text, parts):
    """Abbreviations, initials and numbers end none; quotation marks belong to what they close."""
    assert [text[a:b] for a, b in sentences_in(text, 0, len(text))] == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("didn't", ["did", "n't"]),
        ("Russia’s", ["Russia", "’s"]),
        ("U.S. troops", ["U.S.", "troops"]),
        ("1,920 men", ["1,920", "men"]),
        ("Kamianka-Dniprovska.", ["Kamianka-Dniprovska", "."]),
        ("“Stop!”", ["“", "Stop", "!", "”"]),
    ],
)
def test_words_are_cut_as_the_penn_treebank_cuts_them(text, words):
    """The stages behind see the same words, whoever cut them."""
    assert [x.text for x in words_of(text, 0, len(text))] == words


@given(st.text(alphabet="aB3.'’\"”! -\n\tЖß́😀", max_size=60))
def test_no_character_but_white_space_is_lost(text):
    """Whatever comes in, words cover it once, in order."""
    cut = words_of(text, 0, len(text))
    assert "".join(x.text for x in cut) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(cut))


def test_a_long_text_is_parsed_in_parts():
    """Memory is bounded by parts, and the parts join without a seam."""
    text = "The bridge was hit on Monday. " * 1500
    document = Document(text, (Zone(0, len(text), "body"),))
    found = split_sentences(document, parser=True)
    assert len(found) == 1500
    assert {text[x.start : x.end] for x in found} == {"The bridge was hit on Monday."}


def test_without_spacy_rules_are_used(monkeypatch):
    """What is not installed is not asked for, unless somebody asks for it."""
    monkeypatch.setattr(language, "find_spec", lambda name: None)
    language.pipeline.cache_clear()
    monkeypatch.setattr(
        "kb.read.article.words.sentences.installed_pipeline", language.installed_pipeline
    )
    _, found = sentences("The bridge was hit.")
    assert found[0].tokens[0].head == -1
    with pytest.raises(MissingLibrary, match=r"\[read\]"):
        sentences("The bridge was hit.", parser=True)
    language.pipeline.cache_clear()


def test_a_model_with_other_files_is_not_loaded(tmp_path, monkeypatch):
    """A model is data that anybody can upload under a name: its files are hashed first."""
    (tmp_path / "meta.json").write_text("{}")
    monkeypatch.setattr(language, "installed_pipeline", lambda: language.UPLOADED)
    monkeypatch.setattr(language, "_folder", lambda name: tmp_path)
    language.pipeline.cache_clear()
    with pytest.raises(MissingLibrary, match="does not hold the files"):
        language.pipeline()


def test_an_official_model_is_preferred(monkeypatch):
    """The re-upload is for where there is nothing better."""
    there = {"spacy", "en_core_web_md", language.UPLOADED}
    monkeypatch.setattr(language, "find_spec", lambda name: name if name in there else None)
    assert language.installed_pipeline() == "en_core_web_md"


def test_a_text_in_another_language_is_not_parsed_as_english():
    """The pipeline is an English one; rules cut the sentences of others."""
    document = read_document("Le pont a été touché lundi.", lang="fr")
    assert split_sentences(document)[0].tokens[0].tag == ""


@pytest.mark.parametrize("parser", [True, False])
def test_a_sentence_without_end_is_read_in_pieces(parser):
    """Rules look at each word from each other: of 10,000 words that would take minutes."""
    text = (
        "The bridge was hit on Monday by rockets that came from the south, and " * 700 + "burned."
    )
    found = split_sentences(read_document(text), parser=parser)
    assert "".join(text.split()) == "".join("".join(text[x.start : x.end].split()) for x in found)
    assert max(x.end - x.start for x in found) <= 1_800
    assert all(text[: x.end].endswith((",", "burned.")) for x in found) or not parser

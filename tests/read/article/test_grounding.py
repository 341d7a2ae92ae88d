"""What an extractor returns is held against the text; what no words carry is dropped and said."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest

import kb
from kb.errors import InvalidValue, MissingLibrary
from kb.read.article import extractors
from kb.read.article.adapters.with_langextract import langextract_extractor
from kb.read.article.adapters.with_llm import LlmExtractor
from kb.read.article.document.document import read_document
from kb.read.article.grounding import ground
from kb.read.article.values import Candidate, Field

TEXT = "The bridge was hit on Monday. Kherson was shelled. The bridge burns."
DOCUMENT = read_document(TEXT, published="2022-09-06")
HIT = (TEXT.index("hit"), TEXT.index("hit") + 3)


def grounded(*fields, at=HIT):
    """Return the fields that are kept of a candidate, and what is said of the others."""
    kept, findings = ground([Candidate(*at, fields)], DOCUMENT)
    return [x for one in kept for x in one.fields], [str(x) for x in findings]


def words_at(field):
    return TEXT[field.start : field.end]


def test_a_field_whose_offsets_hold_its_words_stays():
    """Nothing is changed in what is right."""
    field = Field("places", "Kherson", 30, 37, words="Kherson")
    assert grounded(field) == ([field], [])


def test_offsets_that_are_wrong_are_mended_where_the_words_occur_once():
    """Models count characters badly, and copy words well."""
    (field,), said = grounded(Field("places", "Kherson", 3, 10, words="Kherson"))
    assert words_at(field) == "Kherson"
    assert said == []


def test_of_words_that_occur_often_the_nearest_to_the_event_stand_for_it():
    """A claimant's name is all over an article."""
    field = Field("actors", "target: the bridge", words="The bridge")
    for at, start in ((HIT, 0), ((TEXT.index("burns"), len(TEXT) - 1), TEXT.rindex("The bridge"))):
        (kept,), said = grounded(field, at=at)
        assert (kept.start, said) == (start, [])


@pytest.mark.parametrize(
    "field",
    [
        Field("date", "2022-09-05", words="on Monday"),
        Field("date", "[..2022-09-05]", words="on Monday"),
        Field("date", "2022-09", words="Monday"),
        Field("places", "Kherson Oblast", words="Kherson"),
        Field("places", "Chersonesos-on-the-Moon", words="Kherson"),
    ],
)
def test_a_value_that_its_words_leave_room_for_stays(field):
    """It may be wider, or a name that no gazetteer has."""
    kept, said = grounded(field)
    assert [x.value for x in kept] == [field.value]
    assert said == []


@pytest.mark.parametrize(
    ("value", "words", "kept"),
    [
        ("killed: 14..", "at least 14 people", True),
        ("killed: 14", "at least 14 people", True),
        ("killed: 40", "at least 14 people", True),
        ("killed: 4", "at least 14 people", False),
        ("wounded: 2..3", "two or three men", True),
        ("wounded: 20", "two or three men", False),
    ],
)
def test_a_count_is_one_that_its_words_may_mean(value, words, kept):
    """A range in words has room for what lies in it."""
    text = f"The blast killed {words}."
    document = read_document(text, published="2022-09-06")
    field = Field("counts", value, words=words)
    (one,), findings = ground([Candidate(4, 9, (field,))], document)
    assert (len(one.fields), len(findings)) == ((1, 0) if kept else (0, 1))


def test_words_may_differ_in_white_space_and_case():
    """A line end within a quotation is not another text."""
    (field,), _ = grounded(Field("quote", "x", words="kherson  was\nshelled"))
    assert words_at(field) == "Kherson was shelled"


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        (Field("places", "Kyiv", 3, 7, words="Kyiv"), "not in the text"),
        (Field("places", "Kherson"), "no words of the text carry it"),
        (Field("date", "on Monday", 19, 28), "no date in EDTF"),
        (Field("kind", "apocalypse", *HIT), "no kind of the vocabulary"),
        (Field("status", "done", *HIT), "no status of the vocabulary"),
        (Field("stance", "hopes", *HIT), "no stance of the vocabulary"),
        (Field("actors", "hero: Kherson", 30, 37), "no role of the vocabulary"),
        (Field("relations", "near: #1", *HIT), "no relation of the vocabulary"),
        (Field("published", "2022-09-05", *HIT), "no column that an extractor fills"),
        (Field("weather", "fine", *HIT), "no column that an extractor fills"),
        (Field("title", " ", *HIT), "empty"),
        (Field("places", "Kherson", 30, 9_999), "no words of the text carry it"),
        (Field("places", "Kherson", -5, 7), "no words of the text carry it"),
        (Field("date", "1999", words="on Monday"), "mean 2022-09-05"),
        (Field("said", "2022-09-02", words="Monday"), "mean 2022-09-05"),
        (Field("date", "2022-09-05", words="hit"), "name no time"),
        (Field("places", "Odesa", words="Kherson"), "name another place"),
        (Field("counts", "killed: 3", words="hit"), "give no number"),
        (Field("title", "Bridge\0hit", *HIT), "nobody can print"),
        (Field("title", "\x1b[31mBridge hit", *HIT), "nobody can print"),
        (Field("relations", "after: #1", *HIT), "leads to itself"),
        (Field("relations", "after: #2; about: vote", *HIT), "more than one relation"),
        (Field("event", "bridge; vote", *HIT), "no id"),
        (Field("title", None, *HIT), "no field of text"),
        (Field("counts", 3, *HIT), "no field of text"),
        (Field(["title"], "Bridge hit", *HIT), "no field of text"),
        (Field("title", "Bridge hit", *HIT, words=5), "no field of text"),
        (Field("title", "Bridge hit", 15.0, 18.0), "no offsets"),
        ("title", "no field of text"),
    ],
)
def test_a_field_without_ground_is_dropped_and_reported(field, reason):
    """The rest of the candidate stays."""
    title = Field("title", "Bridge hit", *HIT)
    kept, (said,) = grounded(title, field)
    assert kept == [title]
    assert reason in said
    assert "dropped" in said


def test_a_rule_may_fill_what_no_words_carry_if_it_says_so():
    """A status follows from a tense; but nobody's name does."""
    kept, said = grounded(Field("status", "occurred", method="past tense"))
    assert [x.column for x in kept] == ["status"]
    kept, (said,) = grounded(Field("places", "Kherson", method="a feeling"))
    assert kept == []
    assert "places" in said


@pytest.mark.parametrize("at", [(-1, -1), (5, 5), (9, 5), (0, 9_999), (False, True), (1.0, 3.0)])
def test_a_candidate_whose_own_words_are_nowhere_is_dropped(at):
    """There is nothing to show to whoever judges it."""
    kept, findings = ground([Candidate(*at, ())], DOCUMENT)
    assert kept == []
    assert "dropped" in str(findings[0])


def test_relations_lead_to_the_same_events_when_a_candidate_is_dropped():
    """They go by number, and numbers move up."""
    gone, stays = Candidate(-1, -1, ()), Candidate(*HIT, ())
    one = Candidate(
        30, 37, (Field("relations", "after: #2", *HIT), Field("relations", "about: #1", *HIT))
    )
    kept, _ = ground([gone, stays, one], DOCUMENT)
    assert kept[1].values("relations") == ["after: #1"]


class RecordedModel:
    """A model of the library `llm` that answers from a file."""

    model_id = "recorded"
    supports_schema = True

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def prompt(self, text, **options):
        self.asked.append((text, options))
        return SimpleNamespace(text=lambda: self.answer)


ANSWER = {
    "events": [
        {
            "words": "hit",
            "quote": "The bridge was hit on Monday.",
            "fields": [
                {"column": "kind", "value": "strike", "words": "hit"},
                {"column": "date", "value": "2022-09-05", "words": "on Monday"},
                {"column": "places", "value": "Kyiv", "words": "in Kyiv"},
            ],
        }
    ]
}


@pytest.mark.parametrize("fence", ["{}", "```json\n{}\n```"])
def test_a_language_model_reads_an_article_and_what_it_made_up_is_dropped(fence):
    """It is asked once, with the article, its day and the terms; its answer is grounded."""
    model = RecordedModel(fence.replace("{}", json.dumps(ANSWER)))
    reading = kb.read_article(TEXT, published="2022-09-06", extractor=LlmExtractor(model))
    row = reading.reports.iloc[0]
    assert (row["kind"], row["date"], row["places"]) == ("strike", "2022-09-05", "")
    assert row["quote"] == "The bridge was hit on Monday."
    assert any("Kyiv" in x for x in reading.issues)
    ((asked, options),) = model.asked
    assert TEXT in asked
    assert "2022-09-06" in asked
    assert "schema" in options


@pytest.mark.parametrize("answer", ["I cannot.", "[]", '{"events": [{"words": "hit"}]}', ""])
def test_an_answer_in_another_form_is_one_message(answer):
    """No traceback, whatever a model says."""
    with pytest.raises(InvalidValue, match="llm:recorded"):
        kb.read_article(TEXT, extractor=LlmExtractor(RecordedModel(answer)))


def test_a_model_that_does_not_answer_is_one_message():
    """A network that is away is no fault of the article."""

    def fail(*_, **__):
        raise ConnectionError("no route to host")

    model = SimpleNamespace(model_id="far", prompt=fail)
    with pytest.raises(InvalidValue, match=r"llm:far.*no route to host"):
        kb.read_article(TEXT, extractor=LlmExtractor(model))


def test_without_the_library_its_name_says_what_to_install():
    """It is no dependency, and the entry point is there all the same."""
    with pytest.raises(MissingLibrary, match="pip install llm"):
        extractors.find_extractor("llm")


def extraction(name, words, interval=None, **attributes):
    """Return an extraction as langextract's data classes have it."""
    first, last = interval or (None, None)
    return SimpleNamespace(
        extraction_class=name,
        extraction_text=words,
        char_interval=SimpleNamespace(start_pos=first, end_pos=last) if interval else None,
        alignment_status=SimpleNamespace(value="match_exact"),
        attributes=attributes,
    )


def test_extractions_that_are_grounded_by_langextract_become_candidates():
    """Classes are columns or roles, and attributes say to which event they belong."""
    found = SimpleNamespace(
        extractions=[
            extraction("event", "hit", HIT, id="1", kind="strike", status="occurred"),
            extraction("date", "on Monday", (19, 28), event="1", value="2022-09-05"),
            extraction("target", "bridge", (4, 10), event="1"),
            extraction("places", "Kyiv", None, event="1"),
            extraction("places", "Kherson", (30, 37), event="2"),
        ]
    )
    reader = langextract_extractor(lambda text: found)
    reading = kb.read_article(TEXT, published="2022-09-06", extractor=reader)
    row = reading.reports.iloc[0]
    assert len(reading) == 1
    assert (row["kind"], row["date"], row["actors"]) == ("strike", "2022-09-05", "target: bridge")
    assert row["places"] == ""


def offer(monkeypatch, name, loaded):
    """Pretend that a package offers an extractor."""
    point = SimpleNamespace(name=name, load=lambda: loaded)
    monkeypatch.setattr(extractors, "entry_points", lambda group: [point])


def test_an_extractor_of_another_package_is_found_by_name(monkeypatch):
    """It gets the document, and its candidates become reports."""

    def fires(document):
        at = document.text.index("burns")
        return [Candidate(at, at + 5, (Field("kind", "fire", at, at + 5),), "fires")]

    offer(monkeypatch, "fires", fires)
    reading = kb.read_article(TEXT, published="2022-09-06", extractor="fires")
    assert reading.reports["kind"].tolist() == ["fire"]
    assert extractors.extractor_names() == ["built-in", "fires"]


def test_what_stands_behind_the_colon_goes_to_a_class_of_extractors(monkeypatch):
    """So one package offers many models by one name."""

    class Named:
        def __init__(self, name="default"):
            self.name = name

    offer(monkeypatch, "named", Named)
    assert extractors.find_extractor("named:x").name == "x"
    assert extractors.find_extractor("named").name == "default"


def test_an_extractor_that_is_not_there_lists_those_that_are(monkeypatch):
    """Whoever mistypes a name sees the right one."""
    offer(monkeypatch, "fires", None)
    with pytest.raises(InvalidValue, match="built-in, fires"):
        extractors.find_extractor("fire")


@pytest.mark.parametrize("before", [0, 5_000])
def test_a_quote_that_is_too_long_is_cut_to_what_is_near_its_event(before):
    """A page is no quote; what the event stands on is kept, from word to word."""
    text = "Officials spoke. " * (before // 17) + "The bridge was hit. " + "Nobody was hurt. " * 500
    at = text.index("hit")
    quote = Field("quote", text, 0, len(text))
    (candidate,), findings = ground([Candidate(at, at + 3, (quote,))], read_document(text))
    (field,) = candidate.fields
    assert not findings
    assert field.value == text[field.start : field.end]
    assert len(field.value) <= 2_000
    assert field.start <= at < at + 3 <= field.end
    assert text[: field.start].endswith(" ") or field.start == 0
    assert text[field.end :].startswith(" ")


def failing(document):
    """Yield a candidate, and fail."""
    yield Candidate(*HIT, ())
    raise RuntimeError("out of memory")


@pytest.mark.parametrize(
    ("extract", "said"),
    [
        (failing, "extractor failing: it failed: RuntimeError: out of memory"),
        (int, "extractor int: it failed: TypeError"),
        (lambda _: [{"event": "hit"}], "returns candidates, not dict"),
        (lambda _: None, "returns candidates, not NoneType"),
        (lambda _: "hit", "returns candidates, not str"),
        (lambda _: [Candidate(*HIT, None)], "fields, not NoneType"),
        (lambda _: [Candidate(*HIT, "title")], "fields, not str"),
    ],
)
def test_an_extractor_that_fails_is_one_message(extract, said):
    """It is anybody's; what it does wrong is its own, and is said."""
    with pytest.raises(InvalidValue, match=said):
        kb.read_article(TEXT, published="2022-09-06", extractor=extract, parser=False)


def test_numbers_of_another_library_are_numbers():
    """Models work with arrays; what else is no offset is left out."""
    start, end = np.int64(HIT[0]), np.int64(HIT[1])
    title = Field("title", "Bridge hit", start, end, np.float32(0.5))
    others = ((30, 37), (1, 99_999), ("a", "b"), None)
    (one,), findings = ground([Candidate(start, end, (title,), others=others)], DOCUMENT)
    assert not findings
    assert (one.start, one.others) == (HIT[0], ((30, 37),))
    assert {type(x) for x in (one.start, one.end, *one.others[0])} == {int}
    assert type(one.fields[0].start) is int


def test_a_candidate_without_a_quote_is_quoted_by_its_sentence():
    """A person judges by words that say something."""
    one = kb.read_article(TEXT, extractor=lambda _: [Candidate(*HIT, ())], parser=False)
    assert one.reports["quote"].tolist() == ["The bridge was hit on Monday."]

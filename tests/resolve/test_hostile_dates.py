"""Nothing that a text, a day of publication or a context holds makes the reading slow or fail."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import InvalidTimeSpan
from kb.model.timespan import TimeSpan
from kb.resolve.dates import LANGUAGES, find_dates, resolve_date
from kb.resolve.dates.find.reader import Parsed
from kb.resolve.dates.find.rules import load_grammar

#: What long texts are made of: digits, dots, hyphens, spaces, names, and signs of all kinds.
PIECES = (
    *("1234567890.", "12-", "1,", "a.", "1:2", "1/", "2022-08-", ".5", "1st", "9999 ", "- ", "0"),
    *("May 5 ", "June ", "5 may 1940 to ", "\n\n ", " '99", "in May ", "early ", "from ", "two "),
    *(" the last 3 days of the", "several weeks ", "Jan.", "(1940", "Ramadan ", " ", "\t", "--"),
    *("травня ", "у ", "до ", "5-го ", "з 5 по ", "ХХ ст. ", "Mai ", "am ", "de le ", "août "),
    *(
        "el ",
        "de ",
        "يوم ",
        "و",
        "٣",
        "٣/٤/",
        "۲۰",
        "𝟙",
        "१",
        "½",
        "ﷺ",
        "é́",
        "\u0301",
        "\u202e",
        "\x00",
    ),
    *("early 14:00 morning ", "by by ", "1.1.1", "mid-", "of the ", "and ", "XX ", "i ", "10h "),
)
LIMITS = ("0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31", "0004-02-29", "1582-10-15")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_work_grows_with_the_text(code: str, piece: str) -> None:
    """Four times the text is at most four times the steps: counted, not timed."""
    small, large = (Parsed(piece * (n // len(piece)), code) for n in (500, 2_000))
    assert large.cascade.steps <= 4.2 * small.cascade.steps + 400


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_step_has_a_bound(code: str) -> None:
    """No form can be tried from one place in more ways than it has items."""
    for stage in load_grammar(code).stages:
        for rules in stage.by_symbol.values():
            for rule in rules:
                assert "*" not in rule.source
                assert "+" not in rule.source


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "piece"),
    [("en", "1234567890."), ("en", "January "), ("en", ". . "), ("uk", "травня "), ("ar", "٣")],
    ids=ascii,
)
def test_a_million_characters_are_read(code: str, piece: str) -> None:
    """Of digits, dots, month names, spaces, hyphens and Unicode digits."""
    find_dates(piece * (1_000_000 // len(piece)), published="2022-09-06", lang=code)


@pytest.mark.parametrize("piece", ["\u0301", "\u0316\u0301", "\u0591", "a\u0301\u0316"])
def test_signs_over_signs_are_no_work(piece: str) -> None:
    """Putting many in order would take the square of their number."""
    for code in ("es", "ar", "uk"):
        find_dates("5 травня " + piece * 20_000, published="2022-09-06", lang=code)


words = st.sampled_from(
    sorted({word for x in LANGUAGES for word in load_grammar(x).lexicon.words} | {*PIECES})
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.sampled_from(
    [date.fromisoformat(x) for x in LIMITS]
)
contexts = st.sampled_from(
    [
        *(None, "news", "narrative", "1941", "1941-12", "1941-12-07", "0000", "-0499", "Y-17E7"),
        *("9999-12-31", "Y10000-01-01", "[..2022]", "2022/..", "192X", "2022-21", "2022~"),
        *LIMITS,
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(words | st.text(max_size=6), max_size=20), st.none() | days, contexts, st.data())
def test_no_text_makes_it_fail(
    pieces: list[str], published: date | None, context: str | None, data: st.DataObject
) -> None:
    """Mentions stand in order, apart from each other, carry the words and can be written."""
    code = data.draw(st.sampled_from([*LANGUAGES, None]))
    text = " ".join(pieces)
    found = find_dates(text, published=published, lang=code, context=context)
    place = 0
    for each in found:
        assert place <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        place = each.end
        if each.time_span is not None:
            assert TimeSpan.parse(each.time_span.edtf) == each.time_span
    ElementTree.fromstring(
        found.to_timeml(None).removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    )
    found._repr_html_().encode()


@settings(max_examples=300, deadline=None)
@given(st.lists(words, max_size=8), st.none() | days, contexts, st.data())
def test_no_phrase_makes_it_fail(
    pieces: list[str], published: date | None, context: str | None, data: st.DataObject
) -> None:
    """What comes out can be written and read."""
    code = data.draw(st.sampled_from([*LANGUAGES, None, "tr", "", "not a language"]))
    given = None if context in ("news", "narrative") else context
    span = resolve_date(" ".join(pieces), published=published, lang=code, context=given)
    assert span is None or TimeSpan.parse(span.edtf) == span


@given(st.text(max_size=30))
def test_any_published_is_a_day_or_none(published: str) -> None:
    """Text that names no day is as good as no day."""
    span = resolve_date("yesterday", published=published)
    assert span is None or span.latest is not None


@pytest.mark.parametrize("context", ["", "soon", "2022-13-01", "\ud800", "1" * 10_000])
def test_a_context_that_is_no_time_is_an_error(context: str) -> None:
    """One that says what is wrong with it."""
    with pytest.raises(InvalidTimeSpan, match=r"EDTF|there is no|no date is so long"):
        find_dates("two days later", context=context or "x")


@pytest.mark.parametrize(
    ("phrase", "published", "edtf"),
    [
        ("yesterday", "0001-01-01", "0000-12-31"),
        ("last year", "0001-06-01", "0000"),
        ("a century ago", "0001-06-01", "[-0100..-0001]"),
        ("two years ago", "0001-06-01", "-0001"),
        ("tomorrow", "9999-12-31", "Y10000-01-01"),
        ("next year", "9999-06-01", "Y10000"),
        ("in two years", "9999-06-01", "Y10001"),
        ("last week", "0001-01-03", "[0000-12-25..0000-12-31]"),
        ("29 February", "0004-02-29", "0004-02-29"),
        ("вчора", "0001-01-01", "0000-12-31"),
        ("morgen", "9999-12-31", "Y10000-01-01"),
    ],
)
def test_the_calendar_goes_on_at_its_edges(phrase: str, published: str, edtf: str) -> None:
    """Before year 1 is year 0, after 9999 is 10000."""
    span = resolve_date(phrase, published=published, lang=None)
    assert span is not None
    assert span.edtf == edtf

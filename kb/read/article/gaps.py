"""What a reading leaves open, said in words for the person who judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.words.tongue import looks_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.analysis import Analysis
    from kb.read.article.values import Document


def is_foreign(document: Document) -> bool:
    """Tell whether a document is not English, or does not look like it."""
    return document.lang.partition("-")[0] != "en" or not looks_english(document.text)


def gaps(document: Document, analysis: Analysis) -> Iterator[str]:
    """Yield what the article leaves open: no day of publication, a language not read."""
    if document.lang.partition("-")[0] != "en":
        yield f"events are found in English; this article is in {document.lang!r}"
    elif not looks_english(document.text):
        yield (
            "this does not look like English, in which alone events are found; say the language"
            " (lang), or use another extractor"
        )
    elif not analysis.parsed:
        yield (
            "read without a parser: dates are less sure, and who did what to whom is told only"
            " where the order of words leaves no doubt; in the clone of the project"
            " pip install '.[read]' adds one"
        )
    if analysis.parts > 1:
        yield (
            f"the text is long and was read in {analysis.parts} parts: nobody is followed from one"
            " to the next"
        )
    if analysis.left_out:
        noun = "event that seems" if analysis.left_out == 1 else "events that seem"
        verb = "was" if analysis.left_out == 1 else "were"
        yield (
            f"{analysis.left_out} {noun} to matter less {verb} left out;"
            f" --most {analysis.told} (in Python most={analysis.told}) asks for more"
        )
    yield from document.notes
    if not document.published:
        open_dates = [x for x in analysis.dates if x.time_span is None]
        words = f": {', '.join(repr(x.text) for x in open_dates[:5])}" if open_dates else ""
        yield (
            "no day of publication: relative dates stay unresolved; give it as published"
            f" (2022-09-06){words}"
        )

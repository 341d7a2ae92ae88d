"""The command `kb read`: articles become candidate reports, in a table or on a page."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.options import read as read_data
from kb.cli.printing import echo, echo_rows, progress
from kb.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from kb.base import KnowledgeBase
    from kb.reading import Reading

_STANDARD = "-"
#: How the names of pages end, and of files that are neither a page nor a table of text.
_PAGES = (".html", ".htm")
_OTHERS = tuple(
    ".xhtml .xht .mht .mhtml .pdf .md .doc .docx .odt .xls .xlsx .ods .json .jsonl .tsv .parquet"
    " .zip .gz".split()
)
_LANGUAGES = ("en", "uk")


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--published", metavar="DAY", help="when they all came out; a page may say it itself")
@click.option("--source", default="", metavar="NAME", help="who published them all")
@click.option("--url", default="", help="where it was published, of one file")
@click.option("--data", type=click.Path(path_type=Path), help="events that it may tell of as well")
@click.option(
    "--extractor", default="built-in", show_default=True, metavar="NAME", help="what reads it"
)
@click.option("--most", metavar="N", type=click.IntRange(1), help="how many events at most")
@click.option(
    *("-o", "--output"),
    metavar="FILE",
    help="write the candidates there, to judge them: a table, or a page (review.html)",
)
@click.option("--lang", type=click.Choice(_LANGUAGES), help="of the page  [default: en]")
@click.option("--force", is_flag=True, help="write over a file of candidates already judged")
def read_command(
    files: tuple[Path, ...],
    published: str | None,
    source: str,
    url: str,
    data: Path | None,
    extractor: str,
    most: int | None,
    output: str | None,
    lang: str | None,
    force: bool,
) -> None:
    """Read articles into candidate reports, each with its words.

    A file is plain text or a page of HTML; - is standard input. Nothing is fetched. What
    --published and --source say holds for all files that are given: read articles of other days or
    publishers one by one.

    Example: kb read article.txt --published 2022-09-06 -o review.html
    """
    from kb.read.article.extractors import BUILT_IN
    from kb.reading import read_article

    page = (output or "").lower().endswith(_PAGES)
    if lang and not page:
        raise click.UsageError("--lang is of the page; it goes with -o review.html")
    _check_output(output, page=page, judged=force)
    if len(files) > 1 and url:
        raise InvalidValue("--url is the address of one article; read the others one by one")
    base = read_data(data) if data else None
    read = partial(
        read_article,
        published=published,
        source=source,
        url=url,
        extractor=extractor,
        places=base.tables.places if base is not None else None,
        most=most,
    )
    with progress("reading"):
        readings, faults = _read_all(files, read, english=extractor == BUILT_IN)
    for path, reading in readings.items():
        _say_issues(path, reading)
    every = list(readings.values())
    if output and page:
        _write_page(output, every, base, data, lang=lang or "en")
    else:
        _write_table(output, every, base, judged=force)
    if faults:
        said = "; ".join(faults)
        raise InvalidValue(f"{len(faults)} of {len(files)} files could not be read: {said}")


def _check_output(output: str | None, *, page: bool, judged: bool) -> None:
    """Raise InvalidValue before anything is read, when a file is there that is to stay."""
    from kb.review import check_replaceable
    from kb.review_html import check_page

    if (output or "").lower().endswith(_OTHERS):
        raise InvalidValue(
            f"{output}: candidates are written as CSV or HTML; name it candidates.csv or"
            " review.html"
        )
    if output and page:
        check_page(Path(output))
    elif output and output != _STANDARD:
        check_replaceable(Path(output), judged=judged)


def _write_page(
    output: str,
    readings: Sequence[Reading],
    base: KnowledgeBase | None,
    data: Path | None,
    *,
    lang: str,
) -> None:
    from kb.review_html import write_review

    write_review(readings, output, base=base, data=str(data or "data/"), lang=lang)
    n_rows = sum(map(len, readings))
    echo(f"{Path(output).resolve()}: {_counted(n_rows)}", err=True)
    echo("open it in a browser; it saves what you accept as candidates.csv", err=True)


def _write_table(
    output: str | None, readings: Sequence[Reading], base: KnowledgeBase | None, *, judged: bool
) -> None:
    from kb.review import candidates_frame, check_replaceable

    frame = candidates_frame(readings, base)
    if not output:
        _print(frame)
        return
    text = frame.to_csv(index=False, lineterminator="\n")
    if output == _STANDARD:
        click.echo(text, nl=False)
        return
    if not judged:
        check_replaceable(Path(output), text)
    Path(output).write_text(text, encoding="utf-8", newline="")
    echo(f"{Path(output).resolve()}: {_counted(len(frame))}", err=True)
    if len(frame):
        echo("write yes or no into `accept`, mend what is wrong, then: kb add", err=True)


def _not_english(path: Path) -> str:
    """Return what is wrong with a file in another language than English."""
    from kb.read.article.extractors import BUILT_IN, extractor_names

    others = ", ".join(x for x in extractor_names() if x != BUILT_IN)
    return (
        f"{path}: not read, as this does not look like English, in which alone events are found;"
        " --extractor NAME reads with another"
        f" ({others or 'none is installed; docs/reading.md says how to write one'})"
    )


def _read_all(
    files: Sequence[Path], read: Callable[..., Reading], *, english: bool
) -> tuple[dict[Path, Reading], list[str]]:
    """Return the reading of each file that can be read, and what is wrong with the others.

    One bad file of many takes nothing from the rest; where none can be read, the fault is raised.
    """
    readings: dict[Path, Reading] = {}
    faults: list[str] = []
    for path in dict.fromkeys(files):
        try:
            reading = read(sys.stdin.buffer.read() if str(path) == _STANDARD else path)
        except InvalidValue as error:
            faults.append(str(error))
            continue
        if english and reading.is_foreign:
            faults.append(_not_english(path))
        else:
            readings[path] = reading
    if not readings:
        raise InvalidValue("; ".join(dict.fromkeys(faults)))
    return readings, faults


def _say_issues(path: Path, reading: Reading) -> None:
    for issue in reading.issues[:10]:
        echo(f"{path}: {issue}", err=True)


def _counted(number: int) -> str:
    return f"{number:,} candidate report{'' if number == 1 else 's'}"


def _print(frame: pd.DataFrame) -> None:
    names = ["title", "kind", "status", "date", "places", "actors", "claimant"]
    echo_rows(
        ["", *names], ((n + 1, *row) for n, row in enumerate(frame[names].to_numpy().tolist()))
    )
    echo(f"{_counted(len(frame))}; -o candidates.csv or -o review.html writes them, to judge them")

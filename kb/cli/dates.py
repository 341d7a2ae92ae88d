"""The command about a text: `kb dates` finds the dates in it."""

from __future__ import annotations

import json

import click

from kb.cli.printing import echo, echo_mentions
from kb.cli.texts import check_context, check_day, check_language, read_text

__all__ = ["dates_command"]


@click.command("dates")
@click.argument("text")
@click.option(
    "--published", metavar="DAY", callback=check_day, help="the day that relative dates count from"
)
@click.option(
    "--lang",
    metavar="CODE",
    default="auto",
    show_default=True,
    callback=check_language,
    help="the language of the text: en, uk, ru …; auto finds it",
)
@click.option(
    "--context",
    metavar="WHAT",
    callback=check_context,
    help="news, narrative, or the time before (EDTF)",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "timex3"]),
    default="table",
    show_default=True,
)
def dates_command(
    text: str, published: str | None, lang: str | None, context: str | None, form: str
) -> None:
    """Find the dates of TEXT, or of the file of that name, and tell what each means.

    TEXT may be - for the standard input.

    Example: kb dates "Voting on Monday was put off until September 30." --published 2022-09-06
    """
    from kb.resolve.dates import find_dates

    text = read_text(text)
    found = find_dates(text, published=published, lang=lang, context=context)
    if form == "timex3":
        click.echo(found.to_timeml(published))
    elif form == "jsonl":
        for each in found:
            echo(json.dumps(each.as_dict(), ensure_ascii=False))
    else:
        echo_mentions(text, found)

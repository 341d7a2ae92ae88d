"""An article comes as text, bytes, a page or a file; each part of it is known for what it is."""

from __future__ import annotations

import csv
import plistlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from kb.errors import InvalidValue
from kb.read.article.document.document import read_document
from kb.read.article.document.page import bare_title
from kb.read.article.document.saved import saved_page
from kb.read.article.document.zones import zones_of

CASES = Path(__file__).parents[2] / "cases"

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Bridge hit again - The Example Herald</title>
<meta property="og:title" content="Bridge hit again">
<meta property="og:site_name" content="The Example Herald">
<meta property="article:published_time" content="2022-09-06T08:00:00+00:00">
<link rel="canonical" href="https://herald.example/bridge"></head>
<body><nav><ul><li><a href="/">Home</a></li>
<li><a href="/war">Strikes killed in May</a></li></ul></nav>
<article><h1>Bridge hit again</h1>
<figure><img src="x.jpg">
<figcaption>A bridge that was bombed in 1944. Photo: Archive</figcaption></figure>
<p>The bridge near Kherson was hit again on Monday, officials in the city said, and traffic across
it has been stopped until further notice by the administration.</p>
<p>Engineers had repaired the roadway only on Saturday, after an earlier strike had torn a hole into
it, and nobody was hurt according to the same officials, who did not give their names.</p>
</article><footer>Copyright 2022 The Example Herald. All rights reserved.</footer></body></html>"""


def csv_rows(name):
    """Return the rows of a table of cases, without its head."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return [*csv.reader(file)][1:]


def kinds(text):
    """Return the kind of each paragraph, by its first word."""
    return [(text[x.start : x.end].split()[0], x.kind) for x in zones_of(text)]


def test_a_page_loses_its_navigation_and_keeps_its_captions_apart():
    """The caption is in the text, in a zone of its own behind the body."""
    document = read_document(PAGE)
    assert "Strikes killed in May" not in document.text
    assert "Copyright" not in document.text
    (caption,) = [x for x in document.zones if x.kind == "caption"]
    assert document.text[caption.start : caption.end].startswith("A bridge that was bombed")


def test_a_page_says_its_day_publisher_address_and_title():
    """What the page says of itself holds where nobody says otherwise."""
    document = read_document(PAGE)
    title = next(x for x in document.zones if x.kind == "title")
    assert document.published == "2022-09-06"
    assert document.source == "The Example Herald"
    assert document.url == "https://herald.example/bridge"
    assert document.text[title.start : title.end] == "Bridge hit again"


def test_what_is_given_overrides_what_a_page_says():
    """A person knows better than the metadata."""
    document = read_document(PAGE, published="2022-09-07", source_name="Elsewhere")
    assert (document.published, document.source) == ("2022-09-07", "Elsewhere")


def test_zones_lie_in_order_and_hold_what_they_say():
    """Every zone is a stretch of the text that begins and ends with a printed character."""
    document = read_document(PAGE)
    ends = 0
    for zone in document.zones:
        words = document.text[zone.start : zone.end]
        assert zone.start >= ends
        assert words == words.strip() != ""
        ends = zone.end


@pytest.mark.parametrize(
    "line",
    [
        "Expert Biography: Ann Example served in the army and was wounded in 1991.",
        "Written By",
        "About the Author",
        "Ann Example is a senior reporter who was kidnapped in 2004.",
    ],
)
def test_a_biography_reaches_to_the_end(line):
    """It tells of another time; so does what follows it."""
    text = f"The bridge was hit on Monday.\n\n{line}\n\nShe was arrested twice."
    assert [x.kind for x in zones_of(text)] == ["body", "biography", "biography"]


@pytest.mark.parametrize(
    "line",
    [
        "Soldiers fire a gun. Image Credit: Creative Commons.",
        "Soldiers fire a gun. (U.S. Army Photo by Sgt. John Doe).",
        "Smoke over the bridge. Photo: Reuters",
        "Smoke over the bridge. Getty Images",
    ],
)
def test_a_credit_makes_a_caption_of_its_block(line):
    """The lines of one block belong together; the day they tell of is not the article's."""
    text = f"{line}\nOn Friday, guns were delivered.\n\nThe bridge was hit on Monday."
    *before, last = [x.kind for x in zones_of(text)]
    assert (set(before), last) == ({"caption"}, "body")


@pytest.mark.parametrize(
    "line", ["Connect with us", "Hi, what are you looking for?", "Share this article", "Subscribe"]
)
def test_what_a_site_says_of_itself_is_boilerplate(line):
    """No event is read from it."""
    assert kinds(f"{line}\n\nThe bridge was hit on Monday.")[0][1] == "boilerplate"


def test_a_headline_that_runs_into_the_text_is_parted_from_it():
    """The words behind the colon are the first sentence."""
    text = "Ukraine’s War Keeps Getting Worse for Its Army: Troops retook a village."
    assert kinds(text) == [("Ukraine’s", "title"), ("Troops", "body")]


@pytest.mark.parametrize("line", ["(CNN) -- ", "(Reuters) - ", "Washington (CNN) — "])
def test_an_agency_before_the_text_is_no_part_of_it(line):
    """With a place or without one."""
    assert [x.kind for x in zones_of(f"{line}The bridge was hit on Monday.")] == [
        "dateline",
        "body",
    ]


def test_a_colon_in_a_sentence_parts_nothing():
    """Only words with capitals are a headline."""
    text = "The minister said what everybody had expected from him: troops retook a village."
    assert [kind for _, kind in kinds(text)] == ["body"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_bytes_are_decoded_by_their_mark(encoding):
    """A byte order mark says how the bytes are to be read, and is no part of the text."""
    text = "Київ: the bridge was hit."
    assert read_document(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_half_of_the_bytes_being_nul_tells_what_bears_no_mark(encoding):
    """Editors write UTF-16 without a mark as well."""
    text = "The bridge near Київ was hit on Monday, officials said."
    assert read_document(text.encode(encoding)).text == text


def test_what_controls_a_terminal_is_no_text():
    """It would reach whoever prints a title; offsets stay."""
    assert read_document("Bridge\0 \x1b[31mhit").text == "Bridge\ufffd \ufffd[31mhit"


def test_a_file_without_end_is_not_read_to_it(monkeypatch, tmp_path):
    """A device, or what was given by mistake."""
    monkeypatch.setattr("kb.read.article.document.document.MOST_BYTES", 100)
    (tmp_path / "a.txt").write_text("word " * 30)
    with pytest.raises(InvalidValue, match="more than 100 bytes"):
        read_document(tmp_path / "a.txt")


def test_a_page_in_another_encoding_says_so_itself():
    """`charset` counts where the bytes are no UTF-8."""
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">')
    page = page.replace("Kherson", "Херсон")
    assert "Херсон" in read_document(page.encode("windows-1251")).text


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "no text"),
        (" \n\t ", "no text"),
        (b"", "no text"),
        (b"\x00\x01\x02PK" * 50, "NUL"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not text; save its words"),
        (b"PK\x03\x04word/document.xml", "is a Word document"),
        (b"{\\rtf1\\ansi The bridge was hit.}", "in RTF"),
        (b"\xff\xfeThe", "looks like utf-16"),
        (Path(__file__).parent, "is a folder"),
        ("https://herald.example/bridge", "kb fetches nothing"),
        (Path("https://herald.example/bridge"), "https://herald.example/bridge: kb fetches"),
        (bytes(range(128, 256)) * 30, "encoding"),
        ("no-such-file.txt", "cannot be read"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
    ],
)
def test_what_is_no_article_is_refused_in_one_message(source, said):
    """It says what is wrong with what."""
    with pytest.raises(InvalidValue, match=said):
        read_document(source)


@pytest.mark.parametrize("day", ["soon", "2022-13-01", "2022-02-30"])
def test_a_day_of_publication_that_is_none_is_refused(day):
    """Dates count from it, so a wrong one is worse than none."""
    with pytest.raises(InvalidValue, match=r"2022-09-06 \(ISO 8601\)"):
        read_document("The bridge was hit.", published=day)


def test_a_file_is_read_by_its_path(tmp_path):
    """As a path object, and as a string that names it."""
    path = tmp_path / "article.html"
    path.write_text(PAGE, encoding="utf-8")
    assert read_document(path) == read_document(str(path)) == read_document(PAGE)


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ('<meta property="article:published_time" content="2022-09-06T08:00:00Z">', "2022-09-06"),
        ('<meta name="DC.date" content="2022-09-06">', "2022-09-06"),
        (
            '<script type="application/ld+json">{"datePublished": "2022-09-06"}</script>',
            "2022-09-06",
        ),
        ('<meta name="date" content="2022-09">', ""),
        ('<meta name="date" content="04/05/2022">', ""),
        ('<meta property="article:published_time" content="2022-02-31">', ""),
        ('<meta name="copyright" content="2014">', ""),
        ("<title>2018/03/04 story, updated in 2019</title>", ""),
    ],
)
def test_only_a_whole_day_that_the_metadata_give_is_the_day_of_publication(tag, day):
    """Nobody guesses it from a footer or half a date: every other date counts from it."""
    kept = PAGE.replace(PAGE.splitlines()[4], tag)
    assert read_document(kept).published == day


def paragraphs(document, kind):
    """Return the paragraphs of a document that are of a kind."""
    return [document.text[x.start : x.end] for x in document.zones if x.kind == kind]


def page(inside, head=""):
    """Return the page with something before the last paragraph of its article, or in its head."""
    at = PAGE.index("<p>Engineers")
    return PAGE[:at].replace("<head>", f"<head>{head}") + inside + PAGE[at:]


STORY = "Nine people were killed in a fire at a warehouse in the port of the capital in May."


@pytest.mark.parametrize(
    "tag",
    [
        "<div class='related-stories'><ul><li>{}</li></ul></div>",
        "<aside class='inlineRecirc'><p>{}</p></aside>",
        "<div class='newsletter-signup'><p>{}</p></div>",
        "<section class='comentarios'><p>{0}</p><p>{0}</p><p>{0}</p><p>{0}</p></section>",
        "<div data-testid='cookie-banner'><p>{}</p></div>",
        "<div class='MostPopular__list'><p>{}</p></div>",
        "<p style='display: none'>{}</p>",
        "<p hidden>{}</p>",
    ],
)
def test_what_a_page_shows_beside_its_article_is_left_out(tag):
    """It is told by the names of its elements; nobody reads events of other stories from it."""
    document = read_document(page(tag.format(STORY)))
    assert "warehouse" not in document.text
    assert len(paragraphs(document, "body")) == 2


def test_a_name_that_stands_on_the_article_itself_drops_nothing():
    """Pages mark what is for subscribers by such names: "paywall" or "social" on each paragraph."""
    marked = PAGE.replace("<p>", "<p class='share'>")
    assert read_document(marked).text == read_document(PAGE).text


def test_what_tells_of_the_author_is_a_biography():
    """It stands apart, behind the body, and tells of no events."""
    tag = "<div class='author-bio'><p>Ann Example was wounded in Mosul in 2017.</p></div>"
    document = read_document(page(tag))
    assert paragraphs(document, "biography") == ["Ann Example was wounded in Mosul in 2017."]


def test_a_line_end_in_the_text_of_a_page_parts_nothing():
    """On a page it is a space, whatever the element."""
    text = "The ferry across the river\nwas hit as well, the officials said\non Monday evening."
    document = read_document(page(f"<div>{text}</div>"))
    assert " ".join(text.split()) in paragraphs(document, "body")


def test_a_headline_with_a_colon_stays_whole():
    """Only in running text does it part a headline from what follows."""
    title = "Ukraine’s Long and Slow War Around Kherson: Bridge Hit Again and Again on Monday"
    document = read_document(PAGE.replace("Bridge hit again", title))
    assert paragraphs(document, "title") == [title]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Bridge hit again | The Example Herald", ""),
        ("The Example Herald - Bridge hit again", ""),
        ("Bridge hit again - World - The Example Herald", "Bridge hit again"),
        ("Bridge hit again » World » Front page", "Bridge hit again"),
        ("Bridge hit again - herald.example", ""),
    ],
)
def test_a_title_loses_the_name_of_its_site(title, heading):
    """What the site is called is no part of what happened."""
    assert bare_title(title, ["The Example Herald", "herald.example/bridge"], [heading]) == (
        "Bridge hit again"
    )


@pytest.mark.parametrize(
    "title", ["Talks: day two", "Kyiv - Warsaw train stopped", "Bridge hit again"]
)
def test_a_title_with_a_dash_or_a_colon_of_its_own_keeps_it(title):
    """A part that is no name of the site says something."""
    assert bare_title(title, ["The Example Herald"]) == title


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ('<meta name="publish_date" content="Thu, 06 Oct 2011 08:10:27 EST">', "2011-10-06"),
        ('<meta name="pub_date" content="20111006">', "2011-10-06"),
        ('<meta name="date" content="Tuesday, Aug. 17, 2010">', "2010-08-17"),
        ('<meta name="date" content="yesterday">', ""),
        (
            '<meta name="date" content="2014-06-30T00:08:00Z">'
            '<script type="application/ld+json">{"datePublished": "2014-06-29T20:08:00-04:00"}'
            "</script>",
            "2014-06-29",
        ),
        ('<link rel="canonical" href="https://herald.example/2022/09/06/bridge">', "2022-09-06"),
        ('<link rel="canonical" href="https://herald.example/2022/sep/06/bridge">', "2022-09-06"),
        ('<link rel="canonical" href="https://herald.example/2022/13/06/bridge">', ""),
    ],
)
def test_the_day_of_a_page_is_read_as_publishing_systems_write_it(tag, day):
    """In words, as one number, or in the address; of two days that of the place of publication."""
    lines = PAGE.splitlines()
    kept = "\n".join([*lines[:4], tag, *lines[6:]])
    assert read_document(kept).published == day


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('<script type="application/ld+json">{"isAccessibleForFree": false}</script>', "not free"),
        ('<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>', "live report"),
    ],
)
def test_what_a_page_says_against_relying_on_it_is_noted(head, said):
    """A stub looks like a short article, and a live report has more than one day."""
    assert not read_document(PAGE).notes
    (note,) = read_document(page("", head)).notes
    assert said in note


def test_a_day_that_only_the_address_tells_is_noted():
    """It is nearly always right; a person should look."""
    lines = PAGE.splitlines()
    link = '<link rel="canonical" href="https://herald.example/2022/09/06/bridge">'
    kept = "\n".join([*lines[:4], link, *lines[6:]])
    assert "address" in read_document(kept).notes[0]
    assert not read_document(kept, published="2022-09-06").notes
    assert "2022-09-06" in read_document(kept, published="2022-09-08").notes[0]


def test_a_page_may_be_much_longer_than_its_article():
    """Scripts and data of a page of today are megabytes; what counts is the article."""
    script = f"<script>var data = '{'x' * 3_000_000}';</script>"
    assert read_document(page("", script)).text == read_document(PAGE).text


@pytest.mark.parametrize(("line", "kind"), [*csv_rows("zones.csv")])
def test_a_line_is_told_for_what_it_is(line, kind):
    """Headings and sentences that only begin like boilerplate are none."""
    text = f"The bridge was hit on Monday by a rocket.\n\n{line}\n\nIt was closed on Tuesday."
    assert zones_of(text)[1].kind == kind


def test_a_list_of_links_ends_where_the_text_goes_on():
    """Its headings tell of other articles."""
    text = (
        "The bridge was hit on Monday.\n\nMore must-reads from The Herald\n\nTen killed in Mali"
        "\n\n- Five killed in Chad on Sunday.\n\nThe bridge was closed on Tuesday."
    )
    assert [kind for _, kind in kinds(text)] == ["body", *["boilerplate"] * 3, "body"]


@pytest.mark.parametrize("line", ["Written by", "Ali Hassan is a reporter whom they arrested."])
def test_what_looks_like_a_biography_before_most_of_an_article_is_none(line):
    """A byline above it, or a reporter in the news, takes nothing away."""
    text = f"Raids\n\n{line}\n\nThe bridge was hit on Monday. Three men were arrested by police."
    assert zones_of(text)[-1].kind == "body"


BARE = "\n".join(x for x in PAGE.splitlines() if "canonical" not in x and "published_time" not in x)
ADDRESS = "https://herald.example/2022/09/06/bridge"


def mhtml():
    """Return a page as Chrome saves it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = ADDRESS
    message["MIME-Version"] = "1.0"
    message.set_content(BARE.replace("Kherson", "Kherson (Херсон)"), subtype="html", cte="base64")
    message.add_related(b"x", "image", "png")
    return message.as_bytes()


def webarchive():
    """Return a page as Safari saves it in one file."""
    main = {"WebResourceData": BARE.encode(), "WebResourceURL": ADDRESS}
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def complete():
    """Return a page as browsers save it beside its pictures."""
    return BARE.replace("<html", f"<!-- saved from url=(0040){ADDRESS} -->\n<html", 1).encode()


@pytest.mark.parametrize("saved", [mhtml, webarchive, complete])
def test_a_page_is_read_as_a_browser_has_saved_it(saved):
    """It keeps the address, which tells the day where the page does not."""
    document = read_document(saved())
    assert paragraphs(document, "title") == ["Bridge hit again"]
    assert len(paragraphs(document, "body")) == 2
    assert (document.url, document.published) == (ADDRESS, "2022-09-06")


@pytest.mark.parametrize(
    "data", [b"bplist00 and so on", plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY)]
)
def test_another_property_list_is_no_page(data):
    """It is what it looks like: no text, or text of no page."""
    assert saved_page(data) == ("", "") or saved_page(data) == (b"", "")


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x">',
        "<!-- a --><!-- b -->\n<!doctype html>",
        "<meta charset=utf-8>",
        "<h1>Bridge hit again</h1>",
    ],
)
def test_a_page_is_known_for_one_however_it_begins(head):
    """XHTML, comments, and what lacks its head."""
    document = read_document(PAGE.replace("<!DOCTYPE html>", head))
    assert "<" not in document.text
    assert len(paragraphs(document, "body")) == 2

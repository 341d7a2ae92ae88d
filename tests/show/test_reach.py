"""The page reaches everyone: without a script, by keys, by ear, on a phone, in other languages."""

from __future__ import annotations

import json
import re
import string
from importlib.resources import files
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from justhtml import JustHTML

import kb
from kb.show.changes import changes_page
from kb.show.explorer import render_page
from kb.show.words import Words, languages, words_in

DATA = Path(__file__).parents[2] / "data"
PAGES = ["", "#event=kovalev-shot", "#place=nova-kakhovka&known=2022-09-01&from=soon&lanes=kind"]


@pytest.fixture(scope="module")
def base():
    return kb.read_events(DATA)


def violations(page):
    """Return what axe-core finds, of any severity."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["impact"], each["nodes"][0]["html"][:200]) for each in found]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("at", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (1300, "dark"), (390, "dark")])
def test_axe_finds_nothing(visit, base, at, width, scheme):
    """No violation of any severity: plain, with an event and its votes open, on a past day."""
    page = visit(base, at=at, width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.locator("#take-citation").dispatch_event("click")
    page.locator("#map").scroll_into_view_if_needed()
    assert violations(page) == []


@pytest.mark.browser
def test_axe_finds_nothing_in_the_list(visit, base):
    """The list that stands there without a script is no worse."""
    page = visit(base.of_kind("strike"))
    page.evaluate("delete document.documentElement.dataset.live")
    assert page.locator("#list").is_visible()
    assert violations(page) == []


@pytest.mark.browser
def test_without_a_script_it_is_a_list_with_dates_and_sources(visit, base):
    page = visit(base, java_script_enabled=False)
    entries = page.locator("#list .event")
    assert entries.count() == len(base)
    shot = page.locator("[data-event=kovalev-shot]")
    assert shot.locator(".when time").get_attribute("datetime") == "2022-08-28"
    shot.locator("summary").click()
    assert shot.locator(".reports a").first.is_visible()
    assert shot.locator(".reports a").first.get_attribute("href").startswith("https://")
    assert not page.locator(".app").is_visible()


@pytest.mark.browser
def test_every_control_is_reached_by_tab_and_shows_its_focus(visit, base):
    """From the first press of Tab on, each control comes once, and one sees where one is."""
    page = visit(base.of_kind("vote"), at="#event=referendum-paused")
    wanted = page.evaluate("""() => [...document.querySelectorAll(
        'a[href], button, input, select, summary, textarea, [tabindex="0"]')].filter((each) =>
        each.checkVisibility({ visibilityProperty: true }) && !each.disabled
        && each.tabIndex >= 0).map((each) => {
          each.dataset.nth = document.querySelectorAll('[data-nth]').length;
          return each.dataset.nth;
        })""")
    page.evaluate("document.activeElement.blur()")
    reached, bare = [], []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        nth, seen = page.evaluate("""() => { const at = document.activeElement;
          const style = getComputedStyle(at);
          const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1;
          return [at.dataset.nth, shown ? '' : at.outerHTML.slice(0, 120)]; }""")
        if nth is not None and nth not in reached:
            reached.append(nth)
            bare += [seen] if seen else []
    assert set(wanted) - set(reached) == set()
    assert bare == []


@pytest.mark.browser
def test_arrows_go_through_the_events_in_time(visit, base):
    """Right and left step through the events; Escape closes the panel and brings one back."""
    page = visit(base, at="#kind=capture")
    days, order = [], list(base.of_kind("capture"))
    page.locator("#timeline").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        days.append(re.search(r"event=([^&]+)", page.url)[1])
    assert days == order[:4]
    assert page.locator("#panel").is_visible()
    assert base.event(days[-1]).title in page.locator("#live").inner_text()
    page.keyboard.press("ArrowLeft")
    assert f"event={days[2]}" in page.url
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-heading"
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.id") == "timeline"


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 820, 1400])
def test_the_page_is_never_wider_than_the_window(visit, hostile_tables, width):
    """However long a text is, one scrolls down and not aside, with the panel open, too."""
    page = visit(_Base(hostile_tables), width=width)
    widest = "document.documentElement.scrollWidth"
    assert page.evaluate(widest) <= width
    page.locator("#table tbody button").first.click()
    assert page.evaluate(widest) <= width
    page.emulate_media(media="print")
    assert page.evaluate(widest) <= width


class _Base:
    """Tables that can write their page."""

    def __init__(self, tables):
        self.tables = tables

    def to_html(self, path, **told):
        path.write_text(render_page(self.tables, **told), encoding="utf-8")


@pytest.mark.browser
def test_a_language_from_right_to_left_turns_the_page(visit, base, monkeypatch):
    """A table of messages says which way its language runs; the page follows, and stays whole."""
    arabic = Words("ar", words_in("en").messages | {"dir": "rtl", "filters": "تصفية"})
    monkeypatch.setattr("kb.show.explorer.words_in", lambda lang: arabic)
    for width in (390, 1300):
        page = visit(base, width=width, at="#event=kovalev-shot", told={"lang": "ar"})
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        side = page.locator("#side").bounding_box()
        assert side["x"] > 600 or width < 600
        assert violations(page) == []


@pytest.mark.browser
def test_the_page_speaks_another_language(visit, base):
    """In Ukrainian nothing of the page itself is left in English."""
    ukrainian = kb.read_events(DATA, lang="uk")
    page = visit(ukrainian, at="#event=kovalev-shot")
    assert page.locator("html").get_attribute("lang") == "uk"
    assert page.locator("#panel .when").inner_text() == "28 серпня 2022"
    assert "190 з 190 подій" in page.locator("#chosen").inner_text()
    own = {text for text in words_in("en").messages.values() if len(text) > 9 and "{" not in text}
    shown = page.locator("body").inner_text().splitlines()
    assert own & {line.strip() for line in shown} == set()


@pytest.mark.browser
def test_who_wants_no_motion_gets_none(visit, base):
    page = visit(base, reduced_motion="reduce")
    moving = """[...document.querySelectorAll('*')].filter((each) => {
      const style = getComputedStyle(each);
      return style.transitionDuration !== '0s' || style.animationName !== 'none'; }).length"""
    assert page.evaluate(moving) == 0


@pytest.mark.parametrize("lang", languages())
def test_a_table_of_messages_is_whole(lang):
    """Each has all messages, with the values that belong into them, and no others."""
    folder = files("kb.show").joinpath("messages")
    english, own = (
        json.loads(folder.joinpath(f"{each}.json").read_text("utf-8")) for each in ("en", lang)
    )
    assert english.keys() - own.keys() == set()
    assert {name for name in english if holes(english[name]) != holes(own[name])} == set()
    forms = {own[name].count("|") for name in english if "|" in english[name]}
    assert len(forms) == 1


def holes(message):
    parsed = (part for form in message.split("|") for part in string.Formatter().parse(form))
    return {name for _, name, _, _ in parsed if name is not None}


def test_every_message_is_said_somewhere():
    """No message outlives what said it: its name stands in the code, or how that begins."""
    sources = [*Path(kb.__file__).parent.joinpath("show").rglob("*.*")]
    code = "\n".join(
        path.read_text("utf-8") for path in sources if path.suffix in (".py", ".js", ".html")
    )
    whole = set(re.findall(r"""["'`](\w[\w ]*)["'`]""", code))
    begun = {"dating_"} | {  # by the name of its facet
        each for each in re.findall(r"""["'`](\w+_)["'`{$]""", code) if len(each) > 2
    }
    english = words_in("en").messages
    assert [
        name for name in english if name not in whole and not name.startswith(tuple(begun))
    ] == []


@pytest.mark.parametrize("which", ["sample", "hostile", "empty", "many"])
def test_the_page_is_html_without_a_fault(which, base, hostile_tables, tables_of, monkeypatch):
    """A strict parser of HTML has nothing to say."""
    monkeypatch.setattr("kb.show.listing.LISTED", 200)
    tables = {
        "sample": lambda: base.tables,
        "hostile": lambda: hostile_tables,
        "empty": lambda: tables_of(),
        "many": lambda: tables_of(*({"edtf": f"2022-{at % 12 + 1:02}"} for at in range(250))),
    }[which]()
    page = render_page(tables, title="<b>\x00 & \ud800", licence="<!-- -->", version="--!>")
    assert JustHTML(page, collect_errors=True, sanitize=False).errors == []


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-08-28", "28 серпня 2022"),
        ("2022-08", "якогось дня: серпень 2022"),
        ("2022", "якогось дня: 2022"),
        ("2022-08-28/2022-09-03", "28 серпня 2022 – 3 вересня 2022"),
        ("[2022-08-28..2022-09-03]", "десь між 28 серпня 2022 та 3 вересня 2022"),
        ("[..2022-09-15]", "до 15 вересня 2022"),
        ("2022-08/..", "від серпня 2022"),
        ("2022-08~", "приблизно якогось дня: серпень 2022"),
        ("2022-08-28?", "можливо, 28 серпня 2022"),
        ("2022-24", "якогось дня: зима 2022"),
        ("199X", "якогось дня: 1990-ті роки"),
        ("-0043-03-15", "15 березня 44 до н. е."),
        ("2022-08-28T13:05", "о 13:05 28 серпня 2022"),
    ],
)
def test_dates_are_said_in_ukrainian(edtf, words):
    assert words_in("uk").date(kb.TimeSpan.parse(edtf)) == words


@pytest.mark.parametrize(
    ("n", "words"), [(1, "1 подія"), (2, "2 події"), (5, "5 подій"), (11, "11 подій"),
                     (21, "21 подія"), (112, "112 подій"), (1004, "1\u00a0004 події")]
)  # fmt: skip
def test_numbers_take_the_form_that_their_language_asks_for(n, words):
    assert words_in("uk").say("n_events", n=n) == words


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (390, "dark")])
def test_the_page_of_changes_reaches_everyone_as_well(open_file, base, tmp_path, width, scheme):
    """Static, of valid HTML, without a violation, and no wider than the window."""
    changes = base.changes_since(base.as_of("2022-09-06"))
    path = tmp_path / "changes.html"
    path.write_text(changes_page(changes, old="<b>before</b>", new="now"), encoding="utf-8")
    page = open_file(path, ready=None, width=width, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h2", has_text="Newly contested").is_visible()
    text = path.read_text(encoding="utf-8")
    assert JustHTML(text, collect_errors=True, sanitize=False).errors == []

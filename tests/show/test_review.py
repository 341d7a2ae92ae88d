"""The review page: articles beside what was read from them, judged, mended and taken away."""

from __future__ import annotations

import csv
import re

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner

import kb
from kb.cli import main
from kb.errors import InvalidValue
from kb.review import accepted, read_candidates

ARTICLE = (
    "Bridge hit again\n\n"
    "The bridge in Kherson was hit on Monday, officials said. 🌉 Three soldiers were killed on"
    " Tuesday in Nova Kakhovka. The mayor smiled."
)


@pytest.fixture
def reading():
    return kb.read_article(ARTICLE, published="2022-09-07", source="The Herald", parser=False)


@pytest.fixture
def open_review(open_file, tmp_path):
    """Return what writes the review of readings and opens it."""

    def open_page(*readings, base=None, lang="en", **options):
        kb.write_review(readings, tmp_path / "review.html", base=base, lang=lang)
        return open_file(tmp_path / "review.html", **options)

    return open_page


def saved(page, path):
    """Save the candidates as a person does, and return their rows."""
    with page.expect_download() as told:
        page.locator("#save").click()
    assert told.value.suggested_filename == "candidates.csv"
    told.value.save_as(path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def select(page, words):
    """Select words of the article, as with a mouse."""
    page.evaluate(
        """(words) => {
          const text = document.querySelector(".text"), runs = [...text.childNodes];
          const whole = text.textContent, start = whole.indexOf(words), end = start + words.length;
          const at = (place) => {
            let before = 0;
            for (const run of runs) {
              if (place <= before + run.textContent.length) return [run.firstChild, place - before];
              before += run.textContent.length;
            }
          };
          getSelection().setBaseAndExtent(...at(start), ...at(end));
        }""",
        words,
    )


@pytest.mark.browser
def test_what_nobody_touched_is_the_file_that_a_table_would_have_been(
    open_review, reading, tmp_path
):
    from kb.review import candidates_frame

    page = open_review(reading)
    rows = saved(page, tmp_path / "candidates.csv")
    assert rows == candidates_frame([reading]).to_dict("records")


@pytest.mark.browser
def test_what_is_accepted_and_mended_goes_into_the_data(open_review, reading, tmp_path):
    page = open_review(reading)
    n_rows = page.locator(".card").count()
    assert n_rows == len(reading) >= 2
    page.locator(".card .yes").nth(0).click()
    page.locator(".card .no").nth(1).click()
    page.locator(".card .open").nth(0).click()
    page.get_by_label("Title", exact=True).fill("Bridge hit, for the second time")
    page.get_by_label("Date", exact=True).fill("2022-09-04")
    assert "Proposed: 2022-09-05" in page.locator(".card.chosen").inner_text()
    assert f"1 accepted, 1 rejected, {n_rows - 2} open" in page.locator("#tally").inner_text()
    rows = saved(page, tmp_path / "candidates.csv")
    assert [row["accept"] for row in rows[:2]] == ["yes", "no"]
    done = CliRunner().invoke(main, ["add", str(tmp_path / "candidates.csv"), str(tmp_path)])
    assert done.exit_code == 0, done.output
    added = pd.read_csv(tmp_path / "events.csv", dtype=str)
    assert added[["title", "date"]].to_numpy().tolist() == [
        ["Bridge hit, for the second time", "2022-09-04"]
    ]


@pytest.mark.browser
def test_a_mended_field_can_be_taken_back(open_review, reading, tmp_path):
    page = open_review(reading)
    page.locator(".card .open").nth(0).click()
    before = page.get_by_label("Title", exact=True).input_value()
    page.get_by_label("Title", exact=True).fill("=HYPERLINK(1)")
    assert saved(page, tmp_path / "a.csv")[0]["title"] == "'=HYPERLINK(1)"
    assert read_candidates(tmp_path / "a.csv")["title"].iloc[0] == "=HYPERLINK(1)"
    page.get_by_role("button", name="Take back").click()
    assert page.get_by_label("Title", exact=True).input_value() == before
    assert saved(page, tmp_path / "b.csv")[0]["title"] == before


@pytest.mark.browser
def test_the_words_of_a_candidate_are_lit_up(open_review, reading):
    page = open_review(reading)
    number = 1 + list(reading.reports["date"]).index("2022-09-06")
    page.locator(f"#candidate-{number} .open").click()
    quote = reading.reports.loc[number, "quote"]
    shown = "".join(page.locator(".quoted").all_text_contents())
    assert " ".join(shown.split()) == quote
    page.get_by_label("Date", exact=True).focus()
    assert "".join(page.locator(".lit").all_text_contents()) == "Tuesday"


@pytest.mark.browser
def test_selected_words_become_a_report_with_their_place(open_review, reading, tmp_path):
    page = open_review(reading)
    select(page, "The mayor smiled.")
    page.get_by_role("button", name="New report of these words").click()
    page.get_by_label("Kind", exact=True).select_option("statement")
    row = saved(page, tmp_path / "candidates.csv")[-1]
    assert (row["accept"], row["quote"], row["published"]) == (
        "yes", "The mayor smiled.", "2022-09-07",
    )  # fmt: skip
    start, end = map(int, row["span"].split(":"))
    assert ARTICLE[start:end] == "The mayor smiled."
    assert accepted(read_candidates(tmp_path / "candidates.csv"))["source"].tolist() == [
        "The Herald"
    ]


@pytest.mark.browser
def test_keys_alone_suffice(open_review, reading, tmp_path):
    page = open_review(reading)
    for key in "jyn":
        page.keyboard.press(key)
    rows = saved(page, tmp_path / "candidates.csv")
    assert [row["accept"] for row in rows[:2]] == ["yes", "no"]


@pytest.mark.browser
def test_decisions_outlive_the_page_until_they_are_dropped(open_review, reading):
    page = open_review(reading)
    page.locator(".card .yes").nth(0).click()
    select(page, "The mayor smiled.")
    page.locator("#take").click()
    page.reload()
    assert "2 accepted" in page.locator("#tally").inner_text()
    assert page.locator(".card").count() == len(reading) + 1
    page.locator("#forget").click()
    assert "Really? 2 decisions go" in page.locator("#forget").inner_text()
    page.locator("#forget").click()
    page.wait_for_function("!document.querySelector('.yes[aria-pressed=true]')")
    assert page.locator(".card").count() == len(reading)


@pytest.mark.browser
def test_an_event_that_is_there_can_be_named_by_a_click(open_review, reading, tmp_path):
    other = reading.accept([1]).assign(event="kherson-bridge-hit", source="Other", url="")
    there = kb.read_events(other)
    page = open_review(reading, base=there)
    page.get_by_role("button", name="It is Bridge").first.click()
    assert "This is Bridge" in page.locator("#candidate-1").inner_text()
    assert saved(page, tmp_path / "a.csv")[0]["event"] == "kherson-bridge-hit"
    page.locator("#candidate-1").get_by_role("button", name="Take back").click()
    assert saved(page, tmp_path / "b.csv")[0]["event"] == reading.reports["event"][1]


@pytest.mark.browser
def test_only_what_is_open_is_shown_where_one_asks_for_it(open_review, reading):
    page = open_review(reading)
    page.locator(".card .yes").nth(0).click()
    page.locator("#show").select_option("open")
    assert not page.locator("#candidate-1").is_visible()
    assert page.locator("#candidate-2").is_visible()


@pytest.mark.browser
def test_hostile_text_stays_text(open_review, hostile_texts, reading, tmp_path):
    rows = [
        kb.read_article(
            f"{text}\n\nThe bridge was hit on Monday, officials said.",
            published="2022-09-07", source=text, url="javascript:alert(1)", parser=False,
        )
        for text in hostile_texts
    ]  # fmt: skip
    page = open_review(*rows, reading.corrected(1, title=hostile_texts[3], places=hostile_texts[1]))
    for button in page.locator(".open").all():
        button.click()
    assert page.locator(".article").count() == len(rows) + 1
    assert page.locator(".text img, .card img, main script").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (1300, "dark"), (390, "dark")])
def test_axe_finds_nothing(open_review, reading, width, scheme):
    page = open_review(reading, width=width, color_scheme=scheme)
    page.locator(".card .yes").nth(0).click()
    page.locator(".card .no").nth(1).click()
    page.locator(".card .open").nth(0).click()
    page.locator("summary").click()
    found = Axe().run(page).response["violations"]
    assert [(x["id"], x["nodes"][0]["html"][:200]) for x in found] == []


@pytest.mark.browser
def test_the_page_speaks_ukrainian(open_review, reading):
    page = open_review(reading, lang="uk")
    page.locator(".card .open").nth(0).click()
    assert page.locator("html").get_attribute("lang") == "uk"
    assert not re.search(r"review_|status_|kind_", page.locator("body").inner_text())
    assert page.get_by_label("Дата", exact=True).is_visible()


def test_another_file_is_not_written_over(reading, tmp_path):
    article = tmp_path / "article.html"
    article.write_text("<p>The bridge was hit.</p>", encoding="utf-8")
    with pytest.raises(InvalidValue, match="no review page"):
        kb.write_review([reading], article)
    done = CliRunner().invoke(main, ["read", str(article), "-o", str(article)])
    assert done.exit_code == 2
    assert article.read_text(encoding="utf-8") == "<p>The bridge was hit.</p>"


def test_a_review_page_is_written_anew(reading, tmp_path):
    kb.write_review([reading], tmp_path / "review.html")
    kb.write_review([reading, reading], tmp_path / "review.html")
    text = (tmp_path / "review.html").read_text(encoding="utf-8")
    assert text.count("Bridge hit again") >= 2


@pytest.mark.browser
def test_decisions_outlive_a_page_that_is_made_anew(open_review, open_file, reading, tmp_path):
    """With another article beside it, and rows that know more."""
    page = open_review(reading)
    page.locator(".card .yes").nth(0).click()
    other = kb.read_article("A market was shelled in Gao.", published="2022-09-07", parser=False)
    kb.write_review([other, reading], tmp_path / "review.html", data="mine")
    page.reload()
    assert "1 accepted" in page.locator("#tally").inner_text()
    assert page.locator("#restored").is_visible()
    assert page.locator(f"#candidate-{len(other) + 1} .yes[aria-pressed=true]").count() == 1


@pytest.mark.browser
def test_what_another_page_has_kept_does_no_harm(open_review, reading):
    page = open_review(reading)
    page.evaluate(
        """() => {
          const [{ key }] = JSON.parse(document.getElementById("data").textContent).articles;
          const kept = { changes: [], added: [["yes"]], columns: ["accept"] };
          localStorage.setItem(`eventkb-review-${key}`, JSON.stringify(kept));
        }"""
    )
    page.reload()
    assert "0 accepted" in page.locator("#tally").inner_text()


@pytest.mark.browser
def test_a_report_of_selected_words_takes_what_they_name(open_review, reading, tmp_path):
    """The last paragraph whole, as by a triple click: its end lies behind the text."""
    page = open_review(reading)
    page.evaluate(
        """() => {
          const runs = [...document.querySelectorAll("div.text > span")];
          const first = runs.find((run) => run.textContent.startsWith("Three"));
          getSelection().setBaseAndExtent(first.firstChild, 0, document.querySelector(".card"), 0);
        }"""
    )
    page.get_by_role("button", name="New report of these words").click()
    row = saved(page, tmp_path / "a.csv")[-1]
    assert (row["date"], row["places"]) == ("2022-09-06", "Nova Kakhovka")
    assert row["quote"].endswith("The mayor smiled.")
    assert "".join(page.locator(".quoted").all_text_contents()).startswith("Three soldiers")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("column", "typed", "fault"),
    [
        ("Date", "2023-09-31", "There is no such day."),
        ("Date", "6/9/2023", "May be read in two ways"),
        ("Date", "2023-09~", ""),
        ("Actors", "attacker: X", "“attacker” is no role"),
        ("Actors", "agent: X; victim: Y", ""),
        ("Counts", "eleven dead", "Write counts as"),
        ("Counts", "killed: 3; wounded: 5..", ""),
    ],
)
def test_what_cannot_be_is_said_at_once(open_review, reading, column, typed, fault):
    page = open_review(reading)
    page.locator(".card .open").nth(0).click()
    field = page.get_by_label(column, exact=True)
    field.fill(typed)
    assert page.locator(".chosen .fault").all_inner_texts()[:1] == ([] if not fault else [
        text for text in page.locator(".chosen .fault").all_inner_texts() if fault in text
    ])  # fmt: skip
    assert field.get_attribute("aria-invalid") == str(bool(fault)).lower()


@pytest.mark.browser
def test_on_a_phone_the_words_are_in_sight_above_their_candidate(open_review):
    """The article stays at the top, and goes to the words of the candidate that is chosen."""
    lines = [f"A bridge was hit in Gao on {day} August 2022." for day in range(1, 20)]
    reading = kb.read_article("\n\n".join(lines), published="2022-09-07", parser=False)
    page = open_review(reading, width=390, height=800)
    page.locator(".card .open").last.click()
    words, head = page.locator(".quoted").first.bounding_box(), page.locator(".chosen .open")
    assert 0 <= words["y"] < head.bounding_box()["y"] < 800

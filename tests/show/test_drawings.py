"""What a person sees and does on the timeline, the map and the network, in a real browser."""

from __future__ import annotations

import io
from itertools import combinations

import pandas as pd
import pytest

import kb
from kb.model.timespan import TimeSpan

pytestmark = pytest.mark.browser

REPORTS = """event,title,kind,status,date,published,places,actors,lat,lon,source
raid,Raid on the depot,strike,occurred,2022-08-03,2022-08-04,Kherson,agent: Ukraine,46.64,32.61,A
siege,Siege of the town,attack,ongoing,2022-08-10/2022-09-20,2022-08-12,Kherson,agent: Russia,,,A
fire,Fire at the port,damage,occurred,2022-08,2022-09-01,Kherson,,46.64,32.61,A
vote,Vote planned,vote,planned,2022-09-11,2022-08-20,Kherson,agent: Russia,46.64,32.61,A
dam,Dam is hit,strike,occurred,2022-09-15,2022-09-16,Nova Kakhovka,agent: Ukraine,46.77,33.37,B
late,Bridge said to have fallen,damage,occurred,2022-09-15,2022-09-16,Nova Kakhovka,,46.77,33.37,B
never,Threat of which no day is told,threat,occurred,,2022-09-06,Kherson,agent: Russia,,,B
"""

#: The texts that a drawing writes, each with the box that it fills, in pixels of the page.
TEXTS = """selector => {
  const canvas = document.querySelector(selector), pen = canvas.getContext("2d"), found = [];
  const box = canvas.getBoundingClientRect(), ratio = devicePixelRatio;
  const plain = CanvasRenderingContext2D.prototype.fillText;
  pen.fillText = function (text, x, y) {
    const wide = this.measureText(text).width;
    const left = x - ({ right: wide, center: wide / 2 }[this.textAlign] ?? 0);
    found.push([text, left, y - 9, left + wide, y + 2]);
    return plain.call(this, text, x, y);
  };
  const view = kb[selector.slice(1)];
  (view.plane ?? view).draw();
  delete pen.fillText;
  return found;
}"""
#: Where the mark of an event stands, in pixels of the page.
MARK = """id => {
  const spot = kb.timeline.placeOf(kb.data.row(id));
  const box = document.getElementById("timeline").getBoundingClientRect();
  return spot && [box.left + spot.x, box.top + spot.y];
}"""
#: The moment that lies below a pixel of the page.
UNDER = """x => {
  const { from, to, left, right } = kb.timeline.scale;
  const box = document.getElementById("timeline").getBoundingClientRect();
  return from + (x - box.left - left) / (right - left) * (to - from);
}"""


@pytest.fixture(scope="module")
def base():
    return kb.read_events(io.StringIO(REPORTS))


@pytest.fixture(scope="module")
def crowd():
    """3,000 events in two lanes, each day of 2020 and 2021 several."""
    days = pd.date_range("2020-01-01", "2021-12-31").strftime("%Y-%m-%d")
    rows = [
        {
            "title": f"Event {at}",
            "date": days[at * 7 % len(days)],
            "kind": ("strike", "vote")[at % 2],
        }
        for at in range(3000)
    ]
    return kb.read_events(pd.DataFrame(rows))


def settled(page):
    """Wait until what was asked for is drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))")


def seen(page):
    """Return from when to when the timeline reaches, in seconds."""
    settled(page)
    return page.evaluate("() => [kb.timeline.from, kb.timeline.to]")


def seconds(text):
    return TimeSpan.parse(text).earliest


def middle(page, selector):
    page.locator(selector).scroll_into_view_if_needed()
    box = page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def touching(page):
    """Return what puts fingers somewhere, as the screen of a phone tells it."""
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        told = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    return touch


def meeting(boxes):
    """Return the pairs of texts that cover each other."""
    return [
        (one[0], other[0])
        for one, other in combinations(boxes, 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def test_the_wheel_zooms_about_the_pointer(visit, base):
    """What lies under the pointer stays there; the rest goes away, and comes back."""
    page = visit(base)
    x, y = middle(page, "#timeline")
    before = seen(page)
    under = page.evaluate(UNDER, x)
    page.mouse.move(x, y)
    for _ in range(5):
        page.mouse.wheel(0, -200)
    near = seen(page)
    assert near[1] - near[0] < (before[1] - before[0]) / 3
    assert page.evaluate(UNDER, x) == pytest.approx(under, abs=0.01 * (near[1] - near[0]))
    page.mouse.wheel(0, 240)
    assert seen(page)[1] - seen(page)[0] > near[1] - near[0]


def test_it_zooms_from_decades_to_minutes(visit, base):
    """By the button one comes down to less than an hour, and out to more than a century."""
    page = visit(base)
    for _ in range(18):
        page.locator("#nearer").click()
    assert seen(page)[1] - seen(page)[0] <= 3600
    assert any(":" in text for text, *_ in page.evaluate(TEXTS, "#timeline"))
    for _ in range(32):
        page.locator("#farther").click()
    assert seen(page)[1] - seen(page)[0] > 100 * 366 * 86_400
    page.locator("#whole").click()
    assert seen(page)[0] < seconds("2022-08-10") < seen(page)[1]


def test_dragging_moves_through_time_and_keeps_the_scale(visit, base):
    page = visit(base)
    x, y = middle(page, "#timeline")
    before = seen(page)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(x - 20 * step, y)
    page.mouse.up()
    after = seen(page)
    assert after[0] > before[0]
    assert after[1] - after[0] == pytest.approx(before[1] - before[0])
    page.wait_for_function("() => location.hash.includes('at=')")


def test_keys_go_from_event_to_event_in_time(visit, base):
    """Right opens the next event in time, home the first, minus shows more, zero all."""
    page = visit(base)
    page.locator("#timeline").focus()
    page.keyboard.press("Home")
    first = page.locator("#panel h2").inner_text()
    page.keyboard.press("ArrowRight")
    second = page.locator("#panel h2").inner_text()
    assert "Fire at the port" in first
    assert "Raid on the depot" in second
    before = seen(page)
    page.keyboard.press("+")
    assert seen(page)[1] - seen(page)[0] == pytest.approx((before[1] - before[0]) / 2)
    page.keyboard.press("0")
    assert seen(page) == pytest.approx(before)


def test_two_fingers_zoom_and_one_moves(visit, base):
    page = visit(base, width=400, height=800, has_touch=True, is_mobile=True)
    x, y = middle(page, "#timeline")
    before, touch = seen(page), touching(page)
    touch("touchStart", (x - 30, y), (x + 30, y))
    for step in range(1, 9):
        touch("touchMove", (x - 30 - 10 * step, y), (x + 30 + 10 * step, y))
    touch("touchEnd")
    near = seen(page)
    assert near[1] - near[0] < (before[1] - before[0]) / 2
    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x + 10 * step, y))
    touch("touchEnd")
    assert seen(page)[0] < near[0]
    assert seen(page)[1] - seen(page)[0] == pytest.approx(near[1] - near[0])


def test_pointing_tells_of_an_event_and_a_click_opens_it(visit, base):
    page = visit(base)
    page.locator("#timeline").scroll_into_view_if_needed()
    page.mouse.move(*page.evaluate(MARK, "raid"))
    assert "Raid on the depot" in page.locator("#tip").inner_text()
    assert "3 August 2022" in page.locator("#tip").inner_text()
    page.mouse.click(*page.evaluate(MARK, "raid"))
    assert "Raid on the depot" in page.locator("#panel h2").inner_text()


def test_an_undated_event_stands_beside_time(visit, base):
    """It has a mark in a lane below the axis, borrows no date, and opens like any other."""
    page = visit(base)
    page.locator("#timeline").scroll_into_view_if_needed()
    x, y = page.evaluate(MARK, "never")
    assert y > page.evaluate(
        "() => document.getElementById('timeline').getBoundingClientRect().top + kb.timeline.foot"
    )
    assert "No date known" in [text for text, *_ in page.evaluate(TEXTS, "#timeline")]
    page.mouse.click(x, y)
    assert "no day is told" in page.locator("#panel h2").inner_text()


def test_brushing_the_overview_chooses_what_the_timeline_shows(visit, base):
    """A stretch drawn anew, an edge that is moved, and the whole that is carried along."""
    page = visit(base)
    page.locator("#overview").scroll_into_view_if_needed()
    box = page.locator("#overview").bounding_box()
    sides = page.evaluate("() => kb.overview.scale")
    at = lambda share: box["x"] + sides["left"] + share * (sides["right"] - sides["left"])  # noqa: E731
    day = lambda share: sides["from"] + share * (sides["to"] - sides["from"])  # noqa: E731

    def draw(start, end):
        page.mouse.move(at(start), box["y"] + 20)
        page.mouse.down()
        page.mouse.move(at((start + end) / 2), box["y"] + 20, steps=4)
        page.mouse.move(at(end), box["y"] + 20, steps=4)
        page.mouse.up()
        return seen(page)

    grain = 0.02 * (sides["to"] - sides["from"])
    assert draw(0.3, 0.6) == pytest.approx([day(0.3), day(0.6)], abs=grain)
    assert draw(0.6, 0.8) == pytest.approx([day(0.3), day(0.8)], abs=grain)
    assert draw(0.5, 0.6) == pytest.approx([day(0.4), day(0.9)], abs=grain)


@pytest.mark.parametrize("width", [1300, 400])
def test_no_text_covers_another(visit, base, width):
    """On the timeline at any scale, on the map and in the network."""
    page = visit(base, width=width)
    for selector in ("#map", "#network"):
        page.locator(selector).scroll_into_view_if_needed()
        settled(page)
        texts = page.evaluate(TEXTS, selector)
        assert texts
        assert meeting(texts) == []
    for _ in range(6):
        assert meeting(page.evaluate(TEXTS, "#timeline")) == []
        page.locator("#nearer").click()
        settled(page)


def test_no_title_covers_another_in_the_sample(visit):
    """190 real events, with spans, lost dates and long titles."""
    page = visit(kb.read_events("data"), at="#at=2022-08-26..2022-09-08")
    for lanes in ("place", "actor", "kind", "source", "status", "side"):
        page.locator("#lanes").select_option(lanes)
        settled(page)
        texts = page.evaluate(TEXTS, "#timeline")
        assert len(texts) > 20
        assert meeting(texts) == []
    for selector in ("#map", "#network"):
        page.locator(selector).scroll_into_view_if_needed()
        settled(page)
        texts = page.evaluate(TEXTS, selector)
        assert len(texts) > 10
        assert meeting(texts) == []


def test_the_name_of_a_lane_chooses_its_events(visit, base):
    """A click leaves the events of the lane, a second one takes that back."""
    page = visit(base, at="#lanes=actor")
    page.locator("#timeline").scroll_into_view_if_needed()
    for number in ("2", "7"):
        place = page.evaluate(
            "() => { const each = kb.timeline.spots.find((each) => each.lane === 'Ukraine'); "
            "const box = document.getElementById('timeline').getBoundingClientRect(); "
            "return [box.left + each.x, box.top + each.y] }"
        )
        page.mouse.click(*place)
        page.wait_for_function(
            "n => document.querySelector('#chosen').textContent.startsWith(n + ' ')", arg=number
        )
        settled(page)


def test_a_crowd_is_counted_and_opens_into_events(visit, crowd):
    """The counts of a lane are all its events; a click comes nearer, until each has its mark."""
    page = visit(crowd, at="#lanes=kind")
    page.locator("#timeline").scroll_into_view_if_needed()
    lanes = """() => kb.timeline.arranged.lanes.map((lane) =>
      [lane.name, lane.cells.reduce((n, each) => n + each.sum, 0), lane.bars.length])"""
    assert sorted(page.evaluate(lanes)) == [["Strike", 1500, 0], ["Vote", 1500, 0]]
    for _ in range(8):
        if any(lane[2] for lane in page.evaluate(lanes)):
            break
        spot = page.evaluate(
            "() => { const each = kb.timeline.spots.find((each) => each.cell && each.x > 300); "
            "const box = document.getElementById('timeline').getBoundingClientRect(); "
            "return [box.left + each.x, box.top + each.y] }"
        )
        page.mouse.click(*spot)
        settled(page)
    shown = page.evaluate(lanes)
    assert all(lane[1] == 0 and lane[2] > 0 for lane in shown)


#: Each mark as black and white, by what it shows.
MARKS = """names => {
  const canvas = document.getElementById("timeline"), copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const pen = copy.getContext("2d", { willReadFrequently: true });
  pen.drawImage(canvas, 0, 0);
  return Object.fromEntries(names.map((name) => {
    const { x, y } = kb.timeline.placeOf(kb.data.row(name)), ink = [];
    const { data } = pen.getImageData(x - 9, y - 9, 18, 18);
    for (let at = 0; at < data.length; at += 4) {
      const [red, green, blue, cover] = data.subarray(at, at + 4);
      ink.push(cover > 127 && red + green + blue < 600 ? 1 : 0);
    }
    return [name, ink];
  }));
}"""


def test_every_mark_looks_otherwise_in_black_and_white(visit, tmp_path):
    """What became of an event and who stands by it is told by shape, not by colour alone."""
    told = "{0},{0},strike,{1},2022-08-{2},2022-08-{2},{3},{4},{5}"
    names = ["occurred", "ongoing", "planned", "postponed", "cancelled"]
    rows = [
        told.format(name, name, at + 10, "", source, "asserts")
        for at, name in enumerate(names)
        for source in ("Here", "There")
    ]
    rows += [told.format("onesided", "occurred", 20, "", "Here", "asserts")]
    rows += [told.format("contested", "occurred", 22, "Kherson", "Here", "asserts")]
    rows += [told.format("contested", "occurred", 22, "Kyiv", "There", "asserts")]
    rows += [told.format("denied", "occurred", 24, "", "Here", "asserts")]
    rows += ["denied,,,,,2022-08-26,,There,denies"]
    rows += [told.format("withdrawn", "occurred", 28, "", "Here", "asserts")]
    rows += ["withdrawn,,,,,2022-08-29,,Here,retracts"]
    head = "event,title,kind,status,date,published,places,source,stance\n"
    (tmp_path / "events.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("id,name,side\na,Here,one\nb,There,other\n", "utf-8")
    page = visit(kb.read_events(tmp_path), at="#lanes=status")
    page.locator("#timeline").scroll_into_view_if_needed()
    names += ["onesided", "contested", "denied", "withdrawn"]
    looks = page.evaluate(MARKS, names)
    for one, other in combinations(looks, 2):
        differ = sum(a != b for a, b in zip(looks[one], looks[other], strict=True))
        assert differ > 12, (one, other, differ)


def test_a_place_on_the_map_chooses_for_all_views(visit, base):
    page = visit(base)
    page.locator("#map").scroll_into_view_if_needed()
    settled(page)
    spot = page.evaluate(
        "() => { const each = kb.map.spots.find((each) => each.n === 2); "
        "const box = document.getElementById('map').getBoundingClientRect(); "
        "return [box.left + each.x, box.top + each.y] }"
    )
    page.mouse.move(*spot)
    assert "2 events" in page.locator("#tip").inner_text()
    before = page.evaluate("() => [kb.map.plane.x, kb.map.plane.across]")
    page.locator("#map-nearer").click()
    page.mouse.move(*middle(page, "#map"))
    page.mouse.down()
    page.mouse.move(middle(page, "#map")[0] + 60, middle(page, "#map")[1], steps=5)
    page.mouse.up()
    after = page.evaluate("() => [kb.map.plane.x, kb.map.plane.across]")
    assert after[0] < before[0]
    assert after[1] < before[1]


def test_the_network_opens_what_is_clicked(visit, base):
    """Pointing at an actor names it; a click leaves its events alone in every view."""
    page = visit(base)
    page.locator("#network").scroll_into_view_if_needed()
    settled(page)
    spot = page.evaluate(
        "() => { const each = kb.network.spots.find((each) => each.label === 'Ukraine'); "
        "const box = document.getElementById('network').getBoundingClientRect(); "
        "return [box.left + each.x, box.top + each.y] }"
    )
    page.mouse.move(*spot)
    assert "Ukraine" in page.locator("#tip").inner_text()
    page.mouse.click(*spot)
    page.wait_for_function("() => /^2 /.test(document.querySelector('#chosen').textContent)")
    page.wait_for_function("() => document.querySelectorAll('#table tbody tr').length === 2")


@pytest.mark.parametrize("at", ["", "#kind=strike,capture", "#lanes=kind", "#known=2022-09-05"])
def test_whoever_opens_the_sample_reads_titles_at_once(visit, at):
    """Of 190 events in a small room, the most told have titles; none covers a title or a mark."""
    page = visit(kb.read_events("data"), at=at)
    texts = page.evaluate(TEXTS, "#timeline")
    assert meeting(texts) == []
    bars = page.evaluate(
        """() => kb.timeline.arranged.lanes.flatMap((lane, at) => lane.bars.map((bar) => ({ ...bar,
          lane: at, y: (bar.row + .5) * lane.rowHeight, wide: kb.timeline.measure(bar.text) })))"""
    )
    titled = [bar for bar in bars if bar["text"]]
    assert len(titled) > 15
    for one, other in combinations(titled, 2):
        left, right = (each["textX"] for each in (one, other))
        apart = left > right + other["wide"] or right > left + one["wide"]
        feet = [each["y"] + (0 if each["raised"] else 4) for each in (one, other)]
        assert apart or one["lane"] != other["lane"] or abs(feet[0] - feet[1]) >= 11
    for bar in titled:
        foot = bar["y"] + (0 if bar["raised"] else 4)
        for other in bars:
            beside = bar["textX"] < other["x"] + 5 and other["x"] - 5 < bar["textX"] + bar["wide"]
            level = foot - 9 < other["y"] + 3 and other["y"] - 3 < foot + 2
            assert other is bar or other["lane"] != bar["lane"] or not (beside and level)


def test_a_title_that_has_no_room_behind_its_mark_stands_before_it(visit, base):
    page = visit(base, at="#at=2022-08-01..2022-09-16")
    bars = page.evaluate("() => kb.timeline.arranged.lanes.flatMap((lane) => lane.bars)")
    last = next(bar for bar in bars if bar["text"] == "Dam is hit")
    assert last["textX"] < last["x"]


#: The boxes that are filled while the timeline is drawn, in pixels of the drawing.
FILLED = """() => {
  const pen = document.getElementById("timeline").getContext("2d"), found = [];
  const plain = CanvasRenderingContext2D.prototype.fillRect;
  pen.fillRect = function (...box) {
    found.push(box);
    return plain.apply(this, box);
  };
  kb.timeline.draw();
  delete pen.fillRect;
  return found;
}"""


def test_near_by_a_day_is_a_stretch_in_which_something_was(visit, base):
    """From afar it is a mark alone; where a day is wide, a bar shows all of it."""
    page = visit(base, at="#at=2022-08-01..2022-08-06")

    def is_drawn():
        left, right = page.evaluate(
            """day => [day, day + 86400].map((second) => {
              const { from, to, left, right } = kb.timeline.scale;
              return left + (second - from) / (to - from) * (right - left);
            })""",
            seconds("2022-08-03"),
        )
        day = pytest.approx([left, right - left], abs=0.01)
        return any([x, wide] == day for x, _, wide, _ in page.evaluate(FILLED))

    assert is_drawn()
    page.evaluate("() => kb.timeline.look(kb.timeline.from, kb.timeline.to + 90 * 86400)")
    settled(page)
    assert not is_drawn()


def test_a_search_that_leaves_less_leaves_no_gap(visit):
    page = visit(kb.read_events("data"))
    before = page.locator("#timeline").bounding_box()["height"]
    page.locator("#search").fill("Chornobaivka")
    page.wait_for_function("() => document.getElementById('chosen').textContent.startsWith('1 ')")
    settled(page)
    assert page.locator("#timeline").bounding_box()["height"] < before / 2


def test_the_map_shows_all_places_and_says_what_lies_beyond(visit, base):
    """It opens on every place; nearer, those outside are counted; a count has its number."""
    page = visit(base)
    page.locator("#map").scroll_into_view_if_needed()
    settled(page)
    assert not any("beyond" in text for text, *_ in page.evaluate(TEXTS, "#map"))
    page.evaluate(
        "() => { const { plane } = kb.map; plane.across = 1; plane.x += 0.4; plane.draw() }"
    )
    assert any("1 place lies beyond" in text for text, *_ in page.evaluate(TEXTS, "#map"))
    page.evaluate(
        "() => { const { plane } = kb.map; plane.home(); plane.across = 200; plane.draw() }"
    )
    assert "5" in [text for text, *_ in page.evaluate(TEXTS, "#map")]


def test_what_ends_at_its_mark_has_its_title_on_its_bar(visit):
    """Something that happened by a day has room nowhere but on the way to it."""
    rows = "event,title,date,published\nby,Bridge closed by then,../2022-09-05,2022-09-06\n"
    rows += "on,Talks,2022-07-01,2022-07-02\n"
    page = visit(kb.read_events(io.StringIO(rows)))
    bars = page.evaluate("() => kb.timeline.arranged.lanes.flatMap((lane) => lane.bars)")
    bar = next(bar for bar in bars if bar["text"] == "Bridge closed by then")
    assert bar["raised"]
    assert bar["left"] < bar["textX"] < bar["x"]

"""Where events lie, how exactly, and the lines beneath them."""

from __future__ import annotations

import gzip
import json
from itertools import accumulate, pairwise
from pathlib import Path

import pandas as pd
import pytest

import kb
from kb.show.basemap import CLOSED, UNIT, Box, fine_lines, world_lines
from kb.show.map import build_map

DATA = Path(__file__).parents[2] / "data"


def degrees(line):
    """Return the points of a line in degrees."""
    xs, ys = accumulate(line[::2]), accumulate(line[1::2])
    return [(x / UNIT, y / UNIT) for x, y in zip(xs, ys, strict=True)]


def along(line):
    """Return points of a line, also between its corners: one every tenth of a degree or so."""
    for (x, y), (to_x, to_y) in pairwise(degrees(line)):
        steps = max(1, round(10 * max(abs(to_x - x), abs(to_y - y))))
        yield from (
            (x + (to_x - x) * at / steps, y + (to_y - y) * at / steps) for at in range(steps + 1)
        )


def inside(box, point):
    return box.west <= point[0] <= box.east and box.south <= point[1] <= box.north


@pytest.fixture(scope="module")
def sample():
    return kb.read_events(DATA)


def test_no_border_runs_between_crimea_and_the_mainland():
    """The United Nations show Crimea as part of Ukraine, and so does the map."""
    isthmus = Box(33.0, 45.0, 35.0, 46.4)
    for lines in (world_lines(), fine_lines(isthmus)):
        drawn = [*lines["border"], *lines["disputed"]]
        assert not any(inside(isthmus, point) for line in drawn for point in degrees(line))
    assert fine_lines(isthmus)["coast"]


def test_undetermined_borders_are_told_apart():
    """A border of an area whose status is open is in a layer of its own: Kashmir's, for one."""
    kashmir = Box(72.0, 32.0, 81.0, 37.5)
    assert fine_lines(kashmir)["disputed"]


@pytest.mark.parametrize(
    "box",
    [
        Box(-12.0, 27.5, -9.0, 27.9),  # Morocco and Western Sahara
        Box(20.8, 42.9, 21.3, 43.4),  # the north of Kosovo
        Box(32.9, 34.9, 33.8, 35.4),  # through Cyprus
        Box(93.6, 28.4, 95.4, 29.8),  # China and India, in the east
        Box(28.0, 9.2, 31.0, 10.6),  # Sudan and South Sudan
    ],
)
def test_open_borders_are_dotted(box):
    """What the United Nations do not draw as settled is in the layer of what is open."""
    lines = fine_lines(box)
    assert any(inside(box, point) for line in lines["disputed"] for point in along(line))
    assert not any(inside(box, point) for line in lines["border"] for point in along(line))


def test_no_line_divides_somalia():
    within = Box(48.2, 8.6, 49.2, 11.0)
    for lines in (world_lines(), fine_lines(within)):
        drawn = [*lines["border"], *lines["disputed"]]
        assert not any(inside(within, point) for line in drawn for point in along(line))


def test_lines_lie_on_earth_and_rings_are_closed():
    """Every point is on earth; land and lakes end where they begin, cut or not."""
    box = Box(30.0, 44.0, 37.0, 48.5)
    for lines in (world_lines(), fine_lines(box)):
        for layer, found in lines.items():
            for line in found:
                points = degrees(line)
                assert all(abs(x) <= 180 and abs(y) <= 90 for x, y in points)
                assert len(points) >= 2
                assert layer not in CLOSED or points[0] == points[-1]


def test_filled_land_is_cut_at_the_box():
    """What is filled stays within the box, whatever it is part of."""
    box = Box(30.0, 44.0, 37.0, 48.5)
    lines = fine_lines(box)
    assert lines["land"]
    assert all(inside(box, point) for line in lines["land"] for point in degrees(line))


def test_the_lines_of_a_page_are_small(sample):
    """World and finer cut make less than 150 kB gzipped."""
    found = build_map(sample.tables)
    text = json.dumps([found.lines, found.fine], separators=(",", ":"))
    assert len(gzip.compress(text.encode())) < 150_000
    assert found.fine["river"]
    assert "Natural Earth" in found.source
    assert "public domain" in found.licence


def test_a_town_is_a_dot_and_an_oblast_an_area(sample):
    """The ring around a place says how far its events may lie from its point."""
    places = build_map(sample.tables).places.set_index("place")
    assert places.loc["kherson", "radius_km"] == 0
    assert places.loc["kherson-oblast", "radius_km"] > 50
    assert places.loc["kherson-oblast", "precision"] == "area"


def test_every_located_event_has_a_spot(sample):
    """An event with coordinates is on the map, and n_events counts those of each spot."""
    events = sample.tables.events
    found = build_map(sample.tables)
    assert set(found.events["event"]) == set(range(len(events))) - {
        at for at, known in enumerate(events["lat"].notna()) if not known
    }
    assert (
        found.events["spot"].value_counts().sort_index().tolist()
        == found.places["n_events"].tolist()
    )


def test_a_selection_without_coordinates_has_no_box():
    """Nothing located: no spots, no finer lines, but the world."""
    base = kb.read_events(pd.DataFrame({"title": ["Raid"], "date": ["2022-09-01"]}))
    found = build_map(base.tables)
    assert found.box is None
    assert found.places.empty
    assert not any(found.fine.values())
    assert found.lines["land"]


def test_the_order_of_the_rows_does_not_matter():
    """The same reports in another order make the same map."""
    frame = pd.read_csv(DATA / "events.csv", dtype=str, keep_default_na=False)
    rows = frame[frame["lat"] != ""]
    one, other = (build_map(kb.read_events(each).tables) for each in (rows, rows.iloc[::-1]))
    pd.testing.assert_frame_equal(one.places, other.places)
    pd.testing.assert_frame_equal(one.events, other.events)
    assert one.box == other.box


PLACES = """id,name,kind,within,lat,lon,precision
sudan,Sudan,country,,16,30,area
darfur,Darfur,area,sudan,13.5,24.5,area
fasher,El Fasher,town,darfur,13.63,25.35,settlement
nyala,Nyala,town,darfur,12.05,24.88,settlement
isle,Far Isle,town,darfur,-40,170,settlement
"""


def test_an_area_reaches_at_least_to_what_lies_in_it(tmp_path):
    """Darfur holds Nyala, 166 km away; an island on the other side of the world does not count."""
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    names = ["Darfur", "Sudan", "El Fasher", "Nyala", "Far Isle"]
    rows = "title,date,places\n" + "".join(f"Raid,2023-05-01,{name}\n" for name in names)
    (tmp_path / "events.csv").write_text(rows, encoding="utf-8")
    radius = build_map(kb.read_events(tmp_path).tables).places.set_index("place")["radius_km"]
    assert radius.to_dict() == {"darfur": 400, "sudan": 1000, "fasher": 0, "nyala": 0, "isle": 0}
    (tmp_path / "places.csv").write_text(PLACES.replace("-40,170", "14,24"), encoding="utf-8")
    radius = build_map(kb.read_events(tmp_path).tables).places.set_index("place")["radius_km"]
    assert 165 <= radius["darfur"] <= 168


def test_a_map_opens_on_all_its_events_unless_a_few_lie_far_off():
    near = pd.DataFrame({"title": [f"e{at}" for at in range(40)], "date": "2022",
                         "lat": [str(46 + at / 20) for at in range(40)], "lon": "32"})  # fmt: skip
    near.loc[0, "lat"] = "50"
    whole = build_map(kb.read_events(near).tables)
    assert whole.home.south < 46.05 < 50 < whole.home.north
    far = near.copy()
    far.loc[0, ["lat", "lon"]] = "-33", "151"
    assert build_map(kb.read_events(far).tables).home.south > 40


def test_what_one_sees_first_has_fine_lines():
    """However the few events lie, the finer coasts reach to the edges of the first view."""
    rows = {"title": ["north", "south"], "lat": ["46", "48"], "lon": ["32", "32.2"]}
    found = build_map(kb.read_events(pd.DataFrame({**rows, "date": "2022"})).tables)
    across = (found.home.north - found.home.south) * 1.5 / 0.69
    assert found.box.east - found.box.west > across
    assert found.box.south <= found.home.south < found.home.north <= found.box.north

"""Every selection, against the plain expression that says the same."""

from __future__ import annotations

import io
import runpy
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

import kb

MAKER = Path(__file__).parents[1] / "scripts" / "benchmarks" / "make_reports.py"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    runpy.run_path(str(MAKER))["make_folder"](folder, 2_000)
    return kb.read_events(folder)


@pytest.fixture(scope="module")
def small():
    return kb.read_events(
        io.StringIO(
            "event,title,date,published,places,actors,source,quote\n"
            "b,Bridge hit,2022-08-30,2022-08-31,Міст; Kherson,agent: Ukraine,AFP,Удар по мосту\n"
            "b,Bridge hit,2022-08-31,2022-09-02,Kherson,,TASS,café-crème\n"
            "v,Vote,2022-09,,Kherson,speaker: Mayor,TASS,\n"
            'u,Undated,,2022-09-01T12:00+03:00,,,,"say ""no"" AND NOT yes"\n'
        )
    )


def chosen(selection):
    return set(selection)


def spans(base):
    return dict(zip(base.events.index, base.tables.spans, strict=True))


def below(frame, column, name):
    """Return the ids that a thing contains, itself too, by walking up from each."""
    ids = {
        **{row["name"]: key for key, row in frame.iterrows()},
        **{key: key for key in frame.index},
    }
    above = {key: ids.get(value) for key, value in frame[column].items()}

    def chain(key):
        while key:
            yield key
            key = above[key]

    return {key for key in frame.index if ids[name] in chain(key)}


@pytest.mark.parametrize(
    "window", [("2016", "2018-03-04"), (None, "2015-06"), ("2019-05-05", None)]
)
@pytest.mark.parametrize("certainly", [False, True])
def test_between(base, window, certainly):
    """Possibly: the hull meets the range; certainly: it lies in it whole. Ends are included."""
    first, last = (None if each is None else kb.TimeSpan.parse(each) for each in window)

    def lies(span):
        if span is None:
            return False
        low = span.earliest if certainly else span.latest
        high = span.latest if certainly else span.earliest
        after = first is None or (
            (low is not None or not certainly) and (low is None or low >= first.earliest)
        )
        before = last is None or (
            (high is not None or not certainly) and (high is None or high <= last.latest)
        )
        return after and before

    expected = {event for event, span in spans(base).items() if lies(span)}
    assert chosen(base.between(*window, certainly=certainly)) == expected
    assert 0 < len(expected) < len(base)


def test_between_takes_what_a_date_may_be(small):
    """EDTF, a day, an instant and a span mean the same; a range the wrong way round is refused."""
    day = kb.TimeSpan.parse("2022-08-31")
    for start in ("2022-08-31", date(2022, 8, 31), pd.Timestamp("2022-08-31"), day):
        assert chosen(small.between(start, day)) == {"b"}
    assert chosen(small.between("2022-09", None)) == {"v"}
    assert chosen(small.between(None, None)) == {"b", "v"}
    with pytest.raises(kb.InvalidValue, match=r"ends .* before it starts"):
        small.between("2022-09", "2022-08")
    with pytest.raises(kb.InvalidTimeSpan, match="soon"):
        small.between("soon", None)


def test_at_finds_what_lies_within(base):
    """A place, its id and its name; the container has the events of all that it contains."""
    frame, happened = base.tables.places, base.tables.event_places
    containers = frame.loc[frame["within"] != "", "within"].value_counts().index[:2].tolist()
    for name in [*containers, frame.index[-1], frame["name"].iloc[-1]]:
        within = below(frame, "within", name)
        expected = set(happened.loc[happened["place"].isin(within), "event"])
        assert chosen(base.at(name)) == expected
        assert expected
    assert len(below(frame, "within", containers[0])) > 1


def test_involving_finds_members(base):
    """An actor or what is a member of it, in any role or in one."""
    frame, part = base.tables.actors, base.tables.event_actors
    state = frame.loc[frame["member_of"] != "", "member_of"].value_counts().index[0]
    for name in (state, part["actor"].iloc[0]):
        own = part[part["actor"].isin(below(frame, "member_of", name))]
        assert chosen(base.involving(name)) == set(own["event"])
        for role in ("agent", "victim"):
            expected = set(own.loc[own["role"] == role, "event"])
            assert chosen(base.involving(name, role=role)) == expected


def test_kinds_statuses_and_flags(base):
    """Each is the filter of one column of the table of events."""
    events = base.events
    for status in ("occurred", "planned", "cancelled"):
        assert chosen(base.with_status(status)) == set(events.index[events["status"] == status])
    from kb.model import vocabulary

    kinds = [*events["kind"].value_counts().index[:2].tolist(), "conflict", "attack"]
    for kind in set(kinds) & set(vocabulary.kinds()):
        narrower = [k for k in vocabulary.kinds() if kind in (k, *vocabulary.broader(k))]
        assert chosen(base.of_kind(kind)) == set(events.index[events["kind"].isin(narrower)])
    assert chosen(base.of_kind(*kinds[:2])) == chosen(base.of_kind(kinds[0])) | chosen(
        base.of_kind(kinds[1])
    )
    assert chosen(base.contested()) == set(events.index[events["contested"]])
    for name in ("date", "killed"):
        has = events["contested_properties"].str.split("; ").map(lambda names, n=name: n in names)
        assert chosen(base.contested(name)) == set(events.index[has])
    assert chosen(base.one_sided()) == set(events.index[events["one_sided"]])
    assert chosen(base.undated()) == set(events.index[events["edtf"] == ""])
    assert len(base.with_status()) == len(base.of_kind()) == 0


def test_sources_and_claimants(base):
    """By who published, and by whose claim it is in the end."""
    reports = base.reports
    source = reports["source"].value_counts().index[3]
    assert chosen(base.from_source(source)) == set(
        reports.loc[reports["source"] == source, "event"]
    )
    claimant = reports["root_name"].value_counts().index[2]
    expected = set(reports.loc[reports["root_name"] == claimant, "event"])
    assert chosen(base.claimed_by(claimant.upper())) == expected


def test_combinations(base):
    """`&`, `|`, `-` and one call after another are the sets they look like."""
    one, two = base.contested(), base.between("2016", "2019")
    assert (
        chosen(one & two)
        == chosen(one) & chosen(two)
        == chosen(base.contested().between("2016", "2019"))
    )
    assert chosen(one | two) == chosen(one) | chosen(two)
    assert chosen(one - two) == chosen(one) - chosen(two)
    assert chosen(base - base) == set()
    some = list(base)[:7]
    assert list(base[some]) == some
    assert list(base[some[3]]) == [some[3]]
    with pytest.raises(kb.InvalidValue, match="two different knowledge bases"):
        one & base.as_of("2020")


def test_a_selection_keeps_all_reports_of_its_events(base):
    """Also those that say otherwise, and every claim."""
    some = base.contested("date").between("2016", "2018")
    ids = chosen(some)
    reports, claims = base.reports, base.claims
    own = reports[reports["event"].isin(ids)].reset_index(drop=True)
    pd.testing.assert_frame_equal(some.reports, own)
    of_them = claims[claims["event"].isin(ids)].reset_index(drop=True)
    pd.testing.assert_frame_equal(some.claims, of_them)
    pd.testing.assert_frame_equal(some.events, base.events.loc[list(some)])
    assert set(some.sources.index) <= set(base.sources.index)
    assert some.sources["n_reports"].sum() == (own["source"] != "").sum()


def test_as_of_is_the_table_of_what_was_published(base):
    """As if the file had ended there."""
    reports = base.reports
    by = reports["published"].str[:10].between("0", "2018-06-30")
    then = base.as_of("2018-06-30")
    assert set(then.reports["report"]) == set(reports.loc[by, "report"])
    assert then.left_out == (reports["published"] == "").sum()
    assert chosen(then) == set(reports.loc[by, "event"]) & chosen(then)


@pytest.mark.parametrize(
    ("moment", "n"),
    [
        ("2022-08-30", 0),
        ("2022-08-31", 1),
        ("2022-08-31T12:00Z", 0),
        ("2022-09", 3),
        ("2022-09-01T08:59Z", 1),
        ("2022-09-01T09:00Z", 2),
        ("2022-09-01T12:00+03:00", 2),
        ("2022-09-01T11:30+03:00", 1),
        (date(2022, 9, 2), 3),
        ("9999-12-31", 3),
        ("-5000", 0),
        (datetime(2022, 9, 1, 9, tzinfo=UTC), 2),
        (pd.Timestamp("2022-09-01T09:00Z"), 2),
    ],
)
def test_as_of_counts_in_utc(small, moment, n):
    """A day means its end, an offset is honoured; what has no `published` is left out."""
    then = small.as_of(moment)
    assert (len(then.reports), then.left_out) == (n, 1)


def test_as_of_a_selection_knows_only_its_events(small):
    """The others are not there, and what they left out is not counted."""
    then = small["b"].as_of("2022-08-31")
    assert (list(then), then.left_out, then.events["n_reports"].tolist()) == (["b"], 0, [1])


def test_reports_from_sources_alone(small):
    """Of one or several; what others said is not there; of none nothing is."""
    assert small.reports_from("TASS").event("b").time_span.edtf == "2022-08-31"
    assert len(small.reports_from("AFP", "tass").reports) == 3
    assert len(small.reports_from()) == 0
    assert len(small["v"].reports_from("AFP")) == 0


@pytest.mark.parametrize(
    ("ask", "error", "hint"),
    [
        (lambda b: b.at("Khersson"), kb.UnknownName, "no place 'Khersson'; did you mean Kherson?"),
        (lambda b: b.at(""), kb.UnknownName, "no place ''"),
        (lambda b: b.involving("Ukrain"), kb.UnknownName, "did you mean Ukraine?"),
        (lambda b: b.involving("Ukraine", role="boss"), kb.InvalidValue, "agent"),
        (lambda b: b.from_source("TAS"), kb.UnknownName, "did you mean TASS?"),
        (lambda b: b.reports_from("TASS", "Nobody"), kb.UnknownName, "no source 'Nobody'"),
        (lambda b: b.claimed_by("AFPP"), kb.UnknownName, "did you mean AFP?"),
        (lambda b: b.of_kind("strik"), kb.InvalidValue, "did you mean strike"),
        (lambda b: b.of_kind("qqqqq"), kb.InvalidValue, "strike"),
        (lambda b: b.with_status("done"), kb.InvalidValue, "occurred, ongoing"),
        (lambda b: b.contested("dates"), kb.InvalidValue, "kind, status, date"),
        (lambda b: b["bb"], kb.UnknownName, "no event 'bb'; did you mean b?"),
        (lambda b: b.event(7), kb.UnknownName, "no event '7'"),
    ],
)
def test_a_wrong_name_is_answered_with_those_like_it(small, ask, error, hint):
    """One line that says what is not there, and what is."""
    with pytest.raises(error) as fault:
        ask(small)
    assert hint in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("bridge", "b"),
        ("BRID", "b"),
        ("hit bridge", "b"),
        ("bridge vote", ""),
        ("Kherson", "bv"),
        ("міст", "b"),
        ("УДАР", "b"),
        ("мосту́", "b"),
        ("cafe", "b"),
        ("café-crème", "b"),
        ("creme cafe", "b"),
        ("café-x", ""),
        ('"bridge"', "b"),
        ("bridge*", "b"),
        ("bridge AND vote", ""),
        ("bridge OR vote", ""),
        ("NOT yes", "u"),
        ("NEAR(bridge hit)", ""),
        ("title:bridge", ""),
        ("^bridge", "b"),
        ("-bridge", "b"),
        ("bridge + hit", "b"),
        ("(bridge", "b"),
        ("'; DROP TABLE events; --", ""),
        ("\x00", ""),
        ("bridge\x00hit", "b"),
        ("\ud800", ""),
        ("🙂", ""),
        ("-", ""),
        ("", "bvu"),
        (" \n\t", "bvu"),
        ("bridge\nhit", "b"),
        ("x" * 10_000, ""),
        ("bridge " * 2_000, "b"),
        (" ".join(f"w{n}" for n in range(2_000)), ""),
        ("tass", "bv"),
        ("mayor", "v"),
    ],
)
def test_search_finds_words_whatever_stands_around_them(small, text, events):
    """No sign is an operator; words are compared without case and accents, as beginnings."""
    assert chosen(small.search(text)) == set(events)


def test_search_is_a_scan_for_words(base):
    """The same events as a look through the texts, word by word."""
    reports = base.reports
    columns = ["event", "title", "quote", "note", "places", "actors", "source", "claimant", "via"]
    words = " " + reports[columns].agg(" ".join, axis=1).str.lower().str.replace(
        r"\W", " ", regex=True
    )
    for word in words.str.split().iloc[::400].str[2]:
        expected = set(reports.loc[words.str.contains(f" {word}", regex=False), "event"])
        assert chosen(base.search(word)) == expected


def test_going_through_a_base_gives_its_ids(small):
    """In time order, the undated last; what it contains is what it gives."""
    assert list(small) == ["b", "v", "u"] == small.events.index.tolist()
    assert all(event in small for event in small)
    assert "x" not in small

"""What contains what, against walks up the parents."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.hierarchy import Hierarchy

PARENTS = st.lists(st.integers(-1, 7), min_size=1, max_size=8).map(
    lambda parents: [min(parent, len(parents) - 1) for parent in parents]
)


def above(parents, code):
    found = []
    while (code := parents[code]) >= 0:
        found.append(code)
    return found


@settings(max_examples=30, deadline=None, derandomize=True)
@given(PARENTS)
def test_containment_is_what_a_walk_upwards_meets(parents):
    """Pairs, ancestors and descendants agree, also after cycles are cut."""
    tree = Hierarchy(parents)
    codes = np.arange(len(parents))
    outer, inner = (side.reshape(-1) for side in np.meshgrid(codes, codes))
    expected = [up in above(tree.parents, low) for up, low in zip(outer, inner, strict=True)]
    assert tree.contains(outer, inner).tolist() == expected
    related = tree.related(outer, inner)
    assert related.tolist() == (tree.contains(inner, outer) | expected | (outer == inner)).tolist()
    for code in codes.tolist():
        assert tree.ancestors(code) == above(tree.parents, code)
        held = {low for low in codes.tolist() if code in above(tree.parents, low)}
        assert tree.descendants(code)[0] == code
        assert set(tree.descendants(code)) == held | {code}


@settings(max_examples=30, deadline=None, derandomize=True)
@given(PARENTS)
def test_only_what_lies_on_a_cycle_loses_its_parent(parents):
    """Each cycle is cut once, at its lowest code; nothing else changes."""
    tree = Hierarchy(parents)
    for code, parent in enumerate(parents):
        assert tree.parents[code] == (-1 if code in tree.cut else parent)
    for code in tree.cut:
        ring, at = [code], parents[code]
        while at != code:
            ring.append(at)
            at = parents[at]
        assert code == min(ring)


def test_a_thing_within_itself_stands_alone():
    """The shortest cycle is one of one."""
    tree = Hierarchy([0, 0])
    assert (tree.parents, tree.cut) == ([-1, 0], [0])


def test_nothing_contains_nothing():
    """A hierarchy of none, and questions of none."""
    none = np.zeros(0, dtype=np.int64)
    assert Hierarchy([]).contains(none, none).tolist() == []


def test_a_chain_of_twenty_thousand_is_no_recursion():
    """A file in which each place lies within the one before it is read all the same."""
    tree = Hierarchy(range(-1, 19_999))
    assert tree.contains(np.array([0, 19_999]), np.array([19_999, 0])).tolist() == [True, False]

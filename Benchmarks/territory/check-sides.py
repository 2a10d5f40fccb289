#!/usr/bin/env python3
"""Sides in exact arithmetic, and how many of a program's answers differ.

    check-sides.py POINTS MAPS [ANSWERS…] [--save FILE] [--limit N]

A point is inside where a ray along its latitude crosses an odd number of edges, edges being straight in longitude and
latitude. Which side of an edge a point lies on is the sign of a 2 by 2 determinant: floats decide where the rounding
error that Shewchuk proves for it cannot change the sign, whole numbers in Python elsewhere. On an edge the answer is 2.
For each file of ANSWERS the mismatches are counted, and apart from them the points on an edge. `--save` writes the
exact sides as answers of their own.
"""
import argparse
import json
import time
from fractions import Fraction

import numpy as np

import formats

# (3 + 16 eps) eps with eps = 2^-53: Shewchuk 1997, Adaptive precision floating-point arithmetic, section 4.2.
BOUND = (3 + 16 * 2.0**-53) * 2.0**-53


def exact_sign(ax, ay, bx, by, px, py):
    """Sign of (a - p) x (b - p)."""
    ax, ay, bx, by, px, py = map(Fraction, (ax, ay, bx, by, px, py))
    d = (ax - px) * (by - py) - (ay - py) * (bx - px)
    return (d > 0) - (d < 0)


def sides_on_map(edges, x, y):
    """Sides of points on one map, and how many determinants needed whole numbers."""
    order = np.argsort(y, kind="stable")
    x, y = x[order], y[order]
    # Upward edges; the crossing rule does not mind their direction.
    up = edges[:, 1] <= edges[:, 3]
    e = np.where(up[:, None], edges, edges[:, [2, 3, 0, 1]])
    low = np.searchsorted(y, e[:, 1], side="left")
    high = np.searchsorted(y, e[:, 3], side="right")
    crossings = np.zeros(len(x), np.int64)
    on_edge = np.zeros(len(x), bool)
    exact = 0
    counts = high - low
    # A run of edges at a time, so that a map with many points does not need many gigabytes.
    ends = np.cumsum(counts)
    begin = 0
    while begin < len(e):
        stop = max(begin + 1, int(np.searchsorted(ends, (ends[begin - 1] if begin else 0) + 4_000_000)))
        c = counts[begin:stop]
        pair_edge = np.repeat(np.arange(begin, stop), c)
        pair_point = np.arange(len(pair_edge)) - np.repeat(np.cumsum(c) - c, c) + np.repeat(low[begin:stop], c)
        ax, ay, bx, by = e[pair_edge].T
        px, py = x[pair_point], y[pair_point]
        left = (ax - px) * (by - py)
        right = (ay - py) * (bx - px)
        det = left - right
        sign = np.sign(det).astype(np.int8)
        for j in np.flatnonzero(np.abs(det) <= BOUND * (np.abs(left) + np.abs(right))):
            # Products that vanish without rounding are common where a point has a vertex's coordinates.
            sign[j] = exact_sign(ax[j], ay[j], bx[j], by[j], px[j], py[j])
            exact += 1
        touches = (sign == 0) & (px >= np.minimum(ax, bx)) & (px <= np.maximum(ax, bx))
        on_edge[pair_point[touches]] = True
        # Half open: the lower end counts, the upper does not. Positive: an upward edge runs east of the point.
        crosses = (ay <= py) & (py < by) & (sign > 0)
        np.add.at(crossings, pair_point[crosses], 1)
        begin = stop
    side = np.empty(len(x), np.int8)
    side[order] = np.where(on_edge, 2, crossings & 1)
    return side, exact


def exact_sides(points, maps):
    longitude, latitude, days = points
    which = formats.map_index(days, [m.day for m in maps])
    order = np.argsort(which, kind="stable")
    bounds = np.searchsorted(which[order], np.arange(len(maps) + 1))
    side = np.full(len(days), 3, np.int8)
    exact = 0
    for k, m in enumerate(maps):
        mine = order[bounds[k]:bounds[k + 1]]
        if len(mine):
            side[mine], used = sides_on_map(formats.edges_of(m.path), longitude[mine], latitude[mine])
            exact += used
    return side, exact


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("points")
    p.add_argument("maps")
    p.add_argument("answers", nargs="*")
    p.add_argument("--save")
    p.add_argument("--limit", type=int)
    a = p.parse_args()
    began = time.monotonic()
    points = formats.read_points(a.points, a.limit)
    side, exact = exact_sides(points, formats.maps_in(a.maps))
    formats.write_answers(a.save, side)
    print(json.dumps(dict(n=len(side), inside=int((side == 1).sum()), on_edge=int((side == 2).sum()),
                          decided_by_whole_numbers=exact, seconds=round(time.monotonic() - began, 1))), flush=True)
    for path in a.answers:
        theirs = formats.read_answers(path)[0][:len(side)]
        print(json.dumps(dict(answers=path, **compare(side, theirs, points))), flush=True)


def compare(side, theirs, points):
    """Mismatches off the edges, what was said of points on an edge, and the first few mismatches."""
    on = side == 2
    wrong = np.flatnonzero(~on & (theirs[:len(side)] != side))
    said = {name: int((theirs[on] == v).sum()) for name, v in (("outside", 0), ("inside", 1), ("on_edge", 2))}
    first = [dict(point=int(i), longitude=float(points[0][i]), latitude=float(points[1][i]), day=int(points[2][i]),
                  exact=int(side[i]), theirs=int(theirs[i])) for i in wrong[:3]]
    return dict(mismatches=len(wrong), on_edge=int(on.sum()), said_on_edge=said, first=first)


if __name__ == "__main__":
    main()

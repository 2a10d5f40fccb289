#!/usr/bin/env python3
"""Distances to the boundary by PROJ's geodesics, and how far a program's answers are off.

    check-distances.py POINTS MAPS [ANSWERS…] [--points 100000] [--save FILE] [--true FILE]

The first so many points are measured. Every edge, straight in longitude and latitude, is cut into pieces of at most 100 m.
The pieces that can hold the nearest place are found by chords through the earth and a k-d tree (a chord's order differs
from the geodesic's by less than the margin allowed), the nearest place on each of them by ternary search on the geodesic
distance itself (Karney's, as in PROJ). Nothing is shared with the programs under test.
For each file of ANSWERS: the largest and the mean error in metres, the largest relative error, and the same by distance.
`--save` writes the true distances, signed by the exact side; `--true` reads them back instead of measuring again.
"""
import argparse
import importlib
import json
import time

import numpy as np
from pyproj import Geod
from scipy.spatial import cKDTree

import formats

sides = importlib.import_module("check-sides")
GEOD = Geod(ellps="WGS84")
A, F = 6378137.0, 1 / 298.257223563
PIECE = 100.0
BANDS = [(0, 1e2), (1e2, 1e3), (1e3, 1e4), (1e4, 1e5), (1e5, 3e5), (3e5, 2e7)]


def earth_centred(longitude, latitude):
    lam, phi = np.radians(longitude), np.radians(latitude)
    e2 = F * (2 - F)
    n = A / np.sqrt(1 - e2 * np.sin(phi) ** 2)
    return np.column_stack([n * np.cos(phi) * np.cos(lam), n * np.cos(phi) * np.sin(lam), n * (1 - e2) * np.sin(phi)])


def metres(x0, y0, x1, y1):
    return GEOD.inv(x0, y0, x1, y1)[2]


def pieces_of(edges):
    """Edges cut into pieces of at most about PIECE metres, rows as of edges."""
    length = np.linalg.norm(earth_centred(edges[:, 0], edges[:, 1]) - earth_centred(edges[:, 2], edges[:, 3]), axis=1)
    count = np.ceil(length / PIECE).astype(int).clip(1)
    which = np.repeat(np.arange(len(edges)), count)
    step = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    t0, t1 = step / count[which], (step + 1) / count[which]
    e = edges[which]
    dx, dy = e[:, 2] - e[:, 0], e[:, 3] - e[:, 1]
    end_x = np.where(step + 1 == count[which], e[:, 2], e[:, 0] + t1 * dx)
    end_y = np.where(step + 1 == count[which], e[:, 3], e[:, 1] + t1 * dy)
    return np.column_stack([e[:, 0] + t0 * dx, e[:, 1] + t0 * dy, end_x, end_y])


def nearest(piece, x, y, steps=45):
    """Least geodesic distance from (x, y) to each piece, by golden-section search."""
    g = (np.sqrt(5) - 1) / 2
    dx, dy = piece[:, 2] - piece[:, 0], piece[:, 3] - piece[:, 1]

    def at(t):
        return metres(x, y, piece[:, 0] + t * dx, piece[:, 1] + t * dy)

    low, high = np.zeros(len(x)), np.ones(len(x))
    t1, t2 = high - g * (high - low), low + g * (high - low)
    d1, d2 = at(t1), at(t2)
    best = np.minimum(np.minimum(d1, d2), np.minimum(at(low), at(high)))
    for _ in range(steps):
        left = d1 <= d2
        high, low = np.where(left, t2, high), np.where(left, low, t1)
        t1n, t2n = high - g * (high - low), low + g * (high - low)
        t = np.where(left, t1n, t2n)
        d = at(t)
        d1, d2 = np.where(left, d, d2), np.where(left, d1, d)
        t1, t2 = t1n, t2n
        best = np.minimum(best, d)
    return best


def on_map(edges, x, y):
    """True distance of each point to the edges."""
    pieces = pieces_of(edges)
    starts, ends = earth_centred(pieces[:, 0], pieces[:, 1]), earth_centred(pieces[:, 2], pieces[:, 3])
    tree = cKDTree((starts + ends) / 2)
    own = earth_centred(x, y)
    chord = tree.query(own)[0]
    # A piece's nearest place is within half a piece of its middle (0.2 % for the ellipsoid and the bend of a piece).
    near = tree.query_ball_point(own, chord * (1 + 2e-5) + PIECE * 1.002)
    count = np.array([len(c) for c in near])
    point = np.repeat(np.arange(len(x)), count)
    piece = np.concatenate([np.asarray(c, dtype=np.int64) for c in near])
    # The foot on the chord of each piece: its geodesic distance is an upper bound that is good to millimetres.
    a, b = starts[piece], ends[piece]
    ab = b - a
    t = np.clip(((own[point] - a) * ab).sum(1) / (ab * ab).sum(1), 0, 1)
    p = pieces[piece]
    upper = metres(x[point], y[point], p[:, 0] + t * (p[:, 2] - p[:, 0]), p[:, 1] + t * (p[:, 3] - p[:, 1]))
    least = np.full(len(x), np.inf)
    np.minimum.at(least, point, upper)
    keep = upper <= least[point] * (1 + 1e-7) + 0.05
    exact = nearest(p[keep], x[point[keep]], y[point[keep]])
    found = np.full(len(x), np.inf)
    np.minimum.at(found, point[keep], exact)
    return found


def true_distances(points, maps):
    longitude, latitude, days = points
    which = formats.map_index(days, [m.day for m in maps])
    out = np.full(len(days), np.nan)
    for k in np.unique(which[which >= 0]):
        mine = np.flatnonzero(which == k)
        out[mine] = on_map(formats.edges_of(maps[k].path), longitude[mine], latitude[mine])
    return out


def compare(true, theirs):
    """Largest errors of distances that are given with a sign."""
    error = np.abs(np.abs(theirs[:len(true)]) - true)
    known = ~np.isnan(true)
    if np.isnan(error[known]).any():
        return dict(unanswered=int(np.isnan(error[known]).sum()))
    error, true = error[known], true[known]
    relative = error / np.maximum(true, 1e-3)
    bands = []
    for low, high in BANDS:
        m = (true >= low) & (true < high)
        if m.any():
            bands.append(dict(below_m=high, points=int(m.sum()), largest_m=float(error[m].max()), relative=float(relative[m].max())))
    return dict(largest_m=float(error.max()), mean_m=float(error.mean()), largest_relative_beyond_1km=float(
        relative[true >= 1e3].max(initial=0)), largest_below_300km_m=float(error[true < 3e5].max(initial=0)), by_distance=bands)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("points")
    p.add_argument("maps")
    p.add_argument("answers", nargs="*")
    p.add_argument("--points", dest="count", type=int, default=100_000)
    p.add_argument("--save")
    p.add_argument("--true")
    a = p.parse_args()
    began = time.monotonic()
    points = formats.read_points(a.points, a.count)
    maps = formats.maps_in(a.maps)
    true = np.abs(formats.read_answers(a.true)[1][:len(points[0])]) if a.true else true_distances(points, maps)
    if a.save:
        side = sides.exact_sides(points, maps)[0]
        formats.write_answers(a.save, side, np.where(side == 1, true, -true))
    print(json.dumps(dict(n=len(true), mean_m=float(np.nanmean(true)), seconds=round(time.monotonic() - began, 1))), flush=True)
    for path in a.answers:
        print(json.dumps(dict(answers=path, **compare(true, formats.read_answers(path)[1]))), flush=True)


if __name__ == "__main__":
    main()

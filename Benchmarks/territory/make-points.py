#!/usr/bin/env python3
"""Writes made-up points: where and on which day. The same arguments give the same bytes.

    make-points.py N -o FILE [--maps FOLDER] [--near METRES] [--by-time] [--from DATE] [--to DATE] [--seed N]

Without --near the points are uniform over Ukraine's box (22.1 to 40.3 E, 44.3 to 52.4 N) and over the dates. With it they
lie about the edges of the map of their day (--maps is then needed): two in five uniformly within so many metres, two
in five at distances drawn evenly by their order of magnitude down to 0.1 nm, where no float can tell any more, one in
ten at the float nearest to a place on the edge, in its middle (often exactly on it) or one float beside that, and one
in ten at a vertex or on its latitude beside it.

The file: 4 bytes HFPT, 4 bytes zero, int64 N, float64 longitude[N], float64 latitude[N], int32 day[N] (days since
1970-01-01), little-endian.
"""
import argparse
from datetime import date

import numpy as np

import formats

WEST, EAST, SOUTH, NORTH = 22.1, 40.3, 44.3, 52.4
EPOCH = date(1970, 1, 1).toordinal()


def near_edges(draw, days, folder, metres):
    """Points about the edges of the map of each day."""
    maps = formats.maps_in(folder)
    which = formats.map_index(days, [m.day for m in maps])
    longitude = np.empty(len(days))
    latitude = np.empty(len(days))
    order = np.argsort(which, kind="stable")
    bounds = np.searchsorted(which[order], np.arange(len(maps) + 1))
    for k, m in enumerate(maps):
        mine = order[bounds[k]:bounds[k + 1]]
        if len(mine) == 0:
            continue
        edges = formats.edges_of(m.path)
        e = edges[draw.integers(0, len(edges), len(mine))]
        t = draw.random(len(mine))
        kind = draw.random(len(mine))
        t[(kind >= 0.83) & (kind < 0.9)] = 0.5
        x = e[:, 0] + t * (e[:, 2] - e[:, 0])
        y = e[:, 1] + t * (e[:, 3] - e[:, 1])
        far = np.where(kind < 0.4, draw.random(len(mine)), 10.0 ** (-10 * draw.random(len(mine)))) * metres
        far[kind >= 0.8] = 0
        # One metre across the edge, in degrees: the normal of its direction on the ground.
        east = np.cos(np.radians(y)) * 111_320.0
        north = 111_200.0
        dx, dy = (e[:, 2] - e[:, 0]) * east, (e[:, 3] - e[:, 1]) * north
        length = np.hypot(dx, dy)
        side = np.where(draw.random(len(mine)) < 0.5, -1.0, 1.0)
        x += side * far * -dy / length / east
        y += side * far * dx / length / north
        x = np.where((kind >= 0.87) & (kind < 0.9), np.nextafter(x, x + side), x)
        vertex = kind >= 0.9
        x = np.where(vertex, e[:, 0], x)
        y = np.where(vertex, e[:, 1], y)
        beside = kind >= 0.95  # the ray along the latitude of a vertex is where careless counting errs
        x = np.where(beside, x + (draw.random(len(mine)) - 0.5) * 2 * metres / east, x)
        longitude[mine], latitude[mine] = x, y
    return longitude, latitude


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("n", type=int)
    p.add_argument("-o", "--output", required=True)
    p.add_argument("--maps")
    p.add_argument("--near", type=float)
    p.add_argument("--by-time", action="store_true", help="sort by day")
    p.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2024, 7, 8))
    p.add_argument("--to", dest="last", type=date.fromisoformat, default=date(2026, 8, 22))
    p.add_argument("--seed", type=int, default=20240708)
    a = p.parse_args()
    if a.near is not None and not a.maps:
        p.error("--near needs --maps")
    draw = np.random.Generator(np.random.PCG64(a.seed))
    days = draw.integers(a.first.toordinal() - EPOCH, a.last.toordinal() - EPOCH + 1, a.n).astype(np.int32)
    if a.by_time:
        days.sort()
    if a.near is None:
        longitude = WEST + (EAST - WEST) * draw.random(a.n)
        latitude = SOUTH + (NORTH - SOUTH) * draw.random(a.n)
    else:
        longitude, latitude = near_edges(draw, days, a.maps, a.near)
    formats.write_points(a.output, longitude, latitude, days)


if __name__ == "__main__":
    main()

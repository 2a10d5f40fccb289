#!/usr/bin/env python3
"""Writes distances.csv: how far events of the Minsk II example lie from the drawn line of February 2015, and on which side.

    python3 -m pip install shapely==2.2.0 pyproj==3.7.2 geographiclib==2.1
    python3 Tests/Oracles/distances.py > Tests/Oracles/distances.csv

Independent of Holdfast's code. Takes the first event (by id) at each distinct position of Examples/minsk-ii/incidents.csv.

The line's edges are straight in longitude and latitude (GeoJSON, RFC 7946). The distance is the length of the shortest
geodesic on the WGS84 ellipsoid (pyproj) from the event's position to any point of an edge: each edge is sampled every
20 m, and around every sample within 50 m of the best one a golden-section search finds the minimum to under a millimetre.
Twelve events are checked again by brute force, with samples every 0.4 m and GeographicLib's Python port at the winner;
a difference of 0.1 m or more stops the script.

The side is decided in the plane of longitude and latitude by shapely's nearest point and the sign of the cross product
with the edge there. It is checked by a second method: the polygon left of the line when its ends are drawn on to the south
and to the east. Positions where the two methods differ lie beyond an end of the line and are left out, named on stderr.
"""

import csv
import json
import math
import pathlib
import sys

import numpy
from geographiclib.geodesic import Geodesic
from pyproj import Geod
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import split

HERE = pathlib.Path(__file__).resolve().parents[2] / "Examples" / "minsk-ii"
WGS84 = Geod(ellps="WGS84")
GOLDEN = (math.sqrt(5) - 1) / 2

feature = json.loads((HERE / "line-of-contact-2015-02.geojson").read_text(encoding="utf-8"))["features"][0]
points = [tuple(p) for p in feature["geometry"]["coordinates"]]
LEFT, RIGHT = feature["properties"]["left_held_by"], feature["properties"]["right_held_by"]
line = LineString(points)


def sampled(step):
    """Positions along all edges at most `step` metres apart, with edge number and fraction."""
    lons, lats, edges, fractions = [], [], [], []
    for n, ((ax, ay), (bx, by)) in enumerate(zip(points, points[1:])):
        count = max(1, math.ceil(WGS84.inv(ax, ay, bx, by)[2] / step * 1.01))
        t = numpy.linspace(0, 1, count + 1)
        lons.append(ax + t * (bx - ax))
        lats.append(ay + t * (by - ay))
        edges.append(numpy.full(count + 1, n))
        fractions.append(t)
    return tuple(numpy.concatenate(a) for a in (lons, lats, edges, fractions))


def all_distances(samples, lon, lat):
    lons, lats = samples[0], samples[1]
    return WGS84.inv(numpy.full(lons.shape, lon), numpy.full(lats.shape, lat), lons, lats)[2]


def on_edge(n, t):
    (ax, ay), (bx, by) = points[n], points[n + 1]
    return ax + t * (bx - ax), ay + t * (by - ay)


def refined(samples, lon, lat):
    distances = all_distances(samples, lon, lat)
    near = numpy.flatnonzero(distances <= distances.min() + 50)
    best = math.inf
    for i in near:
        n = int(samples[2][i])
        width = 25 / WGS84.inv(*points[n], *points[n + 1])[2]
        a, b = max(0.0, samples[3][i] - width), min(1.0, samples[3][i] + width)

        def far(t):
            return WGS84.inv(lon, lat, *on_edge(n, t))[2]
        # 40 steps shrink 50 m to under a micrometre.
        c, d = b - GOLDEN * (b - a), a + GOLDEN * (b - a)
        fc, fd = far(c), far(d)
        for _ in range(40):
            if fc < fd:
                b, d, fd = d, c, fc
                c = b - GOLDEN * (b - a)
                fc = far(c)
            else:
                a, c, fc = c, d, fd
                d = a + GOLDEN * (b - a)
                fd = far(d)
        best = min(best, fc, fd, far(a), far(b))
    return best


def side_by_edge(lon, lat):
    p = Point(lon, lat)
    best = None
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        edge = LineString([(ax, ay), (bx, by)])
        d = edge.distance(p)
        # At a corner two edges are equally near; the one the position looks at more squarely decides.
        length = math.hypot(bx - ax, by - ay)
        cross = ((bx - ax) * (lat - ay) - (by - ay) * (lon - ax)) / length
        if best is None or d < best[0] - 1e-12 or (abs(d - best[0]) <= 1e-12 and abs(cross) > abs(best[1])):
            best = (d, cross)
    return LEFT if best[1] > 0 else RIGHT


long_line = LineString([(points[0][0], 40)] + points + [(45, points[-1][1])])
parts = split(Polygon([(30, 40), (45, 40), (45, 55), (30, 55)]), long_line).geoms
assert len(parts) == 2
left_polygon = next(p for p in parts if p.contains(Point(31, 54)))


def side_by_polygon(lon, lat):
    return LEFT if left_polygon.contains(Point(lon, lat)) else RIGHT


def main():
    with open(HERE / "incidents.csv", encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda r: int(r["id"]))
    first = {}
    for r in rows:
        first.setdefault((r["lat"], r["lon"]), r)
    chosen = sorted(first.values(), key=lambda r: int(r["id"]))
    coarse = sampled(20)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "lat", "lon", "distance_m", "side"])
    kept = []
    for r in chosen:
        lon, lat = float(r["lon"]), float(r["lat"])
        side = side_by_edge(lon, lat)
        if side != side_by_polygon(lon, lat):
            print(f"left out: {r['id']} {r['place']}, beyond an end of the line", file=sys.stderr)
            continue
        distance = refined(coarse, lon, lat)
        kept.append((r, lon, lat, distance))
        out.writerow([r["id"], r["lat"], r["lon"], f"{distance:.3f}", side])

    fine = sampled(0.4)
    worst = 0.0
    for r, lon, lat, distance in kept[::max(1, len(kept) // 12)][:12]:
        distances = all_distances(fine, lon, lat)
        i = int(distances.argmin())
        brute = Geodesic.WGS84.Inverse(lat, lon, float(fine[1][i]), float(fine[0][i]))["s12"]
        worst = max(worst, abs(brute - distance))
        if abs(brute - distance) >= 0.1:
            sys.exit(f"{r['id']}: {distance:.3f} m by search, {brute:.3f} m by brute force")
    print(f"{len(kept)} positions; largest difference to brute force {worst:.4f} m", file=sys.stderr)


main()

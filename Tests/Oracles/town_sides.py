#!/usr/bin/env python3
"""Checks that each town of Examples/minsk-ii/towns.csv lies on its stated side of both drawn lines.

    python3 Tests/Oracles/town_sides.py

Standard library only. Independent of Holdfast's code: the side is the parity of crossings of the drawn line, closed
around the west, so that a point left of the line counts as inside. Coordinates are taken as a plane (degrees): the lines' edges
are straight in longitude and latitude.
Also prints the town nearest to each line, in metres (longitude scaled by the cosine of latitude).
Exit code 0 when all agree, 1 otherwise.
"""

import csv
import json
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parents[2] / "Examples" / "minsk-ii"
LINES = {"side_2014_09_19": "line-2014-09-19.geojson", "side_2015_02": "line-of-contact-2015-02.geojson"}
METRES_PER_DEGREE = 111_200


def line(name):
    feature = json.loads((HERE / name).read_text(encoding="utf-8"))["features"][0]
    assert feature["geometry"]["type"] == "LineString"
    return feature["geometry"]["coordinates"], feature["properties"]


def inside(ring, x, y):
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
    return odd


def crossing(a, b, c, d):
    def turn(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def distance(points, x, y):
    k = math.cos(math.radians(y))
    best = math.inf
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        ax, bx, px = ax * k, bx * k, x * k
        dx, dy = bx - ax, by - ay
        t = max(0, min(1, ((px - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        best = min(best, math.hypot(px - ax - t * dx, y - ay - t * dy))
    return best * METRES_PER_DEGREE


faults = 0
with open(HERE / "towns.csv", encoding="utf-8", newline="") as file:
    towns = list(csv.DictReader(file))
for column, name in LINES.items():
    points, properties = line(name)
    edges = list(zip(points, points[1:]))
    selfcrossing = [(i, j) for i in range(len(edges)) for j in range(i + 2, len(edges)) if crossing(*edges[i], *edges[j])]
    faults += len(selfcrossing)
    # Left of a line that runs north and then east is west and north of it.
    ring = points + [[45, points[-1][1]], [45, 55], [30, 55], [30, 40], [points[0][0], 40]]
    nearest = []
    checked = 0
    for town in towns:
        if town[column] == "contested":
            continue
        x, y = float(town["lon"]), float(town["lat"])
        left = inside(ring, x, y)
        found = properties["left_held_by"] if left else properties["right_held_by"]
        checked += 1
        nearest.append((distance(points, x, y), town["name"]))
        if found != town[column]:
            faults += 1
            print(f"{name}: {town['name']} is stated {town[column]}, lies on the side of {found}")
    nearest.sort()
    print(f"{name}: {checked} towns checked, {len(towns) - checked} contested, crossings of itself {len(selfcrossing)};",
          "nearest", ", ".join(f"{n} {d:.0f} m" for d, n in nearest[:5]))
sys.exit(1 if faults else 0)

#!/usr/bin/env python3
"""Counts the edges of dated maps in GeoJSON.

    python3 Tests/Oracles/edges.py FOLDER

Standard library only.

An edge is directed with the inside on its left. A lifetime is a run of consecutive maps that all have it.
"""
import glob
import json
import sys


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def edges(path):
    out = set()
    with open(path) as file:
        for feature in json.load(file)["features"]:
            for polygon in feature["geometry"]["coordinates"]:
                for number, ring in enumerate(polygon):
                    ring = [tuple(position) for position in ring]
                    if (area(ring) > 0) != (number == 0):
                        ring.reverse()
                    out.update((a, b) for a, b in zip(ring, ring[1:]) if a != b)
    return out


known, before, lifetimes = set(), set(), 0
for path in sorted(glob.glob(sys.argv[1] + "/*.geojson")):
    now = edges(path)
    lifetimes += len(now - before)
    known |= now
    before = now
print(len(known), "directed edges,", lifetimes, "lifetimes")

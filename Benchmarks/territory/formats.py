"""The files that the programs here share: points, answers, daily maps, and the line of JSON each peer prints."""
import glob
import json
import os
import re
import resource
import sys
from collections import namedtuple
from datetime import date

import numpy as np

Map = namedtuple("Map", "path day")
EPOCH = date(1970, 1, 1).toordinal()


def maps_in(folder):
    """The daily maps of a folder, ascending by date; the date stands in the name as YYYYMMDD."""
    found = []
    for path in glob.glob(os.path.join(folder, "*.geojson")):
        m = re.search(r"(\d{4})(\d\d)(\d\d)", os.path.basename(path))
        if m:
            found.append(Map(path, date(*map(int, m.groups())).toordinal() - EPOCH))
    if not found:
        sys.exit(f"{folder}: no file NAME_YYYYMMDD.geojson")
    return sorted(found, key=lambda m: m.day)


def map_index(days, map_days):
    """For each day the last map of that day or before it; -1 before the first."""
    return np.searchsorted(np.asarray(map_days), days, side="right") - 1


def rings_of(path):
    """All rings of all polygons of a file, each an array of longitude and latitude."""
    with open(path, encoding="utf-8") as f:
        doc = json.load(f)
    rings = []
    for feature in doc["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings += [np.array(ring, dtype=np.float64)[:, :2] for part in parts for ring in part]
    return rings


def edges_of(path):
    """Edges of a map as rows of longitude, latitude, longitude, latitude; none of length zero."""
    edges = np.concatenate([np.hstack([r[:-1], r[1:]]) for r in rings_of(path)])
    return edges[(edges[:, 0] != edges[:, 2]) | (edges[:, 1] != edges[:, 3])]


def write_points(path, longitude, latitude, days):
    with open(path, "wb") as f:
        f.write(b"HFPT\0\0\0\0" + np.int64(len(days)).tobytes())
        for column, kind in ((longitude, "<f8"), (latitude, "<f8"), (days, "<i4")):
            np.ascontiguousarray(column, dtype=kind).tofile(f)


def read_points(path, limit=None):
    """Columns of longitude, latitude, day."""
    with open(path, "rb") as f:
        if f.read(8)[:4] != b"HFPT":
            sys.exit(f"{path}: no points file")
        n = int(np.fromfile(f, "<i8", 1)[0])
        columns = [np.fromfile(f, kind, n) for kind in ("<f8", "<f8", "<i4")]
    return [c[:limit] for c in columns]


def write_answers(path, side, distance=None):
    """4 bytes HFAN, int32 1 where distances follow, int64 N, int8 side[N] (1 inside, 0 outside, 2 on an edge), float64 metres[N]."""
    if not path:
        return
    with open(path, "wb") as f:
        f.write(b"HFAN" + np.int32(distance is not None).tobytes() + np.int64(len(side)).tobytes())
        np.ascontiguousarray(side, dtype=np.int8).tofile(f)
        if distance is not None:
            np.ascontiguousarray(distance, dtype="<f8").tofile(f)


def read_answers(path):
    """Column of sides, and of signed metres or `None`."""
    with open(path, "rb") as f:
        if f.read(4) != b"HFAN":
            sys.exit(f"{path}: no answers file")
        has = np.fromfile(f, "<i4", 1)[0]
        n = int(np.fromfile(f, "<i8", 1)[0])
        side = np.fromfile(f, np.int8, n)
        return side, np.fromfile(f, "<f8", n) if has else None


def say(peer, version, workload, n, threads, load, build, seconds, **more):
    """Prints what a peer did. `load` is reading the maps, `build` making an index once, `seconds` answering."""
    with open("/proc/self/status", encoding="ascii") as f:  # VmHWM, as a peak inherited across exec is not ours
        peak = next(int(line.split()[1]) for line in f if line.startswith("VmHWM"))
    print(json.dumps(dict(
        peer=peer, version=version, workload=workload, n=n, threads=threads, seconds_load=round(load, 4),
        seconds_build=round(build, 4), seconds=round(seconds, 4),
        throughput=round(n / max(build + seconds, 1e-9)), rss_mb=round(peak / 1024),
        cpu_s=round(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]), 2), **more)), flush=True)

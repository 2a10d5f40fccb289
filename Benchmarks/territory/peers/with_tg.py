#!/usr/bin/env python3
"""tg, the geometry library in the wheel togo, called by ctypes without its Python layer; W1, W2 and W4."""
import ctypes
import importlib.metadata
import importlib.util
import os

import numpy as np

import peer
from peer import clock, formats

NATURAL, YSTRIPES = 2, 3


def main():
    a = peer.arguments(["W1", "W2", "W4"])
    tg = ctypes.CDLL(importlib.util.find_spec("togo").origin, mode=ctypes.RTLD_GLOBAL)
    tg.tg_parse_geojsonn_ix.restype = ctypes.c_void_p
    tg.tg_parse_geojsonn_ix.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
    tg.tg_geom_error.restype = ctypes.c_char_p
    tg.tg_geom_error.argtypes = [ctypes.c_void_p]
    version = "togo " + importlib.metadata.version("togo")

    def read(m, index):
        with open(m.path, "rb") as f:
            whole = f.read()
        g = tg.tg_parse_geojsonn_ix(whole, len(whole), index)
        if error := tg.tg_geom_error(g):
            raise SystemExit(f"{m.path}: {error}")
        return g

    # Stripes are tg's fast index for points in polygons, the natural one for nearest segments.
    t0 = clock()
    shapes = peer.shared(a.threads, lambda m: read(m, YSTRIPES), a.files)
    load = clock() - t0
    if a.workload == "W4":
        return formats.say("tg", version, "W4", len(shapes), a.threads, 0, 0, load)
    here = os.path.dirname(os.path.abspath(__file__))
    shim = ctypes.CDLL(os.path.join(here, "../../generated/tg-peer.so"))
    columns = [ctypes.c_void_p] * 4 + [ctypes.c_int64, ctypes.c_void_p]
    shim.sides.argtypes = shim.distances.argtypes = columns
    x, y, days = formats.read_points(a.points)
    side = np.full(len(x), 3, np.int8)
    metres = np.full(len(x), np.nan) if a.workload == "W1" else None
    t0 = clock()
    lines = peer.shared(a.threads, lambda m: read(m, NATURAL), a.files) if a.workload == "W1" else shapes
    build = clock() - t0

    def locate(job):
        shape, line, mine = job
        shim.sides(shape, x.ctypes.data, y.ctypes.data, mine.ctypes.data, len(mine), side.ctypes.data)
        if metres is not None:
            shim.distances(line, x.ctypes.data, y.ctypes.data, mine.ctypes.data, len(mine), metres.ctypes.data)

    t0 = clock()
    peer.shared(a.threads, locate, zip(shapes, lines, peer.grouped(days, a.files)))
    peer.finish(a, "tg", version, side, metres, load, build, clock() - t0)


if __name__ == "__main__":
    main()

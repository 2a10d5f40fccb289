#!/usr/bin/env python3
"""geopandas as its manual has it: a frame of points and a frame of maps a day, `sjoin` for the side, `distance` to the
boundary in a projected system for the distance. One thread: geopandas has no other way."""
import geopandas
import numpy as np
import pandas

import peer
from peer import clock, formats


def main():
    a = peer.arguments(["W1", "W2", "W4"])
    version = geopandas.__version__
    t0 = clock()
    frames = [geopandas.read_file(m.path) for m in a.files]
    load = clock() - t0
    if a.workload == "W4":
        return formats.say("geopandas", version, "W4", len(frames), 1, 0, 0, load)
    x, y, days = formats.read_points(a.points)
    a.threads = 1
    side = np.zeros(len(x), np.int8)
    metres = np.full(len(x), np.nan) if a.workload == "W1" else None
    t0 = clock()
    which = formats.map_index(days, [m.day for m in a.files])
    points = geopandas.GeoDataFrame(pandas.DataFrame({"map": which}), geometry=geopandas.points_from_xy(x, y), crs="EPSG:4326")
    for k, mine in points.groupby("map"):
        shape = frames[k].set_crs("EPSG:4326", allow_override=True)
        inside = geopandas.sjoin(mine, shape, predicate="within").index
        side[inside] = 1
        if metres is not None:
            boundary = shape.to_crs(peer.PLANE).boundary.iloc[0]
            metres[mine.index] = mine.to_crs(peer.PLANE).distance(boundary)
    peer.finish(a, "geopandas", version, side, metres, load, 0, clock() - t0)


if __name__ == "__main__":
    main()

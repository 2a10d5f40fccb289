#!/usr/bin/env python3
"""SedonaDB: one query over a view of points and a view of maps, `ST_Contains` for the side, `ST_Distance` to the boundary in
Lambert's conformal plane for the distance. It has no GeoJSON reader, so shapely brings the maps in as WKB."""
import os

import numpy as np

import peer
from peer import clock, formats


def main():
    a = peer.arguments(["W1", "W2"])
    os.environ["TOKIO_WORKER_THREADS"] = str(a.threads)
    import pandas
    import pyproj
    import sedonadb
    import shapely

    sd = sedonadb.connect()
    sd.sql(f"SET datafusion.execution.target_partitions = {a.threads}").execute()
    t0 = clock()
    shapes = [shapely.get_geometry(shapely.from_geojson(peer.text(m.path)), 0) for m in a.files]
    load = clock() - t0
    t0 = clock()
    maps = {"map": np.arange(len(shapes)), "shape": shapely.to_wkb(shapes)}
    if a.workload == "W1":
        plane = pyproj.Transformer.from_crs("EPSG:4326", peer.PLANE, always_xy=True).transform
        maps["boundary"] = shapely.to_wkb(shapely.transform(shapely.boundary(shapes), plane, interleaved=False))
    sd.create_data_frame(pandas.DataFrame(maps)).to_view("raw", overwrite=True)
    crs = pyproj.CRS(peer.PLANE).to_json().replace("'", "''")
    lines = f", ST_SetCRS(ST_GeomFromWKB(boundary), '{crs}') AS boundary" if a.workload == "W1" else ""
    sd.sql(f"SELECT map, ST_GeomFromWKB(shape) AS shape {lines} FROM raw").to_memtable().to_view("maps", overwrite=True)
    build = clock() - t0
    x, y, days = formats.read_points(a.points)
    t0 = clock()
    which = formats.map_index(days, [m.day for m in a.files])
    sd.create_data_frame(pandas.DataFrame({"i": np.arange(len(x)), "x": x, "y": y, "map": which})).to_view("points", overwrite=True)
    away = ""
    if a.workload == "W1":
        away = f", ST_Distance(boundary, ST_Transform(ST_SetCRS(ST_Point(x, y), 'OGC:CRS84'), '{crs}')) AS metres"
    out = sd.sql(f"SELECT i, ST_Contains(shape, ST_Point(x, y)) AS side {away} FROM points JOIN maps ON points.map = maps.map").to_pandas()
    took = clock() - t0
    side = np.full(len(x), 3, np.int8)
    side[out["i"]] = out["side"]
    metres = None
    if a.workload == "W1":
        metres = np.full(len(x), np.nan)
        metres[out["i"]] = out["metres"]
    peer.finish(a, "sedonadb", sedonadb.__version__, side, metres, load, build, took)


if __name__ == "__main__":
    main()

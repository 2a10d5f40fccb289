#!/usr/bin/env python3
"""DuckDB: its JSON reader for W4, its spatial extension (from PyPI, nothing is downloaded) for the side and the distance,
each as one query over a table of points and a table of maps."""
import duckdb
import numpy as np

import peer
from peer import clock, formats

PLANE = peer.PLANE


def main():
    a = peer.arguments(["W1", "W2", "W4"])
    db = duckdb.connect()
    db.execute(f"SET threads = {a.threads}")
    if a.workload == "W4":
        t0 = clock()
        # A table is made, as a sum over some of it would let DuckDB skip the rest. From release 2 on the reader takes a collection
        # of features apart by itself.
        shape = 'STRUCT("type" VARCHAR, coordinates DOUBLE[][][][])'
        apart = int(duckdb.__version__.split(".")[0]) >= 2
        kind, column = (shape, "geometry") if apart else (f"STRUCT(geometry {shape})[]", "features")
        db.execute(f"""CREATE TABLE maps AS SELECT {"geometry" if apart else "features[1].geometry"}.coordinates AS shape
            FROM read_json('{a.maps}/*.geojson', columns = {{{column}: '{kind}'}}, maximum_object_size = 100000000)""")
        took = clock() - t0
        n = db.execute("SELECT count(*), sum(list_sum([list_sum([len(r) for r in p]) for p in shape])) FROM maps").fetchone()
        return formats.say("duckdb read_json", duckdb.__version__, "W4", n[0], a.threads, 0, 0, took, vertices=int(n[1]))
    import pandas  # the newest DuckDB runs without it and without extensions
    from duckdb_extensions import import_extension
    import_extension("spatial", con=db)
    db.execute("LOAD spatial")
    t0 = clock()
    db.execute("CREATE TABLE maps (map INTEGER, shape GEOMETRY, boundary GEOMETRY)")
    for k, m in enumerate(a.files):
        db.execute("INSERT INTO maps SELECT ?, ST_GeomFromGeoJSON(?), NULL", [k, feature(m.path)])
    load = clock() - t0
    t0 = clock()
    if a.workload == "W1":
        db.execute(f"UPDATE maps SET boundary = ST_Transform(ST_Boundary(shape), 'EPSG:4326', '{PLANE}', always_xy := true)")
    build = clock() - t0
    x, y, days = formats.read_points(a.points)
    frame = pandas.DataFrame({"i": np.arange(len(x)), "x": x, "y": y,  # noqa: F841 (DuckDB sees it by name)
                              "map": formats.map_index(days, [m.day for m in a.files])})
    away = f"ST_Distance(boundary, ST_Transform(ST_Point(x, y), 'EPSG:4326', '{PLANE}', always_xy := true))"
    t0 = clock()
    out = db.execute(f"""SELECT i, ST_Contains(shape, ST_Point(x, y)) AS side {", " + away + " AS metres" if a.workload == "W1" else ""}
                         FROM frame JOIN maps USING (map)""").fetchnumpy()
    took = clock() - t0
    side = np.full(len(x), 3, np.int8)
    side[out["i"]] = out["side"]
    metres = None
    if a.workload == "W1":
        metres = np.full(len(x), np.nan)
        metres[out["i"]] = out["metres"]
    peer.finish(a, "duckdb spatial", duckdb.__version__, side, metres, load, build, took)


def feature(path):
    """The geometry of the one feature of a file, as text."""
    whole = peer.text(path)
    begin = whole.index('"geometry"')
    return whole[whole.index("{", begin):whole.index("}", begin) + 1]


if __name__ == "__main__":
    main()

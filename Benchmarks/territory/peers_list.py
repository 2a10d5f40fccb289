"""Which peers there are, what each can do, and up to how many points it is asked."""
import os
from collections import namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.normpath(os.path.join(HERE, "../generated"))
PYTHON = os.path.normpath(os.path.join(HERE, "../.venv/territory/bin/python"))
NEWEST_DUCKDB = os.path.normpath(os.path.join(HERE, "../.venv/duckdb/bin/python"))

# `most` is the largest number of points by workload; a workload that is missing is not the peer's.
Peer = namedtuple("Peer", "name command most note")
ALL = 10**9


def _python(script, python=PYTHON):
    return [python, os.path.join(HERE, "peers", script)]


OURS = os.path.normpath(os.path.join(HERE, "../.build-territory/release/territory-peer"))
PEERS = [
    Peer("holdfast", [OURS], dict(W1=ALL, W2=ALL, W4=ALL, W5=ALL), "exact side, geodesic distance"),
    Peer("holdfast base", [OURS, "--instructions", "base"], dict(W1=ALL), "the same, vector instructions of every processor"),
    Peer("geos-wheel", [os.path.join(OUT, "geos-wheel")], dict(W1=ALL, W2=ALL, W4=ALL, W5=ALL),
         "C, prepared, shapely's GEOS; plane scaled by cos 48.35°"),
    Peer("geos-system", [os.path.join(OUT, "geos-system")], dict(W1=ALL, W2=ALL, W4=ALL, W5=ALL),
         "C, prepared, Debian's GEOS; plane scaled by cos 48.35°"),
    Peer("geos-wheel lcc", [os.path.join(OUT, "geos-wheel"), "--plane", "lcc"], dict(W1=ALL), "the same in a conformal conic plane"),
    Peer("geos-wheel lcc cut", [os.path.join(OUT, "geos-wheel"), "--plane", "lcc", "--densify", "500"], dict(W1=ALL),
         "the same, edges cut to 500 m first"),
    Peer("tg", _python("with_tg.py"), dict(W1=10**6, W2=ALL, W4=ALL), "C, nearest segment in a plane about each point"),
    Peer("shapely", _python("with_shapely.py"), dict(W1=ALL, W2=ALL, W4=ALL, W5=ALL), "vectorised; tree of edges, conformal conic plane"),
    Peer("geopandas", _python("with_geopandas.py"), dict(W1=10**6, W2=10**6, W4=ALL), "sjoin and distance, one thread, conformal conic plane"),
    Peer("duckdb spatial", _python("with_duckdb.py"), dict(W1=10**6, W2=10**6), "one query, conformal conic plane"),
    Peer("sedonadb", _python("with_sedonadb.py"), dict(W1=10**5, W2=10**6), "one query, conformal conic plane"),
    Peer("postgis", _python("with_postgis.py"), dict(W1=10**6, W2=10**6), "geographies: geodesic distance, edges drawn as geodesics"),
    Peer("duckdb read_json", _python("with_duckdb.py", NEWEST_DUCKDB), dict(W4=ALL), "newest release"),
    Peer("duckdb 1.5 read_json", _python("with_duckdb.py"), dict(W4=ALL), "the release that has the spatial extension"),
    Peer("gdal", _python("with_gdal.py"), dict(W4=ALL), "pyogrio, WKB"),
]

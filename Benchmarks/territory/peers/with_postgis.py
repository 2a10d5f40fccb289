#!/usr/bin/env python3
"""PostGIS on a cluster of its own in a temporary folder, started here and stopped at the end; no network socket.

W2: `ST_Contains`; W1: also `ST_Distance` of geographies, which measures on the ellipsoid (edges are geodesics there, not straight
in longitude and latitude). Points come sorted by map and are joined to it one map at a time, so that PostGIS keeps the prepared
shape from row to row; sorting, copying in and indexing count as building."""
import glob
import io
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile

import numpy as np

import peer
from peer import clock, formats


def cluster(threads):
    """A running server's socket folder, and what stops it."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    if not found:
        raise SystemExit("no PostgreSQL server is installed")
    bin_ = os.path.dirname(found[-1])
    folder = tempfile.mkdtemp(prefix="holdfast-postgis-")
    become = []
    if os.getuid() == 0:  # the server refuses to run as root
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        become = ["runuser", "-u", "postgres", "--"]
    data = os.path.join(folder, "data")
    settings = {"listen_addresses": "''", "unix_socket_directories": folder, "fsync": "off", "synchronous_commit": "off",
                "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "8GB",
                "shared_buffers": "1GB", "work_mem": "256MB", "maintenance_work_mem": "512MB", "jit": "off",
                "max_worker_processes": "8", "max_parallel_workers_per_gather": str(max(threads - 1, 0))}

    def run(*command):
        subprocess.run([*become, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    try:
        run(os.path.join(bin_, "initdb"), "-D", data, "-A", "trust", "-U", "bench", "--no-sync", "-E", "UTF8", "--locale=C")
        with open(os.path.join(data, "postgresql.conf"), "a", encoding="ascii") as f:
            f.writelines(f"{k} = {v if v.startswith(chr(39)) or v.isalnum() else repr(v)}\n" for k, v in settings.items())
        run(os.path.join(bin_, "pg_ctl"), "-D", data, "-w", "-l", os.path.join(folder, "log"), "start")
    except subprocess.CalledProcessError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise SystemExit(f"PostgreSQL did not start: {error}") from None

    def stop():
        run(os.path.join(bin_, "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    return folder, stop


def locate(a, at, x, y, which):
    distance = a.workload == "W1"
    t0 = clock()
    at.execute("CREATE EXTENSION postgis")
    at.execute("CREATE TABLE maps (map int PRIMARY KEY, shape geometry, boundary geography)")
    at.execute("ALTER TABLE maps ALTER shape SET STORAGE EXTERNAL, ALTER boundary SET STORAGE EXTERNAL")
    for k, m in enumerate(a.files):
        whole = peer.text(m.path)
        begin = whole.index('"geometry"')
        shape = whole[whole.index("{", begin):whole.index("}", begin) + 1]
        at.execute("INSERT INTO maps SELECT %s, g, ST_Boundary(g)::geography FROM (SELECT ST_SetSRID(ST_GeomFromGeoJSON(%s), 4326) AS g) s",
                   [k, shape])
    load = clock() - t0
    t0 = clock()
    order = np.argsort(which, kind="stable")
    at.execute("CREATE UNLOGGED TABLE raw (i int, map int, x float8, y float8)")
    rows = io.StringIO("".join(f"{i}\t{m}\t{p!r}\t{q!r}\n" for i, m, p, q in zip(
        order.tolist(), which[order].tolist(), x[order].tolist(), y[order].tolist())))
    at.copy_from(rows, "raw")
    at.execute("CREATE UNLOGGED TABLE points AS SELECT i, map, ST_SetSRID(ST_Point(x, y), 4326) AS at FROM raw")
    at.execute("CREATE INDEX ON points (map)")
    at.execute("VACUUM ANALYZE points")
    at.execute("VACUUM ANALYZE maps")
    build = clock() - t0
    away = ", ST_Distance(boundary, at::geography)" if distance else ", 0::float8"
    at.execute("SET enable_hashjoin = off")
    at.execute("SET enable_mergejoin = off")
    t0 = clock()
    at.execute(f"""CREATE UNLOGGED TABLE found AS SELECT i, ST_Contains(shape, at) AS side {away} AS metres
                   FROM maps JOIN points USING (map)""")
    took = clock() - t0
    at.execute("SELECT postgis_lib_version()")
    version = at.fetchone()[0]
    out = io.StringIO()
    at.copy_expert("COPY (SELECT i, side::int, metres FROM found) TO STDOUT", out)
    out.seek(0)
    table = np.loadtxt(out)
    side = np.full(len(x), 3, np.int8)
    side[table[:, 0].astype(int)] = table[:, 1]
    metres = np.full(len(x), np.nan)
    metres[table[:, 0].astype(int)] = table[:, 2]
    peer.finish(a, "postgis", version, side, metres if distance else None, load, build, took)


def main():
    a = peer.arguments(["W1", "W2"])
    import psycopg2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the server is stopped too
    x, y, days = formats.read_points(a.points)
    folder, stop = cluster(a.threads)
    try:
        db = psycopg2.connect(host=folder, user="bench", dbname="postgres")
        db.autocommit = True
        locate(a, db.cursor(), x, y, formats.map_index(days, [m.day for m in a.files]))
    finally:
        stop()


if __name__ == "__main__":
    main()

"""What the Python peers share: arguments, points by map, threads, and the plane in which planar libraries measure."""
import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import formats  # noqa: E402

# Lambert's conformal conic about Ukraine; its scale is within 0.15 % of true over the box.
PLANE = "+proj=lcc +lat_1=45.8 +lat_2=50.9 +lat_0=48.35 +lon_0=31.2 +ellps=WGS84 +units=m"
clock = time.monotonic


def arguments(workloads):
    p = argparse.ArgumentParser()
    p.add_argument("points")
    p.add_argument("maps")
    p.add_argument("--workload", choices=workloads, default=workloads[0])
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--answers")
    p.add_argument("--plane", help=argparse.SUPPRESS)
    a = p.parse_args()
    a.files = formats.maps_in(a.maps)
    return a


def shared(threads, work, items):
    """Results of work(item) in order; the libraries let go of Python's lock while they compute."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, items))


def grouped(days, files):
    """Indices of the points of each map."""
    which = formats.map_index(days, [m.day for m in files])
    order = np.argsort(which, kind="stable")
    bounds = np.searchsorted(which[order], np.arange(len(files) + 1))
    return [order[bounds[k]:bounds[k + 1]] for k in range(len(files))]


def text(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def finish(a, peer, version, side, metres, load, build, seconds, **more):
    """Writes the answers and prints the line."""
    signed = None if metres is None else np.where(side == 1, metres, -metres)
    formats.write_answers(a.answers, side, signed)
    if metres is not None:
        more = dict(more, mean_m=round(float(np.abs(signed).mean()), 3))
    formats.say(peer, version, a.workload, len(side), a.threads, load, build, seconds, inside=int((side == 1).sum()), **more)

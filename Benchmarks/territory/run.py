#!/usr/bin/env python3
"""Runs Holdfast and its peers on the same dated maps, points and threads, checks that they agree, and prints a report.

    Benchmarks/territory/run.py MAPS [--quick] [--threads 2] [--runs 2] [--only PEER,…] [--no-prepare] [-o FILE]

MAPS is a folder of daily maps NAME_YYYYMMDD.geojson. The workloads: W1 side and signed distance to the boundary of the
map valid on the point's day, W2 the side alone, W4 reading all maps, W5 the areas of all dates and what was gained and lost
from each to the next. Points: 100,000, a million and ten million (with --quick 100,000) over Ukraine's box and the dates.
Slow peers stop at the sizes that PEERS gives. Every run has its processors bound to the number of threads. A peer that cannot
run is left out with its reason. The report is Markdown; every run's line of JSON goes to Benchmarks/generated/territory.jsonl.
"""
import argparse
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, "../.venv/territory")
PYTHON = os.path.join(VENV, "bin/python")
if os.path.exists(PYTHON) and os.path.realpath(sys.prefix) != os.path.realpath(VENV):
    os.execv(PYTHON, [PYTHON, *sys.argv])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("maps")
    p.add_argument("--quick", action="store_true", help="100,000 points only, and no exact check of ten million")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--runs", type=int, default=2, help="the best of so many counts")
    p.add_argument("--only", type=lambda s: s.split(","), help="names as in the report's peer column, such as holdfast,geos-wheel")
    p.add_argument("--no-prepare", action="store_true")
    p.add_argument("-o", "--output")
    a = p.parse_args()
    if not a.no_prepare:
        subprocess.run([os.path.join(HERE, "prepare.sh")], check=False)
        if not os.path.exists(PYTHON):
            sys.exit("Python's environment could not be made; see above")
        if os.path.realpath(sys.prefix) != os.path.realpath(VENV):
            os.execv(PYTHON, [PYTHON, *sys.argv, "--no-prepare"])
    import bench  # needs what was just installed

    bench.Bench(a).run()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Times `holdfast assess` against the number of incidents.

    Benchmarks/assess.py [--largest 1000000] [--runs 3] [--format ucdp|holdfast] [HOLDFAST]

Makes each file once under Benchmarks/generated, runs the whole command on it, and prints a table: rows, megabytes,
best wall time of the runs, cost for a million rows, greatest resident memory.
"""
import argparse
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


def run(command):
    """Wall seconds and greatest resident kilobytes of one run."""
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    took = time.monotonic() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command[0]} failed")
    return took, usage.ru_maxrss


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("holdfast", nargs="?", default=os.path.join(ROOT, ".build/release/holdfast"))
    p.add_argument("--largest", type=int, default=1_000_000)
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--format", choices=["ucdp", "holdfast"], default="ucdp")
    a = p.parse_args()
    os.makedirs(os.path.join(HERE, "generated"), exist_ok=True)
    print(f"holdfast assess, {a.format} rows, {os.cpu_count()} cores, best of {a.runs}")
    print(f"{'rows':>12} {'MB':>8} {'seconds':>9} {'s/million':>10} {'MB resident':>12}")
    rows = 10_000
    while rows <= a.largest:
        path = os.path.join(HERE, "generated", f"{a.format}-{rows}.csv")
        if not os.path.exists(path):
            subprocess.run([sys.executable, os.path.join(HERE, "make-incidents.py"), str(rows), "--format", a.format,
                            "-o", path], check=True)
        command = [a.holdfast, "assess", os.path.join(ROOT, "Examples/minsk-ii/agreement.yaml"), "--incidents", path,
                   "--as-of", "2021-12-31", "--quiet"]
        results = [run(command) for _ in range(a.runs)]
        best = min(t for t, _ in results)
        memory = max(m for _, m in results) / 1024
        size = os.path.getsize(path) / 1e6
        print(f"{rows:>12,} {size:>8,.0f} {best:>9.3f} {best * 1e6 / rows:>10.2f} {memory:>12,.0f}", flush=True)
        rows *= 10


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Reads the same CSV files with Holdfast, DuckDB and pandas, in one run on one machine, and prints a table.

    compare.py READER FILE…

READER is the built `incident-reader`. Each reader takes the columns that an assessment needs and converts them.
Holdfast also takes the SHA-256 of the bytes, checks every byte for UTF-8 and looks for ids that occur twice.
The best of five runs counts.
"""
import json
import os
import subprocess
import sys
import time

import duckdb
import pandas

RUNS = 5
UCDP = ["id", "year", "type_of_violence", "side_a", "side_b", "number_of_sources", "where_prec", "where_coordinates",
        "latitude", "longitude", "event_clarity", "date_prec", "date_start", "date_end", "best", "high", "low"]
OWN = ["id", "from", "to", "lat", "lon", "uncertainty_m", "kind", "side_a", "side_b", "deaths_low", "deaths_best",
       "deaths_high", "certainty", "place"]


class Reading:
    """One reader of one file: the shortest of its runs, by the clock and by processor time."""

    def __init__(self, name, body):
        self.name, self.body = name, body
        self.seconds = self.cpu = float("inf")
        self.found = None

    def run(self):
        start, used = time.perf_counter(), time.process_time()
        found = self.body()
        seconds, cpu = time.perf_counter() - start, time.process_time() - used
        if isinstance(found, dict):  # a process of its own says what it used
            seconds, cpu, found = found["seconds"], found["cpu"], (found["rows"], found["deaths"])
        self.seconds, self.cpu, self.found = min(self.seconds, seconds), min(self.cpu, cpu), tuple(int(x) for x in found)


def holdfast(reader, file, workers):
    process = subprocess.Popen([reader, file, str(workers)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def body():
        process.stdin.write("\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    return body


def duck(file, columns, dates, deaths, threads):
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    chosen = ", ".join(f'"{c}"::TIMESTAMP' if c in dates else f'"{c}"' for c in columns)
    text = ", ".join(f"'{c}': 'VARCHAR'" for c in dates)

    def body():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE t AS SELECT {chosen} FROM read_csv('{file}', header = true, types = {{{text}}})")
        return connection.execute(f'SELECT count(*), sum("{deaths}") FROM t').fetchone()

    return body


def pandas_read(file, columns, dates, deaths, engine):
    def body():
        frame = pandas.read_csv(file, usecols=columns, engine=engine)
        for c in dates:
            frame[c] = pandas.to_datetime(frame[c], format="ISO8601")
        return len(frame), int(frame[deaths].sum())

    return body


def main():
    reader, *files = sys.argv[1:]
    for file in files:
        size = os.path.getsize(file) / 1e6
        with open(file, encoding="utf-8") as f:
            own = "uncertainty_m" in f.readline()
        columns, dates, deaths = (OWN, ["from", "to"], "deaths_best") if own else (UCDP, ["date_start", "date_end"], "best")
        readings = [Reading(f"Holdfast, {n} worker{'s' * (n > 1)}", holdfast(reader, file, n)) for n in (1, 2)]
        readings += [Reading(f"DuckDB {duckdb.__version__}, {n} thread{'s' * (n > 1)}", duck(file, columns, dates, deaths, n))
                     for n in (1, 2)]
        readings += [Reading(f"pandas {pandas.__version__}, engine {engine}", pandas_read(file, columns, dates, deaths, engine))
                     for engine in ("c", "pyarrow")]
        for _ in range(RUNS):  # in turn, so that whatever else the machine does falls on all of them
            for r in readings:
                r.run()
        first = readings[0]
        print(f"\n{os.path.basename(file)}: {size:,.0f} MB, {first.found[0]:,} rows; best of {RUNS}; "
              f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
        print("| reader | seconds | MB/s | processor seconds | MB a processor second | processor time against Holdfast's | same rows and deaths |")
        print("|---|---|---|---|---|---|---|")
        for r in readings:
            same = "yes" if r.found == first.found else f"no: {r.found}"
            print(f"| {r.name} | {r.seconds:.3f} | {size / r.seconds:,.0f} | {r.cpu:.3f} | {size / r.cpu:,.0f} | {r.cpu / first.cpu:.2f} | {same} |")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Runs the peers and keeps what they did."""
import filecmp
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import date

import formats
import report
from peers_list import OUT, PEERS, PYTHON

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = [10**5, 10**6, 10**7]
DATES = [10, 50, 200]
LIMIT_S = 1500


class Bench:
    def __init__(self, a):
        self.a = a
        self.sizes = SIZES[:1] if a.quick else SIZES
        self.peers = [p for p in PEERS if not a.only or p.name in a.only]
        self.maps = formats.maps_in(a.maps)
        self.load_before = os.getloadavg()[0]
        self.results = {}  # (peer, workload, points, dates) -> what it printed, the best run
        self.skipped = {}  # peer -> why
        self.agreement = []
        self.same_bits = None  # whether Holdfast's answers are the same without newer vector instructions
        self.log = open(os.path.join(OUT, "territory.jsonl"), "w", encoding="utf-8")
        os.makedirs(os.path.join(OUT, "answers"), exist_ok=True)

    def run(self):
        whole = len(self.maps)
        for workload in ("W4", "W5"):
            for peer in self.peers:
                self.measure(peer, workload, "-", 0, self.a.maps, whole)
        for n in self.sizes:
            points = self.points(n, self.maps)
            for workload in ("W2", "W1"):
                for peer in self.peers:
                    self.measure(peer, workload, points, n, self.a.maps, whole, keep=True)
        n = min(self.sizes[-1], 10**6)
        engines = [p for p in self.peers if p.name in ("holdfast", "geos-wheel", "tg")]
        for count in DATES:
            if count < whole:
                folder = self.first_maps(count)
                points = self.points(n, self.maps[:count])
                for peer in engines:
                    for workload in ("W2", "W1"):
                        self.measure(peer, workload, points, n, folder, count)
        self.sorted_input(engines)
        self.check(n)
        text = report.write(self)
        print(text)
        if self.a.output:
            with open(self.a.output, "w", encoding="utf-8") as f:
                f.write(text)

    # Inputs.

    def points(self, n, maps, *options):
        name = "-".join(["points", str(n), str(len(maps)), *[o.strip("-") for o in options if not o.startswith("/")]]) + ".bin"
        path = os.path.join(OUT, name)
        if not os.path.exists(path):
            first, last = (date.fromordinal(m.day + formats.EPOCH).isoformat() for m in (maps[0], maps[-1]))
            subprocess.run([sys.executable, os.path.join(HERE, "make-points.py"), str(n), "-o", path, "--from", first, "--to", last,
                            *options], check=True)
        return path

    def first_maps(self, count):
        folder = os.path.join(OUT, f"maps-{count}")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for m in self.maps[:count]:
            os.symlink(os.path.abspath(m.path), os.path.join(folder, os.path.basename(m.path)))
        return folder

    # Runs.

    def answers(self, peer, workload, n):
        return os.path.join(OUT, "answers", f"{peer.name.replace(' ', '-')}-{workload}-{n}.bin")

    def measure(self, peer, workload, points, n, folder, dates, keep=False, key=None):
        if workload not in peer.most or n > peer.most[workload] or peer.name in self.skipped:
            return
        command = ["taskset", "-c", f"0-{self.a.threads - 1}", *peer.command, points, folder, "--workload", workload]
        # The options of a peer's own stand behind the two files.
        own = len(peer.command) - next(i for i, part in enumerate(peer.command + ["--"]) if part.startswith("--"))
        if own > 0:
            command = ["taskset", "-c", f"0-{self.a.threads - 1}", *peer.command[:-own], points, folder, *peer.command[-own:],
                       "--workload", workload]
        if not peer.name.startswith("holdfast"):
            command += ["--threads", str(self.a.threads)]
        if keep:
            command += ["--answers", self.answers(peer, workload, n)]
        for _ in range(self.a.runs if n <= 10**6 or peer.name in ("holdfast", "geos-wheel") else 1):
            print(f"   {peer.name} {workload} {n or dates:,}", file=sys.stderr, flush=True)
            outcome = self.once(command)
            if isinstance(outcome, str):
                self.skipped.setdefault(peer.name, f"{workload}: {outcome}")
                return
            outcome.update(name=peer.name, points=n, dates=dates)
            self.log.write(json.dumps(outcome) + "\n")
            self.log.flush()
            where = key or (peer.name, workload, n, dates)
            best = self.results.get(where)
            if best is None or cost(outcome) < cost(best):
                self.results[where] = outcome

    def once(self, command):
        """What one run printed, or why there is nothing."""
        try:
            os.sync()  # files just written are not flushed into the next program's time
            child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        except OSError as error:
            return str(error)
        try:
            out, err = child.communicate(timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGTERM)
            child.communicate()
            return f"not done after {LIMIT_S} s"
        if child.returncode != 0 or not out.strip():
            lines = [line for line in err.strip().splitlines() if line.strip()]
            return lines[-1][:160] if lines else f"ended with {child.returncode}"
        return json.loads(out.strip().splitlines()[-1])

    def sorted_input(self, engines):
        """The largest input again, sorted by time."""
        n = self.sizes[-1]
        points = self.points(n, self.maps, "--by-time")
        for peer in engines:
            if peer.name != "tg":
                for workload in ("W2", "W1"):
                    self.measure(peer, workload, points, n, self.a.maps, len(self.maps), key=(peer.name, workload, n, "by time"))

    # Agreement.

    def check(self, near_n):
        check_sides = importlib.import_module("check-sides")
        for n in self.sizes:
            points = formats.read_points(self.points(n, self.maps))
            exact, used = check_sides.exact_sides(points, self.maps)
            for peer in self.peers:
                if (peer.name, "W2", n, len(self.maps)) in self.results:
                    theirs = formats.read_answers(self.answers(peer, "W2", n))[0]
                    self.agreement.append(("random", n, peer.name, check_sides.compare(exact, theirs, points)))
        path = self.points(near_n, self.maps, "--near", "1", "--maps", os.path.abspath(self.a.maps))
        points = formats.read_points(path)
        exact, used = check_sides.exact_sides(points, self.maps)
        for peer in self.peers:
            if "W2" in peer.most and peer.most["W2"] >= near_n and peer.name not in self.skipped:
                self.measure(peer, "W2", path, near_n, self.a.maps, len(self.maps), keep=True, key=(peer.name, "near", near_n, 0))
                if peer.name not in self.skipped:
                    theirs = formats.read_answers(self.answers(peer, "W2", near_n))[0]
                    self.agreement.append(("near", near_n, peer.name, check_sides.compare(exact, theirs, points)))
        n = self.sizes[-1]
        same = [self.answers(p, "W1", n) for p in self.peers if p.name in ("holdfast", "holdfast base")]
        if len(same) == 2 and all(map(os.path.exists, same)):
            self.same_bits = filecmp.cmp(*same, shallow=False)
        n = self.sizes[0]
        self.check_distances("over the box", n, self.points(n, self.maps))
        near = self.points(n, self.maps, "--near", "2000", "--maps", os.path.abspath(self.a.maps))
        for peer in self.peers:
            self.measure(peer, "W1", near, n, self.a.maps, len(self.maps), keep=True, key=(peer.name, "W1 near", n, 0))
        self.check_distances("within 2 km of an edge", n, near)

    def check_distances(self, where, n, path):
        """Against the true distances, which are kept for the next run."""
        check_distances = importlib.import_module("check-distances")
        truth = path.replace("points-", "true-")
        if not os.path.exists(truth):
            subprocess.run([PYTHON, os.path.join(HERE, "check-distances.py"), path, self.a.maps, "--points", str(n), "--save", truth],
                           check=True, stdout=subprocess.DEVNULL)
        true = abs(formats.read_answers(truth)[1])
        for peer in self.peers:
            if "W1" in peer.most and peer.name not in self.skipped:
                theirs = formats.read_answers(self.answers(peer, "W1", n))[1]
                self.agreement.append((where, n, peer.name, check_distances.compare(true, theirs)))


def cost(outcome):
    return outcome["seconds_build"] + outcome["seconds"]

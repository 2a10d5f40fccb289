"""The report of a run, in Markdown."""
import os
import platform


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(c) for c in row) + " |" for row in rows]) + "\n"


def seconds(x):
    return f"{x:.3f}" if x < 10 else f"{x:.1f}"


def metres(x):
    return f"{x:,.0f}" if x >= 100 else f"{x:.2g}"


def cost(r):
    return r["seconds_build"] + r["seconds"]


def write(b):
    parts = [machine(b)]
    whole = len(b.maps)
    ours = "holdfast"
    for workload, title in (("W1", "W1: side and signed distance"), ("W2", "W2: side")):
        rows = []
        for n in b.sizes:
            here = [(p, b.results[(p.name, workload, n, whole)]) for p in b.peers if (p.name, workload, n, whole) in b.results]
            own = next((r for p, r in here if p.name == ours), None)
            for p, r in sorted(here, key=lambda pr: cost(pr[1])):
                rows.append([f"{n:,}", p.name, r["version"], seconds(r["seconds_build"]), seconds(r["seconds"]),
                             f"{n / cost(r) / 1e6:.3f}", f"{cost(r) / cost(own):.1f}" if own else "", memory(p, r, n), p.note])
        parts.append(f"### {title}\n\n" + table(
            ["points", "program", "version", "index, s", "answers, s", "million a second", "times Holdfast's", "MB beside points and answers",
             "how"], rows))
    rows = []
    for p in b.peers:
        if r := b.results.get((p.name, "W4", 0, whole)):
            own = b.results.get((ours, "W4", 0, whole))
            rows.append((cost(r), [p.name, r["version"], seconds(cost(r)), f"{cost(r) / cost(own):.1f}" if own else "", r["rss_mb"]]))
    parts.append("### W4: reading all maps\n\n" + table(["program", "version", "seconds", "times Holdfast's", "MB"],
                                                         [row for _, row in sorted(rows, key=lambda r: r[0])]))
    rows = []
    for p in b.peers:
        if r := b.results.get((p.name, "W5", 0, whole)):
            own = b.results.get((ours, "W5", 0, whole))
            rows.append((cost(r), [r["peer"], r["version"], seconds(r["seconds_areas"]), seconds(r["seconds_changes"]),
                                   f"{cost(r) / cost(own):.1f}" if own else "", f"{r['first_km2']:,.1f}", f"{r['last_km2']:,.1f}",
                                   f"{r['gained_km2']:,.2f}", f"{r['lost_km2']:,.2f}"]))
    parts.append("### W5: areas of all dates, and gained and lost from each to the next\n\n" + table(
        ["program", "version", "areas, s", "changes, s", "times Holdfast's", "first date, km²", "last date, km²", "gained in all, km²",
         "lost in all, km²"], [row for _, row in sorted(rows, key=lambda r: r[0])]))
    parts += [growth(b), agreement(b)]
    if b.same_bits is not None:
        parts.append(f"With and without newer vector instructions Holdfast's answers {'are the same bits' if b.same_bits else 'DIFFER'}.\n")
    if b.skipped:
        parts.append("Left out: " + "; ".join(f"{name} ({why})" for name, why in b.skipped.items()) + ".\n")
    return "\n".join(parts)


def memory(p, r, n):
    """The peak less the points, 20 bytes each, and the answers; of a server's client it says nothing."""
    return "" if p.name == "postgis" else max(0, r["rss_mb"] - n * (29 if r["workload"] == "W1" else 21) // 2**20)


def machine(b):
    with open("/proc/cpuinfo", encoding="utf-8") as f:
        name = next((line.split(":")[1].strip() for line in f if line.startswith("model name")), platform.processor())
    return (f"{name}, {os.cpu_count()} cores, {b.a.threads} threads used, load {b.load_before:.1f} before and {os.getloadavg()[0]:.1f} after; {len(b.maps)} maps; "
            f"best of {b.a.runs} (large inputs of slow peers: one).\n")


def growth(b):
    """Cost against points, dates, and order of the input."""
    whole = len(b.maps)
    rows = []
    for p in b.peers:
        for workload in ("W1", "W2"):
            for key, r in b.results.items():
                if key[0] == p.name and key[1] == workload and (key[3] in (10, 50, 200, whole)) and key[2] == min(b.sizes[-1], 10**6):
                    if any(k[0] == p.name and k[3] == 10 for k in b.results):
                        rows.append([p.name, workload, f"{key[2]:,}", key[3], seconds(r["seconds_build"]), seconds(r["seconds"])])
    rows.sort(key=lambda r: (r[0] != "holdfast", r[0], r[1], r[3]))
    text = "### Cost against the number of dates\n\n" + table(["program", "workload", "points", "dates", "index, s", "answers, s"], rows)
    rows = []
    for key, r in b.results.items():
        if key[3] == "by time" and (plain := b.results.get((*key[:3], whole))):
            rows.append([key[0], key[1], f"{key[2]:,}", seconds(cost(plain)), seconds(cost(r))])
    return text + "\n### Input in any order and sorted by time\n\n" + table(
        ["program", "workload", "points", "any order, s", "by time, s"], rows)


def agreement(b):
    rows = [[{"random": "over the box", "near": "within 1 m of an edge"}[kind], f"{n:,}", name, f"{c['mismatches']:,}", f"{c['on_edge']:,}",
             " / ".join(f"{c['said_on_edge'][k]:,}" for k in ("outside", "inside", "on_edge"))]
            for kind, n, name, c in b.agreement if kind in ("random", "near")]
    text = "### Sides against exact arithmetic\n\n" + table(
        ["points", "how many", "program", "mismatches", "exactly on an edge", "said outside / inside / on the edge"], rows)
    rows = []
    for kind, n, name, c in b.agreement:
        if kind not in ("random", "near"):
            if "unanswered" in c:
                rows.append([kind, f"{n:,}", name, f"{c['unanswered']} unanswered", "", "", "", ""])
                continue
            rows.append([kind, f"{n:,}", name, metres(c["mean_m"]), metres(c["largest_below_300km_m"]), metres(c["largest_m"]),
                         f"{c['largest_relative_beyond_1km']:.1e}",
                         ", ".join(f"< {x['below_m']:,.0f} m: {metres(x['largest_m'])}" for x in c["by_distance"][:3])])
    return text + "\n### Distances against PROJ's geodesic\n\n" + table(
        ["points", "how many", "program", "mean error, m", "largest below 300 km, m", "largest, m", "largest relative beyond 1 km", "largest near, m"],
        rows)

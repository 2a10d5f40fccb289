#!/usr/bin/env python3
"""Computes from a UCDP GED file what an assessment of Minsk I and Minsk II has to find, and writes minsk.json.

    python3 Tests/Oracles/minsk.py GED-22.1-UKRAINE.csv > Tests/Oracles/minsk.json

Standard library only, written from the data's definitions and not from Holdfast's code.

Definitions used
  event       a row with an id (the HXL tag row has none)
  interval    from local midnight (Europe/Kyiv) of date_start to local midnight after date_end
  between the parties   side_a is "Government of Ukraine" and side_b is DPR, LPR or United Armed Forces of Novorossiya,
              or the other way round
  D-day       the local day of entry into force
  in period   interval starts on or after the first moment of D-day and before the end of the as-of day
  certain     for the use-of-force term: the whole interval lies at or after entry into force and at or before the end of
              the as-of day
  possible    the interval has some moment in common with that time
  straddling  the interval begins before the moment of entry and ends after it
  week        Monday to Sunday in Kyiv; an event belongs to the week in which its interval starts
  sliding     local days d to d+6; an event belongs to the day on which its interval starts
  grade       possible where low is 0; else confirmed where event_clarity is 1 and number_of_sources 2 or more; else likely
  violations  at the standard likely (grades likely and confirmed): low certain, high possible, best those with more than half of
              their interval in the term's time. by_grade counts best for each grade
  zones       for each depth, the events in period whose position is known to a radius: point_inside, distance to the line at
              most the depth; certainly_inside, distance plus radius at most the depth; possibly_inside, distance minus radius at
              most the depth; the same with the line's accuracy of 5 km added to the radius. Distances from distances.csv beside this script
  rate ratio  (events since / days since) / (baseline events / baseline days); the interval is the exact conditional one:
              given the total, the events since are binomial, with Clopper-Pearson limits (Przyborowski and Wilenski 1940;
              the same as R's poisson.test). Days are local calendar days, both ends included
"""

import collections
import csv
import datetime as dt
import hashlib
import json
import math
import pathlib
import sys
import zoneinfo

KYIV = zoneinfo.ZoneInfo("Europe/Kyiv")
UTC = dt.timezone.utc
GOVERNMENT = {"Government of Ukraine"}
OTHERS = {"DPR", "LPR", "United Armed Forces of Novorossiya"}
DAY = dt.timedelta(1)


def midnight(day):
    return dt.datetime(day.year, day.month, day.day, tzinfo=KYIV).astimezone(UTC)


def day(text):
    return dt.date.fromisoformat(text[:10])


class Event:
    def __init__(self, identifier, first, last, low, best, high, sides, place, precision, grade):
        self.id, self.place, self.precision, self.grade = identifier, place, precision, grade
        self.first, self.last = first, last
        self.start, self.end = midnight(first), midnight(last + DAY)
        self.low, self.best, self.high = low, best, high
        # In a few rows best lies above high, or low above best. Totals take the columns as they stand; bounds take these.
        self.least, self.most = min(low, best, high), max(low, best, high)
        a, b = sides
        self.parties = (a in GOVERNMENT and b in OTHERS) or (a in OTHERS and b in GOVERNMENT)


def grade(row):
    if int(row["low"]) == 0:
        return "possible"
    return "confirmed" if row["event_clarity"] == "1" and int(row["number_of_sources"]) >= 2 else "likely"


def read_ged(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        for r in csv.DictReader(file):
            if r["id"].isdigit():
                yield Event(int(r["id"]), day(r["date_start"]), day(r["date_end"]), int(r["low"]), int(r["best"]),
                            int(r["high"]), (r["side_a"], r["side_b"]), r["where_coordinates"].strip(), int(r["date_prec"]), grade(r))


def read_example(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        for r in csv.DictReader(file):
            yield Event(int(r["id"]), day(r["from"]), day(r["to"]), int(r["deaths_low"]), int(r["deaths_best"]),
                        int(r["deaths_high"]), (r["side_a"], r["side_b"]), r["place"], int(r["date_prec"]),
                        r["certainty"])


def total(events):
    events = list(events)
    return {"events": len(events), "low": sum(e.low for e in events), "best": sum(e.best for e in events),
            "high": sum(e.high for e in events)}


def touching(events, first, last):
    """Bounds for a stretch of local days: what lies wholly in it, and what has some moment in it."""
    start, end = midnight(first), midnight(last + DAY)
    certain = [e for e in events if e.start >= start and e.end <= end]
    possible = [e for e in events if e.start < end and e.end > start]
    return {"certain_events": len(certain), "possible_events": len(possible),
            "certain_deaths_low": sum(e.least for e in certain), "certain_deaths_best": sum(e.best for e in certain),
            "possible_deaths_best": sum(e.best for e in possible), "possible_deaths_high": sum(e.most for e in possible)}


def ids(events):
    return sorted(e.id for e in events)


def zulu(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


# --- exact conditional rate ratio ---------------------------------------------------------------------------------

def log_binomial(k, n, p):
    return (math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(p) + (n - k) * math.log1p(-p))


def upper_tail(k, n, p):
    """Probability of k or more."""
    return math.fsum(math.exp(log_binomial(i, n, p)) for i in range(k, n + 1))


def lower_tail(k, n, p):
    """Probability of k or fewer."""
    return math.fsum(math.exp(log_binomial(i, n, p)) for i in range(0, k + 1))


def solve(function, target, rising):
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (function(middle) < target) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def rate_ratio(since, since_days, base, base_days, level=0.95):
    n = since + base
    tail = (1 - level) / 2
    p_low = 0.0 if since == 0 else solve(lambda p: upper_tail(since, n, p), tail, True)
    p_high = 1.0 if since == n else solve(lambda p: lower_tail(since, n, p), tail, False)
    scale = base_days / since_days
    return {"ratio": since / since_days / (base / base_days) if base else None,
            "low": p_low / (1 - p_low) * scale,
            "high": p_high / (1 - p_high) * scale if p_high < 1 else None,
            "level": level}


def rates(between, baseline, d_day, as_of):
    def part(first, last):
        found = [e for e in between if first <= e.first <= last]
        return {"from": str(first), "to": str(last), "days": (last - first).days + 1,
                "seconds": int((midnight(last + DAY) - midnight(first)).total_seconds()), **total(found)}
    base, since = part(*baseline), part(d_day, as_of)
    return {"baseline": base, "since": since,
            "incidents": rate_ratio(since["events"], since["days"], base["events"], base["days"]),
            "deaths_best_ratio": since["best"] / since["days"] / (base["best"] / base["days"])}


# --- weeks and windows --------------------------------------------------------------------------------------------

def weeks(events, first, last):
    """Every week that touches first..last, also the empty ones, the first and last cut to it. `events`, `low`, `best`, `high` by the
    start of the interval; the bounds by the whole interval, also of events that began before `first`."""
    table = {}
    monday = first - dt.timedelta(first.weekday())
    while monday <= last:
        table[monday] = []
        monday += 7 * DAY
    for e in events:
        if first <= e.first <= last:
            table[e.first - dt.timedelta(e.first.weekday())].append(e)
    return [{"monday": str(m), **total(es), **touching(events, max(m, first), min(m + 6 * DAY, last))}
            for m, es in sorted(table.items())]


def worst(table, by, count=5):
    return sorted(table, key=lambda w: (-w[by], w["monday"]))[:count]


def sliding(events, first, last, days=7):
    """The largest sum of best deaths over windows that lie wholly in first..last, and the earliest such window."""
    by_day = collections.Counter()
    for e in events:
        by_day[e.first] += e.best
    best = None
    d = first
    while d + (days - 1) * DAY <= last:
        deaths = sum(by_day[d + i * DAY] for i in range(days))
        if best is None or deaths > best[0]:
            best = (deaths, d)
        d += DAY
    deaths, d = best
    inside = [e for e in events if d <= e.first < d + days * DAY]
    whole = [e for e in inside if e.last < d + days * DAY]
    places = collections.Counter()
    for e in inside:
        places[e.place] += e.best
    return {"days": days, "deaths_best": deaths, "from": str(d), "to": str(d + (days - 1) * DAY), "events": len(inside),
            "deaths_low_of_events_wholly_inside": sum(e.least for e in whole), "events_wholly_inside": len(whole),
            "places_by_deaths": [{"place": p, "deaths_best": n} for p, n in sorted(places.items(), key=lambda x: (-x[1], x[0]))[:5]]}


def recent_windows(between, entry_moment, as_of, look_back=30):
    """Most deaths in any 7 and any 365 days that end in the last `look_back` days before the end of as_of, within the term's time.

    low: least estimates of events that lie wholly in a window of whole local days and wholly in the term's time.
    by_start: best estimates by the day on which the interval starts.
    high: greatest estimates of events that have some moment in the window. A window of n days can touch n + 1 local days, so n + 1
    local days are taken here. Events graded possible (low estimate 0) are left out of high and by_start: standard likely.
    """
    end = midnight(as_of + DAY)
    counted = [e for e in between if e.start < end and e.end > entry_moment and e.low > 0]
    result = {}
    for days in (7, 365):
        low = by_start = high = 0
        for back in range(look_back):
            last = as_of - back * DAY
            first = last - (days - 1) * DAY
            a, b = midnight(first), midnight(last + DAY)
            low = max(low, sum(e.least for e in counted if e.start >= max(a, entry_moment) and e.end <= b))
            by_start = max(by_start, sum(e.best for e in counted if first <= e.first <= last and e.start >= entry_moment))
            wide = midnight(first - DAY)
            high = max(high, sum(e.most for e in counted if e.start < b and e.end > wide))
        result[f"{days}_days"] = {"low": low, "by_start": by_start, "high": high}
    return result


def zones(example_path, distances_path, first, last):
    with open(distances_path, encoding="utf-8", newline="") as file:
        metres = {(r["lat"], r["lon"]): (float(r["distance_m"]), r["side"]) for r in csv.DictReader(file)}
    with open(example_path, encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if str(first) <= r["from"] <= str(last)]
    known = [(*metres[r["lat"], r["lon"]], float(r["uncertainty_m"])) for r in rows if r["uncertainty_m"]]
    result = {"events": len(rows), "radius_unknown": len(rows) - len(known),
              "points_by_side": dict(sorted(collections.Counter(s for _, s, _ in known).items()))}
    for depth in (25_000, 35_000, 70_000):
        result[f"{depth}_m"] = {"point_inside": sum(d <= depth for d, _, _ in known),
                                "certainly_inside": sum(d + u <= depth for d, _, u in known),
                                "possibly_inside": sum(d - u <= depth for d, _, u in known),
                                "certainly_inside_with_accuracy": sum(d + u + 5_000 <= depth for d, _, u in known),
                                "possibly_inside_with_accuracy": sum(d - u - 5_000 <= depth for d, _, u in known)}
    return result


# --- the two agreements -------------------------------------------------------------------------------------------

def agreement(events, entry_local, as_of, baseline):
    entry = entry_local.astimezone(UTC)
    d_day = entry_local.date()
    end = midnight(as_of + DAY)
    between = [e for e in events if e.parties]
    period = [e for e in between if e.start >= midnight(d_day) and e.start < end]
    before = [e for e in between if e.start < midnight(d_day)]
    after = [e for e in between if e.start >= end]
    other = [e for e in events if not e.parties]
    certain = [e for e in between if e.start >= entry and e.end <= end]
    possible = [e for e in between if e.start < end and e.end > entry]
    straddling = [e for e in between if e.start < entry < e.end]
    over_end = [e for e in between if e.start < end < e.end]
    assert len(events) == len(period) + len(before) + len(after) + len(other)

    windows = {}
    for n in (30, 90, 180):
        windows[str(n)] = {
            "before": total(e for e in between if d_day - n * DAY <= e.first < d_day),
            "after": total(e for e in between if d_day <= e.first < d_day + n * DAY),
        }
    def share(e):
        inside = min(e.end, end) - max(e.start, entry)
        return inside / (e.end - e.start)
    best = [e for e in possible if share(e) > 0.5]
    sure = [[e for e in some if e.grade != "possible"] for some in (certain, best, possible)]
    table = weeks(between, d_day, as_of)
    first_certain = min((e.start for e in certain), default=None)
    return {
        "entry": zulu(entry), "d_day": str(d_day), "as_of": str(as_of), "as_of_end": zulu(end),
        "rows": {"read": len(events), "not_between_the_parties": len(other), "before_d_day": len(before),
                 "in_period": len(period), "after_as_of": len(after)},
        "in_period": total(period),
        "by_year": {str(y): {**total(e for e in period if e.first.year == y),
                             **touching(between, max(d_day, dt.date(y, 1, 1)), min(as_of, dt.date(y, 12, 31)))}
                    for y in range(d_day.year, as_of.year + 1)},
        "days_before_and_after": windows,
        "on_d_day": {**total(e for e in between if e.first == d_day), "ids": ids(e for e in between if e.first == d_day),
                     "of_that_day_alone": total(e for e in between if e.first == e.last == d_day)},
        "use_of_force": {
            "violations": {"low": len(sure[0]), "best": len(sure[1]), "high": len(sure[2]),
                           "by_grade": {g: sum(e.grade == g for e in best) for g in ("confirmed", "likely", "possible")}},
            "certain": total(certain),
            "possible": total(possible),
            "certain_deaths_low": sum(e.least for e in certain),
            "possible_deaths_high": sum(e.most for e in possible),
            "first_certain": zulu(first_certain),
            "first_certain_ids": ids(e for e in certain if e.start == first_certain),
            "straddling_entry": {**total(straddling), "ids": ids(straddling)},
            "straddling_entry_from_an_earlier_day": {"ids": ids(e for e in straddling if e.first < d_day)},
            "straddling_as_of": {**total(over_end), "ids": ids(over_end)},
        },
        "date_prec_in_period": {str(p): sum(e.precision == p for e in period) for p in range(1, 6)},
        "worst_weeks_by_deaths": worst(table, "best"),
        "worst_weeks_by_events": worst(table, "events"),
        "deaths_in_windows_of_the_last_30_days": recent_windows(between, entry, as_of),
        "sliding_maximum": sliding(period, d_day, as_of),
        "rates": rates(between, baseline, d_day, as_of),
    }


def entry(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=KYIV)


def main(path):
    here = pathlib.Path(__file__).resolve().parents[2] / "Examples" / "minsk-ii" / "incidents.csv"
    ged = list(read_ged(path))
    example = list(read_example(here))
    between = [e for e in ged if e.parties]
    minsk_1 = (entry("2014-09-05T18:00"), (day("2014-07-01"), day("2014-07-31")))
    minsk_2 = (entry("2015-02-15T00:00"), (day("2014-11-17"), day("2015-01-11")))
    result = {
        "how": "Tests/Oracles/minsk.py: standard library, from the definitions of the data; see the script's head",
        "source": {"file": pathlib.Path(path).name, "edition": "22.1", "sha256": hashlib.sha256(open(path, "rb").read()).hexdigest()},
        "example_source": {"file": "Examples/minsk-ii/incidents.csv", "sha256": hashlib.sha256(here.read_bytes()).hexdigest()},
        "file": {
            "rows": len(ged), "between_the_parties": total(between),
            "date_prec": {str(p): sum(e.precision == p for e in ged) for p in range(1, 6)},
            "longer_than_a_day": sum(e.first != e.last for e in ged),
            "best_above_high_ids": ids(e for e in ged if e.best > e.high),
            "low_above_best_ids": ids(e for e in ged if e.low > e.best),
            "by_year": {str(y): total(e for e in between if e.first.year == y) for y in range(2014, 2022)},
        },
        "minsk_i": agreement(ged, minsk_1[0], day("2021-12-31"), minsk_1[1]),
        "minsk_i_to_minsk_ii": agreement(ged, minsk_1[0], day("2015-02-14"), minsk_1[1]),
        "minsk_ii": agreement(ged, minsk_2[0], day("2021-12-31"), minsk_2[1]),
        "minsk_ii_example": agreement(example, minsk_2[0], day("2015-08-15"), minsk_2[1]),
        "minsk_ii_with_other_baselines": [
            {"note": note, **rates(between, (day(a), day(b)), day("2015-02-15"), day("2015-08-15"))}
            for note, a, b in (("eight weeks before the rise, as in the example", "2014-11-17", "2015-01-11"),
                               ("ends in the first days of the rise", "2014-11-17", "2015-01-15"),
                               ("the run-up alone", "2015-01-12", "2015-02-14"),
                               ("ninety days to the eve of entry", "2014-11-17", "2015-02-14"))],
        "minsk_ii_example_zones": zones(here, pathlib.Path(__file__).with_name("distances.csv"), day("2015-02-15"), day("2015-08-15")),
        "weeks_of_the_example": weeks([e for e in example if e.parties], day("2014-11-15"), day("2015-08-15")),
    }
    json.dump(result, sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: minsk.py GED-22.1-UKRAINE.csv > minsk.json")
    main(sys.argv[1])

#!/usr/bin/env python3
"""Derives incidents.csv from a UCDP GED CSV of Ukraine. Standard library only.

    python3 derive.py GED.csv > incidents.csv

Takes a file in the layout of edition 22.1 (with or without the HXL tag row under the header) and keeps the events
whose date_start lies from 2014-11-15 to 2015-08-15, both included, whatever their type and dyad. What comes out are
bare facts: numbers, dates, precisions, coordinates, counts of deaths, names of sides and place. No headlines, no
source articles, no descriptions.

What each column becomes:

  from, to        date_start, date_end: days, both included
  uncertainty_m   by where_prec: 1 -> 1000, 2 -> 25000, 3 -> 50000, 4 -> 150000, 5 -> 250000; 6 and 7 stay empty (unknown)
  kind            by type_of_violence: 1 state-based, 2 non-state, 3 one-sided
  deaths_*        low, best, high as they stand, also where best is above high
  certainty       possible where low is 0; else confirmed where event_clarity is 1 and two or more sources report it;
                  else likely
  date_prec, where_prec   the codes themselves, so that nothing of the precision is lost

The rows are sorted by from, then by id, so that the same input gives the same bytes.
"""

import csv
import sys

FIRST, LAST = "2014-11-15", "2015-08-15"
COLUMNS = ("id from to lat lon uncertainty_m kind side_a side_b deaths_low deaths_best deaths_high "
           "certainty place date_prec where_prec").split()
METRES = {"1": "1000", "2": "25000", "3": "50000", "4": "150000", "5": "250000", "6": "", "7": ""}
KINDS = {"1": "state-based", "2": "non-state", "3": "one-sided"}


def certainty(event):
    if int(event["low"]) == 0:
        return "possible"
    if event["event_clarity"] == "1" and int(event["number_of_sources"]) >= 2:
        return "confirmed"
    return "likely"


def row(event):
    return {
        "id": event["id"],
        "from": event["date_start"][:10],
        "to": event["date_end"][:10],
        "lat": event["latitude"],
        "lon": event["longitude"],
        "uncertainty_m": METRES[event["where_prec"]],
        "kind": KINDS[event["type_of_violence"]],
        "side_a": event["side_a"],
        "side_b": event["side_b"],
        "deaths_low": event["low"],
        "deaths_best": event["best"],
        "deaths_high": event["high"],
        "certainty": certainty(event),
        "place": event["where_coordinates"].strip(),
        "date_prec": event["date_prec"],
        "where_prec": event["where_prec"],
    }


def main(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        # The HXL tag row has no id.
        events = [e for e in csv.DictReader(file) if e["id"].isdigit()]
    rows = [row(e) for e in events if FIRST <= e["date_start"][:10] <= LAST]
    rows.sort(key=lambda r: (r["from"], int(r["id"])))
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: derive.py GED.csv > incidents.csv")
    main(sys.argv[1])

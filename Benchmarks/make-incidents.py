#!/usr/bin/env python3
"""Writes a made-up table of incidents, in the shape of UCDP GED or in Holdfast's own.

    make-incidents.py ROWS [--format ucdp|holdfast] [--seed N] [--start DAY --days N] [-o FILE]

Nothing in it is true. The same arguments give the same bytes on any machine: the numbers come from a generator of
its own (SplitMix64), not from the library's.
"""
import argparse
import sys
from datetime import date, timedelta

MASK = (1 << 64) - 1
UCDP = ("id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
        "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
        "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
        "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,iso3,"
        "country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
        "deaths_unknown,best,high,low,gwnoa,gwnob")
HOLDFAST = "id,from,to,lat,lon,uncertainty_m,kind,side_a,side_b,deaths_low,deaths_best,deaths_high,certainty,place"
DYADS = [("DPR", "14155", "696"), ("LPR", "14156", "182"), ("United Armed Forces of Novorossiya", "14157", "282")]
PLACES = [("Debaltseve town", 48.3400, 38.4000, "Donetsk oblast"), ("Avdiivka town", 48.1400, 37.7500, "Donetsk oblast"),
          ("Luhansk city", 48.5700, 39.3300, "Luhansk oblast"), ("Pisky village", 48.0683, 37.6850, "Donetsk oblast"),
          ("Shyrokyne village", 47.0978, 37.8239, "Donetsk oblast"), ("Popasna town", 48.6333, 38.3797, "Luhansk oblast"),
          ("Marinka town", 47.9419, 37.5044, "Donetsk oblast"), ("Donets Basin Area", 48.1453, 37.7408, ""),
          ("Stanytsia Luhanska", 48.6478, 39.4736, "Luhansk oblast"), ("Vodyane village", 48.1046, 37.6440, "Donetsk oblast")]
OFFICES = ["Agence France Presse", "Reuters News", "Interfax-Ukraine", "BBC Monitoring Kiev Unit", "ITAR-TASS"]
HEADLINES = ["Shelling goes on at the line of contact, staff say", "One soldier killed, three wounded in the \"\"zone of operation\"\"",
             "Two civilians killed by shelling; evening report", "Fighting resumes near the airport after a day of quiet",
             "Situation report: positions fired at 43 times, one serviceman killed"]


def splitmix(seed):
    x = seed & MASK
    while True:
        x = (x + 0x9E3779B97F4A7C15) & MASK
        z = x
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("rows", type=int)
    p.add_argument("--format", choices=["ucdp", "holdfast"], default="ucdp")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--start", type=date.fromisoformat, default=date(2014, 4, 13), help="the first day")
    p.add_argument("--days", type=int, default=2820, help="over how many days")
    p.add_argument("-o", "--output")
    a = p.parse_args()
    out = open(a.output, "w", encoding="utf-8", newline="\n") if a.output else sys.stdout
    days = [(a.start + timedelta(n)).isoformat() for n in range(a.days + 40)]
    draw = splitmix(a.seed).__next__
    out.write((UCDP if a.format == "ucdp" else HOLDFAST) + "\n")
    lines = []
    for i in range(a.rows):
        r = draw()
        s = draw()
        day = (r & 0xFFFF) * (r >> 16 & 0xFFFF) * a.days >> 32  # more of them early on
        side_b, dyad, side = DYADS[(r >> 32) % 3]
        place, lat, lon, adm = PLACES[(r >> 36) % 10]
        lat += ((r >> 40 & 0x3FF) - 512) / 10000
        lon += ((r >> 50 & 0x3FF) - 512) / 10000
        best = 1 + (s & 7) * (s >> 3 & 1) * (s >> 4 & 1) + (40 if s & 0xFF00 == 0 else 0)
        low = best if s >> 16 & 3 else 0
        high = best + (s >> 18 & 3 if s >> 20 & 1 else 0)
        prec = (1, 1, 1, 1, 1, 1, 2, 2, 3, 4)[(s >> 22) % 10]
        length = {1: 0, 2: 1 + (s >> 26) % 5, 3: 6, 4: 29}[prec]
        d0, d1 = days[day], days[day + length]
        where = (1, 2, 2, 2, 4, 5, 1, 2, 4, 1)[(s >> 30) % 10]
        if a.format == "holdfast":
            metres = {1: 1000, 2: 25000, 4: 150000, 5: 250000}[where]
            lines.append(f"{i + 1},{d0},{d1},{lat:.6f},{lon:.6f},{metres},state-based,Government of Ukraine,{side_b},"
                         f"{low},{best},{high},{'possible' if low == 0 else 'likely'},{place}\n")
        else:
            office = OFFICES[(s >> 34) % 5]
            head = HEADLINES[(s >> 38) % 5]
            clear = 1 if s >> 42 & 15 else 2
            sources = (1, 1, 1, 1, 1, 1, 2, 3)[s >> 46 & 7]
            articles = ";".join([f'""{office},{d0},{head.replace(chr(34) * 2, chr(34) * 4)}""'] * sources)
            offices = ";".join([office] * sources)
            dates = ";".join([d0] * sources)
            heads = ";".join([head] * sources)
            lines.append(
                f"{500000 + i},UKR-{d0[:4]}-1-{dyad}-{i},{d0[:4]},1,Clear,1,13246,13246,Ukraine: Novorossiya,{dyad},{dyad},"
                f"Government of Ukraine - {side_b},61,61,Government of Ukraine,{side},{side},{side_b},{sources},"
                f"\"{articles}\",{offices},{dates},\"{heads}\",\"press centre, staff of the operation\",{where},{place},"
                f"\"{place}, {adm or 'Donetsk and Luhansk oblasts'}, at the line of contact\",{adm},,{lat:.6f},{lon:.6f},"
                f"POINT ({lon:.5f} {lat:.5f}),199196,Ukraine,UKR,369,Europe,{clear},{prec},{d0} 00:00:00.000,"
                f"{d1} 00:00:00.000,0,{best},0,0,{best},{high},{low},369,\n")
        if len(lines) == 4096:
            out.write("".join(lines))
            lines.clear()
    out.write("".join(lines))
    out.flush()


if __name__ == "__main__":
    main()

"""Expected values for HoldfastControlTests, computed without any code of the project.

Needs shapely 2 and pyproj. Usage: territory.py <folder of daily maps> <border.geojson> <oblasts.geojson>
Overlays by shapely (GEOS), areas by pyproj's geodesic polygons with every edge cut to 0.002 degrees, so that edges are
straight in longitude and latitude. Prints the rows of TerritoryReference.swift.

The control maps are DeepState's; the border is Natural Earth's at 1:50 million (public domain); the units' polygons are
CC BY-SA, (c) Minregion. The figures are our own.
"""
import json, sys
import shapely
from shapely.geometry import shape
from shapely.affinity import translate
from pyproj import Geod

W = Geod(ellps="WGS84")


def area(g):
    if g.is_empty:
        return 0.0
    total = 0.0
    for p in getattr(g, "geoms", [g]):
        if p.geom_type != "Polygon":
            continue
        for k, r in enumerate([p.exterior, *p.interiors]):
            xs, ys = shapely.segmentize(r, 0.002).xy
            a = abs(W.polygon_area_perimeter(xs, ys)[0])
            total += a if k == 0 else -a
    return total


def read(path):
    d = json.load(open(path))
    if "features" in d:
        return shapely.union_all([shape(f["geometry"]) for f in d["features"]])
    return shape(d.get("geometry", d))


folder, border_file, units_file = sys.argv[1:4]
border = read(border_file)
daily = lambda day: read(f"{folder}/deepstatemap_data_{day.replace('-', '')}.geojson")
days = ["2024-07-08", "2024-11-19", "2025-08-22", "2026-08-22"]
print("// day, whole, inside the border; square metres")
for day in days:
    m = daily(day)
    print(f'("{day}", {area(m):.1f}, {area(m.intersection(border)):.1f}),')
print("// unit, whole, then held on", ", ".join(days))
maps = [daily(day) for day in days]
for f in json.load(open(units_file))["features"]:
    u = shape(f["geometry"])
    held = [area(m.intersection(u)) for m in maps]
    if max(held) > 0:
        print(f'("{f["properties"]["ADMIN_1"]}", {area(u):.1f}, [{", ".join(f"{h:.1f}" for h in held)}]),')
print("// day, against a copy moved east by 0.05 degrees: in both, only in the map, only in the copy")
for day in days[:1] + days[-1:]:
    m = daily(day)
    c = translate(m, 0.05)
    print(f'("{day}", {area(m.intersection(c)):.1f}, {area(m.difference(c)):.1f}, {area(c.difference(m)):.1f}),')

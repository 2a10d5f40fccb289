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
# The line of contact: places every 50 m along the map's boundary, their distance to the border in a transverse Mercator
# projection of the border's middle (scale within 0.3 per cent of 2 km: 6 m), lengths by geodesics.
from pyproj import Transformer

T = Transformer.from_crs(4326, "+proj=tmerc +lat_0=48 +lon_0=36 +k=1 +ellps=WGS84", always_xy=True)
flat = shapely.transform(shapely.segmentize(border, 0.002), lambda c: list(zip(*T.transform(c[:, 0], c[:, 1]))))
shapely.prepare(flat)
edge = flat.boundary


def contact(m, tolerance):
    total = 0.0
    for p in getattr(m, "geoms", [m]):
        for r in [p.exterior, *p.interiors]:
            xy = shapely.get_coordinates(shapely.segmentize(r, 0.0005))
            points = shapely.points(*T.transform(xy[:, 0], xy[:, 1]))
            depth = shapely.distance(points, edge) * shapely.contains_properly(flat, points)
            steps = W.inv(xy[:-1, 0], xy[:-1, 1], xy[1:, 0], xy[1:, 1])[2]
            kept = depth > tolerance
            if kept.all():
                total += sum(steps) if depth.max() > 2 * tolerance else 0
                continue
            n, first = len(steps), next(i for i in range(len(kept)) if not kept[i])
            run, reach = 0.0, 0.0
            for k in range(first, first + n + 1):
                a, b = k % n, k % n + 1
                if kept[a] or kept[b]:
                    part = 1.0 if kept[a] and kept[b] else abs(max(depth[a], depth[b]) - tolerance) / max(1e-9, abs(depth[a] - depth[b]))
                    run += steps[a] * part
                    reach = max(reach, depth[a], depth[b])
                if not kept[b]:
                    total += run if reach > 2 * tolerance else 0
                    run, reach = 0.0, 0.0
    return total


print("// day, length of the line of contact at 2 km and at 5 km of tolerance; metres")
for day, m in zip(days, maps):
    print(f'("{day}", {contact(m, 2000):.0f}, {contact(m, 5000):.0f}),')
print("// day, against a copy moved east by 0.05 degrees: in both, only in the map, only in the copy")
for day in days[:1] + days[-1:]:
    m = daily(day)
    c = translate(m, 0.05)
    print(f'("{day}", {area(m.intersection(c)):.1f}, {area(m.difference(c)):.1f}, {area(c.difference(m)):.1f}),')

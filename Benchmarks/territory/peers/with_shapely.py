#!/usr/bin/env python3
"""shapely 2, vectorised, a thread pool over the days: prepared `contains_xy` for the side; an STRtree over the edges in
Lambert's conformal plane for the distance (faster than `distance` to the prepared boundary)."""
import threading

import numpy as np
import pyproj
import shapely
from pyproj import Geod

import peer
from peer import clock, formats

GEOD = Geod(ellps="WGS84")


own = threading.local()


def plane():
    """A thread's own transformer: making one is slow, and they must not be shared."""
    if not hasattr(own, "plane"):
        own.plane = pyproj.Transformer.from_crs("EPSG:4326", peer.PLANE, always_xy=True)
    return own.plane


def read(m):
    return shapely.get_geometry(shapely.from_geojson(peer.text(m.path)), 0)


def edges(boundary, to_plane):
    lines = []
    for ring in shapely.get_parts(boundary):
        c = shapely.get_coordinates(ring)
        c = np.column_stack(to_plane.transform(c[:, 0], c[:, 1]))
        lines.append(np.stack([c[:-1], c[1:]], axis=1))
    return shapely.linestrings(np.concatenate(lines))


def changes(pair):
    before, after = pair
    if shapely.equals_exact(before, after):
        return 0.0, 0.0
    return area(shapely.difference(after, before)), area(shapely.difference(before, after))


def area(shape):
    """Square metres on the ellipsoid."""
    return sum(abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(p))[0]) for p in shapely.get_parts(shape)
               if p.geom_type == "Polygon")


def main():
    a = peer.arguments(["W1", "W2", "W4", "W5"])
    version = f"{shapely.__version__} (GEOS {shapely.geos_version_string})"
    t0 = clock()
    shapes = peer.shared(a.threads, read, a.files)
    load = clock() - t0
    if a.workload == "W4":
        return formats.say("shapely", version, "W4", len(shapes), a.threads, 0, 0, load)
    if a.workload == "W5":
        t0 = clock()
        areas = peer.shared(a.threads, area, shapes)
        t1 = clock()
        moved = np.array(peer.shared(a.threads, changes, zip(shapes, shapes[1:])))
        t2 = clock()
        return formats.say("shapely + pyproj", version, "W5", len(shapes), a.threads, load, 0, t2 - t0, seconds_areas=t1 - t0,
                           seconds_changes=t2 - t1, first_km2=areas[0] / 1e6, last_km2=areas[-1] / 1e6,
                           gained_km2=moved[:, 0].sum() / 1e6, lost_km2=moved[:, 1].sum() / 1e6)
    x, y, days = formats.read_points(a.points)
    side = np.full(len(x), 3, np.int8)
    metres = np.full(len(x), np.nan) if a.workload == "W1" else None

    def locate(job):
        shape, mine = job
        if len(mine) == 0:
            return
        shapely.prepare(shape)
        side[mine] = shapely.contains_xy(shape, x[mine], y[mine])
        shapely.destroy_prepared(shape)
        if metres is not None:
            to_plane = plane()
            tree = shapely.STRtree(edges(shapely.boundary(shape), to_plane))
            here = shapely.points(*to_plane.transform(x[mine], y[mine]))
            found, away = tree.query_nearest(here, return_distance=True, all_matches=False)
            metres[mine[found[0]]] = away

    t0 = clock()
    peer.shared(a.threads, locate, zip(shapes, peer.grouped(days, a.files)))
    peer.finish(a, "shapely", version, side, metres, load, 0, clock() - t0)


if __name__ == "__main__":
    main()

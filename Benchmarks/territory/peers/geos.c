/* GEOS prepared geometries from C, as a careful user would do it: points grouped by day, a day's geometry prepared once,
   days handed out to threads.

     geos POINTS MAPS --workload W1|W2|W4|W5 [--threads N] [--plane cos|lcc] [--densify METRES] [--answers FILE]

   W1 side and signed distance to the boundary, W2 side, W4 reading all maps, W5 areas and what is gained and lost from
   one map to the next (POINTS is not read for W4 and W5).
   GEOS measures in a plane, so the distance of W1 depends on which:
     cos  degrees scaled to metres at 48.35 N: free, edges stay straight in longitude and latitude, up to a tenth wrong
          in the north and south;
     lcc  Lambert's conformal conic on 45.8 and 50.9 N, edges cut to METRES first where asked.
   GEOSPreparedContainsXY (3.12 and newer) is used where the library that is loaded has it. */
#define _GNU_SOURCE
#include <geodesic.h>
#include <geos_c.h>
#include <math.h>

#include "bench.h"

extern char GEOSPreparedContainsXY_r(GEOSContextHandle_t, const GEOSPreparedGeometry *, double, double) __attribute__((weak));

static Points points;
static Map *maps;
static int map_count, lcc, with_distance;
static double densify;
static GEOSGeometry **shapes;
static int64_t *order, *from;
static int8_t *side;
static double *metres, *areas, *gained, *lost;
static struct geod_geodesic wgs84;

static void complain(const char *format, ...) { fprintf(stderr, "geos: %s\n", format); }
static void *begin(void) { return GEOS_init_r(); }
static void end(void *h) { GEOS_finish_r(h); }
static void *begin_loud(void) {
    GEOSContextHandle_t h = GEOS_init_r();
    GEOSContext_setErrorHandler_r(h, complain);
    return h;
}

/* The planes. */
static const double D = M_PI / 180, A = 6378137.0, E2 = 0.00669437999014131699614;
static double cone_n, cone_f, scale_x, scale_y;

static double cone_t(double phi) {
    double e = sqrt(E2), s = e * sin(phi);
    return tan(M_PI / 4 - phi / 2) / pow((1 - s) / (1 + s), e / 2);
}

static double cone_m(double phi) { return cos(phi) / sqrt(1 - E2 * sin(phi) * sin(phi)); }

static void set_planes(void) {
    double a = 45.8 * D, b = 50.9 * D, w = sqrt(1 - E2 * sin(48.35 * D) * sin(48.35 * D));
    cone_n = (log(cone_m(a)) - log(cone_m(b))) / (log(cone_t(a)) - log(cone_t(b)));
    cone_f = cone_m(a) / (cone_n * pow(cone_t(a), cone_n));
    scale_x = A / w * cos(48.35 * D) * D;
    scale_y = A * (1 - E2) / (w * w * w) * D;
}

static inline void plane(double lon, double lat, double *x, double *y) {
    if (!lcc) { *x = lon * scale_x, *y = lat * scale_y; return; }
    double r = A * cone_f * pow(cone_t(lat * D), cone_n), th = cone_n * (lon - 31.2) * D;
    *x = r * sin(th), *y = -r * cos(th);
}

/* W4: one file. */
static void read_map(int k, void *h) {
    char *text = read_file(maps[k].path);
    GEOSGeoJSONReader *r = GEOSGeoJSONReader_create_r(h);
    GEOSGeometry *g = GEOSGeoJSONReader_readGeometry_r(h, r, text);
    if (!g) stop("no GeoJSON", maps[k].path);
    GEOSGeoJSONReader_destroy_r(h, r);
    free(text);
    if (GEOSGeomTypeId_r(h, g) == GEOS_GEOMETRYCOLLECTION) {
        GEOSGeometry *first = GEOSGeom_clone_r(h, GEOSGetGeometryN_r(h, g, 0));
        GEOSGeom_destroy_r(h, g);
        g = first;
    }
    shapes[k] = g;
}

/* A ring in the plane, its edges cut in longitude and latitude first where asked. */
static GEOSGeometry *ring_in_plane(GEOSContextHandle_t h, const GEOSGeometry *ring) {
    const GEOSCoordSequence *s = GEOSGeom_getCoordSeq_r(h, ring);
    unsigned n, kept = 0, room = 1024;
    GEOSCoordSeq_getSize_r(h, s, &n);
    double *xy = need(room * 16), x0, y0, x1, y1;
    GEOSCoordSeq_getXY_r(h, s, 0, &x0, &y0);
    for (unsigned i = 1; i <= n; i++, x0 = x1, y0 = y1) {
        x1 = x0, y1 = y0;
        if (i < n) GEOSCoordSeq_getXY_r(h, s, i, &x1, &y1);
        double length = hypot((x1 - x0) * scale_x, (y1 - y0) * scale_y);
        unsigned pieces = densify > 0 && length > densify ? (unsigned)ceil(length / densify) : 1;
        for (unsigned p = 0; p < pieces; p++) {
            if (kept == room && !(xy = realloc(xy, (room *= 2) * 16))) stop("out of memory", "realloc");
            double t = (double)p / pieces;
            plane(x0 + t * (x1 - x0), y0 + t * (y1 - y0), &xy[2 * kept], &xy[2 * kept + 1]);
            kept++;
        }
    }
    GEOSGeometry *line = GEOSGeom_createLineString_r(h, GEOSCoordSeq_copyFromBuffer_r(h, xy, kept, 0, 0));
    free(xy);
    return line;
}

static GEOSGeometry *boundary_in_plane(GEOSContextHandle_t h, const GEOSGeometry *shape) {
    GEOSGeometry *boundary = GEOSBoundary_r(h, shape);
    int n = GEOSGetNumGeometries_r(h, boundary);
    GEOSGeometry **lines = need(n * sizeof *lines);
    for (int i = 0; i < n; i++) lines[i] = ring_in_plane(h, GEOSGetGeometryN_r(h, boundary, i));
    GEOSGeometry *all = GEOSGeom_createCollection_r(h, GEOS_MULTILINESTRING, lines, n);
    free(lines);
    GEOSGeom_destroy_r(h, boundary);
    return all;
}

/* W1 and W2: the points of one map. */
static void locate(int k, void *handle) {
    GEOSContextHandle_t h = handle;
    if (from[k] == from[k + 1]) return;
    const GEOSPreparedGeometry *inside = GEOSPrepare_r(h, shapes[k]);
    for (int64_t j = from[k]; j < from[k + 1]; j++) {
        int64_t i = order[j];
        if (GEOSPreparedContainsXY_r) {
            side[i] = GEOSPreparedContainsXY_r(h, inside, points.lon[i], points.lat[i]) == 1;
        } else {
            GEOSGeometry *p = GEOSGeom_createPointFromXY_r(h, points.lon[i], points.lat[i]);
            side[i] = GEOSPreparedContains_r(h, inside, p) == 1;
            GEOSGeom_destroy_r(h, p);
        }
    }
    GEOSPreparedGeom_destroy_r(h, inside);
    if (!with_distance) return;
    GEOSGeometry *boundary = boundary_in_plane(h, shapes[k]);
    const GEOSPreparedGeometry *line = GEOSPrepare_r(h, boundary);
    for (int64_t j = from[k]; j < from[k + 1]; j++) {
        int64_t i = order[j];
        double x, y, d = NAN;
        plane(points.lon[i], points.lat[i], &x, &y);
        GEOSGeometry *p = GEOSGeom_createPointFromXY_r(h, x, y);
        GEOSPreparedDistance_r(h, line, p, &d);
        GEOSGeom_destroy_r(h, p);
        metres[i] = side[i] ? d : -d;
    }
    GEOSPreparedGeom_destroy_r(h, line);
    GEOSGeom_destroy_r(h, boundary);
}

/* W5: square metres on the ellipsoid; edges are geodesics, which at this length differs by less than the maps do. */
static double ring_area(GEOSContextHandle_t h, const GEOSGeometry *ring) {
    const GEOSCoordSequence *s = GEOSGeom_getCoordSeq_r(h, ring);
    unsigned n;
    double x, y, area;
    struct geod_polygon p;
    GEOSCoordSeq_getSize_r(h, s, &n);
    geod_polygon_init(&p, 0);
    for (unsigned i = 0; i + 1 < n; i++) {
        GEOSCoordSeq_getXY_r(h, s, i, &x, &y);
        geod_polygon_addpoint(&wgs84, &p, y, x);
    }
    geod_polygon_compute(&wgs84, &p, 0, 1, &area, NULL);
    return fabs(area);
}

static double area_of(GEOSContextHandle_t h, const GEOSGeometry *g) {
    double area = 0;
    if (!g) return NAN;
    if (GEOSGeomTypeId_r(h, g) != GEOS_POLYGON) {
        if (GEOSGeomTypeId_r(h, g) < GEOS_MULTIPOINT) return 0;
        for (int i = 0; i < GEOSGetNumGeometries_r(h, g); i++) area += area_of(h, GEOSGetGeometryN_r(h, g, i));
        return area;
    }
    if (GEOSisEmpty_r(h, g)) return 0;
    area = ring_area(h, GEOSGetExteriorRing_r(h, g));
    for (int i = 0; i < GEOSGetNumInteriorRings_r(h, g); i++) area -= ring_area(h, GEOSGetInteriorRingN_r(h, g, i));
    return area;
}

static void measure(int k, void *h) { areas[k] = area_of(h, shapes[k]); }

static void compare(int k, void *h) {
    gained[k] = lost[k] = 0;
    if (GEOSEqualsExact_r(h, shapes[k], shapes[k + 1], 0) == 1) return;
    GEOSGeometry *more = GEOSDifference_r(h, shapes[k + 1], shapes[k]), *less = GEOSDifference_r(h, shapes[k], shapes[k + 1]);
    gained[k] = area_of(h, more), lost[k] = area_of(h, less);
    GEOSGeom_destroy_r(h, more), GEOSGeom_destroy_r(h, less);
}

static double sum(const double *a, int n) {
    double s = 0;
    for (int i = 0; i < n; i++) s += a[i];
    return s;
}

int main(int argc, char **argv) {
    const char *workload = "W1", *answers = NULL, *plane_name = "cos";
    int threads = 1;
    if (argc < 3) stop("POINTS MAPS [options]; see the head of geos.c", argv[0]);
    for (int i = 3; i + 1 < argc; i += 2) {
        if (!strcmp(argv[i], "--workload")) workload = argv[i + 1];
        else if (!strcmp(argv[i], "--threads")) threads = atoi(argv[i + 1]);
        else if (!strcmp(argv[i], "--plane")) plane_name = argv[i + 1], lcc = !strcmp(argv[i + 1], "lcc");
        else if (!strcmp(argv[i], "--densify")) densify = atof(argv[i + 1]);
        else if (!strcmp(argv[i], "--answers")) answers = argv[i + 1];
        else stop("no such option", argv[i]);
    }
    geod_init(&wgs84, A, 1 / 298.257223563);
    set_planes();
    maps = list_maps(argv[2], &map_count);
    shapes = need(map_count * sizeof *shapes);
    double t0 = now();
    share(map_count, threads, read_map, begin_loud, end);
    double load = now() - t0;
    char more[400] = "";
    if (!strcmp(workload, "W4")) {
        say("geos", GEOSversion(), "W4", map_count, threads, 0, 0, load, "");
        return 0;
    }
    if (!strcmp(workload, "W5")) {
        areas = need(map_count * 8), gained = need(map_count * 8), lost = need(map_count * 8);
        t0 = now();
        share(map_count, threads, measure, begin_loud, end);
        double t1 = now();
        share(map_count - 1, threads, compare, begin_loud, end);
        double t2 = now();
        snprintf(more, sizeof more, "\"seconds_areas\": %.4f, \"seconds_changes\": %.4f, \"first_km2\": %.4f, \"last_km2\": %.4f, "
                 "\"gained_km2\": %.4f, \"lost_km2\": %.4f", t1 - t0, t2 - t1, areas[0] / 1e6, areas[map_count - 1] / 1e6,
                 sum(gained, map_count - 1) / 1e6, sum(lost, map_count - 1) / 1e6);
        say("geos", GEOSversion(), "W5", map_count, threads, load, 0, t2 - t0, more);
        return 0;
    }
    points = read_points(argv[1]);
    with_distance = !strcmp(workload, "W1");
    side = need(points.n);
    metres = with_distance ? need(points.n * 8) : NULL;
    // The caller's columns are there before the clock starts.
    memset(side, 0, points.n);
    if (metres) memset(metres, 0, points.n * 8);
    memset(side, 3, points.n);
    for (int64_t i = 0; metres && i < points.n; i++) metres[i] = NAN;
    from = need((map_count + 2) * sizeof *from);
    t0 = now();
    order = group(&points, maps, map_count, from);
    share(map_count, threads, locate, begin, end);
    double took = now() - t0;
    int64_t inside = 0;
    double total = 0;
    for (int64_t i = 0; i < points.n; i++) {
        inside += side[i] == 1;
        if (metres && !isnan(metres[i])) total += fabs(metres[i]);
    }
    snprintf(more, sizeof more, "\"inside\": %lld, \"mean_m\": %.3f, \"plane\": \"%s%s\"", (long long)inside, total / points.n,
             with_distance ? plane_name : "none", densify > 0 ? ", edges cut" : "");
    write_answers(answers, side, metres, points.n);
    say("geos", GEOSversion(), workload, points.n, threads, load, 0, took, more);
    return 0;
}

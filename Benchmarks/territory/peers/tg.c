/* tg, loaded from the wheel togo, called for a whole column at a time (see with_tg.py). Sides by tg's own index; distances by its
   nearest-segment search over each ring, in a plane about the point: degrees scaled by the ellipsoid's radii of curvature at the
   point's latitude. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tg_geom;
struct tg_poly;
struct tg_ring;
struct tg_point { double x, y; };
struct tg_rect { struct tg_point min, max; };
struct tg_segment { struct tg_point a, b; };
extern bool tg_poly_covers_xy(const struct tg_poly *, double, double);
extern struct tg_rect tg_poly_rect(const struct tg_poly *);
extern int tg_geom_num_geometries(const struct tg_geom *);
extern const struct tg_geom *tg_geom_geometry_at(const struct tg_geom *, int);
extern int tg_geom_num_polys(const struct tg_geom *);
extern const struct tg_poly *tg_geom_poly_at(const struct tg_geom *, int);
extern const struct tg_ring *tg_poly_exterior(const struct tg_poly *);
extern int tg_poly_num_holes(const struct tg_poly *);
extern const struct tg_ring *tg_poly_hole_at(const struct tg_poly *, int);
extern bool tg_ring_nearest_segment(const struct tg_ring *, double (*)(struct tg_rect, int *, void *),
                                    double (*)(struct tg_segment, int *, void *),
                                    bool (*)(struct tg_segment, double, int, void *), void *);

typedef struct { double x, y, sx, sy, best; } Seeker;

static double away_rect(struct tg_rect r, int *more, void *arg) {
    (void)more;
    const Seeker *s = arg;
    double dx = fmax(0, fmax(r.min.x - s->x, s->x - r.max.x)) * s->sx, dy = fmax(0, fmax(r.min.y - s->y, s->y - r.max.y)) * s->sy;
    return dx * dx + dy * dy;
}

static double away_segment(struct tg_segment g, int *more, void *arg) {
    (void)more;
    const Seeker *s = arg;
    double ax = (g.a.x - s->x) * s->sx, ay = (g.a.y - s->y) * s->sy;
    double ux = (g.b.x - g.a.x) * s->sx, uy = (g.b.y - g.a.y) * s->sy, uu = ux * ux + uy * uy;
    double t = uu > 0 ? fmin(1, fmax(0, -(ax * ux + ay * uy) / uu)) : 0;
    ax += t * ux, ay += t * uy;
    return ax * ax + ay * ay;
}

/* Segments come in order of distance: the first of a ring is all that is wanted. */
static bool take(struct tg_segment g, double distance, int index, void *arg) {
    (void)g, (void)index;
    Seeker *s = arg;
    if (distance < s->best) s->best = distance;
    return false;
}

void sides(const struct tg_geom *g, const double *lon, const double *lat, const int64_t *mine, int64_t n, int8_t *side) {
    if (tg_geom_num_geometries(g) > 0) g = tg_geom_geometry_at(g, 0); /* the feature's shape; asking it directly is faster */
    int count = tg_geom_num_polys(g);
    for (int64_t j = 0; j < n; j++) side[mine[j]] = 0;
    for (int k = 0; k < count; k++) {
        const struct tg_poly *p = tg_geom_poly_at(g, k);
        struct tg_rect r = tg_poly_rect(p);
        for (int64_t j = 0; j < n; j++) {
            double x = lon[mine[j]], y = lat[mine[j]];
            if (x >= r.min.x && x <= r.max.x && y >= r.min.y && y <= r.max.y && tg_poly_covers_xy(p, x, y)) side[mine[j]] = 1;
        }
    }
}

void distances(const struct tg_geom *g, const double *lon, const double *lat, const int64_t *mine, int64_t n, double *metres) {
    const double d = M_PI / 180, a = 6378137.0, e2 = 0.00669437999014131699614;
    if (tg_geom_num_geometries(g) > 0) g = tg_geom_geometry_at(g, 0);
    for (int64_t j = 0; j < n; j++) {
        int64_t i = mine[j];
        double w = 1 - e2 * sin(lat[i] * d) * sin(lat[i] * d);
        Seeker s = {lon[i], lat[i], a / sqrt(w) * cos(lat[i] * d) * d, a * (1 - e2) / (w * sqrt(w)) * d, INFINITY};
        for (int k = 0; k < tg_geom_num_polys(g); k++) {
            const struct tg_poly *p = tg_geom_poly_at(g, k);
            tg_ring_nearest_segment(tg_poly_exterior(p), away_rect, away_segment, take, &s);
            for (int h = 0; h < tg_poly_num_holes(p); h++)
                tg_ring_nearest_segment(tg_poly_hole_at(p, h), away_rect, away_segment, take, &s);
        }
        metres[i] = sqrt(s.best);
    }
}

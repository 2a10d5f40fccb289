// One build of the kernel, included once for each instruction set with NAME(x) defined. See clocate.h.
//
// Places are sorted along a Morton curve. A node is a run of places with a common prefix and the pieces that can be nearest to any
// of them: those whose distance from the middle of the run's box is no more than the least such distance plus twice
// the box's half diagonal. Nodes are split in four until few places or pieces are left; then eight places at a time go
// over the pieces.

#define LANES 8
#define LEAF_PLACES 16
#define LEAF_PIECES 6

typedef double NAME(real) __attribute__((vector_size(8 * LANES), aligned(8)));
typedef int64_t NAME(mask) __attribute__((vector_size(8 * LANES), aligned(8)));
#define real NAME(real)
#define mask NAME(mask)
#define INLINE static inline __attribute__((always_inline))

INLINE real NAME(all)(double x) { return (real){x, x, x, x, x, x, x, x}; }
INLINE real NAME(load)(const double *p) { return *(const real *)p; }
INLINE void NAME(store)(double *p, real v) { *(real *)p = v; }
INLINE real NAME(choose)(mask m, real a, real b) { return (real)((m & (mask)a) | (~m & (mask)b)); }
INLINE real NAME(least)(real a, real b) { return NAME(choose)(a < b, a, b); }
INLINE real NAME(most)(real a, real b) { return NAME(choose)(a > b, a, b); }
INLINE real NAME(root)(real x) { return __builtin_elementwise_sqrt(x); }
#define all NAME(all)
#define load NAME(load)
#define store NAME(store)
#define choose NAME(choose)
#define least NAME(least)
#define most NAME(most)
#define root NAME(root)

// Sine and cosine of degrees within ±360: reduced exactly to ±45°, then Taylor's series to the 16th order (error below 1e-16).
INLINE void NAME(turn)(real degrees, real *sine, real *cosine) {
    const real shift = all(6755399441055744.0);
    real scaled = degrees * all(1.0 / 90.0);
    real quarters = (scaled + shift) - shift;
    mask q = (mask)(scaled + shift);
    real x = (degrees - quarters * all(90.0)) * all(0.017453292519943295769);
    real u = x * x;
    real s = all(-1.0 / 1307674368000.0);
    s = s * u + all(1.0 / 6227020800.0);
    s = s * u + all(-1.0 / 39916800.0);
    s = s * u + all(1.0 / 362880.0);
    s = s * u + all(-1.0 / 5040.0);
    s = s * u + all(1.0 / 120.0);
    s = s * u + all(-1.0 / 6.0);
    s = x + x * u * s;
    real c = all(1.0 / 20922789888000.0);
    c = c * u + all(-1.0 / 87178291200.0);
    c = c * u + all(1.0 / 479001600.0);
    c = c * u + all(-1.0 / 3628800.0);
    c = c * u + all(1.0 / 40320.0);
    c = c * u + all(-1.0 / 720.0);
    c = c * u + all(1.0 / 24.0);
    c = (all(1.0) - all(0.5) * u) + u * u * c;
    mask odd = (q & 1) != 0;
    mask minusSine = (q & 2) != 0;
    mask minusCosine = ((q + 1) & 2) != 0;
    real a = choose(odd, c, s);
    real b = choose(odd, s, c);
    *sine = choose(minusSine, -a, a);
    *cosine = choose(minusCosine, -b, b);
}

// The places of one call in the order of the curve.
typedef struct {
    double *x, *y, *z;     // earth-centred metres
    double *sine;          // of the latitude
    double *across;        // 1/N, N the radius of curvature across the meridian
    double *slope;         // (1/M − 1/N)/cos², M the radius along it
    int64_t *epoch;
    const uint64_t *order;
    const clocate_piece *pieces;
    float *near;           // of each piece in question, from the node's middle
    double *metres;
    clocate_hit *hits;
    int32_t levels;
} NAME(work);
#define work NAME(work)

static void NAME(place)(work *w, int32_t n, const double *longitudes, const double *latitudes, const int32_t *epochs) {
    for (int32_t i = 0; i < n; i += LANES) {
        double lon[LANES], lat[LANES];
        for (int32_t k = 0; k < LANES; k++) {
            uint32_t at = (uint32_t)w->order[i + k < n ? i + k : n - 1];
            lon[k] = longitudes[at];
            lat[k] = latitudes[at];
            w->epoch[i + k] = epochs[at];
        }
        real s, c, sl, cl;
        NAME(turn)(load(lat), &s, &c);
        NAME(turn)(load(lon), &sl, &cl);
        real f = all(1.0) - all(E2) * s * s;
        real across = root(f) * all(1.0 / EARTH_A);
        real n_ = all(1.0) / across;
        real along = across * f * all(1.0 / (1.0 - E2));
        store(w->x + i, n_ * c * cl);
        store(w->y + i, n_ * c * sl);
        store(w->z + i, n_ * all(1.0 - E2) * s);
        store(w->sine + i, s);
        store(w->across + i, across);
        store(w->slope + i, (along - across) / most(c * c, all(1e-12)));
    }
}

// The nearest pieces of eight places, then their distances over ground.
INLINE void NAME(eight)(work *w, int32_t i, int32_t n, const int32_t *standing, int32_t always, int32_t count) {
    const real x = load(w->x + i), y = load(w->y + i), z = load(w->z + i);
    const real across = load(w->across + i), slope = load(w->slope + i);
    const mask epoch = *(const mask *)(w->epoch + i);
    const real zero = all(0.0), one = all(1.0);
    real best = all(INFINITY);
    mask which = (mask){-1, -1, -1, -1, -1, -1, -1, -1};
    for (int32_t k = 0; k < count; k++) {
        const clocate_piece *p = w->pieces + standing[k];
        real vx = x - all(p->a[0]), vy = y - all(p->a[1]), vz = z - all(p->a[2]);
        const real dx = all(p->d[0]), dy = all(p->d[1]), dz = all(p->d[2]);
        real t = (vx * dx + vy * dy + vz * dz) * all(p->inv);
        t = most(zero, least(one, t));
        const real s = t - t * t;
        vx = (vx - t * dx) - s * all(p->c[0]);
        vy = (vy - t * dy) - s * all(p->c[1]);
        vz = (vz - t * dz) - s * all(p->c[2]);
        const real zz = vz * vz;
        const real square = vx * vx + vy * vy + zz;
        // The arc's square to the fourth order: chord² (1 + (chord · curvature)²/12), the curvature by Euler's theorem.
        const real bend = across * square + slope * zz;
        const real m = square + bend * bend * all(1.0 / 12.0);
        mask nearer = m < best;
        if (k >= always) nearer &= (epoch >= p->from) & (epoch < p->to);
        best = choose(nearer, m, best);
        which = (nearer & standing[k]) | (~nearer & which);
    }
    double f[11][LANES];
    for (int32_t l = 0; l < LANES; l++) {
        const clocate_piece *p = w->pieces + (which[l] < 0 ? 0 : which[l]);
        for (int32_t k = 0; k < 3; k++) {
            f[k][l] = p->a[k];
            f[3 + k][l] = p->d[k];
            f[6 + k][l] = p->c[k];
        }
        f[9][l] = p->inv;
    }
    const real dx = load(f[3]), dy = load(f[4]), dz = load(f[5]);
    const real cx = load(f[6]), cy = load(f[7]), cz = load(f[8]);
    const real vx = x - load(f[0]), vy = y - load(f[1]), vz = z - load(f[2]);
    real t = (vx * dx + vy * dy + vz * dz) * load(f[9]);
    t = most(zero, least(one, t));
    real rx, ry, rz;
    for (int32_t step = 0; step < 3; step++) {
        const real s = t - t * t;
        rx = (vx - t * dx) - s * cx;
        ry = (vy - t * dy) - s * cy;
        rz = (vz - t * dz) - s * cz;
        if (step == 2) break;
        // Newton's method towards the foot on the parabola.
        const real u = one - (t + t);
        const real tx = dx + u * cx, ty = dy + u * cy, tz = dz + u * cz;
        const real down = rx * tx + ry * ty + rz * tz;
        const real curve = (tx * tx + ty * ty + tz * tz) + all(2.0) * (rx * cx + ry * cy + rz * cz);
        const real next = most(zero, least(one, t + down / choose(curve > zero, curve, one)));
        t = choose(curve > zero, next, t);
    }
    const real square = rx * rx + ry * ry + rz * rz;
    const real chord = root(square);
    // The sine of the middle latitude, from those of both ends; the foot's by the radius here, which is near enough.
    const real s1 = load(w->sine + i);
    const real s2 = (z - rz) * across * all(1.0 / (1.0 - E2));
    const real mean = all(0.5) * (s1 + s2), half = all(0.5) * (s1 - s2);
    real sm = mean * mean;
    sm = sm * (one + half * half / most(one - sm, all(1e-6)));
    const real g = one - all(E2) * sm;
    const real midAcross = root(g) * all(1.0 / EARTH_A);
    const real midAlong = midAcross * g * all(1.0 / (1.0 - E2));
    const real north = least(one, rz * rz / most(square * (one - sm), all(1e-30)));
    const real curvature = north * midAlong + (one - north) * midAcross;
    const real h = all(0.5) * chord * curvature;
    const real hh = h * h;
    // arcsin's series: the next term is below 1e-13 of the distance at 800 km.
    real series = all(105.0 / 3456.0);
    series = series * hh + all(15.0 / 336.0);
    series = series * hh + all(3.0 / 40.0);
    series = series * hh + all(1.0 / 6.0);
    real arc = chord + chord * hh * series;
    arc = choose(chord > all(800000.0), all(-1.0), arc);
    arc = choose(best < all(INFINITY), arc, all(INFINITY));
    const int32_t lanes = n - i < LANES ? n - i : LANES;
    for (int32_t l = 0; l < lanes; l++) {
        const uint32_t at = (uint32_t)w->order[i + l];
        w->metres[at] = arc[l];
        if (w->hits) {
            w->hits[at].piece = (int32_t)which[l];
            w->hits[at].t = (float)t[l];
        }
    }
}

static void NAME(node)(
    work *w, int32_t low, int32_t high, int32_t level, const int32_t *pieces, int32_t count, int32_t *room) {
    // The box of the places, and the span of their epochs.
    real lowX = all(INFINITY), lowY = lowX, lowZ = lowX, highX = -lowX, highY = -lowX, highZ = -lowX;
    int64_t first = INT64_MAX, last = INT64_MIN;
    int32_t i = low;
    for (; i + LANES <= high; i += LANES) {
        const real x = load(w->x + i), y = load(w->y + i), z = load(w->z + i);
        lowX = least(lowX, x), lowY = least(lowY, y), lowZ = least(lowZ, z);
        highX = most(highX, x), highY = most(highY, y), highZ = most(highZ, z);
    }
    double box[6] = {INFINITY, INFINITY, INFINITY, -INFINITY, -INFINITY, -INFINITY};
    for (int32_t l = 0; l < LANES; l++) {
        if (lowX[l] < box[0]) box[0] = lowX[l];
        if (lowY[l] < box[1]) box[1] = lowY[l];
        if (lowZ[l] < box[2]) box[2] = lowZ[l];
        if (highX[l] > box[3]) box[3] = highX[l];
        if (highY[l] > box[4]) box[4] = highY[l];
        if (highZ[l] > box[5]) box[5] = highZ[l];
    }
    for (; i < high; i++) {
        if (w->x[i] < box[0]) box[0] = w->x[i];
        if (w->y[i] < box[1]) box[1] = w->y[i];
        if (w->z[i] < box[2]) box[2] = w->z[i];
        if (w->x[i] > box[3]) box[3] = w->x[i];
        if (w->y[i] > box[4]) box[4] = w->y[i];
        if (w->z[i] > box[5]) box[5] = w->z[i];
    }
    for (i = low; i < high; i++) {
        if (w->epoch[i] < first) first = w->epoch[i];
        if (w->epoch[i] > last) last = w->epoch[i];
    }
    const double mx = 0.5 * (box[0] + box[3]), my = 0.5 * (box[1] + box[4]), mz = 0.5 * (box[2] + box[5]);
    const double hx = box[3] - mx, hy = box[4] - my, hz = box[5] - mz;
    const double radius = __builtin_sqrt(hx * hx + hy * hy + hz * hz);
    double limit = INFINITY;
    for (int32_t k = 0; k < count; k++) {
        const clocate_piece *p = w->pieces + pieces[k];
        const double vx = mx - p->a[0], vy = my - p->a[1], vz = mz - p->a[2];
        double t = (vx * p->d[0] + vy * p->d[1] + vz * p->d[2]) * p->inv;
        t = t > 1.0 ? 1.0 : t;
        t = t < 0.0 ? 0.0 : t;
        const double rx = vx - t * p->d[0], ry = vy - t * p->d[1], rz = vz - t * p->d[2];
        const double from = __builtin_sqrt(rx * rx + ry * ry + rz * rz);
        w->near[k] = (float)(from - p->reach);
        const double upper = from + p->reach;
        if (upper < limit && p->from <= first && p->to > last) limit = upper;
    }
    // What choosing by the arc instead of the chord can cost, and single precision.
    const double far = limit + radius;
    limit = limit + 2.0 * radius + 0.01 + 3e-17 * far * far * far + 2e-7 * far;
    // Those that stand throughout first.
    int32_t always = 0, kept = 0;
    for (int32_t k = 0; k < count; k++) {
        if (!(w->near[k] <= limit)) continue;
        const clocate_piece *p = w->pieces + pieces[k];
        if (p->to <= first || p->from > last) continue;
        if (p->from <= first && p->to > last) {
            room[kept++] = room[always];
            room[always++] = pieces[k];
        } else {
            room[kept++] = pieces[k];
        }
    }
    if (high - low <= LEAF_PLACES || kept <= LEAF_PIECES || level == 0) {
        for (i = low; i < high; i += LANES) NAME(eight)(w, i, high, room, always, kept);
        return;
    }
    int32_t at = low;
    while (at < high) {
        // The places of one quarter.
        int32_t next = high;
        for (;;) {
            const int32_t shift = 32 + 2 * (level - 1);
            const uint64_t quarter = w->order[at] >> shift;
            if (w->order[high - 1] >> shift != quarter) {
                int32_t a = at, b = high - 1;
                while (a < b) {
                    const int32_t m = a + (b - a) / 2;
                    if (w->order[m] >> shift > quarter) b = m; else a = m + 1;
                }
                next = a;
            } else if (at == low && level > 1) {
                // All in one quarter: the same node, one level down.
                level--;
                continue;
            }
            break;
        }
        NAME(node)(w, at, next, level - 1, room, kept, room + kept);
        at = next;
    }
}

static void NAME(nearest)(
    const clocate_piece *pieces, const int32_t *standing, int32_t count, const double *longitudes, const double *latitudes, const int32_t *epochs,
    const uint64_t *order, int32_t places, int32_t levels, double *metres, clocate_hit *hits, void *scratch) {
    const size_t n = ((size_t)places + 2 * LANES) & ~(size_t)(LANES - 1);
    double *at = scratch;
    work w = {
        .x = at, .y = at + n, .z = at + 2 * n, .sine = at + 3 * n, .across = at + 4 * n, .slope = at + 5 * n,
        .epoch = (int64_t *)(at + 6 * n), .order = order, .pieces = pieces, .near = (float *)(at + 7 * n),
        .metres = metres, .hits = hits, .levels = levels,
    };
    int32_t *rooms = (int32_t *)(w.near + count + 1);
    NAME(place)(&w, places, longitudes, latitudes, epochs);
    NAME(node)(&w, 0, places, levels, standing, count, rooms);
}

#undef real
#undef mask
#undef all
#undef load
#undef store
#undef choose
#undef least
#undef most
#undef root
#undef work
#undef INLINE
#undef LANES
#undef LEAF_PLACES
#undef LEAF_PIECES
